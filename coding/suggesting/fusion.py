"""Adding up what the suggesters find: one score for each code and passage, before it is made a probability.

What was tried and what each part is worth is in benchmarks/suggestions; docs/suggestions.md explains it in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy import sparse

from coding.codebook.model import Codebook
from coding.suggesting.beside import Beside
from coding.suggesting.cues.cue_scores import CueFound, CuesFound, cue_scores, find_cues
from coding.suggesting.features.definition import Description
from coding.suggesting.features.passages import Passages, passages_of
from coding.suggesting.features.spaces import MEANING, Spaces
from coding.suggesting.features.token_index import TokenIndex
from coding.suggesting.learned import Learned
from coding.suggesting.vectors import CodeSimilarity, Vectors, describe, describe_avoided, describe_without, similarity
from corpus.arrays import BoolArray, Float32Array, FloatArray
from corpus.parse.analysis import Analysis
from corpus.parse.meaning import kept_in
from corpus.text import Text

CUES = 0.2
"""The most that cues can add, in units of a similarity; they saturate as 1 - exp(-weight)."""
UNSEEN = 1.0
"""The most that a cue adds whose words no similarity sees: signs and figures (`R&D`, `5G`), other spellings."""
STRONG = 0.4
"""From this sum of weights on, cues are a strong hit: one that is in a tenth of 1,000 passages weighs 0.35."""
AVOID = 0.2
"""How much similarity to avoid_when and near-misses takes away."""
NEIGHBOURS = 0.3
"""The share of a passage's score that the passages most like it have."""
FAINT = 0.03
"""Where no word, cue or hint speaks for a code, less than this is not evidence."""


@dataclass
class SuggestionFeatures:
    """A study as suggesters see it: its passages indexed, its codes in order, without its decisions."""

    texts: list[Text]
    codebook: Codebook
    index: TokenIndex
    description: Description
    passages: Passages
    spaces: Spaces
    cues: CuesFound
    cache: Path | None = None

    @classmethod
    def of(
        cls,
        texts: list[Text],
        analyses: Mapping[str, Analysis],
        codebook: Codebook,
        *,
        cache: Path | None = None,
        meanings: Mapping[str, Float32Array] | None = None,
    ) -> "SuggestionFeatures":
        """Index these texts; what depends on them alone is read from `cache` if it is there.

        `meanings` are the encoder's vectors of each text's passages (`corpus.parse.meaning`).
        """
        index = TokenIndex.of(texts, analyses)
        description = Description(index)
        cues = find_cues(codebook, index, analyses, cache=cache)
        passages = passages_of(texts, description.telling_words)
        spaces = Spaces.of(description, passages, cache=cache, meanings=meanings)
        return cls(texts, codebook, index, description, passages, spaces, cues, cache)

    @cached_property
    def codes(self) -> list[str]:
        """The ids of the codes, in the order of rows."""
        return list(self.codebook.codes)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each code."""
        return {code: row for row, code in enumerate(self.codes)}

    @cached_property
    def described(self) -> Vectors:
        """The vectors of the codes' descriptions."""
        kept = kept_in(self.cache, "codes") if self.cache else None
        return describe(self.codebook, self.codes, self.description, self.spaces, kept=kept)

    @cached_property
    def beside(self) -> Beside:
        """The answers beside each passage."""
        return Beside.of(self.index, self.passages)

    @cached_property
    def quoting(self) -> dict[str, list[str]]:
        """The codes that have an example from each text."""
        named: dict[str, list[str]] = {}
        for code in self.codes:
            for source in sorted({example.text for example in self.codebook.codes[code].examples if example.text}):
                named.setdefault(source, []).append(code)
        return named

    @cached_property
    def withheld(self) -> Vectors:
        """For each text in order, the codes quoting it as their descriptions are without those quotes."""
        named = [(code, text.id) for text in self.texts for code in self.quoting.get(text.id, ())]
        return describe_without(self.codebook, named, self.description, self.spaces)

    @cached_property
    def undecided(self) -> CodeSimilarity:
        """How similar each passage, with its question, is to each code's description."""
        return similarity(self.described, self.spaces.asked)

    @cached_property
    def avoided(self) -> Vectors:
        """What the codes' avoid_when and near-misses describe."""
        return describe_avoided(self.codebook, self.codes, self.description, self.spaces)

    @cached_property
    def against(self) -> FloatArray:
        """How similar each passage is, in words, to what each code avoids."""
        return similarity(self.avoided, self.spaces.own).words

    @cached_property
    def cue_strength(self) -> FloatArray:
        """The cues' part of the score, and that of cues whose words no similarity sees, in its place."""
        strength = CUES * (1 - np.exp(-cue_scores(self.codebook, self.cues, self.index.passages)))
        for (code, passage), cues in self.cues.items():
            unseen = sum(cue.weight for cue in cues if not cue.weakened and self._is_unseen(code, cue))
            if unseen:
                strength[self.rows[code], passage] += UNSEEN * (1 - np.exp(-unseen))
        return strength

    def _is_unseen(self, code: str, cue: CueFound) -> bool:
        """Whether no word of a cue as found is one that the code's description has."""
        columns = self._columns_of_tokens[cue.first : cue.last + 1]
        return not any(column in self._described_columns[self.rows[code]] for column in columns)

    @cached_property
    def _columns_of_tokens(self) -> list[int]:
        columns, is_term = self.description.columns(0, len(self.index.lemma))
        found: list[int] = np.where(is_term, columns, -1).tolist()
        return found

    @cached_property
    def _described_columns(self) -> list[frozenset[int]]:
        words = self.described.words
        return [frozenset(words.indices[a:b].tolist()) for a, b in pairwise(words.indptr.tolist())]

    @cached_property
    def cue_hits(self) -> BoolArray:
        """Where a code has a cue that nothing weakens and that is rare or one of several: a strong hit."""
        hits = np.zeros((len(self.codes), self.index.passages), bool)
        for (code, passage), cues in self.cues.items():
            hits[self.rows[code], passage] = sum(cue.weight for cue in cues if not cue.weakened) >= STRONG
        return hits

    @cached_property
    def weakened(self) -> BoolArray:
        """Where all cues found of a code are negated, near-misses or names."""
        flags = np.zeros((len(self.codes), self.index.passages), bool)
        for (code, passage), cues in self.cues.items():
            flags[self.rows[code], passage] = all(cue.weakened for cue in cues)
        return flags


