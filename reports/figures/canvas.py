"""Layers of marks whose rows already say where they stand, in pixels from the upper left corner of the figure."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from reports.figures.lettering import printable

if TYPE_CHECKING:
    import altair

Rows = Sequence[Mapping[str, Any]]


def on_canvas(rows: "Rows | str") -> "altair.Chart":
    """A chart of rows with an `x` and a `y`.

    A name stands for rows that several layers share: Altair would copy them for each.
    """
    import altair

    data = altair.NamedData(name=rows) if isinstance(rows, str) else altair.InlineData(values=drawable(rows))
    across, down = altair.X("x:Q", scale=None, axis=None), altair.Y("y:Q", scale=None, axis=None)
    return altair.Chart(data).encode(x=across, y=down)


def drawable(rows: Rows) -> list[dict[str, Any]]:
    """The rows as a chart takes them, their words printable."""
    return [{key: printable(value) if isinstance(value, str) else value for key, value in row.items()} for row in rows]


def written(rows: Rows, **look: Any) -> "altair.Chart":
    """The `words` of every row; `look` is what Altair's mark_text takes."""
    marks = on_canvas(rows).mark_text(**{"align": "left", "baseline": "middle", **look})
    return cast("altair.Chart", marks.encode(text="words:N"))


def ruled(rows: Rows, **look: Any) -> "altair.Chart":
    """A line from every row's (x, y) to its (x2, y2); `look` is what mark_rule takes.

    Rows that have a `tone` or a `thick` are drawn in that colour or thickness.
    """
    import altair

    own: dict[str, Any] = {}
    if rows and "tone" in rows[0]:
        own["stroke"] = altair.Stroke("tone:N", scale=None)
    if rows and "thick" in rows[0]:
        own["strokeWidth"] = altair.StrokeWidth("thick:Q", scale=None)
    marks = on_canvas(rows).mark_rule(opacity=1, **look)
    return cast("altair.Chart", marks.encode(x2="x2:Q", y2="y2:Q", **own))


def filled(rows: Rows, **look: Any) -> "altair.Chart":
    """A rectangle from every row's (x, y) to its (x2, y2), in its `tone` if it has one.

    `look` is what mark_rect takes.
    """
    import altair

    own = {"fill": altair.Fill("tone:N", scale=None)} if rows and "tone" in rows[0] else {}
    marks = on_canvas(rows).mark_rect(opacity=1, **look)
    return cast("altair.Chart", marks.encode(x2="x2:Q", y2="y2:Q", **own))
