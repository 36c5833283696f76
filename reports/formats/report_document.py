"""The whole report as a Word document: contents, chapters, tables, figures with their text alternatives, quotes."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reports.citations import Citations
from reports.formats.document import (
    add_line,
    add_picture,
    add_quotes,
    add_rows,
    add_table,
    bytes_of,
    new_document,
    remark,
)
from reports.formats.document_parts import add_contents, add_heading, add_paragraph
from reports.report import Chapter, FigureItem, Item, Report, TableItem
from reports.section import Section
from wording.catalogues import say

if TYPE_CHECKING:
    from docx.document import Document


_CHAPTER = 1_000
"""Marks of headings: a thousand a chapter, its items counted from there."""


def report_document(report: Report, citations: Citations, *, study: str) -> bytes:
    """The document's bytes. Its contents lead to the headings; a word processor adds the numbers of pages."""
    made = new_document(report.title, language=report.language, subject=study)
    add_heading(made, report.title, 0)
    for sentence in report.lead:
        add_paragraph(made, sentence)
    add_paragraph(made, say("contents", report.language), look='<w:b/><w:sz w:val="28"/>', kept=True)
    add_contents(made, list(_entries(report)))
    for number, chapter in enumerate(report.chapters, 1):
        add_heading(made, chapter.title, 1, mark=number * _CHAPTER, new_page=True)
        for at, item in enumerate(chapter.items, 1):
            _add_item(made, item, report.language, mark=number * _CHAPTER + at)
    _add_appendix(made, report.chapters, citations, report.language)
    return bytes_of(made)


def _entries(report: Report) -> Iterator[tuple[int, int, str]]:
    """What the contents list: the chapters and their items, and the quotes at the end."""
    for number, chapter in enumerate(report.chapters, 1):
        yield 1, number * _CHAPTER, chapter.title
        for at, item in enumerate(chapter.items, 1):
            if not isinstance(item, Section) or item.level == 1:
                yield 2, number * _CHAPTER + at, _title(item)
    yield 1, (len(report.chapters) + 1) * _CHAPTER, say("quotes", report.language)


def _title(item: Item) -> str:
    match item:
        case TableItem():
            return item.rendered.title
        case FigureItem():
            return item.figure.title
        case Section():
            return item.title


def _add_item(document: "Document", item: Item, language: str, *, mark: int) -> None:
    level = min(item.level + 1, 4) if isinstance(item, Section) else 2
    add_heading(document, _title(item), level, mark=mark)
    match item:
        case TableItem():
            add_table(document, item.rendered)
            if item.sentences:
                add_paragraph(document, say("in_words", language), look="<w:b/>", kept=True)
            for line in item.sentences:
                add_paragraph(document, line.text, style="ListBullet")
            if item.figure:
                add_picture(document, item.figure.png(titled=False), alt=item.figure.alt)
                remark(document, item.figure.alt)
        case FigureItem():
            add_picture(document, item.figure.png(titled=False), alt=item.figure.alt)
            for note in (item.figure.alt, *item.notes):
                remark(document, note)
            add_rows(document, item.rows)
        case Section():
            _add_section(document, item, language)


def _add_section(document: "Document", section: Section, language: str) -> None:
    for paragraph in section.paragraphs:
        add_paragraph(document, paragraph)
    for todo in section.todos:
        add_line(document, f"{say('todo', language)} {todo}", mark=True)
    add_rows(document, section.rows)


def _add_appendix(document: "Document", chapters: Sequence[Chapter], citations: Citations, language: str) -> None:
    tables = [item for chapter in chapters for item in chapter.items if isinstance(item, TableItem)]
    add_heading(document, say("quotes", language), 1, mark=(len(chapters) + 1) * _CHAPTER, new_page=True)
    for item in tables:
        if any(True for _ in item.rendered.parts()):
            add_heading(document, item.rendered.title, 2)
            add_quotes(document, item.rendered, citations, level=2)
