"""What does not go together in the declaration of a table, each with the key that it is reported at."""

from collections.abc import Iterator

from coding.codebook.table_declaration import COUNTS, FIELDS_OF, LISTED, AxisKind, TableDeclaration
from wording.messages import tr

Misfit = tuple[str, str]


def misfits(table: TableDeclaration) -> Iterator[Misfit]:
    """The faults between the keys of a table, as (key, message)."""
    yield from _of_axes(table)
    yield from _of_shares(table)
    yield from _of_rows_shown(table)
    yield from _of_tests(table)
    yield from _of_cells(table)


def _of_axes(table: TableDeclaration) -> Iterator[Misfit]:
    rows, columns = table.rows.kind, table.columns.kind
    if rows == "codes" and columns == "codes":
        message = tr("rows and columns are both codes. `glose explore cooccurrence` counts codes together.")
        yield "columns", message
    if columns in LISTED:
        yield "columns", tr("{axis} can be rows, not columns.", axis=columns)
    if rows in LISTED and columns != "fields":
        some = ", ".join(_fields(rows)[:3])
        yield "rows", tr("a table of {axis} has a list of columns, e.g. [{fields}].", axis=rows, fields=some)
    if columns == "fields" and rows not in (*LISTED, "cases", "texts"):
        yield "columns", tr("a list of columns goes with rows cases, texts, or a listing; see docs/tables.md.")
    if columns == "fields" and rows in FIELDS_OF:
        unknown = [name for name in table.columns.names if name not in FIELDS_OF[rows]]
        if unknown:
            known = ", ".join(FIELDS_OF[rows])
            names = ", ".join(unknown)
            message = tr(
                "{columns}: {axis} have no such column. Choose from: {known}.", columns=names, axis=rows, known=known
            )
            yield "columns", message


def _of_shares(table: TableDeclaration) -> Iterator[Misfit]:
    if table.shares and table.cell not in COUNTS:
        counts = ", ".join(COUNTS)
        yield "shares", tr("shares only go with counts ({counts}); other cells always show n and N.", counts=counts)
    elif table.shares in ("cases", "read") and table.cell not in ("cases", "texts"):
        message = tr("a share of the cases or texts of a group needs cells that count them (cases or texts).")
        yield "shares", message


def _of_rows_shown(table: TableDeclaration) -> Iterator[Misfit]:
    if table.others and table.most is None:
        yield "others", tr("others needs `most`: how many rows are shown before the rest is one row.")
    if table.most and table.typology is not None:
        yield "most", tr("a table of classes has all of its classes; `most` does not go with it.")
    if table.others and table.is_listing:
        yield "others", tr("the rest of a listing cannot be one row.")
    if table.difference and (table.typology is not None or table.is_listing):
        yield "difference", tr("a difference needs two columns that are crossed with rows.")


TESTED = ("cases", "texts", "count")
"""Cells that can be tested: what they count is counted once in a column."""
GROUPS = ("attribute", "kind", "dates", "typology")
"""Columns that divide cases or texts into groups."""


def _of_tests(table: TableDeclaration) -> Iterator[Misfit]:
    if table.test and (table.cell not in TESTED or table.rows.kind != "codes" or table.columns.kind not in GROUPS):
        message = tr(
            "a test needs codes as rows, groups of cases or texts as columns (an attribute, kind, a typology, dates), "
            "and cells that count ({cells}).",
            cells=", ".join(TESTED),
        )
        yield "test", message


def _of_cells(table: TableDeclaration) -> Iterator[Misfit]:
    rows, columns = table.rows.kind, table.columns.kind
    if table.cell == "class" and (rows, columns) != ("typology", "cases"):
        yield "cell", tr("cells that hold a class need a typology as rows and cases as columns.")
    if table.cell == "summary" and "codes" not in (rows, columns):
        yield "cell", tr("cells that hold a summary need codes as rows or columns.")
    if table.cell == "summary" and (table.others or table.rows.merged or table.columns.merged):
        yield "cell", tr("summaries are written of one code and one case, which cannot be merged.")


def _fields(rows: AxisKind) -> tuple[str, ...]:
    return FIELDS_OF.get(rows, ("case", "role", "date"))
