"""Suggesting: which codes each passage may deserve, how sure that is, and why.

Two suggesters that need nothing but the codebook are added up: the cues found (weighted by how telling each is)
and the likeness of the passage, with half its question's, to the code's description. See docs/codebook.md.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coding.codebook import Codebook
from coding.cue_scores import CueFound, cue_scores, find_cues
from coding.definition import QUESTION_WEIGHT, SHORT, Description, wordings
from coding.passages import passages_of
from coding.suggestion import Evidence, Suggestion
from coding.token_index import TokenIndex
from corpus.analysis import Analysis
from corpus.place import Place
from corpus.text import Text

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SUGGESTER = "cues+definition/1"
"""Name and version: the version changes whenever the same study would be suggested on differently."""

LIKENESS_WEIGHT = 3.0
"""What a likeness of 1 weighs against one cue that is met in a single passage."""
STEEPNESS = 0.5
"""score = 1 - exp(-STEEPNESS · weight): no evidence gives 0, and no amount of it gives more than 1."""
WORDS_SHOWN = 3
TELLING_WEIGHT = 0.1
"""A word of the question is shown as evidence from this share of the description's vector on."""
ALL_AGAINST = 0.4
"""What is left of a code's likeness in a passage where everything found of its cues is negated or the like."""
BELOW_CHILD = 0.98


def suggest(
    texts: Sequence[Text],
    analyses: Mapping[str, Analysis],
    codebook: Codebook,
    *,
    threshold: float | None = None,
    codes: Container[str] | None = None,
    interviewers: bool = False,
    cache: Path | None = None,
    only_texts: Container[str] | None = None,
) -> list[Suggestion]:
    """Suggestions in order of text, passage and rank.

    `texts` are the whole study, for what is rare is told from all of it; `only_texts` and `codes` restrict what
    is listed. A suggestion is listed from `threshold` on (default: the codebook's); 0 lists every pair of
    passage and code with any evidence. Interviewers' turns only with `interviewers`.
    """
    suggester = Suggester(texts, analyses, codebook, cache=cache)
    return suggester.suggest(threshold=threshold, codes=codes, interviewers=interviewers, only_texts=only_texts)


