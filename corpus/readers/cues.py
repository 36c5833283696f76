"""Stretches of speech with times: short ones of one voice are joined into passages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.block import Block
from corpus.clock import clock

_WORDS_PER_PASSAGE = 90
SENTENCE_ENDS = (".", "?", "!", "…", "»", "”", '"')


@dataclass(slots=True)
class Cue:
    """Words that are shown or said at a time, in seconds.

    `voice` is as a block's speaker: None where nothing is said about it, empty where it is unknown. `apart` means that
    another voice begins here, although neither is named.
    """

    seconds: float
    text: str
    voice: str | None = None
    apart: bool = False


def passages_of(cues: Sequence[Cue]) -> list[Block]:
    """One block for each stretch by one voice, cut at sentence ends into passages of about 90 words."""
    blocks: list[Block] = []
    start = 0
    for number in range(1, len(cues) + 1):
        if number == len(cues) or cues[number].voice != cues[start].voice or cues[number].apart:
            blocks.extend(_cut(cues[start:number]))
            start = number
    return blocks


def _cut(cues: Sequence[Cue]) -> Iterator[Block]:
    words: list[str] = []
    began = cues[0].seconds
    for cue in cues:
        if not words:
            began = cue.seconds
        words.extend(cue.text.split())
        if len(words) >= _WORDS_PER_PASSAGE and cue.text.endswith(SENTENCE_ENDS[:5]):
            yield Block(" ".join(words), form="cue", speaker=cue.voice, timestamp=clock(began))
            words = []
    if words:
        yield Block(" ".join(words), form="cue", speaker=cues[-1].voice, timestamp=clock(began))
