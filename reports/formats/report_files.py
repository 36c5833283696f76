"""The files of a whole report, by format."""

from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.whole_file import write_whole
from reports.annexed_extracts import AnnexedExtracts
from reports.citations import Citations
from reports.formats.extract_words import cells_by_table, lines_below
from reports.formats.files import FORMATS, Pieces
from reports.formats.latex import latex
from reports.formats.open_document import odt_of
from reports.formats.pdf import pdf_of
from reports.formats.plain import numeric, pipe_table, safe
from reports.formats.reader_document import reader_document
from reports.formats.reader_page import reader_page
from reports.formats.report_document import report_document
from reports.formats.report_page import report_page
from reports.formats.transcript_files import link_of
from reports.formats.workbook import workbook
from reports.reader_report import ReaderReport
from reports.report import FigureItem, Report, TableItem
from reports.section import Section
from wording.catalogues import say, say_number


def _html(report: Report, _citations: Citations) -> dict[str, Pieces]:
    return {"report.html": report_page(report, link_of=link_of if report.transcribed else None)}


def _docx(report: Report, _citations: Citations, template: Path | None = None) -> dict[str, Pieces]:
    return {"report.docx": [report_document(report, template=template)]}


def _odt(report: Report, _citations: Citations) -> dict[str, Pieces]:
    return {"report.odt": [odt_of(report_document(report))]}


def _pdf(report: Report, _citations: Citations) -> dict[str, Pieces]:
    return {"report.pdf": [pdf_of(report_document(report))]}


def _xlsx(report: Report, citations: Citations) -> dict[str, Pieces]:
    return {"report.xlsx": [workbook(report.tables, citations, study=report.title, authors=report.authors)]}


def _csv(report: Report, citations: Citations) -> dict[str, Pieces]:
    return _folder("csv", report, citations)


def _raw_csv(report: Report, citations: Citations) -> dict[str, Pieces]:
    return _folder("raw", report, citations)


def _folder(kind: str, report: Report, citations: Citations) -> dict[str, Pieces]:
    """The csv files of every table, in a folder."""
    made = (FORMATS[kind](rendered, citations, report.title, "") for rendered in report.tables)
    return {f"csv/{name}": pieces for files in made for name, pieces in files.items()}


def _md(report: Report, _citations: Citations) -> dict[str, Pieces]:
    return {"report.md": _markdown(report)}


def _tex(report: Report, _citations: Citations) -> dict[str, Pieces]:
    return {f"tex/{rendered.id}.tex": latex(rendered, study=report.title) for rendered in report.tables}


REPORT_FORMATS: dict[str, Callable[[Report, Citations], dict[str, Pieces]]] = {
    "html": _html,
    "docx": _docx,
    "odt": _odt,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv,
    "raw": _raw_csv,
    "md": _md,
    "tex": _tex,
}
"""What a report can be written as: one file, or a folder of them, by a path below the report's folder.

`raw` is csv for programs.
"""


READER_FORMATS: dict[str, Callable[[ReaderReport, Path | None], Pieces]] = {
    "html": lambda report, _template: reader_page(report),
    "docx": lambda report, template: [reader_document(report, template=template)],
    "odt": lambda report, _template: [odt_of(reader_document(report))],
    "pdf": lambda report, _template: [pdf_of(reader_document(report))],
}
"""What the report for readers can be written as; the other formats hold every quote with its decision."""


def write_reader_report(
    report: ReaderReport,
    *,
    format: str,  # noqa: A002 - the word that users know
    folder: Path,
    name: str,
    template: Path | None = None,
) -> list[Path]:
    """Write the report for readers in that format into the folder as `report.NAME`; gives its path."""
    return [write_whole(folder / f"report.{name}.{format}", READER_FORMATS[format](report, template))]


def write_report(
    report: Report,
    citations: Citations,
    *,
    format: str,  # noqa: A002 - the word that users know
    folder: Path,
    template: Path | None = None,
) -> list[Path]:
    """Write the report's files of that format into the folder; gives their paths. The template is for docx."""
    files = _docx(report, citations, template) if format == "docx" else REPORT_FORMATS[format](report, citations)
    return [write_whole(folder / name, pieces) for name, pieces in files.items()]


def _markdown(report: Report) -> Iterator[str]:
    """The report in Markdown; figures are described in words."""
    yield f"# {safe(report.title)}\n\n"
    for sentence in report.lead:
        yield f"{safe(sentence)}\n\n"
    for chapter in report.chapters:
        yield f"## {safe(chapter.title)}\n\n"
        for item in chapter.items:
            match item:
                case TableItem():
                    yield f"### {safe(item.title)}\n\n"
                    yield from pipe_table(item.rendered)
                    yield "".join(f"\n- {safe(line.text)}" for line in item.sentences) + "\n\n"
                case FigureItem():
                    yield f"### {safe(item.title)}\n\n{safe(item.figure.alt)}\n\n"
                case Section():
                    yield from _section(item)
    if report.extracts:
        yield from _extracts(report, report.extracts)
        yield from _cells(report, report.extracts)


def _extracts(report: Report, extracts: AnnexedExtracts) -> Iterator[str]:
    """Every extract once, by code."""
    language = report.language
    yield f"## {safe(say('quotes', language))}\n\n{safe(say('extracts_lead', language))}\n\n"
    for group in extracts.groups:
        yield f"### {safe(group.label)}\n\n"
        for extract in group.extracts:
            words = safe(say("in_quotes", language, words=extract.quote))
            below = lines_below(extract, extracts.labels, language, memos=report.memos)
            yield f"**{extract.number}** {words}  \n" + "  \n".join(map(safe, below)) + "\n\n"
    if extracts.left:
        yield f"{safe(say_number('extracts_left', extracts.left, language))}\n\n"


def _cells(report: Report, extracts: AnnexedExtracts) -> Iterator[str]:
    """For each cell of a table the numbers of its extracts, row by row."""
    language = report.language
    yield f"## {safe(say('cells_and_extracts', language))}\n\n{safe(say('cells_lead', language))}\n\n"
    for title, rows in cells_by_table(report, extracts):
        yield f"### {safe(title)}\n\n"
        for row in rows:
            yield f"{safe(row)}\n\n"


def _section(section: Section) -> Iterator[str]:
    yield f"{'#' * (section.level + 2)} {safe(section.title)}\n\n"
    for paragraph in section.paragraphs:
        yield f"{safe(paragraph)}\n\n"
    for number, row in enumerate(section.rows):
        yield "| " + " | ".join(safe(cell) for cell in row) + " |\n"
        if number == 0:
            yield (
                "|"
                + "".join("---:|" if number else "---|" for number in numeric(section.rows) or [False] * len(row))
                + "\n"
            )
    yield "\n"
