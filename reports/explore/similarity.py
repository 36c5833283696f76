"""Which cases are alike and which are opposite by their codings, and how they gather into groups."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from coding.codebook.model import ABSENT
from corpus.arrays import BoolArray, FloatArray
from corpus.problem import GloseError
from reports.explore.levels import CodesShown, codes_shown
from reports.explore.note import Note
from reports.study_material import StudyMaterial
from reports.tables.measures import ranks_of
from wording.messages import tr

Measure = Literal["codes", "degrees"]
UNGRADED = 0.5
"""The weight of a coding without a degree although its code has a scale: its strength was not recorded."""


class NothingToCompare(GloseError):
    """Fewer than two cases have codes."""


@dataclass(frozen=True, slots=True)
class CasePair:
    """Two cases: their likeness from 0 to 1, the codes both have, and those that only one has."""

    first: str
    second: str
    similarity: float
    shared: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CaseSimilarity:
    """How alike the cases are. `likeness` has a row and column, `weights` a row, for each of `cases`.

    `links` is the tree of groups in scipy's form, shape (cases - 1, 4): the two joined, their distance (1 - likeness,
    averaged over all pairs), how many cases are then together. `uncoded` cases have no code and are not compared;
    `unread` ones have texts that are not read to the end, so that they may only seem different.
    """

    measure: Measure
    cases: tuple[str, ...]
    codes: tuple[str, ...]
    weights: FloatArray
    similarity: FloatArray
    links: FloatArray
    uncoded: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """The measures and their sources, the cases left out and those to be careful with."""
        notes = [Note(f"explore.note.likeness_{self.measure}"), Note("explore.note.average_linkage")]
        if self.uncoded:
            notes.append(Note("explore.note.uncoded", {"cases": ", ".join(self.uncoded)}))
        if self.unread:
            notes.append(Note("explore.note.may_seem_different", {"cases": ", ".join(self.unread)}))
        return tuple(notes)

    def pairs(self, case: str | None = None) -> list[CasePair]:
        """All pairs, or those of one case (which is then `first`), the most alike first."""
        if case is not None:
            one = self.cases.index(case)
            found = [(one, other) for other in range(len(self.cases)) if other != one]
        else:
            found = [(one, other) for one in range(len(self.cases)) for other in range(one + 1, len(self.cases))]
        return [self._pair(*pair) for pair in sorted(found, key=lambda pair: -self.similarity[pair])]

    def _pair(self, one: int, other: int) -> CasePair:
        first, second = self.weights[one] > 0, self.weights[other] > 0
        return CasePair(
            first=self.cases[one],
            second=self.cases[other],
            similarity=float(self.similarity[one, other]),
            shared=self._named(first & second),
            only_first=self._named(first & ~second),
            only_second=self._named(second & ~first),
        )

    def _named(self, chosen: BoolArray) -> tuple[str, ...]:
        return tuple(self.codes[at] for at in np.flatnonzero(chosen))

    def records(self, case: str | None = None) -> list[dict[str, Any]]:
        """A line a pair, as JSON and CSV have them."""
        return [
            {
                "first": pair.first,
                "second": pair.second,
                "measure": self.measure,
                "likeness": round(pair.similarity, 4),
                "shared": list(pair.shared),
                "only_first": list(pair.only_first),
                "only_second": list(pair.only_second),
            }
            for pair in self.pairs(case)
        ]


def similarity(material: StudyMaterial, *, measure: Measure = "codes", level: int | None = None) -> CaseSimilarity:
    """How alike the cases are by the codes they have, or by how strongly; raises NothingToCompare.

    By codes: Jaccard (1901), what both have of what either has. By degrees: its weighted form after Růžička (1958), the
    smaller degrees summed over the greater, a degree weighing from 0 (absent) to 1 (the strongest of its scale).
    Groups by average linkage (UPGMA; Sokal & Michener 1958, "A statistical method for evaluating systematic
    relationships"). A code that is only recorded as absent does not count.
    """
    shown = codes_shown(material, level=level)
    weights = _weights(material, shown)
    if measure == "codes":
        weights = (weights > 0).astype(float)
    coded = weights.sum(axis=1) > 0
    names = [*material.cases]
    compared = [name for name, has in zip(names, coded.tolist(), strict=True) if has]
    if len(compared) < 2:
        raise NothingToCompare(
            tr("Fewer than two cases have codes, so nothing can be compared. `glose progress` shows what is coded.")
        )
    weights = weights[coded]
    alike = ruzicka(weights)
    return CaseSimilarity(
        measure=measure,
        cases=tuple(compared),
        codes=shown.ids,
        weights=weights,
        similarity=alike,
        links=average_linkage(1 - alike),
        uncoded=tuple(name for name in names if name not in set(compared)),
        unread=tuple(name for name in compared if not material.is_read(name, shown.ids)),
    )


def ruzicka(weights: FloatArray) -> FloatArray:
    """The sum of the smaller over the sum of the greater weights, for each two rows; Jaccard where weights are 0 or 1.

    `weights` has shape (items, features), none below 0; the result (items, items), from 0 to 1.
    """
    totals = weights.sum(axis=1)
    smaller = np.stack([np.minimum(row, weights).sum(axis=1) for row in weights]) if len(weights) else np.zeros((0, 0))
    greater = totals[:, None] + totals[None, :] - smaller
    alike: FloatArray = np.divide(smaller, greater, out=np.ones_like(greater), where=greater > 0)
    return alike


def average_linkage(distances: FloatArray) -> FloatArray:
    """The tree of groups by average distance, neighbours set side by side; shape (n - 1, 4)."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    clean = np.maximum((distances + distances.T) / 2, 0)
    np.fill_diagonal(clean, 0)
    made: FloatArray = linkage(squareform(clean, checks=False), method="average", optimal_ordering=len(clean) <= 300)
    return made


def _weights(material: StudyMaterial, shown: CodesShown) -> FloatArray:
    """For each case (row) and code (column) its greatest weight, 0 where it has none."""
    codings = material.codings
    number_of = {case: number for number, case in enumerate(material.cases)}
    case = codings.case.mapped(number_of.get(name, -1) for name in codings.case.names)
    found = np.zeros((len(number_of), len(shown.ids)))
    inside = np.flatnonzero((case >= 0) & (shown.numbers >= 0))
    np.maximum.at(found, (case[inside], shown.numbers[inside]), _coding_weights(material)[inside])
    return found


def _coding_weights(material: StudyMaterial) -> FloatArray:
    """What each coding weighs: its degree's place on its scale, 1 where its code has no scale."""
    codings, book = material.codings, material.codebook
    scales = [book.degrees(name) if name in book.codes else () for name in codings.code.names]
    lowest = np.array([bool(scale) and scale[0] == ABSENT for scale in scales], bool)[codings.code.numbers]
    steps = np.array([len(scale) for scale in scales], float)[codings.code.numbers]
    ranks = ranks_of(codings, book)
    graded = np.where(lowest, ranks / np.maximum(steps - 1, 1), (ranks + 1) / np.maximum(steps, 1))
    return np.where(ranks >= 0, graded, np.where(steps > 0, UNGRADED, 1.0))
