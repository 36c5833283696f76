"""Sections as files of their own."""

from reports.formats.laid_document import Grid, Paragraph, laid_document
from reports.formats.section_files import Paper, document
from reports.section import Section


def test_the_words_above_a_table_are_on_its_page():
    sections = (Section("Liste", ("Premier.", "Dernier."), (("A", "B"), ("1", "2"))), Section("Fin", ("Seul.",)))
    [made] = document(Paper("Méthode", "Étude", (), sections, "fr"))
    assert isinstance(made, bytes)
    blocks = laid_document(made).blocks
    kept = {block.text: block.kept for block in blocks if isinstance(block, Paragraph)}
    assert any(isinstance(block, Grid) for block in blocks)
    assert (kept["Premier."], kept["Dernier."], kept["Seul."]) == (False, True, False)
