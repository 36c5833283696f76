"""What codings can be divided by: attributes of cases and texts, classes, kinds, speakers, coders, dates."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from coding.codebook.model import word
from corpus.arrays import Int32Array
from corpus.attributes import Attribute
from corpus.problem import GloseError
from corpus.text import ROLES, facts
from reports.attribute_words import shown_value
from reports.dividing_attribute import dividing_attribute
from reports.places import turns_of
from reports.study_material import StudyMaterial
from reports.tables.axis import date_of, period
from wording.catalogues import say
from wording.messages import tr
from wording.numbers import number

MANY = 6
"""From this many different numbers or days on they are put together, since a table with a column each says nothing."""
PERIODS = ("year", "quarter", "month")


class UnknownFacet(GloseError):
    """Something to divide codings by that the study does not have."""


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """A way to divide codings: for each coding the number of its value, -1 where it has none.

    `texts` and `cases` hold, for each value, the texts and cases that have it, coded or not; they are empty where only
    codings have the value (a coder, a speaker).
    """

    name: str
    values: tuple[str, ...]
    labels: tuple[str, ...]
    numbers: Int32Array
    texts: tuple[frozenset[str], ...]
    cases: tuple[frozenset[str], ...]


def facet_of(name: str, material: StudyMaterial) -> Facet:
    """The facet with that name; raises UnknownFacet, which names those there are.

    Attributes come first, so that an attribute called `role` is meant by `role`; `speaker_role` is always the
    speaker's. Whose an attribute is, the case's or the text's, is decided as for the axis of a table
    (`dividing_attribute`): a case's counts for what is coded about the case, a text's for what is coded in the text.
    """
    if name in material.codebook.typologies:
        return _classes(name, material)
    if name in PERIODS:
        return _of_texts(name, {t.id: period(date_of(t, material), name) for t in material.texts.values()}, material)
    divides = dividing_attribute(name, material)
    if divides is not None and any(divides.values.values()):
        return (_of_cases if divides.by == "case" else _of_texts)(name, divides.values, material)
    if name in _OF_CODINGS:
        return _OF_CODINGS[name](name, material)
    known = ", ".join(facet_names(material))
    raise UnknownFacet(tr("Codings cannot be divided by {name!r}. Choose one of: {known}.", name=name, known=known))


def facet_names(material: StudyMaterial) -> tuple[str, ...]:
    """Everything that codings of the study can be divided by."""
    of_cases = (name for case in material.cases.values() for name in case.attributes)
    of_texts = (name for text in material.texts.values() for name in facts(text))
    return tuple(dict.fromkeys((*of_cases, *of_texts, *material.codebook.typologies, *_OF_CODINGS, *PERIODS)))


def _of_texts(name: str, value_of: Mapping[str, str], material: StudyMaterial) -> Facet:
    values, labels, value_of = _values(name, value_of, material)
    at = {value: number for number, value in enumerate(values)}
    column = material.codings.text
    numbers = column.mapped(at.get(value_of.get(text, ""), -1) for text in column.names)
    texts = tuple(frozenset(text for text, value in value_of.items() if value == wanted) for wanted in values)
    cases = tuple(
        frozenset(case for text in group for case in material.texts[text].cases if case in material.cases)
        for group in texts
    )
    return Facet(name, values, labels, numbers, texts, cases)


def _of_cases(name: str, value_of: Mapping[str, str], material: StudyMaterial) -> Facet:
    values, labels, value_of = _values(name, value_of, material)
    return _by_case(name, values, labels, value_of, material)


def _by_case(
    name: str, values: tuple[str, ...], labels: tuple[str, ...], value_of: Mapping[str, str], material: StudyMaterial
) -> Facet:
    at = {value: number for number, value in enumerate(values)}
    column = material.codings.case
    numbers = column.mapped(at.get(value_of.get(case, ""), -1) for case in column.names)
    cases = tuple(frozenset(case for case, value in value_of.items() if value == wanted) for wanted in values)
    texts = tuple(frozenset(text for case in group for text in material.texts_of.get(case, ())) for group in cases)
    return Facet(name, values, labels, numbers, texts, cases)


def _values(
    name: str, value_of: Mapping[str, str], material: StudyMaterial
) -> tuple[tuple[str, ...], tuple[str, ...], Mapping[str, str]]:
    """The values in order, their labels, and who has which; numbers are halved at the median, days put into years."""
    attribute = material.attribute(name, [*value_of.values()])
    distinct = list(dict.fromkeys(value for value in value_of.values() if value))
    if len(distinct) > MANY and attribute.type == "number":
        return _halves(value_of, attribute, material.language)
    if len(distinct) > MANY and attribute.type == "date":
        value_of = {item: period(value, "year") for item, value in value_of.items()}
        distinct, attribute = list(dict.fromkeys(value for value in value_of.values() if value)), Attribute(name)
    values = tuple(sorted(distinct, key=attribute.rank))
    return values, tuple(shown_value(name, value, material) for value in values), value_of


def _halves(
    value_of: Mapping[str, str], attribute: Attribute, language: str
) -> tuple[tuple[str, ...], tuple[str, ...], Mapping[str, str]]:
    numbers = {item: found for item, value in value_of.items() if (found := _number(value, attribute)) is not None}
    middle = median(numbers.values())
    halved = {item: "low" if found <= middle else "high" for item, found in numbers.items()}
    written = number(middle, language)
    return ("low", "high"), (f"≤ {written}", f"> {written}"), halved


def _number(written: str, attribute: Attribute) -> float | None:
    try:
        found = attribute.read(written)
    except ValueError:
        return None
    return found if isinstance(found, float) else None


def _classes(name: str, material: StudyMaterial) -> Facet:
    """The classes of a typology; a case in a nested class counts for that class alone, a disputed case for none.

    A class beside classes that it holds says that it is without them: in tables it counts them, too.
    """
    typology = material.codebook.typologies[name]
    given: dict[str, set[str]] = {}
    for classification in material.classifications:
        if classification.typology == name:
            given.setdefault(classification.case, set()).add(classification.class_id)
    value_of = {case: next(iter(classes)) for case, classes in given.items() if len(classes) == 1}
    used = set(value_of.values())
    values = tuple(c.id for c in typology.classes if c.id in used)
    labels = {value: word(typology.get(value).label, material.language) or value for value in values}
    for holder in dict.fromkeys(above for value in values for above in typology.above(value) if above in used):
        labels[holder] = say("explore.class_alone", material.language, label=labels[holder])
    return _by_case(name, values, tuple(labels.values()), value_of, material)


def _of_codings(name: str, values: Sequence[str], numbers: Int32Array, labels: Sequence[str] = ()) -> Facet:
    nothing = tuple(frozenset[str]() for _ in values)
    return Facet(name, tuple(values), tuple(labels or values), numbers, nothing, nothing)


def _coder(name: str, material: StudyMaterial) -> Facet:
    return _of_codings(name, material.codings.coder.names, material.codings.coder.numbers)


def _decision(name: str, material: StudyMaterial) -> Facet:
    """Whether a suggestion was accepted or the coding made by hand."""
    labels = [say(f"explore.{value}", material.language) for value in ("accept", "code")]
    return _of_codings(name, ("accept", "code"), np.where(material.codings.suggested, 0, 1).astype(np.int32), labels)


def _speaker_role(name: str, material: StudyMaterial) -> Facet:
    given = [turn.role if turn else None for turn in turns_of(material)]
    numbers = np.array([-1 if role is None else ROLES.index(role) for role in given], np.int32)
    return _of_codings(name, ROLES, numbers, [say(f"explore.{role}", material.language) for role in ROLES])


def _speaker(name: str, material: StudyMaterial) -> Facet:
    given = [turn.speaker if turn else None for turn in turns_of(material)]
    values = [value for value, _ in Counter(value for value in given if value).most_common()]
    at = {value: number for number, value in enumerate(values)}
    return _of_codings(name, values, np.array([at.get(value or "", -1) for value in given], np.int32))


_OF_CODINGS: Mapping[str, Callable[[str, StudyMaterial], Facet]] = {
    "coder": _coder,
    "decision": _decision,
    "role": _speaker_role,
    "speaker_role": _speaker_role,
    "speaker": _speaker,
}
