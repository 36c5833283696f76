"""The report for readers as a Word document: title page, summary, numbered tables and figures, extracts."""

from typing import TYPE_CHECKING

from reports.formats.document import add_picture, add_table, bytes_of, new_document
from reports.formats.document_parts import add_contents, add_heading, add_paragraph, put, quote_of
from reports.reader_report import NumberedTable, ReaderChapter, ReaderReport
from wording.catalogues import say

if TYPE_CHECKING:
    from docx.document import Document

_MARKS = 1_000
"""Marks of headings: a thousand a chapter, its items counted from there."""


def reader_document(report: ReaderReport) -> bytes:
    """The document's bytes; a word processor adds the numbers of pages to its contents."""
    made = new_document(report.title, language=report.language)
    made.core_properties.author = report.byline[0] if report.byline else ""
    _number_pages(made)
    if report.logo:
        add_picture(made, report.logo.data, alt=report.logo.alt, high=2.2)
    add_heading(made, report.title, 0)
    for line in report.byline:
        add_paragraph(made, line, style="Subtitle")
    _add_summary(made, report)
    if entries := _entries(report):
        add_paragraph(made, say("contents", report.language), look='<w:b/><w:sz w:val="28"/>', kept=True)
        add_contents(made, entries)
    for number, chapter in enumerate(report.chapters, 1):
        _add_chapter(made, chapter, number * _MARKS)
    _add_extracts(made, report)
    return bytes_of(made)


def _add_summary(document: "Document", report: ReaderReport) -> None:
    if not report.corpus and not report.findings:
        return
    add_heading(document, say("reader_summary", report.language), 1, mark=1, new_page=True)
    if report.question:
        add_paragraph(document, report.question, look='<w:i/><w:sz w:val="24"/>')
    add_paragraph(document, " ".join(report.corpus))
    if report.findings and report.findings[0].kind != "head":
        add_heading(document, say("reader_findings", report.language), 2)
    for line in report.findings:
        if line.kind == "head":
            add_heading(document, line.text, 2)
        else:
            add_paragraph(document, line.text, style="ListBullet" if line.kind == "item" else "")


def _entries(report: ReaderReport) -> list[tuple[int, int, str]]:
    """What the contents list: the summary, the chapters with their tables and figures, and the extracts."""
    entries = [(1, 1, say("reader_summary", report.language))] if report.corpus or report.findings else []
    for number, chapter in enumerate(report.chapters, 1):
        entries.append((1, number * _MARKS, chapter.title))
        entries += [(2, number * _MARKS + at, item.caption) for at, item in enumerate(chapter.items, 1)]
    if report.extracts:
        entries.append((1, (len(report.chapters) + 1) * _MARKS, say("reader_extracts", report.language)))
    return entries


def _add_chapter(document: "Document", chapter: ReaderChapter, mark: int) -> None:
    add_heading(document, chapter.title, 1, mark=mark, new_page=True)
    for at, item in enumerate(chapter.items, 1):
        if isinstance(item, NumberedTable):
            add_heading(document, item.caption, 2, mark=mark + at)
            add_table(document, item.rendered)
            for line in item.lines:
                add_paragraph(document, line.text, style="ListBullet")
        else:
            add_heading(document, item.caption, 2, mark=mark + at)
            add_picture(document, item.figure.png(titled=False), alt=item.figure.alt)


def _add_extracts(document: "Document", report: ReaderReport) -> None:
    if not report.extracts:
        return
    mark = (len(report.chapters) + 1) * _MARKS
    add_heading(document, say("reader_extracts", report.language), 1, mark=mark, new_page=True)
    for group in report.extracts:
        add_heading(document, group.label, min(group.depth + 2, 4))
        for extract in group.extracts:
            quote = say("in_quotes", report.language, words=extract.quote)
            put(document, quote_of(quote, [extract.credit]))


def _number_pages(document: "Document") -> None:
    """The number of the page in the middle of the foot."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = 1
    foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
