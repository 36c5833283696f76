"""Reading the `tables:` of a codebook file into declarations, with every fault at its line and column."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, get_args

from coding.codebook.model import Words
from coding.codebook.table_declaration import (
    COUNTS,
    FIELDS_OF,
    LISTED,
    AxisDeclaration,
    AxisKind,
    CellKind,
    RowOrder,
    TableDeclaration,
)
from corpus.marked_yaml import Marked, Path
from corpus.problem import Problem

if TYPE_CHECKING:
    from coding.codebook.schema_base import Wording
    from coding.codebook.table_schema import AxisEntry, TableEntry

AXIS_KEYS = "codes, typology, attribute, dates, values"
"""The keys of which an axis that is spelt out has exactly one."""

CELLS: tuple[CellKind, ...] = get_args(CellKind)
_PLAIN: tuple[AxisKind, ...] = ("cases", "texts", "coders", "kind", *(kind for kind in LISTED if kind != "values"))


def read_tables(
    entries: "Sequence[TableEntry]",
    marked: Marked,
    *,
    codes: Collection[str],
    typologies: Collection[str],
    language: str,
) -> dict[str, TableDeclaration]:
    """The declared tables by id; what is wrong with them is added to the problems of `marked`.

    A name that is no code, typology or word of the language is taken as an attribute: only a study knows those.
    """
    reader = _TablesReader(marked, codes, typologies, language)
    tables: dict[str, TableDeclaration] = {}
    for number, entry in enumerate(entries):
        here: Path = ("tables", number)
        if entry.id in tables:
            reader.fault((*here, "id"), f"the table {entry.id!r} is declared twice.")
        table = reader.table(entry, here)
        if table is not None:
            tables.setdefault(entry.id, table)
    return tables


class _TablesReader:
    def __init__(self, marked: Marked, codes: Collection[str], typologies: Collection[str], language: str) -> None:
        self.marked = marked
        self.codes = codes
        self.typologies = typologies
        self.language = language

    def fault(self, path: Path, message: str) -> None:
        self.marked.problems.append(Problem(self.marked.place(path), message))

    def table(self, entry: "TableEntry", here: Path) -> TableDeclaration | None:
        rows = self._axis(entry.rows, (*here, "rows"))
        columns = self._columns(entry, (*here, "columns"))
        cell = self._cell(entry.cell, (*here, "cell"))
        if rows is None or columns is None or cell is None:
            return None
        table = TableDeclaration(
            id=entry.id,
            title=self._words(entry.title) or {self.language: entry.id},
            rows=rows,
            columns=columns,
            cell=cell,
            where=tuple(entry.where),
            order=RowOrder(entry.sort.by, entry.sort.order == "down") if entry.sort else None,
            totals=entry.totals,
            shares=entry.shares,
            hide_empty=entry.hide_empty,
            figure=entry.figure or "none",
            note=self._words(entry.note),
            mark=self.marked.mark((*here, "id")),
        )
        for key, message in _misfits(table):
            self.fault((*here, key), message)
        return table

    def _words(self, wording: "Wording") -> Words:
        if isinstance(wording, str):
            return {self.language: wording} if wording else {}
        return dict(wording)

    def _cell(self, cell: str, path: Path) -> CellKind | None:
        if cell not in CELLS:
            self.fault(path, f"unknown cell {cell!r}. There are: {', '.join(CELLS)}.")
            return None
        return cell

    def _columns(self, entry: "TableEntry", path: Path) -> AxisDeclaration | None:
        if isinstance(entry.columns, list):
            return AxisDeclaration("fields", tuple(entry.columns))
        of_a_listing = entry.rows in ("interviews", "documents")
        if isinstance(entry.columns, str) and entry.cell == "value" and of_a_listing:
            return AxisDeclaration("fields", (entry.columns,))
        return self._axis(entry.columns, path)

    def _axis(self, said: "str | AxisEntry", path: Path) -> AxisDeclaration | None:
        return self._plain_axis(said, path) if isinstance(said, str) else self._spelt_axis(said, path)

    def _plain_axis(self, name: str, path: Path) -> AxisDeclaration | None:
        if name == "codes":
            return AxisDeclaration("codes")
        for kind in _PLAIN:
            if name == kind:
                return AxisDeclaration(kind)
        if name in self.codes:
            return AxisDeclaration("codes", (name,))
        if name in self.typologies:
            return AxisDeclaration("typology", (name,))
        if "." in name:
            self.fault(path, f"the codebook has no code {name!r}.")
            return None
        return AxisDeclaration("attribute", (name,))

    def _spelt_axis(self, said: "AxisEntry", path: Path) -> AxisDeclaration | None:
        kinds: tuple[AxisKind, ...] = ("codes", "typology", "attribute", "dates", "values")
        given = [kind for kind in kinds if getattr(said, kind)]
        if len(given) != 1:
            self.fault(path, f"has exactly one of the keys {', '.join(kinds)}.")
            return None
        [kind] = given
        named = getattr(said, kind)
        names = (named,) if isinstance(named, str) else tuple(named)
        if kind == "codes" and names == ("codes",):
            names = ()
        if kind != "codes" and (said.level or said.leaves):
            self.fault(path, "level and leaves are of codes.")
        known = {"codes": self.codes, "values": self.codes, "typology": self.typologies}.get(kind)
        for name in names if known is not None else ():
            if name not in (known or ()):
                what = "typology" if kind == "typology" else "code"
                self.fault((*path, kind), f"the codebook has no {what} {name!r}.")
                return None
        return AxisDeclaration(kind, names, said.level, said.leaves)


def _misfits(table: TableDeclaration) -> list[tuple[str, str]]:
    """What does not go together in a declaration, each with the key it is told at."""
    found = []
    rows, columns = table.rows.kind, table.columns.kind
    if rows == "codes" and columns == "codes":
        message = "rows and columns are both codes; `glose explore cooccurrence` counts codes together."
        found.append(("columns", message))
    if columns in LISTED:
        found.append(("columns", f"{columns} can be rows, not columns."))
    if rows in LISTED and columns != "fields":
        found.append(("rows", f"a table of {rows} has a list of columns, e.g. [{', '.join(_fields(rows)[:3])}]."))
    if columns == "fields" and rows not in (*LISTED, "cases", "texts"):
        found.append(("columns", "a list of columns goes with rows cases, texts, or a listing; see docs/tables.md."))
    if columns == "fields" and rows in FIELDS_OF:
        unknown = [name for name in table.columns.names if name not in FIELDS_OF[rows]]
        if unknown:
            known = ", ".join(FIELDS_OF[rows])
            found.append(("columns", f"{', '.join(unknown)}: {rows} have no such column. There are: {known}."))
    if table.shares and table.cell not in COUNTS:
        found.append(("shares", f"shares are of counts ({', '.join(COUNTS)}); n and N of the others are always shown."))
    if table.cell == "class" and (rows, columns) != ("typology", "cases"):
        found.append(("cell", "a class is of a case: rows are a typology, columns the cases."))
    if table.cell == "summary" and "codes" not in (rows, columns):
        found.append(("cell", "a summary is of a code and a case: one of rows and columns must be codes."))
    return found


def _fields(rows: AxisKind) -> tuple[str, ...]:
    return FIELDS_OF.get(rows, ("case", "role", "date"))
