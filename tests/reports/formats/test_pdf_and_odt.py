"""The PDF and the ODT of a document: read back by other programs, they say what the Word document says."""

import ctypes
import io
import re
import zipfile

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree
from odf.opendocument import load
from odf.teletype import extractText

from reports.cell import Header
from reports.figures.bars import Bar, bars
from reports.formats.document import FIGURE, add_picture, add_rows, add_table
from reports.formats.document_parts import add_caption, add_contents, add_heading, add_paragraph, add_reference, put
from reports.formats.document_parts import quote_of as quote
from reports.formats.laid_document import Grid, Paragraph, Picture, Turn, laid_document
from reports.formats.new_document import bytes_of, new_document, turn
from reports.formats.open_document import odt_of
from reports.formats.pdf import pdf_of
from reports.tables.rendering import RenderedCell, RenderedPart, RenderedRow, RenderedTable

NASTY = 'Signes : #let x = 1; $a$ *b* _c_ @d <e> \\ "f" [g] // h ● ○ ∅ 5\u202f%'
ALT = "Une barre : 3 sur 4"


@pytest.fixture(scope="module")
def docx() -> bytes:
    made = new_document("Ville & climat", language="fr", subject="Étude", author="Anne Roy", upright=True)
    add_heading(made, "Ville & climat", 0)
    add_contents(made, [(1, 1, "Résultats"), (2, 9, "Chapitre sans repère")])
    add_contents(made, [(2, 2, "Tableau 1. Objectifs")], of="Tableau")
    add_heading(made, "Résultats", 1, mark=1, new_page=True)
    add_paragraph(made, NASTY)
    for item in ("un", "deux"):
        add_paragraph(made, item, style="ListBullet")
    add_reference(made, "Voir le ", "Tableau 1", ".", 2)
    turn(made, upright=False)
    add_caption(made, ("Tableau ", "1", ". Objectifs"), kind="Tableau", mark=2, above=True)
    add_rows(made, [["Code", "Nice"], *([f"ligne {at}", "●"] for at in range(80))])
    add_picture(made, bars("T", [Bar("a", "A", 3)], total=4, language="fr").png(), alt=ALT, scale=FIGURE)
    add_heading(made, "Paroles", 2)
    put(made, quote("« Nous avons le wifi. »", ["élue, Nice"], number=7))
    turn(made, upright=False, columns=3)
    add_paragraph(made, "Dernière page", below=2)
    return bytes_of(made)


@pytest.fixture(scope="module")
def pdf(docx) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf_of(docx))


def words_of(pdf) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def string(read, *given) -> str:
    """What a function of pdfium writes into a buffer in UTF-16."""
    size = read(*given, None, 0)
    buffer = (ctypes.c_ushort * size)()
    read(*given, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le").rstrip("\0")


def tags(pdf) -> list[tuple[str, str]]:
    """Every tag of the pages with its text alternative."""
    found = []

    def walk(element) -> None:
        kind = string(pdfium.FPDF_StructElement_GetType, element)
        found.append((kind, string(pdfium.FPDF_StructElement_GetAltText, element)))
        for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, at):
                walk(child)

    for page in list(pdf):
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at))
        pdfium.FPDF_StructTree_Close(tree)
    return found


def test_the_pdf_is_tagged_and_knows_its_title_author_and_language(pdf):
    assert pdfium.FPDFCatalog_IsTagged(pdf.raw)
    assert string(pdfium.FPDFCatalog_GetLanguage, pdf.raw) == "fr"
    assert pdf.get_metadata_value("Title") == "Ville & climat"
    assert pdf.get_metadata_value("Author") == "Anne Roy"


def test_its_bookmarks_are_the_headings(pdf):
    assert [(mark.level, mark.get_title()) for mark in pdf.get_toc()] == [(0, "Résultats"), (1, "Paroles")]


def test_tags_name_headings_lists_tables_with_heads_quotes_and_pictures_with_alternatives(pdf):
    kinds = tags(pdf)
    assert {"H1", "H2", "L", "LI", "Table", "TR", "TH", "TD", "BlockQuote", "Figure"} <= {kind for kind, _ in kinds}
    assert [alt for kind, alt in kinds if kind == "Figure"] == [ALT]


def test_every_sign_is_printed_as_it_is(pdf):
    assert " ".join(NASTY.split()) in words_of(pdf)


def test_a_long_table_repeats_its_head_and_loses_no_row(pdf):
    said = words_of(pdf)
    assert all(f"ligne {at} ●" in said for at in range(80))
    assert said.count("Code Nice") > 1


