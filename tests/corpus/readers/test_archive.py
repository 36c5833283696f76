"""Archives that lie, that are packed oddly, or whose names are odd."""

import io
import struct
import zipfile

import pytest

import corpus.readers.archive as archive
from corpus.readers.encoding import UnreadableFile
from corpus.readers.word import read
from tests.office_files import docx_of, paragraph


def repacked(data, rename, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", method) as target:
        for name in source.namelist():
            target.writestr(rename(name), source.read(name))
    return out.getvalue()


@pytest.mark.parametrize("rename", [str, lambda n: "/" + n, lambda n: n.replace("/", "\\"), str.upper])
def test_names_with_a_slash_before_them_a_backslash_or_in_capitals(rename):
    assert [b.text for b in read(repacked(docx_of(paragraph("Oui")), rename), "a.docx").blocks] == ["Oui"]


def test_a_size_that_is_a_lie_is_found_out(monkeypatch):
    data = docx_of(paragraph("mot " * 100_000))
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        true = struct.pack("<I", made.getinfo("word/document.xml").file_size)
    with pytest.raises(UnreadableFile, match="damaged"):
        read(data.replace(true, struct.pack("<I", 10)), "a.docx")


def test_a_part_that_is_too_large_and_a_method_that_cannot_be_bounded(monkeypatch):
    with pytest.raises(UnreadableFile, match="unusual"):
        read(repacked(docx_of(paragraph("Oui")), str, zipfile.ZIP_LZMA), "a.docx")
    monkeypatch.setattr("corpus.readers.office_parts.XML_AT_MOST", 2_000_000)
    with pytest.raises(UnreadableFile, match="no more than 1 MB are read"):
        read(docx_of(paragraph("mot " * 2_000_000)), "a.docx")
    monkeypatch.setattr(archive, "UNPACKED_AT_MOST", 4_000_000)
    with pytest.raises(UnreadableFile, match="no more than 3 MB are read"):
        read(docx_of(paragraph("mot " * 2_000_000)), "a.docx")


def test_elements_that_are_too_many_too_deep_or_too_long(monkeypatch):
    with pytest.raises(UnreadableFile, match="more than 256 deep"):
        read(docx_of("<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200), "a.docx")
    with pytest.raises(UnreadableFile, match="a paragraph of more than 10 MB"):
        read(docx_of(paragraph("mot " * 2_600_000)), "a.docx")
    monkeypatch.setattr(archive, "NODES_AT_MOST", 1000)
    with pytest.raises(UnreadableFile, match="elements"):
        read(docx_of(paragraph("a") * 500), "a.docx")
