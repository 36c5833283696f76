"""Where coders agree and where they differ, code by code: the codings of each passage, side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from coding.quality.agreement.judgements import Judgements, Said
from coding.quality.agreement.tally import MISSING
from coding.quality.agreement.units import Units
from coding.records.columns import CodedColumns
from coding.records.spread import Spread
from corpus.arrays import BoolArray
from corpus.characters import BLANK
from corpus.text import Text

DifferenceKind = Literal["missed", "borders", "said"]
"""Some put the code there and others did not; all did, with other borders; all did, with another case or degree."""
_EDGES = BLANK + ".,;:!?…«»“”\"'’()[]–—-"


@dataclass(frozen=True, slots=True)
class Agreed:
    """Codings, one a coder, that say the same of the same words; `coders` are all who went through the passage."""

    positions: tuple[int, ...]
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What coders coded with one code in a stretch of passages, and do not agree on.

    `first` and `last` are numbers of passages in the text. `said` has everybody who went through them, with the
    positions of their codings (none: read, and not coded). `common` holds where the words lie that all marked, in
    characters; None where somebody marked none of them, or where they differ in more than borders.
    """

    code: str
    text: str
    first: int
    last: int
    said: Mapping[str, tuple[int, ...]]
    kind: DifferenceKind
    common: tuple[int, int] | None

    @property
    def positions(self) -> tuple[int, ...]:
        """The codings, coder by coder."""
        return tuple(position for positions in self.said.values() for position in positions)


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Compared:
    """All that two or more coders, or one alone, coded: agreed on, or not. Every coding is in one of the two.

    `agreed` is in the order of the codings, `differences` in that of the texts. `texts`, `coders` and `said` are what
    was compared.
    """

    texts: Mapping[str, Text]
    coders: tuple[str, ...]
    said: Said
    agreed: tuple[Agreed, ...]
    differences: tuple[Difference, ...]

    @property
    def columns(self) -> CodedColumns:
        """The codings compared."""
        return self.said.codings


def compared(texts: Mapping[str, Text], coders: Sequence[str], said: Said) -> Compared:
    """Compare the codings of these coders. Whoever has not gone through a passage says nothing of it.

    Codings of one code are compared within passages: those that touch the same one belong together. Two say the same
    where code, case, degree, value and words do; blanks and punctuation at the ends aside.
    """
    return _Comparison(texts, coders, said).made()


class _Comparison:
    def __init__(self, texts: Mapping[str, Text], coders: Sequence[str], said: Said) -> None:
        self.texts, self.coders, self.said, self.columns = texts, tuple(coders), said, said.codings
        self.spread = Spread.of(texts)
        sizes = np.diff(self.spread.first)
        text = np.repeat(np.arange(len(sizes)), sizes)
        number = np.arange(self.spread.count) - self.spread.first[:-1][text] + 1
        self.units = Units("passage", self.spread, text, number)
        self.judgements = Judgements(texts, self.coders, said, self.units)
        first, after = self.spread.touched(self.columns)
        self.first, self.after = first, np.maximum(after, first + 1)

    def made(self) -> Compared:
        agreed: list[Agreed] = []
        differences: list[Difference] = []
        for number, code in enumerate(self.columns.code.names):
            positions = np.flatnonzero(self.columns.code.numbers == number)
            if not len(positions):
                continue
            went: BoolArray = self.judgements.of(code).ratings != MISSING
            for group in self._groups(positions[np.argsort(self.first[positions], kind="stable")].tolist()):
                self._compare(code, group, went, agreed, differences)
        agreed.sort(key=lambda one: one.positions[0])
        return Compared(self.texts, self.coders, self.said, tuple(agreed), tuple(sorted(differences, key=self._order)))

    def _order(self, one: Difference) -> tuple[int, int, str]:
        return self.spread.texts.index(one.text), one.first, one.code

    def _groups(self, positions: list[int]) -> Iterator[list[int]]:
        """Those that touch the same passages, directly or through others."""
        group, end = list[int](), -1
        for position in positions:
            if group and self.first[position] >= end:
                yield group
                group = []
            group.append(position)
            end = max(end, int(self.after[position])) if len(group) > 1 else int(self.after[position])
        if group:
            yield group

    def _compare(
        self, code: str, group: list[int], went: BoolArray, agreed: list[Agreed], differences: list[Difference]
    ) -> None:
        first = min(int(self.first[position]) for position in group)
        after = max(int(self.after[position]) for position in group)
        by_coder: dict[str, list[int]] = defaultdict(list)
        for position in group:
            by_coder[self.columns.coder.at(position) or ""].append(position)
        through = [after <= one.size and bool(one[first:after].all()) for one in went]
        coders = [coder for row, coder in enumerate(self.coders) if coder in by_coder or through[row]]
        rest = self._take_agreed(coders, by_coder, agreed)
        if any(rest.values()):
            text = self.columns.text.at(group[0]) or ""
            base = int(self.spread.first[self.spread.texts.index(text)])
            kind, common = self._kind(by_coder, rest)
            said = {coder: tuple(rest[coder]) for coder in coders}
            differences.append(Difference(code, text, first - base + 1, after - base, said, kind, common))

    def _take_agreed(
        self, coders: Sequence[str], by_coder: Mapping[str, list[int]], agreed: list[Agreed]
    ) -> dict[str, list[int]]:
        """What is left by coder once that which all of them say alike is taken out."""
        saying: dict[str, dict[tuple[object, ...], list[int]]] = {}
        for coder in coders:
            mine = saying[coder] = defaultdict(list)
            for position in by_coder.get(coder, ()):
                mine[self._says(position)].append(position)
        alike = Counter({key: len(found) for key, found in saying[coders[0]].items()})
        for coder in coders[1:]:
            alike &= Counter({key: len(found) for key, found in saying[coder].items()})
        for key, times in alike.items():
            agreed += [Agreed(tuple(saying[c][key].pop(0) for c in coders), tuple(coders)) for _ in range(times)]
        return {coder: sorted(p for found in mine.values() for p in found) for coder, mine in saying.items()}

    def _says(self, position: int) -> tuple[object, ...]:
        columns = self.columns
        start, end = self._words(position)
        return start, end, columns.case.at(position), columns.degree.at(position), columns.value.at(position)

    def _words(self, position: int) -> tuple[int, int]:
        """The borders without blanks and punctuation at the ends."""
        start, end = int(self.columns.start[position]), int(self.columns.end[position])
        words = self.texts[self.columns.text.at(position) or ""].content[start:end]
        left, right = len(words) - len(words.lstrip(_EDGES)), len(words.rstrip(_EDGES))
        return (start + left, start + right) if left < right else (start, end)

    def _kind(
        self, by_coder: Mapping[str, list[int]], rest: Mapping[str, list[int]]
    ) -> tuple[DifferenceKind, tuple[int, int] | None]:
        if any(coder not in by_coder for coder in rest):
            return "missed", None
        left = [position for positions in rest.values() for position in positions]
        facts = {self._says(position)[2:] for position in left}
        if len(facts) > 1:
            return "said", None
        start = max(int(self.columns.start[position]) for position in left)
        end = min(int(self.columns.end[position]) for position in left)
        everybody = all(rest.values())
        return "borders", (start, end) if everybody and start < end else None
