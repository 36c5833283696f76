"""The framework matrix as people read it: sentences with small numbers, sources below, blanks counted, in each format."""

import csv
import re
import zipfile

import pytest
from lxml import etree, html

MATRIX = "\n  - {id: matrix, title: Matrice, rows: cases, columns: {codes: [objectives, challenges]}, cell: summary}\n"
WORDS = "Nice veut attirer.¹ Le climat vient après²."


@pytest.fixture
def matrix(cell, once, glose, summarise, tmp_path):
    """Write a matrix whose cell of Nice is summarised, and another is not, in that format."""

    def make():
        book = cell.folder / "codebook.yaml"
        written = book.read_text(encoding="utf-8")
        book.write_text(written.replace("\ntables:\n", "\ntables:" + MATRIX, 1), encoding="utf-8")
        summarise("--text", f"Nice veut attirer. [^{cell.wanted}] Le climat vient après[^{cell.green}].")

    once(make)

    def write(kind):
        glose("tables", "matrix", "--format", kind, "--out", tmp_path / "out")
        return tmp_path / "out" / f"matrix.{kind}"

    return write


def test_a_page_has_small_numbers_and_sources_and_leads_to_what_is_not_written(matrix):
    page = html.fromstring(matrix("html").read_text(encoding="utf-8"))
    [nice] = page.xpath("//tbody/tr[th='Nice']")
    assert nice.xpath("string(td[1])").strip() == WORDS
    [blank] = nice.xpath("td[2]//a[@class='unwritten']")
    assert page.xpath(f"//section[@id='{blank.get('href')[1:]}']")
    sources = [line.text_content() for line in page.xpath("//div[contains(@class, 'sources')]/p")]
    assert sources[0] == "Sources"
    assert sources[1].startswith("1. «\u00a0faire venir des entreprises\u00a0» (nice-entretien, ")
    assert sources[2].startswith("2. «\u00a0l'environnement")
    assert "1 cellule vide reste à résumer" in page.text_content()
    assert "[^" not in page.text_content()


def test_a_blank_cell_is_blank_in_print(matrix):
    style = html.fromstring(matrix("html").read_text(encoding="utf-8")).xpath("string(//style)")
    printed = style.split("@media print", 1)[1]
    assert re.search(r"a\.unwritten \{ display: none", printed)


def test_markdown_lists_the_sources_under_the_table(matrix):
    said = matrix("md").read_text(encoding="utf-8")
    assert f"| Nice | {WORDS} |  |" in said
    assert "1. «\u00a0faire venir des entreprises\u00a0» (nice-entretien" in said.split("Sources", 1)[1]
    assert "[^" not in said


def test_latex_raises_the_numbers(matrix):
    said = matrix("tex").read_text(encoding="utf-8")
    assert r"Nice veut attirer.\textsuperscript{1} Le climat vient après\textsuperscript{2}." in said
    assert "1. «~faire venir" in said


def test_word_and_excel_have_the_sources_below_and_nothing_in_the_blank(matrix):
    from openpyxl import load_workbook

    with zipfile.ZipFile(matrix("docx")) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    said = ["".join(one.itertext()) for one in body.iter("{*}p")]
    assert WORDS in said
    assert said.index("Sources") > said.index(WORDS)
    sheet = load_workbook(matrix("xlsx"))["Matrice"]
    rows = [[one.value for one in row] for row in sheet.iter_rows(max_col=3)]
    assert ["Nice", WORDS, None] in [[value or None for value in row] for row in rows]
    assert any(str(row[0]).startswith("1. «\u00a0faire venir") for row in rows)


def test_the_terminal_counts_what_is_blank(matrix, glose):
    said = glose("tables", "matrix", "--show").out
    assert WORDS in " ".join(said.split())
    assert "1 cellule vide reste à résumer" in said
    assert "Sources" not in said or "1. «" in said
    assert "[^" not in said


def test_the_annex_numbers_the_sentences_by_its_extracts(matrix, glose, cell, tmp_path):
    matrix("csv")
    glose("report", "--only", "tables,extracts", "--format", "html", "--out", tmp_path / "r")
    page = html.fromstring((tmp_path / "r" / "report.html").read_text(encoding="utf-8"))
    extracts = {
        quote.xpath("string(p/b)"): quote.xpath("string(p)")
        for quote in page.xpath("//blockquote[starts-with(@id, 'x')]")
    }
    [words] = page.xpath("//table[caption='Matrice']//tr[th='Nice']/td[1]")
    small = re.findall("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", words.text_content())
    figures = [number.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")) for number in small]
    assert "faire venir des entreprises" in extracts[figures[0]]
    assert "l'environnement" in extracts[figures[1]]
    assert "Les petits chiffres sont les numéros des extraits" in page.text_content()


def test_readers_get_the_sentences_alone_and_the_team_is_told_of_blanks(matrix, glose, tmp_path):
    matrix("csv")
    told = glose("report", "--for", "reader", "--format", "html", "--out", tmp_path / "r")
    page = html.fromstring((tmp_path / "r" / "report.reader.html").read_text(encoding="utf-8")).text_content()
    assert "Nice veut attirer. Le climat vient après." in page
    assert "à résumer" not in page
    whole = html.fromstring((tmp_path / "r" / "report.reader.html").read_text(encoding="utf-8"))
    [table] = [one for one in whole.xpath("//section[@class='item']") if "Le climat vient après." in one.text_content()]
    assert table.xpath(".//tbody/tr/th/text()") == ["Nice"]
    assert "2 lignes sans résumé ne sont pas montrées, sur 3." in table.text_content().replace("\u00a0", " ")
    assert "1 cell of the framework matrix is blank" in told.err or "1 cellule de la matrice" in told.err


def test_numbers_that_moved_are_no_change():
    from reports.tables.footnotes import without_numbers

    assert without_numbers("Elle veut.¹²\u202f³ Oui, non⁴.") == without_numbers("Elle veut.² Oui, non³.")
    assert without_numbers("Elle veut 3 m.") == "Elle veut 3 m."


def test_a_csv_has_the_words_with_their_numbers(matrix):
    rows = list(csv.reader(matrix("csv").read_text(encoding="utf-8-sig").splitlines()))
    assert ["Nice", WORDS, ""] in [row[1:4] for row in rows]
