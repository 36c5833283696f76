"""The part of a study that a table's `where` leaves: cases, texts, coders or codings for which conditions hold."""

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import replace

import numpy as np

from coding.codebook.model import Codebook
from coding.codebook.table_declaration import TableDeclaration
from coding.records.columns import CodedColumns
from coding.records.replay import Classification
from corpus.arrays import BoolArray
from corpus.attributes import FILTERS, FINISHED, Attribute, BadCondition, Condition, read_conditions
from corpus.cases import attributes_with_texts, case_attribute, cases_meeting
from corpus.text import Text, facts
from reports.study_material import StudyMaterial
from wording.catalogues import say
from wording.degree_word import degree_word
from wording.messages import LANGUAGES, tr

OF_CODINGS = FILTERS
"""What a condition can ask of a coding itself; `decision` is accept or code."""


def narrowed(table: TableDeclaration, material: StudyMaterial) -> StudyMaterial:
    """The material that the table's conditions leave, on the same columns of codings, with the table's own N.

    Raises BadCondition at the condition's place in the codebook.
    """
    part = _where(table, material)
    if table.cases is None or table.cases.number is None:
        return part
    return replace(part, declared_cases=table.cases.number, case_count_reason=table.cases.reason)


def _where(table: TableDeclaration, material: StudyMaterial) -> StudyMaterial:
    if not table.where:
        return material
    known = _attributes(material.whole or material)
    conditions: list[Condition] = []
    for number, words in enumerate(table.where):
        try:
            conditions += read_conditions([words], known)
        except BadCondition as error:
            mark = table.where_marks[number] if number < len(table.where_marks) else table.mark
            raise BadCondition(
                tr("codebook.yaml:{mark}: in the table {table}: {error}", mark=mark, table=table.called, error=error)
            ) from None
    return narrow(material, conditions)


def narrow(material: StudyMaterial, conditions: Sequence[Condition]) -> StudyMaterial:
    """The material that the conditions leave; its codings are the same columns, in which `chosen` marks those left.

    A condition on what cases have leaves cases, what is said of them, and the texts that belong to them or in which it
    is said; any other leaves texts, or codings.
    """
    on_codings = [c for c in conditions if c.attribute.name in OF_CODINGS]
    of_cases = {name for case in material.cases.values() for name in case.attributes} | {"case", *material.attributes}
    on_cases = [c for c in conditions if c.attribute.name in of_cases and c not in on_codings]
    on_texts = [c for c in conditions if c not in on_codings and c not in on_cases]
    return _narrowed(material, on_codings, on_cases, on_texts)


def _attributes(material: StudyMaterial) -> Mapping[str, Attribute]:
    of_texts = attributes_with_texts(material.attributes, material.texts.values(), {}, material.language)
    of_reading = {FINISHED: finished_attribute()}
    of_codings = coding_attributes(material.codebook, material.codings, (*material.coders, *material.everyone))
    return {**of_texts, "case": case_attribute(material.cases.values()), **of_reading, **of_codings}


def finished_attribute() -> Attribute:
    """Whether a text is read to the end by those who count, whatever the codebook was then: yes or no."""
    words = [(say(word, language), word) for word in ("yes", "no") for language in LANGUAGES]
    return Attribute(FINISHED).knowing(("yes", "no"), words)


def reading_facts(text: str, read: Container[str]) -> Mapping[str, str]:
    """What `finished` asks of a text."""
    return {FINISHED: "yes" if text in read else "no"}


def coding_attributes(book: Codebook, codings: CodedColumns, coders: Iterable[str]) -> dict[str, Attribute]:
    """What can be asked of codings, with the words that mean something there: ids and labels in every language."""
    labels = [(label, code.id) for code in book.codes.values() for label in code.label.values()]
    degrees = tuple(dict.fromkeys(degree for scale in book.scales.values() for degree in scale))
    ordered = Attribute("degree", "category", degrees, declared=len(book.scales) == 1)
    return {
        "code": Attribute("code").knowing((*book.codes, *codings.code.names), labels),
        "coder": Attribute("coder").knowing(coders),
        "degree": ordered.knowing(degrees, [(degree_word(d, language), d) for d in degrees for language in LANGUAGES]),
        "value": Attribute("value").knowing(codings.value.names),
        "decision": Attribute("decision").knowing(("accept", "code")),
    }


