"""Rows or columns by where in a text a coding stands: who speaks there, under which heading, after which question."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from coding.records.columns import Column
from corpus.text import ROLES, Text
from reports.cell import Header
from reports.places import turns_of
from reports.study_material import StudyMaterial
from reports.tables.axis import Axis
from wording.catalogues import say
from wording.spelling import folded

LONGEST = 80
"""Letters of a question that its head shows."""


def _roles(material: StudyMaterial) -> Axis:
    given = [turn.role if turn else None for turn in turns_of(material)]
    labels = {role: say(f"explore.{role}", material.language) for role in ROLES}
    return _axis(given, {role: label for role, label in labels.items() if role in given})


def _speakers(material: StudyMaterial) -> Axis:
    given = [turn.speaker if turn else None for turn in turns_of(material)]
    return _axis(given, {name: name for name in given if name})


def _headings(material: StudyMaterial) -> Axis:
    """The nearest heading above each coding; headings that are written alike are one, whatever text they are in."""
    return _by_words(material, lambda text, at: (text.section(at) or ("",))[-1])


def _questions(material: StudyMaterial) -> Axis:
    """What the interviewer last said before each coding, or says there; questions put alike are one."""
    return _by_words(material, _question)


def _question(text: Text, position: int) -> str:
    asked = [turn for turn in text.turns if turn.role == "interviewer" and turn.start <= position]
    return text.quote(asked[-1]) if asked else ""


def _by_words(material: StudyMaterial, words_at: Callable[[Text, int], str]) -> Axis:
    codings = material.codings
    labels: dict[str, str] = {}
    known: dict[tuple[str, int], str] = {}
    given: list[str | None] = []
    for position, start in enumerate(codings.start.tolist()):
        name = codings.text.at(position) or ""
        if (name, start) not in known:
            text = material.texts.get(name)
            words = " ".join(words_at(text, start).split()) if text else ""
            known[name, start] = folded(words)
            labels.setdefault(folded(words), words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")
        given.append(known[name, start] or None)
    order = _in_order_of_texts(known, material)
    return _axis(given, {key: labels[key] for key in order if key})


def _in_order_of_texts(known: Mapping[tuple[str, int], str], material: StudyMaterial) -> list[str]:
    """The different words in the order in which they are met in the texts."""
    at = {name: number for number, name in enumerate(material.texts)}
    met = sorted(known.items(), key=lambda item: (item[0][1], at.get(item[0][0], len(at))))
    return list(dict.fromkeys(words for _, words in met))


def _axis(given: Sequence[str | None], labels: Mapping[str, str]) -> Axis:
    names = tuple(labels)
    at = {name: number for number, name in enumerate(names)}
    numbers = np.array([at.get(name, -1) if name is not None else -1 for name in given], np.int32)
    headers = tuple(Header(name, label) for name, label in labels.items())
    under = {name: [number] for name, number in at.items()}
    return Axis(headers, "place", under, lambda _: None, {}, Column(names, numbers))


PLACES: Mapping[str, Callable[[StudyMaterial], Axis]] = {
    "speaker_role": _roles,
    "speaker": _speakers,
    "heading": _headings,
    "question": _questions,
}
"""What an axis by the place of codings is called, unless an attribute has that name. Others fall under no header."""
