"""Layers of marks whose rows already say where they stand, in pixels from the upper left corner of the figure."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.figures.layer import Layer, channel
from reports.figures.lettering import printable

Rows = Sequence[Mapping[str, Any]]


def on_canvas(rows: "Rows | str") -> Layer:
    """A chart of rows with an `x` and a `y`.

    A name stands for rows that several layers share.
    """
    across, down = channel("x:Q", scale=None, axis=None), channel("y:Q", scale=None, axis=None)
    return Layer(rows if isinstance(rows, str) else drawable(rows)).encode(x=across, y=down)


def drawable(rows: Rows) -> list[dict[str, Any]]:
    """The rows as a chart takes them, their words printable."""
    return [{key: printable(value) if isinstance(value, str) else value for key, value in row.items()} for row in rows]


def written(rows: Rows, **look: Any) -> Layer:
    """The `words` of every row; `look` is what Vega-Lite's mark of text takes."""
    marks = on_canvas(rows).marked("text", **{"align": "left", "baseline": "middle", **look})
    return marks.encode(text="words:N")


def ruled(rows: Rows, **look: Any) -> Layer:
    """A line from every row's (x, y) to its (x2, y2); `look` are properties of the mark.

    Rows that have a `tone` or a `thick` are drawn in that colour or thickness.
    """
    own: dict[str, Any] = {}
    if rows and "tone" in rows[0]:
        own["stroke"] = channel("tone:N", scale=None)
    if rows and "thick" in rows[0]:
        own["strokeWidth"] = channel("thick:Q", scale=None)
    marks = on_canvas(rows).marked("rule", opacity=1, **look)
    return marks.encode(x2="x2:Q", y2="y2:Q", **own)


def filled(rows: Rows, **look: Any) -> Layer:
    """A rectangle from every row's (x, y) to its (x2, y2), in its `tone` if it has one.

    `look` are properties of the mark.
    """
    own = {"fill": channel("tone:N", scale=None)} if rows and "tone" in rows[0] else {}
    marks = on_canvas(rows).marked("rect", opacity=1, **look)
    return marks.encode(x2="x2:Q", y2="y2:Q", **own)
