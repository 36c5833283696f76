"""Measure suggestions and write the section on them in docs/benchmarks.md.

Usage: python -m benchmarks.suggestions [FOLDER …]     (where public coded sets lie; without any, the sample only)
"""

import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import astuple, replace
from pathlib import Path

import numpy as np

import cli
from benchmarks.sections import paragraph, write_section
from benchmarks.studies import sample_study
from benchmarks.suggestions.coded_sets import CodedSet, Key, sample_sets
from benchmarks.suggestions.measures import Given, Measures, mean, measure
from benchmarks.suggestions.public_sets import public_sets
from benchmarks.timing import ROOT
from coding.suggesting import fusion
from coding.suggesting.calibration import probabilities
from coding.suggesting.cues.cue_scores import cue_scores
from coding.suggesting.fusion import CUES
from coding.suggesting.suggester import Suggester
from coding.suggesting.training_decision import TrainingDecision
from corpus.arrays import FloatArray
from corpus.parse.analysis import analyse
from corpus.parse.meaning import meanings
from workbench.study import Study

STEPS = (20, 50, 100, 200)
SEEDS = 5
BOOTSTRAPS = 200
LISTED = 0.02
"""A score from which a suggestion is looked at for calibration; what is below is not worth listing."""


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
        Written by `python -m benchmarks.suggestions FOLDER`. The columns are: macro-F1 and accuracy of the first
        code, recall at 3, mean reciprocal rank (MRR), mean average precision by code (MAP), and the precision of
        the suggestions shown at the threshold (0.35). The examples in the sample's codebook were removed. The
        intervals draw whole texts anew. Then half of the texts are decided, as people coded them, and the other half
        is measured (means of {SEEDS} seeds; passages instead of texts where there are few): in reading order,
        with the passages of all texts mixed (`glose confirm --order spread`), and by doubt, ten passages at a time
        with probabilities closest to one half.
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
    analyses, known = analyse(coded.texts, cache=cache, jobs=2), meanings(coded.texts, cache=cache)
    suggester = Suggester(coded.texts, analyses, coded.codebook, cache=cache, meanings=known)
    given: Given = {
        suggester.index.global_number(text, number): frozenset(suggester.rows[code] for code in codes)
        for (text, number), codes in coded.given.items()
    }
    least = 0.35
    lines = ["", f"### {coded.told}: {len(given)} coded passages", "", _TITLES, _RULE]
    for name, scores in _alone(suggester).items():
        lines.append(_line(name, measure(scores, given, least), shown=False))
    lines.append(_line("**fused, from the codebook alone**", measure(suggester.scores, given, least)))
    lines.append(_intervals(suggester, given, least))
    for name, changed in _ablations(suggester).items():
        lines.append(_line(f"fused without {name}", measure(changed, given, least)))
    lines += ["", *_curves(coded, suggester, given, least), "", *_calibration(suggester, given)]
    return lines


def _ablations(suggester: Suggester) -> dict[str, FloatArray]:
    """The scores without one part each."""
    features = suggester.features

    def scores(**changed: object) -> FloatArray:
        kept = {name: getattr(fusion, name) for name in changed}
        for name, value in changed.items():
            setattr(fusion, name, value)
        features.__dict__.pop("undecided", None)  # kept with all parts
        try:
            raw = fusion.fuse(features).raw * features.spaces.full
            return probabilities(raw, features.weakened)
        finally:
            features.__dict__.pop("undecided", None)
            for name, value in kept.items():
                setattr(fusion, name, value)

    without: dict[str, FloatArray] = {"neighbours": scores(NEIGHBOURS=0.0)}
    beside, features.beside = features.beside, replace(features.beside, answers=0)
    without["what is said beside"] = scores()
    features.beside = beside
    strength, features.cue_strength = features.cue_strength, np.zeros_like(features.cue_strength)
    without["cues"] = scores()
    features.cue_strength = strength
    asked, features.spaces.asked = features.spaces.asked, features.spaces.own
    without["questions"] = scores()
    features.spaces.asked = asked
    meaning, features.spaces.asked = (
        features.spaces.asked,
        replace(features.spaces.asked, meaning=np.zeros_like(features.spaces.asked.meaning)),
    )
    without["meaning"] = scores()
    features.spaces.asked = meaning
    return without


def _intervals(suggester: Suggester, given: Given, least: float) -> str:
    """95 % intervals of the fused scores: BOOTSTRAPS draws of whole texts."""
    by_text: dict[str, list[int]] = {}
    for passage in given:
        by_text.setdefault(suggester.index.passage_at(passage)[0].id, []).append(passage)
    chance, texts, found = np.random.default_rng(0), sorted(by_text), []
    for _ in range(BOOTSTRAPS):
        drawn = [passage for text in chance.choice(texts, len(texts)) for passage in by_text[text]]
        codes = {n: given[passage] for n, passage in enumerate(drawn)}
        found.append(astuple(measure(suggester.scores[:, drawn], codes, least)))
    low, high = np.quantile(np.array(found), [0.025, 0.975], axis=0)
    return f"| 95 % over texts | {' | '.join(f'{a:.2f}–{b:.2f}' for a, b in zip(low, high, strict=True))} |"


