"""Measure suggestions and write the section on them in docs/benchmarks.md.

Usage: python -m benchmarks.suggestions [FOLDER]     (FOLDER: where public coded sets lie; without it the sample only)
"""

import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from pathlib import Path

import numpy as np

import cli
from benchmarks.sections import paragraph, write_section
from benchmarks.studies import sample_study
from benchmarks.suggestions.coded_sets import CodedSet, Key, public_sets, sample_sets
from benchmarks.suggestions.measures import Given, Measures, mean, measure
from benchmarks.timing import ROOT
from coding.suggesting.cues.cue_scores import cue_scores
from coding.suggesting.fusion import CUES
from coding.suggesting.plugins.hints import PluginHints, PluginUse, ask
from coding.suggesting.suggester import Suggester
from coding.suggesting.training_decision import TrainingDecision
from corpus.arrays import FloatArray
from corpus.parse.analysis import analyse
from workbench.study import Study

STEPS = (20, 50, 100, 200)
SEEDS = 3


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
            if len(sys.argv) > 1:
                sets += public_sets(Path(sys.argv[1]))
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
        Written by `python -m benchmarks.suggestions FOLDER`. The columns are: macro-F1 and accuracy of the first
        code, recall at 3, mean reciprocal rank (MRR), mean average precision by code (MAP), and the precision of
        the suggestions shown at the threshold (0.35). The examples in the sample's codebook were removed. In the
        rows “after … passages”, Glose learned from that many passages, as people coded them, and the other passages
        are measured; values are means of {SEEDS} seeds. In reading order, whole texts are decided in a random
        order. By doubt, the ten passages with probabilities closest to one half are decided at a time. What remains
        is then either hard or easy, so the rows of the two orders cannot be compared.
        """
    ),
    "",
    *paragraph(
        """
        The sample's codebook and texts have one author, and the weights of the parts were chosen on these sets. Results
        on other texts will be somewhat worse.
        """
    ),
]


def _codings(study: Study) -> list[tuple[Key, str]]:
    found = []
    for coding in study.ledger.codings(coder="lead"):
        text = study.texts[coding.place.text]
        passage = text.passages_in(coding.place.start, coding.place.end)[0]
        found.append(((text.id, passage.number), coding.code))
    return found


def _section(coded: CodedSet, cache: Path) -> list[str]:
    suggester = Suggester(coded.texts, analyse(coded.texts, cache=cache, jobs=2), coded.codebook, cache=cache)
    given: Given = {
        suggester.index.global_number(text, number): frozenset(suggester.rows[code] for code in codes)
        for (text, number), codes in coded.given.items()
    }
    least = 0.35
    lines = ["", f"### {coded.told}: {len(given)} coded passages", "", _TITLES, _RULE]
    for name, scores in _alone(suggester).items():
        lines.append(_line(name, measure(scores, given, least), shown=False))
    lines.append(_line("**fused, from the codebook alone**", measure(suggester.scores, given, least)))
    semantic = ask([PluginUse("semantic", weight=0.7)], suggester.passages_to_ask(), coded.codebook, cache=cache)
    if not semantic.problems:
        suggester.take_hints(semantic)
        lines.append(_line("fused, with the extra `semantic`", measure(suggester.scores, given, least)))
        suggester.take_hints(PluginHints())
    for told, order in (("in reading order", _reading), ("by doubt", _doubt)):
        for step in STEPS:
            if step <= 0.7 * len(given):
                runs = [_after(coded, suggester, given, step, order, seed, least) for seed in range(SEEDS)]
                lines.append(_line(f"after {step} passages {told}", mean(runs)))
    return lines


_TITLES = "| | F1 | accuracy | recall at 3 | MRR | MAP | precision shown |"
_RULE = "|---|---|---|---|---|---|---|"


def _line(name: str, found: Measures, *, shown: bool = True) -> str:
    values = [f"{value:.2f}" for value in astuple(found)]
    return f"| {name} | {' | '.join(values if shown else [*values[:-1], '–'])} |"


def _alone(suggester: Suggester) -> dict[str, FloatArray]:
    """Two honest baselines, and each part by itself."""
    features, fused = suggester.features, suggester.fused
    counts = np.zeros_like(fused.raw)
    for (code, passage), cues in features.cues.items():
        counts[features.rows[code], passage] = len(cues)
    return {
        "baseline: keyword search (number of cues found)": counts,
        "baseline: TF-IDF cosine of lemmas": fused.alike.words,
        "cues (rarity, shared, negation)": cue_scores(features.codebook, features.cues, features.index.passages),
        "letters": fused.alike.letters,
        "topics": fused.alike.topics,
        "words + letters + topics": fused.alike.whole,
        "… + cues": fused.alike.whole + CUES * (1 - np.exp(-cue_scores(
            features.codebook, features.cues, features.index.passages))),
    }  # fmt: skip


Order = Callable[[CodedSet, Suggester, Given, int, int], Sequence[int]]


def _reading(coded: CodedSet, suggester: Suggester, given: Given, step: int, seed: int) -> Sequence[int]:
    texts = [text.id for text in coded.texts]
    np.random.default_rng(seed).shuffle(texts)
    every = [passage for text in texts for passage in suggester.index.numbers_in(text) if passage in given]
    return every[:step]


def _doubt(coded: CodedSet, suggester: Suggester, given: Given, step: int, seed: int) -> Sequence[int]:
    """Ten in reading order, then again and again the ten whose best suggestion is nearest to even odds."""
    chosen = list(_reading(coded, suggester, given, 10, seed))
    while len(chosen) < step:
        suggester.learn(_training(suggester, given, chosen))
        best = suggester.base.max(axis=0)
        left = sorted(set(given) - set(chosen), key=lambda p: abs(best[p] - 0.5))
        chosen += left[: min(10, step - len(chosen))]
    return chosen


def _training(suggester: Suggester, given: Given, passages: Sequence[int]) -> list[TrainingDecision]:
    found = []
    for passage in passages:
        text, at = suggester.index.passage_at(passage)
        found += [TrainingDecision(suggester.code_ids[row], text.id, at.number, True, "", "") for row in given[passage]]
    return found


def _after(
    coded: CodedSet, suggester: Suggester, given: Given, step: int, order: Order, seed: int, least: float
) -> Measures:
    suggester.learn([])
    chosen = order(coded, suggester, given, step, seed)
    suggester.learn(_training(suggester, given, chosen))
    rest = {passage: codes for passage, codes in given.items() if passage not in set(chosen)}
    found = measure(suggester.scores, rest, least)
    suggester.learn([])
    return found


def _speed(study: Study, cache: Path) -> list[str]:
    """200,000 words and 100 codes with the parse kept; learning at 2,000 decisions."""
    texts = []
    words = copies = 0
    while words < 200_000:
        for text in study.texts.values():
            texts.append(replace(text, id=f"{text.id}-{copies}"))
            words += len(text.content.split())
        copies += 1
    analyses = analyse(texts, cache=cache)
    kept = dict(list(study.codebook.codes.items())[:100])
    book = replace(study.codebook, codes=kept)
    lines = ["", "### Speed of suggesting", "", "| what | measured | at most |", "|---|---|---|"]
    for told in ("only the parses cached", "everything that depends on the texts alone cached"):
        began = time.perf_counter()
        suggester = Suggester(texts, analyses, book, cache=cache)
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
    lines.append(f"| the same study: learning from 2,000 decisions | **{time.perf_counter() - began:.2f} s** | 1 s |")
    return lines


if __name__ == "__main__":
    main()
