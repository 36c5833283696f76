"""The order of a heat map: the fullest first, or what is alike side by side."""

from reports.figures.heat_map import Grid, Square
from reports.figures.ordering import ordered

ROWS = {"a": "x..x", "b": ".x..", "c": "x.xx", "d": ".xx."}


def grid() -> Grid:
    """Rows whose cells are coded where there is an x."""
    cells = {
        (row, str(at)): Square("coded" if sign == "x" else "read")
        for row, signs in ROWS.items()
        for at, sign in enumerate(signs)
    }
    columns = tuple((str(at), str(at)) for at in range(4))
    return Grid("t", "T", tuple((row, row, depth) for depth, row in enumerate(ROWS)), columns, cells)


def names(made: Grid) -> str:
    return "".join(row for row, *_ in made.rows)


def test_as_in_the_table_nothing_moves():
    assert ordered(grid(), "table") == grid()


def test_the_fullest_row_and_column_come_first_without_indents():
    made = ordered(grid(), "size")
    assert names(made) == "cadb"
    assert {depth for _, _, depth in made.rows} == {0}
    assert made.cells == grid().cells


def test_what_is_alike_stands_side_by_side():
    assert {"ac", "ca"} & {names(ordered(grid(), "alike"))[at : at + 2] for at in range(3)}
    assert {"bd", "db"} & {names(ordered(grid(), "alike"))[at : at + 2] for at in range(3)}


def test_every_row_and_column_is_still_there():
    made = ordered(grid(), "alike")
    assert sorted(made.columns) == sorted(grid().columns)
    assert sorted(names(made)) == sorted(ROWS)