def _curves(coded: CodedSet, suggester: Suggester, given: Given, least: float) -> list[str]:
    """What decisions teach: half of the texts are decided in some order, the other half is measured."""
    lines = ["| decided of one half, measured on the other | 0 | " + " | ".join(map(str, STEPS)) + " |"]
    lines.append("|---|" + "---|" * (len(STEPS) + 1))
    for told in ("in reading order", "texts mixed", "by doubt"):
        found: dict[int, list[Measures]] = {}
        for seed in range(SEEDS):
            decided, kept = _halves(coded, suggester, given, seed)
            rest = {passage: given[passage] for passage in kept}
            first = _first(told, suggester, given, decided, step=min(STEPS[-1], len(decided)), seed=seed)
            for step in (0, *STEPS):
                if step <= len(first):
                    suggester.learn(_training(suggester, given, first[:step]))
                    found.setdefault(step, []).append(measure(suggester.scores, rest, least))
        suggester.learn([])
        means = {step: mean(runs) for step, runs in found.items() if len(runs) == SEEDS}
        for name, attribute in (("recall at 3", "recall3"), ("MRR", "mrr"), ("MAP", "average_precision")):
            cells = [f"{getattr(means[s], attribute):.3f}" if s in means else "–" for s in (0, *STEPS)]
            lines.append(f"| {name}, {told} | {' | '.join(cells)} |")
    return lines


def _halves(coded: CodedSet, suggester: Suggester, given: Given, seed: int) -> tuple[list[int], list[int]]:
    """The passages to decide and those to measure: texts by turns; passages where there are few texts."""
    chance, texts = np.random.default_rng(seed), [text.id for text in coded.texts]
    if len(texts) < 6:
        shuffled = chance.permutation(sorted(given)).tolist()
        return sorted(shuffled[::2]), sorted(shuffled[1::2])
    chance.shuffle(texts)
    parts = [[p for t in texts[n::2] for p in suggester.index.numbers_in(t) if p in given] for n in (0, 1)]
    return parts[0], parts[1]


def _calibration(suggester: Suggester, given: Given) -> list[str]:
    """Of the suggestions listed with s, how many are right: by tenths, and the expected calibration error."""
    passages = sorted(given)
    scores = suggester.scores[:, passages]
    right = np.zeros_like(scores, bool)
    for column, passage in enumerate(passages):
        right[sorted(given[passage]), column] = True
    listed = scores >= LISTED
    tenth = np.minimum((scores * 10).astype(int), 9)
    rows = [(listed & (tenth == n)) for n in range(10)]
    sizes = [int(row.sum()) for row in rows]
    said = [float(scores[row].mean()) if n else 0.0 for row, n in zip(rows, sizes, strict=True)]
    true = [float(right[row].mean()) if n else 0.0 for row, n in zip(rows, sizes, strict=True)]
    error = sum(n * abs(a - b) for n, a, b in zip(sizes, said, true, strict=True)) / max(sum(sizes), 1)
    shown = [f"{b:.2f} ({n:,})" if n else "–" for b, n in zip(true, sizes, strict=True)]
    heads = " | ".join(f"{n / 10:.1f}–" for n in range(10))
    return [
        f"Right among those with a score from … on (how many); expected calibration error {error:.3f}:",
        "",
        f"| {heads} |",
        "|" + "---|" * 10,
        f"| {' | '.join(shown)} |",
    ]


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
        "meaning": fused.alike.meaning,
        "words + letters + topics": fused.alike.worded,
        "… + meaning": fused.alike.whole,
        "… + cues": fused.alike.whole + CUES * (1 - np.exp(-cue_scores(
            features.codebook, features.cues, features.index.passages))),
    }  # fmt: skip


def _first(how: str, suggester: Suggester, given: Given, decided: Sequence[int], *, step: int, seed: int) -> list[int]:
    """The passages decided first. By doubt: ten in reading order, then ten by ten those nearest to even odds."""
    if how == "in reading order":
        return list(decided[:step])
    if how == "texts mixed":
        mixed: list[int] = np.random.default_rng(seed).permutation(list(decided)).tolist()
        return mixed[:step]
    chosen = list(decided[: min(10, step)])
    while len(chosen) < step:
        suggester.learn(_training(suggester, given, chosen))
        best = suggester.base.max(axis=0)
        left = sorted(set(decided) - set(chosen), key=lambda p: abs(best[p] - 0.5))
        chosen += left[: min(10, step - len(chosen))]
    return chosen


def _training(suggester: Suggester, given: Given, passages: Sequence[int]) -> list[TrainingDecision]:
    found = []
    for passage in passages:
        text, at = suggester.index.passage_at(passage)
        found += [TrainingDecision(suggester.code_ids[row], text.id, at.number, True, "", "") for row in given[passage]]
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
    began = time.perf_counter()
    known = meanings(texts, cache=cache)
    encoding = time.perf_counter() - began
    kept = dict(list(study.codebook.codes.items())[:100])
    book = replace(study.codebook, codes=kept)
    lines = ["", "### Speed of suggesting", "", "| what | measured | at most |", "|---|---|---|"]
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
    lines.append(f"| the same study: learning from 2,000 decisions | **{time.perf_counter() - began:.2f} s** | 1 s |")
    return lines


if __name__ == "__main__":
    main()
