"""The annex's extracts: every place that was coded once, numbered, under one code; cells name them by their numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from coding.codebook.model import PATH, label_of, word
from coding.records.columns import CodedColumns
from coding.records.replay import Classification
from corpus.arrays import Int64Array
from reports.citations import Citation, Citations
from reports.study_material import StudyMaterial
from reports.tables.rendering import RenderedPart, RenderedTable

MOST = 5_000
"""How many extracts a page or document holds: more would make it too heavy to open. The rest is counted and named."""
RUNS = 40
"""How many runs of numbers a cell names at most; the others are counted."""
_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class AnnexedExtract:
    """A place that was coded; the first of `citations` is of the code that it stands under."""

    number: int
    citations: tuple[Citation, ...]

    @property
    def quote(self) -> str:
        """Its words in one line."""
        return " ".join(self.citations[0].quote.split())


@dataclass(frozen=True, slots=True, eq=False)
class AnnexedGroup:
    """The extracts under a code, or a class, with its label and id."""

    id: str
    label: str
    extracts: tuple[AnnexedExtract, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CellExtracts:
    """The numbers of the extracts behind a part of a cell, as runs (first, last); `left` more numbers are not given."""

    anchor: str
    column: str
    part: RenderedPart
    runs: tuple[tuple[int, int], ...]
    left: int


@dataclass(frozen=True, slots=True, eq=False)
class AnnexedExtracts:
    """All of them by code. `at` is the number of each coding's extract, by position, `of_class` that of each class's.

    `labels` are those of the codes and classes, by id; the extracts after number `shown` are not there, `left` of them.
    """

    groups: tuple[AnnexedGroup, ...]
    codings: CodedColumns
    at: Int64Array
    of_class: Mapping[str, int]
    labels: Mapping[str, str]
    shown: int
    left: int

    def numbers(self, part: RenderedPart) -> list[int]:
        """The numbers of the extracts that a part of a cell rests on, ascending."""
        found = set() if part.evidence is None else set(self.at[part.evidence].tolist())
        found.update(self.of_class.get(one.id, 0) for one in part.classes)
        return sorted(found - {0})

    def by_coding(self, part: RenderedPart) -> dict[str, int]:
        """The number of the extract of each coding that a part of a cell rests on, by the coding's id."""
        positions = [] if part.evidence is None else part.evidence.tolist()
        return {self.codings.id(position): int(self.at[position]) for position in positions if self.at[position]}

    def cells(self, rendered: RenderedTable) -> Iterator[tuple[str, list[CellExtracts]]]:
        """The cells of a table that have extracts, row by row.

        Where several rows are called alike, the cells that have none say which it is: `Status, Lyon`.
        """
        parts = enumerate(rendered.parts(), 1)
        often = Counter(row.label for row in rendered.rows)
        for row, found in groupby(parts, key=lambda one: one[1][0]):
            beside = [cell.text for cell in row.cells if not any(part.quotes for part in cell.parts)]
            yield (
                ", ".join([row.label, *(words for words in beside if words.strip("–"))])
                if often[row.label] > 1
                else row.label,
                [self._cell(f"cell-{rendered.id}-{at}", column.label, part) for at, (_, column, part) in found],
            )

    def _cell(self, anchor: str, column: str, part: RenderedPart) -> CellExtracts:
        runs = runs_of(self.numbers(part))
        left = sum(last - first + 1 for first, last in runs[RUNS:])
        return CellExtracts(anchor, column, part, runs[:RUNS], left)


