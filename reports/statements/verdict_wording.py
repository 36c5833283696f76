"""Verdicts on the team's statements in words: what was found, what was asked for, and what stands in the way."""

from collections.abc import Iterator, Sequence

from coding.codebook import Codebook, word
from coding.quantifiers import Thresholds
from coding.statement import Statement
from coding.verdict import Checked
from reports.statements.wording import joined, listed
from reports.wording import label_of, number, say, say_number


def why(checked: Checked, thresholds: Thresholds, language: str) -> str:
    """One sentence on the verdict: the numbers, the bound, each case that is missing or against, and what is unread."""
    clauses = [_found(checked, language), *_asked(checked, thresholds, language)]
    clauses += _in_the_way(checked, language)
    clauses += _unknown(checked, language)
    return joined(clauses, language)


def _found(checked: Checked, language: str) -> str:
    n, total = checked.judgement.n, number(checked.judgement.total, language)
    return say_number("why_found", n, language, N=total) if n else say("why_nothing", language, N=total)


def _asked(checked: Checked, thresholds: Thresholds, language: str) -> Iterator[str]:
    """The bound of the quantifier, where it has one, and the number the statement gives, where it is another."""
    quantifier, judgement = checked.statement.quantifier, checked.judgement
    if quantifier in ("all", "nearly_all", "most", "several", "few"):
        form = {"all": "why_all", "few": "why_between"}.get(quantifier, "why_least")
        less = thresholds.least("several", judgement.total)
        figures = {"least": number(judgement.least or 0, language), "less": number(less, language)}
        yield say(form, language, quantifier=say(f"quantifier_{quantifier}", language), **figures)
    if checked.statement.number not in (None, judgement.n):
        yield say("why_number", language, claimed=number(checked.statement.number or 0, language))


def _in_the_way(checked: Checked, language: str) -> list[str]:
    """Each kind of case that keeps the statement from being borne out, or speaks against it."""
    statement, findings = checked.statement, checked.findings
    excepted = [case for case in statement.exceptions if case in findings.found]
    # A case that is said to be otherwise is told as such, not as missing too.
    unsupported = [c for c in checked.judgement.missing if c not in findings.against and c not in findings.disputed]
    kinds: Sequence[tuple[str, Sequence[str]]] = (
        ("why_missing", unsupported),
        ("why_others", checked.judgement.others if statement.quantifier == "only" and statement.cases else ()),
        ("why_exceptions", excepted),
        ("why_absent", findings.absent),
        ("why_classed" if statement.group else "why_weaker", _told_otherwise(checked)),
        ("statement_disputed", findings.disputed),
    )
    return [say(key, language, names=listed(names, language)) for key, names in kinds if names]


def _told_otherwise(checked: Checked) -> Sequence[str]:
    """Those in another class or of a weaker degree, where the verdict rests on it: "only two" is not about others."""
    otherwise = checked.findings.otherwise
    if checked.statement.quantifier in ("all", "nearly_all", "most"):
        return otherwise
    return [case for case in otherwise if case in checked.statement.cases]


def _unknown(checked: Checked, language: str) -> Iterator[str]:
    """What nobody read, and that the verdict may change once it is read."""
    findings, statement = checked.findings, checked.statement
    if findings.inferred:
        yield say_number("why_inferred", len(findings.inferred), language)
    if findings.unread:
        yield say_number("why_unread", len(findings.unread), language)
    if findings.unlisted:
        yield say_number("statement_unlisted", findings.unlisted, language)
    capped = statement.quantifier in ("only", "few", "none") or statement.number is not None
    settled = checked.judgement.verdict == "contradicted" or (checked.judgement.verdict == "borne_out" and not capped)
    if (findings.unread or findings.unlisted) and not settled:
        yield say("why_may_change", language)


def field_of(checked: Checked, name: str, codebook: Codebook, language: str) -> str:
    """What a table of statements shows in the column `name`: statement, quantifier, code, cases, n or verdict."""
    statement, judgement = checked.statement, checked.judgement
    match name:
        case "statement":
            return word(statement.text, language) or _claim(statement, codebook, language)
        case "quantifier":
            return say(f"quantifier_{statement.quantifier}", language) if statement.quantifier else ""
        case "code":
            return subject_of(statement, codebook, language)
        case "cases":
            return ", ".join(checked.findings.found)
        case "n":
            return f"{number(judgement.n, language)}/{number(judgement.total, language)}"
        case "verdict":
            return say(f"verdict_{judgement.verdict}", language)
    raise KeyError(name)


def _claim(statement: Statement, codebook: Codebook, language: str) -> str:
    """What stands for the sentence of a statement that was written down without one."""
    subject = subject_of(statement, codebook, language)
    if statement.quantifier is None:
        return subject
    quantifier = say(f"quantifier_{statement.quantifier}", language)
    return say("statement_claim", language, quantifier=quantifier, subject=subject)


def subject_of(statement: Statement, codebook: Codebook, language: str) -> str:
    """What a statement is about: the label of its code with degree and value, or of its class."""
    if statement.group and statement.group in codebook.typologies:
        whole = codebook.typologies[statement.group]
        return word(whole.label, language) or whole.id
    if statement.group:
        typology, chosen = codebook.typology_class(statement.group)
        group = word(typology.label, language) or typology.id
        return say("statement_of_class", language, label=word(chosen.label, language) or chosen.id, group=group)
    assert statement.code is not None
    narrower = [say(statement.degree, language)] if statement.degree else []
    narrower += [statement.value] if statement.value else []
    label = label_of(codebook, statement.code, language)
    return say("statement_with_names", language, clause=label, names=", ".join(narrower)) if narrower else label
