"""A table that is declared `landscape` lies on its side on paper, however narrow it is."""

import io
from dataclasses import replace

import docx

from coding.codebook.file import load_codebook
from reports.formats.document import fits_upright, table_document
from reports.formats.latex import latex
from reports.tables.synthesis import synthesise
from reports.tables.table_layout import rendered_table
from tests.reports.conftest import BOOK


def test_word_and_latex_turn_the_page(material, a_text):
    made = material([a_text("a", case="Nice")], [("a", 10, 12, "aims.green", "Nice")])
    table = load_codebook(f"{BOOK}tables:\n  - {{id: t, rows: aims, columns: cases}}\n").tables["t"]
    upright = rendered_table(synthesise(table, made), made)
    lying = rendered_table(synthesise(replace(table, landscape=True), made), made)
    assert (fits_upright(upright), fits_upright(lying)) == (True, False)
    assert "landscape}\n" not in "".join(latex(upright, study="S"))
    assert "\\begin{landscape}" in "".join(latex(lying, study="S"))
    for rendered, wide in ((upright, False), (lying, True)):
        [section] = docx.Document(io.BytesIO(table_document(rendered, study="S"))).sections
        assert (section.page_width > section.page_height) == wide