def runs_of(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Ascending numbers as runs: 3, 4, 5, 9 are (3, 5), (9, 9)."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)


def annexed(material: StudyMaterial, citations: Citations, *, most: int = MOST) -> AnnexedExtracts:
    """Every coded place once, under the code that fewest codings have, in the codebook's order, then by case and text.

    What is coded with names that the codebook has lost comes last, under these names; classes before them.
    """
    positions, numbers, order = _numbered(material)
    at = np.zeros(len(material.codings), np.int64)
    at[positions] = numbers
    of_class, more = _classes(material, at, int(numbers.max(initial=0)))
    shown = positions[numbers <= most]
    citations.prepare([shown])
    cited: dict[int, list[Citation]] = defaultdict(list)
    for position in order[at[order] <= most].tolist():
        cited[int(at[position])] += citations.at(np.array([position]))
    for found in material.classifications:
        if of_class[found.id] <= most:
            cited[of_class[found.id]].append(citations.of_class(found))
    extracts = [AnnexedExtract(number, tuple(found)) for number, found in sorted(cited.items())]
    labels = {one.code: _label(one.code, material) for found in cited.values() for one in found}
    groups = tuple(
        AnnexedGroup(code, labels[code], tuple(found))
        for code, found in groupby(extracts, key=lambda extract: extract.citations[0].code)
    )
    return AnnexedExtracts(groups, material.codings, at, of_class, labels, min(most, more), max(more - most, 0))


def _numbered(material: StudyMaterial) -> tuple[Int64Array, Int64Array, Int64Array]:
    """The positions that count, each one's extract's number, and the positions by extract, the rarest code first."""
    codings = material.codings
    positions = material.left(np.ones(len(codings), bool))
    if not len(positions):
        return positions, np.zeros(0, np.int64), positions
    text, code, case = codings.text.numbers, codings.code.numbers, codings.case.numbers
    places = np.stack([text[positions], codings.start[positions], codings.end[positions]])
    _, place = np.unique(places, axis=1, return_inverse=True)
    place = place.reshape(-1)
    often = np.bincount(code[positions], minlength=len(codings.code.names))
    rarest = np.lexsort((positions, often[code[positions]], place))
    first = positions[rarest[np.unique(place[rarest], return_index=True)[1]]]
    known = {name: at for at, name in enumerate(material.codebook.codes)}
    rank = np.array([known.get(name, len(known) + at) for at, name in enumerate(codings.code.names)], np.int64)
    ordered = np.lexsort((codings.end[first], codings.start[first], text[first], case[first], rank[code[first]]))
    number = np.empty(len(first), np.int64)
    number[ordered] = np.arange(1, len(first) + 1)
    return positions, number[place], positions[rarest]


def _classes(material: StudyMaterial, at: Int64Array, last: int) -> tuple[dict[str, int], int]:
    """The number of the extract of each class, of its own where no coding has this place; and the last number."""
    codings = material.codings
    taken: dict[_Place, int] = {}
    found: dict[str, int] = {}
    names = {typology: at for at, typology in enumerate(material.codebook.typologies)}

    def rank(one: Classification) -> tuple[int, str, str]:
        return names.get(one.typology, len(names)), one.class_id, one.case

    for one in sorted(material.classifications, key=rank):
        place = (one.place.text, one.place.start, one.place.end)
        if place not in taken:
            here = codings.text.numbers == codings.text.number(one.place.text)
            here = here & (codings.start == one.place.start) & (codings.end == one.place.end) & (at > 0)
            coded = np.flatnonzero(here)
            if not len(coded):
                last += 1
            taken[place] = int(at[coded[0]]) if len(coded) else last
        found[one.id] = taken[place]
    return found, last


def _label(code: str, material: StudyMaterial) -> str:
    """A code by the labels down to it, a class by its typology's and its own; a lost name as it is."""
    book, language = material.codebook, material.language
    if code in book.codes:
        parts = code.split(".")
        above = (".".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return PATH.join(label_of(book, one, language) for one in above if one in book.codes)
    typology, _, class_id = code.partition(".")
    if typology in book.typologies:
        label = next((one.label for one in book.typologies[typology].classes if one.id == class_id), {})
        return f"{word(book.typologies[typology].label, language) or typology}{PATH}{word(label, language) or class_id}"
    return code
