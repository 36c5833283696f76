"""Measure how long suggesting takes in a large study, and write the section on it in docs/benchmarks.md.

Usage: OPENBLAS_NUM_THREADS=1 python -m benchmarks.suggestions.speed
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from benchmarks.sections import write_section
from benchmarks.suggestions.opening import opened_sample
from coding.codebook.model import Codebook
from coding.suggesting.suggester import Suggester
from coding.suggesting.training_decision import TrainingDecision
from corpus.arrays import Float32Array
from corpus.parse.analysis import Analysis, analyse
from corpus.parse.meaning import meanings
from corpus.text import Text
from workbench.study import Study

T = TypeVar("T")


def main() -> None:
    """Run it, print the table and write it down."""
    with opened_sample() as (study, cache):
        lines = speed_lines(study, cache)
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
