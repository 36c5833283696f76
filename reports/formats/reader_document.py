"""The report for readers as a Word document: title page, summary, numbered tables and figures, extracts."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from reports.formats.document import FIGURE, add_picture, add_table, fits_upright, remark
from reports.formats.document_parts import (
    add_caption,
    add_contents,
    add_heading,
    add_list_head,
    add_paragraph,
    add_reference,
    put,
    quote_of,
)
from reports.formats.fitting import Page
from reports.formats.new_document import bytes_of, is_upright, new_document, page_of, turn
from reports.reader_report import NumberedFigure, NumberedTable, ReaderChapter, ReaderReport
from wording.catalogues import say
from wording.typography import typeset

if TYPE_CHECKING:
    from docx.document import Document

_ABOVE_TITLE = 160
"""The points above the title, which has a page of its own."""
_FEW_ROWS = 15
_HALF = 320
"""The pixels of a figure, 96 of which are an inch, that take half the height of a page in landscape."""
_BESIDE_TEXT, _ALONE = 14.0, 18.0
"""The centimetres that a figure may be high, and one that begins a page in portrait."""
_MARKS = 1_000
"""Marks of headings: a thousand a chapter, its items counted from there."""


def reader_document(report: ReaderReport, *, template: Path | None = None) -> bytes:
    """The document's bytes; a word processor adds the numbers of pages to its contents.

    A house's template gives styles, header and footer.
    """
    author = ", ".join(report.authors)
    made = new_document(report.title, language=report.language, author=author, upright=True, template=template)
    if report.logo:
        add_picture(made, report.logo.data, alt=report.logo.alt, high=2.2)
    add_heading(made, report.title, 0, above=_ABOVE_TITLE)
    for line in report.byline:
        add_paragraph(made, line, style="Subtitle")
    _add_summary(made, report)
    if entries := _entries(report):
        add_list_head(made, say("contents", report.language), new_page=True)
        add_contents(made, entries)
    for kind in ("table", "figure"):
        captions = list(_captions(report, kind))
        if captions:
            add_list_head(made, say(f"reader_{kind}s", report.language))
            add_contents(made, captions, of=say(f"{kind}_word", report.language))
    for number, chapter in enumerate(report.chapters, 1):
        _add_chapter(made, chapter, number * _MARKS, report.language)
    _add_extracts(made, report)
    _typeset(made)
    return bytes_of(made)


def _typeset(document: "Document") -> None:
    """Set every word of the document, whoever wrote it, with the apostrophe of print; its header as well."""
    from docx.oxml.ns import qn

    parts = [document.element, *(section.header._element for section in document.sections)]
    for element in (one for part in parts for one in part.iter(qn("w:t"), qn("wp:docPr"))):
        if element.text:
            element.text = typeset(element.text)
        if described := element.get("descr"):
            element.set("descr", typeset(described))


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
    if report.extracts:
        entries.append((1, (len(report.chapters) + 1) * _MARKS, say("reader_extracts", report.language)))
    return entries


def _captions(report: ReaderReport, kind: str) -> Iterator[tuple[int, int, str]]:
    for number, chapter in enumerate(report.chapters, 1):
        for at, item in enumerate(chapter.items, 1):
            if item.caption.kind == kind:
                yield 2, number * _MARKS + at, str(item.caption)


def _add_chapter(document: "Document", chapter: ReaderChapter, mark: int, language: str) -> None:
    kinds = {kind: say(f"{kind}_word", language) for kind in ("table", "figure")}
    first = chapter.items[0] if chapter.items else None
    page = page_of(document, upright=True)
    turn(document, upright=not isinstance(first, NumberedTable) or fits_upright(first.rendered, page))
    add_heading(document, chapter.title, 1, mark=mark, new_page=True)
    upright = _orientations(chapter, page)
    for at, item in enumerate(chapter.items, 1):
        caption = item.caption
        named = (caption.before, str(caption.number), caption.after)
        if isinstance(item, NumberedTable):
            turn(document, upright=upright[at])
            add_caption(document, named, kind=kinds["table"], mark=mark + at, above=True)
            add_table(document, item.rendered)
            for number, line in enumerate(item.lines, 1):
                add_paragraph(document, line.text, style="ListBullet", kept=number < len(item.lines))
            if item.figure:
                before, _, after = say("see_figure", language, figure="\0").partition("\0")
                add_reference(document, before, str(item.figure), after, mark + at + 1)
        else:
            lying = not is_upright(document)
            turn(document, upright=upright.get(at, not lying))
            high = _BESIDE_TEXT if not lying or not is_upright(document) else _ALONE
            png, alt = item.figure.png(titled=False), item.figure.alt
            add_picture(document, png, alt=alt, high=high, scale=FIGURE, captioned=True)
            add_caption(document, named, kind=kinds["figure"], mark=mark + at, sourced=bool(item.source))
            if item.source:
                remark(document, item.source, last=True)
            if item.figure.told:
                add_paragraph(document, item.figure.told)


def _orientations(chapter: ReaderChapter, page: Page) -> dict[int, bool]:
    """Whether each table and each high figure of the chapter, by its number in it, is on an upright `page`.

    A few rows between two tables in landscape stay there: they would have a page of their own. A high figure would
    have one in landscape, half of it empty: it stands upright, with what follows. Other figures stay where they are.
    """
    fitting = [
        (at, item, fits_upright(item.rendered, page) if isinstance(item, NumberedTable) else True)
        for at, item in enumerate(chapter.items, 1)
        if isinstance(item, NumberedTable) or _is_high(item)
    ]
    made: dict[int, bool] = {}
    runs = [(upright, list(run)) for upright, run in groupby(fitting, key=lambda one: one[2])]
    for number, (upright, run) in enumerate(runs):
        tables = [item for _, item, _ in run if isinstance(item, NumberedTable)]
        few = len(tables) == len(run) and sum(len(item.rendered.rows) for item in tables) <= _FEW_ROWS
        lying = not upright or (few and 0 < number < len(runs) - 1)
        made |= dict.fromkeys((at for at, _, _ in run), not lying)
    return made


def _is_high(item: NumberedFigure) -> bool:
    """Whether the figure takes more than half the height of a page in landscape."""
    return item.figure.height > _HALF


def _add_extracts(document: "Document", report: ReaderReport) -> None:
    if not report.extracts:
        return
    mark = (len(report.chapters) + 1) * _MARKS
    turn(document, upright=True)
    add_heading(document, say("reader_extracts", report.language), 1, mark=mark, new_page=True)
    for group in report.extracts:
        add_heading(document, group.label, min(group.depth + 2, 4))
        for extract in group.extracts:
            quote = say("in_quotes", report.language, words=extract.quote)
            put(document, quote_of(quote, [extract.credit]))
