"""Measure suggestions and write the section on them in docs/benchmarks.md.

Usage: python -m benchmarks.suggestions [FOLDER …]     (where public coded sets lie; without any, the sample only)

It takes long. With `--kept FOLDER` the lines of each set are kept there and not worked out again, and with `--only SET`
(more than once) a run works out those of some sets and writes nothing else: several can run beside each other.
"""

import argparse
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path

import numpy as np

from benchmarks.sections import paragraph, write_section
from benchmarks.suggestions.coded_sets import CodedSet
from benchmarks.suggestions.learning import (
    MIXED,
    ORDERS,
    SEEDS,
    STEPS,
    Learning,
    drawn_texts,
    learning_on,
    measure_drawn,
)
from benchmarks.suggestions.measures import LISTED, SHOWN, Given, Measures, measure
from benchmarks.suggestions.opening import opened_sets, suggester_on
from benchmarks.suggestions.parts import alone, learners, without
from benchmarks.suggestions.told import SETS
from coding.suggesting.suggester import Suggester

BOOTSTRAPS = 200


def main() -> None:
    """Run it, print the tables and write them down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.suggestions")
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--only", action="append", default=[])
    asked = parser.parse_args()
    lines: list[str] = []
    with opened_sets(asked.folders) as (sets, cache):
        for coded in sets:
            if not asked.only or coded.name in asked.only:
                found = _kept_section(coded, cache, asked.kept)
                print("\n".join(found), flush=True)
                lines += found
    if not asked.only:
        write_section("suggestions", [*_HEAD, *lines])


def _kept_section(coded: CodedSet, cache: Path, kept: Path | None) -> list[str]:
    """The lines of a set, from the folder where they are kept if they are there."""
    path = kept / f"{coded.name}.md" if kept else None
    if path is not None and path.exists():
        return path.read_text(encoding="utf-8").split("\n")
    lines = "\n".join(_section(coded, cache)).split("\n")
    if path is not None:
        path.write_text("\n".join(lines), encoding="utf-8")
    return lines


_HEAD = [
    "## Suggestions",
    "",
    *paragraph(
        f"""
        Written by `python -m benchmarks.suggestions FOLDER …`. The columns of the first table of
        each set are: macro-F1 and accuracy of the first code, recall at 3, mean reciprocal rank (MRR), mean average
        precision by code (MAP), and the precision of the suggestions shown at the threshold ({SHOWN}). The examples in
        the sample's codebook were removed. Only passages that people coded are measured. The intervals draw whole texts
        anew.
        """
    ),
    "",
    *paragraph(
        f"""
        Then half of the texts are decided, as people coded them, and the other half is measured (means of {SEEDS}
        seeds; passages instead of texts where there are few). In the second table the passages of all texts are mixed
        (`glose confirm --order spread`); in the third they are also decided in reading order, and by doubt, ten
        passages at a time with probabilities closest to one half. “Fused without the ridge” are the scores if codes
        only moved towards the mean of their passages, corrected by the same decisions; “with the recipe's ridge” has
        the recipe's in its place, uncorrected. The last table tells, for the texts mixed, how many suggestions with a
        score were right, and how far the scores are off in the mean (expected calibration error in ten bins, five
        seeds together), over those listed ({LISTED} and more) and those shown.
        """
    ),
    "",
    *SETS,
]


def _section(coded: CodedSet, cache: Path) -> list[str]:
    suggester, given = suggester_on(coded, cache)
    lines = ["", f"### {coded.told}: {len(given):,} coded passages", "", _TITLES, _RULE]
    for name, scores in alone(suggester).items():
        lines.append(_line(name, measure(scores, given, SHOWN), shown=False))
    lines.append(_line("**fused, from the codebook alone**", measure(suggester.scores, given, SHOWN)))
    lines.append(_intervals(suggester, given))
    for name, changed in without(suggester).items():
        shown = name != "the other codes' weight"  # those are sums, not probabilities
        lines.append(_line(f"fused without {name}", measure(changed, given, SHOWN), shown=shown))
    learning = learning_on(coded, suggester, given, SHOWN)
    return [*lines, "", *_taught(learning), "", *_agenda(learning), "", *_calibration(learning)]


def _intervals(suggester: Suggester, given: Given) -> str:
    """95 % intervals of the fused scores: BOOTSTRAPS draws of whole texts."""
    drawn = drawn_texts(suggester, given, BOOTSTRAPS, seed=0)
    found = [astuple(measure_drawn(suggester, given, passages, SHOWN)) for passages in drawn]
    low, high = np.quantile(np.array(found), [0.025, 0.975], axis=0)
    return f"| 95 % over texts | {' | '.join(f'{a:.2f}–{b:.2f}' for a, b in zip(low, high, strict=True))} |"


_MEASURED = {"F1": "f1", "recall at 3": "recall3", "MRR": "mrr", "MAP": "average_precision"}


def _taught(learning: Learning) -> list[str]:
    """What decisions teach with the texts mixed, with intervals, beside what else could learn from them."""
    lines = [_steps("decided of one half, measured on the other")]
    own = learning.means(MIXED)
    for told, name in _MEASURED.items():
        lines.append(_cells(f"**{told}**", {step: f"{getattr(one, name):.3f}" for step, one in own.items()}))
        spans = {step: learning.interval(step, name) for step in own}
        lines.append(_cells("95 % over texts", {step: f"{low:.2f}–{high:.2f}" for step, (low, high) in spans.items()}))
        for other in learners():
            found = {step: f"{getattr(one, name):.3f}" for step, one in learning.means(other).items()}
            lines.append(_cells(f"{told}, {other}", found))
    return lines


def _agenda(learning: Learning) -> list[str]:
    """What is reached after as many decisions in each order of passages."""
    lines = [_steps("in which order passages are decided")]
    for told, name in (("recall at 3", "recall3"), ("MAP", "average_precision")):
        for order in ORDERS:
            found = {step: f"{getattr(one, name):.3f}" for step, one in learning.means(order).items()}
            lines.append(_cells(f"{told}, {order}", found))
    return lines


def _calibration(learning: Learning) -> list[str]:
    """Of the suggestions with score s, how many are right: by tenths, and the expected calibration error."""
    curves = learning.curves
    heads = " | ".join(f"{n / 10:.1f}–" for n in range(10))
    lines = [f"| right of those with a score from … on (how many) | {heads} | off, listed | off, shown |"]
    lines.append("|" + "---|" * 13)
    for step, curve in curves.items():
        cells = [f"{b:.2f} ({n:,})" if n else "–" for b, n in zip(curve.right, curve.sizes, strict=True)]
        row = [f"after {step}", *cells, f"{curve.listed:.3f}", f"**{curve.shown:.3f}**"]
        lines.append(f"| {' | '.join(row)} |")
    return lines


def _steps(told: str) -> str:
    return f"| {told} | {' | '.join(map(str, STEPS))} |\n|---|{'---|' * len(STEPS)}"


def _cells(told: str, found: Mapping[int, str]) -> str:
    return f"| {told} | {' | '.join(found.get(step, '–') for step in STEPS)} |"


_TITLES = "| | F1 | accuracy | recall at 3 | MRR | MAP | precision shown |"
_RULE = "|---|---|---|---|---|---|---|"


def _line(name: str, found: Measures, *, shown: bool = True) -> str:
    values = [f"{value:.2f}" for value in astuple(found)]
    return f"| {name} | {' | '.join(values if shown else [*values[:-1], '–'])} |"


if __name__ == "__main__":
    main()
