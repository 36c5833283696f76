"""The study's passages as suggesting sees them: which are answers, and to which question."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.arrays import BoolArray, Int64Array
from corpus.front_matter import front_matter
from corpus.text import Text

BACKCHANNEL = 3
"""An interviewer's turn with fewer telling words asks nothing ("D'accord.") unless it ends in a question mark ("Et le
budget ?") and has one: the question before it still holds."""
GUIDE_WORDS = 3
"""A line of a guide has as many words or more."""
GUIDE_LINES = 3
"""A guide that no speaker reads out has so many lines or more."""
GUIDE_TEXTS = 3
"""A line of a guide is in as many texts or more, and in half of them."""
_LETTERS = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"^(?:q|question)? ?\d+ (?:[a-z] )?")


@dataclass(frozen=True)
class Passages:
    """By passage through the study, shape (passages,): whether it is no answer, and the question's passage.

    `interviewer` is true where an interviewer speaks or a guide is read out, and for front matter (`Date : …`): no code
    is suggested there.
    `question` is the number of the passage that asked what this one answers, or -1; `since` counts the passages
    between the two.
    """

    interviewer: BoolArray
    question: Int64Array
    since: Int64Array


def passages_of(texts: Sequence[Text], telling_words: Int64Array) -> Passages:
    """The passages of these texts, in order; `telling_words` counts those of each passage."""
    guides, lines = _guides(texts), _guide_lines(texts)
    asks: list[bool] = []
    answered: list[int] = []
    for text in texts:
        asking = {turn.number for turn in text.turns if turn.role == "interviewer" or turn.speaker in guides}
        heads = front_matter(text)
        recited = lines.get(text.id, frozenset())
        question = -1
        for passage in text.passages:
            number = len(asks)
            is_line = passage.number in recited
            is_question = is_line or passage.turn in asking
            least = 1 if is_question and text.quote(passage).rstrip().endswith("?") else BACKCHANNEL
            if is_line or (is_question and telling_words[number] >= least):
                question = number
            asks.append(is_question or passage.number in heads)
            answered.append(-1 if is_question else question)
    question_of = np.array(answered, np.int64)
    since = np.where(question_of >= 0, np.arange(len(asks)) - question_of - 1, 0)
    return Passages(np.array(asks, bool), question_of, since)


def _guides(texts: Sequence[Text]) -> set[str]:
    """The speakers who read out a guide: over half of what they say recurs, word for word, in half of the texts.

    A task or a topic guide is often labelled like a speaker (`Task`, `Consigne`). Only a whole speaker is one: an
    answer that recurs ("I agree to take part") stays an answer. With fewer than three texts with turns nothing recurs.
    """
    spoken = [text for text in texts if text.turns]
    recurring = _recurring([[_plain(text.quote(passage)) for passage in text.passages] for text in spoken])
    if not recurring:
        return set()
    said: Counter[str] = Counter()
    recited: Counter[str] = Counter()
    for text in spoken:
        speakers = {turn.number: turn.speaker for turn in text.turns}
        for passage in text.passages:
            speaker = speakers.get(passage.turn) if passage.turn is not None else None
            if speaker:
                said[speaker] += 1
                recited[speaker] += _plain(text.quote(passage)) in recurring
    return {speaker for speaker in said if recited[speaker] > said[speaker] / 2}


def _guide_lines(texts: Sequence[Text]) -> dict[str, frozenset[int]]:
    """The passages of each text, by number, that read out a guide where nobody is named: its lines, or headings.

    Such a line recurs in half of the texts, whatever its number, and most often something that does not recur follows
    it: an answer that recurs stays one. One or two such lines ("(The participant reads the task.)") are no guide.
    """
    written: dict[str, list[tuple[int, str]]] = {}
    for text in texts:
        named = {turn.number for turn in text.turns if turn.speaker}
        spoken = [passage for passage in text.passages if passage.turn not in named]
        if spoken:
            written[text.id] = [(p.number, _NUMBER.sub("", _plain(text.quote(p)))) for p in spoken]
    recurring = _recurring([[line for _, line in lines] for lines in written.values()])
    found: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for lines in written.values():
        for (number, line), (following, answer) in zip(lines, [*lines[1:], (0, "")], strict=True):
            found[line] += 1
            answered[line] += following == number + 1 and answer not in recurring
    asking = {line for line in recurring if answered[line] > found[line] / 2}
    if len(asking) < GUIDE_LINES:
        return {}
    return {text: frozenset(n for n, line in lines if line in asking) for text, lines in written.items()}


def _recurring(texts: Sequence[Sequence[str]]) -> set[str]:
    """The lines of GUIDE_WORDS or more that are in half of these texts, and in GUIDE_TEXTS or more."""
    often = Counter(line for lines in texts for line in set(lines) if line.count(" ") >= GUIDE_WORDS - 1)
    return {line for line, count in often.items() if count >= max(GUIDE_TEXTS, len(texts) / 2)}


def _plain(line: str) -> str:
    return " ".join(_LETTERS.findall(line.casefold()))
