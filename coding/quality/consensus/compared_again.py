"""A comparison made again: only the texts in which somebody says otherwise by now are compared, the others are kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import pairwise

import numpy as np

from coding.quality.agreement.judgements import Said
from coding.quality.consensus.differences import Agreed, Compared, Difference, compared
from coding.records.columns import CodedColumns, Column
from coding.records.replay import Reading, Rejection
from corpus.text import Text

_Moved = Callable[[int], int]
"""Where a coding is by now, by its position before."""


def compared_again(before: Compared, texts: Mapping[str, Text], coders: Sequence[str], said: Said) -> Compared:
    """What `compared` finds, from what it found before.

    Codings are compared within their text: what is said of a text, and by whom it was read, is all that counts there.
    Where the coders are others, or a code was looked for since another time, all texts are compared.
    """
    if tuple(coders) != before.coders or said.since != before.said.since:
        return compared(texts, coders, said)
    blocks, were = _blocks(said.codings), _blocks(before.columns)
    same = _unchanged(before, texts, said, blocks, were)
    rest, chosen = _rest(texts, said, blocks, same)
    fresh = compared({name: text for name, text in texts.items() if name not in same}, coders, rest)
    agreed = [_agreed(one, chosen.__getitem__) for one in fresh.agreed]
    by_text: dict[str, list[Difference]] = {}
    for one in fresh.differences:
        by_text.setdefault(one.text, []).append(_difference(one, chosen.__getitem__))
    kept = [name for name in texts if name in same]
    for name, differences in _by_text(before.differences, same):
        shift = blocks[name][0] - were[name][0]
        by_text[name] = [_difference(one, shift.__add__) for one in differences] if shift else differences
    agreed += _shifted(before.agreed, [(*were[name], blocks[name][0]) for name in kept if name in blocks])
    agreed.sort(key=lambda one: one.positions[0])
    found = tuple(one for name in texts for one in by_text.get(name, ()))
    return Compared(texts, tuple(coders), said, tuple(agreed), found)


def _blocks(columns: CodedColumns) -> dict[str, tuple[int, int]]:
    """Where the codings of each text begin and end: they lie together."""
    numbers = columns.text.numbers
    borders = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
    return {columns.text.at(start) or "": (start, end) for start, end in pairwise(borders) if start < end}


def _unchanged(
    before: Compared,
    texts: Mapping[str, Text],
    said: Said,
    blocks: Mapping[str, tuple[int, int]],
    were: Mapping[str, tuple[int, int]],
) -> set[str]:
    """The texts that read as before, and of which everybody says the same."""
    read, read_before = _readings(said), _readings(before.said)
    refused, refused_before = _rejections(said.rejections), _rejections(before.said.rejections)
    alike = _alike(before.columns, said.codings)
    return {
        name
        for name, text in texts.items()
        if before.texts.get(name) == text
        and read.get(name) == read_before.get(name)
        and refused.get(name) == refused_before.get(name)
        and alike(were.get(name, (0, 0)), blocks.get(name, (0, 0)))
    }


def _readings(said: Said) -> dict[str, list[tuple[Reading, frozenset[str]]]]:
    """The readings of each text, each with the codes that were not looked for in it."""
    found: dict[str, list[tuple[Reading, frozenset[str]]]] = {}
    for one in said.readings:
        found.setdefault(one.text, []).append((one, frozenset(said.unsought.get(one.id, ()))))
    return found


def _rejections(rejections: Sequence[Rejection]) -> dict[str, list[Rejection]]:
    found: dict[str, list[Rejection]] = {}
    for one in rejections:
        found.setdefault(one.place.text, []).append(one)
    return found


def _alike(before: CodedColumns, now: CodedColumns) -> Callable[[tuple[int, int], tuple[int, int]], bool]:
    """Tells whether the codings from one position to another were the same as those between two others are now."""
    pairs = []
    for field in fields(now):
        one, other = getattr(before, field.name), getattr(now, field.name)
        if isinstance(one, Column):
            at = {name: number for number, name in enumerate(other.names)}
            one, other = one.mapped(at.get(name, -2) for name in one.names), other.numbers
        pairs.append((one, other))

    def alike(were: tuple[int, int], are: tuple[int, int]) -> bool:
        return all(np.array_equal(one[slice(*were)], other[slice(*are)]) for one, other in pairs)

    return alike


def _rest(
    texts: Mapping[str, Text], said: Said, blocks: Mapping[str, tuple[int, int]], same: set[str]
) -> tuple[Said, list[int]]:
    """What is said of the texts that are no longer the same, and where among all codings theirs are."""
    chosen = sorted(at for name in texts if name not in same for at in range(*blocks.get(name, (0, 0))))
    rest = replace(
        said,
        codings=said.codings.where(np.array(chosen, np.int64)),
        readings=[one for one in said.readings if one.text in texts and one.text not in same],
        rejections=[one for one in said.rejections if one.place.text in texts and one.place.text not in same],
    )
    return rest, chosen


def _by_text(differences: Sequence[Difference], texts: set[str]) -> Iterator[tuple[str, list[Difference]]]:
    """The differences in each of these texts: those of one follow each other."""
    found: dict[str, list[Difference]] = {}
    for one in differences:
        found.setdefault(one.text, []).append(one)
    return ((name, some) for name, some in found.items() if name in texts)


def _shifted(agreed: Sequence[Agreed], blocks: Sequence[tuple[int, int, int]]) -> Iterator[Agreed]:
    """What is agreed on in these blocks (start, end, start by now) of codings."""
    start_now = {at: now - start for start, end, now in blocks for at in range(start, end)}
    for one in agreed:
        shift = start_now.get(one.positions[0])
        if shift is not None:
            yield _agreed(one, shift.__add__) if shift else one


def _agreed(one: Agreed, moved: _Moved) -> Agreed:
    return Agreed(tuple(map(moved, one.positions)), one.coders)


def _difference(one: Difference, moved: _Moved) -> Difference:
    said = {coder: tuple(map(moved, positions)) for coder, positions in one.said.items()}
    return Difference(one.code, one.text, one.first, one.last, said, one.kind, one.common)
