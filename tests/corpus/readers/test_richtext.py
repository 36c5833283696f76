"""rtf as Word, LibreOffice and TextEdit write it: the text that is seen, and what is left out is said."""

import pytest

from corpus.read import read_text
from corpus.readers.encoding import UnreadableFile
from corpus.readers.richtext import read

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Times;}{\f2\fcharset77 Geneva;}}"
    r"{\colortbl;\red0\green0\blue0;\red255\green0\blue0;}{\stylesheet{\ql Normal;}{\s1\b heading 1;}{\*\cs9 Secret;}}"
    r"{\info{\author Ana}{\upr{\title Guide}{\*\ud{\title Gu\u237?de}}}}"
)


def texts(body):
    return [block.text for block in read((HEAD + body + "}").encode("latin-1"), "a.rtf").blocks]


def doubts(body):
    return [problem.message for problem in read((HEAD + body + "}").encode("latin-1"), "a.rtf").problems]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"commenc\'e9 ?\par", "commencé ?"),
        ("commencé ?\\par", "commencé ?"),
        (r"\f1 \'ef\'f0\'e8\f0  \'ef\par", "при ï"),
        (r"\f2 \'8e\par", "é"),
        (r"\u233?t\u233\'e9\par", "été"),
        (r"\uc0\u233 t\u233\par", "été"),
        (r"\uc2\u233 xxt\u-10179 xx\u-8704 xx\par", "ét😀"),
        (r"a\~b\_c\-d\tab e\emdash\lquote x\rquote\par", "a\u00a0b\u2011c\u00add\te—‘x’"),
        (r"\{a\}\\b\par", r"{a}\b"),
        (r"{\field{\*\fldinst{HYPERLINK x}}{\fldrslt{le lien}}} suit\par", "le lien suit"),
        (r"{\*\bkmkstart x}gardé{\*\bkmkend x}{\*\unknown jeté}\par", "gardé"),
        (r"{\pict\wmetafile8 0102abcd\bin4 }{}}}gardé\par", "gardé"),
        (r"{\header en-t\'eate\par}{\footer\chpgn\par}gardé\par", "gardé"),
        ("une\r\n phrase\\par", "une phrase"),
        (r"{\upr{\'e9}{\*\ud{\u233?}}}t\'e9\par", "été"),
    ],
)  # fmt: skip
def test_letters_and_groups(body, words):
    assert texts(body) == [words]


def test_hidden_and_deleted_words_are_left_out_and_counted():
    body = r"Reste {\v cach\'e9 ici}{\deleted supprim\'e9} et {\v0 montr\'e9} \v x\v0 fin\plain .\par"
    assert texts(body) == ["Reste  et montré fin."]
    assert [doubt.split(",")[0] for doubt in doubts(body)] == [
        "has 3 hidden words",
        "has 1 word that a tracked change deletes or moves",
    ]


def test_notes_and_comments():
    body = r"Texte{\footnote\pard Une note\par}{\*\atnid A}{\*\annotation\pard \'c0 voir}.{\footnote \ftnalt fin}\par"
    extract = read((HEAD + body + "}").encode("latin-1"), "a.rtf")
    assert [block.text for block in extract.blocks] == ["Texte."]
    assert extract.notes == ("À voir",)
    assert doubts(body)[0].startswith("has 2 footnotes")


def test_headings_items_bold_and_colours():
    body = (
        r"\pard\s1 Entretien\par\pard{\listtext\tab 1.\tab}premier\par{\pntext 2.}second\par"
        r"{\b E :} Oui\par\cf2 rouge\cf1  noir\par"
    )
    blocks = read((HEAD + body + "}").encode(), "a.rtf").blocks
    assert [(b.text, b.form, b.bold) for b in blocks] == [
        ("Entretien", "heading", 0),
        ("premier", "item", 0),
        ("second", "item", 0),
        ("E : Oui", "paragraph", 3),
        ("rouge noir", "paragraph", 0),
    ]
    assert blocks[-1].colours == ((0, "FF0000"), (5, ""))


def test_a_table_and_what_is_around_it():
    row = r"\trowd\cellx1\cellx2\pard\intbl {} \cell {}\cell\row".replace("{}", "{{{}}}").format
    body = r"Avant\par" + row("a", "b") + row(r"c\par d", "e") + r"\pard Apr\'e8s\par"
    assert texts(body) == ["Avant", "a\tb", "c d\te", "Après"]


def test_a_table_in_a_table_is_read_once():
    inner = r"\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\nestrow"
    body = r"\trowd\cellx1\cellx2\pard\intbl avant\par" + inner + r"\pard\intbl apr\'e8s\cell b\cell\row\pard fin\par"
    assert " ".join(" ".join(texts(body)).split()) == "avant x y après b fin"


def test_a_floating_box_is_read_once_after_its_paragraph():
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard Encadr\'e9\par}}{\shprslt{\*\do{\dptxbxtext Encadr\'e9\par}}}}"
    assert texts(f"Avant {box}apr\\'e8s.\\par Suite.\\par") == ["Avant après.", "Encadré", "Suite."]


def test_what_is_not_closed_and_what_comes_after_the_end():
    assert [b.text for b in read(rb"{\rtf1 {\b Non ferm\'e9", "a.rtf").blocks] == ["Non fermé"]
    assert [b.text for b in read(b"{\\rtf1 Fini\\par}\x00\n", "a.rtf").blocks] == ["Fini"]
    extract = read(rb"{\rtf1 Fini\par}} un reste\par", "a.rtf")
    assert [block.text for block in extract.blocks] == ["Fini", "un reste"]
    assert "brace" in extract.problems[0].message


def test_deep_groups_are_read_and_too_many_marks_refused(monkeypatch):
    assert texts("{" * 20_000 + "fond" + "}" * 20_000) == ["fond"]
    monkeypatch.setattr("corpus.readers.rtf_marks.MARKS_AT_MOST", 1000)
    with pytest.raises(UnreadableFile, match="marks"):
        texts("{}" * 1000)


def test_the_code_pages_of_a_mac_and_of_dos(written):
    for head, letter in ((r"{\rtf1\mac", "8e"), (r"{\rtf1\pca", "82"), (r"{\rtf1\ansi\ansicpg10000", "8e")):
        text, _ = read_text(written("a.rtf", f"{head} t\\'{letter}\\par}}".encode()), kind="document")
        assert text is not None
        assert text.content == "té"
