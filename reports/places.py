"""Where codings lie: all texts laid end to end, and the passages and texts that each coding touches."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from coding.records.columns import CodedColumns
from coding.records.coverage import covered
from coding.records.replay import Reading
from coding.records.spread import Spread, runs
from corpus.arrays import BoolArray, Int32Array, Int64Array
from corpus.text import Passage, Text, Turn
from reports.study_material import StudyMaterial

Longs = Int64Array
Unit = Literal["passage", "text"]

REACH = 1 << 32
"""The room a text has on the line: more characters than any text."""


def line_of_places(codings: CodedColumns) -> tuple[Longs, Longs]:
    """Start and end of each coding on one line on which the texts follow each other without touching."""
    origin = codings.text.numbers.astype(np.int64) * REACH
    return origin + codings.start, origin + codings.end


@dataclass(frozen=True, slots=True)
class Touching:
    """Which units codings lie in: pair by pair the coding's position and the unit's number, of `units` in all.

    `seen` says of each unit whether somebody coded it, or read it looking for the codes that are asked about: of the
    others nothing is known.
    """

    position: Longs
    unit: Longs
    units: int
    seen: BoolArray


def touching(material: StudyMaterial, unit: Unit, *, sought: Sequence[str] = ()) -> Touching:
    """The passages or texts that each coding shares at least one character with; `sought` are codes asked about."""
    return _texts_touched(material, sought) if unit == "text" else _passages_touched(material, sought)


def _texts_touched(material: StudyMaterial, sought: Sequence[str]) -> Touching:
    number_of = {text: number for number, text in enumerate(material.texts)}
    numbers = material.codings.text.mapped(number_of.get(name, -1) for name in material.codings.text.names)
    inside = np.flatnonzero(numbers >= 0)
    read = material.read_for(sought)
    seen = np.array([text in read for text in material.texts], bool)
    seen[numbers[inside]] = True
    return Touching(inside, numbers[inside].astype(np.int64), len(seen), seen)


def _passages_touched(material: StudyMaterial, sought: Sequence[str]) -> Touching:
    spread = Spread.of(material.texts)
    position, unit = runs(*spread.touched(material.codings))
    seen = _passages_read(spread, material, sought)
    seen[unit] = True
    return Touching(position, unit, spread.count, seen)


def _passages_read(spread: Spread, material: StudyMaterial, sought: Sequence[str]) -> BoolArray:
    """For each passage whether somebody read it, looking for these codes."""
    readings: dict[str, list[Reading]] = defaultdict(list)
    for reading in material.readings_for(sought):
        readings[reading.text].append(reading)
    first = spread.first_of()
    read = [first[name] + p.number - 1 for name, text in material.texts.items() for p in covered(text, readings[name])]
    seen = np.zeros(spread.count, bool)
    seen[read] = True
    return seen


def turns_of(material: StudyMaterial) -> list[Turn | None]:
    """For each coding the turn in which it begins; None where the file does not say who speaks."""
    codings = material.codings
    found: list[Turn | None] = []
    bounds = np.searchsorted(codings.text.numbers, np.arange(len(codings.text.names) + 1))
    for number, name in enumerate(codings.text.names):
        begins = codings.start[bounds[number] : bounds[number + 1]]
        found.extend(_turns_at(material.texts[name], begins) if name in material.texts else [None] * len(begins))
    return found


def _turns_at(text: Text, begins: Int32Array) -> list[Turn | None]:
    turn_at, passage_at = _containing(text.turns, begins), _containing(text.passages, begins)
    return [
        None if turn < 0 or (passage >= 0 and text.passages[passage].turn is None) else text.turns[turn]
        for turn, passage in zip(turn_at, passage_at, strict=True)
    ]


def _containing(parts: Sequence[Turn] | Sequence[Passage], begins: Int32Array) -> list[int]:
    """For each place the number of the part (in order, from 0) that contains it; -1 where none does."""
    starts = np.array([part.start for part in parts], np.int64)
    ends = np.array([-1, *(part.end for part in parts)], np.int64)
    at = np.searchsorted(starts, begins, side="right")
    found: list[int] = np.where(begins < ends[at], at - 1, -1).tolist()
    return found
