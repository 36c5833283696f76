"""Codings and codebooks in documents: Word comments, Dedoose, Taguette's highlights, lists and outlines."""

import io

import docx
import pytest

from exchange.archive import UnreadableProject
from exchange.registry import read_project
from tests.exchange.test_databases import agrees, coded


@pytest.fixture
def word(tmp_path):
    """A Word document made by `build`, read as a project."""

    def make(build, name="a.docx"):
        document = docx.Document()
        build(document)
        out = io.BytesIO()
        document.save(out)
        (tmp_path / name).write_bytes(out.getvalue())
        return read_project(tmp_path / name)

    return make


def commented(*comments):
    def build(document):
        paragraph = document.add_paragraph("Été : ")
        run = paragraph.add_run("le café est cher")
        paragraph.add_run(".")
        document.add_paragraph("Fin.")
        for text in comments:
            document.add_comment(run, text=text, author="anna", initials="a")

    return build


def test_each_line_of_a_comment_is_a_code(word):
    made = word(commented("coût; climat", "Freins > prix", "#cher #trop", "Est-ce vrai ?"))
    assert [(words, path) for words, path, _ in coded(made)] == [
        ("le café est cher", ["coût"]),
        ("le café est cher", ["climat"]),
        ("le café est cher", ["Freins", "prix"]),
        ("le café est cher", ["cher"]),
        ("le café est cher", ["trop"]),
    ]
    assert {person for _, _, person in coded(made)} == {"anna"}
    assert made.sources[0].content == "Été : le café est cher.\nFin.\n"
    assert [memo.wording for memo in made.memos] == ["Est-ce vrai ?"]
    assert agrees(made)


def test_dedoose(word):
    made = word(commented("Codes (485-522)\ncoût\nclimat, énergie"))
    assert [path for _, path, _ in coded(made)] == [["coût"], ["climat, énergie"]]
    assert "Dedoose" in made.notes[0]


def test_taguettes_export_for_reading(word, written):
    lines = [
        "Taguette highlights",
        "Trop",
        "cher.",
        "Document: a.odt Tags: coût, prix",
        "Bien.",
        "Document: b Tags: bon",
    ]

    def build(document):
        for line in lines:
            document.add_paragraph(line)

    wanted = [("Trop\ncher.", ["coût"], None), ("Trop\ncher.", ["prix"], None), ("Bien.", ["bon"], None)]
    assert coded(word(build)) == wanted
    page = "".join(f"<p>{line}</p>" for line in lines)
    assert coded(read_project(written("t.html", f"<html><title>Taguette</title>{page}</html>"))) == wanted


def tree(made):
    names = {code.guid: code.name for code in made.codes}
    return [(code.name, names.get(code.parent), code.description) for code in made.codes]


def test_a_codebook_as_a_markdown_list(written):
    source = "# Livre de codes\n\nPour l'étude.\n\n- **Freins** – ce qui freine\n  - Coût: ce que cela coûte\n    - Prix\n- Buts\n"
    made = read_project(written("c.md", source))
    assert made.title == "Livre de codes"
    assert tree(made) == [
        ("Freins", None, "ce qui freine"),
        ("Coût", "Freins", "ce que cela coûte"),
        ("Prix", "Coût", ""),
        ("Buts", None, ""),
    ]
    headed = read_project(written("d.md", "# Freins\nCe qui freine.\n## Coût\n# Buts\n"))
    assert tree(headed) == [("Freins", None, "Ce qui freine."), ("Coût", "Freins", ""), ("Buts", None, "")]


def test_a_codebook_as_the_outline_of_a_word_document(word):
    def build(document):
        document.add_heading("Freins", 1)
        document.add_paragraph("Ce qui freine.")
        document.add_heading("Coût", 2)
        document.add_paragraph("Prix: ce qui est payé", style="List Bullet")
        document.add_heading("Buts", 1)

    assert tree(word(build)) == [
        ("Freins", None, "Ce qui freine."),
        ("Coût", "Freins", ""),
        ("Prix", "Coût", "ce qui est payé"),
        ("Buts", None, ""),
    ]


def test_a_document_without_codes_is_refused(word):
    with pytest.raises(UnreadableProject, match="glose add"):
        word(lambda document: [document.add_paragraph("Bonjour.") for _ in range(5)])
