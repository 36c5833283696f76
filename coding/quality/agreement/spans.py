"""Agreement on free spans of one code: the two unitizing alphas, over what all coders went through."""

from collections.abc import Sequence

import numpy as np

from coding.quality.agreement.by_code import CodeAgreement, Found
from coding.quality.agreement.judgements import THERE, Judged
from coding.quality.agreement.measured import Measured, Undefined
from coding.quality.agreement.tally import MISSING
from coding.quality.agreement.unitizing_1995 import u_alpha_1995
from coding.quality.agreement.unitizing_2016 import intersections, u_alpha_2016
from corpus.arrays import BoolArray, FloatArray

Span = tuple[int, int]


def span_agreement(code: str, judged: Judged, coders: Sequence[str]) -> CodeAgreement:
    """The agreement on where a code begins and ends; `judged` is by character, `n` counts characters, `units` spans.

    What all coders went through is laid in one row, texts one character apart. Codings that touch are one span.
    """
    whole = (judged.ratings != MISSING).all(axis=0)
    there, text = judged.ratings[:, whole] == THERE, judged.text[whole]
    end = np.cumsum(judged.weight[whole]) + text - (text[0] if len(text) else 0)
    start = end - judged.weight[whole]
    marked = [_runs(row, start, end) for row in there]
    length = int(end[-1]) if len(end) else 0
    differing = there.any(axis=0) & ~there.all(axis=0)
    return CodeAgreement(
        code=code,
        n=round(float(judged.weight[whole].sum())),
        units=sum(map(len, marked)),
        differing=round(float(judged.weight[whole][differing].sum())),
        given={coder: len(spans) for coder, spans in zip(coders, marked, strict=True)} if length else {},
        measures={name: Found(value) for name, value in _alphas(marked, length).items()},
    )


def _alphas(marked: Sequence[Sequence[Span]], length: int) -> dict[str, Measured]:
    names = ("u_alpha_1995", "u_alpha_2016")
    if len(marked) < 2 or not length:
        return dict.fromkeys(names, Undefined("one_coder" if len(marked) < 2 else "no_pair"))
    if not any(marked):
        return dict.fromkeys(names, Undefined("nothing_marked"))
    met = intersections([[(*span, 0) for span in spans] for spans in marked], 1, length)
    of_2016 = u_alpha_2016(met)
    values: tuple[Measured, Measured] = (
        u_alpha_1995([marked], length).value("no_variation"),
        of_2016 if isinstance(of_2016, Undefined) else of_2016.value("no_variation"),
    )
    return dict(zip(names, values, strict=True))


def _runs(there: BoolArray, start: FloatArray, end: FloatArray) -> list[Span]:
    """The stretches of characters in a row that are marked."""
    found: list[Span] = []
    for begin, stop in zip(start[there].astype(int).tolist(), end[there].astype(int).tolist(), strict=True):
        if found and found[-1][1] == begin:
            found[-1] = (found[-1][0], stop)
        else:
            found.append((begin, stop))
    return found
