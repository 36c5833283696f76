"""How strongly a code's cues speak for it in a passage, with each cue found and what weakens it."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from coding.codebook.model import Codebook, NearMiss
from coding.suggesting.cues.cue_index import CueMatches, match_cues, shared_cues
from coding.suggesting.cues.cue_phrase import cue_phrase
from coding.suggesting.cues.kept_spans import KeptSpans
from coding.suggesting.cues.negation import negation_of
from coding.suggesting.features.lexicon import fold, is_telling, words_of
from coding.suggesting.features.token_index import TokenIndex
from corpus.arrays import FloatArray, Int64Array
from corpus.parse.analysis import Analysis

ENOUGH_CUES = 8
"""With fewer cues a code's cue score counts less, in proportion: with fewer than eight it misleads."""
NEGATED = 0.25
AFFIRMED = 0.0
NEAR_MISS = 0.35
NAME = 0.5
NEAR_MISS_SHARE = 0.7
"""The share of a near-miss's telling words that must be in the cue's sentence for it to speak against the cue."""


@dataclass(frozen=True, slots=True)
class CueFound:
    """One cue at one place: tokens `first`–`last`, what it weighs, and what weakens it.

    `weight` is the rarity of the cue over passages (1 for a cue found once), divided by the number of codes that
    share it and by what weakens it; `negator` is the token that negates it. `affirmed` is true where the cue
    speaks of a negation ("pas de moyens") and the passage has its words without one.
    """

    name: str
    kind: str
    first: int
    last: int
    weight: float
    negator: int | None = None
    near_miss: NearMiss | None = None
    as_name: bool = False
    affirmed: bool = False

    @property
    def weakened(self) -> bool:
        """Whether something speaks against it."""
        return self.negator is not None or self.near_miss is not None or self.as_name or self.affirmed


CuesFound = Mapping[tuple[str, int], list[CueFound]]
"""The cues found, by code and passage."""


def find_cues(
    codebook: Codebook, index: TokenIndex, analyses: Mapping[str, Analysis], *, cache: Path | None
) -> CuesFound:
    """Every cue of every code in the study, each once per passage (where it is strongest)."""
    sharing = {phrase: len(codes) for phrase, codes in shared_cues(codebook).items()}
    found: dict[tuple[str, int], list[CueFound]] = defaultdict(list)
    negations: dict[tuple[int, int], int | None] = {}
    misses: dict[str, list[tuple[NearMiss, list[Int64Array]]]] = {}
    kept = KeptSpans(index, cache)
    for match in match_cues(codebook, index, analyses, cache=cache, kept=kept):
        if not len(match.spans):
            continue
        if match.code not in misses:
            misses[match.code] = [(m, _occurrences(m, index, kept)) for m in codebook.codes[match.code].near_misses]
        of_negation = match.cue.kind == "phrase" and bool(cue_phrase(match.cue.phrase).negators)
        spans: list[tuple[int, int, int | None]] = []
        for first, last in match.spans.tolist():
            if (first, last) not in negations:
                negations[first, last] = negation_of(index, first, last)
            spans.append((first, last, negations[first, last]))
        if of_negation:
            spans = [(first, last, _own_negator(index, first, at)) for first, last, at in spans]
            meant = [first for first, _, negator in spans if negator is not None]
        else:
            meant = [first for first, _, _ in spans]
        rarity = _rarity(meant, index) * match.cue.weight / sharing.get(match.cue.phrase, 1)
        best: dict[int, CueFound] = {}
        for first, last, negator in spans:
            cue = _weigh(match, first, last, rarity, negator, misses[match.code], index, of_negation=of_negation)
            passage = int(index.passage[first])
            if passage not in best or cue.weight > best[passage].weight:
                best[passage] = cue
        for passage, cue in best.items():
            found[match.code, passage].append(cue)
    return found


def _own_negator(index: TokenIndex, first: int, negator: int | None) -> int | None:
    """The token that negates what begins at `first`, a "non" before or inside it too; None where none does."""
    if negator is not None:
        return negator
    if first and index.word(first - 1) == "non" and index.sentence[first - 1] == index.sentence[first]:
        return first - 1
    return first if fold(index.word(first)).startswith("non-") else None


def _rarity(first_tokens: Sequence[int], index: TokenIndex) -> float:
    """Inverse document frequency over passages, 1 for a cue that occurs in a single passage."""
    passages = len(set(index.passage[list(first_tokens)].tolist())) if first_tokens else 1
    return math.log(1 + index.passages / passages) / math.log(1 + index.passages)


def _weigh(
    match: CueMatches,
    first: int,
    last: int,
    rarity: float,
    negator: int | None,
    misses: list[tuple[NearMiss, list[Int64Array]]],
    index: TokenIndex,
    *,
    of_negation: bool,
) -> CueFound:
    name = match.cue.phrase or " ".join(index.word(token) for token in range(first, last + 1))
    near = next((miss for miss, words in misses if _beside(words, first, index)), None)
    as_name = match.cue.kind == "phrase" and name == name.lower() and first == last and _is_name(index, first)
    weight = rarity
    affirmed = of_negation and negator is None
    if affirmed:
        weight *= AFFIRMED
    elif negator is not None and of_negation:
        first, last, negator = min(first, negator), max(last, negator), None
    elif negator is not None:
        weight *= NEGATED
    if near is not None:
        weight *= NEAR_MISS
    if as_name:
        weight *= NAME
    kind = "cue" if match.cue.kind == "phrase" else match.cue.kind
    return CueFound(name, kind, first, last, weight, negator, near, as_name, affirmed)


def _is_name(index: TokenIndex, token: int) -> bool:
    """Whether the token is written as a proper name in the middle of a sentence ("la société Ouverture")."""
    opens_sentence = token == 0 or index.sentence[token - 1] != index.sentence[token]
    if index.strings[index.pos[token]] != "PROPN" or opens_sentence:
        return False
    text = index.texts[index.text[token]]
    written = text.content[index.start[token] : index.end[token]]
    return bool(written[0].isupper() and not (len(written) > 1 and written.isupper()))


def _occurrences(miss: NearMiss, index: TokenIndex, kept: KeptSpans) -> list[Int64Array]:
    """Where each telling word of a near-miss occurs in the study."""
    words = dict.fromkeys(word for word in words_of(miss.quote) if is_telling(word))
    return [kept.of(f"word {word}", partial(_positions, word, index))[:, 0] for word in words]


def _positions(word: str, index: TokenIndex) -> Int64Array:
    tokens = index.positions(word)
    return np.stack([tokens, tokens], axis=1)


def _beside(words: list[Int64Array], token: int, index: TokenIndex) -> bool:
    if len(words) < 2:
        return False
    begin, end = index.sentences_of(token, token)
    present = sum(bool(np.searchsorted(at, end) > np.searchsorted(at, begin)) for at in words)
    return present >= NEAR_MISS_SHARE * len(words)


def cue_scores(codebook: Codebook, found: CuesFound, passages: int) -> FloatArray:
    """The sum of each code's cue weights in each passage, shape (codes, passages)."""
    rows = {code: row for row, code in enumerate(codebook.codes)}
    scores = np.zeros((len(rows), passages))
    for (code, passage), cues in found.items():
        listed = min(1.0, len(codebook.codes[code].cues) / ENOUGH_CUES)
        scores[rows[code], passage] = listed * sum(cue.weight for cue in cues)
    return scores
