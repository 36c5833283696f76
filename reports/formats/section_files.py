"""Sections as a file of their own: Markdown, one self-contained page, a Word document, a PDF or an ODT."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.figures.figure import Figure
from reports.formats.document import FIGURE, add_line, add_picture, add_rows
from reports.formats.document_parts import add_heading, add_paragraph
from reports.formats.new_document import bytes_of, new_document
from reports.formats.open_document import odt_of
from reports.formats.page import environment
from reports.formats.pdf import pdf_of
from reports.formats.plain import numeric, safe
from reports.section import Section

Pieces = Iterator[str | bytes]


@dataclass(frozen=True, slots=True)
class Paper:
    """Sections with the title and the lead above them, and below the lead the picture, if there is one.

    `marked` says how something left to do is written.
    It takes the mark of what is to do as this format shows it, or its own where it is given none.
    """

    title: str
    study: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    language: str
    marked: Callable[[str], str] = str
    picture: Figure | None = None


def markdown(paper: Paper, marked: Callable[[str], str] = str) -> Pieces:
    """The paper in Markdown, with pipe tables; what is left to do is quoted, as `marked` writes it."""
    yield f"# {safe(paper.title)}\n\n{safe(paper.study)}\n\n"
    for paragraph in paper.lead:
        yield f"{safe(paragraph)}\n\n"
    for section in paper.sections:
        yield f"{'#' * (section.level + 1)} {safe(section.title)}\n\n"
        for paragraph in section.paragraphs:
            yield f"{safe(paragraph)}\n\n"
        yield from pipes(section)
        for todo in section.todos:
            yield f"> {marked(safe(todo))}\n\n"


def pipes(section: Section) -> Pieces:
    """The table of a section as a pipe table."""
    if not section.rows:
        return
    head, *rows = section.rows
    sides = [" ---: " if number else " --- " for number in numeric(section.rows)] or [" --- "] * len(head)
    for cells in (head, None, *rows):
        line = sides if cells is None else [f" {safe(cell)} " for cell in cells]
        yield f"|{'|'.join(line)}|\n"
    yield "\n"


def page(paper: Paper) -> Pieces:
    """The paper as one HTML page that needs nothing else."""
    yield (
        environment()
        .get_template("sections.html.j2")
        .render(
            language=paper.language,
            title=paper.title,
            study=paper.study,
            lead=paper.lead,
            picture=paper.picture,
            sections=[(section, numeric(section.rows)) for section in paper.sections],
            marked=paper.marked,
        )
    )


def document(paper: Paper, *, upright: bool = False) -> Pieces:
    """The paper as a Word document with headings to go by; what is left to do stands out."""
    yield _document(paper, upright=upright)


def _document(paper: Paper, *, upright: bool) -> bytes:
    made = new_document(paper.title, language=paper.language, subject=paper.study, upright=upright)
    add_heading(made, paper.title, 0)
    add_paragraph(made, paper.study, style="Subtitle")
    for paragraph in paper.lead:
        add_line(made, paragraph)
    if paper.picture is not None:
        add_picture(made, paper.picture.png(), alt=paper.picture.alt, scale=FIGURE)
    for section in paper.sections:
        add_heading(made, section.title, section.level)
        for at, paragraph in enumerate(section.paragraphs, 1):
            add_line(made, paragraph, kept=bool(section.rows) and at == len(section.paragraphs))
        add_rows(made, section.rows)
        for todo in section.todos:
            add_line(made, paper.marked(todo), mark=True)
    return bytes_of(made)


def pdf(paper: Paper, *, upright: bool = False) -> Pieces:
    """The Word document as a tagged PDF."""
    yield pdf_of(_document(paper, upright=upright))


def odt(paper: Paper, *, upright: bool = False) -> Pieces:
    """The Word document as an OpenDocument text."""
    yield odt_of(_document(paper, upright=upright))
