"""Doubts about a conversation that was read: words that nobody says, and a second interview in the same file."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.front_matter import is_front_matter, opening, second_interview
from corpus.problem import Problem
from corpus.spans import Span, joined
from corpus.speech.layout import TextLayout
from corpus.text import Passage, Turn
from wording.messages import quoted, tr, tr_n


def second_interview_in(layout: TextLayout, turns: Sequence[Turn], name: str) -> Iterator[Problem]:
    """A doubt where a file seems to hold two interviews: by its titles and facts, else by times that begin anew."""
    number = second_interview([layout.text(line) for line in layout.lines])
    if number is None and (start := _times_begin_anew(turns)) is not None:
        number = next((n for n, line in enumerate(layout.lines) if line.end > start), None)
    if number is not None:
        line = layout.lines[number]
        message = tr(
            "another interview seems to begin here: {words}. If so, split the file, so that each has its own case.",
            words=quoted(layout.text(line)[:60]),
        )
        yield Problem(f"{name}:{layout.line_number(line.start)}", message, "warning")


def _times_begin_anew(turns: Sequence[Turn]) -> int | None:
    """Where the turn stands whose time is in the first minute again after five; None where all go on."""
    times = [(turn.start, seconds) for turn in turns if (seconds := _seconds(turn.timestamp)) is not None]
    if not times or times[0][1] >= 60:
        return None
    return next((start for (_, before), (start, now) in pairwise(times) if before >= 300 and now < 60), None)


def _seconds(timestamp: str | None) -> float | None:
    parts = (timestamp or "").replace(",", ".").split(":")
    try:
        return sum(float(part) * 60.0**power for power, part in enumerate(reversed(parts)))
    except ValueError:
        return None


def unspoken(layout: TextLayout, passages: Sequence[Passage], name: str, notices: Sequence[Span]) -> Iterator[Problem]:
    """A doubt that counts the words outside all turns; a title, metadata and a tool's notices are no speech."""
    known = opening(passages, layout.content)
    outside = [p for p in passages if p.turn is None and p.level is None and p.number not in known]
    outside = [p for p in outside if not is_front_matter(layout.content[p.start : p.end], first=False)]
    by_tool = joined(notices)
    outside = [p for p in outside if not any(start <= p.start and p.end <= end for start, end in by_tool)]
    words = sum(len(layout.content[passage.start : passage.end].split()) for passage in outside)
    if not words:
        return
    beginning = " ".join(layout.content[outside[0].start : outside[0].end].split()[:8])
    message = tr_n(
        "{n} word is in no turn, so nobody is known to say it: {words}. It can be coded. If it is speech, name the "
        "speakers with --speakers.",
        "{n} words are in no turn, so nobody is known to say them; they begin with {words}. They can be coded. If they "
        "are speech, name the speakers with --speakers.",
        words,
        words=quoted(beginning),
    )
    yield Problem(f"{name}:{layout.line_number(outside[0].start)}", message, "warning")