def test_the_contents_of_the_odt_ask_for_the_pages_that_they_lead_to(docx):
    with zipfile.ZipFile(io.BytesIO(odt_of(docx))) as archive:
        content = archive.read("content.xml").decode()
    line = re.search(r"<text:p [^>]*>(?:(?!</text:p>).)*Tableau 1\. Objectifs(?:(?!</text:p>).)*</text:p>", content)[0]
    assert '<text:tab/><text:bookmark-ref text:reference-format="page" text:ref-name="_Ref000002"/>' in line
    assert 'style:type="right"' in content
    assert '_Toc000009"/>' not in content


def test_contents_have_the_pages_that_they_lead_to(pdf):
    assert "Résultats" in pdf[1].get_textpage().get_text_range()
    first = " ".join(pdf[0].get_textpage().get_text_range().replace(".", "").split())
    assert "Résultats 2" in first
    assert "Objectifs 3" in first


def test_pages_turn_where_the_document_turns(pdf):
    upright = [page.get_width() < page.get_height() for page in pdf]
    assert upright[:3] == [True, True, False]


def test_the_blocks_are_those_of_the_document(docx):
    laid = laid_document(docx)
    assert [block for block in laid.blocks if isinstance(block, Turn)] == [Turn(True), Turn(False), Turn(False, 3)]
    assert [block.below for block in laid.blocks if isinstance(block, Paragraph) and "page" in block.text] == [2]
    [grid] = [block for block in laid.blocks if isinstance(block, Grid)]
    assert (len(grid.rows), [row.head for row in grid.rows[:2]]) == (81, [True, False])
    [picture] = [block for block in laid.blocks if isinstance(block, Picture)]
    assert picture.alt == ALT


def test_another_program_reads_the_odt(docx):
    read = load(io.BytesIO(odt_of(docx)))
    words = extractText(read.text)
    assert NASTY in words
    assert "Voir le Tableau 1." in words
    assert all(f"ligne {at}●" in words for at in range(80))


def test_its_pages_have_the_columns_of_the_document(docx):
    with zipfile.ZipFile(io.BytesIO(odt_of(docx))) as archive:
        styles = archive.read("styles.xml").decode()
    assert styles.count('fo:column-count="3"') == 1
    assert 'style:name="Lying3"' in styles


