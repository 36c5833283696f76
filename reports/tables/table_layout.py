"""Laying a synthesis table out on paper: crossed tables, tables of classes, listings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coding.codebook.model import Typology, TypologyClass, word
from coding.codebook.table_declaration import COUNTS, NUMBERS
from coding.records.replay import NO_EVIDENCE, NOT_CLASSIFIED
from reports.attribute_words import head_of, number_of, shown_value
from reports.cell import SEPARATOR, Cell, Header, SynthesisTable
from reports.study_material import StudyMaterial
from reports.tables.cell_rendering import NO_FOOTNOTES, counted, meaning_of, rendered_cell
from reports.tables.difference import difference_cell, difference_header, signed
from reports.tables.footnotes import footnotes_of, sources_of
from reports.tables.notes import class_note, counting_notes, counts_rows, notes_of
from reports.tables.rendering import SIGNS, RenderedCell, RenderedPart, RenderedRow, RenderedTable
from reports.tables.row_tests import test_cells, test_headers
from wording.catalogues import say, say_number
from wording.numbers import day, number

WIDE = ("value", "degrees", "quotes", "summary")
"""Cells that hold words: their columns need room and are read from the left."""


def rendered_table(table: SynthesisTable, material: StudyMaterial) -> RenderedTable:
    """The table laid out; one of classes, which has a row per case, gets a row per class with its cases."""
    if table.declaration.typology is not None:
        return _by_class(table, material.codebook.typologies[table.declaration.typology], material)
    if table.declaration.is_listing:
        return _listing(table, material)
    return _crossed(table, material)


def _crossed(table: SynthesisTable, material: StudyMaterial) -> RenderedTable:
    language, kind = material.language, table.declaration.cell
    compared, tested = difference_header(table, language), test_headers(table, language)
    footnotes = footnotes_of(table) if kind == "summary" and not material.for_readers else NO_FOOTNOTES
    rows = tuple(
        RenderedRow(
            row.id,
            row.label,
            row.depth,
            (
                *(
                    rendered_cell(table.cells[row.id, column.id], table, material, footnotes)
                    for column in table.columns
                ),
                *((difference_cell(table, row.id, language),) if compared else ()),
                *(test_cells(table, row.id, language) if tested else ()),
            ),
            table.n(row.id),
            counted(table.row_totals[row.id], language) if table.declaration.totals and table.row_totals else None,
        )
        for row in table.rows
    )
    if kind == "summary" and material.for_readers:
        rows, noted = _written(rows, language)
    else:
        noted = ()
    return RenderedTable(
        table.declaration.id,
        table.title,
        _corner(table, material),
        (*table.columns, *((compared,) if compared else ()), *tested),
        rows,
        _legend(kind, {cell.look for row in rows for cell in row.cells}, _meanings(material), language),
        (*notes_of(table, material, *counting_notes(table, material)), *noted),
        language,
        totals=_totals(table, language, compared=compared is not None) if table.declaration.totals else None,
        counts=counts_rows(table, material),
        wide=kind in WIDE,
        landscape=table.declaration.landscape,
        sources=sources_of(footnotes, material),
        meanings=_meanings(material),
    )


def _written(rows: tuple[RenderedRow, ...], language: str) -> tuple[tuple[RenderedRow, ...], tuple[str, ...]]:
    """The rows of a framework matrix in which something is written, and a note on how many there are of the others.

    Where nothing is, all stay: a table of no rows says less than an empty one.
    """
    shown = tuple(row for row in rows if any(cell.text for cell in row.cells))
    left = len(rows) - len(shown)
    if not shown or not left:
        return rows, ()
    return shown, (say_number("reader_rows_unwritten", left, language, all=number(len(rows), language)),)


def _corner(table: SynthesisTable, material: StudyMaterial) -> str:
    corners = {
        "codes": "reader_code" if material.for_readers else "code",
        "cases": "case",
        "texts": "text",
        "coders": "coder",
        "typology": "class",
    }
    kind = table.declaration.rows.kind
    if kind == "attribute":
        return head_of(table.declaration.rows.name, material)
    return say(corners.get(kind, kind), material.language)


def _totals(table: SynthesisTable, language: str, *, compared: bool) -> RenderedRow:
    """The last row: distinct counts of each column, or how many rows are coded in it."""
    blank = (RenderedCell((RenderedPart(""),), "plain", ""),) * len(test_headers(table, language))
    if table.column_totals:
        cells = tuple(counted(table.column_totals[column.id], language) for column in table.columns)
        if compared and table.declaration.difference is not None:
            before, after = (table.column_totals[name] for name in table.declaration.difference)
            cells = (*cells, signed(after - before, language))
        return RenderedRow(
            "total", say("total", language), 0, (*cells, *blank), None, counted(table.total or 0, language)
        )
    coded = [sum(table.cells[row.id, column.id].state == "coded" for row in table.rows) for column in table.columns]
    nothing = (RenderedCell((RenderedPart(""),), "plain", ""),) if compared else ()
    cells = tuple(counted(found, language) for found in coded)
    return RenderedRow("total", say("rows_coded", language), 0, (*cells, *nothing, *blank))


def _legend(kind: str, looks: set[str], meanings: Mapping[str, str], language: str) -> tuple[tuple[str, str, str], ...]:
    """The looks of cells with their signs and meanings.

    Readers, for whom looks have meanings of their own, are not told that a number or a word is what was found.
    """
    signs = dict(SIGNS)
    if kind in ("degree", "degrees", "latest"):
        signs |= {"coded": say("degree", language).lower(), "rolled": f"({say('degree', language).lower()})"}
    if kind in COUNTS:
        signs |= {"coded": "3", "rolled": "(3)"}
    if kind in NUMBERS:  # what is below the row's code is put together with it, and looks no different
        looks = {"coded" if look == "rolled" else look for look in looks}
        signs |= {"coded": "3 (n)"}
    if kind in ("value", "quotes", "summary"):
        sign = say(f"sign_{kind}", language)
        signs |= {"coded": sign, "rolled": f"({sign})", "stale": sign}
    order = ("coded", "rolled", "absent", "read", "unread", "stale")[1 if meanings and kind != "mention" else 0 :]
    return tuple(
        (look, signs.get(look, "!"), meanings.get(look) or say(f"legend_{look}", language))
        for look in order
        if look in looks
    )


def _meanings(material: StudyMaterial) -> Mapping[str, str]:
    """What looks mean to readers, who need not know what a code is."""
    if not material.for_readers:
        return {}
    return {look: meaning_of(look, material) for look in ("coded", "rolled")}


def _by_class(table: SynthesisTable, typology: Typology, material: StudyMaterial) -> RenderedTable:
    language = material.language
    cells = [table.cells[row.id, typology.id] for row in table.rows]
    rows = [_class_row(chosen, typology, cells, language) for chosen in typology.classes]
    disputed = [cell for cell in cells if cell.disputed]
    if disputed:
        rows.append(_cases_row("disputed", say("disputed", language), disputed))
    for reason in (NOT_CLASSIFIED, NO_EVIDENCE):
        members = [cell for cell in cells if cell.state == "unclassified" and cell.said == reason]
        if members:
            rows.append(_cases_row(reason, say(reason, language), members, look="unclassified"))
    left = [cell for cell in cells if cell.state == "unclassified" and cell.said is None and not cell.disputed]
    label = say("unclassified", language)
    if typology.default:
        default = word(typology.get(typology.default).label, language)
        label = f"{default} ({say('inferred', language)})"
    rows.append(_cases_row("unclassified", label, left, look="unclassified"))
    if material.for_readers:
        rows = [replace(row, label=f"{row.label[:1].upper()}{row.label[1:]}") for row in rows]
    finer = any(typology.above(str(cell.value)) for cell in cells if cell.state == "coded")
    nested = (say("nested_classes", language),) if finer else ()
    return RenderedTable(
        table.declaration.id,
        table.title,
        say("class", language),
        (Header("cases", say("cases", language)),),
        tuple(rows),
        (),
        notes_of(table, material, class_note(table, language, for_readers=material.for_readers), *nested),
        language,
        wide=True,
    )


def _class_row(chosen: TypologyClass, typology: Typology, cells: Iterable[Cell], language: str) -> RenderedRow:
    depth = len(typology.above(chosen.id))
    members = [cell for cell in cells if cell.state == "coded" and cell.value == chosen.id]
    below = [cell for cell in cells if cell.state == "coded" and chosen.id in typology.above(str(cell.value))]
    return _cases_row(chosen.id, word(chosen.label, language) or chosen.id, members, below=below, depth=depth)


def _cases_row(
    row: str,
    label: str,
    members: Sequence[Cell],
    *,
    below: Sequence[Cell] = (),
    look: str = "coded",
    depth: int = 0,
) -> RenderedRow:
    """A class with its cases, those of the classes it holds in brackets; n counts them all."""
    own = [RenderedPart(cell.row, row, cell.row, cell.evidence, cell.classes) for cell in members]
    nested = [RenderedPart(f"({cell.row})", row, cell.row, cell.evidence, cell.classes) for cell in below]
    everyone = [*own, *nested]
    if not everyone:
        return RenderedRow(row, label, depth, (RenderedCell((RenderedPart("–"),), "plain", ""),), 0)
    shown = RenderedCell(tuple(everyone), look if own else "rolled", ", ".join(part.text for part in everyone))
    return RenderedRow(row, label, depth, (shown,), len(everyone))


def _listing(table: SynthesisTable, material: StudyMaterial) -> RenderedTable:
    language = material.language
    kind = table.declaration.rows.kind
    lead = {"values": "code", "contradictions": "code", "cases": "case"}.get(kind)
    columns = tuple(column for column in table.columns if column.id != lead)
    leads = len(columns) < len(table.columns)
    facts = kind in ("cases", "texts", "interviews", "documents")
    nothing = "–" if kind in ("values", "contradictions", "statements") else say("not_given", language)
    rows = tuple(
        RenderedRow(
            row.id,
            str(table.cells[row.id, str(lead)].value or row.label) if leads else row.label,
            0,
            tuple(_listed_cell(table.cells[row.id, column.id], nothing, material, facts=facts) for column in columns),
        )
        for row in table.rows
    )
    corner = {"cases": "case", "values": "code", "statements": "statement"}
    corner |= {"contradictions": "code" if leads else "subject"}
    notes = notes_of(table, material) if kind in ("values", "contradictions", "statements") else ()
    return RenderedTable(
        table.declaration.id,
        table.title,
        say(corner.get(kind, "text"), language),
        columns,
        rows,
        (),
        notes,
        language,
        counts=False,
        wide=True,
    )


def _listed_cell(cell: Cell, nothing: str, material: StudyMaterial, *, facts: bool) -> RenderedCell:
    if cell.values:
        parts = [RenderedPart(value, cell.row, cell.column, given) for value, given in cell.values]
        if cell.classes:
            parts.append(RenderedPart(str(cell.value), cell.row, cell.column, None, cell.classes))
        return RenderedCell(tuple(parts), "plain", str(cell.value), between=SEPARATOR)
    written = str(cell.value) if cell.value is not None else nothing
    typed = written if _is_day(written) else None
    text, amount = day(written, material.language) if typed else written, None
    if facts and cell.value is not None and not typed:
        text, amount = shown_value(cell.column, written, material), number_of(cell.column, written, material)
    part = RenderedPart(text, cell.row, cell.column, cell.evidence, cell.classes)
    return RenderedCell((part,), "plain" if cell.value is not None else "read", text, amount, day=typed)


def _is_day(written: str) -> bool:
    """Whether a fact is a whole date in ISO form, which each language writes in its own way."""
    return len(written) == len("2016-03-12") and bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", written))
