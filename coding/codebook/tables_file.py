"""Reading the `tables:` of a codebook file into declarations, with every error at its line and column."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, get_args

from coding.codebook.case_count import CaseCount
from coding.codebook.model import Words
from coding.codebook.table_declaration import (
    LISTED,
    AxisDeclaration,
    AxisKind,
    CellKind,
    Merge,
    RowOrder,
    TableDeclaration,
)
from coding.codebook.table_misfits import misfits
from corpus.marked_yaml import Marked, Path
from corpus.problem import Problem
from wording.messages import tr
from wording.spelling import did_you_mean

if TYPE_CHECKING:
    from coding.codebook.schema_base import Wording
    from coding.codebook.table_schema import AxisEntry, StudyCountEntry, TableEntry

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


def read_case_count(entry: "StudyCountEntry | None", marked: Marked, path: Path, *, language: str) -> CaseCount | None:
    """N as the file gives it, a number or a mapping with a reason and groups; None where it gives none."""
    if entry is None:
        return None
    groups = dict(getattr(entry, "groups", {}))
    return CaseCount(entry.number, _words(entry.reason, language), groups, marked.mark(path))


def _words(wording: "Wording", language: str) -> Words:
    if isinstance(wording, str):
        return {language: wording} if wording else {}
    return dict(wording)


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
            title=_words(entry.title, self.language) or {self.language: entry.id},
            rows=rows,
            columns=columns,
            cell=cell,
            where=tuple(entry.where),
            order=RowOrder(entry.sort.by, entry.sort.order == "down") if entry.sort else None,
            totals=entry.totals,
            shares=entry.shares,
            hide_empty=entry.hide_empty,
            figure=entry.figure or "none",
            note=_words(entry.note, self.language),
            mark=self.marked.mark((*here, "id")),
            where_marks=tuple(self.marked.mark((*here, "where", number)) for number in range(len(entry.where))),
            most=entry.most,
            others=entry.others,
            difference=(entry.difference[0], entry.difference[1]) if entry.difference else None,
            labels={name: _words(label, self.language) for name, label in entry.labels.items()},
            label_marks={name: self.marked.mark((*here, "labels", name)) for name in entry.labels},
            cases=read_case_count(entry.cases, self.marked, (*here, "cases"), language=self.language),
            landscape=entry.landscape,
            test=entry.test,
        )
        for key, message in misfits(table):
            self.fault((*here, key), message)
        return table

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
        listed = kind == "codes" and bool(names) and (*path, kind, 0) in self.marked.marks
        return AxisDeclaration(kind, names, entry.level, entry.leaves, self._merged(entry, kind, path), listed)

    def _merged(self, entry: "AxisEntry", kind: AxisKind, path: Path) -> tuple[Merge, ...]:
        """The rows or columns to be shown as one; each may be in one merge only."""
        if entry.merge and kind == "values":
            self.fault((*path, "merge"), tr("values are listed one by one and cannot be merged."))
        taken: set[str] = set()
        merges = []
        for number, one in enumerate(entry.merge):
            here = (*path, "merge", number)
            for at, name in enumerate(one.of):
                if kind == "codes" and name not in self.codes:
                    hint = did_you_mean(name, self.codes)
                    self.fault((*here, "of", at), tr("the codebook has no code {code!r}.", code=name) + hint)
                if name in taken:
                    self.fault((*here, "of", at), tr("{name!r} is merged twice.", name=name))
                taken.add(name)
            label = _words(one.label, self.language) or {self.language: one.id}
            merges.append(Merge(one.id, label, tuple(one.of), self.marked.mark(here)))
        return tuple(merges)
