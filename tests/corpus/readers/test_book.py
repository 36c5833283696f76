"""epub: chapters in reading order, without navigation and notes."""

import zipfile

from corpus.read import read_text

CONTAINER = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="O/b.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Guide inventé</dc:title><dc:language>fr</dc:language></metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine></package>"""


def page(body):
    return f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>'


def book(path, *, without=()):
    files = {
        "META-INF/container.xml": CONTAINER,
        "O/b.opf": PACKAGE,
        "O/nav.xhtml": page("<nav><p>Sommaire</p></nav>"),
        "O/one.xhtml": page(
            '<h1>Acheter</h1><p>Il faut acheter<a epub:type="noteref" href="#fn1">1</a> par petits lots.</p>'
            '<aside epub:type="footnote" id="fn1">Une note.</aside>'
        ),
        "O/two.xhtml": page("<h2>Payer</h2><p>Puis payer.</p>"),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            if name not in without:
                archive.writestr(name, content)
    return path


def test_chapters_come_in_the_order_of_the_spine(tmp_path):
    text, _ = read_text(book(tmp_path / "g.epub"))
    assert [text.quote(p) for p in text.passages] == [
        "Acheter",
        "Il faut acheter par petits lots.",
        "Payer",
        "Puis payer.",
    ]
    assert [(text.quote(h), h.level) for h in text.outline] == [("Acheter", 1), ("Payer", 2)]
    assert text.section(text.content.index("Puis")) == ("Acheter", "Payer")
    assert text.metadata["title"] == "Guide inventé"


def test_a_book_without_its_parts_is_refused_by_name(tmp_path):
    for missing in ("META-INF/container.xml", "O/b.opf", "O/one.xhtml"):
        text, problems = read_text(book(tmp_path / "g.epub", without=(missing,)))
        assert text is None
        assert problems[0].place == "g.epub"
