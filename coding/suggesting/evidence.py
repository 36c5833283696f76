"""Why a code is suggested in a passage, in words, each reason at its place in the text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from coding.suggesting.cues.cue_scores import CueFound
from coding.suggesting.cues.modality import Modality, ModalityKind, modalities_of
from coding.suggesting.features.letters import groups
from coding.suggesting.features.spaces import LETTERS, MEANING
from coding.suggesting.fusion import Fused, SuggestionFeatures
from coding.suggesting.learned import Learned
from coding.suggesting.plugins.hints import Hint
from coding.suggesting.similar_decisions import SimilarDecisions
from coding.suggesting.suggestion import Evidence
from coding.suggesting.training_decision import TrainingDecision
from coding.suggesting.word_weights import WordWeights
from corpus.text import Passage, Text
from wording.messages import tr, tr_n

QUESTION_WORD = 0.1
"""A word of the question is shown as evidence from this share of the description's vector on."""
LEARNED_WORD = 0.05
"""A word counts as learned from this weight on."""
MEANT = 0.2
"""A passage is said to mean much the same as a code's description from this cosine on."""
CARRIED = 0.25
"""What the answers before and after say is named where it is this share of a score, or more."""
AVOIDED = 0.15
"""What speaks against a code is named from this similarity of the passage to its avoid_when on."""


