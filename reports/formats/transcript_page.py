"""A coded transcript as one self-contained accessible HTML page: words, bars beside them, codings in the margin."""

from collections.abc import Iterator
from typing import Any

from reports.figures.palette import MANY
from reports.formats.page import css_string, environment
from reports.transcript_line import CodedTranscript
from wording.catalogues import say


def transcript_page(transcript: CodedTranscript, *, study: str) -> Iterator[str]:
    """The page in pieces, in UTF-8; `study` is the study's title."""
    values: dict[str, Any] = {
        "transcript": transcript,
        "study": study,
        "language": transcript.language,
        "colours": MANY,
        "colour": lambda number: MANY[number % len(MANY)],
        "css": css_string,
        "say": lambda key, **words: say(key, transcript.language, **words),
    }
    stream = environment().get_template("transcript.html.j2").stream(values)
    stream.enable_buffering(500)
    return stream
