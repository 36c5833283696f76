"""Machine transcripts that number their voices (`(speaker 0) …`, `SPEAKER_00` above lines) or mark their changes."""

import re
from collections.abc import Container, Sequence

from corpus.clock import TIME, as_timestamp
from corpus.speech.messages import Message

_SPAN = rf"(?:\[\s*{TIME}(?:\s*-->\s*{TIME})?\s*\]\s*(?:[-–]\s)?)"
_VOICE = r"(?:speaker|spk|locuteur|locutrice|intervenant|voix|voice|voz)"
_IN_LINE = re.compile(
    rf"(?P<time>{_SPAN})?\s*\((?P<name>{_VOICE}[ _-]?(?P<number>\d{{1,2}}|[A-Z]|\?))\)\s*", re.IGNORECASE
)
_ABOVE = re.compile(r"(?P<name>SPEAKER_\d{2,}|Speaker undefined)\s*:?")
TURN_MARK = re.compile(r"\[SPEAKER[ _]TURN\]", re.IGNORECASE)
"""What whisper.cpp writes where it hears another voice."""
_TIMED = re.compile(rf"(?P<time>{_SPAN})\s*(?=\S)")


def numbered_voices(texts: Sequence[str]) -> dict[int, Message] | None:
    """The labels `(speaker 0)` by number of line, as whisper.cpp has them; None where not half the lines do."""
    found = {number: match for number, text in enumerate(texts) if (match := _IN_LINE.match(text))}
    if len(found) < 2 or 2 * len(found) < len([text for text in texts if text]):
        return None
    return {
        number: Message("" if m["number"] == "?" else m["name"], m.end(), as_timestamp(m["time"] or ""), "given")
        for number, m in found.items()
    }


def voices_between(texts: Sequence[str], marks: Container[int]) -> dict[int, Message] | None:
    """A voice without a name at the first line and behind each of these `marks`; None where there are none."""
    lines: dict[int, Message] = {}
    opens, marked = True, False
    for number, text in enumerate(texts):
        if number in marks:
            opens = marked = True
        elif opens and text:
            lines[number], opens = Message(form="given"), False
    return lines if marked else None


def diarised_lines(texts: Sequence[str]) -> dict[int, Message] | None:
    """The labels of a text with `SPEAKER_00` on lines of their own, above speech with times (as aTrain writes it)."""
    above = {number: match["name"] for number, text in enumerate(texts) if (match := _ABOVE.fullmatch(text))}
    timed = {number: match for number, text in enumerate(texts) if (match := _TIMED.match(text))}
    if not above or len(timed) < len(above):
        return None
    lines: dict[int, Message] = {}
    name = ""
    for number, text in enumerate(texts):
        if number in above:
            name = "" if above[number].endswith("undefined") else above[number]
            following = timed.get(number + 1)
            time = as_timestamp(following["time"]) if following else None
            lines[number] = Message(name, len(text), time, "given")
        elif number in timed and number > min(above):
            lines[number] = Message(name, timed[number].end(), as_timestamp(timed[number]["time"]), "given")
    return lines
