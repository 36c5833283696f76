"""A synthesis table laid out for paper: the one form that pages, spreadsheets and plain text are written from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coding.codebook import TypologyClass, word
from coding.replay import Coding
from reports.synthesis import Cell, Evidence, Header, Material, SynthesisTable
from reports.wording import say

SIGNS = {"coded": "●", "rolled": "○", "read": "–", "unread": "?", "absent": "∅"}
"""How a cell without a value of its own is written; no two states share a sign."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell that may have quotes behind it; `key` names it among all parts of the table."""

    text: str
    key: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: `look` is how it is styled (a state, or plain), `spoken` says it to who cannot see it.

    `number` is its value where that is a number; `strength`, from 0 to 1, where its degree stands on the scale.
    """

    parts: tuple[Part, ...]
    look: str
    spoken: str
    number: int | None = None
    strength: float | None = None

    @property
    def text(self) -> str:
        """The cell in plain text."""
        return ", ".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its label, how deep it stands under the first row, and the number of cases coded."""

    id: str
    label: str
    depth: int
    cells: tuple[SheetCell, ...]
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on paper. `legend` holds (look, sign, words); `notes` are sentences below the table."""

    id: str
    title: str
    corner: str
    columns: tuple[Header, ...]
    rows: tuple[SheetRow, ...]
    legend: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    language: str
    counts: bool = True

    def parts(self) -> Iterator[tuple[SheetRow, Header, Part]]:
        """Every part with quotes behind it, with its row and column, in reading order."""
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                for part in cell.parts:
                    if part.evidence:
                        yield row, column, part


def sheet_of(table: SynthesisTable, material: Material) -> Sheet:
    """The table on paper: a typology's is turned, a row for each class with its cases."""
    if table.typology is not None:
        return _turned(table, material)
    if table.declaration.cell == "value" or isinstance(table.declaration.columns, tuple):
        return _values(table, material)
    return _crossed(table, material)


def _notes(material: Material, *more: str) -> tuple[str, ...]:
    language = material.language
    coders = ", ".join(material.coders) or say("nobody", language)
    only = (say("only_where", language, where=" ; ".join(material.where)),) if material.where else ()
    return (*more, *only, say("counted", language, coders=coders))


def _crossed(table: SynthesisTable, material: Material) -> Sheet:
    language, kind = material.language, table.declaration.cell
    rows = tuple(
        SheetRow(
            row.id,
            row.label,
            row.depth,
            tuple(_crossed_cell(table.cells[row.id, column.id], kind, material) for column in table.columns),
            table.n(row.id),
        )
        for row in table.rows
    )
    return Sheet(
        table.declaration.id,
        table.title,
        say("code", language),
        table.columns,
        rows,
        _legend(kind, {cell.look for row in rows for cell in row.cells}, language),
        _notes(material, _counting_note(table, language)),
        language,
    )


def _counting_note(table: SynthesisTable, language: str) -> str:
    """What n and N count: cases of the study, or the columns there are where these are no cases."""
    if table.declaration.columns == "cases":
        return say("n_note", language, N=table.cases)
    return say("n_columns_note", language, N=len(table.columns))


def _crossed_cell(cell: Cell, kind: str, material: Material) -> SheetCell:
    language = material.language
    look = "rolled" if cell.state == "coded" and cell.rolled else cell.state
    spoken = say(f"legend_{look}", language)
    if cell.state in ("read", "unread"):
        return SheetCell((Part(SIGNS[look]),), look, spoken)
    sign, number = SIGNS[look], None
    if cell.value is not None and kind in ("degree", "count"):
        sign = str(cell.value) if kind == "count" else say(str(cell.value), language)
        number = int(cell.value) if kind == "count" else None
        sign = f"({sign})" if cell.rolled else sign
        spoken = f"{sign}, {spoken}"
    return SheetCell(
        (Part(sign, f"{cell.row}--{cell.column}", cell.evidence),), look, spoken, number, _strength(cell, material)
    )


