"""What decisions show about a codebook's cues: words to add, cues that mislead, codes that are confused, near-misses.

Words that set a code's codings apart are found by the log-odds ratio with an informative Dirichlet prior (Monroe,
Colaresi & Quinn 2008, "Fightin' words"), over passages. Nothing here changes the codebook: a person does.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from coding.codebook.model import Codebook
from coding.records.decisions import Rejected
from coding.records.entry import Entry
from coding.suggesting.cues.cue_index import shared_cues
from coding.suggesting.cues.cue_scores import CuesFound
from coding.suggesting.features.lexicon import fold, is_telling, light, words_of
from coding.suggesting.features.token_index import TokenIndex
from coding.suggesting.training_decision import TrainingDecision

NEW_AT_MOST = 8
SURE = 0.5
"""The z-score from which a word is worth proposing: a person decides, and few passages never prove more."""
PRIOR = 1.0
"""The weight of the prior, in words."""
OWN = 0.3
"""The smallest share of a word's passages that must be the code's."""
MISLEADING = 2
"""A cue misleads when it was in this many rejected passages and in fewer accepted ones."""
NEAR_MISSES_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class NewCue:
    """A word that sets the code's codings apart: in how many of its passages, in how many others, and how surely."""

    word: str
    inside: int
    outside: int
    z: float


@dataclass(frozen=True, slots=True)
class Misleading:
    """A cue that was found in rejected passages more often than in accepted ones."""

    cue: str
    rejected: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """How many passages the code was rejected in and another code was given."""

    other: str
    times: int


@dataclass(frozen=True, slots=True)
class NearMissToAdd:
    """A rejected suggestion with a high score: a near-miss to write down, with the reason given."""

    quote: str
    text: str
    score: float
    reason: str


@dataclass(slots=True)
class Advice:
    """All advice on one code; `cues` is how many it has, `shared` those of them that other codes have too."""

    code: str
    cues: int
    new: list[NewCue] = field(default_factory=list)
    misleading: list[Misleading] = field(default_factory=list)
    confused: list[Confusion] = field(default_factory=list)
    near_misses: list[NearMissToAdd] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to advise."""
        return not (self.new or self.misleading or self.confused or self.near_misses or self.shared)

    def as_json(self) -> dict[str, Any]:
        """The object that `glose cues --json` prints, without the words learned."""
        misleading = [{"cue": cue.cue, "refused": cue.rejected, "accepted": cue.accepted} for cue in self.misleading]
        return {**asdict(self), "misleading": misleading}


def advise(
    codebook: Codebook,
    index: TokenIndex,
    found: CuesFound,
    decisions: Sequence[TrainingDecision],
    rejections: Iterable[Entry],
    *,
    codes: Sequence[str],
) -> list[Advice]:
    """What is advised for these codes, in the codebook's order; `rejections` are the ledger's reject entries."""
    given, rejected = _passages(decisions, index, given=True), _passages(decisions, index, given=False)
    words = _words_by_passage(index, set().union(*given.values(), *rejected.values()))
    confused = _confused(given, rejected)
    misses = _near_misses(rejections)
    shared = shared_cues(codebook)
    advice = []
    for code in codes:
        cues = codebook.codes[code].cues
        advice.append(
            Advice(
                code,
                len(cues),
                _new_cues(code, codebook, given, words),
                _misleading(code, found, given.get(code, set()), rejected.get(code, set())),
                confused.get(code, []),
                misses.get(code, [])[:NEAR_MISSES_AT_MOST],
                [cue.phrase for cue in cues if len(shared.get(cue.phrase, ())) > 2],
            )
        )
    return advice


def _passages(decisions: Sequence[TrainingDecision], index: TokenIndex, *, given: bool) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for decision in decisions:
        if decision.given is given and decision.text in index.first_passage:
            found[decision.code].add(index.global_number(decision.text, decision.passage))
    return found


def _words_by_passage(index: TokenIndex, passages: set[int]) -> dict[int, dict[str, str]]:
    """For each of the passages its telling words: lemma cut light → the lemma as it is written."""
    words: dict[int, dict[str, str]] = {passage: {} for passage in passages}
    for passage, lemma in zip(index.passage.tolist(), index.lemma.tolist(), strict=True):
        if passage in words and is_telling(fold(index.strings[lemma])):
            words[passage].setdefault(light(index.strings[lemma]), index.strings[lemma])
    return words


def _new_cues(
    code: str, codebook: Codebook, given: Mapping[str, set[int]], words: Mapping[int, Mapping[str, str]]
) -> list[NewCue]:
    inside = given.get(code, set())
    kin = {other for other in given if other.startswith(f"{code}.") or code.startswith(f"{other}.") or other == code}
    outside = set().union(*(given[other] for other in given if other not in kin)) - inside
    if len(inside) < 2 or not outside:
        return []
    known = {light(word) for cue in codebook.codes[code].cues for word in words_of(cue.phrase)}
    here = Counter(word for passage in inside for word in words[passage])
    there = Counter(word for passage in outside for word in words[passage])
    names = {word: name for passage in inside for word, name in words[passage].items()}
    every = here + there
    total, n_here, n_there = every.total(), here.total(), there.total()
    new = []
    for word, count in here.items():
        if count < 2 or word in known or count < OWN * every[word]:
            continue
        prior = PRIOR * every[word] / total
        a, b = count + prior, there[word] + prior
        ratio = math.log(a / (n_here + PRIOR - a)) - math.log(b / (n_there + PRIOR - b))
        z = ratio / math.sqrt(1 / a + 1 / b)
        if z >= SURE:
            new.append(NewCue(names[word], count, there[word], round(z, 2)))
    return sorted(new, key=lambda cue: (-cue.z, cue.word))[:NEW_AT_MOST]


def _misleading(code: str, found: CuesFound, accepted: set[int], rejected: set[int]) -> list[Misleading]:
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for passage in accepted | rejected:
        for cue in found.get((code, passage), ()):
            counts[cue.name][passage in accepted] += 1
    return [
        Misleading(name, n[False], n[True])
        for name, n in sorted(counts.items())
        if n[False] >= MISLEADING and n[False] > n[True]
    ]


def _confused(given: Mapping[str, set[int]], rejected: Mapping[str, set[int]]) -> dict[str, list[Confusion]]:
    confused: dict[str, list[Confusion]] = {}
    for code, passages in rejected.items():
        times = Counter(other for other in given if other != code for _ in given[other] & passages)
        confused[code] = [Confusion(other, n) for other, n in times.most_common(3) if n > 1]
    return confused


def _near_misses(rejections: Iterable[Entry]) -> dict[str, list[NearMissToAdd]]:
    found: dict[str, list[NearMissToAdd]] = defaultdict(list)
    for entry in rejections:
        rejected = entry.says(Rejected)
        if rejected.suggestion:
            place, score = rejected.place, rejected.suggestion.score
            miss = NearMissToAdd(place.quote, place.text, score, rejected.reason or "")
            if miss.quote not in {other.quote for other in found[rejected.code]}:
                found[rejected.code].append(miss)
    return {code: sorted(misses, key=lambda m: (not m.reason, -m.score)) for code, misses in found.items()}
