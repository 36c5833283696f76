"""The whole report as a Word document: contents, chapters, tables, figures with their text alternatives, quotes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reports.formats.document import (
    add_line,
    add_picture,
    add_quotes,
    add_rows,
    add_table,
    bytes_of,
    new_document,
    new_page,
    remark,
)
from reports.lineage import Citations
from reports.report import Chapter, FigureItem, Item, Report, TableItem
from reports.section import Section
from reports.wording import say

if TYPE_CHECKING:
    from docx.document import Document


def report_document(report: Report, citations: Citations, *, study: str) -> bytes:
    """The document's bytes. The table of contents fills itself when the document is opened and asks to be updated."""
    made = new_document(report.title, language=report.language, subject=study)
    made.add_heading(report.title, 0)
    for sentence in report.lead:
        made.add_paragraph(sentence)
    made.add_heading(say("contents", report.language), 1)
    _add_contents(made)
    for chapter in report.chapters:
        new_page(made)
        made.add_heading(chapter.title, 1)
        for item in chapter.items:
            _add_item(made, item, report.language)
    _add_appendix(made, report.chapters, citations, report.language)
    return bytes_of(made)


def _add_item(document: "Document", item: Item, language: str) -> None:
    match item:
        case TableItem():
            document.add_heading(item.sheet.title, 2)
            add_table(document, item.sheet)
            for sentence in item.sentences:
                document.add_paragraph(sentence, style="List Bullet")
            if item.figure:
                add_picture(document, item.figure.png(), alt=item.figure.alt)
        case FigureItem():
            document.add_heading(item.figure.title, 2)
            add_picture(document, item.figure.png(), alt=item.figure.alt)
            document.add_paragraph(item.figure.alt)
            for note in item.notes:
                remark(document, note)
            add_rows(document, item.rows)
        case Section():
            _add_section(document, item, language)


def _add_section(document: "Document", section: Section, language: str) -> None:
    document.add_heading(section.title, min(section.level + 1, 4))
    for paragraph in section.paragraphs:
        document.add_paragraph(paragraph)
    for todo in section.todos:
        add_line(document, f"{say('todo', language)} {todo}", mark=True)
    add_rows(document, section.rows)


def _add_appendix(document: "Document", chapters: Sequence[Chapter], citations: Citations, language: str) -> None:
    tables = [item for chapter in chapters for item in chapter.items if isinstance(item, TableItem)]
    new_page(document)
    document.add_heading(say("quotes", language), 1)
    for item in tables:
        if any(True for _ in item.sheet.parts()):
            document.add_heading(item.sheet.title, 2)
            add_quotes(document, item.sheet, citations, level=2)


def _add_contents(document: "Document") -> None:
    """A field that the word processor fills with the headings of the first two levels."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run: Any = document.add_paragraph().add_run()
    for kind, text in (("begin", None), (None, 'TOC \\o "1-2" \\h \\z \\u'), ("separate", None), ("end", None)):
        if text is not None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), str(kind))
            if kind == "begin":
                element.set(qn("w:dirty"), "true")
        run._r.append(element)
