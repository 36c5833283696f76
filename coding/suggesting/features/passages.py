"""The study's passages as suggesting sees them: which are answers, and to which question."""

from dataclasses import dataclass

import numpy as np

from corpus.arrays import BoolArray, Int64Array
from corpus.front_matter import front_matter
from corpus.text import Text

BACKCHANNEL = 3
"""An interviewer's turn with fewer telling words ("D'accord.") asks nothing: the question before it still holds."""


@dataclass(frozen=True)
class Passages:
    """By passage through the study, shape (passages,): whether it is no answer, and the question's passage.

    `interviewer` is true where an interviewer speaks and for front matter (`Date : …`): no code is suggested there.
    `question` is the number of the passage that asked what this one answers, or -1; `since` counts the passages
    between the two.
    """

    interviewer: BoolArray
    question: Int64Array
    since: Int64Array


def passages_of(texts: "list[Text] | tuple[Text, ...]", telling_words: Int64Array) -> Passages:
    """The passages of these texts, in order; `telling_words` counts those of each passage."""
    asks: list[bool] = []
    answered: list[int] = []
    for text in texts:
        roles = {turn.number: turn.role for turn in text.turns}
        heads = front_matter(text)
        question = -1
        for passage in text.passages:
            number = len(asks)
            is_question = passage.turn is not None and roles.get(passage.turn) == "interviewer"
            if is_question and telling_words[number] >= BACKCHANNEL:
                question = number
            asks.append(is_question or passage.number in heads)
            answered.append(-1 if is_question else question)
    question_of = np.array(answered, np.int64)
    since = np.where(question_of >= 0, np.arange(len(asks)) - question_of - 1, 0)
    return Passages(np.array(asks, bool), question_of, since)
