"""A file of decisions that a person made elsewhere: a row each, of CSV or XLSX, with columns by name."""

from collections.abc import Sequence
from pathlib import Path

from corpus.file_content import bytes_of
from corpus.problem import Problem
from corpus.readers.encoding import UnreadableFile
from corpus.readers.sheets import read_sheets
from wording.messages import tr


def read_rows(
    path: Path, *, required: Sequence[str], optional: Sequence[str] = ()
) -> tuple[list[tuple[str, dict[str, str]]], tuple[Problem, ...]]:
    """The rows of a file, each with its place (`file:line`), and what is wrong with the file; empty rows are left out.

    Nothing is read from a file that lacks a required column or has one of another name.
    """
    try:
        sheets, problems = read_sheets(bytes_of(path), path.name)
    except UnreadableFile as error:
        return [], (Problem(path.name, str(error)),)
    if not sheets or len(sheets[0].rows) < 2:
        return [], (*problems, Problem(path.name, tr("contains no decisions.")))
    header, *rows = sheets[0].rows
    columns = [column.strip().lower() for column in header]
    missing = [column for column in required if column not in columns]
    unknown = [column for column in columns if column and column not in (*required, *optional)]
    if missing:
        return [], (Problem(f"{path.name}:1", tr("lacks the column(s) {columns}.", columns=", ".join(missing))),)
    if unknown:
        known = ", ".join((*required, *optional))
        message = tr("has unknown columns: {columns}. Choose from: {known}.", columns=", ".join(unknown), known=known)
        return [], (Problem(f"{path.name}:1", message),)
    lines = sheets[0].lines[1:]
    found = [
        (f"{path.name}:{line}", dict(zip(columns, row, strict=False)))
        for line, row in zip(lines, rows, strict=True)
        if any(row)
    ]
    return found, problems
