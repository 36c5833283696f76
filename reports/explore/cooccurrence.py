"""Which codes meet: in the same passage, in the same text, or on the same words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from coding.codebook.model import word
from coding.records.spread import runs
from corpus.arrays import FloatArray, Int64Array
from reports.association import jaccard, log_likelihood
from reports.explore.levels import codes_shown
from reports.explore.note import Note
from reports.places import line_of_places, touching
from reports.study_material import StudyMaterial

Within = Literal["passage", "text", "overlap"]
PairOrder = Literal["g2", "c", "together"]
Longs = Int64Array


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes that co-occur: how often, how often each occurs, and how strongly they go together.

    `g2` and `expected` are None where codes are compared word by word, because words are not independent observations.
    """

    first: str
    second: str
    together: int
    n_first: int
    n_second: int
    c: float
    g2: float | None
    expected: float | None

    @property
    def uneven(self) -> bool:
        """Whether one code is more than five times as frequent as the other, so that c stays small whatever they do."""
        return max(self.n_first, self.n_second) > 5 * min(self.n_first, self.n_second)


@dataclass(frozen=True, slots=True, eq=False)
class Cooccurrence:
    """How codes meet. Arrays have a row and a column for each of `codes`; the diagonal of `together` counts each code.

    `units` is the number of passages or texts that somebody coded, or read looking for all of these codes; None where
    codes are compared on words. `read_before` others were read only before one of these codes was there or meant this.
    """

    within: Within
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    together: Longs
    c: FloatArray
    g2: FloatArray | None
    units: int | None
    read_before: int = 0

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the measures are, and from where."""
        if self.units is None:
            return (Note("explore.note.overlap"), Note("explore.note.c"))
        counted = Note(f"explore.note.within_{self.within}", {"units": self.units})
        before = (Note("explore.note.read_before", {"units": self.read_before}),) if self.read_before else ()
        return (counted, *before, Note("explore.note.c"), Note("explore.note.g2"), Note("explore.note.not_independent"))

    def pairs(self, least: int = 1, *, by: PairOrder = "g2") -> list[Pair]:
        """The pairs that meet at least that often, the strongest first: by G² (c where there is none), c or number."""
        first, second = np.nonzero(np.triu(self.together >= max(least, 1), 1))
        measure = {"g2": self.c if self.g2 is None else self.g2, "c": self.c, "together": self.together}[by]
        strength, number = measure[first, second], self.together[first, second]
        order = np.lexsort((second, first, -number, -strength))
        return [self._pair(int(first[at]), int(second[at])) for at in order]

    def pairs_of(self, code: str) -> list[Pair]:
        """The codes that the code meets, with the code as `first`, the strongest first."""
        if code not in self.codes:
            return []
        one = self.codes.index(code)
        others = [at for at in np.flatnonzero(self.together[one]).tolist() if at != one]
        return [self._pair(one, other) for other in sorted(others, key=lambda at: (-self.c[one, at], at))]

    def _pair(self, one: int, other: int) -> Pair:
        n_one, n_other = int(self.together[one, one]), int(self.together[other, other])
        return Pair(
            first=self.codes[one],
            second=self.codes[other],
            together=int(self.together[one, other]),
            n_first=n_one,
            n_second=n_other,
            c=float(self.c[one, other]),
            g2=None if self.g2 is None else float(self.g2[one, other]),
            expected=n_one * n_other / self.units if self.units else None,
        )

    def records(self, least: int = 1, *, by: PairOrder = "g2") -> list[dict[str, Any]]:
        """The pairs as JSON and CSV have them."""
        return [
            {
                "first": pair.first,
                "second": pair.second,
                "within": self.within,
                "together": pair.together,
                "n_first": pair.n_first,
                "n_second": pair.n_second,
                "units": self.units,
                "c": round(pair.c, 4),
                "g2": None if pair.g2 is None else round(pair.g2, 3),
                "expected": None if pair.expected is None else round(pair.expected, 3),
            }
            for pair in self.pairs(least, by=by)
        ]


def cooccurrence(
    material: StudyMaterial,
    codes: Sequence[str] = (),
    *,
    within: Within = "passage",
    level: int | None = None,
    gathered: str | None = None,
) -> Cooccurrence:
    """How often the codes (all, or those below `codes`) meet, with c (Jaccard) and G² (see `association`).

    Within passages and texts, what is counted is units that carry both codes, among the units that somebody read or
    coded. With `overlap`, c is the part of the characters coded with either that is coded with both, and `together`
    counts the unbroken stretches that carry both. Codes deeper than `level` (1: the top) count for the code above them,
    those below `gathered` for that code. Raises UnknownCode.
    """
    shown = codes_shown(material, codes, level=level, gathered=gathered)
    size = len(shown.ids)
    used = np.flatnonzero(shown.numbers >= 0)
    labels = tuple(word(material.codebook.codes[code].label, material.language) or code for code in shown.ids)
    if within == "overlap":
        together, shared = _stretches(material, shown.numbers, used, size)
        alone = np.diag(shared)
        return Cooccurrence(within, shown.ids, labels, together, jaccard(shared, alone[:, None], alone), None, None)
    touched = touching(material, within, sought=shown.ids)
    code = shown.numbers[touched.position]
    together = _meetings(touched.unit[code >= 0], code[code >= 0], touched.units, size)
    units, alone = int(touched.seen.sum()), np.diag(together)
    whenever = int(touching(material, within).seen.sum()) if material.unsought else units
    c = jaccard(together, alone[:, None], alone)
    g2 = log_likelihood(together, alone[:, None], alone[None, :], units)
    return Cooccurrence(within, shown.ids, labels, together, c, g2, units, whenever - units)


def _presence(unit: Longs, code: NDArray[Any], units: int, size: int) -> csr_array:
    """Units by codes, 1 where the unit carries the code."""
    presence = csr_array((np.ones(len(unit), np.int64), (unit, code)), shape=(units, size))
    presence.sum_duplicates()
    presence.data[:] = 1
    return presence


def _meetings(unit: Longs, code: NDArray[Any], units: int, size: int) -> Longs:
    """How many units carry each two codes, shape (codes, codes)."""
    presence = _presence(unit, code, units, size)
    return _dense(presence.T @ presence)


def _dense(product: csr_array) -> Longs:
    found: Longs = product.toarray().astype(np.int64)
    return found


def _stretches(material: StudyMaterial, numbers: NDArray[Any], used: Longs, size: int) -> tuple[Longs, Longs]:
    """For each two codes the unbroken stretches that carry both, and the characters in them.

    The line of texts is cut wherever a coding begins or ends. Of the pieces that carry both codes those are taken off
    whose next piece carries both as well: what is left counts each stretch once.
    """
    start, end = (line[used] for line in line_of_places(material.codings))
    # Starts are in order and ends nearly so: a sort that uses this takes a third of the time of np.unique.
    cuts = np.sort(np.concatenate([start, end]), kind="stable")
    cuts = cuts[np.r_[True, cuts[1:] > cuts[:-1]]] if len(cuts) else cuts
    first, last = np.searchsorted(cuts, start), np.searchsorted(cuts, end)
    coding, piece = runs(first, last)
    code = numbers[used][coding]
    presence = _presence(piece, code, max(len(cuts) - 1, 1), size)
    lengths = np.diff(cuts) if len(cuts) > 1 else np.zeros(1, np.int64)
    weighted = presence.multiply(lengths[:, None]).tocsr()
    lasting = presence[:-1].multiply(presence[1:]).tocsr()
    return _dense(presence.T @ presence) - _dense(lasting.T @ lasting), _dense(presence.T @ weighted)
