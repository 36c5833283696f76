"""Adding up what the suggesters find: one score for each code and passage, before it is made a probability.

What was tried and what each part is worth is in benchmarks/suggestions; docs/suggestions.md explains it in words.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path

import numpy as np
from scipy import sparse

from coding.codebook.model import Codebook
from coding.suggesting.beside import Beside
from coding.suggesting.cues.cue_scores import CueFound, CuesFound, cue_scores, find_cues
from coding.suggesting.features.definition import Description
from coding.suggesting.features.passages import Passages, passages_of
from coding.suggesting.features.spaces import MEANING, PassageVectors, Spaces
from coding.suggesting.features.token_index import TokenIndex
from coding.suggesting.learned import Learned
from coding.suggesting.ridge import Ridge
from coding.suggesting.surest import Surest
from coding.suggesting.vectors import (
    CodeSimilarity,
    Descriptions,
    Rarity,
    Vectors,
    similarity,
    similarity_beyond_words,
    similarity_in_letters,
    similarity_in_words,
)
from corpus.arrays import BoolArray, Float32Array, FloatArray
from corpus.parse.analysis import Analysis
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
        passages = passages_of(texts, description.telling_words)
        # Spaces are products of matrices, cues are looked for in Python: each has a core of its own.
        with ThreadPoolExecutor(max_workers=1) as beside:
            spaces = beside.submit(Spaces.of, description, passages, cache=cache, meanings=meanings)
            cues = find_cues(codebook, index, analyses, cache=cache)
            return cls(texts, codebook, index, description, passages, spaces.result(), cues, cache)

    @cached_property
    def codes(self) -> list[str]:
        """The ids of the codes, in the order of rows."""
        return list(self.codebook.codes)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each code."""
        return {code: row for row, code in enumerate(self.codes)}

    @cached_property
    def unweighed(self) -> Vectors:
        """The vectors of the codes' descriptions, whatever they share with those of other codes."""
        return self._descriptions.of(self.codes)

    @cached_property
    def _descriptions(self) -> Descriptions:
        return Descriptions(self.codebook, self.description, self.spaces, self.cache)

    @cached_property
    def _rarity(self) -> Rarity:
        return Rarity.of(self.unweighed)

    @cached_property
    def described(self) -> Vectors:
        """The vectors of the codes' descriptions; what many of them share weighs less."""
        return self._rarity.weigh(self.unweighed)

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
    def quotations(self) -> list[tuple[str, str]]:
        """Each text, in order, with each code that has an example from it."""
        return [(text.id, code) for text in self.texts for code in self.quoting.get(text.id, ())]

    @cached_property
    def quoted(self) -> list[tuple[slice, slice]]:
        """For each text that codes have an example from: its passages, and its part of `quotations`."""
        found, at = [], 0
        for text, several in groupby(self.quotations, key=itemgetter(0)):
            numbers, size = self.index.numbers_in(text), len(list(several))
            found.append((slice(numbers.start, numbers.stop), slice(at, at + size)))
            at += size
        return found

    @cached_property
    def unweighed_withheld(self) -> Vectors:
        """For each of `quotations`, the code as its description is without its quotes from that text."""
        return self._descriptions.without([(code, text) for text, code in self.quotations])

    @cached_property
    def withheld(self) -> Vectors:
        """The same; what many descriptions share weighs less."""
        return self._rarity.weigh(self.unweighed_withheld)

    @cached_property
    def likeness(self) -> CodeSimilarity:
        """How similar each passage, with its question, is to each code's description."""
        return similarity(self.described, self.spaces.asked)

    @cached_property
    def surest(self) -> Surest:
        """The passages that complete each description."""
        alike = self.likeness.copy()
        _withhold_examples(self, alike, self.withheld, self.spaces.asked)
        own = np.maximum(alike.whole + self.cue_strength - AVOID * self.against, 0.0)
        own[:, self.passages.interviewer] = 0.0
        return Surest.of(own, np.diff(self.described.sparse_words.indptr).astype(np.float64))

    @cached_property
    def undecided(self) -> CodeSimilarity:
        """How similar each passage, with its question, is to each code's description as it is completed."""
        topics, meaning = similarity_beyond_words(self.completed(None), self.spaces.asked)
        return CodeSimilarity(self.likeness.words, self.likeness.letters, topics, meaning)

    @cached_property
    def alone(self) -> CodeSimilarity:
        """The same of passages without their questions, and of codes without their examples from the same text."""
        found = similarity(self.completed(None), self.spaces.own)
        _withhold_examples(self, found, _withheld(self, None, None), self.spaces.own)
        return found

    def completed(self, learned: Learned | None) -> Vectors:
        """The descriptions completed by the passages that speak for them most, as far as little is decided."""
        return self.surest.complete(self.described, self.spaces.asked, learned)

    @cached_property
    def avoided(self) -> Vectors:
        """What the codes' avoid_when and near-misses describe."""
        return self._descriptions.avoided(self.codes)

    @cached_property
    def against(self) -> FloatArray:
        """How similar each passage is, in words, to what each code avoids."""
        return similarity_in_words(self.avoided, self.spaces.own)

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
        columns = self.columns_of_tokens[cue.first : cue.last + 1]
        return not any(column in self._described_columns[self.rows[code]] for column in columns)

    @cached_property
    def columns_of_tokens(self) -> list[int]:
        """The term of the word of each token of the study; -1 where it tells nothing."""
        columns, is_term = self.description.columns(0, len(self.index.lemma))
        found: list[int] = np.where(is_term, columns, -1).tolist()
        return found

    @cached_property
    def _described_columns(self) -> list[frozenset[int]]:
        words = self.described.sparse_words
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

    `alike` is the similarity to the codes' vectors as they are now, `withheld` those that an example does not vouch for
    (`SuggestionFeatures.quotations`). `definition` (in words), `meaning`, `learned`, `question`, `cues`, `hints` and
    `avoided` are the parts of the passage's own score, and `own` the share of the score that is the passage's own,
    shape (passages,). `neighbours` is what similar passages add, `beside` what the answers before and after do; `raw`
    is all of it, 0 where there is no evidence to show. `ridge` is what decided passages say together. Parts that are
    only shown are worked out when they are.
    """

    features: SuggestionFeatures
    vectors: Vectors
    withheld: Vectors
    alike: CodeSimilarity
    cues: FloatArray
    hints: FloatArray
    own: FloatArray
    neighbours: FloatArray
    beside: FloatArray
    against: FloatArray
    raw: FloatArray
    ridge: Ridge | None = None

    @cached_property
    def alone(self) -> CodeSimilarity:
        """The similarity of the passages without their questions."""
        if self.ridge is None:
            return self.features.alone
        own = self.features.spaces.own
        found = similarity(self.vectors, own)
        _withhold_examples(self.features, found, self.withheld, own)
        return found

    @cached_property
    def definition(self) -> FloatArray:
        """What the words of the descriptions add."""
        return self.features.alone.worded

    @cached_property
    def meaning(self) -> FloatArray:
        """What the meaning of the descriptions adds."""
        return MEANING * self.features.alone.meaning

    @cached_property
    def learned(self) -> FloatArray:
        """What decisions add; negative where they speak against a code."""
        moved = self.alone.whole - self.features.alone.whole
        return moved if self.ridge is None else moved + self.ridge.centre[:, None]

    @cached_property
    def question(self) -> FloatArray:
        """What the question adds; negative where it speaks of something else."""
        return np.asarray(self.alike.whole - self.alone.whole, np.float64)

    @cached_property
    def avoided(self) -> FloatArray:
        """What is taken away for being like what the code avoids."""
        return -AVOID * self.against


def fuse(features: SuggestionFeatures, learned: Learned | None = None, hints: FloatArray | None = None) -> Fused:
    """Every part and their sum; `hints` are the scores of plug-ins, already weighted."""
    spaces, decided = features.spaces, learned if learned and learned.count else None
    cues = features.cue_strength
    given = np.zeros_like(cues) if hints is None else hints
    ridge = Ridge.of(decided, sums_undecided(features, given), spaces.asked) if decided else None
    vectors = taught(features, features.completed(decided), decided, ridge)
    alike = similarity(vectors, spaces.asked) if decided else features.undecided.copy()
    withheld = _withheld(features, decided, ridge)
    _withhold_examples(features, alike, withheld, spaces.asked)
    own = np.maximum(alike.whole + cues + given - AVOID * features.against, 0.0)
    if ridge is not None:
        own = ridge.add(own)
    shares = features.beside.shares(learned)
    near, beside, raw = spread(own, spaces.neighbours, features.beside.mean, shares, learned)
    raw[(raw < FAINT) & (alike.words <= 0) & (cues <= 0) & (given <= 0)] = 0.0
    return Fused(
        features,
        vectors,
        withheld,
        alike,
        cues=cues,
        hints=given,
        own=(1 - NEIGHBOURS) * (1 - shares),
        neighbours=near,
        beside=beside,
        against=features.against,
        raw=raw,
        ridge=ridge,
    )


def sums_undecided(features: SuggestionFeatures, hints: FloatArray) -> FloatArray:
    """The passages' own sums without any decision, shape (codes, passages)."""
    return np.maximum(features.undecided.whole + features.cue_strength + hints - AVOID * features.against, 0.0)


