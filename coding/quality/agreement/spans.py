"""Agreement on free spans of one code: the two unitizing alphas, over what all coders went through."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coding.quality.agreement.by_code import CodeAgreement, Found, Resampling, drawn_texts
from coding.quality.agreement.judgements import THERE, Judged
from coding.quality.agreement.measured import Measured, Undefined
from coding.quality.agreement.resampling import Interval, percentiles
from coding.quality.agreement.tally import MISSING
from coding.quality.agreement.unitizing_1995 import u_alpha_1995
from coding.quality.agreement.unitizing_2016 import intersections, u_alpha_2016
from coding.records.spread import runs
from corpus.arrays import BoolArray, FloatArray, Int64Array

ALPHAS = ("u_alpha_1995", "u_alpha_2016")


def span_agreement(code: str, judged: Judged, coders: Sequence[str], resampling: Resampling) -> CodeAgreement:
    """The agreement on where a code begins and ends; `judged` is by character, `n` counts characters, `units` spans.

    What all coders went through is laid in one row, texts one character apart. Codings that touch are one span.
    """
    whole = (judged.ratings != MISSING).all(axis=0)
    there, weight = judged.ratings[:, whole] == THERE, judged.weight[whole]
    row = _Row.of(there, weight, judged.text[whole])
    differing = there.any(axis=0) & ~there.all(axis=0)
    given = np.bincount(row.coder, minlength=len(coders)).tolist()
    values, intervals = row.alphas(np.ones(len(row.length), np.int64)), row.intervals(resampling)
    return CodeAgreement(
        code=code,
        n=round(float(weight.sum())),
        units=len(row.start),
        differing=round(float(weight[differing].sum())),
        given=dict(zip(coders, given, strict=True)) if len(row.length) else {},
        measures={
            name: Found(value, None if isinstance(value, Undefined) else interval)
            for name, value, interval in zip(ALPHAS, values, intervals, strict=True)
        },
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """The spans of a code in the texts that all went through, in order of coder and place.

    `length` is of each text, in characters; `text` is the number of a span's text, `start` and `end` are in it.
    """

    coders: int
    length: Int64Array
    coder: Int64Array
    text: Int64Array
    start: Int64Array
    end: Int64Array

    @classmethod
    def of(cls, there: BoolArray, weight: FloatArray, text: Int64Array) -> "_Row":
        """From the pieces of these texts: by coder, whether the code is there; how long each is, and its text."""
        _, number = np.unique(text, return_inverse=True)
        length = np.bincount(number, weight).astype(np.int64)
        end = np.cumsum(weight).astype(np.int64) + number  # one more character between texts
        start = end - weight.astype(np.int64)
        row, piece = np.nonzero(there)
        follows = (row[1:] == row[:-1]) & (end[piece[:-1]] == start[piece[1:]])
        opens = np.concatenate([np.ones(min(len(row), 1), bool), ~follows])
        closes = np.concatenate([~follows, np.ones(min(len(row), 1), bool)])
        begins = np.cumsum(length + 1) - length - 1
        of_text = number[piece[opens]]
        shift = begins[of_text]
        return cls(len(there), length, row[opens], of_text, start[piece[opens]] - shift, end[piece[closes]] - shift)

    def alphas(self, times: Int64Array) -> tuple[Measured, Measured]:
        """Both alphas, with each text laid in the row so many times."""
        if self.coders < 2 or not times.any():
            return (Undefined("one_coder" if self.coders < 2 else "no_pair"),) * 2
        if not times[self.text].any():
            return (Undefined("nothing_marked"),) * 2
        marked, length = self._laid(times)
        met = intersections([np.insert(spans, 2, 0, axis=1) for spans in marked], 1, length)
        of_2016 = u_alpha_2016(met)
        return (
            u_alpha_1995([marked], length).value("no_variation"),
            of_2016 if isinstance(of_2016, Undefined) else of_2016.value("no_variation"),
        )

    def intervals(self, resampling: Resampling) -> tuple[Interval | None, Interval | None]:
        """The interval of each alpha; none where no span or only one text can be drawn."""
        drawn = drawn_texts(self.length.astype(np.float64), resampling)
        if drawn is None or len(self.length) < 2 or self.coders < 2 or not len(self.start):
            return None, None
        found = [self.alphas(times) for times in drawn.astype(np.int64)]
        first, second = (
            np.array([value for value in some if not isinstance(value, Undefined)], np.float64)
            for some in zip(*found, strict=True)
        )
        return percentiles(first, len(drawn)), percentiles(second, len(drawn))

    def _laid(self, times: Int64Array) -> tuple[list[Int64Array], int]:
        """What each coder marked (spans x start and end), and how long the row is."""
        copies = np.repeat(np.arange(len(times)), times)
        ends = np.cumsum(self.length[copies] + 1)
        begins = ends - self.length[copies] - 1
        key = self.coder * len(times) + self.text
        marked = []
        for coder in range(self.coders):
            at = coder * len(times) + copies
            copy, span = runs(np.searchsorted(key, at), np.searchsorted(key, at, side="right"))
            marked.append(np.stack([self.start[span], self.end[span]], axis=1) + begins[copy][:, None])
        return marked, int(ends[-1]) - 1
