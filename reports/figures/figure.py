"""A figure: a chart in Vega-Lite with its title and text alternative, written as SVG or PNG without a browser."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.problem import GloseError
from corpus.whole_file import write_whole
from reports.figures.canvas import Rows, drawable, written
from reports.figures.layer import VERSION, Layer, LayeredChart
from reports.figures.lettering import FONT, is_measured, printable, width_of, wrapped
from reports.figures.palette import INK, PAPER, SOFT
from reports.figures.style import restyled, style_now
from wording.catalogues import say
from wording.messages import tr

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACE = "http://www.w3.org/2000/svg"


class UnknownFigureFormat(GloseError):
    """A figure is wanted in a format that Glose does not write."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr("{name}: figures are written as .svg, .png or .pdf. Give the file one of these endings.", name=path.name)
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart that can be shown to everybody.

    `id` is unique in a page; `alt` says in a sentence or two what the chart shows, with the numbers that matter. `told`
    is what readers are told below it.
    """

    id: str
    title: str
    alt: str
    language: str
    chart: LayeredChart
    told: str = ""
    _drawn: dict[bool, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was drawn, with the title or without: a report has a figure in several formats."""

    @property
    def width(self) -> float:
        """How wide the drawing is in pixels, but for words that stand outside."""
        return float(self.chart.width)

    @property
    def height(self) -> float:
        """How high the drawing is in pixels, but for words that stand outside."""
        return float(self.chart.height)

    def svg(self, *, titled: bool = True) -> str:
        """An SVG element that names itself to screen readers and fits in a page beside others.

        It refers to nothing outside. `titled=False` leaves the drawn title out, where a page has it already.
        """
        if titled not in self._drawn:
            self._drawn[titled] = self._draw(titled=titled)
        return self._drawn[titled]

    def _draw(self, *, titled: bool) -> str:
        import vl_convert

        spec = self.chart.to_dict()
        if titled:
            spec["title"] = {"text": list(wrapped(printable(self.title), 560, 15, bold=True, lines=3))}
        style = style_now()
        drawn = vl_convert.vegalite_to_svg(spec, vl_version=VERSION, allowed_base_urls=[])
        return restyled(_speaking(drawn, self, kept=not style.font), style)

    def png(self, scale: float = 2.0, *, titled: bool = True) -> bytes:
        """The same drawing in pixels: `scale` of them for each of the SVG's, rounded to whole ones."""
        import vl_convert

        return vl_convert.svg_to_png(self.svg(titled=titled), scale=scale)

    def pdf(self, *, titled: bool = True) -> bytes:
        """The same drawing as a page of its size, its words as text."""
        import vl_convert

        return vl_convert.svg_to_pdf(self.svg(titled=titled))


def _figure_id(name: str) -> str:
    """An id that is the same for the same name and tells nothing: a table's id is for those who code."""
    digest = hashlib.blake2s(name.encode(), digest_size=4).hexdigest()
    return f"{name.partition(' ')[0]}-{digest}"


def write_figure(figure: Figure, path: Path) -> Path:
    """Write the figure as its ending says, whole or not at all.

    Raises UnknownFigureFormat for an ending other than .svg, .png and .pdf, and OSError where it cannot be written.
    """
    match path.suffix.lower():
        case ".svg":
            return write_whole(path, ['<?xml version="1.0" encoding="UTF-8"?>\n', figure.svg(), "\n"])
        case ".png":
            return write_whole(path, [figure.png()])
        case ".pdf":
            return write_whole(path, [figure.pdf()])
    raise UnknownFigureFormat(path)


@dataclass(frozen=True, slots=True)
class Caption:
    """What a figure is called: its title, its language, and the words its id is made of."""

    title: str
    language: str
    name: str


def compose(
    layers: Iterable[Layer],
    *,
    width: float,
    height: float,
    caption: Caption,
    alt: str,
    datasets: Mapping[str, Rows] | None = None,
) -> Figure:
    """The layers on a canvas of that size in pixels, in the style of all figures; words may stand outside of it.

    `datasets` are rows that layers share by name.
    """
    named = {key: drawable(rows) for key, rows in (datasets or {}).items()}
    chart = LayeredChart(tuple(layers), width, height, _STYLE, named)
    return Figure(_figure_id(caption.name), caption.title, alt, caption.language, chart)


def nothing(caption: Caption, *, because: str = "figure_nothing", **numbers: str) -> Figure:
    """The figure where there is nothing to draw, or too much: a sentence that says so."""
    sentence = say(because, caption.language, **numbers)
    lines = [{"x": 0, "y": 12 + 18 * at, "words": line} for at, line in enumerate(wrapped(sentence, 420, 13, lines=4))]
    spoken = f"{caption.title}{say('figure_colon', caption.language)}{sentence}"
    return compose([written(lines, fontSize=13, color=SOFT)], width=420, height=24, caption=caption, alt=spoken)


_STYLE: dict[str, Any] = {
    "aria": False,  # the figure speaks as one; its marks would be read out as hundreds of paths
    "background": PAPER,
    "font": FONT,
    "padding": 12,
    "view": {"stroke": None},
    "title": {"anchor": "start", "frame": "bounds", "fontSize": 15, "fontWeight": "bold", "color": INK, "offset": 14},
}


def _speaking(drawn: str, figure: Figure, *, kept: bool) -> str:
    """The drawing with its title and description, the only elements with ids; `kept` words are as wide as reckoned."""
    from lxml import etree

    root = etree.fromstring(drawn.encode())
    _lighten(root)
    if kept:
        _keep_widths(root)
    _round_up(root)
    for name, words in (("desc", figure.alt), ("title", figure.title)):
        element = etree.Element(f"{{{_NAMESPACE}}}{name}", id=f"{figure.id}-{name}")
        element.text = printable(words)
        root.insert(0, element)
    root.set("id", figure.id)
    root.set("role", "img")
    root.set("aria-labelledby", f"{figure.id}-title {figure.id}-desc")
    root.set("lang", figure.language)
    root.set("style", "max-width:100%;height:auto")
    root.set("font-family", FONT)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _round_up(root: "_Element") -> None:
    """Whole pixels, so that a PNG has as many as its scale says and no grey edge."""
    width, height = (ceil(float(root.get(side, "0"))) for side in ("width", "height"))
    for element in (root, root[0]):
        element.set("width", str(width))
        element.set("height", str(height))
    root.set("viewBox", f"0 0 {width} {height}")


def _keep_widths(root: "_Element") -> None:
    """Words take the room that they were laid out for, also where wider letters stand in for Arial."""
    for element in root.iter(f"{{{_NAMESPACE}}}text"):
        words = element.text or ""
        if len(words) > 1 and not len(element) and is_measured(words):
            size = float(element.get("font-size", "0").removesuffix("px"))
            width = width_of(words, size, bold=element.get("font-weight") == "bold")
            element.set("textLength", f"{width:.1f}")
            element.set("lengthAdjust", "spacingAndGlyphs")


def _lighten(root: "_Element") -> None:
    """Drop what every mark repeats: roles of parts that are not read out, and the one font."""
    for element in root.iter():
        for key in ("class", "role", "aria-roledescription", "aria-hidden", "font-family"):
            element.attrib.pop(key, "")
