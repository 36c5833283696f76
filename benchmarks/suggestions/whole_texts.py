"""What the first texts teach: three are decided as a whole, and all others are measured.

Usage: python -m benchmarks.suggestions.whole_texts [FOLDER …]     (where public coded sets lie)
"""

import sys
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from benchmarks.sections import paragraph, write_section
from benchmarks.suggestions.learning import SEEDS, by_text, drawn_anew, teach
from benchmarks.suggestions.measures import SHOWN, Curve, Given, Measures, Run, calibration_of, mean, measure
from benchmarks.suggestions.opening import opened_sets, suggester_on
from benchmarks.suggestions.parts import learners
from coding.suggesting.suggester import Suggester

THREE, ENOUGH = 3, 8
"""So many texts are decided, in sets with ENOUGH coded texts."""
_MEASURED = {"F1": "f1", "recall at 3": "recall3", "MRR": "mrr", "MAP": "average_precision"}
_OWN, _BEFORE = "**fused**", "before any decision"


def main() -> None:
    """Run it, print the tables and write them down."""
    lines: list[str] = []
    with opened_sets(sys.argv[1:]) as (sets, cache):
        for coded in sets:
            for line in set_lines(coded.told, *suggester_on(coded, cache)):
                print(line, flush=True)
                lines.append(line)
    write_lines(lines)


def write_lines(lines: list[str]) -> None:
    """Write the section with the lines of all sets."""
    write_section("suggestions-whole-texts", ["### After three whole texts", "", *_HEAD, "", *_TITLES, *lines])


_HEAD = paragraph(
    f"""
    Written by `python -m benchmarks.suggestions.whole_texts FOLDER …`. {THREE} texts drawn by chance are decided as a
    whole, as people coded them, and all others are measured; means of {SEEDS} draws, on sets with {ENOUGH} coded texts
    and more. The rows are those of the tables above. “Off, shown” is how far the scores of what is shown are off in the
    mean (expected calibration error in ten bins, all draws together). The intervals draw the texts that are measured
    anew.
    """
)
_TITLES = [f"| | {' | '.join(_MEASURED)} | off, shown |", "|---|" + "---|" * (len(_MEASURED) + 1)]


def set_lines(told: str, suggester: Suggester, given: Given) -> Iterator[str]:
    """The rows of a set: before any decision, after THREE texts, with intervals, and what else could learn from them.

    Nothing where there are few texts.
    """
    coded = by_text(suggester, given)
    if len(coded) < ENOUGH:
        return
    found: dict[str, list[Measures]] = defaultdict(list)
    drawn: list[Measures] = []
    runs: list[Run] = []
    counts, undecided, texts = [], suggester.scores, sorted(coded)
    for seed in range(SEEDS):
        chosen = np.random.default_rng(seed).choice(texts, THREE, replace=False).tolist()
        decided = [passage for text in chosen for passage in coded[text]]
        rest = {passage: given[passage] for text in texts if text not in chosen for passage in coded[text]}
        teach(suggester, given, decided)
        counts.append(len(decided))
        found[_BEFORE].append(measure(undecided, rest, SHOWN))
        found[_OWN].append(measure(suggester.scores, rest, SHOWN))
        runs.append((suggester.scores[:, list(rest)], rest, list(rest)))
        drawn += drawn_anew(suggester, rest, SHOWN, seed)
        for name, ranked in learners().items():
            found[name].append(measure(ranked(suggester), rest, SHOWN))
    teach(suggester, given, [])
    yield f"| *{told}; {round(np.mean(counts))} passages decided* | | | | | |"
    yield _row(_BEFORE, mean(found.pop(_BEFORE)), None)
    yield _row(_OWN, mean(found.pop(_OWN)), calibration_of(runs))
    spans = [np.quantile([getattr(one, name) for one in drawn], [0.025, 0.975]) for name in _MEASURED.values()]
    yield f"| 95 % over texts | {' | '.join(f'{low:.2f}–{high:.2f}' for low, high in spans)} | |"
    for name, measured in found.items():
        yield _row(name, mean(measured), None)


def _row(told: str, found: Measures, curve: Curve | None) -> str:
    values = " | ".join(f"{getattr(found, name):.3f}" for name in _MEASURED.values())
    return f"| {told} | {values} |{'' if curve is None else f' {curve.shown:.3f}'} |"


if __name__ == "__main__":
    main()