def test_the_odt_is_named_and_sorted_as_the_format_asks(docx):
    with zipfile.ZipFile(io.BytesIO(odt_of(docx))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        parts = {name: archive.read(name) for name in archive.namelist()}
    listed = etree.fromstring(parts["META-INF/manifest.xml"]).xpath("//@*[local-name()='full-path']")
    assert set(listed) - {"/"} == set(parts) - {"mimetype", "META-INF/manifest.xml"}


def test_the_odt_has_real_headings_repeated_heads_alternatives_pages_and_a_language(docx):
    with zipfile.ZipFile(io.BytesIO(odt_of(docx))) as archive:
        content, styles = (etree.fromstring(archive.read(name)) for name in ("content.xml", "styles.xml"))
        meta = archive.read("meta.xml").decode()

    def named(root, name: str) -> list:
        return root.xpath(f"//*[local-name()='{name}']")

    assert [heading.xpath("string()") for heading in named(content, "h")] == ["Résultats", "Paroles"]
    assert len(named(content, "table-header-rows")) == 1
    assert {link.xpath("string(@*[local-name()='style-name'])") for link in named(content, "a")} == {"Link"}
    [quoted] = [one for one in named(content, "p") if "wifi" in one.xpath("string()")]
    style = quoted.xpath("string(@*[local-name()='style-name'])")
    [kept] = content.xpath(
        f"//*[local-name()='style'][@*[local-name()='name']='{style}']/*/@*[local-name()='keep-together']"
    )
    assert kept == "always"
    assert [one.text for one in named(content, "desc")] == [ALT]
    assert {"First", "Lying", "Lying3"} == set(content.xpath("//@*[local-name()='master-page-name']"))
    assert styles.xpath("//@*[local-name()='language']") == ["fr"]
    assert "<dc:title>Ville &amp; climat</dc:title>" in meta
    targets = {name.removeprefix("#") for name in content.xpath("//*[local-name()='a']/@*[local-name()='href']")}
    assert (
        {"_Toc000001", "_Ref000002"}
        == targets
        <= set(content.xpath("//*[local-name()='bookmark']/@*[local-name()='name']"))
    )


def test_every_page_of_the_odt_but_that_of_the_title_has_its_header_and_number(docx):
    with zipfile.ZipFile(io.BytesIO(odt_of(docx))) as archive:
        styles = etree.fromstring(archive.read("styles.xml"))
    pages = {
        page.xpath("string(@*[local-name()='name'])"): page.xpath("string(*[local-name()='header'])")
        for page in styles.xpath("//*[local-name()='master-page']")
    }
    assert pages == {"Upright": "Ville & climat", "Lying": "Ville & climat", "Lying3": "Ville & climat", "First": ""}
    [first] = styles.xpath("//*[local-name()='master-page'][@*[local-name()='name']='First']")
    assert first.xpath("string(@*[local-name()='next-style-name'])") == "Upright"
    assert len(first) == 0


def test_a_short_table_of_the_odt_stays_with_what_is_said_below_it():
    row = RenderedRow("a", "A", 0, (RenderedCell((RenderedPart("●"),), "coded", ""),))
    told = {}
    for notes in ((), ("Une note.",)):
        made = new_document("Titre", language="fr", upright=True)
        add_table(made, RenderedTable("t", "T", "Code", (Header("n", "Nice"),), (row,), (), notes, "fr", counts=False))
        add_paragraph(made, "Autre chose")
        with zipfile.ZipFile(io.BytesIO(odt_of(bytes_of(made)))) as archive:
            styles = re.findall("<style:table-properties [^>]*>", archive.read("content.xml").decode())
        told[bool(notes)] = ['fo:keep-with-next="always"' in one for one in styles]
    assert told == {True: [True], False: [False]}


def test_paragraphs_of_the_pdf_are_paragraphs_to_who_hears_them(pdf):
    assert [kind for kind, _ in tags(pdf)].count("P") >= 5


@pytest.mark.parametrize(
    ("words", "own"), [("l’été ● ○ ∅ Ελλάδα мир مرحبا שלום", True), ("日本", False), ("नमस्ते", False), ("🎉", False)]
)
def test_fonts_of_the_machine_are_looked_at_for_letters_that_ours_lack(words, own, monkeypatch):
    asked = {}
    monkeypatch.setattr("typst.compile", lambda *_, **how: asked.update(how) or b"")
    made = new_document("Titre", language="fr", upright=True)
    add_paragraph(made, words)
    pdf_of(bytes_of(made))
    assert asked["ignore_system_fonts"] is own


def test_the_head_of_a_column_of_numbers_is_over_them():
    table = RenderedTable("t", "T", "Code", (Header("a", "A"),), (), (), (), "fr")
    made = new_document("Titre", language="fr", upright=True)
    add_table(made, table)
    [grid] = [block for block in laid_document(bytes_of(made)).blocks if isinstance(block, Grid)]
    assert [square.paragraphs[0].align for square in grid.rows[0].squares][1:] == ["center", "end"]


def test_the_last_row_of_a_long_table_is_never_alone_on_its_page():
    pages_of = []
    for count in range(14, 26):
        made = new_document("Titre", language="fr", upright=True)
        add_rows(made, [["Code", "Nice"], *([f"ligne {at}", "mot " * 600] for at in range(count))])
        pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf_of(bytes_of(made)))]
        assert f"ligne {count - 2}" in pages[-1], count
        assert all(sum(f"ligne {at} " in page for page in pages) == 1 for at in range(count))
        pages_of.append(len(pages))
    assert len(set(pages_of)) > 1


def test_the_first_rows_of_a_table_and_the_items_of_a_short_list_are_on_one_page():
    ends = set()
    for lines in range(34, 64):
        made = new_document("Titre", language="fr", upright=True)
        for at in range(lines):
            add_paragraph(made, f"Alinéa {at}")
        for item in ("un point", "deux points", "trois points"):
            add_paragraph(made, item, style="ListBullet")
        add_rows(made, [["Code", "Nice"], *([f"ligne {at} ", "mot " * 20] for at in range(40))])
        pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf_of(bytes_of(made)))]
        for first, last in (("ligne 0 ", "ligne 2 "), ("un point", "trois points")):
            [at] = [number for number, page in enumerate(pages) if first in page]
            assert last in pages[at], (lines, first)
            ends.add((first, at))
    assert len(ends) == 4


def test_a_row_that_is_higher_than_a_page_loses_nothing():
    words = [f"mot{at}" for at in range(6_000)]
    made = new_document("Titre", language="fr", upright=True)
    add_rows(made, [["Code", "Extrait"], ["a", " ".join(words)]])
    pages = pypdfium2.PdfDocument(pdf_of(bytes_of(made)))
    read = [page.get_textpage().get_text_bounded().split() for page in pages]
    assert len(read) > 2
    assert set(words) <= {word for page in read for word in page}
