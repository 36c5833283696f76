"""The whole report as one self-contained accessible HTML page: contents, chapters, and each quote behind a cell."""

from collections.abc import Iterator
from typing import Any

from reports.citations import Citations
from reports.formats.page import environment, table_values
from reports.formats.plain import numeric
from reports.formats.quoting import source
from reports.report import FigureItem, Report, TableItem
from wording.catalogues import say, say_number


def report_page(report: Report, citations: Citations) -> Iterator[str]:
    """The page in pieces, in UTF-8."""
    language = report.language
    values: dict[str, Any] = {
        "report": report,
        "language": language,
        "tables": {
            rendered.id: table_values(rendered, citations, prefix=f"quote-{rendered.id}-") for rendered in report.tables
        },
        "kind": _kind,
        "numeric": numeric,
        "say": lambda key, **words: say(key, language, **words),
        "say_number": lambda key, count, **words: say_number(key, count, language, **words),
        "source": lambda citation: source(citation, language),
    }
    stream = environment().get_template("report.html.j2").stream(values)
    stream.enable_buffering(500)
    return stream


def _kind(item: object) -> str:
    return "table" if isinstance(item, TableItem) else "figure" if isinstance(item, FigureItem) else "section"