@dataclass
class Explainer:
    """The reasons for a study's scores, asked for one passage and code at a time.

    `decisions` are those that the scores learned from; `hints` what plug-ins gave, by code and passage.
    """

    features: SuggestionFeatures
    fused: Fused
    learned: Learned | None
    decisions: Sequence[TrainingDecision]
    hints: Mapping[tuple[str, int], Sequence[Hint]]
    _modalities: dict[tuple[int, int], list[Modality]] = field(default_factory=dict)
    _letter_weights: dict[int, dict[int, float]] = field(default_factory=dict)
    _spellings: dict[int, dict[int, float]] = field(default_factory=dict)

    @cached_property
    def weights(self) -> WordWeights:
        """What words weigh."""
        return WordWeights(self.features, self.fused.vectors)

    @cached_property
    def precedents(self) -> SimilarDecisions:
        """What was decided in passages like one."""
        return SimilarDecisions(self.features.index, self.features.spaces, self.decisions)

    def explain(self, number: int, code: str) -> tuple[list[Evidence], list[int]]:
        """The evidence for a code in a passage (counted through the study), and the tokens that matter most."""
        text, passage = self.features.index.passage_at(number)
        cues: Sequence[CueFound] = self.features.cues.get((code, number), ())
        if len(cues) > 1:
            cues = sorted(cues, key=lambda cue: (cue.weakened, -cue.weight, cue.first))
        described, words = self._described(text, number, code)
        learned, learned_words = self._learned(text, number, code)
        speaking = [cue for cue in cues if not cue.weakened] or cues if cues else ()
        tokens = [token for cue in speaking for token in (cue.first, cue.last)] or words or learned_words
        evidence: list[Evidence] = [
            *(self._cues(text, cues) if cues else ()),
            *described,
            *learned,
            *self._meant(text, passage, number, code),
            *(self._hinted(text, passage, number, code) if self.hints else ()),
            *(self._precedents(text, passage, number, code) if self.decisions else ()),
        ]
        if not evidence:
            evidence, tokens = self._alike(text, passage, number, code)
        evidence += self._carried(text, passage, number, code)
        evidence += self._unlearned(text, passage, number, code)
        evidence += self._modality(text, number, tokens)
        evidence += self._avoided(text, number, code)
        return evidence, tokens

    def _cues(self, text: Text, cues: Sequence[CueFound]) -> Iterator[Evidence]:
        for cue in cues:
            yield self._at(text, cue.kind, cue.first, cue.last, why=_cue(cue))
            if cue.negator is not None:
                why = tr("“{cue}” is negated here, so it counts less", cue=cue.name)
                yield self._at(text, "negated", cue.negator, cue.negator, why=why)
            if cue.affirmed:
                why = tr("“{cue}” is not negated here: this is the opposite of the cue", cue=cue.name)
                yield self._at(text, "affirmed", cue.first, cue.last, why=why)
            if cue.near_miss is not None:
                because = cue.near_miss.because or tr("it looks like the code but is not")
                yield self._at(text, "near_miss", cue.first, cue.last, why=tr("near-miss: {reason}", reason=because))
            if cue.as_name:
                why = tr("“{cue}” is part of a name here, so it counts less", cue=cue.name)
                yield self._at(text, "homonym", cue.first, cue.last, why=why)

    def _described(self, text: Text, number: int, code: str) -> tuple[list[Evidence], list[int]]:
        """The words that passage and question share with the description, and the tokens of the best sentence."""
        index = self.features.index
        weights = self.weights.described(number, code, text=text.id)
        found = [
            self._at(
                text, "definition", token, token,
                why=tr("“{word}” is a word of the code's description", word=index.word(token)),
            )
            for token in self.weights.heaviest(weights)
        ]  # fmt: skip
        sentence = self.weights.heaviest_sentence(number, weights)
        question = int(self.features.passages.question[number])
        if question >= 0:
            asked = self.weights.described(question, code, text=text.id)
            if found or (code, number) in self.features.cues:
                asked = {token: weight for token, weight in asked.items() if weight >= QUESTION_WORD}
            for token in self.weights.heaviest(asked)[:2]:
                word = index.word(token)
                why = tr("“{word}” in the question asked is a word of the code's description", word=word)
                found.append(self._at(text, "question", token, token, why=why))
        return found, sentence

    def _learned(self, text: Text, number: int, code: str) -> tuple[list[Evidence], list[int]]:
        """The words that decisions added to the code, where the passage has them."""
        if not self.learned or not self.learned.count:
            return [], []
        weights = self.weights.learned(number, code, at_least=LEARNED_WORD)
        codings = int(self.learned.numbers[self.features.rows[code]])
        found = [
            self._at(text, "learned", token, token, why=_learned_from(self.features.index.word(token), codings))
            for token in self.weights.heaviest(weights)
        ]
        return found, self.weights.heaviest_sentence(number, weights)

    def _unlearned(self, text: Text, passage: Passage, number: int, code: str) -> Iterator[Evidence]:
        """What decisions turned against the code: its words, and the passage most like it that was coded otherwise."""
        if not self.learned or not self.learned.count:
            return
        for token in self.weights.heaviest(self.weights.unlearned(number, code, at_least=LEARNED_WORD)):
            word = self.features.index.word(token)
            why = tr(
                "“{word}” speaks against the code: it is in passages that were rejected or coded otherwise", word=word
            )
            yield self._at(text, "unlearned", token, token, why=why)
        for decision in self.precedents.otherwise(code, number):
            where = {"passage": decision.passage, "text": decision.text, "coder": decision.coder}
            why = tr("like passage {passage} of {text}, given {code} instead by {coder}", code=decision.code, **where)
            yield _whole(text, passage, "otherwise", why=why, entry=decision.entry)

    def _precedents(self, text: Text, passage: Passage, number: int, code: str) -> Iterator[Evidence]:
        """The passages most like this one that were decided on the code, with the person who decided."""
        for decision in self.precedents.on(code, number):
            kind = "decision" if decision.given else "rejection"
            yield _whole(text, passage, kind, why=_decided(decision), entry=decision.entry)

    def _meant(self, text: Text, passage: Passage, number: int, code: str) -> Iterator[Evidence]:
        """The passage as a whole, where it means much the same as the description, whatever its words."""
        if self._likeness_of_meaning(number, code) >= MEANT:
            yield self._means(text, passage, number, code)

    def _likeness_of_meaning(self, number: int, code: str) -> float:
        """How near passage and description are in meaning, whatever completed it and whatever was decided."""
        return float(self.features.likeness.meaning[self.features.rows[code], number])

    def _means(self, text: Text, passage: Passage, number: int, code: str) -> Evidence:
        """How near the meanings are; and whether only the question brings them so near ("Exactly. Yeah.")."""
        alike, row = self._likeness_of_meaning(number, code), self.features.rows[code]
        own = float(self.features.described.meaning[row] @ self.features.spaces.own.meaning[number])
        if own < MEANT <= alike and self.features.passages.question[number] >= 0:
            why = tr(
                "with the question asked, it means much the same as the code's description (likeness {alike:.2f})",
                alike=alike,
            )
        else:
            why = tr("it means much the same as the code's description (likeness {alike:.2f})", alike=alike)
        return _whole(text, passage, "meaning", why=why)

    def _carried(self, text: Text, passage: Passage, number: int, code: str) -> Iterator[Evidence]:
        """The passage as a whole, where much of its score comes from the answers before and after."""
        row = self.features.rows[code]
        if self.fused.beside[row, number] >= CARRIED * max(float(self.fused.raw[row, number]), 1e-9):
            yield _whole(text, passage, "beside", why=tr("the answers before and after speak for the code"))

    def _hinted(self, text: Text, passage: Passage, number: int, code: str) -> Iterator[Evidence]:
        for hint in self.hints.get((code, number), ()):
            start, end = passage.start + hint.start, passage.start + hint.end
            yield Evidence(hint.suggester, start, end, text.content[start:end], hint.why)

    def _alike(self, text: Text, passage: Passage, number: int, code: str) -> tuple[list[Evidence], list[int]]:
        """Meaning or spelling, whichever is nearer: all there is, where nothing else speaks for the code."""
        row, alike = self.features.rows[code], self.fused.alike
        meant = float(alike.meaning[row, number])
        spelled = LETTERS * float(alike.letters[row, number])
        if MEANING * self._likeness_of_meaning(number, code) > spelled:
            return [self._means(text, passage, number, code)], []
        if MEANING * meant > spelled:
            why = tr("it means much the same as passages that speak for the code (likeness {alike:.2f})", alike=meant)
            return [_whole(text, passage, "meaning", why=why)], []
        return self._spelled_alike(text, passage, number, code)

    def _spelled_alike(self, text: Text, passage: Passage, number: int, code: str) -> tuple[list[Evidence], list[int]]:
        """The word spelled most like those of the description."""
        index = self.features.index
        row = self.features.rows[code]
        begin, end = index.tokens_in(number)
        words = index.lower[begin:end].tolist()
        known = self._spelt(row, words)
        weights = [known[word] for word in words]
        if max(weights, default=0.0) <= 0:
            why = tr("similar passages speak for the code, none of its own words does")
            return [_whole(text, passage, "alike", why=why)], []
        token = begin + weights.index(max(weights))
        why = tr("“{word}” is spelled like words of the code's description", word=index.word(token))
        return [self._at(text, "spelling", token, token, why=why)], [token]

    def _spelt(self, row: int, words: Sequence[int]) -> dict[int, float]:
        """What the letters of words (their numbers among the index's strings) weigh for a code; worked out once."""
        known = self._spellings.setdefault(row, {})
        if new := set(words).difference(known):
            weight = self._letters_of(row)
            for word in new:
                known[word] = sum(weight.get(group, 0.0) for group in groups(self.features.index.strings[word]))
        return known

    def _letters_of(self, row: int) -> dict[int, float]:
        """What each group of letters weighs for a code."""
        if row not in self._letter_weights:
            letters = self.fused.vectors.sparse_letters
            first, last = letters.indptr[row : row + 2].tolist()
            known = self.features.spaces.letters.known[letters.indices[first:last]]
            self._letter_weights[row] = dict(zip(known.tolist(), letters.data[first:last].tolist(), strict=True))
        return self._letter_weights[row]

    def _modality(self, text: Text, number: int, tokens: Sequence[int]) -> Iterator[Evidence]:
        """Hypotheses, reported and past speech in the sentences that matter."""
        index = self.features.index
        begin, end = index.sentences_of(min(tokens), max(tokens)) if tokens else index.tokens_in(number)
        if (begin, end) not in self._modalities:
            self._modalities[begin, end] = list(modalities_of(index, begin, end))
        for modality in self._modalities[begin, end]:
            found = self._at(text, modality.kind, modality.first, modality.last)
            yield replace(found, why=_modality(modality.kind, found.quote))

    def _avoided(self, text: Text, number: int, code: str) -> Iterator[Evidence]:
        """What the codebook says to avoid, where the passage is like it."""
        if self.fused.against[self.features.rows[code], number] < AVOIDED:
            return
        for token in self.weights.heaviest(self.weights.avoided(number, code))[:1]:
            why = tr("“{word}” is a word of what the code avoids", word=self.features.index.word(token))
            yield self._at(text, "avoid", token, token, why=why)

    def _at(self, text: Text, kind: str, first: int, last: int, *, why: str = "") -> Evidence:
        index = self.features.index
        start, end = int(index.start[first]), int(index.end[last])
        return Evidence(kind, start, end, text.content[start:end], why)


