"""Cells of CSV files that a spreadsheet would run as a formula: guarded by an apostrophe, and read without it."""

import re

BEGINNING = "=+\\-@\t\r\n＝＋－＠"
"""What spreadsheets take for the beginning of a formula (OWASP, CSV Injection)."""
_FORMULA = re.compile(rf"'*[{BEGINNING}].", re.DOTALL)
_GUARDED = re.compile(rf"''*[{BEGINNING}].", re.DOTALL)
_NUMBER = re.compile(r"-\d[\d\s.,]*%?")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run; a negative number stays as it is.

    A cell that begins with an apostrophe and a formula gets one more, so that `unguarded` gives back every cell.
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell
