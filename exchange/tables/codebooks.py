"""Plain codebooks as tables: a code per row, its definition and colour; the tree by a path, a parent, or columns."""

import re
from collections.abc import Mapping

from exchange.gathering import Gathering
from exchange.guids import guid_of
from exchange.project import Group
from exchange.tables.columns import Columns, columns_by_name, path_of, plain
from exchange.tables.reading import Table

_BULLET = re.compile(r"^[●•○◆▪*–-]\s+")
_GROUP = re.compile(r"(?:code )?(?:group|groupe|gruppe|grupo)s?(?: \d+)?")


def is_codebook(table: Table) -> bool:
    """Whether a table lists codes, and no passages."""
    found = columns_by_name(table[0])
    return found.has("code") and not found.has("words") and not found.has("document")


def in_levels(table: Table) -> bool:
    """Whether a codebook has a column for each level of its tree, as ATLAS.ti's list of codes does."""
    return len(_levels(table, columns_by_name(table[0]))) > 1


def joined_names(made: Gathering) -> dict[str, tuple[str, ...]]:
    """The path of each code below another by the one name that ATLAS.ti's other tables have for it: `Above: Below`."""
    return {": ".join(path): path for path in made.codes if len(path) > 1}


def told_path(made: Gathering, name: str) -> tuple[str, ...]:
    """The path that a code's name writes; that it was taken for one is remembered, to be told."""
    path = path_of(name)
    if len(path) > 1:
        made.parted_names.setdefault(name, path)
    return path


def add_codebook(made: Gathering, table: Table, joined: Mapping[str, tuple[str, ...]]) -> None:
    """Add the codes of a table; `joined` gives the path of a name that stands for one."""
    columns = columns_by_name(table[0])
    definition = columns.at.get("definition", columns.at.get("memo"))
    levels = _levels(table, columns)
    above: list[str] = []
    by_name: dict[str, tuple[str, ...]] = {}
    groups: dict[str, list[str]] = {}
    number = next((at for at, heading in enumerate(table[0]) if plain(heading) == "number of groups"), None)
    for row in table[1:]:
        cells = [_BULLET.sub("", row[at]).strip() for at in levels]
        depth = next((n for n, cell in enumerate(cells) if cell), None)
        if depth is None:
            continue
        if len(levels) > 1:
            above = [*above[:depth], cells[depth]]
            path = tuple(above)
        else:
            path = joined.get(cells[0]) or told_path(made, cells[0])
            if (parent := columns.cell(row, "parent")) and len(path) == 1:
                path = (*by_name.get(parent, (parent,)), path[0])
        by_name.setdefault(path[-1], path)
        words = row[definition] if definition is not None else ""
        code = made.code(path, description=words, colour=colour_of(columns.cell(row, "colour")))
        for at, heading in enumerate(table[0]):
            if _GROUP.fullmatch(plain(heading)) and row[at]:
                for name in _groups(row[at], row[number] if number is not None else ""):
                    groups.setdefault(name, []).append(code)
    known = {group.name: group for group in made.groups}
    for name, members in groups.items():
        before = known[name].members if name in known else ()
        known[name] = Group(guid_of("group", name), name, tuple(dict.fromkeys((*before, *members))))
    made.groups[:] = known.values()


def _groups(cell: str, number: str) -> list[str]:
    """The groups in a cell, parted at commas only where the table counts as many (ATLAS.ti)."""
    parts = [part.strip() for part in cell.split(",")]
    return parts if number.strip() == str(len(parts)) else [cell]


def _levels(table: Table, columns: Columns) -> list[int]:
    """The columns that hold the tree, the outermost first: that of the codes, and those without a heading behind it."""
    first = columns.at["code"]
    levels = [first]
    while levels[-1] + 1 < len(table[0]) and not table[0][levels[-1] + 1]:
        levels.append(levels[-1] + 1)
    return levels


def colour_of(written: str) -> str:
    """`#rrggbb`, where a cell has that."""
    found = re.fullmatch(r"#?([0-9a-fA-F]{6})", written.strip())
    return f"#{found[1].lower()}" if found else ""
