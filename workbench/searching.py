"""Searching the texts of a study: words, dictionary forms and regular expressions, where somebody says them or codes.

A hit is a place in a text. Nothing is recorded by searching; what is found can be coded like any other words.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import numpy as np
import regex

from coding.records.columns import CodedColumns
from corpus.arrays import Int32Array
from corpus.folded_text import folded_text
from corpus.parse.analysis import Analysis, analysis_kept
from corpus.problem import GloseError
from corpus.sentences import sentence_pieces
from corpus.text import Passage, Text, Turn
from wording.messages import tr
from wording.spelling import folded
from workbench.case_list import chosen_texts, conditions
from workbench.codings_wanted import with_code
from workbench.columns_now import columns_now
from workbench.search_words import BadSearch, Term, pattern_of, terms_of, word_pattern
from workbench.study import Study

Mode = Literal["words", "lemmas", "regex"]
MODES: tuple[Mode, ...] = get_args(Mode)
"""How what is typed is read: words as they are spelt, words in any form, or a regular expression."""
Unit = Literal["words", "sentence", "passage"]
UNITS: tuple[Unit, ...] = get_args(Unit)
"""What is coded where a hit is: its words, the sentences that they lie in, or the passage."""
ANY = "*"
"""Asked for as a code: any code at all."""
SECONDS = 1.0
"""How long a regular expression may take in all."""


class NotParsed(GloseError):
    """Texts have no analysis yet, so that words cannot be found in all their forms."""


@dataclass(frozen=True, slots=True)
class SearchWanted:
    """What is looked for; each part that is given narrows it. Without words, whole passages are found.

    `speaker` is found in the speaker's name, accents and capitals aside. `code` leaves hits that share words with a
    coding of that code or below it, `without` those that share none (`*`: with any code).
    """

    words: str = ""
    mode: Mode = "words"
    text: str = ""
    case: str = ""
    speaker: str = ""
    role: str = ""
    where: tuple[str, ...] = ()
    code: str = ""
    without: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing at all is asked for."""
        return self == SearchWanted(mode=self.mode)


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found: their place in code points, and the passage that they stand in."""

    text: str
    start: int
    end: int
    passage: Passage
    turn: Turn | None


def search(study: Study, wanted: SearchWanted) -> list[Hit]:
    """The hits by text and place; raises BadSearch, NotParsed, BadCondition, UnknownCode."""
    if wanted.empty:
        return []
    texts = _texts(study, wanted)
    finder = _finder(study, wanted)
    coded = _Coded.of(study, wanted.code)
    uncoded = _Coded.of(study, wanted.without)
    hits: list[Hit] = []
    for text in texts:
        turns = {turn.number: turn for turn in text.turns}
        meant = [p for p in text.passages if _is_meant(text, turns.get(p.turn or 0), wanted)]
        if not meant:
            continue
        for passage, start, end in finder(text, meant):
            if coded is not None and not coded.shares(text.id, start, end):
                continue
            if uncoded is not None and uncoded.shares(text.id, start, end):
                continue
            hits.append(Hit(text.id, start, end, passage, turns.get(passage.turn or 0)))
    return hits


def stretched(text: Text, hit: Hit, unit: Unit) -> tuple[int, int]:
    """The place that is coded for a hit: see UNITS."""
    if unit == "words":
        return hit.start, hit.end
    if unit == "passage":
        return hit.passage.start, hit.passage.end
    words = text.quote(hit.passage)
    pieces = [(hit.passage.start + piece.start, hit.passage.start + piece.end) for piece in _trimmed(words)]
    inside = [piece for piece in pieces if piece[0] < hit.end and hit.start < piece[1]]
    return (inside[0][0], inside[-1][1]) if inside else (hit.start, hit.end)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int


def _trimmed(words: str) -> Iterator[_Piece]:
    for span in sentence_pieces(words):
        start, end = span[0], span[1]
        piece = words[start:end]
        yield _Piece(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def _texts(study: Study, wanted: SearchWanted) -> list[Text]:
    if wanted.text:
        study.text(wanted.text)
    chosen = chosen_texts(study, conditions(study, wanted.where)) if wanted.where else study.texts
    return [text for text in chosen.values() if wanted.text in ("", text.id)]


def _is_meant(text: Text, turn: Turn | None, wanted: SearchWanted) -> bool:
    if wanted.case and ((turn.case if turn else None) or text.case) != wanted.case:
        return False
    if wanted.role and (turn is None or turn.role != wanted.role):
        return False
    return not wanted.speaker or (turn is not None and folded(wanted.speaker) in folded(turn.speaker or ""))


Finder = Callable[[Text, Sequence[Passage]], Iterable[tuple[Passage, int, int]]]


def _finder(study: Study, wanted: SearchWanted) -> Finder:
    if not wanted.words.strip():
        return lambda _, passages: ((one, one.start, one.end) for one in passages)
    if wanted.mode == "regex":
        return _regex_finder(wanted.words)
    terms = terms_of(wanted.words)
    places = _lemma_places(study, terms) if wanted.mode == "lemmas" else _word_places
    return lambda text, passages: _together(text, passages, terms, places)


Places = Callable[[Text, tuple[str, ...]], Iterable[tuple[int, int]]]


def _together(
    text: Text, passages: Sequence[Passage], terms: Sequence[Term], places: Places
) -> Iterator[tuple[Passage, int, int]]:
    """Where the terms stand, in the passages that have all of them and none that is excluded."""
    left = {passage.number: passage for passage in passages}
    found: set[tuple[int, int, int]] = set()
    for term in sorted(terms, key=lambda one: not one.excluded):
        here = {(number, *place) for phrase in term.phrases for number, place in _inside(text, places(text, phrase))}
        numbers = {number for number, _, _ in here}
        left = {number: one for number, one in left.items() if (number in numbers) != term.excluded}
        if not left:
            return
        found |= set() if term.excluded else here
    for number, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        if number in left:
            yield left[number], start, end


def _inside(text: Text, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The places that lie in one passage, with its number."""
    passages, at = text.passages, 0
    for start, end in places:
        while at < len(passages) and passages[at].end <= start:
            at += 1
        if at < len(passages) and passages[at].start <= start and end <= passages[at].end:
            yield passages[at].number, (start, end)


