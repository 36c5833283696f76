"""Reading the `tables:` of a codebook file into declarations, with every error at its line and column."""

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
from wording.messages import tr

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

    A name that is not a code, typology or word of the language is taken as an attribute: only a study knows those.
    """
    reader = _TablesReader(marked, codes, typologies, language)
    tables: dict[str, TableDeclaration] = {}
    for number, entry in enumerate(entries):
        here: Path = ("tables", number)
        if entry.id in tables:
            reader.fault((*here, "id"), tr("the table {table!r} is declared twice.", table=entry.id))
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
            where_marks=tuple(self.marked.mark((*here, "where", number)) for number in range(len(entry.where))),
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
            self.fault(path, tr("unknown cell {cell!r}. Choose one of: {known}.", cell=cell, known=", ".join(CELLS)))
            return None
        return cell

    def _columns(self, entry: "TableEntry", path: Path) -> AxisDeclaration | None:
        if isinstance(entry.columns, list):
            return AxisDeclaration("fields", tuple(entry.columns))
        of_a_listing = entry.rows in ("interviews", "documents")
        if isinstance(entry.columns, str) and entry.cell == "value" and of_a_listing:
            return AxisDeclaration("fields", (entry.columns,))
        return self._axis(entry.columns, path)

    def _axis(self, written: "str | AxisEntry", path: Path) -> AxisDeclaration | None:
        if isinstance(written, str):
            return self._plain_axis(written, path)
        return self._spelt_axis(written, path)

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
            self.fault(path, tr("the codebook has no code {code!r}.", code=name))
            return None
        return AxisDeclaration("attribute", (name,))

    def _spelt_axis(self, entry: "AxisEntry", path: Path) -> AxisDeclaration | None:
        kinds: tuple[AxisKind, ...] = ("codes", "typology", "attribute", "dates", "values")
        given = [kind for kind in kinds if getattr(entry, kind)]
        if len(given) != 1:
            self.fault(path, tr("must have exactly one of the keys {keys}.", keys=", ".join(kinds)))
            return None
        [kind] = given
        named = getattr(entry, kind)
        names = (named,) if isinstance(named, str) else tuple(named)
        if kind == "codes" and names == ("codes",):
            names = ()
        if kind != "codes" and (entry.level or entry.leaves):
            self.fault(path, tr("level and leaves only go with codes."))
        known = {"codes": self.codes, "values": self.codes, "typology": self.typologies}.get(kind)
        for name in names if known is not None else ():
            if name not in (known or ()):
                is_typology = kind == "typology"
                message = (
                    tr("the codebook has no typology {typology!r}.", typology=name)
                    if is_typology
                    else tr("the codebook has no code {code!r}.", code=name)
                )
                self.fault((*path, kind), message)
                return None
        return AxisDeclaration(kind, names, entry.level, entry.leaves)


def _misfits(table: TableDeclaration) -> list[tuple[str, str]]:
    """What does not go together in a declaration, each with the key that it is reported at."""
    found = []
    rows, columns = table.rows.kind, table.columns.kind
    if rows == "codes" and columns == "codes":
        message = tr("rows and columns are both codes. `glose explore cooccurrence` counts codes together.")
        found.append(("columns", message))
    if columns in LISTED:
        found.append(("columns", tr("{axis} can be rows, not columns.", axis=columns)))
    if rows in LISTED and columns != "fields":
        some = ", ".join(_fields(rows)[:3])
        found.append(("rows", tr("a table of {axis} has a list of columns, e.g. [{fields}].", axis=rows, fields=some)))
    if columns == "fields" and rows not in (*LISTED, "cases", "texts"):
        message = tr("a list of columns goes with rows cases, texts, or a listing; see docs/tables.md.")
        found.append(("columns", message))
    if columns == "fields" and rows in FIELDS_OF:
        unknown = [name for name in table.columns.names if name not in FIELDS_OF[rows]]
        if unknown:
            known = ", ".join(FIELDS_OF[rows])
            message = tr(
                "{columns}: {axis} have no such column. Choose from: {known}.",
                columns=", ".join(unknown),
                axis=rows,
                known=known,
            )
            found.append(("columns", message))
    if table.shares and table.cell not in COUNTS:
        counts = ", ".join(COUNTS)
        message = tr("shares only go with counts ({counts}); other cells always show n and N.", counts=counts)
        found.append(("shares", message))
    if table.cell == "class" and (rows, columns) != ("typology", "cases"):
        found.append(("cell", tr("cells that hold a class need a typology as rows and cases as columns.")))
    if table.cell == "summary" and "codes" not in (rows, columns):
        found.append(("cell", tr("cells that hold a summary need codes as rows or columns.")))
    return found


def _fields(rows: AxisKind) -> tuple[str, ...]:
    return FIELDS_OF.get(rows, ("case", "role", "date"))
