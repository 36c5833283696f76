"""The whole report in its formats: what a lead sends on, with words that no format may stumble over."""

import io
import re
import zipfile

import pytest
from lxml import etree, html

BOOK = """\
codebook: {title: Étude, languages: [fr, en], cases: 3}
scales:
  degree: [absent, mentioned, strong]
codes:
  - id: objectives
    label: {fr: "=Objectifs & <but>", en: Objectives}
    definition: {fr: "Pas le moyen : objectives.jobs."}
    avoid_when: ["C'est un moyen : means."]
    scale: degree
    codes:
      - {id: jobs, label: {fr: Emploi, en: Jobs}, scale: degree}
  - {id: means, label: {fr: Moyens, en: Means}}
tables:
  - {id: objectives, title: {fr: "Objectifs <b>", en: Objectives}, rows: objectives, columns: cases, cell: degree, figure: heat_map}
  - {id: values, title: {fr: Valeurs, en: Values}, rows: {values: means}, columns: [code, case, value, quote]}
  - {id: given, title: {fr: Valeurs par cas, en: Values by case}, rows: means, columns: cases, cell: value}
  - {id: shares, title: {fr: Parts, en: Shares}, rows: codes, columns: {attribute: unit}, cell: count, shares: column}
  - {id: interviews, title: {fr: Entretiens, en: Interviews}, rows: interviews, columns: [case, date]}
"""
DECISIONS = """\
text,quote,code,decision,case,degree,value
nice-entretien,"On veut attirer des entreprises et des emplois.",objectives.jobs,code,Nice,strong,
nice-entretien,"faire venir des entreprises",means,code,Nice,,{total}
nice-entretien,"ce n'est pas une priorité chez nous",means,code,Nice,,total
"""
CASES = "case,unit,date\nNice,=ville,2015-12-08\n-Lyon,=ville,\nSaint-Étienne,,\n"


@pytest.fixture
def lead(study, once, glose, written):
    """A study with hostile words, as its lead has it before sending the report."""
    from tests.conftest import INTERVIEW

    def make():
        (study / "codebook.yaml").write_text(BOOK, encoding="utf-8")
        (study / "cases.csv").write_text(CASES, encoding="utf-8")
        glose("add", written("nice-entretien.txt", INTERVIEW))
        glose("decide", written("d.csv", DECISIONS), "--coder", "anna")

    once(make)
    return study


@pytest.fixture
def report(lead, once, glose):
    def write(kind, *options):
        once(lambda: glose("report", "--format", kind, "--out", lead / "out", *options), kind, *options)
        return lead / "out"

    return write


def test_the_pages_figures_do_not_repeat_their_tables_titles(report):
    page = html.fromstring((report("html") / "report.html").read_text(encoding="utf-8"))
    drawn = ["".join(figure.xpath(".//*[local-name()='text']//text()")) for figure in page.xpath("//figure")]
    assert drawn
    assert not any("Objectifs <b>" in words for words in drawn)
    assert "Tableau 2. Objectifs <b>" in page.xpath("//h3/text()")


def test_codes_are_named_by_label_in_the_codebook_chapter(report):
    said = html.fromstring((report("html") / "report.html").read_text(encoding="utf-8")).text_content()
    assert "Pas le moyen : «\u00a0Emploi\u00a0»." in said
    assert "C'est un moyen : «\u00a0Moyens\u00a0»." in said


def test_a_listing_says_its_code_once(report):
    page = html.fromstring((report("html") / "report.html").read_text(encoding="utf-8"))
    [table] = page.xpath("//table[caption='Valeurs']")
    assert [head.text_content() for head in table.xpath(".//thead//th")] == ["Code", "Cas", "Valeur", "Extrait"]
    assert table.xpath(".//tbody/tr[1]/th")[0].text_content() == "Moyens"


def test_a_value_given_is_never_taken_for_a_message(report):
    page = html.fromstring((report("html") / "report.html").read_text(encoding="utf-8"))
    said = page.xpath("//table[caption='Valeurs par cas']")[0].text_content()
    assert "{total}" in said
    assert "Total" not in said


def test_dates_are_written_as_the_language_does_and_typed_in_a_workbook(report):
    from openpyxl import load_workbook

    page = (report("html") / "report.html").read_text(encoding="utf-8")
    assert "8 décembre 2015" in page
    book = load_workbook(report("xlsx") / "report.xlsx")
    [cell] = [cell for row in book["1. Entretiens"].iter_rows(min_row=4, max_row=4) for cell in row if cell.is_date]
    assert cell.value.isoformat() == "2015-12-08T00:00:00"
    assert "2015-12-08" in (report("csv") / "csv" / "interviews.csv").read_text(encoding="utf-8")


def test_a_workbook_has_shares_as_numbers_in_columns_of_their_own(report):
    from openpyxl import load_workbook

    sheet = load_workbook(report("xlsx") / "report.xlsx")["5. Parts"]
    heads = [cell.value for cell in sheet[3]]
    assert heads == ["Code", "=ville", "n", "=ville (%)"]
    counts, shares = ([cell.value for cell in column][3:6] for column in (sheet["B"], sheet["D"]))
    assert counts == [1, 1, 2]
    assert [round(share, 2) for share in shares] == [0.33, 0.33, 0.67]


def test_a_workbooks_quotes_name_the_sheet_of_their_table_in_the_studys_language(report):
    from openpyxl import load_workbook

    book = load_workbook(report("xlsx") / "report.xlsx")
    heads, *lines = [[cell.value for cell in row] for row in book["Extraits"]]
    assert heads[:6] == ["Tableau", "Ligne", "Colonne", "Texte", "Début", "Fin"]
    assert {line[0] for line in lines} <= set(book.sheetnames)