def taught(features: SuggestionFeatures, vectors: Vectors, decided: Learned | None, ridge: Ridge | None) -> Vectors:
    """The codes' vectors moved by what is decided."""
    if decided is None or ridge is None:
        return vectors
    asked, description = features.spaces.asked, features.description
    moved = decided.move(vectors, asked, description)
    return ridge.move(vectors, moved, asked, keep=lambda words: decided.kept(words, description))


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


def _withheld(features: SuggestionFeatures, decided: Learned | None, ridge: Ridge | None) -> Vectors:
    """The codes quoting each text, without those quotes, completed and moved as all others are."""
    rows = [features.rows[code] for _, code in features.quotations]
    learned = decided.of_rows(rows) if decided else None
    vectors = features.surest.rows(rows).complete(features.withheld, features.spaces.asked, learned)
    return taught(features, vectors, learned, ridge.rows(rows) if ridge else None)


def _withhold_examples(
    features: SuggestionFeatures, alike: CodeSimilarity, withheld: Vectors, vectors: PassageVectors
) -> None:
    """An example must not vouch for the very text that it was taken from; `alike` is to these vectors of passages."""
    for passages, part in features.quoted:
        rows = [features.rows[code] for _, code in features.quotations[part]]
        own = withheld.rows(part)
        alike.words[rows, passages] = similarity_in_words(own, vectors, passages)
        alike.letters[rows, passages] = similarity_in_letters(own, vectors, passages)
        for row, topics in zip(rows, own.topics, strict=True):
            alike.topics[row, passages] = np.maximum(topics[None] @ vectors.topics[passages].T, 0.0)