def _strength(cell: Cell, material: Material) -> float | None:
    """Where the cell's degree stands on the scale of the codes behind it, from 0 to 1."""
    for item in cell.evidence:
        degrees = material.codebook.degrees(item.code) if isinstance(item, Coding) else ()
        if cell.value in degrees and len(degrees) > 1:
            return degrees.index(str(cell.value)) / (len(degrees) - 1)
    return None


def _legend(kind: str, looks: set[str], language: str) -> tuple[tuple[str, str, str], ...]:
    signs = dict(SIGNS)
    if kind == "degree":
        signs |= {"coded": say("degree", language).lower(), "rolled": f"({say('degree', language).lower()})"}
    if kind == "count":
        signs |= {"coded": "3", "rolled": "(3)"}
    order = ("coded", "rolled", "absent", "read", "unread")
    return tuple((look, signs[look], say(f"legend_{look}", language)) for look in order if look in looks)


def _turned(table: SynthesisTable, material: Material) -> Sheet:
    assert table.typology is not None
    language, typology = material.language, table.typology
    cells = list(table.cells.values())
    rows = [_class_row(chosen, typology.classes, cells, language) for chosen in typology.classes]
    disputed = [cell for cell in cells if cell.disputed]
    if disputed:
        rows.append(_cases_row("disputed", say("disputed", language), disputed))
    left = [cell for cell in cells if cell.state == "unclassified"]
    label = say("unclassified", language)
    if typology.default:
        default = word(typology.get(typology.default).label, language)
        label = f"{default} ({say('inferred', language)})"
    rows.append(_cases_row("unclassified", label, left, look="unclassified"))
    return Sheet(
        table.declaration.id,
        table.title,
        say("class", language),
        (Header("cases", say("cases", language)),),
        tuple(rows),
        (),
        _notes(material, say("n_class_note", language, N=table.cases)),
        language,
    )


def _class_row(
    chosen: TypologyClass, classes: Sequence[TypologyClass], cells: Iterable[Cell], language: str
) -> SheetRow:
    parents = {c.id: c.parent for c in classes}
    depth = len(list(_above(chosen.id, parents)))
    members = [cell for cell in cells if cell.state == "coded" and cell.value == chosen.id]
    below = [cell for cell in cells if cell.state == "coded" and chosen.id in _above(str(cell.value), parents)]
    return _cases_row(chosen.id, word(chosen.label, language) or chosen.id, members, below=below, depth=depth)


def _above(class_id: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """The classes that hold a class, the nearest first."""
    above = parents.get(class_id)
    while above:
        yield above
        above = parents[above]


def _cases_row(
    row: str,
    label: str,
    members: Sequence[Cell],
    *,
    below: Sequence[Cell] = (),
    look: str = "coded",
    depth: int = 0,
) -> SheetRow:
    """A class with its cases, those of the classes it holds in brackets; n counts them all."""
    own = [Part(cell.row, f"{row}--{cell.row}", cell.evidence) for cell in members]
    nested = [Part(f"({cell.row})", f"{row}--{cell.row}", cell.evidence) for cell in below]
    everyone = [*own, *nested]
    if not everyone:
        return SheetRow(row, label, depth, (SheetCell((Part("–"),), "plain", ""),), 0)
    shown = SheetCell(tuple(everyone), look if own else "rolled", ", ".join(part.text for part in everyone))
    return SheetRow(row, label, depth, (shown,), len(everyone))


def _values(table: SynthesisTable, material: Material) -> Sheet:
    language = material.language
    rows = tuple(
        SheetRow(
            row.id,
            row.label,
            0,
            tuple(_value_cell(table.cells[row.id, column.id], language) for column in table.columns),
        )
        for row in table.rows
    )
    corner = say("case" if table.declaration.rows == "cases" else "text", language)
    return Sheet(table.declaration.id, table.title, corner, table.columns, rows, (), (), language, counts=False)


def _value_cell(cell: Cell, language: str) -> SheetCell:
    text = str(cell.value) if cell.value is not None else say("not_given", language)
    return SheetCell((Part(text),), "plain" if cell.value is not None else "read", text)
