"""A law: nothing of a file's text is lost. Another reading of each format has no word that the stored text lacks."""

import io
import re
import zipfile
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from benchmarks.sound_files import sound_files
from corpus.read import read_text
from corpus.readers.registry import reader_for
from tests.office_files import docx_of, odt_of, paragraph, run

WORD = re.compile(r"\w+")


def words(text):
    return Counter(WORD.findall(text))


def stored(suffix, data):
    """The words of a file as its reader gives them, with the names and times of voices."""
    extract = reader_for(suffix)(data, f"a{suffix}")
    pieces = [" ".join(filter(None, (b.speaker, b.timestamp, b.text))) for b in extract.blocks]
    return words("\n".join([*pieces, *extract.metadata.values()]))


def by_raw_xml(data):
    """All letters of the body of a Word file, whatever is around them."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    for fallback in root.iter("{*}Fallback"):
        fallback.clear()
    return "\n".join("".join(t.text or "" for t in p.iter("{*}t", "{*}tab")) for p in root.iter("{*}p"))


def by_python_docx(data):
    import docx

    document = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def by_odfpy(data):
    from odf import teletype
    from odf.opendocument import load
    from odf.text import H, P

    document = load(io.BytesIO(data))
    return "\n".join(teletype.extractText(e) for kind in (P, H) for e in document.getElementsByType(kind))


def by_lxml(data):
    root = html.document_fromstring(data.decode())
    etree.strip_elements(root, "script", "style", "head", with_tail=False)
    return "\n".join(text for text in root.itertext())


def by_striprtf(data):
    from striprtf.striprtf import rtf_to_text

    return rtf_to_text(data.decode("latin-1"), errors="replace")


def by_pypdfium2(data):
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return "\n".join(document[number].get_textpage().get_text_range() for number in range(len(document)))


def by_openpyxl(data):
    import openpyxl

    rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2, min_col=2, values_only=True)
    return "\n".join(str(value) for row in rows for value in row if value is not None)


OTHER_READERS = {
    ".docx": (by_raw_xml, by_python_docx), ".odt": (by_odfpy,), ".html": (by_lxml,), ".rtf": (by_striprtf,),
    ".pdf": (by_pypdfium2,), ".xlsx": (by_openpyxl,),
    ".txt": (lambda data: data.decode(),),
}  # fmt: skip


@pytest.mark.parametrize(("suffix", "other"), [(s, o) for s, others in OTHER_READERS.items() for o in others])
def test_of_the_sound_files_no_word_is_lost_or_doubled(suffix, other):
    data = sound_files()[suffix]
    assert words(other(data)) - stored(suffix, data) == Counter()
    extra = stored(suffix, data) - words(other(data))
    assert extra == Counter() or suffix == ".xlsx", extra


def test_the_law_can_be_broken(monkeypatch):
    """A reader that loses a cell is caught."""
    monkeypatch.setattr("corpus.readers.word.blocks_of_table", lambda rows: [])
    data = sound_files()[".docx"]
    assert words(by_raw_xml(data)) - stored(".docx", data) == words("cellule")


def test_the_stored_text_has_the_words_of_the_blocks(written):
    for suffix in OTHER_READERS:
        data = sound_files()[suffix]
        text, _ = read_text(written(f"a{suffix}", data))
        assert text is not None
        lost = stored(suffix, data) - words(text.content)
        assert set(lost) <= {word for turn in text.turns for word in WORD.findall(turn.speaker or "")}, suffix


NAME = st.text("abcdefgéèà", min_size=1, max_size=6)
SAID = st.lists(NAME, min_size=1, max_size=4).map(" ".join)

WORD_RUNS = st.recursive(
    SAID.map(run),
    lambda inner: st.one_of(
        inner.map("<w:ins w:id='1'>{}</w:ins>".format),
        inner.map("<w:hyperlink>{}</w:hyperlink>".format),
        inner.map("<w:smartTag w:element='a'>{}</w:smartTag>".format),
        inner.map("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format),
        inner.map("<w:fldSimple w:instr='A'>{}</w:fldSimple>".format),
        st.tuples(inner, inner).map(" <w:r><w:tab/></w:r>".join),
    ),
    max_leaves=4,
)
WORD_BODY = st.recursive(
    WORD_RUNS.map(paragraph),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        inner.map("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format),
        st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3).map(
            lambda rows: "<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc>{c}</w:tc>" for c in r) + "</w:tr>" for r in rows) + "</w:tbl>"
        ),
        inner.map("<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>".format),
        inner.map("<w:customXml>{}</w:customXml>".format),
    ),
    max_leaves=8,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=150)
@given(WORD_BODY)
def test_of_any_word_file_each_word_is_read_once(body):
    data = docx_of(body)
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    told = " ".join(t.text for t in root.iter("{*}t"))
    assert stored(".docx", data) == words(told)


ODT_LINE = st.recursive(
    SAID,
    lambda inner: st.one_of(
        inner.map("<text:span>{}</text:span>".format),
        inner.map("<text:a>{}</text:a>".format),
        st.tuples(inner, inner).map("<text:tab/>".join),
        st.tuples(inner, inner).map("<text:s text:c='3'/>".join),
        inner.map(" <draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame> ".format),
    ),
    max_leaves=5,
)
ODT_BODY = st.recursive(
    ODT_LINE.map("<text:p>{}</text:p>".format),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        inner.map("<text:section>{}</text:section>".format),
        inner.map("<text:list><text:list-item>{}</text:list-item></text:list>".format),
        st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3).map(
            lambda rows: "<table:table>" + "".join("<table:table-row>" + "".join(f"<table:table-cell>{c}</table:table-cell>" for c in r) + "</table:table-row>" for r in rows) + "</table:table>"
        ),
    ),
    max_leaves=8,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=150)
@given(ODT_BODY)
def test_of_any_opendocument_text_each_word_is_read_once(body):
    told = " ".join(re.sub("<[^>]*>", lambda tag: "" if "span" in tag[0] or "text:a" in tag[0] else " ", body).split())
    assert stored(".odt", odt_of(body)) == words(told)


INLINE = st.sampled_from("b i em span font u a code small".split())
BLOCK = st.sampled_from(
    "p div section article ul ol li blockquote h2 center dl dd td tr tbody table form address".split()
)
PAGE = st.recursive(
    SAID.map(lambda said: f" {said} "),
    lambda inner: st.one_of(
        st.tuples(INLINE, inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"),
        st.tuples(BLOCK, inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"),
        st.lists(inner, min_size=2, max_size=3).map("<br>".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda cells: "<table><tr><td>" + "<td>".join(cells) + "</table>"),
    ),
    max_leaves=10,
)


@pytest.mark.slow
@settings(max_examples=200)
@given(PAGE)
def test_of_any_page_each_word_is_read_once(page):
    assert stored(".html", page.encode()) == words(by_lxml(page.encode()))
