"""Rolling captions: a line that is shown again while the next one comes is read once."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from corpus.readers.cue_lines import CueLines, plain, with_lines

_SHARE = 0.4
"""The minimum share of cues that begin with what was shown before them; people repeat themselves far less often."""
_GAP = 0.5
"""The seconds that may pass between two cues of which the second shows the first again."""
_SAMPLE = 2000
_NEARLY_ALL = 0.8
"""Where this share of cues shows the one before again, any time may pass between them."""


def are_rolling(cues: Sequence[CueLines]) -> bool:
    """Whether cues show lines again: those of automatic captions on a video, or live captions that grow."""
    return _gap(cues) is not None


def _gap(cues: Sequence[CueLines]) -> float | None:
    """The seconds that may pass between two cues which show the same line; None where cues do not show lines again."""
    pairs = [(before, cue) for before, cue in pairwise(cues) if before.lines and cue.lines]
    for gap, share, some in ((_GAP, _SHARE, pairs), (inf, _NEARLY_ALL, pairs[:_SAMPLE])):
        again = sum(_repeated(before, cue, gap) != (0, "") for before, cue in some)
        if again >= 2 and again >= share * len(some):
            return gap
    return None


def unrolled(cues: Sequence[CueLines]) -> list[CueLines]:
    """The cues of rolling captions with each line where it is first shown."""
    gap = _gap(cues)
    if gap is None:
        return list(cues)
    once = [cues[0]]
    for before, cue in pairwise(cues):
        number, grown = _repeated(before, cue, gap)
        lines = list(cue.lines[number:])
        if grown:
            lines[0] = plain(lines[0])[len(grown) :].strip()
        once.append(with_lines(cue, [line for line in lines if plain(line)]))
    return [cue for cue in once if cue.lines]


def _repeated(before: CueLines, cue: CueLines, gap: float) -> tuple[int, str]:
    """How many lines of a cue repeat the last ones of the cue before it, and the beginning of a line that has grown."""
    if cue.start - before.end > gap:
        return 0, ""
    shown, now = [plain(line) for line in before.lines], [plain(line) for line in cue.lines]
    for number in range(min(len(shown), len(now)), 0, -1):
        if shown[-number:] == now[:number]:
            return number, ""
        if shown[-number:-1] == now[: number - 1] and now[number - 1].startswith(f"{shown[-1]} "):
            return number - 1, shown[-1]
    return 0, ""
