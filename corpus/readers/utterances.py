"""Utterances of voices, as annotation tools and speech recognition keep them, put in order and joined to blocks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.block import Block
from corpus.clock import clock
from corpus.problem import Problem
from corpus.text import Role
from wording.messages import tr

_WORDS_PER_PASSAGE = 90
_WORDS_AT_MOST = 180
_SECONDS_AT_MOST = 1_000_000
SENTENCE_ENDS = (".", "?", "!", "…", "»", "”")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one voice says: `start` in seconds, None where no time is known; `speaker` is "" for an unknown voice.

    `role` is set where the format says it. An utterance that `continues` may be joined to the one before it.
    """

    text: str
    speaker: str = ""
    start: float | None = None
    role: Role | None = None
    continues: bool = True


def blocks_of(utterances: Iterable[Utterance]) -> tuple[Block, ...]:
    """The utterances as blocks, in their order; neighbours of one voice are joined to passages of about 90 words.

    A passage ends where a sentence does, or after 180 words where none ends. Utterances of an unknown voice are not
    joined to each other, unless no voice at all is known: who says them may change.
    """
    said = [utterance for utterance in utterances if utterance.text.strip()]
    named = any(utterance.speaker for utterance in said)
    return tuple(_joined(said, named))


def unknown_voices(blocks: Sequence[Block], name: str) -> tuple[Problem, ...]:
    """A warning where the format names no voice, or names none for some of what is said."""
    unknown = [block for block in blocks if not block.speaker]
    if not unknown:
        return ()
    if len(unknown) == len(blocks):
        return (Problem(name, tr("it does not name the speakers, who remain unknown."), "warning"),)
    message = tr(
        "{number} of its stretches have no voice; who speaks there remains unknown: “{words}”.",
        number=len(unknown),
        words=unknown[0].text[:60],
    )
    return (Problem(name, message, "warning"),)


def in_time(utterances: Iterable[Utterance]) -> list[Utterance]:
    """The utterances by the time at which they begin; those without a time stay behind the one before them."""
    timed: list[tuple[float, int, Utterance]] = []
    last = 0.0
    for number, utterance in enumerate(utterances):
        last = utterance.start if utterance.start is not None else last
        timed.append((last, number, utterance))
    return [utterance for _, _, utterance in sorted(timed, key=lambda one: one[:2])]


def _joined(said: Sequence[Utterance], named: bool) -> Iterator[Block]:
    waiting: list[Utterance] = []
    for utterance in said:
        if waiting and not _go_together(waiting, utterance, named):
            yield _block(waiting)
            waiting = []
        waiting.append(utterance)
    if waiting:
        yield _block(waiting)


def _go_together(waiting: Sequence[Utterance], utterance: Utterance, named: bool) -> bool:
    if waiting[-1].speaker != utterance.speaker or not utterance.continues or (named and not utterance.speaker):
        return False
    words = sum(len(one.text.split()) for one in waiting)
    ended = waiting[-1].text.rstrip().endswith(SENTENCE_ENDS)
    return words < _WORDS_PER_PASSAGE or (not ended and words < _WORDS_AT_MOST)


def _block(utterances: Sequence[Utterance]) -> Block:
    first = utterances[0]
    text = " ".join(" ".join(one.text.split()) for one in utterances)
    time = clock(first.start) if first.start is not None and 0 <= first.start < _SECONDS_AT_MOST else None
    return Block(text, speaker=first.speaker, timestamp=time, role=first.role)
