"""The same tables in every format that has tables: conversations, pages made of tables, tables in tables."""

from collections.abc import Callable, Sequence

import pytest

from corpus.text import Text
from tests.office_files import docx_of, paragraph, run, zipped
from tests.talk import SEWING

Cell = str | list["Cell"]
"""Words; paragraphs; or a table (a list of lists) in a list."""
Maker = Callable[[Sequence[Sequence[Cell]]], bytes]


def is_table(part: object) -> bool:
    return isinstance(part, list) and all(isinstance(row, list) for row in part)


def html(rows: Sequence[Sequence[Cell]]) -> bytes:
    def of(part: Cell) -> str:
        if is_table(part):
            return table(part)  # type: ignore[arg-type]
        return "".join(map(of, part)) if isinstance(part, list) else f"<p>{bolded(part, '<b>{}</b>')}</p>"

    def table(rows: Sequence[Sequence[Cell]]) -> str:
        lines = ("<tr>" + "".join(f"<td>{of(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        return f"<table>{''.join(lines)}</table>"

    return f"<html><meta charset=utf-8><body><h1>Entretien</h1>{table(rows)}</body></html>".encode()


def docx(rows: Sequence[Sequence[Cell]]) -> bytes:
    def of(part: Cell) -> str:
        if is_table(part):
            return table(part) + "<w:p/>"  # type: ignore[arg-type]
        if isinstance(part, list):
            return "".join(map(of, part))
        label, dash, rest = part.partition("**")[2].partition("**")
        return paragraph(run(label, "<w:b/>"), run(rest)) if dash else paragraph(part)

    def table(rows: Sequence[Sequence[Cell]]) -> str:
        lines = ("<w:tr>" + "".join(f"<w:tc>{of(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        return f"<w:tbl>{''.join(lines)}</w:tbl>"

    return docx_of(paragraph("Entretien") + table(rows))


def odt(rows: Sequence[Sequence[Cell]]) -> bytes:
    def of(part: Cell) -> str:
        if is_table(part):
            return table(part)  # type: ignore[arg-type]
        if isinstance(part, list):
            return "".join(map(of, part))
        return f"<text:p>{bolded(part, '<text:span>{}</text:span>')}</text:p>"

    def table(rows: Sequence[Sequence[Cell]]) -> str:
        lines = "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell>{of(cell)}</table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in rows
        )
        return f"<table:table><table:table-rows>{lines}</table:table-rows></table:table>"

    names = "office text style table"
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names.split())
    body = f"<office:body><office:text><text:p>Entretien</text:p>{table(rows)}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def rtf(rows: Sequence[Sequence[Cell]]) -> bytes:
    def of(part: Cell, level: int) -> str:
        if is_table(part):
            rows = (
                "".join(f"\\pard\\intbl\\itap{level + 1} {of(cell, level + 1)}\\nestcell " for cell in row)
                + "{\\*\\nesttableprops\\trowd\\nestrow}"
                for row in part
            )
            return "".join(rows) + f"\\pard\\intbl\\itap{level} "
        if isinstance(part, list):
            return "\\par ".join(of(one, level) for one in part)
        return bolded(part.encode("ascii", "backslashreplace").decode().replace("\\x", "\\'"), "{{\\b {}}}")

    cells = (
        "\\trowd\\cellx900\\cellx9000 \\pard\\intbl " + "\\cell ".join(of(c, 1) for c in row) + "\\cell\\row\n"
        for row in rows
    )
    return ("{\\rtf1\\ansi Entretien\\par\n" + "".join(cells) + "\\pard Fin.\\par}").encode()


def bolded(words: str, form: str) -> str:
    label, end, rest = words.partition("**")[2].partition("**")
    return form.format(label) + rest if end else words


def turns(text: Text) -> list[tuple[str | None, str]]:
    return [(turn.speaker, " ".join(text.quote(turn).split())) for turn in text.turns]


FORMATS = pytest.mark.parametrize("form", [html, docx, odt, rtf])


@FORMATS
@pytest.mark.parametrize("header", [[], [("Participant", "Transcript")], [("Qui", "Propos")]])
def test_a_conversation_in_a_table(read, form: Maker, header):
    text = read(f"a.{form.__name__}", form([*header, *SEWING]))
    assert turns(text)[: len(SEWING) - 1] == SEWING[:-1]
    assert "Transcript" not in text.content


@FORMATS
def test_several_paragraphs_of_one_voice_in_a_cell(read, form: Maker):
    rows = [(who, [words, "Oui, voilà."]) for who, words in SEWING]
    found = turns(read(f"a.{form.__name__}", form(rows)))[: len(SEWING) - 1]
    assert found == [(who, f"{words} Oui, voilà.") for who, words in SEWING[:-1]]


@FORMATS
def test_a_page_that_is_one_cell_is_read_as_its_paragraphs(read, form: Maker):
    text = read(f"a.{form.__name__}", form([[[f"**{who} :** {words}" for who, words in SEWING]]]))
    assert turns(text)[: len(SEWING) - 1] == SEWING[:-1]


@FORMATS
def test_a_page_of_two_columns_is_read_cell_by_cell(read, form: Maker):
    text = read(f"a.{form.__name__}", form([["Sommaire", [f"{who} : {words}" for who, words in SEWING]]]))
    assert turns(text)[: len(SEWING) - 1] == SEWING[:-1]


@FORMATS
def test_a_table_in_a_table_is_there_once(read, form: Maker):
    text = read(
        f"a.{form.__name__}", form([[["Avant.", [["Lundi", "neuf heures"], ["Mardi", "dix heures"]], "Après."]]])
    )
    words = text.content.split()
    for word in "Avant. Lundi neuf Mardi dix Après.".split():
        assert words.count(word) == 1
    assert "Lundi\tneuf heures" in text.content


@FORMATS
def test_a_conversation_in_a_table_in_a_table(read, form: Maker):
    rows: list[list[Cell]] = [[["Deux voix.", [list(row) for row in SEWING]]]]
    assert turns(read(f"a.{form.__name__}", form(rows)))[: len(SEWING) - 1] == SEWING[:-1]


def test_merged_cells_are_in_their_columns(read):
    rows = "".join(f"<tr><td>{who}</td><td>{words}</td></tr>" for who, words in SEWING[2:])
    source = (
        "<table><tr><th colspan=2>Séance du matin</th></tr><tr><td rowspan=2>E</td><td>Bonjour.</td></tr>"
        f"<tr><td>Vous cousez ?</td></tr><tr><td>R</td><td>Oui.</td></tr>{rows}</table>"
    )
    text = read("a.html", source)
    assert turns(text) == [("E", "Bonjour. Vous cousez ?"), ("R", "Oui."), *SEWING[2:]]
    assert "Séance du matin" in text.content


def test_a_cell_over_several_columns_in_word(read):
    def cell(words: str, span: int = 1) -> str:
        return f"<w:tc><w:tcPr><w:gridSpan w:val='{span}'/></w:tcPr>{paragraph(words)}</w:tc>"

    rows = [f"<w:tr>{cell(str(n))}{cell(who)}{cell(words)}</w:tr>" for n, (who, words) in enumerate(SEWING, 1)]
    rows.insert(3, f"<w:tr>{cell('Thème 2', 3)}</w:tr>")
    text = read("a.docx", docx_of(f"<w:tbl>{''.join(rows)}</w:tbl>"))
    assert turns(text) == SEWING
    assert [text.quote(passage) for passage in text.passages if passage.turn is None] == ["Thème 2"]
