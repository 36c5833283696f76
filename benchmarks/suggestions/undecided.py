"""Before any decision: how far scores are off, and whether another formula, or what a codebook tells, does better.

Usage: python -m benchmarks.suggestions.undecided FOLDER …     (where public coded sets lie)

Each formula is a logistic regression on the other sets, each set weighing the same; sets from the same texts are left
out together. The last rows look at the set's own codings, and say what could be reached at best.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.sections import write_section
from benchmarks.suggestions.coded_sets import CodedSet
from benchmarks.suggestions.learning import SEEDS, halves, teach
from benchmarks.suggestions.measures import SHOWN, Given, calibration_of
from benchmarks.suggestions.opening import opened_sets, suggester_on
from benchmarks.suggestions.told import BEFORE
from coding.suggesting.calibration import WEAKENED, best_other
from coding.suggesting.suggester import Suggester
from corpus.arrays import BoolArray, FloatArray

GOOD = 0.08
_SAME_TEXTS = {"sample-24": "sample", "sessions": "usability", "sessions-cues": "usability", "climate-en": "climate-fr"}
_STEPS = (0, 10, 20, 50)
_LEAST, _SHIFTS = 0.001, np.arange(-2.0, 2.01, 0.05)


def main() -> None:
    """Run it, print the tables and write them down."""
    found, early = [], []
    with opened_sets(sys.argv[1:]) as (sets, cache):
        for coded in sets:
            suggester, given = suggester_on(coded, cache)
            found.append(Undecided.of(coded.name, suggester, given))
            early.append(_early(coded, suggester, given))
            print(coded.name, flush=True)
    lines = ["### Before any decision", "", *BEFORE, "", *_formulas(found), "", *_sets(found, early)]
    print("\n".join(lines))
    write_section("suggestions-undecided", lines)


def _early(coded: CodedSet, suggester: Suggester, given: Given) -> list[float]:
    """How far what is shown in one half is off after so many passages (_STEPS) of the other are decided, mixed."""
    off = []
    for step in _STEPS:
        runs = []
        for seed in range(SEEDS):
            decided, kept = halves(coded, suggester, given, seed)
            teach(suggester, given, np.random.default_rng(seed).permutation(decided).tolist()[:step])
            runs.append((suggester.scores[:, kept], {passage: given[passage] for passage in kept}, kept))
        off.append(calibration_of(runs).shown)
    return off


@dataclass(frozen=True)
class Undecided:
    """A set before any decision: by code and coded passage the scores, whether the code was given, and what tells of
    it; `study` is what tells of the set as a whole, the same for all pairs.
    """

    name: str
    scores: FloatArray
    right: BoolArray
    weakened: BoolArray
    pairs: Mapping[str, FloatArray]
    study: Mapping[str, float]

    @classmethod
    def of(cls, name: str, suggester: Suggester, given: Given) -> "Undecided":
        """What the suggester tells of the coded passages; it has learned nothing."""
        passages, features, alike = sorted(given), suggester.features, suggester.fused.alike
        answers = np.flatnonzero(~features.passages.interviewer)
        raw = suggester.fused.raw * features.spaces.full
        right = np.zeros((len(raw), len(passages)), bool)
        for column, passage in enumerate(passages):
            right[sorted(given[passage]), column] = True
        ordered = -np.sort(-raw[:, answers], axis=0)
        worded, meant = alike.words + alike.letters, alike.meaning
        both = _is_first(worded) & _is_first(meant)
        pairs = {
            "sum": np.log(np.maximum(raw, _LEAST)),
            "other": np.log(best_other(raw)),
            "rank": np.log1p((-raw).argsort(axis=0).argsort(axis=0)),
            "agree": both.astype(np.float64),
        }
        study = {
            "codes": np.log(len(raw)),
            "median": float(np.log(np.median(ordered[0]) + _LEAST)),
            "agreement": _kappa(worded[:, answers], meant[:, answers]),
        }
        kept = {what: values[:, passages] for what, values in pairs.items()}
        weakened = features.weakened[:, passages]
        return cls(name, suggester.scores[:, passages], right, weakened, kept, study)

    def columns(self, names: Sequence[str]) -> FloatArray:
        """One column for each of these and one of ones, for all pairs, shape (pairs, 1 + names)."""
        parts = [np.ones(self.scores.size)]
        parts += [np.full(self.scores.size, self.study[n]) if n in self.study else self.pairs[n].ravel() for n in names]
        return np.stack(parts, axis=1)

    def off(self, scores: FloatArray) -> tuple[float, float]:
        """How far scores are off in the mean: of what is listed, and of what is shown."""
        given = {n: frozenset(np.flatnonzero(column).tolist()) for n, column in enumerate(self.right.T)}
        curve = calibration_of([(scores, given, list(given))])
        return curve.listed, curve.shown


_FORMULAS = {
    "the sum and the best other code of the passage": ("sum", "other"),
    "… and the number of codes": ("sum", "other", "codes"),
    "… and the study's median best sum": ("sum", "other", "median"),
    "… and the rank in the passage": ("sum", "other", "rank"),
    "… and whether words and meaning agree on the code": ("sum", "other", "agree"),
    "… and how often they agree in the study (Cohen's kappa)": ("sum", "other", "agree", "agreement"),
    "the rank in the passage alone": ("rank",),
}


def _formulas(sets: Sequence[Undecided]) -> Iterator[str]:
    """The table of formulas, each fitted on sets with other texts; nothing where there are none."""
    if len({_family(one) for one in sets}) < 2:
        return
    heads = "listed: mean, worst | shown: mean, worst"
    yield f"| before any decision, off (expected calibration error) | {heads} | shown: below {GOOD} of {len(sets)} |"
    yield "|---|---|---|---|"
    yield _row("**as it is**", [one.off(one.scores) for one in sets])
    for told, names in _FORMULAS.items():
        yield _row(told, [one.off(_elsewhere(one, sets, names)) for one in sets])
    yield _row("as it is, moved by the one number that is best for the set", [one.off(_moved(one)) for one in sets])


def _sets(sets: Sequence[Undecided], early: Sequence[Sequence[float]]) -> Iterator[str]:
    """How far what is shown is off on each set, with how often it is right, and after a few decisions."""
    yield "| set | " + " | ".join(one.name for one in sets) + " |"
    yield "|---|" + "---|" * len(sets)
    shown = [one.scores >= SHOWN for one in sets]
    yield _cells("codes of a passage, in the mean", [one.right.sum(axis=0).mean() for one in sets])
    yield _cells("shown per passage", [here.sum() / here.shape[1] for here in shown])
    yield _cells("their mean score", [one.scores[here].mean() for one, here in zip(sets, shown, strict=True)])
    yield _cells("right of them", [one.right[here].mean() for one, here in zip(sets, shown, strict=True)])
    yield _cells("off, listed", [one.off(one.scores)[0] for one in sets])
    yield _cells("off, shown", [one.off(one.scores)[1] for one in sets])
    yield _cells("off, shown, moved by the best number", [one.off(_moved(one))[1] for one in sets])
    for at, step in enumerate(_STEPS):
        yield _cells(f"off, shown, after {step} decided, in the other half", [row[at] for row in early])


def _row(told: str, found: Sequence[tuple[float, float]]) -> str:
    listed, shown = np.array(found).T
    ends = f"{listed.mean():.3f}, {listed.max():.3f} | {shown.mean():.3f}, {shown.max():.3f}"
    return f"| {told} | {ends} | {int((shown < GOOD).sum())} |"


def _cells(told: str, values: Sequence[float]) -> str:
    return f"| {told} | {' | '.join(f'{value:.2f}' for value in values)} |"


def _elsewhere(left_out: Undecided, sets: Sequence[Undecided], names: Sequence[str]) -> FloatArray:
    """The scores of a set by a formula fitted on the sets from other texts."""
    others = [one for one in sets if _family(one) != _family(left_out)]
    design = np.concatenate([one.columns(names) for one in others])
    right = np.concatenate([one.right.ravel() for one in others]).astype(np.float64)
    weights = np.concatenate([np.full(one.right.size, 300 / one.right.shape[1]) for one in others])
    at, ridge = np.zeros(design.shape[1]), 1e-3 * np.eye(design.shape[1])
    for _ in range(60):
        chance = _chance(design @ at)
        curvature = (design * (weights * chance * (1 - chance))[:, None]).T @ design + ridge
        step = np.linalg.solve(curvature, design.T @ (weights * (right - chance)) - ridge @ at)
        at = at + np.clip(step, -2, 2)
    found = _chance(left_out.columns(names) @ at).reshape(left_out.scores.shape)
    return _held(left_out, found)


def _moved(one: Undecided) -> FloatArray:
    """The scores with the number added to their log odds that makes those shown least wrong, by the set's own codings.

    Only numbers that leave a tenth as many shown as there are passages are looked at.
    """
    logit = np.log(np.clip(one.scores, 1e-6, 1 - 1e-6)) - np.log1p(-np.clip(one.scores, 1e-6, 1 - 1e-6))
    tried = [_held(one, _chance(logit + shift)) for shift in _SHIFTS]
    enough = [scores for scores in tried if (scores >= SHOWN).sum() >= 0.1 * scores.shape[1]]
    return min(enough, key=lambda scores: one.off(scores)[1])


def _held(one: Undecided, scores: FloatArray) -> FloatArray:
    """As scores are: 0 where there is no evidence, and no more than WEAKENED where all cues are weakened."""
    found = np.where(one.weakened, np.minimum(scores, WEAKENED), scores)
    return np.asarray(np.where(one.scores > 0, found, 0.0), np.float64)


def _family(one: Undecided) -> str:
    return _SAME_TEXTS.get(one.name, one.name)


def _is_first(values: FloatArray) -> BoolArray:
    return np.asarray((values == values.max(axis=0)) & (values > 0), bool)


def _kappa(one: FloatArray, other: FloatArray) -> float:
    """How often the first codes by two parts are the same, beyond chance (Cohen 1960)."""
    firsts = [part.argmax(axis=0) for part in (one, other)]
    shares = [np.bincount(first, minlength=len(one)) / len(first) for first in firsts]
    chance = float((shares[0] * shares[1]).sum())
    return float(((firsts[0] == firsts[1]).mean() - chance) / max(1 - chance, 1e-9))


def _chance(logit: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -30, 30))), np.float64)


if __name__ == "__main__":
    main()