def test_the_head_of_a_csv_is_disarmed_like_its_cells(report):
    folder = report("csv") / "csv"
    assert "'-Lyon" in (folder / "objectives.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert "'=ville" in (folder / "shares.csv").read_text(encoding="utf-8-sig").splitlines()[0]


def document_of(folder):
    with zipfile.ZipFile(io.BytesIO((folder / "report.docx").read_bytes())) as parts:
        return etree.fromstring(parts.read("word/document.xml"))


NAMES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def test_a_documents_contents_are_there_before_it_is_updated_and_lead_to_its_headings(report):
    root = document_of(report("docx"))
    anchors = root.xpath("//w:hyperlink/@w:anchor", namespaces=NAMES)
    marks = root.xpath("//w:bookmarkStart/@w:name", namespaces=NAMES)
    assert len(anchors) > 5
    assert set(anchors) <= set(marks)
    assert len(marks) == len(set(marks))


def test_a_documents_tables_have_widths_that_fill_the_page_and_rows_that_are_not_torn(report):
    root = document_of(report("docx"))
    for table in root.xpath("//w:tbl", namespaces=NAMES):
        widths = [int(width) for width in table.xpath("./w:tblGrid/w:gridCol/@w:w", namespaces=NAMES)]
        assert 14_000 < sum(widths) < 15_000
        rows = table.xpath("./w:tr", namespaces=NAMES)
        assert all(row.xpath("./w:trPr/w:cantSplit", namespaces=NAMES) for row in rows)
        assert rows[0].xpath("./w:trPr/w:tblHeader", namespaces=NAMES)
        assert all(len(row.xpath("./w:tc", namespaces=NAMES)) == len(widths) for row in rows)


def test_an_english_report_has_english_quotation_marks(report):
    said = "".join(document_of(report("docx", "--lang", "en")).itertext())
    assert "“On veut attirer des entreprises et des emplois.”" in said
    assert not re.search("«|»", said)


def test_a_table_alone_in_word_is_the_table_in_one_section_without_its_quotes(lead, glose):
    glose("tables", "objectives", "--format", "docx", "--out", lead / "alone")
    with zipfile.ZipFile(lead / "alone" / "objectives.docx") as parts:
        root = etree.fromstring(parts.read("word/document.xml"))
    assert len(root.xpath("//w:sectPr", namespaces=NAMES)) == 1
    assert len(root.xpath("//w:tbl", namespaces=NAMES)) == 1
    assert "On veut attirer des entreprises" not in "".join(root.itertext())


def test_tables_and_figures_of_the_annex_are_numbered_as_the_sheets_of_the_workbook(report):
    folder = report("html,xlsx")
    heads = html.fromstring((folder / "report.html").read_text(encoding="utf-8")).xpath("//h3/text()")
    tables = [head for head in heads if head.startswith("Tableau ")]
    with zipfile.ZipFile(folder / "report.xlsx") as book:
        names = etree.fromstring(book.read("xl/workbook.xml")).xpath("//*[local-name()='sheet']/@name")
    numbered = [name for name in names if name.partition(".")[0].isdecimal()]
    assert [head.removeprefix("Tableau ").partition(".")[0] for head in tables[: len(numbered)]] == [
        name.partition(".")[0] for name in numbered
    ]
    assert "Figure 2. Codes présents dans les mêmes passages" in heads, "the heat map of a table is the first figure"


def test_the_codebook_of_the_annex_says_how_often_each_code_was_used(report):
    page = html.fromstring((report("html") / "report.html").read_text(encoding="utf-8"))
    rows = page.xpath("//section[@id='codebook']//tr")
    assert [row.xpath("string(*[last()])").strip() for row in rows if "Emploi" in row.xpath("string(*[1])")] == [
        "1 (1)"
    ]


def test_the_interview_guide_is_in_the_annex_where_the_study_has_one(lead, glose, tmp_path):
    guide = lead / "guide.md"
    guide.write_text("Une heure environ.\n\n# Vision\n\n- Pourquoi une ville intelligente ?\n", encoding="utf-8")
    try:
        glose("report", "--format", "html", "--only", "method", "--out", tmp_path)
    finally:
        guide.unlink()
    page = html.fromstring((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert page.xpath("//h3[.='Guide d’entretien']/following-sibling::p[1]/text()") == ["Une heure environ."]
    assert page.xpath("//h4[.='Vision']/following-sibling::p[1]/text()") == ["– Pourquoi une ville intelligente ?"]


def test_what_only_the_team_can_say_is_not_printed_as_something_to_complete(report):
    page = html.fromstring((report("html") / "report.html").read_text(encoding="utf-8"))
    said = page.xpath("string(//section[@id='method'])")
    assert "à compléter" not in said
    assert "Sans réponse dans le registre\u00a0: 22, " in said
    assert "Le registre n’en garde aucune trace." in said


def test_a_figure_whose_letters_would_be_too_small_takes_the_height_of_its_page():
    from reports.figures.bars import Bar, bars
    from reports.formats.document import FIGURE, LEGIBLE, add_picture
    from reports.formats.new_document import new_document

    figure = bars("Projets", [Bar(str(at), f"Projet {at}", at) for at in range(26)], total=30, language="fr")
    made = new_document("Annexe", language="fr", subject="", upright=False)
    png = figure.png(titled=False)
    add_picture(made, png, alt="", high=11, tall=16, scale=FIGURE)
    drawn = made.inline_shapes[0]
    pixels = int.from_bytes(png[20:24], "big")
    assert 11 < drawn.height.cm <= 16.01
    assert drawn.height.pt / pixels >= LEGIBLE - 0.001
