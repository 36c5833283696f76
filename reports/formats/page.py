"""A table as one self-contained accessible HTML page whose cells lead to their quotes."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.citations import Citations
from reports.formats.fitting import Page, panels
from reports.formats.quoting import links_of, quoted, shown_of
from reports.formats.table_html import quote_sections, table_body
from reports.tables.rendering import RenderedTable
from wording.catalogues import say, say_number

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = Path(__file__).parents[1] / "templates"
PRINTED = Page(width=770, largest=7.5, least=6)
"""A4 in landscape, as the pages' style sets it."""


@cache
def environment() -> "Environment":
    """The templates of pages, with autoescape on."""
    from jinja2 import Environment, FileSystemLoader

    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    made.globals["table_body"] = table_body
    return made


def css_string(words: str) -> "Markup":
    """The words as a string of a style sheet inside a page: every sign that could end it is escaped."""
    from markupsafe import Markup

    inside = "".join(letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in words)
    return Markup(f'"{inside}"')  # noqa: S704 - nothing but letters, digits and escapes


def page(rendered: RenderedTable, citations: Citations, *, study: str, figure: str = "") -> Iterator[str]:
    """The page in pieces, in UTF-8; `study` is the study's title, `figure` an SVG picture of the table."""
    values: dict[str, Any] = {
        **table_values(rendered, citations),
        "study": study,
        "figure": figure,
        "language": rendered.language,
    }
    stream = environment().get_template("table.html.j2").stream(values)
    stream.enable_buffering(500)
    return stream


def table_values(rendered: RenderedTable, citations: Citations) -> dict[str, Any]:
    """What the templates need to write a table with its quotes."""
    shown = shown_of(rendered)
    links = links_of(shown)
    return {
        "rendered": rendered,
        "links": links,
        "panels": panels(rendered, PRINTED),
        "opened": opened(rendered),
        "left": shown.left,
        "quoted": quote_sections(rendered, quoted(rendered, shown, citations), level=3) if links else [],
        "say": lambda key, **words: say(key, rendered.language, **words),
        "say_number": lambda key, count, **words: say_number(key, count, rendered.language, **words),
    }


def opened(rendered: RenderedTable) -> dict[int, str]:
    """What links say of each number of quotes that stands behind a part."""
    counts = {part.quotes for _, _, part in rendered.parts()}
    return {count: say("open_quotes", rendered.language, count=count) for count in counts}
