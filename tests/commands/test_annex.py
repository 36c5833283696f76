"""The report for reviewers: each extract once, with a number that cells lead to, and a link into its transcript."""

import re
import zipfile
from urllib.parse import unquote

import pytest
from lxml import etree, html

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def annex(sample, tmp_path_factory):
    import cli

    folder = tmp_path_factory.mktemp("annex")
    assert cli.run(["report", "--format", "html,docx", "--out", str(folder), "--study", str(sample)]) == 0
    return folder


@pytest.fixture(scope="module")
def page(annex):
    return html.parse(annex / "report.html").getroot()


def test_each_extract_is_there_once_under_its_number(page, sample, glose):
    numbers = [quote.get("id") for quote in page.xpath("//blockquote")]
    assert numbers == [f"x{at}" for at in range(1, len(numbers) + 1)]
    places = {
        (line["text"], line["start"], line["end"])
        for cells in glose("tables", "--json", "--study", sample).lines
        for line in cells["quotes"]
    }
    assert len(numbers) >= len(places) > 500


def test_no_table_repeats_an_extract(page):
    quotes = [" ".join(words.split()) for words in page.xpath("//blockquote/p/text()")]
    tables = " ".join(page.xpath("string(//section[@id='tables'])").split())
    assert not [quote for quote in quotes if len(quote) > 60 and quote in tables]


def test_every_link_of_the_page_resolves(page, annex):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = page.xpath("//a/@href")
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    beside = {link for link in links if not link.startswith("#")}
    assert len(beside) > 500
    marks = {}
    for link in beside:
        name, _, mark = link.partition("#")
        if name not in marks:
            marks[name] = set(html.parse(annex / unquote(name)).getroot().xpath("//@id"))
        assert mark in marks[name]


def test_memos_and_to_dos_are_not_printed(page, sample, glose):
    said = page.text_content()
    memos = {entry["memo"] for entry in glose("history", "--json", "--study", sample).lines if entry.get("memo")}
    extracts = page.xpath("string(//section[@id='quotes'])")
    assert memos
    assert not [memo for memo in memos if memo in extracts]
    assert "À compléter" not in said


def test_the_document_has_each_extract_once_too(annex, page):
    with zipfile.ZipFile(annex / "report.docx") as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    names = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    quotes = root.xpath("//w:p[w:pPr/w:pStyle/@w:val='Quote']", namespaces=names)
    assert len(quotes) == len(page.xpath("//blockquote"))
    numbers = [re.match(r"\d+", "".join(quote.itertext()))[0] for quote in quotes]
    assert numbers == [str(at) for at in range(1, len(quotes) + 1)]
