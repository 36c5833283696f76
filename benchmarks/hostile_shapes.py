"""How files are made that take for ever or fill the memory, where a reader trusts what they say."""
# ruff: noqa: E501 - a shape reads better on one line

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from benchmarks.sound_files import sound_files

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_LARGE = 45_000_000
"""Nearly as many bytes as a file may have."""


def _zip(files: list[tuple[str, bytes | str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files:
            archive.writestr(path, content)
    return out.getvalue()


def docx(body: str | bytes) -> bytes:
    """A Word file whose body is this."""
    body = body.encode() if isinstance(body, str) else body
    whole = f'<w:document xmlns:w="{_W}"><w:body>'.encode() + body + b"</w:body></w:document>"
    return _zip([("word/document.xml", whole), ("[Content_Types].xml", "<Types/>")])


def odt(body: str) -> bytes:
    """An OpenDocument text whose body is this."""
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table"))
    whole = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return _zip([("content.xml", whole), ("mimetype", "application/vnd.oasis.opendocument.text")])


def xlsx(rows: str, dimension: str = "A1:B2") -> bytes:
    """A workbook whose one sheet has these rows."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound_files()[".xlsx"])) as sound,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for path in sound.namelist():
            content: bytes | str = sound.read(path)
            if path.endswith("sheet1.xml"):
                space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                content = f'<worksheet xmlns="{space}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
            made.writestr(path, content)
    return out.getvalue()


def pdf(objects: list[str | bytes]) -> bytes:
    """A pdf of these objects; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        body = content.encode() if isinstance(content, str) else content
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def _stream(content: bytes, more: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode{more}>>\nstream\n".encode() + packed + b"\nendstream"


def _lying_size() -> bytes:
    """A Word file that says it has 2,000 bytes and unpacks to 1 GB."""
    data = bytearray(docx(b"<w:p/>" + b" " * 1_000_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        true = struct.pack("<I", archive.getinfo("word/document.xml").file_size)
    return bytes(data).replace(true, struct.pack("<I", 2000))


def _word_paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _nested_mail() -> bytes:
    heads = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(5000))
    return f"MIME-Version: 1.0\n{heads}Content-Type: text/html\n\n<p>fond</p>".encode()


def _long_spine() -> bytes:
    container = "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>"
    spine = '<itemref idref="a"/>' * 200_000
    opf = f'<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>{spine}</spine></package>'
    return _zip([("META-INF/container.xml", container), ("b.opf", opf), ("a.xhtml", "<p>" + "mot " * 5000)])


_PAGES = "<</Type/Catalog/Pages 2 0 R>>"
_CELL = "<w:tc>" + _word_paragraph("a") + "</w:tc>"

SHAPES: dict[str, Callable[[], bytes]] = {
    "190 MB of paragraphs.docx": lambda: docx(_word_paragraph("aa") * 5_500_000),
    "190 MB of blanks.docx": lambda: docx(b"<w:p/>" + b" " * 190_000_000),
    "a text of 60 MB.docx": lambda: docx(_word_paragraph("mot " * 15_000_000)),
    "60 MB of empty elements.docx": lambda: docx("<w:p/>" * 10_000_000),
    "a lie about its size.docx": _lying_size,
    "nested controls.docx": lambda: docx("<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000),
    "nested tables.docx": lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + _word_paragraph("a") + "</w:tc></w:tr></w:tbl>" * 80),
    "half a million cells.docx": lambda: docx("<w:tbl>" + ("<w:tr>" + _CELL * 50 + "</w:tr>") * 5_000 + "</w:tbl>"),
    "runs of a letter.docx": lambda: docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 600_000 + "</w:p>"),
    "the same name twice.docx": lambda: _zip([("word/document.xml", "<a/>"), ("/word/document.xml", "<b/>")]),
    "two thousand million blanks.odt": lambda: odt('<text:p>a<text:s text:c="2000000000"/>b</text:p>'),
    "blanks again and again.odt": lambda: odt("<text:p>a" + '<text:s text:c="99999999"/>' * 1000 + "b</text:p>"),
    "repeated cells.odt": lambda: odt(
        '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell></table:table-row></table:table>'
    ),
    "nested lists.odt": lambda: odt("<text:list><text:list-item>" * 10_000 + "</text:list-item></text:list>" * 10_000),
    "nested tables.odt": lambda: odt(
        "<table:table><table:table-row><table:table-cell>" * 80 + "<text:p>a</text:p>"
        + "</table:table-cell></table:table-row></table:table>" * 80
    ),
    "a million empty rows.xlsx": lambda: xlsx("".join(f'<row r="{n}"/>' for n in range(1, 1_000_001))),
    "rows that are far apart.xlsx": lambda: xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "A1:XFD1048576"),
    "wide rows.xlsx": lambda: xlsx("".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 20_001))),
    "ten thousand deep.html": lambda: b"<div>" * 10_000 + b"fond",
    "never closed.html": lambda: b"<p><b><font>mot " * 10_000,
    "a paragraph of 45 MB.html": lambda: b"<p>" + b"mot " * (_LARGE // 4),
    "45 MB of paragraphs.html": lambda: b"<p>a" * (_LARGE // 4),
    "a table of tables.html": lambda: b"<table><tr><td>a" * 80,
    "45 MB of attributes.html": lambda: b"<p " + b"a=b " * (_LARGE // 4),
    "a line of 45 MB.srt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\n" + b"mot " * (_LARGE // 4),
    "a line of 9 MB.srt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\n" + b"mot " * 2_250_000,
    "a cue as long as is read.srt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\n" + b"mot " * 249_000,
    "half a million cues.srt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\na\n\n" * 500_000,
    "as many cues as are read.srt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\na b c\n\n" * 50_000,
    "tags that never end.vtt": lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 330_000,
    "a loop of pages.pdf": lambda: pdf([_PAGES, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"]),
    "a thousand million pages.pdf": lambda: pdf([_PAGES, "<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]),
    "the same page again.pdf": lambda: pdf([_PAGES, "<</Type/Pages/Kids[" + "3 0 R " * 100_000 + "]/Count 100000>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]),
    "a page of 300 MB.pdf": lambda: pdf([
        _PAGES, "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        _stream(b"BT /F 1 Tf (mot) Tj ET\n" * 13_000_000), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]),
    "an object stream of 1 GB.pdf": lambda: pdf([_PAGES, "<</Type/Pages/Kids[]/Count 0>>", _stream(b" " * 1_000_000_000, "/Type/ObjStm/N 100000000/First 10")]),
    "nested groups.rtf": lambda: b"{\\rtf1 " + b"{" * 100_000 + b"fond" + b"}" * 100_000 + b"}",
    "45 MB of braces.rtf": lambda: b"{\\rtf1 " + b"{}" * (_LARGE // 2),
    "45 MB of codes.rtf": lambda: b"{\\rtf1 " + b"\\'e9" * (_LARGE // 4),
    "a text of 45 MB.rtf": lambda: b"{\\rtf1 " + b"mot " * (_LARGE // 4) + b"}",
    "a field of 45 MB.csv": lambda: b"nom;texte\nA;" + b"mot " * (_LARGE // 4),
    "a quote that never ends.csv": lambda: b'nom;texte\nA;"' + b"mot;\n" * (_LARGE // 5),
    "45 MB of semicolons.csv": lambda: b"nom;texte\n" + b";" * _LARGE,
    "45 MB of rows.csv": lambda: b"nom;texte\n" + b"a;b\n" * (_LARGE // 4),
    "brackets.md": lambda: b"[" * 400_000,
    "stars.md": lambda: b"**a " * 100_000,
    "comments.md": lambda: b"<!-- " * 100_000,
    "a heading of blanks.md": lambda: b"# a" + b" " * 400_000 + b"#b",
    "pictures.md": lambda: b"![a](" * 100_000,
    "pipes.md": lambda: b"| " * 400_000 + b"x",
    "a line of 45 MB.md": lambda: b"mot " * (_LARGE // 4),
    "labels and blanks.txt": lambda: b"Q" + b" " * 400_000 + b"R",
    "a line of 45 MB.txt": lambda: b"mot " * (_LARGE // 4),
    "a line of 9 MB.txt": lambda: b"mot " * 2_250_000,
    "as many turns as are read.txt": lambda: b"Q : a b?\nR : b c\n" * 19_990,
    "9 MB of turns.txt": lambda: b"Q : a\nR : b\n" * 750_000,
    "45 MB of lines.txt": lambda: b"Q : a\nR : b\n" * (_LARGE // 12),
    "colons.txt": lambda: b"a:" * 400_000,
    "a chapter again and again.epub": _long_spine,
    "mail in mail.mht": _nested_mail,
    "lists in lists.json": lambda: b"[" * 100_000,
}  # fmt: skip
"""How each of the files is made, by a name that says what is wrong with it."""
