"""What decisions teach: half of the texts are decided in some order, and the other half is measured."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.suggestions.coded_sets import CodedSet
from benchmarks.suggestions.measures import Curve, Given, Measures, calibration_of, mean, measure
from benchmarks.suggestions.parts import learners
from coding.suggesting.suggester import Suggester
from coding.suggesting.training_decision import TrainingDecision

STEPS = (0, 20, 50, 100, 200)
SEEDS = 5
DRAWS = 20
"""How often whole texts are drawn anew for each seed."""
ORDERS = ("in reading order", "texts mixed", "by doubt")
MIXED = "texts mixed"


@dataclass
class Learning:
    """By what ranks and the number of decided passages: the measures of each seed; for the suggester, with the texts
    mixed, also the measures on texts drawn anew, and how far its scores are right.
    """

    found: dict[str, dict[int, list[Measures]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    drawn: dict[int, list[Measures]] = field(default_factory=lambda: defaultdict(list))
    curves: dict[int, Curve] = field(default_factory=dict)

    def means(self, what: str) -> Mapping[int, Measures]:
        """The means over the seeds, for the steps that every seed reached."""
        return {step: mean(runs) for step, runs in self.found[what].items() if len(runs) == SEEDS}

    def interval(self, step: int, measured: str) -> tuple[float, float]:
        """Between which values 95 of 100 draws of texts lie."""
        values = [getattr(one, measured) for one in self.drawn[step]]
        return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))


def learning_on(coded: CodedSet, suggester: Suggester, given: Given, least: float) -> Learning:
    """Decide half of the texts step by step, SEEDS times in each order, and measure the other half each time."""
    learning, scores = Learning(), defaultdict(list)
    for order in ORDERS:
        for seed in range(SEEDS):
            decided, kept = halves(coded, suggester, given, seed)
            rest = {passage: given[passage] for passage in kept}
            first = _first(order, suggester, given, decided, step=min(STEPS[-1], len(decided)), seed=seed)
            for step in STEPS:
                if step > len(first):
                    continue
                teach(suggester, given, first[:step])
                learning.found[order][step].append(measure(suggester.scores, rest, least))
                if order == MIXED:
                    learning.drawn[step] += drawn_anew(suggester, rest, least, seed)
                    scores[step].append((suggester.scores[:, kept], rest, kept))
                    for told, ranked in learners().items():
                        learning.found[told][step].append(measure(ranked(suggester), rest, least))
    learning.curves = {step: calibration_of(runs) for step, runs in scores.items() if len(runs) == SEEDS}
    teach(suggester, given, [])
    return learning


def teach(suggester: Suggester, given: Given, passages: Sequence[int]) -> None:
    """Let the suggester learn what was given in these passages, and correct its probabilities."""
    decisions: list[TrainingDecision] = []
    for passage in passages:
        text, at = suggester.index.passage_at(passage)
        codes = [suggester.code_ids[row] for row in given[passage]]
        decisions += [TrainingDecision(code, text.id, at.number, True, "", "") for code in codes]
    suggester.learn(decisions)
    suggester.calibrate()


def halves(coded: CodedSet, suggester: Suggester, given: Given, seed: int) -> tuple[list[int], list[int]]:
    """The passages to decide and those to measure: texts by turns; passages where there are few texts."""
    chance, texts = np.random.default_rng(seed), [text.id for text in coded.texts]
    if len(texts) < 6:
        shuffled = chance.permutation(sorted(given)).tolist()
        return sorted(shuffled[::2]), sorted(shuffled[1::2])
    chance.shuffle(texts)
    parts = [[p for t in texts[n::2] for p in suggester.index.numbers_in(t) if p in given] for n in (0, 1)]
    return parts[0], parts[1]


def drawn_texts(suggester: Suggester, given: Given, draws: int, seed: int) -> list[list[int]]:
    """The coded passages of as many texts as there are, drawn anew with repetitions, `draws` times."""
    coded = by_text(suggester, given)
    chance, texts = np.random.default_rng(seed), sorted(coded)
    return [[p for text in chance.choice(texts, len(texts)) for p in coded[text]] for _ in range(draws)]


def by_text(suggester: Suggester, given: Given) -> dict[str, list[int]]:
    """The coded passages of each text that has any."""
    found: dict[str, list[int]] = defaultdict(list)
    for passage in given:
        found[suggester.index.passage_at(passage)[0].id].append(passage)
    return found


def drawn_anew(suggester: Suggester, given: Given, least: float, seed: int) -> list[Measures]:
    """The measures of DRAWS draws of texts."""
    return [measure_drawn(suggester, given, passages, least) for passages in drawn_texts(suggester, given, DRAWS, seed)]


def measure_drawn(suggester: Suggester, given: Given, passages: Sequence[int], least: float) -> Measures:
    """The measures on passages some of which come more than once."""
    codes = {n: given[passage] for n, passage in enumerate(passages)}
    return measure(suggester.scores[:, list(passages)], codes, least)


def _first(how: str, suggester: Suggester, given: Given, decided: Sequence[int], *, step: int, seed: int) -> list[int]:
    """The passages decided first. By doubt: ten in reading order, then ten by ten those nearest to even odds."""
    if how == MIXED:
        mixed: list[int] = np.random.default_rng(seed).permutation(list(decided)).tolist()
        return mixed[:step]
    if how == "in reading order":
        return list(decided[:step])
    chosen = list(decided[: min(10, step)])
    while len(chosen) < step:
        teach(suggester, given, chosen)
        best = suggester.scores.max(axis=0)
        left = sorted(set(decided) - set(chosen), key=lambda p: abs(best[p] - 0.5))
        chosen += left[: min(10, step - len(chosen))]
    return chosen
