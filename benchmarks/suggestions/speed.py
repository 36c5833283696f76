"""Measure how long suggesting takes in a large study, and write the section on it in docs/benchmarks.md.

Usage: OPENBLAS_NUM_THREADS=1 python -m benchmarks.suggestions.speed
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TypeVar

import numpy as np

from benchmarks.sections import write_section
from benchmarks.suggestions.opening import opened_sample
from coding.codebook.model import Codebook
from coding.suggesting.suggester import Suggester
from coding.suggesting.training_decision import TrainingDecision
from commands.screens.confirm_screen import passage_screen
from commands.screens.screen import Screen
from corpus.arrays import Float32Array
from corpus.parse.analysis import Analysis, analyse
from corpus.parse.meaning import meanings
from corpus.text import Text
from workbench.agenda import AgendaOptions
from workbench.confirming import open_session
from workbench.study import Study
from workbench.suggesting import suggester_of

T = TypeVar("T")
CODER, DECISIONS = "anna", 40
"""Whose decisions in `confirm` are measured, and how many."""


def main() -> None:
    """Run it, print the table and write it down."""
    with opened_sample() as (study, cache):
        lines = [*speed_lines(study, cache), *_confirming(study)]
    print("\n".join(lines))
    write_section("suggestions-speed", lines)


def speed_lines(study: Study, cache: Path) -> list[str]:
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
    known, encoding = _timed(lambda: meanings(texts, cache=cache))
    kept = dict(list(study.codebook.codes.items())[:100])
    book = replace(study.codebook, codes=kept)
    lines = ["", "### Speed of suggesting", "", f"The machine's load (of other work) when this began: {load:.1f}.", ""]
    lines += ["| what | processor time | by the clock | at most |", "|---|---|---|---|"]
    lines.append(f"| meaning of each passage, kept beside the parses | {_cells_of(encoding)} | |")
    for told in ("only parses and meaning cached", "everything that depends on the texts alone cached"):
        if told.startswith("only"):
            for path in cache.glob("*.patterns.json"):
                path.unlink()
        (suggester, listed), taken = _timed(lambda: _suggested(texts, analyses, book, cache, known))
        lines.append(f"| {words:,} words, 100 codes, {listed:,} suggestions; {told} | {_cells_of(taken)} | 5 s |")
    chance = np.random.default_rng(0)
    codes = chance.choice(suggester.code_ids, 2000)
    numbers = chance.integers(0, suggester.index.passages, 2000)
    found = []
    for code, passage in zip(codes.tolist(), numbers.tolist(), strict=True):
        text, at = suggester.index.passage_at(passage)
        found.append(TrainingDecision(code, text.id, at.number, True, "", ""))

    def learn() -> bool:
        suggester.learn(found)
        return bool(suggester.scores.any())  # scores are made when they are asked for

    _, taken = _timed(learn)
    lines.append(f"| the same study: learning from 2,000 decisions | {_cells_of(taken)} | 0.3 s |")
    return lines


def _confirming(study: Study) -> list[str]:
    """Decisions in `confirm` on the sample study: from the key to the next screen, and what is learned behind it.

    A third is rejected. Every ten decisions the correction is made anew. A key that comes meanwhile waits until it is
    looked for. Milliseconds of processor time.
    """
    session = open_session(study, suggester_of(study, coder=CODER), AgendaOptions(), coder=CODER)
    screen, shown, learned = Screen(), [], []
    waited: list[float] = []
    while len(shown) < DECISIONS and session.item is not None:
        session.message, began = "", time.process_time()
        decides = session.suggestion is not None
        if not decides:
            session.next()
        elif len(shown) % 3 == 2:
            session.reject()
        else:
            session.accept()
        passage_screen(session, screen)
        if decides:
            shown.append(1000 * (time.process_time() - began))
        began = time.process_time()
        looked = [began]

        def no_key(looked: list[float] = looked) -> bool:
            looked.append(time.process_time())
            return False

        session.learn(no_key)
        looked.append(time.process_time())
        if decides:
            learned.append(1000 * (looked[-1] - began))
            waited.append(1000 * max(after - before for before, after in pairwise(looked)))
    told = f"`confirm`, {len(shown)} decisions on the sample study"
    return [
        f"| {told}: from the key to the next screen, median and slowest | **{_middle_and_most(shown)}** | | 50 ms |",
        f"| … what is learned while it is read, median and slowest | {_middle_and_most(learned)} | | |",
        f"| … the longest that a key pressed meanwhile waits, median and most | {_middle_and_most(waited)} | | |",
    ]


def _middle_and_most(milliseconds: Sequence[float]) -> str:
    return f"{median(milliseconds):.0f} ms, {max(milliseconds):.0f} ms"


def _suggested(
    texts: Sequence[Text],
    analyses: Mapping[str, Analysis],
    book: Codebook,
    cache: Path,
    known: Mapping[str, Float32Array],
) -> tuple[Suggester, int]:
    suggester = Suggester(texts, analyses, book, cache=cache, meanings=known)
    return suggester, len(suggester.suggest())


def _timed(work: Callable[[], T]) -> tuple[T, tuple[float, float]]:
    """What the work gives, and its seconds of processor time and by the clock."""
    began = time.process_time(), time.perf_counter()
    done = work()
    return done, (time.process_time() - began[0], time.perf_counter() - began[1])


def _cells_of(taken: tuple[float, float]) -> str:
    return f"**{taken[0]:.2f} s** | {taken[1]:.2f} s"


if __name__ == "__main__":
    main()
