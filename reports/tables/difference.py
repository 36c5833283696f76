"""The difference between two columns of a table, as one more column: two waves, two dates, two kinds of case."""

from typing import Literal

from coding.codebook.table_declaration import COUNTS, NUMBERS
from reports.cell import Cell, Header, SynthesisTable
from reports.study_material import StudyMaterial
from reports.tables.axis import UnknownAxis
from reports.tables.regrouping import is_left_out
from reports.tables.rendering import RenderedCell, RenderedPart
from wording.catalogues import say, say_number
from wording.degree_word import degree_word
from wording.messages import tr
from wording.numbers import number, rounded, with_unit
from wording.spelling import did_you_mean, folded

COLUMN = "_difference"
"""The id of the column that shows it."""
Change = Literal["more", "less", "same", "new", "gone", "unknown"]


def check_difference(table: SynthesisTable, material: StudyMaterial) -> None:
    """Raises UnknownAxis where the table has no column that it is to compare, nor would have in the whole study."""
    columns = [column.id for column in table.columns]
    for name in table.declaration.difference or ():
        if name not in columns and not is_left_out(name, table.declaration, material):
            raise UnknownAxis(
                tr(
                    "codebook.yaml:{mark}: the table {table} has no column {name!r} to be compared.",
                    mark=table.declaration.mark,
                    table=table.declaration.called,
                    name=name,
                )
                + did_you_mean(name, columns)
            )


def difference_header(table: SynthesisTable, language: str) -> Header | None:
    """The head of the column, which names both; None where the table compares nothing, or one of both is left out."""
    labels = {column.id: column.label for column in table.columns}
    if table.declaration.difference is None or not_compared(table):
        return None
    before, after = (labels[name] for name in table.declaration.difference)
    return Header(COLUMN, say("difference_of", language, before=before, after=after))


def not_compared(table: SynthesisTable) -> tuple[str, ...]:
    """The columns that are to be compared and are not in this part of the study."""
    columns = {column.id for column in table.columns}
    return tuple(name for name in table.declaration.difference or () if name not in columns)


def difference_cell(table: SynthesisTable, row: str, language: str) -> RenderedCell:
    """How the later column differs in this row: a number, points of a percentage, a degree, or what came and went."""
    assert table.declaration.difference is not None
    before, after = (table.cells[row, name] for name in table.declaration.difference)
    change, amount = change_between(before, after, table)
    if amount is not None and table.declaration.cell in NUMBERS:
        unit = after.together.unit if after.together else ""
        digits = 0 if float(amount).is_integer() else 2
        shown = with_unit(_signed(amount, language, digits), unit, language)
    elif amount is not None:
        shown = _signed(amount, language)
        if table.declaration.shares:
            amount *= 100
            shown = say_number("points", abs(int(rounded(amount, 0))), language, amount=_signed(amount, language))
    elif change == "unknown":
        shown = say("change_unknown", language)
    elif before.value and after.value and before.value != after.value:
        shown = say("change_degree", language, before=_said(before, language), after=_said(after, language))
    else:
        shown = say(f"change_{change}", language)
    return RenderedCell((RenderedPart(shown),), "plain", shown, amount)


def change_between(before: Cell, after: Cell, table: SynthesisTable) -> tuple[Change, float | None]:
    """What changed from one cell to another: of numbers and shares by how much, else whether something came or went.

    The difference of shares is in parts of 1. Nothing is known of a cell that was not read and holds nothing, of a
    share of nothing, and of numbers in different units.
    """
    if "unread" in (before.state, after.state):
        return "unknown", None
    if table.declaration.cell in COUNTS:
        if not table.declaration.shares:
            return _by((after.number or 0.0) - (before.number or 0.0))
        if after.share is None or before.share is None:
            return "unknown", None
        return _by(after.share - before.share)
    made, was = after.together, before.together
    if made is not None and was is not None:
        if made.mixed or was.mixed:
            return "unknown", None
        if made.number is not None and was.number is not None:
            return _by(made.number - was.number) if folded(made.unit) == folded(was.unit) else ("unknown", None)
    coded = before.state == "coded", after.state == "coded"
    changes: dict[tuple[bool, bool], Change] = {(False, True): "new", (True, False): "gone"}
    return changes.get(coded, "same"), None


def _by(amount: float) -> tuple[Change, float]:
    return ("more" if amount > 0 else "less" if amount < 0 else "same"), amount


def signed(amount: float, language: str) -> RenderedCell:
    """A difference as a cell: with its sign."""
    shown = _signed(amount, language)
    return RenderedCell((RenderedPart(shown),), "plain", shown, amount)


def _said(cell: Cell, language: str) -> str:
    return degree_word(str(cell.value), language)


def _signed(amount: float, language: str, digits: int = 0) -> str:
    shown = rounded(amount, digits)
    sign = "+" if shown > 0 else "\u2212" if shown < 0 else ""
    return f"{sign}{number(abs(amount), language, digits)}"
