"""Tables that were read as one document although their rows may be answers to a survey."""

from collections.abc import Sequence
from pathlib import Path

from corpus.answers import NOT_TEXT, SUFFIXES, TEXTS, page_like
from corpus.file_content import bytes_of
from corpus.problem import Problem
from corpus.readers.encoding import UnreadableFile
from corpus.readers.sheets import read_sheets, with_titles
from corpus.readers.table_columns import talk_columns
from wording.messages import tr

_SENTENCE = 6
"""A cell of this many words may be a sentence."""


def rows_in_doubt(path: Path) -> tuple[Problem, ...]:
    """A doubt where a table that is read as one document, and is no conversation, may hold one answer per row."""
    try:
        sheets, _ = read_sheets(bytes_of(path), path.name) if path.suffix.lower() in SUFFIXES else ((), ())
    except UnreadableFile:
        return ()
    if len(sheets) != 1 or len(sheets[0].rows) < 3 or talk_columns(sheets[0].rows) is not None:
        return ()
    sheet = with_titles(sheets[0])
    columns = [(title, [row[at] for row in sheet.rows[1:] if row[at]]) for at, title in enumerate(sheet.rows[0])]
    asked = [title for title, cells in columns if _may_answer(title, cells)]
    if not asked or any(page_like(title) for title in sheet.rows[0]):
        return ()
    message = tr(
        "was read as a single document. If its rows are answers to a survey, choose their columns, e.g. with "
        "--text {column!r}.",
        column=asked[0],
    )
    return (Problem(path.name, message, "warning"),)


def _may_answer(title: str, cells: Sequence[str]) -> bool:
    """Whether these cells below a title may be free answers: it says so or asks, or some are sentences."""
    if all(NOT_TEXT.fullmatch(cell) for cell in cells):
        return False
    sentences = sum(len(cell.split()) >= _SENTENCE for cell in cells)
    return bool(TEXTS.fullmatch(title) or title.endswith("?")) or (sentences > 1 and len(set(cells)) > 2)
