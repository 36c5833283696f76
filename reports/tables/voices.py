"""Rows or columns by where in a text a coding stands: who speaks there, under which heading, after which question."""

from collections.abc import Callable, Iterable, Mapping, Sequence

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
    met: dict[str, str] = {role: label for role, label in labels.items() if role in given}
    return _axis(given, met, material, lambda text: (turn.role for turn in text.turns))


def _speakers(material: StudyMaterial) -> Axis:
    given = [turn.speaker if turn else None for turn in turns_of(material)]
    met = {name: name for name in given if name}
    return _axis(given, met, material, lambda text: (turn.speaker or "" for turn in text.turns))


def _headings(material: StudyMaterial) -> Axis:
    """The nearest heading above each coding; headings that are written alike are one, whatever text they are in."""
    return _by_words(
        material,
        lambda text, at: (text.section(at) or ("",))[-1],
        lambda text: (text.quote(heading) for heading in text.outline),
    )


def _questions(material: StudyMaterial) -> Axis:
    """What the interviewer last said before each coding, or says there; questions put alike are one."""
    return _by_words(
        material,
        _question,
        lambda text: (text.quote(turn) for turn in text.turns if turn.role == "interviewer"),
    )


def _question(text: Text, position: int) -> str:
    asked = [turn for turn in text.turns if turn.role == "interviewer" and turn.start <= position]
    return text.quote(asked[-1]) if asked else ""


def _by_words(
    material: StudyMaterial, words_at: Callable[[Text, int], str], words_of: Callable[[Text], Iterable[str]]
) -> Axis:
    codings = material.codings
    labels: dict[str, str] = {}
    known: dict[tuple[str, int], str] = {}
    given: list[str | None] = []
    for position, start in enumerate(codings.start.tolist()):
        name = codings.text.at(position) or ""
        if (name, start) not in known:
            text = material.texts.get(name)
            words = " ".join(words_at(text, start).split()) if text else ""
            known[name, start] = _alike(words)
            labels.setdefault(_alike(words), words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")
        given.append(known[name, start] or None)
    order = _in_order_of_texts(known, material)
    met = {key: labels[key] for key in order if key}
    return _axis(given, met, material, lambda text: map(_alike, words_of(text)))


def _alike(words: str) -> str:
    """What is the same for headings, or questions, that are one."""
    return folded(" ".join(words.split()))


def _in_order_of_texts(known: Mapping[tuple[str, int], str], material: StudyMaterial) -> list[str]:
    """The different words in the order in which they are met in the texts."""
    at = {name: number for number, name in enumerate(material.texts)}
    met = sorted(known.items(), key=lambda item: (item[0][1], at.get(item[0][0], len(at))))
    return list(dict.fromkeys(words for _, words in met))


def _axis(
    given: Sequence[str | None],
    labels: Mapping[str, str],
    material: StudyMaterial,
    names_in: Callable[[Text], Iterable[str]],
) -> Axis:
    """The axis of what is `given` for each coding; where no coding falls, the texts with that voice must be read."""
    names = tuple(labels)
    at = {name: number for number, name in enumerate(names)}
    numbers = np.array([at.get(name, -1) if name is not None else -1 for name in given], np.int32)
    headers = tuple(Header(name, label) for name, label in labels.items())
    under = {name: [number] for name, number in at.items()}
    texts: dict[str, list[str]] = {name: [] for name in names}
    for text in material.texts.values():
        for name in dict.fromkeys(names_in(text)):
            if name in texts:
                texts[name].append(text.id)
    return Axis(headers, "place", under, lambda name: texts[name], {}, Column(names, numbers))


PLACES: Mapping[str, Callable[[StudyMaterial], Axis]] = {
    "speaker_role": _roles,
    "speaker": _speakers,
    "heading": _headings,
    "question": _questions,
}
"""What an axis by the place of codings is called, unless an attribute has that name. Others fall under no header."""