def _word_places(text: Text, phrase: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    plain = folded_text(text.content)
    for found in pattern_of(phrase).finditer(plain.words):
        yield plain.place(found.start(), found.end())


def _lemma_places(study: Study, terms: Sequence[Term]) -> Places:
    """Finds phrases whose words stand in any form: those with the dictionary form that a word is or has."""
    analyses = {text.id: analysis_kept(text, study.cache) for text in study.texts.values()}
    if not all(analyses.values()):
        raise NotParsed(
            tr("The texts are being analysed, which the search for all forms of a word needs. Try again in a moment.")
        )
    known = {name: found for name, found in analyses.items() if found is not None}
    words = {word for term in terms for phrase in term.phrases for word in phrase}
    forms = {word: _dictionary_forms(word, known.values()) for word in words}

    def places(text: Text, phrase: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        analysis = known[text.id]
        if len(analysis) < len(phrase):
            return
        plain = _folded_strings(analysis.strings)
        last = len(analysis) - len(phrase) + 1
        fits = np.ones(last, bool)
        for offset, word in enumerate(phrase):
            meant = np.array([one in forms[word] for one in plain], bool)
            fits &= meant[analysis.lemma[offset : last + offset]]
            fits &= analysis.passage[offset : last + offset] == analysis.passage[:last]
        for at in np.flatnonzero(fits).tolist():
            yield int(analysis.start[at]), int(analysis.end[at + len(phrase) - 1])

    return places


def _dictionary_forms(word: str, analyses: Iterable[Analysis]) -> set[str]:
    """The dictionary forms, folded, that a word is itself or that it has anywhere in the study."""
    pattern, found = word_pattern(word), set[str]()
    for analysis in analyses:
        plain = _folded_strings(analysis.strings)
        fits = np.array([pattern.fullmatch(one) is not None for one in plain], bool)
        if not fits.any():
            continue
        either = fits[analysis.lower] | fits[analysis.lemma]
        found.update(plain[number] for number in np.unique(analysis.lemma[either]).tolist())
    return found


@lru_cache(maxsize=1_024)
def _folded_strings(strings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folded(one).strip("'’") for one in strings)


def _regex_finder(expression: str) -> Finder:
    try:
        compiled = regex.compile(expression, regex.IGNORECASE)
    except regex.error as error:
        raise BadSearch(tr("This is no regular expression: {why}.", why=error)) from None
    until = time.monotonic() + SECONDS

    def find(text: Text, passages: Sequence[Passage]) -> Iterator[tuple[Passage, int, int]]:
        for passage in passages:
            left = until - time.monotonic()
            try:
                if left <= 0:
                    raise TimeoutError
                for found in compiled.finditer(text.quote(passage), timeout=left):
                    if found.end() > found.start():
                        yield passage, passage.start + found.start(), passage.start + found.end()
            except TimeoutError:
                raise BadSearch(tr("This expression takes too long: write it more plainly.")) from None

    return find


@dataclass(frozen=True, slots=True)
class _Coded:
    """The codings of a code by text: where they begin and end, each in order."""

    by_text: dict[str, tuple[Int32Array, Int32Array]]

    @classmethod
    def of(cls, study: Study, code: str) -> "_Coded | None":
        """Those of a code and below it (`*`: all); None where no code is asked for."""
        if not code:
            return None
        columns = columns_now(study)
        found: CodedColumns = columns if code == ANY else columns.where(with_code(study, columns, code))
        by_text = {}
        for number, name in enumerate(found.text.names):
            mine = found.text.numbers == number
            if mine.any():
                by_text[name] = np.sort(found.start[mine]), np.sort(found.end[mine])
        return cls(by_text)

    def shares(self, text: str, start: int, end: int) -> bool:
        """Whether one of them shares words with a place."""
        if text not in self.by_text:
            return False
        starts, ends = self.by_text[text]
        return bool(np.searchsorted(starts, end, "left") > np.searchsorted(ends, start, "right"))
