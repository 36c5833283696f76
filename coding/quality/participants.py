"""Whose words codings are: the respondents of interviews, with how many codings and codes each has."""

from collections.abc import Mapping

import numpy as np

from coding.quality.account import Participant, QuotedParticipants
from coding.records.columns import CodedColumns
from corpus.text import Text, Turn


def quoted(texts: Mapping[str, Text], codings: CodedColumns) -> QuotedParticipants:
    """The respondents of every interview, in order of text and first turn, and the codings in other words.

    A coding is in the words of the first turn that it touches.
    """
    participants: list[Participant] = []
    counts = {"document": 0, "interview": 0}
    for text in texts.values():
        # Columns are in order of text: those of one text lie together.
        number = codings.text.number(text.id)
        first, after = np.searchsorted(codings.text.numbers, [number, number + 1]) if number >= 0 else (0, 0)
        inside = codings.where(np.arange(first, after))
        counts[text.kind] += len(inside)
        if text.kind == "interview":
            participants.extend(_respondents(text, inside))
    return QuotedParticipants(tuple(participants), counts["document"], counts["interview"])


def _respondents(text: Text, codings: CodedColumns) -> list[Participant]:
    turns = text.turns
    respondents = list(dict.fromkeys(turn.speaker for turn in turns if turn.role == "respondent"))
    speaking = _turn_of(turns, codings)
    found = []
    for name in respondents:
        theirs = [i for i, turn in enumerate(turns) if turn.role == "respondent" and turn.speaker == name]
        chosen = np.isin(speaking, theirs)
        codes = len(np.unique(codings.code.numbers[chosen]))
        found.append(Participant(text.id, text.case, name, int(chosen.sum()), codes))
    return found


def _turn_of(turns: tuple[Turn, ...], codings: CodedColumns) -> np.ndarray:
    """For each coding the position of the first turn it touches, -1 where it touches none."""
    starts = np.array([*(turn.start for turn in turns), np.iinfo(np.int32).max])
    ends = np.array([turn.end for turn in turns], np.int64)
    first = np.searchsorted(ends, codings.start, side="right")
    return np.where(starts[first] < codings.end, first, -1)