def _whole(text: Text, passage: Passage, kind: str, *, why: str, entry: str | None = None) -> Evidence:
    """Evidence that is the passage as a whole."""
    return Evidence(kind, passage.start, passage.end, text.quote(passage), why, entry)


def _cue(cue: CueFound) -> str:
    match cue.kind:
        case "pattern":
            return tr("pattern cue “{cue}”", cue=cue.name)
        case "dependency":
            return tr("dependency cue “{cue}”", cue=cue.name)
        case _:
            return tr("cue “{cue}”", cue=cue.name)


def _learned_from(word: str, codings: int) -> str:
    return tr_n("“{word}” was learned from {n} coding", "“{word}” was learned from {n} codings", codings, word=word)


def _decided(decision: TrainingDecision) -> str:
    where = {"passage": decision.passage, "text": decision.text, "coder": decision.coder}
    if decision.given:
        return tr("like passage {passage} of {text}, given this code by {coder}", **where)
    return tr("like passage {passage} of {text}, where {coder} rejected this code", **where)


def _modality(kind: ModalityKind, words: str) -> str:
    match kind:
        case "hypothesis":
            return tr("“{words}”: a hypothesis or a plan, not yet a fact", words=words)
        case "reported":
            return tr("“{words}”: somebody else's words are reported", words=words)
        case "past":
            return tr("“{words}”: this is about the past", words=words)
