"""The report for readers in Word: real styles, captions that count, sections, properties, a house's template."""

import io
import re
import zipfile
from datetime import UTC, datetime
from itertools import pairwise

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Twips
from lxml import etree

pytestmark = pytest.mark.slow
W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
WP = {"wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"}


@pytest.fixture(scope="module")
def document(sample, tmp_path_factory):
    import cli

    folder = tmp_path_factory.mktemp("reader")
    options = ["--format", "docx", "--quotes", "few", "--out", str(folder), "--study", str(sample)]
    assert cli.run(["report", "--for", "reader", *options]) == 0
    return folder / "report.reader.docx"


@pytest.fixture(scope="module")
def root(document):
    with zipfile.ZipFile(document) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def numbers(root, kind):
    fields = root.xpath(
        f"//w:p[w:pPr/w:pStyle/@w:val='Caption']/w:fldSimple[contains(@w:instr, 'SEQ {kind} ')]", namespaces=W
    )
    return [int("".join(field.itertext())) for field in fields]


@pytest.mark.parametrize("kind", ["Tableau", "Figure"])
def test_captions_are_numbered_through_by_fields(root, kind):
    found = numbers(root, kind)
    assert len(found) > 5
    assert found == list(range(1, len(found) + 1))


def test_lists_and_references_lead_to_captions(root):
    marks = root.xpath("//w:bookmarkStart/@w:name", namespaces=W)
    assert len(marks) == len(set(marks))
    assert set(root.xpath("//w:hyperlink/@w:anchor", namespaces=W)) <= set(marks)
    references = [
        re.search(r"REF (\w+)", field)[1]
        for field in root.xpath("//w:fldSimple/@w:instr", namespaces=W)
        if " REF " in field
    ]
    assert references
    assert set(references) <= set(marks)


def test_every_style_that_is_used_is_in_the_document(document, root):
    ids = {style.style_id for style in docx.Document(document).styles}
    used = set(root.xpath("//w:pStyle/@w:val | //w:tblStyle/@w:val", namespaces=W))
    assert {"Title", "Heading1", "Caption", "Quote", "ReportTable"} <= used <= ids


def test_wide_tables_are_in_landscape_and_everything_else_is_not(document, root):
    sections = docx.Document(document).sections
    assert {section.orientation for section in sections} == {WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE}
    for table in root.xpath("//w:tbl", namespaces=W):
        width = sum(int(w) for w in table.xpath("./w:tblGrid/w:gridCol/@w:w", namespaces=W))
        # A table belongs to the section whose properties come next.
        [page] = table.xpath("(following::w:sectPr/w:pgSz/@w:w)[1]", namespaces=W)
        assert width < int(page) - 1_900
    assert all(section.footer.paragraphs[0]._p.xpath(".//w:fldSimple") for section in sections)


def test_after_a_wide_table_the_pages_are_upright_again_and_all_but_the_first_have_a_header(document):
    sections = docx.Document(document).sections
    ways = [section.orientation == WD_ORIENT.LANDSCAPE for section in sections]
    assert ways[0] is ways[-1] is False
    assert ways.count(True) > 1
    assert all(one is not other for one, other in pairwise(ways))
    assert [section.different_first_page_header_footer for section in sections] == [True, *[False] * (len(ways) - 1)]


def test_rows_are_not_split_and_heads_are_repeated(root):
    for row in root.xpath("//w:tbl/w:tr", namespaces=W):
        assert row.xpath("./w:trPr/w:cantSplit", namespaces=W)
    assert len(root.xpath("//w:tr[w:trPr/w:tblHeader]", namespaces=W)) == len(root.xpath("//w:tbl", namespaces=W))


def test_pictures_have_words_and_the_properties_are_todays(document, root):
    pictures = root.xpath("//wp:docPr", namespaces=WP)
    assert pictures
    assert all(picture.get("descr") for picture in pictures)
    core = docx.Document(document).core_properties
    assert abs((datetime.now(UTC) - core.created.replace(tzinfo=UTC)).days) <= 1
    assert core.title
    assert core.language == "fr"


def test_a_houses_template_gives_its_styles_and_none_of_its_words(decided, glose, tmp_path):
    house = docx.Document()
    house.add_paragraph("Notre modèle")
    house.styles["Heading 1"].font.name = "Garamond"
    house.styles["Heading 1"].element.set(f"{{{W['w']}}}styleId", "Titre1")
    house.sections[0].footer.paragraphs[0].text = "Maison"
    house.save(tmp_path / "house.docx")
    glose("report", "--for", "reader", "--format", "docx", "--template", tmp_path / "house.docx")
    data = (decided / "report" / "report.reader.docx").read_bytes()
    made = docx.Document(io.BytesIO(data))
    said = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "Notre modèle" not in said
    assert made.sections[-1].footer.paragraphs[0].text == "Maison"
    heads = [paragraph.style for paragraph in made.paragraphs if paragraph.style.style_id == "Titre1"]
    assert heads
    assert heads[0].font.name == "Garamond"


def test_tables_stay_between_the_margins_of_a_houses_paper(decided, glose, tmp_path):
    house = docx.Document()
    page = house.sections[0]
    page.page_width, page.page_height = Cm(21.59), Cm(27.94)
    page.left_margin, page.right_margin = Cm(4), Cm(3)
    house.save(tmp_path / "house.docx")
    glose("report", "--for", "reader", "--format", "docx", "--template", tmp_path / "house.docx")
    made = docx.Document(io.BytesIO((decided / "report" / "report.reader.docx").read_bytes()))
    assert {tuple(sorted((round(s.page_width.cm, 2), round(s.page_height.cm, 2)))) for s in made.sections} == {
        (21.59, 27.94)
    }
    widths = [
        sum(Twips(int(column.get(f"{{{W['w']}}}w"))).cm for column in table._tbl.tblGrid) for table in made.tables
    ]
    between = {section.orientation: section.page_width.cm - 7 for section in made.sections}
    assert widths
    assert max(widths) <= max(between.values()) + 0.1
    assert min(widths) <= min(between.values()) + 0.1


def test_what_is_no_word_document_is_refused_as_a_template(decided, glose, tmp_path):
    (tmp_path / "x.docx").write_text("x")
    assert "x.docx" in glose("report", "--for", "reader", "--template", tmp_path / "x.docx", code=1).err
