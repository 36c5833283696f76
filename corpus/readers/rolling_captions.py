"""Rolling captions: a line that is shown again while the next one comes is read once."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from corpus.readers.cue_lines import CueLines, has_words, plain, with_lines

_SHARE = 0.4
"""The minimum share of cues that begin with what was shown before them; people repeat themselves far less often."""
_GAP = 0.5
"""The seconds that may pass between two cues of which the second shows the first again."""
_SAMPLE = 2000
_NEARLY_ALL = 0.8
"""Where this share of cues shows the one before again, any time may pass between them."""


def unrolled(cues: Sequence[CueLines]) -> list[CueLines] | None:
    """The cues with each line where it is first shown; None where they do not show lines again.

    Those that do are automatic captions on a video, or live captions that grow.
    """
    words = [[plain(line) for line in cue.lines] for cue in cues]
    gap = _gap(cues, words)
    if gap is None:
        return None
    once = [cues[0]]
    for (before, shown), (cue, now) in pairwise(zip(cues, words, strict=True)):
        number, grown = _repeated(shown, now) if cue.start - before.end <= gap else (0, "")
        lines = list(cue.lines[number:])
        if grown:
            lines[0] = now[number][len(grown) :].strip()
        once.append(with_lines(cue, [line for line in lines if has_words(line)]) if number or grown else cue)
    return [cue for cue in once if cue.lines]


def _gap(cues: Sequence[CueLines], words: Sequence[Sequence[str]]) -> float | None:
    """The seconds that may pass between two cues which show the same line; None where cues do not show lines again."""
    pairs = [pair for pair in pairwise(range(len(cues))) if words[pair[0]] and words[pair[1]]]
    for gap, share, some in ((_GAP, _SHARE, pairs), (inf, _NEARLY_ALL, pairs[:_SAMPLE])):
        near = [(one, other) for one, other in some if cues[other].start - cues[one].end <= gap]
        again = sum(_repeated(words[one], words[other]) != (0, "") for one, other in near)
        if again >= 2 and again >= share * len(some):
            return gap
    return None


def _repeated(shown: Sequence[str], now: Sequence[str]) -> tuple[int, str]:
    """How many lines of a cue repeat the last ones of the cue before it, and the beginning of a line that has grown."""
    for number in range(min(len(shown), len(now)), 0, -1):
        if shown[-number:] == now[:number]:
            return number, ""
        if shown[-number:-1] == now[: number - 1] and now[number - 1].startswith(f"{shown[-1]} "):
            return number - 1, shown[-1]
    return 0, ""
