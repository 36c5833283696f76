"""Why a code is suggested in a passage, in words, each reason at its place in the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import sparse

from coding.suggesting.cues.cue_scores import CueFound
from coding.suggesting.cues.modality import Nuance, nuances_of
from coding.suggesting.features.definition import wordings
from coding.suggesting.features.letters import groups
from coding.suggesting.fusion import Fused, SuggestionFeatures
from coding.suggesting.learned import Learned
from coding.suggesting.plugins.hints import Hint
from coding.suggesting.suggestion import Evidence
from coding.suggesting.training_decision import TrainingDecision
from coding.suggesting.vectors import stacked
from corpus.arrays import FloatArray
from corpus.text import Text

WORDS_SHOWN = 3
TELLING_WEIGHT = 0.1
"""A word of the question is shown as evidence from this share of the description's vector on."""
LEARNED_WEIGHT = 0.05
"""A word counts as learned from this weight on."""
ALIKE = 0.2
"""Passages decided earlier are named from this likeness on, two at most."""
_RECENT = 16
AGAINST = 0.15
"""What speaks against a code is named where the passage is so alike to its avoid_when."""


@dataclass
class Explainer:
    """What a study's scores rest on, asked for one suggestion at a time."""

    material: SuggestionFeatures
    fused: Fused
    learned: Learned | None
    lessons: Sequence[TrainingDecision]
    hints: dict[tuple[str, int], list[Hint]]
    _recent: dict[tuple[str, int], FloatArray] = field(default_factory=dict)
    _shades: dict[tuple[int, int], list[Nuance]] = field(default_factory=dict)
    _withheld: dict[tuple[str, str], sparse.csc_array] = field(default_factory=dict)
    _groups: dict[int, dict[int, float]] = field(default_factory=dict)

    def explain(self, text: Text, number: int, code: str) -> tuple[list[Evidence], list[int]]:
        """The evidence for a code in a passage (counted through the study), and the tokens that matter most."""
        cues = sorted(
            self.material.cues.get((code, number), ()), key=lambda cue: (cue.weakened, -cue.weight, cue.first)
        )
        likes, words = self._words_alike(text, number, code)
        taught, learned = self._learned(text, number, code)
        hinted = list(self._hinted(text, number, code))
        speaking = [cue for cue in cues if not cue.weakened] or cues
        tokens = [token for cue in speaking for token in (cue.first, cue.last)] or words or learned
        evidence = [*self._cue_evidence(text, cues), *likes, *taught, *hinted]
        evidence += self._earlier(text, number, code)
        if not evidence:
            evidence, tokens = self._spelled_alike(text, number, code)
        evidence += self._nuances(text, number, tokens)
        evidence += self._against(text, number, code)
        return evidence, tokens

    def _cue_evidence(self, text: Text, cues: list[CueFound]) -> Iterator[Evidence]:
        for cue in cues:
            what = "cue" if cue.kind == "cue" else f"{cue.kind} cue"
            yield self._at(text, cue.kind, cue.first, cue.last, why=f"{what} “{cue.name}”")
            if cue.negator is not None:
                why = f"“{cue.name}” is negated here, so it counts less"
                yield self._at(text, "negated", cue.negator, cue.negator, why=why)
            if cue.near_miss is not None:
                because = cue.near_miss.because or "it looks like the code and is not"
                yield self._at(text, "near_miss", cue.first, cue.last, why=f"near-miss: {because}")
            if cue.as_name:
                why = f"“{cue.name}” is part of a name here, so it counts less"
                yield self._at(text, "homonym", cue.first, cue.last, why=why)

    def _words_alike(self, text: Text, number: int, code: str) -> tuple[list[Evidence], list[int]]:
        """The words that passage and question share with the description, and the sentence that has most of them."""
        index = self.material.index
        found: list[Evidence] = []
        tokens, weights = self._weighty(number, code, text)
        for token in self._heaviest(tokens, weights):
            why = f"“{index.word(token)}” is a word of the code's description"
            found.append(self._at(text, "definition", token, token, why=why))
        best = self._best_sentence(tokens, weights)
        question = int(self.material.passages.question[number])
        if question >= 0:
            tokens, weights = self._weighty(question, code, text)
            least = 0.0 if not found and (code, number) not in self.material.cues else TELLING_WEIGHT
            for token in self._heaviest(tokens, weights * (weights >= least))[:2]:
                why = f"“{index.word(token)}” in the question asked is a word of the code's description"
                found.append(self._at(text, "question", token, token, why=why))
        return found, best

    def _weighty(self, number: int, code: str, text: Text) -> tuple[list[int], FloatArray]:
        """The passage's tokens, and what each weighs in the description (but for examples from this very text)."""
        tokens = range(*self._tokens(number))
        if not self._quoted(code, text.id):
            return list(tokens), self._by_code("described", number)[self.material.rows[code]]
        return list(tokens), self._weights(self._without(code, text.id), number)[0]

    def _without(self, code: str, text: str) -> sparse.csc_array:
        if (code, text) not in self._withheld:
            written = wordings(self.material.codebook.codes[code], without_text=text)
            vector = self.material.description.vector(written)
            self._withheld[code, text] = sparse.csc_array(stacked([vector], len(self.material.description.terms)))
        return self._withheld[code, text]

    def _by_code(self, which: str, number: int) -> FloatArray:
        """What each token of a passage weighs for each code, shape (codes, tokens); the last few are kept."""
        key = (which, number)
        if key not in self._recent:
            self._keep(key, self._weights(self._columns[which], number))
        return self._recent[key]

    def _keep(self, key: tuple[str, int], values: FloatArray) -> None:
        if len(self._recent) > _RECENT:
            self._recent.clear()
        self._recent[key] = values

    @cached_property
    def _columns(self) -> dict[str, sparse.csc_array]:
        return {
            "described": sparse.csc_array(self.material.described.words),
            "now": sparse.csc_array(self.fused.vectors.words),
            "avoided": sparse.csc_array(self.material.avoided.words),
        }

    def _weights(self, vectors: sparse.csc_array, number: int) -> FloatArray:
        columns, met = self.material.description.columns(*self._tokens(number))
        if not len(self.material.description.terms):
            return np.zeros((vectors.shape[0], len(columns)))
        return np.asarray(vectors[:, columns].toarray() * met)

    def _quoted(self, code: str, text: str) -> bool:
        return any(example.text == text for example in self.material.codebook.codes[code].examples)

    def _learned(self, text: Text, number: int, code: str) -> tuple[list[Evidence], list[int]]:
        """The words that decisions added to the code, where the passage has them."""
        if not self.learned or not self.learned.count:
            return [], []
        row = self.material.rows[code]
        begin, end = self._tokens(number)
        tokens = list(range(begin, end))
        now, before = self._by_code("now", number)[row], self._by_code("described", number)[row]
        weights = np.where((now >= LEARNED_WEIGHT) & (before <= 0), now, 0.0)
        times = int(self.learned.numbers[row])
        counted = f"{times} coding{'s' if times > 1 else ''}"
        found = [
            self._at(
                text, "learned", token, token, why=f"“{self.material.index.word(token)}” was learned from {counted}"
            )
            for token in self._heaviest(tokens, weights)
        ]
        return found, self._best_sentence(tokens, weights)

    def _earlier(self, text: Text, number: int, code: str) -> list[Evidence]:
        """The passages most like this one that were decided on the code, with who decided."""
        found: list[tuple[float, TrainingDecision]] = []
        likeness = self._alike(number)
        for passage, lesson in self._lessons_on.get(code, ()):
            if passage != number and likeness[passage] >= ALIKE:
                found.append((float(likeness[passage]), lesson))
        found.sort(key=lambda pair: -pair[0])
        place = text.passages[number - self.material.index.first_passage[text.id]]
        return [
            Evidence(
                "decision" if lesson.given else "refusal",
                place.start,
                place.end,
                text.content[place.start : place.end],
                f"like passage {lesson.passage} of {lesson.text}, "
                f"{'given this code' if lesson.given else 'refused it'} by {lesson.coder}",
                lesson.entry,
            )
            for _, lesson in found[:2]
        ]

    @cached_property
    def _lessons_on(self) -> dict[str, list[tuple[int, TrainingDecision]]]:
        by_code: dict[str, list[tuple[int, TrainingDecision]]] = {}
        first = self.material.index.first_passage
        for lesson in self.lessons:
            if lesson.text in first:
                by_code.setdefault(lesson.code, []).append((first[lesson.text] + lesson.passage - 1, lesson))
        return by_code

    def _alike(self, number: int) -> FloatArray:
        """How alike every passage of the study is to this one, in words, shape (passages,)."""
        key = ("alike", number)
        if key not in self._recent:
            words = self.material.spaces.words
            self._keep(key, np.asarray((words @ words[[number]].T).todense()).ravel())
        return self._recent[key]

    def _hinted(self, text: Text, number: int, code: str) -> Iterator[Evidence]:
        place = text.passages[number - self.material.index.first_passage[text.id]]
        for hint in self.hints.get((code, number), ()):
            start, end = place.start + hint.start, place.start + hint.end
            yield Evidence(hint.suggester, start, end, text.content[start:end], hint.why)

    def _spelled_alike(self, text: Text, number: int, code: str) -> tuple[list[Evidence], list[int]]:
        """The word whose letters are most like those of the description: all there is, where nothing else speaks."""
        weight = self._letters_of(self.material.rows[code])
        begin, end = self._tokens(number)
        index = self.material.index
        weights = np.array([sum(weight.get(group, 0.0) for group in groups(index.word(t))) for t in range(begin, end)])
        if not weights.size or weights.max() <= 0:
            place = text.passages[number - index.first_passage[text.id]]
            why = "passages alike speak for the code, none of its own words does"
            return [Evidence("alike", place.start, place.end, text.content[place.start : place.end], why)], []
        token = begin + int(weights.argmax())
        why = f"“{index.word(token)}” is spelled like words of the code's description"
        return [self._at(text, "spelling", token, token, why=why)], [token]

    def _letters_of(self, row: int) -> dict[int, float]:
        if row not in self._groups:
            letters = self.fused.vectors.letters
            first, last = letters.indptr[row : row + 2].tolist()
            known = self.material.spaces.letters.known[letters.indices[first:last]]
            self._groups[row] = dict(zip(known.tolist(), letters.data[first:last].tolist(), strict=True))
        return self._groups[row]

    def _nuances(self, text: Text, number: int, tokens: list[int]) -> list[Evidence]:
        """Hypotheses, reported and past speech in the sentences that matter."""
        begin, end = self._tokens(number)
        if tokens:
            sentence = self.material.index.sentence
            bounds = [sentence[min(tokens)], sentence[max(tokens)] + 1]
            begin, end = np.searchsorted(sentence, bounds).tolist()
        return [
            self._at(text, nuance.kind, nuance.first, nuance.last, why=nuance.why)
            for nuance in self._shades_between(begin, end)
        ]

    def _shades_between(self, begin: int, end: int) -> list[Nuance]:
        if (begin, end) not in self._shades:
            self._shades[begin, end] = nuances_of(self.material.index, begin, end)
        return self._shades[begin, end]

    def _against(self, text: Text, number: int, code: str) -> list[Evidence]:
        """What the codebook says to avoid, where the passage is like it."""
        row = self.material.rows[code]
        if self.fused.against[row, number] < AGAINST:
            return []
        tokens, weights = list(range(*self._tokens(number))), self._by_code("avoided", number)[row]
        heavy = self._heaviest(tokens, weights)[:1]
        return [
            self._at(text, "avoid", t, t, why=f"“{self.material.index.word(t)}” is a word of what the code avoids")
            for t in heavy
        ]

    def _tokens(self, number: int) -> tuple[int, int]:
        begin, end = np.searchsorted(self.material.index.passage, [number, number + 1]).tolist()
        return begin, end

    def _best_sentence(self, tokens: list[int], weights: FloatArray) -> list[int]:
        if not tokens:
            return []
        sentences = self.material.index.sentence[tokens[0] : tokens[-1] + 1]
        sums = np.bincount(sentences - sentences[0], weights)
        if sums.max() <= 0:
            return []
        inside = np.flatnonzero(sentences - sentences[0] == int(sums.argmax()))
        return [tokens[int(inside[0])], tokens[int(inside[-1])]]

    def _heaviest(self, tokens: list[int], weights: FloatArray) -> list[int]:
        """The tokens of the heaviest words, each word once, in order of weight."""
        index = self.material.index
        chosen: dict[str, int] = {}
        for position in np.argsort(-weights, kind="stable").tolist():
            if weights[position] <= 0 or len(chosen) == WORDS_SHOWN:
                break
            chosen.setdefault(index.strings[index.lemma[tokens[position]]], tokens[position])
        return list(chosen.values())

    def _at(self, text: Text, kind: str, first: int, last: int, *, why: str) -> Evidence:
        index = self.material.index
        start, end = int(index.start[first]), int(index.end[last])
        return Evidence(kind, start, end, text.content[start:end], why)
