"""Measure suggestions and write the section on them in docs/benchmarks.md.

Usage: python -m benchmarks.suggestions [FOLDER …]     (where public coded sets lie; without any, the sample only)
"""

import contextlib
import io
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import astuple, replace
from pathlib import Path

import numpy as np

import cli
from benchmarks.sections import paragraph, write_section
from benchmarks.studies import sample_study
from benchmarks.suggestions.coded_sets import CodedSet, Key, sample_sets
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
from benchmarks.suggestions.parts import alone, learners, without
from benchmarks.suggestions.public_sets import public_sets
from benchmarks.suggestions.told import SETS
from benchmarks.timing import ROOT
from coding.suggesting.suggester import Suggester
from coding.suggesting.training_decision import TrainingDecision
from corpus.parse.analysis import analyse
from corpus.parse.meaning import meanings
from workbench.study import Study

BOOTSTRAPS = 200


def main() -> None:
    """Run it, print the tables and write them down."""
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            sample_study(folder / "sample")
            decided = ROOT / "examples" / "smart-cities" / "decisions" / "lead.csv"
            if cli.run(["decide", str(decided), "--study", str(folder / "sample")]):
                raise RuntimeError("the sample study's decisions could not be recorded")
        with Study.open(folder / "sample") as study:
            sets = list(sample_sets(study.texts, study.codebook, _codings(study)))
            sets += public_sets(map(Path, sys.argv[1:]))
            for coded in sets:
                for line in _section(coded, folder / "cache"):
                    print(line, flush=True)
                    lines.append(line)
            for line in _speed(study, folder / "cache"):
                print(line, flush=True)
                lines.append(line)
    write_section("suggestions", [*_HEAD, *lines])


_HEAD = [
    "## Suggestions",
    "",
    *paragraph(
        f"""
        Written by `python -m benchmarks.suggestions FOLDER …`. The columns of the first table of each set are: macro-F1
        and accuracy of the first code, recall at 3, mean reciprocal rank (MRR), mean average precision by code (MAP),
        and the precision of the suggestions shown at the threshold ({SHOWN}). The examples in the sample's codebook
        were removed. Only passages that people coded are measured. The intervals draw whole texts anew.
        """
    ),
    "",
    *paragraph(
        f"""
        Then half of the texts are decided, as people coded them, and the other half is measured (means of {SEEDS}
        seeds; passages instead of texts where there are few). In the second table the passages of all texts are mixed
        (`glose confirm --order spread`); in the third they are also decided in reading order, and by doubt, ten
        passages at a time with probabilities closest to one half. “With the recipe's ridge” is the score with a kernel
        ridge on the decided passages beside the moved vectors. The last table tells, for the texts mixed, how many
        suggestions with a score were right, and how far the scores are off in the mean (expected calibration error in
        ten bins, five seeds together), over those listed ({LISTED} and more) and those shown.
        """
    ),
    "",
    *SETS,
]


def _codings(study: Study) -> list[tuple[Key, str]]:
    found = []
    for coding in study.ledger.codings(coder="lead"):
        text = study.texts[coding.place.text]
        passage = text.passages_in(coding.place.start, coding.place.end)[0]
        found.append(((text.id, passage.number), coding.code))
    return found


def _section(coded: CodedSet, cache: Path) -> list[str]:
    analyses, known = analyse(coded.texts, cache=cache, jobs=2), meanings(coded.texts, cache=cache)
    suggester = Suggester(coded.texts, analyses, coded.codebook, cache=cache, meanings=known)
    given: Given = {
        suggester.index.global_number(text, number): frozenset(suggester.rows[code] for code in codes)
        for (text, number), codes in coded.given.items()
    }
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


def _speed(study: Study, cache: Path) -> list[str]:
    """200,000 words and 100 codes with the parse kept; learning at 2,000 decisions."""
    texts = []
    load = os.getloadavg()[0]
    words = copies = 0
    while words < 200_000:
        for text in study.texts.values():
            texts.append(replace(text, id=f"{text.id}-{copies}"))
            words += len(text.content.split())
        copies += 1
    analyses = analyse(texts, cache=cache)
    began = time.perf_counter()
    known = meanings(texts, cache=cache)
    encoding = time.perf_counter() - began
    kept = dict(list(study.codebook.codes.items())[:100])
    book = replace(study.codebook, codes=kept)
    lines = ["", "### Speed of suggesting", "", f"The machine's load (of other work) when this began: {load:.1f}.", ""]
    lines += ["| what | measured | at most |", "|---|---|---|"]
    lines.append(f"| meaning of each passage, kept beside the parses | {encoding:.1f} s | |")
    for told in ("only parses and meaning cached", "everything that depends on the texts alone cached"):
        began = time.perf_counter()
        suggester = Suggester(texts, analyses, book, cache=cache, meanings=known)
        listed = len(suggester.suggest())
        seconds = time.perf_counter() - began
        lines.append(f"| {words:,} words, 100 codes, {listed:,} suggestions; {told} | **{seconds:.1f} s** | 5 s |")
    chance = np.random.default_rng(0)
    codes = chance.choice(suggester.code_ids, 2000)
    numbers = chance.integers(0, suggester.index.passages, 2000)
    found = []
    for code, passage in zip(codes.tolist(), numbers.tolist(), strict=True):
        text, at = suggester.index.passage_at(passage)
        found.append(TrainingDecision(code, text.id, at.number, True, "", ""))
    began = time.perf_counter()
    suggester.learn(found)
    assert suggester.scores.any()  # scores are made when they are asked for
    lines.append(f"| the same study: learning from 2,000 decisions | **{time.perf_counter() - began:.2f} s** | 0.3 s |")
    return lines


if __name__ == "__main__":
    main()
