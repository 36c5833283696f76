"""How strongly two things go together: measures of association and tests, each with its source."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from corpus.arrays import FloatArray


def jaccard(together: ArrayLike, first: ArrayLike, second: ArrayLike) -> FloatArray:
    """What both share of what either has, from 0 to 1; 0 where neither has anything. Arrays of any one shape.

    Jaccard (1901), "Étude comparative de la distribution florale…"; ATLAS.ti calls it the c-coefficient of two codes,
    n12 / (n1 + n2 - n12).
    """
    both = np.asarray(together, float)
    either = np.asarray(first, float) + np.asarray(second, float) - both
    shared: FloatArray = np.divide(both, either, out=np.zeros_like(either), where=either > 0)
    return shared


def log_likelihood(together: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> FloatArray:
    """G², how surprising it is that two things meet `together` times among `total` units, from 0.

    `first` and `second` count the units of each. Negative where they meet less often than chance would have it.
    Dunning (1993), "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19.
    """
    both, one, other, whole = (np.asarray(part, float) for part in (together, first, second, total))
    observed = np.stack([both, one - both, other - both, whole - one - other + both])
    whole = np.maximum(whole, 1)
    expected = np.stack([one * other, one * (whole - other), (whole - one) * other, (whole - one) * (whole - other)])
    expected = expected / whole
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=(observed > 0) & (expected > 0))
    surprise = np.maximum(2 * (observed * np.log(ratio)).sum(axis=0), 0.0)
    signed: FloatArray = np.where(both < expected[0], -surprise, surprise)
    return signed


Method = Literal["chi_square", "fisher", "none"]
Why = Literal["", "one_column", "same_units", "too_few"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a test of one row says. `p` and `adjusted` (for the number of rows tested) are None where there is none.

    `v` is Cramér's V, the strength of association from 0 to 1; `why` says what forbade a test.
    """

    method: Method
    statistic: float | None = None
    freedom: int | None = None
    p: float | None = None
    adjusted: float | None = None
    v: float | None = None
    why: Why = ""


def difference(present: Sequence[int], units: Sequence[int]) -> Difference:
    """Whether the share `present` of `units` differs between columns.

    Pearson's chi-square where Cochran's rule allows it (1954, "Some methods for strengthening the common χ² tests":
    no expected number below 1, at most a fifth below 5; of two by two none below 5), else Fisher's exact test for two
    columns (1922), else none. V after Cramér (1946), "Mathematical Methods of Statistics".
    """
    columns = [(there, whole) for there, whole in zip(present, units, strict=True) if whole]
    if len(columns) < 2:
        return Difference("none", why="one_column")
    table = np.array([[there for there, _ in columns], [whole - there for there, whole in columns]], float)
    margins = table.sum(axis=1)
    if not margins.all():
        return Difference("none", why="too_few")
    expected = np.outer(margins, table.sum(axis=0)) / table.sum()
    statistic = float(((table - expected) ** 2 / expected).sum())
    freedom, v = len(columns) - 1, float(np.sqrt(statistic / table.sum()))
    few = (expected < 5).mean()
    from scipy.stats import chi2, fisher_exact

    if expected.min() >= 1 and few <= (0 if freedom == 1 else 0.2):
        return Difference("chi_square", statistic, freedom, float(chi2.sf(statistic, freedom)), v=v)
    if freedom == 1:
        return Difference("fisher", p=float(fisher_exact(table.astype(np.int64)).pvalue), v=v)
    return Difference("none", v=v, why="too_few")


def why_tested(tests: Iterable[Difference | None]) -> Iterator[str]:
    """What readers must know of tests: which were made, why some rows have none, and that samples are not random."""
    made = [test for test in tests if test is not None]
    methods, whys = {test.method for test in made}, {test.why for test in made}
    yield from (name for name in ("chi_square", "fisher") if name in methods)
    yield from (why for why in ("one_column", "same_units", "too_few") if why in whys)
    if methods - {"none"}:
        yield "not_independent"


def adjusted(tests: Sequence[Difference | None]) -> list[Difference | None]:
    """The tests with p adjusted for their number, after Holm (1979), "A simple sequentially rejective … procedure"."""
    made = sorted((test.p, at) for at, test in enumerate(tests) if test is not None and test.p is not None)
    found = list(tests)
    least = 0.0
    for rank, (p, at) in enumerate(made):
        least = max(least, min(1.0, p * (len(made) - rank)))
        test = tests[at]
        assert test is not None
        found[at] = replace(test, adjusted=least)
    return found