@dataclass
class Fused:
    """What was added up, each of shape (codes, passages).

    `alike` is the similarity to the codes' vectors as they are now, `undecided` that to their descriptions.
    `definition` (in words), `meaning`, `learned`, `cues`, `hints` are the suggesters' parts of the passage's own score,
    what the question adds included, and `own` the share of the score that is the passage's own, shape (passages,).
    `neighbours` is what similar passages add, `beside` what the answers before and after do; `raw` is all of it, 0
    where there is no evidence to show. Parts that are only shown are worked out when they are.
    """

    spaces: Spaces
    vectors: Vectors
    alike: CodeSimilarity
    undecided: CodeSimilarity
    cues: FloatArray
    hints: FloatArray
    own: FloatArray
    neighbours: FloatArray
    beside: FloatArray
    against: FloatArray
    raw: FloatArray

    @cached_property
    def definition(self) -> FloatArray:
        """What the words of the descriptions add."""
        return self.undecided.worded

    @cached_property
    def meaning(self) -> FloatArray:
        """What the meaning of the descriptions adds."""
        return MEANING * self.undecided.meaning

    @cached_property
    def learned(self) -> FloatArray:
        """What decisions add; negative where they speak against a code."""
        return self.alike.whole - self.undecided.whole

    @cached_property
    def asked(self) -> FloatArray:
        """What the question adds to the similarity of an answer; worked out only where it is shown."""
        return np.asarray(self.alike.whole - similarity(self.vectors, self.spaces.own).whole, np.float64)


def fuse(features: SuggestionFeatures, learned: Learned | None = None, hints: FloatArray | None = None) -> Fused:
    """Every part and their sum; `hints` are the scores of plug-ins, already weighted."""
    spaces, described = features.spaces, features.described
    decided = learned if learned and learned.count else None
    vectors = decided.move(described, spaces.asked, features.description) if decided else described
    alike = similarity(vectors, spaces.asked) if decided else features.undecided.copy()
    _withhold_examples(features, learned, alike)
    undecided = features.undecided if decided else alike
    whole, cues = alike.whole, features.cue_strength
    given = np.zeros_like(whole) if hints is None else hints
    own = np.maximum(whole + cues + given - AVOID * features.against, 0.0)
    shares = features.beside.shares(learned)
    near, beside, raw = spread(own, spaces.neighbours, features.beside.mean, shares, learned)
    raw[(raw < FAINT) & (alike.words <= 0) & (cues <= 0) & (given <= 0)] = 0.0
    return Fused(
        spaces,
        vectors,
        alike,
        undecided,
        cues=cues,
        hints=given,
        own=(1 - NEIGHBOURS) * (1 - shares),
        neighbours=near,
        beside=beside,
        against=features.against,
        raw=raw,
    )


def spread(
    own: FloatArray,
    neighbours: sparse.csr_array,
    mean_beside: sparse.csr_array,
    shares: FloatArray,
    learned: Learned | None,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """What similar passages and those beside add to the passages' own sums, and all of it, shape (codes, passages).

    Passages pass on their scores, or what was decided there; `shares` is what comes from beside, shape (passages,).
    """

    def settled(scores: FloatArray) -> FloatArray:
        return learned.settle(scores) if learned else scores

    near = NEIGHBOURS * np.asarray((neighbours @ settled(own).T).T)
    alone = (1 - NEIGHBOURS) * own + near
    # What only the answers beside speak for is not suggested.
    beside = np.where(alone > 0, shares * np.asarray((mean_beside @ settled(alone).T).T), 0.0)
    return (1 - shares) * near, beside, (1 - shares) * alone + beside


def _withhold_examples(features: SuggestionFeatures, learned: Learned | None, alike: CodeSimilarity) -> None:
    """An example must not vouch for the very text that it was taken from."""
    named = [(text, code) for text in features.texts for code in features.quoting.get(text.id, ())]
    if not named:
        return
    rows = [features.rows[code] for _, code in named]
    vectors = features.withheld
    if learned:
        vectors = learned.of_rows(rows).move(vectors, features.spaces.asked, features.description)
    at = 0
    for text in features.texts:
        codes = features.quoting.get(text.id, ())
        if codes:
            chosen = slice(at, at + len(codes))
            at += len(codes)
            numbers = features.index.numbers_in(text.id)
            part = slice(numbers.start, numbers.stop)
            own = similarity(vectors.rows(chosen), features.spaces.asked, part)
            for name in ("words", "letters", "topics"):
                getattr(alike, name)[[features.rows[code] for code in codes], part] = getattr(own, name)
