"""What a table shows of a statement: its sentence, quantifier, subject, cases, numbers and verdict."""

from coding.codebook.model import Codebook, label_of, word
from coding.statements.statement import Statement
from coding.statements.statement_check import StatementCheck
from wording.catalogues import say
from wording.degree_word import degree_word
from wording.numbers import number


def field_of(checked: StatementCheck, name: str, codebook: Codebook, language: str) -> str:
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
    """The sentence of a statement that was written down without one."""
    subject = subject_of(statement, codebook, language)
    if statement.quantifier is None:
        return subject
    quantifier = say(f"quantifier_{statement.quantifier}", language)
    return say("statement_claim", language, quantifier=quantifier, subject=subject)


def subject_of(statement: Statement, codebook: Codebook, language: str) -> str:
    """What a statement is about: the label of its code with degree and value, or of its class."""
    label, narrower = _subject(statement, codebook, language)
    if statement.group and narrower:
        return say("statement_of_class", language, label=label, group=narrower[0])
    return say("statement_with_names", language, clause=label, names=", ".join(narrower)) if narrower else label


def quoted_subject_of(statement: Statement, codebook: Codebook, language: str) -> str:
    """The same as it stands in brackets: the label in quotation marks, what narrows it after a comma."""
    label, narrower = _subject(statement, codebook, language)
    return ", ".join((say("in_quotes", language, words=label), *narrower))


def _subject(statement: Statement, codebook: Codebook, language: str) -> tuple[str, list[str]]:
    """The label, and what narrows it: a degree, a value, the typology of a class."""
    if statement.group and statement.group in codebook.typologies:
        whole = codebook.typologies[statement.group]
        return word(whole.label, language) or whole.id, []
    if statement.group:
        typology, chosen = codebook.typology_class(statement.group)
        return word(chosen.label, language) or chosen.id, [word(typology.label, language) or typology.id]
    assert statement.code is not None
    narrower = [_degree(statement, codebook, language)] if statement.degree else []
    narrower += [statement.value] if statement.value else []
    return label_of(codebook, statement.code, language), narrower


def _degree(statement: Statement, codebook: Codebook, language: str) -> str:
    """The degree claimed: at least this one, or this one and none above it; the strongest of a scale needs neither."""
    assert statement.degree is not None
    assert statement.code is not None
    degree = degree_word(statement.degree, language)
    scales = [codebook.degrees(code) for code in codebook.subtree(statement.code)]
    if all(scale[-1] == statement.degree for scale in scales if statement.degree in scale):
        return degree
    return say("degree_exactly" if statement.exactly else "degree_at_least", language, degree=degree)