class Suggester:
    """A study's scores, computed once, from which suggestions are listed as often as asked."""

    def __init__(
        self,
        texts: Sequence[Text],
        analyses: Mapping[str, Analysis],
        codebook: Codebook,
        *,
        cache: Path | None = None,
    ) -> None:
        self.texts = list(texts)
        self.codebook = codebook
        self.index = TokenIndex.of(texts, analyses)
        self.description = Description(self.index)
        self.passages = passages_of(self.texts, self.description.telling_words)
        self.cues = find_cues(codebook, self.index, analyses, cache=cache)
        self.code_ids = list(codebook.codes)
        self.rows = {code: row for row, code in enumerate(self.code_ids)}
        self._score()

    def _score(self) -> None:
        count = self.index.passages
        own, asked = np.zeros((len(self.rows), count)), np.zeros((len(self.rows), count))
        self.vectors: dict[tuple[str, str | None], dict[int, float]] = {}
        for code, row in self.rows.items():
            own[row] = self.description.likeness(self._vector(code, None))
            self._withhold_examples(code, own[row])
            has_question = self.passages.question >= 0
            asked[row, has_question] = own[row, self.passages.question[has_question]]
        words = self.description.telling_words
        likeness = (own + QUESTION_WEIGHT * asked) * (words / (words + SHORT))
        for (code, passage), cues in self.cues.items():
            if all(cue.weakened for cue in cues):
                likeness[self.rows[code], passage] *= ALL_AGAINST
        self.own, self.asked = own, asked
        weight = cue_scores(self.codebook, self.cues, count) + LIKENESS_WEIGHT * likeness
        self.scores = 1 - np.exp(-STEEPNESS * weight)
        self._rank_parents_below()

    def _vector(self, code: str, without_text: str | None) -> dict[int, float]:
        key = (code, without_text)
        if key not in self.vectors:
            written = wordings(self.codebook.codes[code], without_text=without_text)
            self.vectors[key] = self.description.vector(written)
        return self.vectors[key]

    def _without(self, code: str, text: str) -> str | None:
        """The text whose examples must not speak for the code in it, if it has any."""
        return text if any(e.text == text for e in self.codebook.codes[code].examples) else None

    def _withhold_examples(self, code: str, likeness: Floats) -> None:
        named = {example.text for example in self.codebook.codes[code].examples}
        for text in self.texts if named - {None} else ():
            if text.id in named:
                first = self.index.first_passage[text.id]
                part = slice(first, first + len(text.passages))
                likeness[part] = self.description.likeness(self._vector(code, text.id))[part]

    def _rank_parents_below(self) -> None:
        """A code whose child shares its evidence in a passage says less than the child: it goes below it."""
        passages: dict[str, list[int]] = {}
        for code, passage in self.cues:
            passages.setdefault(code, []).append(passage)
        for child in reversed(self.code_ids):
            parent = self.codebook.codes[child].parent
            if parent is None:
                continue
            above, below = self.scores[self.rows[parent]], self.scores[self.rows[child]]
            shared = [
                passage
                for passage in passages.get(child, ())
                if _overlap(self.cues[child, passage], self.cues.get((parent, passage), ()))
            ]
            above[shared] = np.minimum(above[shared], BELOW_CHILD * below[shared])

    def suggest(
        self,
        *,
        threshold: float | None = None,
        codes: Container[str] | None = None,
        interviewers: bool = False,
        only_texts: Container[str] | None = None,
    ) -> list[Suggestion]:
        """Suggestions as `suggest` lists them."""
        least = self.codebook.threshold if threshold is None else threshold
        wanted = np.array([codes is None or code in codes for code in self.code_ids], bool)
        found: list[Suggestion] = []
        for text in self.texts:
            if only_texts is None or text.id in only_texts:
                found.extend(self._suggest_on(text, least, wanted, interviewers=interviewers))
        return found

    def sentences(self) -> dict[tuple[str, int], list[tuple[int, int]]]:
        """Start and end of the sentences of each passage, by text and passage number."""
        found: dict[tuple[str, int], list[tuple[int, int]]] = {}
        bounds = np.flatnonzero(np.diff(self.index.sentence, prepend=-1, append=-1))
        for begin, end in pairwise(bounds.tolist()):
            text = self.texts[int(self.index.text[begin])]
            number = int(self.index.passage[begin]) - self.index.first_passage[text.id] + 1
            span = _trimmed(text, int(self.index.start[begin]), int(self.index.end[end - 1]))
            if span[0] < span[1]:
                found.setdefault((text.id, number), []).append(span)
        return found

    def _suggest_on(self, text: Text, least: float, wanted: Flags, *, interviewers: bool) -> Iterator[Suggestion]:
        first = self.index.first_passage[text.id]
        for number in range(first, first + len(text.passages)):
            if self.passages.interviewer[number] and not interviewers:
                continue
            scores = self.scores[:, number]
            order = np.lexsort((np.arange(len(scores)), -scores))
            rank = 0
            for row in order.tolist():
                if scores[row] <= 0 or scores[row] < least:
                    break
                if wanted[row]:
                    rank += 1
                    yield self._suggestion(text, number, row, rank)

    def _suggestion(self, text: Text, number: int, row: int, rank: int) -> Suggestion:
        code = self.code_ids[row]
        cues = sorted(self.cues.get((code, number), ()), key=lambda cue: (cue.weakened, -cue.weight, cue.first))
        likes, words = self._words_alike(text, number, code)
        speaking = [cue for cue in cues if not cue.weakened] or cues
        tokens = [token for cue in speaking for token in (cue.first, cue.last)] or words
        start, end = self._sentences(text, number, tokens)
        evidence = [*self._cue_evidence(text, cues), *likes]
        return Suggestion(
            place=Place(text.id, start, end, text.content[start:end]),
            code=code,
            score=float(self.scores[row, number]),
            rank=rank,
            suggester=SUGGESTER,
            evidence=tuple(evidence),
            passage=number - self.index.first_passage[text.id] + 1,
        )

    def _sentences(self, text: Text, number: int, tokens: list[int]) -> tuple[int, int]:
        """The whole sentences from the first to the last of these tokens; the passage where there are none."""
        passage = text.passages[number - self.index.first_passage[text.id]]
        if not tokens:
            return passage.start, passage.end
        sentence = self.index.sentence
        low, high = sentence[min(tokens)], sentence[max(tokens)] + 1
        begin, end = np.searchsorted(sentence, [low, high]).tolist()
        return _trimmed(text, int(self.index.start[begin]), int(self.index.end[end - 1]))

    def _cue_evidence(self, text: Text, cues: list[CueFound]) -> Iterator[Evidence]:
        for cue in cues:
            what = "cue" if cue.kind == "cue" else f"{cue.kind} cue"
            yield self._evidence(text, cue.kind, cue.first, cue.last, why=f"{what} “{cue.name}”")
            if cue.negator is not None:
                why = f"“{cue.name}” is negated here, so it counts less"
                yield self._evidence(text, "negated", cue.negator, cue.negator, why=why)
            if cue.near_miss is not None:
                because = cue.near_miss.because or "it looks like the code and is not"
                yield self._evidence(text, "near_miss", cue.first, cue.last, why=f"near-miss: {because}")
            if cue.as_name:
                why = f"“{cue.name}” is part of a name here, so it counts less"
                yield self._evidence(text, "homonym", cue.first, cue.last, why=why)

    def _words_alike(self, text: Text, number: int, code: str) -> tuple[list[Evidence], list[int]]:
        """The words that passage and question share with the description, and the sentence that has most of them."""
        row = self.rows[code]
        found: list[Evidence] = []
        best: list[int] = []
        if self.own[row, number] > 0:
            tokens, weights = self._weighty(number, code, text)
            for token in _heaviest(tokens, weights, self.index):
                why = f"“{self.index.word(token)}” is a word of the code's description"
                found.append(self._evidence(text, "definition", token, token, why=why))
            best = self._best_sentence(tokens, weights)
        if self.asked[row, number] > 0:
            tokens, weights = self._weighty(int(self.passages.question[number]), code, text)
            least = 0.0 if not found and (code, number) not in self.cues else TELLING_WEIGHT
            for token in _heaviest(tokens, weights * (weights >= least), self.index)[:2]:
                why = f"“{self.index.word(token)}” in the question asked is a word of the code's description"
                found.append(self._evidence(text, "question", token, token, why=why))
        return found, best

    def _weighty(self, number: int, code: str, text: Text) -> tuple[list[int], Floats]:
        begin, end = np.searchsorted(self.index.passage, [number, number + 1]).tolist()
        vector = self._vector(code, self._without(code, text.id))
        weights = self.description.word_weights(vector, begin, end)
        return list(range(begin, end)), weights

    def _best_sentence(self, tokens: list[int], weights: Floats) -> list[int]:
        sentences = self.index.sentence[tokens[0] : tokens[-1] + 1]
        sums = np.bincount(sentences - sentences[0], weights)
        if sums.max() <= 0:
            return []
        inside = np.flatnonzero(sentences - sentences[0] == int(sums.argmax()))
        return [tokens[int(inside[0])], tokens[int(inside[-1])]]

    def _evidence(self, text: Text, kind: str, first: int, last: int, *, why: str) -> Evidence:
        start, end = int(self.index.start[first]), int(self.index.end[last])
        return Evidence(kind, start, end, text.content[start:end], why)


def _trimmed(text: Text, start: int, end: int) -> tuple[int, int]:
    quote = text.content[start:end]
    return start + len(quote) - len(quote.lstrip()), start + len(quote.rstrip())


def _overlap(cues: Sequence[CueFound], others: Sequence[CueFound]) -> bool:
    return any(a.first <= b.last and b.first <= a.last for a in cues for b in others)


def _heaviest(tokens: list[int], weights: Floats, index: TokenIndex) -> list[int]:
    """The tokens of the heaviest words, each word once, in order of weight."""
    chosen: dict[str, int] = {}
    for position in np.argsort(-weights, kind="stable").tolist():
        if weights[position] <= 0 or len(chosen) == WORDS_SHOWN:
            break
        chosen.setdefault(index.strings[index.lemma[tokens[position]]], tokens[position])
    return list(chosen.values())
