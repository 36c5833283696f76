"""Layers of a figure as Vega-Lite has them: rows, a mark, and what of a row its place, colour and words are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.1.0.json"
"""What a figure's declaration follows; the tests hold every figure to it."""
VERSION = "6.1"
"""The version of Vega-Lite that draws it."""

_TYPES = {"Q": "quantitative", "N": "nominal"}
_SECOND = ("x2", "y2")
"""Channels that take their type from another."""

Spec = dict[str, Any]


def channel(shorthand: str, **more: Any) -> Spec:
    """A channel of `field:Q` (a number) or `field:N` (anything else); `more` is what Vega-Lite says of it."""
    name, _, kind = shorthand.partition(":")
    return {"field": name, "type": _TYPES[kind], **more}


@dataclass(frozen=True, slots=True)
class Layer:
    """Rows, or the name of rows that several layers share, with a mark and its channels."""

    rows: Sequence[Mapping[str, Any]] | str
    encoding: Mapping[str, Spec] = field(default_factory=dict)
    mark: Mapping[str, Any] = field(default_factory=dict)
    filters: tuple[str, ...] = ()

    def encode(self, **channels: "str | Spec") -> "Layer":
        """The layer with these channels as well: `field:Q`, or what `channel` gives."""
        made = {name: channel(said) if isinstance(said, str) else said for name, said in channels.items()}
        return replace(self, encoding={**self.encoding, **made})

    def marked(self, kind: str, **look: Any) -> "Layer":
        """The layer drawn as text, point, rule, rect or line; `look` are properties of the mark."""
        return replace(self, mark={"type": kind, **look})

    def where(self, condition: str) -> "Layer":
        """The layer with only the rows for which the expression holds."""
        return replace(self, filters=(*self.filters, condition))

    def spec(self, name: str) -> Spec:
        """The layer as Vega-Lite reads it, its rows by that name."""
        channels = {key: _second(said) if key in _SECOND else said for key, said in self.encoding.items()}
        filters = {"transform": [{"filter": condition} for condition in self.filters]} if self.filters else {}
        return {"data": {"name": name}, **filters, "mark": dict(self.mark), "encoding": channels}


@dataclass(frozen=True, slots=True, eq=False)
class LayeredChart:
    """Layers on a canvas of that size in pixels; `config` is how all of them look, `datasets` are rows by name."""

    layers: tuple[Layer, ...]
    width: float
    height: float
    config: Mapping[str, Any] = field(default_factory=dict)
    datasets: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)

    def to_dict(self) -> Spec:
        """The whole as Vega-Lite reads it."""
        datasets = {name: list(rows) for name, rows in self.datasets.items()}
        layers = []
        for number, layer in enumerate(self.layers, 1):
            name = layer.rows if isinstance(layer.rows, str) else f"rows-{number}"
            if not isinstance(layer.rows, str):
                datasets[name] = list(layer.rows)
            layers.append(layer.spec(name))
        size = {"width": self.width, "height": self.height}
        return {"$schema": SCHEMA, "config": dict(self.config), **size, "layer": layers, "datasets": datasets}


def _second(said: Spec) -> Spec:
    return {key: value for key, value in said.items() if key != "type"}
