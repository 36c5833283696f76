"""Suggesting: which codes each passage may deserve, how sure that is, and why.

What cues find, how alike passage and description are, what decisions taught, and what plug-ins say is added up
(coding/suggesting/fusion.py) and made a probability (coding/suggesting/calibration.py). See docs/codebook.md.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from coding.codebook.model import Codebook
from coding.suggesting.calibration import Calibration, probabilities
from coding.suggesting.case_names import CaseNames
from coding.suggesting.cues.cue_scores import CueFound
from coding.suggesting.cues.modality import degree_of
from coding.suggesting.evidence import Explainer
from coding.suggesting.fusion import Fused, SuggestionFeatures, fuse
from coding.suggesting.learned import Learned
from coding.suggesting.plugins.hints import Hint, PassageQuery, PluginHints
from coding.suggesting.suggestion import Evidence, Suggestion
from coding.suggesting.training_decision import TrainingDecision
from corpus.arrays import BoolArray, FloatArray
from corpus.cases import Case
from corpus.parse.analysis import Analysis
from corpus.place import Place
from corpus.text import Passage, Text

SUGGESTER = "fused/2"
"""Name and version: the version changes whenever the same study would be suggested on differently."""

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
    """Suggestions from the codebook alone, in order of text, passage and rank.

    `texts` are the whole study, for what is rare is told from all of it; `only_texts` and `codes` restrict what
    is listed. A suggestion is listed from `threshold` on (default: the codebook's); 0 lists every pair of
    passage and code with any evidence. Interviewers' turns only with `interviewers`.
    """
    suggester = Suggester(texts, analyses, codebook, cache=cache)
    return suggester.suggest(threshold=threshold, codes=codes, interviewers=interviewers, only_texts=only_texts)


class Suggester:
    """A study's scores, from which suggestions are listed as often as asked; it learns from decisions."""

    def __init__(
        self,
        texts: Sequence[Text],
        analyses: Mapping[str, Analysis],
        codebook: Codebook,
        *,
        cache: Path | None = None,
        cases: Mapping[str, Case] | None = None,
    ) -> None:
        self.codebook = codebook
        self.material = SuggestionFeatures.of(list(texts), analyses, codebook, cache=cache)
        self.texts = self.material.texts
        self.index = self.material.index
        self.code_ids = self.material.codes
        self.rows = self.material.rows
        self.names = CaseNames(cases or {})
        self.calibration = Calibration()
        self.lessons: list[TrainingDecision] = []
        self.heard = PluginHints()
        self._hints: dict[tuple[str, int], list[Hint]] = {}
        self._weighed: FloatArray | None = None
        self._score(None)

    def learn(self, lessons: Iterable[TrainingDecision], *, calibration: Calibration | None = None) -> None:
        """Take these decisions for all there are, and score anew."""
        self.lessons = list(lessons)
        self.calibration = calibration or self.calibration
        struck = self.codebook.struck
        learned = Learned.of(self.lessons, self.code_ids, self.index.first_passage, self.index.passages, struck=struck)
        self._score(learned)

    def asked(self) -> list[PassageQuery]:
        """The passages as plug-ins are asked about them, interviewers' left out."""
        found: list[PassageQuery] = []
        for number in self._answers():
            text, passage = self._passage(number)
            question = int(self.material.passages.question[number])
            before = "" if question < 0 else text.quote(self._passage(question)[1])
            found.append(PassageQuery(text.quote(passage), text.id, passage.number, text.language, before))
        return found

    def hear(self, heard: PluginHints) -> None:
        """Take in what plug-ins said of the passages they were asked about, and score anew."""
        self.heard = heard
        self._hints, answers = {}, self._answers()
        weighed = np.zeros((len(self.code_ids), self.index.passages))
        for hint, weight in heard.hints:
            number = answers[hint.number]
            self._hints.setdefault((hint.code, number), []).append(hint)
            weighed[self.rows[hint.code], number] += weight * hint.score
        self._weighed = weighed if heard.hints else None
        self._score(self.learned)

    def _answers(self) -> list[int]:
        return [int(n) for n in np.flatnonzero(~self.material.passages.interviewer)]

    def _passage(self, number: int) -> tuple[Text, Passage]:
        text = self.texts[int(np.searchsorted(self.firsts, number, side="right")) - 1]
        return text, text.passages[number - self.index.first_passage[text.id]]

    @cached_property
    def firsts(self) -> list[int]:
        """The number of the first passage of each text."""
        return [self.index.first_passage[text.id] for text in self.texts]

    def _score(self, learned: Learned | None) -> None:
        """Score anew with what is learned, when the scores are next asked for."""
        self.learned = learned
        for name in ("fused", "base", "scores", "explainer"):
            self.__dict__.pop(name, None)

    @cached_property
    def fused(self) -> Fused:
        """What was added up, parents below the children whose evidence they share."""
        fused = fuse(self.material, self.learned, self._weighed)
        self._rank_parents_below(fused.raw)
        return fused

    @cached_property
    def base(self) -> FloatArray:
        """The probabilities before the study's decisions correct them, shape (codes, passages)."""
        return probabilities(self.fused.raw, self.material.weakened)

    @cached_property
    def scores(self) -> FloatArray:
        """The scores that are shown, shape (codes, passages)."""
        return self.calibration(self.base)

    @cached_property
    def explainer(self) -> Explainer:
        """What the scores rest on."""
        return Explainer(self.material, self.fused, self.learned, self.lessons, self._hints)

    def _rank_parents_below(self, raw: FloatArray) -> None:
        """A code whose child shares its evidence in a passage says less than the child: it goes below it."""
        passages: dict[str, list[int]] = {}
        for code, passage in self.material.cues:
            passages.setdefault(code, []).append(passage)
        for child in reversed(self.code_ids):
            parent = self.codebook.codes[child].parent
            if parent is None:
                continue
            above, below = raw[self.rows[parent]], raw[self.rows[child]]
            shared = [
                passage
                for passage in passages.get(child, ())
                if _overlap(self.material.cues[child, passage], self.material.cues.get((parent, passage), ()))
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

    def on(self, text_id: str, code: str) -> list[Suggestion]:
        """Every suggestion of one code in one text, threshold aside, each with its rank among all codes."""
        text = self.texts[self._order[text_id]]
        first, row = self.index.first_passage[text_id], self.rows[code]
        found = []
        for number in range(first, first + len(text.passages)):
            scores, raw = self.scores[:, number], self.fused.raw[:, number]
            if scores[row] > 0 and not self.material.passages.interviewer[number]:
                above = (scores > scores[row]) | ((scores == scores[row]) & (raw > raw[row]))
                found.append(self._suggestion(text, number, row, 1 + int(above.sum())))
        return found

    @cached_property
    def _order(self) -> dict[str, int]:
        return {text.id: number for number, text in enumerate(self.texts)}

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

    def _suggest_on(self, text: Text, least: float, wanted: BoolArray, *, interviewers: bool) -> Iterator[Suggestion]:
        first = self.index.first_passage[text.id]
        for number in range(first, first + len(text.passages)):
            if self.material.passages.interviewer[number] and not interviewers:
                continue
            raw, scores = self.fused.raw[:, number], self.scores[:, number]
            order = np.lexsort((np.arange(len(raw)), -raw, -scores))
            rank = 0
            for row in order.tolist():
                if scores[row] <= 0 or scores[row] < least:
                    break
                if wanted[row]:
                    rank += 1
                    yield self._suggestion(text, number, row, rank)

    def _suggestion(self, text: Text, number: int, row: int, rank: int) -> Suggestion:
        code = self.code_ids[row]
        evidence, tokens = self.explainer.explain(text, number, code)
        begin, end = self._sentences(number, tokens)
        start, stop = _trimmed(text, int(self.index.start[begin]), int(self.index.end[end - 1]))
        degrees = self.codebook.degrees(code)
        told = degree_of(self.index, begin, end, degrees) if degrees else None
        if told:
            evidence.append(self._degree_evidence(text, *told))
        case, named = self.names.other_case(text, start, stop)
        return Suggestion(
            place=Place(text.id, start, stop, text.content[start:stop]),
            code=code,
            score=float(self.scores[row, number]),
            rank=rank,
            suggester=SUGGESTER,
            evidence=(*evidence, *named),
            passage=number - self.index.first_passage[text.id] + 1,
            base=float(self.base[row, number]),
            parts=self._parts(row, number),
            degree=told[0] if told else None,
            case=case,
        )

    def _degree_evidence(self, text: Text, degree: str, first: int, last: int) -> Evidence:
        start, end = int(self.index.start[first]), int(self.index.end[last])
        quote = text.content[start:end]
        return Evidence("degree", start, end, quote, f"“{quote}” tells of the degree {degree}")

    def _parts(self, row: int, number: int) -> dict[str, float]:
        fused = self.fused
        parts = {
            "cues": fused.cues[row, number],
            "definition": fused.definition[row, number],
            "learned": max(fused.learned[row, number], 0.0),
            "plug-ins": fused.hints[row, number],
            "question": fused.asked[row, number],
            "neighbours": fused.neighbours[row, number],
        }
        whole = sum(parts.values()) or 1.0
        return {name: float(part / whole) for name, part in parts.items() if part > 0.0005 * whole}

    def _sentences(self, number: int, tokens: list[int]) -> tuple[int, int]:
        """The tokens of the whole sentences that hold these; of the passage where there are none."""
        if not tokens:
            begin, end = np.searchsorted(self.index.passage, [number, number + 1]).tolist()
            return begin, end
        sentence = self.index.sentence
        begin, end = np.searchsorted(sentence, [sentence[min(tokens)], sentence[max(tokens)] + 1]).tolist()
        return begin, end


def _trimmed(text: Text, start: int, end: int) -> tuple[int, int]:
    quote = text.content[start:end]
    return start + len(quote) - len(quote.lstrip()), start + len(quote.rstrip())


def _overlap(cues: Sequence[CueFound], others: Sequence[CueFound]) -> bool:
    return any(a.first <= b.last and b.first <= a.last for a in cues for b in others)
