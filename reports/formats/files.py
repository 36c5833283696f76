"""The files of a table, by format."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.whole_file import write_whole
from reports.cell import SynthesisTable
from reports.citations import Citations
from reports.formats.csv_text import frame_csv
from reports.formats.document import table_document
from reports.formats.frames import quotes_frame, table_frame
from reports.formats.latex import latex
from reports.formats.open_document import odt_of
from reports.formats.page import page
from reports.formats.pdf import pdf_of
from reports.formats.plain import markdown
from reports.formats.workbook import workbook
from reports.tables.rendering import RenderedTable
from reports.tables.table_figure import figure_of

if TYPE_CHECKING:
    from pandas import DataFrame

Pieces = Iterable[str | bytes]
Written = Callable[[RenderedTable, Citations, str, str], dict[str, Pieces]]
"""The files of a table by name, from the table, its citations, the study's title and an SVG picture of it."""


def _html(rendered: RenderedTable, citations: Citations, study: str, figure: str) -> dict[str, Pieces]:
    return {f"{rendered.id}.html": page(rendered, citations, study=study, figure=figure)}


def _md(rendered: RenderedTable, citations: Citations, study: str, _figure: str) -> dict[str, Pieces]:
    return {f"{rendered.id}.md": markdown(rendered, citations, study=study)}


def _csv(rendered: RenderedTable, citations: Citations, _study: str, _figure: str) -> dict[str, Pieces]:
    """The table and its quotes for people: no formulas, and a mark that tells spreadsheets that a file is UTF-8."""
    return {name: ["\ufeff", frame_csv(frame)] for name, frame in _frames(rendered, citations).items()}


def _raw_csv(rendered: RenderedTable, citations: Citations, _study: str, _figure: str) -> dict[str, Pieces]:
    """The same for programs: every word just as it is, and no mark."""
    return {name: [frame_csv(frame, raw=True)] for name, frame in _frames(rendered, citations).items()}


def _frames(rendered: RenderedTable, citations: Citations) -> "dict[str, DataFrame]":
    return {
        f"{rendered.id}.csv": table_frame(rendered),
        f"{rendered.id}.quotes.csv": quotes_frame(rendered, citations),
    }


def _xlsx(rendered: RenderedTable, citations: Citations, study: str, _figure: str) -> dict[str, Pieces]:
    return {f"{rendered.id}.xlsx": [workbook([rendered], citations, study=study)]}


def _docx(rendered: RenderedTable, _citations: Citations, study: str, _figure: str) -> dict[str, Pieces]:
    return {f"{rendered.id}.docx": [table_document(rendered, study=study)]}


def _tex(rendered: RenderedTable, _citations: Citations, study: str, _figure: str) -> dict[str, Pieces]:
    return {f"{rendered.id}.tex": latex(rendered, study=study)}


def _pdf(rendered: RenderedTable, _citations: Citations, study: str, _figure: str) -> dict[str, Pieces]:
    return {f"{rendered.id}.pdf": [pdf_of(table_document(rendered, study=study))]}


def _odt(rendered: RenderedTable, _citations: Citations, study: str, _figure: str) -> dict[str, Pieces]:
    return {f"{rendered.id}.odt": [odt_of(table_document(rendered, study=study))]}


FORMATS: dict[str, Written] = {
    "html": _html,
    "md": _md,
    "csv": _csv,
    "raw": _raw_csv,
    "xlsx": _xlsx,
    "docx": _docx,
    "odt": _odt,
    "pdf": _pdf,
    "tex": _tex,
}
"""What a table can be written as; `raw` is csv for programs. A new format is a function here and its own writer."""


def write_table(
    table: SynthesisTable,
    rendered: RenderedTable,
    citations: Citations,
    *,
    study: str,
    formats: Iterable[str],
    folder: Path,
) -> Iterator[Path]:
    """Write a table into the folder in each of these formats, its declared figure on the page.

    Gives the paths of the files as they are written.
    """
    figure = figure_of(table, rendered)
    for kind in formats:
        drawn = figure.svg(titled=False) if figure and kind == "html" else ""
        for name, pieces in FORMATS[kind](rendered, citations, study, drawn).items():
            yield write_whole(folder / name, pieces)
