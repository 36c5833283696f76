"""Agreement on the free spans of all codes at once: gamma, over what all coders went through looking for each code."""

from collections.abc import Mapping

import numpy as np

from coding.quality.agreement.alignment import Marked
from coding.quality.agreement.by_code import CodeAgreement, Found
from coding.quality.agreement.gamma import Chance, gamma
from coding.quality.agreement.judgements import Judged, Judgements
from coding.quality.agreement.measured import Undefined
from coding.quality.agreement.tally import MISSING
from corpus.arrays import BoolArray, FloatArray, Int64Array


def all_spans_agreement(judged: Mapping[str, Judged], judgements: Judgements, chance: Chance) -> CodeAgreement:
    """Gamma of these codes, which are its categories; `n` counts characters, `units` codings.

    Every coding is a unit with its own code, whatever overlaps or touches it. What all went through is laid in one row,
    texts one character apart; a coding that lies partly elsewhere counts with the part that is in it.
    """
    spread = judgements.units.spread
    whole = np.ones(spread.count, bool)
    for one in judged.values():
        whole[one.unit[(one.ratings == MISSING).any(axis=0)]] = False
    if not whole.any():
        return CodeAgreement(None, 0, 0, 0, {}, {"gamma": Found(Undefined("no_pair"))})
    marked = _marked(judged, judgements, whole)
    found = gamma(marked, chance)
    each = np.bincount(marked.coder, minlength=marked.coders).tolist()
    return CodeAgreement(
        code=None,
        n=int((spread.end - spread.start)[whole].sum()),
        units=len(marked.coder),
        differing=_differing(marked),
        given=dict(zip(judgements.coders, each, strict=True)),
        measures={"gamma": Found(found.value, precision=found.precision)},
    )


def _marked(judged: Mapping[str, Judged], judgements: Judgements, whole: BoolArray) -> Marked:
    spread, text = judgements.units.spread, judgements.units.text[whole]
    start, end = spread.start[whole], spread.end[whole]
    length = end - start
    _, number = np.unique(text, return_inverse=True)
    begins = np.cumsum(length) - length + number

    def laid(place: Int64Array) -> FloatArray:
        """Places of the line of all texts in the row; those between passages go to the end of the one before."""
        at = np.maximum(np.searchsorted(start, place, side="right") - 1, 0)
        found: FloatArray = (begins[at] + np.clip(place - start[at], 0, length[at])).astype(np.float64)
        return found

    spans = [judgements.marked(code) for code in judged]
    sizes = [len(one[0]) for one in spans]
    coder, first, last = (np.concatenate(part) for part in zip(*spans, strict=True))
    opening, closing, category = laid(first), laid(last), np.repeat(np.arange(len(sizes)), sizes)
    # The passage in which a coding ends, or the last before its end, is in its text if any of it is in the row.
    part = text[np.maximum(np.searchsorted(start, last, side="left") - 1, 0)]
    order = np.lexsort((closing, opening, coder))
    order = order[closing[order] > opening[order]]
    return Marked(len(judgements.coders), coder[order], opening[order], closing[order], category[order], part[order])


def _differing(marked: Marked) -> int:
    """How many characters there are on which coders differ about a code."""
    cuts = np.unique(np.concatenate([marked.start, marked.end]))
    differ = np.zeros(max(len(cuts) - 1, 0), bool)
    first, after = np.searchsorted(cuts, marked.start), np.searchsorted(cuts, marked.end)
    for category in np.unique(marked.category).tolist():
        depth = np.zeros((marked.coders, len(cuts)), np.int64)
        mine = marked.category == category
        np.add.at(depth, (marked.coder[mine], first[mine]), 1)
        np.add.at(depth, (marked.coder[mine], after[mine]), -1)
        there = np.cumsum(depth, axis=1)[:, :-1] > 0
        differ |= there.any(axis=0) & ~there.all(axis=0)
    return int(np.diff(cuts)[differ].sum())
