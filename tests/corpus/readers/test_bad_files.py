"""Files that cannot be read, or not with certainty: one sentence each, with the place and the remedy."""

import io
import zipfile

import pytest

from corpus.read import read_text


def refused(path):
    text, problems = read_text(path)
    assert text is None
    [problem] = problems
    assert problem.level == "error"
    assert problem.place.startswith(path.name)
    return problem.message


def docx(paragraphs):
    import docx as library

    document = library.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(lines, **protect):
    from fpdf import FPDF

    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=12)
    for line in lines:
        page.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    if protect:
        page.set_encryption(**protect)
    return bytes(page.output())


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.docx", "a.odt", "a.pdf", "a.html", "a.srt", "a.vtt", "a.rtf"])
def test_an_empty_file(written, name):
    assert "empty" in refused(written(name, b""))


def test_a_file_of_blanks_is_empty(written):
    assert "empty" in refused(written("a.txt", "  \n\n \t\n"))


def test_a_binary_renamed_txt(written):
    message = refused(written("a.txt", bytes(range(256)) * 20))
    assert "binary" in message or "not text" in message


def test_a_french_text_in_an_old_encoding_is_read_and_the_doubt_is_named(written):
    source = "Élève : où êtes-vous ? Ça va être déjà très intéressant à l'été, forcément. " * 5
    text, problems = read_text(written("a.txt", source.encode("cp1252")))
    assert text is not None
    assert text.content.startswith("Élève : où êtes-vous ?")
    assert any("cp1252" in p.message or "windows-1252" in p.message.lower() for p in problems)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_unicode_with_a_mark_needs_no_doubt(written, encoding):
    text, problems = read_text(written("a.txt", "Déjà l'été.".encode(encoding)))
    assert text is not None
    assert text.content == "Déjà l'été."
    assert not [p for p in problems if "encoding" in p.message]


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.pdf"])
def test_a_damaged_file(written, name):
    message = refused(written(name, b"this is no such file at all " * 50))
    assert "damaged" in message or "not a" in message


def test_a_docx_cut_in_the_middle(written):
    whole = docx(["Un paragraphe assez long pour être coupé."] * 30)
    assert "damaged" in refused(written("a.docx", whole[: len(whole) // 2]))


def test_a_zip_that_is_no_document(written):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "is not a Word document" in refused(written("a.docx", out.getvalue()))


def test_a_password_protected_pdf_names_the_remedy(written):
    data = pdf(["secret"], owner_password="a", user_password="b")
    assert "password" in refused(written("a.pdf", data))


def test_a_scanned_pdf_says_that_it_holds_pictures(written):
    from fpdf import FPDF

    page = FPDF()
    page.add_page()
    page.rect(10, 10, 50, 50, style="F")
    message = refused(written("a.pdf", bytes(page.output())))
    assert "no text" in message


def test_a_file_of_50_mb(written):
    message = refused(written("a.txt", b"a " * 25_500_000))
    assert "50 MB" in message


@pytest.mark.slow
def test_a_zip_bomb(written):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    message = refused(written("a.docx", out.getvalue()))
    assert "unpack" in message or "damaged" in message or "large" in message


def test_a_suffix_that_no_reader_takes_names_those_there_are(written):
    assert ".docx" in refused(written("a.xyz", "text"))


def test_a_file_that_is_not_there(tmp_path):
    assert "no file" in refused(tmp_path / "absent.txt")
