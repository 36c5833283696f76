"""The report for readers as one self-contained accessible HTML page, which prints as a document."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from reports.formats.fitting import Panel, panels
from reports.formats.page import PRINTED, environment
from reports.reader_report import ReaderReport
from reports.tables.rendering import RenderedTable
from wording.catalogues import say
from wording.typography import typeset


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """A table as the page has it, named by its number."""

    rendered: RenderedTable
    panels: tuple[Panel, ...]


def reader_page(report: ReaderReport) -> Iterator[str]:
    """The page in pieces, in UTF-8."""
    values: dict[str, Any] = {
        "report": report,
        "logo": report.logo.base64 if report.logo else "",
        "language": report.language,
        "laid": [_laid(replace(item.rendered, id=str(at))) for at, item in enumerate(report.tables, 1)],
        "say": lambda key, **words: say(key, report.language, **words),
    }
    stream = environment().get_template("reader.html.j2").stream(values)
    stream.enable_buffering(500)
    return map(typeset, stream)


def _laid(rendered: RenderedTable) -> _Laid:
    return _Laid(rendered, panels(rendered, PRINTED))
