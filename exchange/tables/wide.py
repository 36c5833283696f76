"""Tables with a row an answer: its codes in several columns, or a column a code with a mark where it was given."""

import re
from collections.abc import Sequence

from exchange.tables.columns import columns_by_name, plain
from exchange.tables.reading import Table

_NUMBERED = re.compile(r"(\D+?)[ _]?\d{1,2}")
_MARKS = frozenset({"1", "1.0", "x", "✓", "✔", "yes", "true", "oui", "vrai"})
_NO_MARKS = frozenset({"", "0", "0.0", "no", "false", "non", "faux"})
_CODE = "code"


def unfolded(table: Table) -> tuple[Table, list[str]]:
    """The table with a row for each code of each answer, and the headings of the columns that held codes.

    `Code 1`, `Code 2` … are columns of codes by their headings; so are two or more whose cells are marks (1, x, yes) or
    nothing (0, no), in a table that has no column of codes. Any other table stays as it is. An answer without a code
    keeps a row, so that it can be counted.
    """
    numbered = _numbered(table[0])
    marked = [] if numbered or columns_by_name(table[0]).has("code") else _marked(table)
    held = numbered or marked
    if len(held) < 2:
        return table, []
    others = [at for at in range(len(table[0])) if at not in held]
    rows = [[*(table[0][at] for at in others), _CODE]]
    for row in table[1:]:
        given = [_given(row[at], table[0][at], marks=bool(marked)) for at in held]
        rows.extend([*(row[at] for at in others), code] for code in dict.fromkeys(filter(None, given)) or [""])
    return rows, [table[0][at] for at in held]


def _given(cell: str, heading: str, *, marks: bool) -> str:
    if not marks:
        return cell.strip()
    return heading.strip() if cell.strip().casefold() in _MARKS else ""


def _numbered(headings: Sequence[str]) -> list[int]:
    """The columns `Code 1`, `Code 2` …: one heading with several numbers, which means a code in some language."""
    found: dict[str, list[int]] = {}
    for at, heading in enumerate(headings):
        named = _NUMBERED.fullmatch(plain(heading))
        if named and columns_by_name([named[1].strip()]).has("code"):
            found.setdefault(named[1].strip(), []).append(at)
    return max(found.values(), key=len, default=[])


def _marked(table: Table) -> list[int]:
    """The columns that hold marks and nothing else, each at least one."""
    found = []
    for at, heading in enumerate(table[0]):
        cells = {row[at].strip().casefold() for row in table[1:]}
        if heading.strip() and cells & _MARKS and cells <= _MARKS | _NO_MARKS:
            found.append(at)
    return found
