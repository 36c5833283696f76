"""A table as one self-contained accessible HTML page whose cells lead to their quotes."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.lineage import Citation, Citations
from reports.sheet import Sheet
from reports.wording import say

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True
    )
    return environment.get_template("table.html.j2")


def page(sheet: Sheet, citations: Citations, *, study: str) -> Iterator[str]:
    """The page in pieces, in UTF-8; `study` is the study's title."""
    anchors = {part.key: f"q{number}" for number, (_, _, part) in enumerate(sheet.parts(), 1)}
    counts = {len(part.evidence) for _, _, part in sheet.parts()}
    values: dict[str, Any] = {
        "sheet": sheet,
        "study": study,
        "anchors": anchors,
        "opened": {count: say("open_quotes", sheet.language, count=count) for count in counts},
        "quoted": _quoted(sheet, anchors, citations),
        "say": lambda key, **words: say(key, sheet.language, **words),
        "source": lambda citation: source(citation, sheet.language),
    }
    stream = _template().stream(values)
    stream.enable_buffering(500)
    return stream


def _quoted(
    sheet: Sheet, anchors: dict[str, str], citations: Citations
) -> "list[tuple[str, str, list[Citation]]] | Iterator[tuple[str, str, list[Citation]]]":
    if not anchors:
        return []
    return (
        (anchors[part.key], f"{row.label} · {part.text if column.id == 'cases' else column.label}", cited)
        for row, column, part in sheet.parts()
        for cited in [citations.of(part.evidence)]
    )


def source(citation: Citation, language: str) -> str:
    """Where a quote is from and who decided on it, in one line."""
    how = {"accept": "accepted", "code": "by_hand", "classify": "classified"}[citation.decision]
    parts = [
        citation.text,
        citation.speaker,
        say("turn", language, number=citation.turn) if citation.turn else None,
        say("page", language, number=citation.page) if citation.page else None,
        citation.code,
        say(citation.value, language) if citation.value and citation.decision != "classify" else None,
        citation.coder,
        f"{say(how, language)} {citation.time[:10]}",
        citation.entry[:12],
    ]
    return " · ".join(part for part in parts if part)
