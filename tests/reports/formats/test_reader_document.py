"""The report for readers on paper: nothing stands alone, and nothing is drawn of nothing."""

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from coding.codebook.file import load_codebook
from reports.figures.heat_map import Grid, Square, heat_map
from reports.formats.reader_document import reader_document
from reports.formats.reader_page import reader_page
from reports.reader_report import NumberedFigure, NumberedTable, ReaderReport, reader_chapters
from reports.statements.merging import StatementLine
from reports.tables.synthesis import synthesise
from tests.reports.conftest import BOOK

TABLES = (
    "tables:\n  - {id: some, title: Des buts, rows: aims, columns: cases, figure: bars}\n"
    "  - {id: none, title: Des freins, rows: obstacles, columns: cases, figure: bars}\n"
)


@pytest.fixture
def chapters(material, a_text):
    made = material([a_text("a", case="Nice")], [("a", 10, 12, "aims.green", "Nice")], read=["a"])
    made = replace(made, for_readers=True)
    declared = load_codebook(BOOK + TABLES).tables.values()
    return reader_chapters([synthesise(table, made) for table in declared], made, {})


def test_a_table_in_which_nothing_is_found_has_no_figure(chapters):
    [chapter] = chapters
    kinds = [(type(item), item.caption.after) for item in chapter.items]
    assert kinds == [(NumberedTable, ". Des buts"), (NumberedFigure, ". Des buts"), (NumberedTable, ". Des freins")]
    assert chapter.items[-1].figure is None
    assert chapter.title == "Résultats"


def test_sentences_below_a_table_stay_together(chapters):
    [chapter] = chapters
    lines = tuple(StatementLine(f"Phrase {at}.") for at in range(3))
    chapter = replace(chapter, items=(replace(chapter.items[0], lines=lines), *chapter.items[1:]))
    made = docx.Document(io.BytesIO(reader_document(ReaderReport("fr", "T", (), "", (), (), (chapter,), ()))))
    kept = {one.text: one._p.pPr.find(qn("w:keepNext")) is not None for one in made.paragraphs if "Phrase" in one.text}
    assert kept == {"Phrase 0.": True, "Phrase 1.": True, "Phrase 2.": False}


@pytest.mark.parametrize(("rows", "pages"), [(30, "lying upright"), (3, "lying")])
def test_a_high_figure_below_a_table_in_landscape_stands_upright_and_uses_the_page(chapters, rows, pages):
    [chapter] = chapters
    table, shown, _ = chapter.items
    names = [(f"r{at}", f"Thème {at}", 0) for at in range(rows)]
    cells = {(name, "nice"): Square("coded") for name, *_ in names}
    figure = heat_map(Grid("g", "G", tuple(names), (("nice", "Nice"),), cells), language="fr")
    table = replace(table, rendered=replace(table.rendered, landscape=True))
    chapter = replace(chapter, items=(table, replace(shown, figure=figure)))
    made = docx.Document(io.BytesIO(reader_document(ReaderReport("fr", "T", (), "", (), (), (chapter,), ()))))
    ways = ["lying" if one.page_width > one.page_height else "upright" for one in made.sections]
    assert ways[1:] == pages.split()
    [picture] = made.inline_shapes
    assert (14 < picture.height.cm <= 18) == (rows == 30)


def test_what_readers_are_told_of_a_figure_stands_below_it(chapters):
    [chapter] = chapters
    figure = replace(chapter.items[1].figure, told="Trois groupes.")
    chapter = replace(chapter, items=(replace(chapter.items[1], figure=figure),))
    report = ReaderReport("fr", "T", (), "", (), (), (chapter,), ())
    words = [one.text for one in docx.Document(io.BytesIO(reader_document(report))).paragraphs if one.text]
    assert words[-1] == "Trois groupes."
    page = "".join(reader_page(report))
    assert page.index("Trois groupes.") > page.index("</figcaption>")
