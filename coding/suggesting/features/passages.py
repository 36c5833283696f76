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
"""An interviewer's turn with fewer telling words ("D'accord.") asks nothing: the question before it still holds."""
GUIDE_WORDS = 3
"""A line of a guide has as many words or more."""
GUIDE_TEXTS = 3
"""A line of a guide is in as many texts or more, and in half of those with turns."""
_LETTERS = re.compile(r"[^\W_]+")


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
    guides = _guides(texts)
    asks: list[bool] = []
    answered: list[int] = []
    for text in texts:
        asking = {turn.number for turn in text.turns if turn.role == "interviewer" or turn.speaker in guides}
        heads = front_matter(text)
        question = -1
        for passage in text.passages:
            number = len(asks)
            is_question = passage.turn in asking
            if is_question and telling_words[number] >= BACKCHANNEL:
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
    lines = {text.id: {_plain(text.quote(passage)) for passage in text.passages} for text in spoken}
    often = Counter(line for found in lines.values() for line in found if line.count(" ") >= GUIDE_WORDS - 1)
    least = max(GUIDE_TEXTS, len(spoken) / 2)
    recurring = {line for line, count in often.items() if count >= least}
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


def _plain(line: str) -> str:
    return " ".join(_LETTERS.findall(line.casefold()))
