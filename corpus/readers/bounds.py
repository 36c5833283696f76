"""How much text a file may have: more than anybody codes, and little enough to be read within seconds."""

from collections.abc import Callable
from functools import wraps

from corpus.block import Extract
from corpus.readers.encoding import UnreadableFile
from wording.messages import tr

CHARACTERS_AT_MOST = 10_000_000
"""Characters of one text: about 200 hours of speech. Each takes some 25 bytes while its turns are found."""
LINES_AT_MOST = 40_000
"""Lines and paragraphs of one text: ten times those of the longest interviews; each takes some 0.1 ms."""
PLAIN_BYTES_AT_MOST = 20_000_000
"""Bytes of a file that is nothing but text."""
PLAIN = frozenset((".txt", ".text", ".md", ".markdown", ".srt", ".vtt", ".html", ".htm", ".xhtml", ".json", ".otr"))

Reader = Callable[[bytes, str], Extract]
"""A reader takes a file's bytes and its name and returns its blocks; it raises nothing but UnreadableFile."""


def bounded(reader: Reader, suffix: str) -> Reader:
    """The reader, refusing files with more text than is read."""

    @wraps(reader)
    def read(data: bytes, name: str) -> Extract:
        if suffix in PLAIN and len(data) > PLAIN_BYTES_AT_MOST:
            raise too_long(name, len(data))
        extract = reader(data, name)
        characters = sum(len(block.text) for block in extract.blocks)
        if characters > CHARACTERS_AT_MOST:
            raise too_long(name, characters)
        if sum(block.text.count("\n") + 1 for block in extract.blocks) > LINES_AT_MOST:
            raise UnreadableFile(
                tr("{name} has more than {most} lines or paragraphs. Split it.", name=name, most=LINES_AT_MOST)
            )
        return extract

    return read


def too_long(name: str, characters: int) -> UnreadableFile:
    """The reason for which a file of so many characters is refused."""
    return UnreadableFile(
        tr(
            "{name} has about {size} million characters of text, but no more than {most} million are read. Split it.",
            name=name,
            size=characters // 10**6,
            most=CHARACTERS_AT_MOST // 10**6,
        )
    )
