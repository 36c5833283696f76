"""The whole report as a Word document: contents, chapters, tables, figures with their text alternatives, quotes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reports.annexed_extracts import AnnexedExtract, AnnexedExtracts
from reports.figures.figure import Figure
from reports.formats.document import FIGURE, add_picture, add_rows, add_table, remark
from reports.formats.document_parts import add_contents, add_heading, add_list_head, add_paragraph, put, quote_of
from reports.formats.extract_words import cells_by_table, lines_below
from reports.formats.new_document import bytes_of, new_document, turn
from reports.report import FigureItem, Item, Report, TableItem
from reports.section import Section
from wording.catalogues import say, say_number

if TYPE_CHECKING:
    from docx.document import Document


_HIGH, _TALL = 11, 16
"""The centimetres that a figure is high, so that it shares its page with the words about it; and, where its letters
would be too small then, at most: a page of its own."""
_CHAPTER = 1_000
"""Marks of headings: a thousand a chapter, its items counted from there."""


def report_document(report: Report, *, template: Path | None = None) -> bytes:
    """The document's bytes. Its contents lead to the headings; a word processor adds the numbers of pages."""
    author = ", ".join(report.authors)
    made = new_document(report.title, language=report.language, subject=report.title, author=author, template=template)
    if report.logo:
        add_picture(made, report.logo.data, alt=report.logo.alt, high=2.2)
    add_heading(made, report.title, 0)
    for line in report.byline:
        add_paragraph(made, line, style="Subtitle")
    for sentence in report.lead:
        add_paragraph(made, sentence)
    add_list_head(made, say("contents", report.language))
    add_contents(made, list(_entries(report)))
    for number, chapter in enumerate(report.chapters, 1):
        add_heading(made, chapter.title, 1, mark=number * _CHAPTER, new_page=True)
        for at, item in enumerate(chapter.items, 1):
            _add_item(made, item, report.language, mark=number * _CHAPTER + at)
    if report.extracts:
        _add_extracts(made, report, report.extracts)
        _add_cells(made, report, report.extracts)
    return bytes_of(made)


def _entries(report: Report) -> Iterator[tuple[int, int, str]]:
    """What the contents list: the chapters and their items, and the quotes at the end."""
    for number, chapter in enumerate(report.chapters, 1):
        yield 1, number * _CHAPTER, chapter.title
        for at, item in enumerate(chapter.items, 1):
            if not isinstance(item, Section) or item.level == 1:
                yield 2, number * _CHAPTER + at, item.title
    if report.extracts:
        yield 1, (len(report.chapters) + 1) * _CHAPTER, say("quotes", report.language)
        yield 1, (len(report.chapters) + 2) * _CHAPTER, say("cells_and_extracts", report.language)


def _add_item(document: "Document", item: Item, language: str, *, mark: int) -> None:
    level = min(item.level + 1, 4) if isinstance(item, Section) else 2
    add_heading(document, item.title, level, mark=mark)
    match item:
        case TableItem():
            add_table(document, item.rendered)
            if item.sentences:
                add_paragraph(document, say("in_words", language), look="<w:b/>", kept=True)
            for line in item.sentences:
                add_paragraph(document, line.text, style="ListBullet", look='<w:sz w:val="17"/>', below=0)
            if item.figure:
                _add_figure(document, item.figure)
                remark(document, f"{item.figure_title} {item.figure.alt}")
        case FigureItem():
            _add_figure(document, item.figure)
            for note in (item.figure.alt, *item.notes):
                remark(document, note)
            add_rows(document, item.rows)
        case Section():
            _add_section(document, item)


def _add_figure(document: "Document", figure: Figure) -> None:
    add_picture(document, figure.png(titled=False), alt=figure.alt, high=_HIGH, tall=_TALL, scale=FIGURE)


def _add_section(document: "Document", section: Section) -> None:
    for at, paragraph in enumerate(section.paragraphs, 1):
        add_paragraph(document, paragraph, kept=bool(section.rows) and at == len(section.paragraphs))
    add_rows(document, section.rows)


def _add_extracts(document: "Document", report: Report, extracts: AnnexedExtracts) -> None:
    """Every extract once, by code."""
    language = report.language
    turn(document, upright=False, columns=3)
    add_heading(document, say("quotes", language), 1, mark=(len(report.chapters) + 1) * _CHAPTER, new_page=True)
    add_paragraph(document, say("extracts_lead", language))
    for group in extracts.groups:
        add_heading(document, group.label, 3)
        for extract in group.extracts:
            put(document, _quote(extract, extracts, language, memos=report.memos))
    if extracts.left:
        remark(document, say_number("extracts_left", extracts.left, language))


def _quote(extract: AnnexedExtract, extracts: AnnexedExtracts, language: str, *, memos: bool) -> str:
    lines = lines_below(extract, extracts.labels, language, memos=memos)
    return quote_of(say("in_quotes", language, words=extract.quote), lines, number=extract.number, small=True)


def _add_cells(document: "Document", report: Report, extracts: AnnexedExtracts) -> None:
    """For each cell of a table the numbers of its extracts, row by row."""
    language = report.language
    add_heading(document, say("cells_and_extracts", language), 1, mark=(len(report.chapters) + 2) * _CHAPTER)
    add_paragraph(document, say("cells_lead", language))
    for title, rows in cells_by_table(report, extracts):
        add_heading(document, title, 3)
        for row in rows:
            remark(document, row)
