"""Suggesting: which codes each passage may deserve, how sure that is, and why.

What cues find, how similar passage and description are, what decisions taught, and what plug-ins say is added up
(coding/suggesting/fusion.py) and made a probability (coding/suggesting/calibration.py). See docs/suggestions.md.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from coding.codebook.model import Codebook
from coding.suggesting.calibration import Calibration, Expectation, at_most, best_other, calibrate, probabilities
from coding.suggesting.case_names import CaseNames
from coding.suggesting.cues.cue_scores import CueFound
from coding.suggesting.cues.degree_words import DegreeFound, DegreeWords
from coding.suggesting.evidence import Explainer
from coding.suggesting.fusion import Fused, SuggestionFeatures, fuse
from coding.suggesting.held_out import held_out
from coding.suggesting.learned import Learned
from coding.suggesting.plugins.hints import Hint, PassageQuery, PluginHints
from coding.suggesting.suggestion import Evidence, Suggestion
from coding.suggesting.training_decision import TrainingDecision
from corpus.arrays import BoolArray, Float32Array, FloatArray, Int64Array
from corpus.cases import Case
from corpus.parse.analysis import Analysis
from corpus.place import Place
from corpus.text import Text
from wording.degree_word import degree_word
from wording.messages import in_one_language, language, tr

SUGGESTER = "fused/10"
"""Name and version: the version changes whenever a study would get other codes, places or scores."""

DEPENDABLE = 50
"""From so many decided passages on the probabilities were off by 0.08 at most on all sets of docs/benchmarks.md."""
FIRST = 10
"""So many decided passages, of all texts mixed, set what is shown right to within 0.08 on eight of those ten sets."""
RIGHT = (0.31, 0.75)
"""Before any decision, what share of the suggestions shown was right on the sets of docs/benchmarks.md: from, to."""
BELOW_CHILD = 0.98
MORE, FEW = 0.1, 10
"""By what share, or how many, decisions may change before they correct the probabilities anew in `confirm`."""


def suggest(
    texts: Sequence[Text],
    analyses: Mapping[str, Analysis],
    codebook: Codebook,
    *,
    min_score: float | None = None,
    codes: Container[str] | None = None,
    interviewers: bool = False,
    cache: Path | None = None,
    only_texts: Container[str] | None = None,
    meanings: Mapping[str, Float32Array] | None = None,
) -> list[Suggestion]:
    """Suggestions from the codebook alone, in order of text, passage and rank.

    `texts` are the whole study, because all of it shows what is rare; `only_texts` and `codes` restrict what
    is listed. A suggestion is listed if its score is `min_score` or more (default: the codebook's threshold); 0 lists
    every pair of passage and code with any evidence. Interviewers' turns are included only with `interviewers`.
    """
    suggester = Suggester(texts, analyses, codebook, cache=cache, meanings=meanings)
    return suggester.suggest(min_score=min_score, codes=codes, interviewers=interviewers, only_texts=only_texts)


class Suggester:
    """A study's scores, from which suggestions can be listed again and again; it learns from decisions."""

    def __init__(
        self,
        texts: Sequence[Text],
        analyses: Mapping[str, Analysis],
        codebook: Codebook,
        *,
        cache: Path | None = None,
        cases: Mapping[str, Case] | None = None,
        meanings: Mapping[str, Float32Array] | None = None,
    ) -> None:
        self.codebook = codebook
        self.features = SuggestionFeatures.of(list(texts), analyses, codebook, cache=cache, meanings=meanings)
        self.texts = self.features.texts
        self.index = self.features.index
        self.code_ids = self.features.codes
        self.rows = self.features.rows
        self.names = CaseNames(cases or {})
        self.calibration = Calibration()
        self.decisions: list[TrainingDecision] = []
        self.plugin_hints = PluginHints()
        self._degree_words = {
            scale: DegreeWords.of(degrees, codebook.degree_words.get(scale, {}))
            for scale, degrees in codebook.scales.items()
        }
        self._hints: dict[tuple[str, int], list[Hint]] = {}
        self._weighted_hints: FloatArray | None = None
        self._score(None)

    def learn(self, decisions: Iterable[TrainingDecision]) -> None:
        """Learn from these decisions, and from them alone; scores are computed again when next asked for."""
        self.decisions = list(decisions)
        self._score(Learned.of(self.decisions, self.code_ids, self.index, excluded=self.codebook.excluded_words))

    def calibrate(self, *, anew: bool = True) -> None:
        """Let what is learned correct the probabilities, so that of those with s about s are accepted.

        Unless `anew`, what there is stays while no more than a tenth of the decisions, or FEW of them, have changed.
        """
        count, earlier = self.learned.count if self.learned else 0, self.calibration.decisions
        if not anew and abs(count - earlier) <= max(FEW, MORE * earlier):
            return
        self.calibration = self._correction() if count else Calibration()
        self.__dict__.pop("scores", None)

    @property
    def passages_decided(self) -> int:
        """On how many passages the decisions are that it has learned from."""
        return len({(one.text, one.passage) for one in self.decisions})

    def _correction(self) -> Calibration:
        assert self.learned is not None
        held = held_out(self.features, self.learned, self.fused, self.decisions)
        scores = self._floored(held.raw, held.passages)
        in_use = np.array([not self.codebook.codes[code].retired for code in self.code_ids])
        known = held.known & in_use[:, None]
        other = best_other(held.raw * self.features.spaces.full)
        return calibrate(scores[known], other[known], held.given[known], decisions=self.learned.count)

    def passages_to_ask(self) -> list[PassageQuery]:
        """The passages that plug-ins are asked about: all except the interviewers'."""
        found: list[PassageQuery] = []
        for number in self._answers():
            text, passage = self.index.passage_at(number)
            question = int(self.features.passages.question[number])
            before = "" if question < 0 else text.quote(self.index.passage_at(question)[1])
            found.append(PassageQuery(text.quote(passage), text.id, passage.number, text.language, before))
        return found

    def take_hints(self, plugin_hints: PluginHints) -> None:
        """Add what plug-ins answered about `passages_to_ask`; scores are computed again when next asked for."""
        self.plugin_hints = plugin_hints
        self._hints, answers = {}, self._answers()
        weighted = np.zeros((len(self.code_ids), self.index.passages))
        for hint, weight in plugin_hints.hints:
            number = answers[hint.number]
            self._hints.setdefault((hint.code, number), []).append(hint)
            weighted[self.rows[hint.code], number] += weight * hint.score
        self._weighted_hints = weighted if plugin_hints.hints else None
        for name in ("_unlearned", "_undecided_base", "_expectation"):
            self.__dict__.pop(name, None)
        self._score(self.learned)

    def _answers(self) -> list[int]:
        return [int(n) for n in np.flatnonzero(~self.features.passages.interviewer)]

    def _score(self, learned: Learned | None) -> None:
        """Forget the scores, so that they are computed with what is learned when next asked for."""
        self.learned = learned
        for name in ("fused", "base", "scores", "explainer"):
            self.__dict__.pop(name, None)

    @cached_property
    def fused(self) -> Fused:
        """The parts of the scores and their sums, parents ranked below the children whose evidence they share."""
        return self._fuse(self.learned) if self.learned and self.learned.count else self._unlearned

    @cached_property
    def _unlearned(self) -> Fused:
        """The same from the codebook alone; it stays while decisions come."""
        return self._fuse(None)

    @cached_property
    def _undecided_base(self) -> FloatArray:
        """The probabilities from the codebook alone; they stay while decisions come."""
        return at_most(self._expectation(self._formula(self._unlearned.raw)), self.features.weakened)

    @cached_property
    def _expectation(self) -> Expectation:
        """What the answers of the study, without its decisions, let expect."""
        answers = ~self.features.passages.interviewer
        return Expectation.of(self._formula(self._unlearned.raw)[:, answers])

    def _formula(self, raw: FloatArray, passages: Int64Array | None = None) -> FloatArray:
        """The probabilities of these sums by the formula that is the same for all studies."""
        weakened = self.features.weakened if passages is None else self.features.weakened[:, passages]
        return probabilities(raw * self.features.spaces.full, weakened)

    def _fuse(self, learned: Learned | None) -> Fused:
        fused = fuse(self.features, learned, self._weighted_hints)
        self._rank_parents_below(fused.raw)
        return fused

    @cached_property
    def base(self) -> FloatArray:
        """The probabilities before the study's decisions correct them, shape (codes, passages).

        What is learned lowers a strong cue hit only as far as the code's cues have proved wrong (`Learned.cue_record`).
        """
        return self._floored(self.fused.raw, np.arange(self.index.passages))

    def _floored(self, raw: FloatArray, passages: Int64Array) -> FloatArray:
        """The probabilities of these sums, in these passages, with what strong cue hits keep."""
        hits, weakened = self.features.cue_hits[:, passages], self.features.weakened[:, passages]
        found = at_most(self._expectation(self._formula(raw, passages)), weakened)
        if self.learned is None or not self.learned.count:
            return found
        record = self.learned.cue_record(self.features.cue_hits)[:, None]
        return np.where(hits, np.maximum(found, record * self._undecided_base[:, passages]), found)

    @cached_property
    def scores(self) -> FloatArray:
        """The scores that are shown, shape (codes, passages)."""
        if not self.calibration.decisions:
            return self.base
        corrected = self.calibration(self.base, best_other(self.fused.raw * self.features.spaces.full))
        return at_most(corrected, self.features.weakened)

    @cached_property
    def explainer(self) -> Explainer:
        """What the scores rest on."""
        return Explainer(self.features, self.fused, self.learned, self.decisions, self._hints)

    def _rank_parents_below(self, raw: FloatArray) -> None:
        """A code whose child shares its evidence in a passage says less than the child: it goes below it."""
        passages: dict[str, list[int]] = {}
        for code, passage in self.features.cues:
            passages.setdefault(code, []).append(passage)
        for child in reversed(self.code_ids):
            parent = self.codebook.codes[child].parent
            if parent is None:
                continue
            above, below = raw[self.rows[parent]], raw[self.rows[child]]
            shared = [
                passage
                for passage in passages.get(child, ())
                if _overlap(self.features.cues[child, passage], self.features.cues.get((parent, passage), ()))
            ]
            above[shared] = np.minimum(above[shared], BELOW_CHILD * below[shared])

    def suggest(
        self,
        *,
        min_score: float | None = None,
        codes: Container[str] | None = None,
        interviewers: bool = False,
        only_texts: Container[str] | None = None,
    ) -> list[Suggestion]:
        """Suggestions as the function `suggest` lists them."""
        lowest = self.codebook.threshold if min_score is None else min_score
        in_use = [code for code in self.code_ids if not self.codebook.codes[code].retired]
        wanted = np.array([code in in_use and (codes is None or code in codes) for code in self.code_ids], bool)
        found: list[Suggestion] = []
        with in_one_language():
            for text in self.texts:
                if only_texts is None or text.id in only_texts:
                    found.extend(self._suggest_on(text, lowest, wanted, interviewers=interviewers))
        return found

    def at(self, place: Place, code: str) -> list[Suggestion]:
        """The suggestions of a code that overlap a place, whatever their score, each with its rank among all codes."""
        row = self.rows.get(code)
        if row is None:
            return []
        found = []
        for number in self.index.numbers_in(place.text):
            _, passage = self.index.passage_at(number)
            if passage.end <= place.start or place.end <= passage.start:
                continue
            scores, raw = self.scores[:, number], self.fused.raw[:, number]
            if scores[row] > 0 and not self.features.passages.interviewer[number]:
                above = (scores > scores[row]) | ((scores == scores[row]) & (raw > raw[row]))
                found.append(self._suggestion(number, row, 1 + int(above.sum())))
        return [suggestion for suggestion in found if suggestion.place.overlaps(place.start, place.end)]

    def nearest(self, text: str, most: int, least: float) -> dict[int, list[tuple[str, float]]]:
        """The codes that score highest in each passage of a text, listed there or not: id and score, best first.

        At most so many for each, with that score or more, by the passage's number; none for what interviewers say.
        """
        found: dict[int, list[tuple[str, float]]] = {}
        in_use = np.array([not self.codebook.codes[code].retired for code in self.code_ids], bool)
        for number in self.index.numbers_in(text):
            if self.features.passages.interviewer[number]:
                continue
            scores = np.where(in_use, self.scores[:, number], 0.0)
            best = np.lexsort((-self.fused.raw[:, number], -scores))[:most].tolist()
            near = [(self.code_ids[row], float(scores[row])) for row in best if scores[row] >= least]
            if near:
                found[self.index.passage_at(number)[1].number] = near
        return found

    def sentences(self) -> dict[tuple[str, int], list[tuple[int, int]]]:
        """Start and end of the sentences of each passage, by text and the passage's number in it."""
        found: dict[tuple[str, int], list[tuple[int, int]]] = {}
        bounds = np.flatnonzero(np.diff(self.index.sentence, prepend=-1, append=-1))
        for begin, end in pairwise(bounds.tolist()):
            text, passage = self.index.passage_at(int(self.index.passage[begin]))
            span = self._trimmed(text, begin, end)
            if span[0] < span[1]:
                found.setdefault((text.id, passage.number), []).append(span)
        return found

    def _suggest_on(self, text: Text, lowest: float, wanted: BoolArray, *, interviewers: bool) -> Iterator[Suggestion]:
        for number in self.index.numbers_in(text.id):
            if self.features.passages.interviewer[number] and not interviewers:
                continue
            raw, scores = self.fused.raw[:, number], self.scores[:, number]
            order = np.lexsort((np.arange(len(raw)), -raw, -scores))
            rank = 0
            for row in order.tolist():
                if scores[row] <= 0 or scores[row] < lowest:
                    break
                if wanted[row]:
                    rank += 1
                    yield self._suggestion(number, row, rank)

    def _suggestion(self, number: int, row: int, rank: int) -> Suggestion:
        code = self.code_ids[row]
        text, passage = self.index.passage_at(number)
        evidence, tokens = self.explainer.explain(number, code)
        whole_sentences = self.index.sentences_of(min(tokens), max(tokens)) if tokens else self.index.tokens_in(number)
        start, end = self._trimmed(text, *whole_sentences)
        degree = self._degree(code, *whole_sentences)
        if degree:
            evidence.append(self._degree_evidence(text, degree))
        case, named = self.names.other_case(text, start, end)
        return Suggestion(
            place=Place(text.id, start, end, text.content[start:end]),
            code=code,
            score=float(self.scores[row, number]),
            rank=rank,
            suggester=SUGGESTER,
            evidence=(*evidence, *named),
            passage=passage.number,
            base=float(self.base[row, number]),
            parts=self._parts(row, number),
            degree=degree.degree if degree else None,
            case=case,
        )

    def _degree(self, code: str, begin: int, end: int) -> DegreeFound | None:
        """The degree of the code's scale that the words between two tokens point to."""
        scale = self.codebook.codes[code].scale
        words = self._degree_words.get(scale) if scale else None
        return words.find(self.index, begin, end) if words else None

    def _degree_evidence(self, text: Text, found: DegreeFound) -> Evidence:
        start, end = int(self.index.start[found.first]), int(self.index.end[found.last])
        quote = text.content[start:end]
        why = tr("“{words}” points to the degree {degree}", words=quote, degree=degree_word(found.degree, language()))
        return Evidence("degree", start, end, quote, why)

    def _parts(self, row: int, number: int) -> dict[str, float]:
        """The share of each part in all that speaks for the code; what speaks against it is negative, beside that."""
        parts = self._parts_in(row, number)
        whole = sum(part for part in parts.values() if part > 0) or 1.0
        return {name: part / whole for name, part in parts.items() if abs(part) > 0.0005 * whole}

    def _parts_in(self, row: int, number: int) -> dict[str, float]:
        """What each part adds to the score of a code in a passage."""
        fused = self.fused
        own = fused.own.item(number)
        return {
            "cues": fused.cues.item(row, number) * own,
            "definition": fused.definition.item(row, number) * own,
            "meaning": fused.meaning.item(row, number) * own,
            "learned": fused.learned.item(row, number) * own,
            "plug-ins": fused.hints.item(row, number) * own,
            "question": fused.question.item(row, number) * own,
            "avoid": fused.avoided.item(row, number) * own,
            "neighbours": fused.neighbours.item(row, number),
            "beside": fused.beside.item(row, number),
        }

    def _trimmed(self, text: Text, begin: int, end: int) -> tuple[int, int]:
        """Start and end of the characters of these tokens (`end` is exclusive), without white space around them."""
        start, stop = int(self.index.start[begin]), int(self.index.end[end - 1])
        quote = text.content[start:stop]
        return start + len(quote) - len(quote.lstrip()), start + len(quote.rstrip())


def _overlap(cues: Sequence[CueFound], others: Sequence[CueFound]) -> bool:
    return any(a.first <= b.last and b.first <= a.last for a in cues for b in others)
