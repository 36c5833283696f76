"""How alike a passage and a code's description are: TF-IDF cosine over lemmas, one and two in a row.

The weights are the usual ones (term frequency damped by a logarithm, smoothed inverse document frequency over
passages, vectors of length one; Salton & Buckley 1988, "Term-weighting approaches in automatic text retrieval").
They are computed here with numpy because a suggestion run that finds its parses kept must not spend a second on
importing a learning library. The interviewer's question adds half its vector to the answer's.
"""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain, pairwise

import numpy as np

from coding.suggesting.features.lexicon import ASKING, DESCRIBING, fold, is_telling, light, uninflected, words_of
from coding.suggesting.features.token_index import TokenIndex
from corpus.arrays import BoolArray, FloatArray, Int64Array


class Description:
    """The terms of all passages, and how alike each passage is to a code's description."""

    def __init__(self, index: TokenIndex) -> None:
        self.index = index
        self._keys_of: dict[tuple[str, bool], list[int]] = {}
        self._number_of: dict[str, int] = {}
        self._weigh_passages()

    @cached_property
    def word_of_token(self) -> Int64Array:
        """The word number of each token, shape (n,); -1 where the token tells nothing."""
        numbers = np.full(len(self.index.strings) + 1, -1, np.int64)
        self._numbers: dict[str, int] = {}
        for string in np.unique(self.index.lemma).tolist() if len(self.index.lemma) else []:
            lemma = self.index.strings[string]
            if is_telling(fold(lemma)):
                numbers[string] = self._numbers.setdefault(light(lemma), len(self._numbers))
        return numbers[self.index.lemma]

    def _weigh_passages(self) -> None:
        words = self.word_of_token
        telling = np.flatnonzero(words >= 0)
        numbers, passages = words[telling], self.index.passage[telling]
        sentences = self.index.sentence[telling]
        size = max(len(self._numbers), 1)
        beside = np.flatnonzero(sentences[1:] == sentences[:-1]) if len(telling) else np.zeros(0, np.int64)
        pairs = (numbers[beside] + 1) * size + numbers[beside + 1] if len(beside) else beside
        keys = np.concatenate([numbers, pairs])
        where = np.concatenate([passages, passages[beside]])
        self.terms, term = np.unique(keys, return_inverse=True)
        together, counts = np.unique(term * max(self.index.passages, 1) + where, return_counts=True)
        self.posting_passage = together % max(self.index.passages, 1)
        posting_term = together // max(self.index.passages, 1)
        self.bounds = np.searchsorted(posting_term, np.arange(len(self.terms) + 1))
        documents = np.diff(self.bounds)
        self.idf: FloatArray = np.log((1 + self.index.passages) / (1 + documents)) + 1
        weight = (1 + np.log(counts)) * self.idf[posting_term]
        squared = np.bincount(self.posting_passage, weight**2, minlength=self.index.passages)
        norms = np.sqrt(np.maximum(squared, 1e-12))
        self.posting_weight = weight / norms[self.posting_passage]
        self.telling_words = np.bincount(passages, minlength=self.index.passages)

    def vector(self, prose: Iterable[str], phrases: Iterable[str] = ()) -> dict[int, float]:
        """The unit vector of these wordings over the terms that the study's passages have.

        The small words of prose ("how money comes in") describe nothing; those of phrases were chosen.
        """
        found = [self._keys(sentence, prose=True) for sentence in prose]
        found += [self._keys(phrase, prose=False) for phrase in phrases]
        counts = Counter(chain.from_iterable(found))
        if not counts:
            return {}
        keys = np.array(sorted(counts), np.int64)
        at = np.searchsorted(self.terms, keys)
        known = (at < len(self.terms)) & (self.terms[np.minimum(at, len(self.terms) - 1)] == keys)
        weights = {
            int(term): (1 + math.log(counts[int(key)])) * float(self.idf[term])
            for term, key in zip(at[known].tolist(), keys[known].tolist(), strict=True)
        }
        norm = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        return {term: weight / norm for term, weight in weights.items()}

    def _keys(self, sentence: str, *, prose: bool) -> list[int]:
        if (sentence, prose) not in self._keys_of:
            size = max(len(self._numbers), 1)
            numbers = [number for word in words_of(sentence) for number in self._numbers_of(word)]
            if prose:
                numbers = [number for number in numbers if not self._small[number]]
            self._keys_of[sentence, prose] = numbers + [(a + 1) * size + b for a, b in pairwise(numbers)]
        return self._keys_of[sentence, prose]

    def _numbers_of(self, word: str) -> list[int]:
        """The numbers of a word of a description: of its parts, where the study does not have it with its hyphens."""
        parts = [word] if self._number(word) >= 0 else word.split("-")
        return [number for part in parts if (number := self._number(part)) >= 0]

    def _number(self, word: str) -> int:
        """The number of a word of a description; -1 where it tells nothing or the study does not have it."""
        if word not in self._number_of:
            forms = [word, *(plain for plain in uninflected(word) if len(plain) > 2)]
            lemmas = [self.index.lemma_of(form) for form in forms]
            known = [self._numbers[lemma] for lemma in lemmas if _describes(word, lemma) and lemma in self._numbers]
            self._number_of[word] = known[0] if known else -1
        return self._number_of[word]

    def terms_with(self, word: str) -> Int64Array:
        """The terms (words and pairs of words) that a word, cut light, is in."""
        number = self._numbers.get(word, -2)
        size = max(len(self._numbers), 1)
        first, second = self.terms // size - 1, self.terms % size
        return np.flatnonzero(
            (self.terms == number) | ((self.terms >= size) & ((first == number) | (second == number)))
        )

    @cached_property
    def learnable(self) -> BoolArray:
        """Which terms decisions may teach, shape (terms,): nouns, verbs, adjectives, names; no adverbs and small words.

        A word that is parsed in several ways is taken for what it most often is; without a parse all may be learned.
        """
        words = self.word_of_token
        teaches = np.array([string in _TEACHING or not string for string in self.index.strings], bool)
        size = max(len(self._numbers), 1)
        telling = words >= 0
        all_of = np.bincount(words[telling], minlength=size)
        taught = np.bincount(words[telling], teaches[self.index.pos[telling]], minlength=size)
        word = 2 * taught >= np.maximum(all_of, 1)
        first, second = self.terms // size - 1, self.terms % size
        return np.asarray(word[second] & (word[first] | (first < 0)), bool)

    @cached_property
    def _small(self) -> list[bool]:
        """Which words are small ones, by number: what asks, and what is mostly parsed as a function word."""
        words = self.word_of_token
        is_small = np.array([string in _SMALL for string in self.index.strings], bool)
        size, telling = max(len(self._numbers), 1), words >= 0
        all_of = np.bincount(words[telling], minlength=size)
        small = 2 * np.bincount(words[telling], is_small[self.index.pos[telling]], minlength=size) > all_of
        small[[number for word, number in self._numbers.items() if word in _ASKING]] = True
        found: list[bool] = small.tolist()
        return found

    def term(self, column: int) -> tuple[str, ...]:
        """The word, or the two words, of a term, as the study first has their lemma."""
        size = max(len(self._numbers), 1)
        key = int(self.terms[column])
        return (self._names[key],) if key < size else (self._names[key // size - 1], self._names[key % size])

    @cached_property
    def _names(self) -> list[str]:
        """A readable word for each number: the shortest lemma of the study that is cut to it."""
        written: dict[str, str] = {}
        for string in np.unique(self.index.lemma).tolist():
            lemma = self.index.strings[string]
            cut = light(lemma)
            if cut in self._numbers and len(lemma) <= len(written.get(cut, lemma)):
                written[cut] = lemma
        return [written.get(cut, cut) for cut in self._numbers]

    def columns(self, begin: int, end: int) -> tuple[Int64Array, BoolArray]:
        """The term of the word of each token from `begin` to `end`, and whether the token has one."""
        words = self.word_of_token[begin:end]
        at = np.minimum(np.searchsorted(self.terms, words), max(len(self.terms) - 1, 0))
        return at, words >= 0


def _describes(word: str, lemma: str) -> bool:
    return is_telling(word) and word not in DESCRIBING and lemma not in _DESCRIBING_LEMMAS


_TEACHING = frozenset("NOUN PROPN ADJ VERB NUM X SYM".split())
"""The parts of speech (of Universal Dependencies) whose words say what a passage is about."""
_SMALL = frozenset("PRON DET ADP SCONJ CCONJ CONJ AUX PART INTJ".split())
"""The parts of speech whose words say nothing by themselves."""
_ASKING = frozenset(light(word) for word in ASKING)
_DESCRIBING_LEMMAS = frozenset(light(word) for word in DESCRIBING)
