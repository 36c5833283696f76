"""The whole report as one self-contained accessible HTML page: contents, chapters, and each extract once."""

from collections.abc import Callable, Iterator
from typing import Any

from reports.annexed_extracts import AnnexedExtracts, CellExtracts
from reports.citations import Citation
from reports.extracts_by_number import names_extracts
from reports.formats.fitting import panels
from reports.formats.page import PRINTED, environment, opened
from reports.formats.plain import numeric
from reports.formats.quoting import Link, decided, origin
from reports.report import FigureItem, Report, TableItem
from reports.tables.rendering import RenderedTable
from wording.catalogues import say, say_number


def report_page(report: Report, *, link_of: Callable[[Citation], str] | None = None) -> Iterator[str]:
    """The page in pieces, in UTF-8; `link_of` gives the place of an extract in its transcript, where there are some."""
    language, extracts = report.language, report.extracts
    values: dict[str, Any] = {
        "report": report,
        "logo": report.logo.base64 if report.logo else "",
        "language": language,
        "extracts": extracts,
        "memos": report.memos,
        "tables": {rendered.id: _values(rendered, report) for rendered in report.tables},
        "kind": _kind,
        "numeric": numeric,
        "link_of": link_of,
        "origin": lambda citation: origin(citation, language),
        "decided": lambda citation: " · ".join(decided(citation, language)),
        "say": lambda key, **words: say(key, language, **words),
        "say_number": lambda key, count, **words: say_number(key, count, language, **words),
    }
    stream = environment().get_template("report.html.j2").stream(values)
    stream.enable_buffering(500)
    return stream


def _values(rendered: RenderedTable, report: Report) -> dict[str, Any]:
    """A table's panels, its cells with their extracts, and where its cells lead."""
    found: dict[str, Any] = {"panels": panels(rendered, PRINTED), "opened": opened(rendered), "cells": [], "links": {}}
    if report.extracts:
        rows = list(report.extracts.cells(rendered))
        named = names_extracts(rendered)
        found["links"] = {cell.part: _link(cell, report.extracts, named=named) for _, row in rows for cell in row}
        found["cells"] = [] if named else rows
    return found


def _link(cell: CellExtracts, extracts: AnnexedExtracts, *, named: bool) -> Link:
    """A cell with one extract leads to it, or to its first where its row names them; others to the line of numbers."""
    first, last = cell.runs[0]
    alone = (named or (len(cell.runs) == 1 and first == last)) and first <= extracts.shown
    return Link(f"from-{cell.anchor}", f"#x{first}" if alone else f"#{cell.anchor}")


def _kind(item: object) -> str:
    return "table" if isinstance(item, TableItem) else "figure" if isinstance(item, FigureItem) else "section"