def _narrowed(
    material: StudyMaterial,
    on_codings: Sequence[Condition],
    on_cases: Sequence[Condition],
    on_texts: Sequence[Condition],
) -> StudyMaterial:
    cases = cases_meeting(on_cases, material.cases.values())
    read = material.read_texts if any(c.attribute.name == FINISHED for c in on_texts) else ()
    known = {text.id: {**facts(text), **reading_facts(text.id, read)} for text in material.texts.values()}
    meeting = {t.id: t for t in material.texts.values() if all(c.holds(known[t.id]) for c in on_texts)}
    codings = material.codings
    keep = np.ones(len(codings), bool) if material.chosen is None else material.chosen.copy()
    if on_texts:
        keep &= _among(codings, "text", meeting)
    if on_cases:
        keep &= _among(codings, "case", cases)
    classes = [c for c in material.classifications if c.case in cases and c.place.text in meeting]
    texts = _texts_about(meeting, cases, _texts_coded(codings, keep), classes) if on_cases else meeting
    for condition in on_codings:
        keep &= _holding(condition, codings)
    on_codes = [condition for condition in on_codings if condition.attribute.name == "code"]
    on_coders = [condition for condition in on_codings if condition.attribute.name == "coder"]
    coders = [c for c in material.coders if all(condition.holds({"coder": c}) for condition in on_coders)]
    stated = tuple(f"{c.attribute.name} {c.operator} {c.values}" for c in (*on_cases, *on_texts, *on_codings))
    return replace(
        material,
        cases=cases,
        texts=texts,
        chosen=keep,
        classifications=[c for c in classes if c.coder in coders],
        unclassed=[u for u in material.unclassed if u.case in cases and u.coder in coders],
        readings=[reading for reading in material.readings if reading.coder in coders],
        coders=tuple(coders),
        asked=_asked(on_codes, material),
        where=(*material.where, *stated),
        of_cases=material.of_cases or bool(on_cases),
        whole=material.whole or material,
        declared_cases=None if on_cases else material.declared_cases,
    )


def _asked(on_codes: Sequence[Condition], material: StudyMaterial) -> frozenset[str] | None:
    """The codes that conditions on codes leave to be looked for; None where there are no such conditions."""
    if not on_codes:
        return material.asked
    left = material.codebook.codes if material.asked is None else material.asked
    return frozenset(code for code in left if all(condition.holds({"code": code}) for condition in on_codes))


def only_chosen(material: StudyMaterial) -> StudyMaterial:
    """The material with none but the codings that conditions left: for what asks all columns for its answer."""
    if material.chosen is None:
        return material
    return replace(material, codings=material.codings.where(material.chosen), chosen=None)


def _texts_coded(codings: CodedColumns, chosen: BoolArray) -> set[str]:
    return {codings.text.names[number] for number in np.unique(codings.text.numbers[chosen]).tolist()}


def _texts_about(
    texts: Mapping[str, Text], cases: Container[str | None], coded: Set[str], classes: Sequence[Classification]
) -> dict[str, Text]:
    """The texts of these cases, and those in which something is coded or classed: it may be about another's case."""
    named = coded | {c.place.text for c in classes}
    return {text.id: text for text in texts.values() if any(case in cases for case in text.cases) or text.id in named}


def _among(codings: CodedColumns, column: str, names: Mapping[str, object]) -> BoolArray:
    found = getattr(codings, column)
    mask: BoolArray = found.mapped(name in names for name in found.names) == 1
    return mask


def _holding(condition: Condition, codings: CodedColumns) -> BoolArray:
    name = condition.attribute.name
    if name == "decision":
        accepted = condition.holds({"decision": "accept"})
        by_hand = condition.holds({"decision": "code"})
        return np.where(codings.suggested, accepted, by_hand)
    column = getattr(codings, name)
    holds = [condition.holds({name: value}) for value in column.names]
    found = np.array([*holds, condition.holds({})], bool)
    mask: BoolArray = found[column.numbers]
    return mask
