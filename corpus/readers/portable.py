"""pdf: the lines of each page with their position, size and weight."""

import re
import zlib
from math import hypot
from typing import Any

from corpus.block import Extract
from corpus.problem import Problem
from corpus.readers.encoding import UnreadableFile
from corpus.readers.pages import paragraphs
from corpus.readers.printed_line import PrintedLine
from wording.messages import tr, tr_n

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
UNPACKED_AT_MOST = 32 * 2**20
"""Bytes of one part of a file when it is unpacked."""
PAGES_AT_MOST = 20_000
_STREAM = re.compile(rb"<<(?P<about>[^\0]{0,400}?)>>\s{0,4}stream\r?\n")
_NO_PAGE = re.compile(rb"/Subtype\s*/Image|/FontFile|/Length1")
_SPLIT_LIGATURE = re.compile(r"(?:ff?[il]|ff) (?=\w)")


def read(data: bytes, name: str) -> Extract:
    """The paragraphs of a PDF with their pages.

    Raises UnreadableFile where it is damaged, protected by a password, or scanned (pictures without text).
    """
    pages, wordless = _pages(data, name)
    if not any(pages):
        raise UnreadableFile(
            tr_n(
                "{name} has no text on its one page: it is scanned or drawn. "
                "Run text recognition on it first (`ocrmypdf in.pdf out.pdf`), then add the result.",
                "{name} has no text on any of its {n} pages: it is scanned or drawn. "
                "Run text recognition on it first (`ocrmypdf in.pdf out.pdf`), then add the result.",
                len(pages),
                name=name,
            )
        )
    problems = [
        Problem(f"{name} page {number}", tr("has pictures but no text, and pictures are not read."), "warning")
        for number in wordless
    ]
    return Extract(tuple(paragraphs(pages)), problems=tuple(problems))


def _check_streams(data: bytes, name: str) -> None:
    """Refuse a file of which a packed part that is no picture would fill the memory: PDFium unpacks it whole."""
    for found in _STREAM.finditer(data):
        if _NO_PAGE.search(found.group("about")) or b"FlateDecode" not in found.group("about"):
            continue
        unpacking = zlib.decompressobj()
        try:
            size = len(unpacking.decompress(data[found.end() : found.end() + UNPACKED_AT_MOST], UNPACKED_AT_MOST))
        except zlib.error:
            continue
        if size >= UNPACKED_AT_MOST:
            raise UnreadableFile(
                tr(
                    "{name} has a part that unpacks to more than {most} MB, more than any page. Export the file again.",
                    name=name,
                    most=UNPACKED_AT_MOST // 2**20,
                )
            )


def _pages(data: bytes, name: str) -> tuple[list[list[PrintedLine]], list[int]]:
    import pypdfium2

    _check_streams(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile(
                tr("{name} is protected by a password. Save it without one and add it again.", name=name)
            ) from error
        raise UnreadableFile(
            tr("{name} is damaged or not a PDF ({error}). Export it again, or find a copy.", name=name, error=error)
        ) from error
    pages: list[list[PrintedLine]] = []
    wordless: list[int] = []
    try:
        for number in range(len(document)):
            if number == PAGES_AT_MOST:
                raise UnreadableFile(tr("{name} has more than {most} pages. Split it.", name=name, most=PAGES_AT_MOST))
            page = document[number]
            lines = _lines(page, number + 1)
            if not lines and next(page.get_objects(max_depth=2), None) is not None:
                wordless.append(number + 1)
            pages.append(lines)
            page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(
            tr(
                "{name} page {page} is damaged ({error}). Export the file again.",
                name=name,
                page=len(pages) + 1,
                error=error,
            )
        ) from error
    finally:
        document.close()
    return pages, wordless


def _lines(page: Any, number: int) -> list[PrintedLine]:
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    lines: list[PrintedLine] = []
    start = 0
    for piece in re.split(r"(\r\n|\n|\r)", text):
        line = _line(textpage, piece, start, number)
        if line is not None:
            lines.append(line)
        start += len(piece)
    textpage.close()
    return lines


def _line(textpage: Any, piece: str, start: int, number: int) -> PrintedLine | None:
    import pypdfium2.raw as raw

    visible = [start + offset for offset, c in enumerate(piece) if not c.isspace()]
    if not visible or visible[-1] >= textpage.count_chars():
        return None
    first, last = textpage.get_charbox(visible[0]), textpage.get_charbox(visible[-1])
    size = round(_size(textpage, visible[len(visible) // 2]), 1)
    heavy = all(raw.FPDFText_GetFontWeight(textpage.raw, place) >= 600 for place in (visible[0], visible[-1]))
    clean = _without_note_signs(textpage, _rejoined(textpage, piece, start), start, size)
    clean = clean.replace("\ufffe", "\u00ad").replace("\x02", "\u00ad").strip()
    for sign, letters in _LIGATURES.items():
        clean = clean.replace(sign, letters)
    if not clean:
        return None
    bottom, top = min(first[1], last[1]), max(first[3], last[3])
    return PrintedLine(clean, number, first[0], last[2], bottom, top, size, heavy)


def _size(textpage: Any, place: int) -> float:
    """The printed size of a letter in points: the size of its font times the scale of the page."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(textpage.raw, place, matrix):
        scale = hypot(matrix.c, matrix.d)
    return float(raw.FPDFText_GetFontSize(textpage.raw, place) * scale)


def _rejoined(textpage: Any, piece: str, start: int) -> str:
    """The line with words rejoined that a ligature had split (`fi able`): the space after it has no width.

    A mark (U+2060) replaces such a space, so that offsets in the line remain those on the page.
    """
    for found in _SPLIT_LIGATURE.finditer(piece):
        blank = start + found.end() - 1
        if blank + 1 >= textpage.count_chars():
            continue
        ligature, sign, following = (textpage.get_charbox(place) for place in (blank - 1, blank, blank + 1))
        narrow = following[0] - ligature[2] < 0.12 * max(_size(textpage, blank - 1), 1)
        if narrow or sign[0] < ligature[2] - 0.05 * _size(textpage, blank - 1):
            piece = f"{piece[: found.end() - 1]}\u2060{piece[found.end() :]}"
    return piece


def _without_note_signs(textpage: Any, piece: str, start: int, size: float) -> str:
    """The line without the small raised numbers that refer to footnotes."""
    kept: list[str] = []
    for offset, letter in enumerate(piece):
        if letter.isdecimal() and kept and not kept[-1].isspace() and not kept[-1].isdecimal():
            place = start + offset
            small = _size(textpage, place) < 0.8 * size
            raised = small and textpage.get_charbox(place)[1] > textpage.get_charbox(max(place - 1, 0))[1] + 0.1 * size
            if raised and kept[-1] not in "mkcd²":
                kept.append("\u2060")
                continue
        if letter.isdecimal() and kept and kept[-1] == "\u2060":
            continue
        kept.append(letter)
    return "".join(kept).replace("\u2060", "")
