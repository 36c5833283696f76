"""The part of a study that a table's `where` leaves: cases, texts, coders or codings for which conditions hold."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

import numpy as np

from coding.codebook.table_declaration import TableDeclaration
from coding.records.columns import CodedColumns, Positions
from coding.records.replay import Classification
from corpus.arrays import BoolArray
from corpus.attributes import Attribute, BadCondition, Condition, read_conditions
from corpus.cases import attributes_with_texts, cases_meeting
from corpus.text import Text, facts
from reports.study_material import Fetch, StudyMaterial

OF_CODINGS = ("code", "coder", "degree", "value", "decision")
"""What a condition can ask of a coding itself; `decision` is accept or code."""


def narrowed(table: TableDeclaration, material: StudyMaterial) -> tuple[StudyMaterial, Positions | None]:
    """The material that the table's conditions leave, and the positions of its codings in the whole.

    The positions are None where nothing was left out. Raises BadCondition at the table's place in the codebook.
    """
    if not table.where:
        return material, None
    try:
        conditions = read_conditions(table.where, _attributes(material))
    except BadCondition as error:
        raise BadCondition(f"codebook.yaml:{table.mark}: the table {table.id}: {error}") from None
    return narrow(material, conditions)


def narrow(material: StudyMaterial, conditions: Sequence[Condition]) -> tuple[StudyMaterial, Positions]:
    """The material that the conditions leave, and the positions of its codings in the whole.

    A condition on what cases have leaves cases, what is said of them, and the texts that belong to them or in which it
    is said; any other leaves texts, or codings.
    """
    on_codings = [c for c in conditions if c.attribute.name in OF_CODINGS]
    of_cases = {name for case in material.cases.values() for name in case.attributes} | {"case", *material.attributes}
    on_cases = [c for c in conditions if c.attribute.name in of_cases and c not in on_codings]
    on_texts = [c for c in conditions if c not in on_codings and c not in on_cases]
    return _narrowed(material, on_codings, on_cases, on_texts)


def _attributes(material: StudyMaterial) -> Mapping[str, Attribute]:
    known: dict[str, Attribute] = {name: Attribute(name) for name in OF_CODINGS}
    return {**attributes_with_texts(material.attributes, material.texts.values(), {}), **known}


def _narrowed(
    material: StudyMaterial,
    on_codings: Sequence[Condition],
    on_cases: Sequence[Condition],
    on_texts: Sequence[Condition],
) -> tuple[StudyMaterial, Positions]:
    cases = cases_meeting(on_cases, material.cases.values())
    meeting = {t.id: t for t in material.texts.values() if all(c.holds(facts(t)) for c in on_texts)}
    codings = material.codings
    keep = _among(codings, "text", meeting) if on_texts else np.ones(len(codings), bool)
    if on_cases:
        keep &= _among(codings, "case", cases)
    classes = [c for c in material.classifications if c.case in cases and c.place.text in meeting]
    texts = _texts_about(meeting, cases, codings.where(keep), classes) if on_cases else meeting
    for condition in on_codings:
        keep &= _holding(condition, codings)
    chosen = np.flatnonzero(keep)
    on_coders = [condition for condition in on_codings if condition.attribute.name == "coder"]
    coders = [c for c in material.coders if all(condition.holds({"coder": c}) for condition in on_coders)]
    said = tuple(f"{c.attribute.name} {c.operator} {c.value}" for c in (*on_cases, *on_texts, *on_codings))
    part = replace(
        material,
        cases=cases,
        texts=texts,
        codings=codings.where(chosen),
        fetch=_fetch(material.fetch, chosen),
        classifications=[c for c in classes if c.coder in coders],
        unclassed=[u for u in material.unclassed if u.case in cases and u.coder in coders],
        readings=[reading for reading in material.readings if reading.coder in coders],
        coders=tuple(coders),
        where=(*material.where, *said),
        declared_cases=None if on_cases else material.declared_cases,
    )
    return part, chosen


def _texts_about(
    texts: Mapping[str, Text], cases: Container[str | None], codings: CodedColumns, classes: Sequence[Classification]
) -> dict[str, Text]:
    """The texts of these cases, and those in which something is coded or classed: it may be about another's case."""
    named = {codings.text.names[number] for number in np.unique(codings.text.numbers).tolist()}
    named.update(c.place.text for c in classes)
    return {text.id: text for text in texts.values() if text.case in cases or text.id in named}


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


def _fetch(fetch: Fetch, chosen: Positions) -> Fetch:
    return lambda positions: fetch(chosen[positions])
