"""Verdicts on the team's statements in words: what was found, what was needed, and what contradicts it."""

from collections.abc import Iterator, Sequence

from coding.codebook.quantifiers import Thresholds
from coding.statements.statement_check import StatementCheck
from reports.statements.wording import in_words, joined
from wording.catalogues import listed, say, say_number
from wording.numbers import number


def why(checked: StatementCheck, thresholds: Thresholds, language: str) -> str:
    """One sentence on the verdict: the numbers, the bound, each case that is missing or against, and what is unread."""
    clauses = [_found(checked, language), *_asked(checked, thresholds, language)]
    clauses += _in_the_way(checked, language)
    clauses += _unknown(checked, language)
    return joined(clauses, language)


def _found(checked: StatementCheck, language: str) -> str:
    n, total = checked.judgement.n, checked.judgement.total
    if not n:
        return say_number("why_nothing", total, language)
    return say_number("why_found", n, language, N=number(total, language))


def _asked(checked: StatementCheck, thresholds: Thresholds, language: str) -> Iterator[str]:
    """The bound of the quantifier, where it has one, and the number the statement gives, where it is another."""
    quantifier, judgement = checked.statement.quantifier, checked.judgement
    if quantifier in ("all", "nearly_all", "most", "several", "few"):
        form = {"all": "why_all", "few": "why_between"}.get(quantifier, "why_least")
        less = thresholds.at_least("several", judgement.total)
        figures = {"least": number(judgement.at_least or 0, language), "less": number(less, language)}
        yield say(form, language, quantifier=say(f"quantifier_{quantifier}", language), **figures)
    if checked.statement.number not in (None, judgement.n):
        yield say("why_number", language, claimed=number(checked.statement.number or 0, language))


def _in_the_way(checked: StatementCheck, language: str) -> list[str]:
    """Each kind of case that keeps the statement from being borne out, or speaks against it."""
    statement, findings = checked.statement, checked.findings
    excepted = [case for case in statement.exceptions if case in findings.found]
    # A case that is otherwise is reported as such, and not as missing too.
    unsupported = [c for c in checked.judgement.missing if c not in findings.against and c not in findings.disputed]
    kinds: Sequence[tuple[str, Sequence[str]]] = (
        ("why_missing", unsupported),
        ("why_others", checked.judgement.others if statement.quantifier == "only" and statement.cases else ()),
        ("why_exceptions", excepted),
        ("why_absent", findings.absent),
        (_told_as(checked), _told_otherwise(checked)),
        ("statement_disputed", findings.disputed),
    )
    return [say(key, language, names=listed(names, language)) for key, names in kinds if names]


def _told_as(checked: StatementCheck) -> str:
    """What keeps a case that is otherwise from being counted: its class, or its degree."""
    if checked.statement.group:
        return "why_classed"
    return "why_other_degree" if checked.statement.exactly else "why_weaker"


def _told_otherwise(checked: StatementCheck) -> Sequence[str]:
    """Those in another class or of a weaker degree, where the verdict rests on it: "only two" is not about others."""
    otherwise = checked.findings.otherwise
    if checked.statement.quantifier in ("all", "nearly_all", "most"):
        return otherwise
    return [case for case in otherwise if case in checked.statement.cases]


def _unknown(checked: StatementCheck, language: str) -> Iterator[str]:
    """What nobody read, and that the verdict may change once it is read."""
    findings, statement = checked.findings, checked.statement
    if findings.inferred:
        yield say_number("why_inferred", len(findings.inferred), language)
    if findings.unread:
        yield say_number("why_unread", len(findings.unread), language)
    if findings.read_before:
        yield in_words(findings.read_before, language)
    if findings.unlisted:
        yield say_number("statement_unlisted", findings.unlisted, language)
    capped = statement.quantifier in ("only", "few", "none") or statement.number is not None
    settled = checked.judgement.verdict == "contradicted" or (checked.judgement.verdict == "borne_out" and not capped)
    if (findings.unread or findings.unlisted) and not settled:
        yield say("why_may_change", language)
