"""Which codes coders confuse: where one of them gave the one and another gave the other instead."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from coding.quality.agreement.judgements import Judgements


@dataclass(frozen=True, slots=True)
class Confused:
    """Two codes, and on how many units (for how many pairs of coders) each was given by one of the two coders alone.

    `ways` counts by the two coders, the one who gave the `first` code first: one who always gives the same code shows.
    """

    first: str
    second: str
    n: int
    ways: tuple[tuple[str, str, int], ...]


def confused(judgements: Judgements) -> list[Confused]:
    """The pairs of codes, the most often confused first; a unit with several such pairs counts for each."""
    row, unit, code = judgements.given()
    went = judgements.gone_through()
    said: dict[int, dict[int, set[int]]] = {}
    for coder, at, given in zip(row.tolist(), unit.tolist(), code.tolist(), strict=True):
        said.setdefault(at, {}).setdefault(coder, set()).add(given)
    names, coders = judgements.said.codings.code.names, judgements.coders
    found: Counter[tuple[str, str, str, str]] = Counter()
    for at, by_coder in said.items():
        readers = np.flatnonzero(went[:, at]).tolist()
        for one, two in combinations(readers, 2):
            mine, theirs = by_coder.get(one, set()), by_coder.get(two, set())
            for a in mine - theirs:
                for b in theirs - mine:
                    (code_a, who_a), (code_b, who_b) = sorted(((names[a], coders[one]), (names[b], coders[two])))
                    found[code_a, code_b, who_a, who_b] += 1
    ways: dict[tuple[str, str], list[tuple[str, str, int]]] = {}
    for (first, second, one_coder, other), n in sorted(found.items()):
        ways.setdefault((first, second), []).append((one_coder, other, n))
    result = [
        Confused(first, second, sum(n for _, _, n in some), tuple(some)) for (first, second), some in ways.items()
    ]
    return sorted(result, key=lambda one: (-one.n, one.first, one.second))
