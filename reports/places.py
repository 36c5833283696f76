"""Where codings lie: all texts laid end to end, and the passages and texts that each coding touches."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from coding.records.columns import CodedColumns
from coding.records.coverage import covered
from coding.records.replay import Reading
from corpus.arrays import BoolArray, Int32Array, Int64Array
from corpus.text import Text, Turn
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

    `seen` says of each unit whether somebody read or coded it: of the others nothing is known.
    """

    position: Longs
    unit: Longs
    units: int
    seen: BoolArray


def touching(material: StudyMaterial, unit: Unit) -> Touching:
    """The passages, or the texts, that each coding shares at least one character with."""
    return _texts_touched(material) if unit == "text" else _passages_touched(material)


def _texts_touched(material: StudyMaterial) -> Touching:
    number_of = {text: number for number, text in enumerate(material.texts)}
    numbers = material.codings.text.mapped(number_of.get(name, -1) for name in material.codings.text.names)
    inside = np.flatnonzero(numbers >= 0)
    seen = np.array([text in material.read_texts for text in material.texts], bool)
    seen[numbers[inside]] = True
    return Touching(inside, numbers[inside].astype(np.int64), len(seen), seen)


def _passages_touched(material: StudyMaterial) -> Touching:
    codings = material.codings
    starts, ends, seen = _passages(codings, material)
    begin, finish = line_of_places(codings)
    # Passages are in order and apart, so those touched are a run: from the first that ends behind the coding's
    # start to the last that starts before its end.
    first = np.searchsorted(ends, begin, side="right")
    last = np.searchsorted(starts, finish, side="left")
    length = np.maximum(last - first, 0)
    position = np.repeat(np.arange(len(codings)), length)
    unit = runs(first, length)
    seen[unit] = True
    return Touching(position, unit, len(seen), seen)


def _passages(codings: CodedColumns, material: StudyMaterial) -> tuple[Longs, Longs, BoolArray]:
    """Start, end and "was read" of every passage, on the line of the codings; uncoded texts come behind."""
    order = _order(codings, material.texts)
    starts: list[int] = []
    ends: list[int] = []
    read: list[bool] = []
    readings: dict[str, list[Reading]] = defaultdict(list)
    for reading in material.readings:
        readings[reading.text].append(reading)
    for name, number in order.items():
        text = material.texts[name]
        done = {passage.number for passage in covered(text, readings[name])}
        for passage in text.passages:
            starts.append(number * REACH + passage.start)
            ends.append(number * REACH + passage.end)
            read.append(passage.number in done)
    return np.array(starts, np.int64), np.array(ends, np.int64), np.array(read, bool)


def _order(codings: CodedColumns, texts: Mapping[str, Text]) -> dict[str, int]:
    """The texts with their number on the line: that of the column, and numbers behind it for texts not coded."""
    coded = {name: number for number, name in enumerate(codings.text.names) if name in texts}
    others = (name for name in texts if name not in coded)
    return coded | {name: len(codings.text.names) + number for number, name in enumerate(others)}


def runs(first: Longs, length: Longs) -> Longs:
    """The numbers `first[i], first[i] + 1, …` of each run of that length, one run after another."""
    total = int(length.sum())
    behind = np.repeat(np.cumsum(length) - length, length)
    counted: Longs = np.repeat(first, length) + np.arange(total) - behind
    return counted


def turns_of(material: StudyMaterial) -> list[Turn | None]:
    """For each coding the turn in which it begins; None where the file does not say who speaks."""
    codings = material.codings
    found: list[Turn | None] = []
    bounds = np.searchsorted(codings.text.numbers, np.arange(len(codings.text.names) + 1))
    for number, name in enumerate(codings.text.names):
        begins = codings.start[bounds[number] : bounds[number + 1]]
        found.extend(_turns_at(material.texts[name].turns if name in material.texts else (), begins))
    return found


def _turns_at(turns: Sequence[Turn], begins: Int32Array) -> list[Turn | None]:
    if not turns:
        return [None] * len(begins)
    starts = np.array([turn.start for turn in turns], np.int64)
    at = np.searchsorted(starts, begins, side="right") - 1
    places = zip(at.tolist(), begins.tolist(), strict=True)
    return [turns[number] if number >= 0 and begin < turns[number].end else None for number, begin in places]
