"""Files with the wrong suffix: read as what they are, with a doubt, or refused with what to do."""

import pytest

from corpus.read import read_text
from tests.office_files import docx_of, paragraph

RTF = rb"{\rtf1\ansi E : Oui ?\par}"
HTML = b"<html xmlns:w='urn:schemas-microsoft-com:office:word'><body><p>E : Oui ?</p></body></html>"
DOCX = docx_of(paragraph("E : Oui ?"))
MHT = b"From: <Saved by Word>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>E : Oui ?</p>\n--x--\n"  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.doc", RTF, "RTF"),
        ("a.docx", RTF, "RTF"),
        ("a.doc", HTML, "HTML"),
        ("a.rtf", HTML, "HTML"),
        ("a.doc", b"\xef\xbb\xbf\n" + HTML, "HTML"),
        ("a.doc", "\ufeff<html><body><p>E : Oui ?".encode("utf-16-le"), "HTML"),
        ("a.doc", DOCX, "DOCX"),
        ("a.rtf", DOCX, "DOCX"),
        ("a.odt", DOCX, "DOCX"),
        ("a.doc", MHT, "MHT"),
    ],
)
def test_a_file_with_the_wrong_suffix_is_read_and_the_doubt_named(written, name, data, format_):
    text, problems = read_text(written(name, data), kind="document")
    assert text is not None, problems
    assert text.content == "E : Oui ?"
    assert any(f"is {format_}, and was read as such" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("name", "data"), [("a.rtf", RTF), ("a.docx", DOCX), ("a.docm", DOCX), ("a.dotx", DOCX), ("a.mht", MHT)]
)
def test_a_file_with_the_right_suffix_has_no_doubt(written, name, data):
    text, problems = read_text(written(name, data), kind="document", language="fr")
    assert text is not None
    assert (text.content, problems) == ("E : Oui ?", ())


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "old binary Word format"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le"), "old binary Word format"),
        ("a.rtf", OLE + "WordDocument".encode("utf-16-le"), "old binary Word format"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.doc", OLE + "Workbook".encode("utf-16-le"), "old Excel workbook"),
        ("a.doc", b"<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>", "saved as XML"),
        ("a.rtf", b"E : Oui ?", "plain text"),
        ("a.doc", bytes(range(256)), "not a document of a word processor"),
        ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: image/png\n\nx\n--x--", "without a page"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(written, name, data, told):
    text, [problem] = read_text(written(name, data))
    assert text is None
    assert told in problem.message
