"""OpenDocument texts as LibreOffice writes them: every word of the text once, and what is left out is said."""

import pytest

from corpus.readers.word_processor import read
from tests.office_files import odt_of


def texts(body, **more):
    return [block.text for block in read(odt_of(body, **more), "a.odt").blocks]


def doubts(body, **more):
    return [problem.message for problem in read(odt_of(body, **more), "a.odt").problems]


def p(words):
    return f"<text:p>{words}</text:p>"


TABLE = "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>".format


@pytest.mark.parametrize(
    "body",
    [
        p("<text:span>Nan<text:span>tes</text:span></text:span>"),
        p("<text:a>Nantes</text:a>"),
        p("<text:user-field-get>Nantes</text:user-field-get>"),
        p("<text:text-input>Nantes</text:text-input>"),
        p("<text:meta>Nantes</text:meta>"),
        p("<text:drop-down><text:label text:value='Lyon'/>Nantes</text:drop-down>"),
        p("<text:ruby><text:ruby-base>Nantes</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>"),
        f"<text:section>{p('Nantes')}</text:section>",
        f"<text:list><text:list-item><text:number>1.</text:number>{p('Nantes')}</text:list-item></text:list>",
        TABLE(p("Nantes")),
        TABLE(TABLE(TABLE(p("Nantes")))),
        f"<table:table><table:table-header-rows><table:table-row><table:table-cell>{p('Nantes')}</table:table-cell></table:table-row></table:table-header-rows></table:table>",
        f"<draw:frame><draw:text-box>{p('Nantes')}</draw:text-box><svg:desc>une image</svg:desc></draw:frame>",
        f"<draw:custom-shape>{p('Nantes')}</draw:custom-shape>",
        p(f"<draw:frame><draw:text-box>{p('Nantes')}</draw:text-box></draw:frame>"),
        p(f"<draw:frame><draw:text-box>{p('<draw:frame><draw:text-box>' + p('Nantes') + '</draw:text-box></draw:frame>')}</draw:text-box></draw:frame>"),
        p(f"<draw:g><draw:rect>{p('Nantes')}</draw:rect></draw:g>"),
    ],
)  # fmt: skip
def test_words_are_read_once_whatever_wraps_them(body):
    assert texts(body) == ["Nantes"]


def test_a_box_comes_after_the_paragraph_that_anchors_it():
    box = f"<draw:frame><draw:text-box>{p('Encadré')}</draw:text-box></draw:frame>"
    assert texts(p(f"Avant {box}après.")) == ["Avant après.", "Encadré"]


HIDDEN = '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'


def test_hidden_words_are_left_out_and_counted():
    body = (
        p("Vu <text:span text:style-name='T1'>caché un</text:span>")
        + p("<text:hidden-text text:is-hidden='true' text:string-value='caché deux'/>suite")
        + p("<text:hidden-paragraph text:is-hidden='true'/>caché trois")
        + f"<text:section text:display='none'>{p('caché quatre')}</text:section>"
        + TABLE(p("ligne")).replace("table-row>", "table-row table:visibility='collapse'>", 1)
    )
    assert texts(body, styles=HIDDEN) == ["Vu", "suite"]
    assert doubts(body, styles=HIDDEN)[0].startswith("has 9 hidden words")


def test_deleted_words_notes_and_comments():
    body = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('mot supprimé')}</text:deletion></text:changed-region></text:tracked-changes>"
        + p(f"Texte<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('Note.')}</text:note-body></text:note>"
            f"<office:annotation><dc:creator>Ana</dc:creator>{p('À voir')}</office:annotation>.")
    )  # fmt: skip
    extract = read(odt_of(body), "a.odt")
    assert [block.text for block in extract.blocks] == ["Texte."]
    assert extract.notes == ("Ana: À voir",)
    assert [message.split(",")[0] for message in doubts(body)] == [
        "has 2 words that tracked changes delete or move",
        "has 1 footnote or endnote",
        "has 1 comment in its margin",
    ]


@pytest.mark.parametrize("count", ["2000000000", "-3", "beaucoup", "99999999999999999999"])
def test_blanks_are_bounded(count):
    [text] = texts(p(f"a<text:s text:c='{count}'/>b"))
    assert text.split() == ["a", "b"]
    assert len(text) < 500


def test_repeated_cells_keep_what_follows_in_its_column_and_are_bounded():
    row = "<table:table-row><table:table-cell table:number-columns-repeated='{}'/><table:table-cell>{}</table:table-cell></table:table-row>".format
    first = f"<table:table-row><table:table-cell>{p('a')}</table:table-cell><table:table-cell>{p('b')}</table:table-cell><table:table-cell>{p('c')}</table:table-cell></table:table-row>"
    assert texts(f"<table:table>{first}{row(2, p('d'))}</table:table>") == ["a\tb\tc", "d"]
    assert texts(f"<table:table>{first}{row(2**31, p('d'))}</table:table>") == ["a\tb\tc", "d"]
