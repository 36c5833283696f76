"""Printed pages: what belongs to the page stays out of the sentences, and pages are kept for citing."""

import pytest

from corpus.readers.pages import PrintedLine, paragraphs


def lines(*rows, page=1, left=70.0, size=11.0, top=760.0, pitch=14.0, heavy=False):
    """Lines one under another: a row is a text, or (text, changes)."""
    made = []
    for number, row in enumerate(rows):
        text, changes = row if isinstance(row, tuple) else (row, {})
        bottom = top - number * pitch
        given = {"left": left, "right": left + 5 * len(text), "bottom": bottom, "top": bottom + 9, "size": size}
        made.append(PrintedLine(text, page, **{**given, "heavy": heavy, **changes}))
    return made


def texts(*pages):
    return [block.text for block in paragraphs(pages)]


LONG = "une ligne qui va jusqu'au bout de la colonne et que la suivante continue donc"


def test_a_table_of_contents_is_left_out_with_its_title():
    page = lines(
        "Sommaire", "Introduction ............ 3", "Les objectifs de la ville", "et leurs moyens . . . . . . 7"
    )
    assert texts(page, lines("Introduction", "Le texte commence.", page=2, pitch=40)) == [
        "Introduction",
        "Le texte commence.",
    ]


def test_a_footnote_and_numbers_in_the_margin_are_left_out():
    page = [
        *lines(f"La ville {LONG},", "et elle avance."),
        *lines("1 2 3", "4", "5 6", top=500, left=20),
        *lines("1 Une note en petit.", "qui a deux lignes.", size=8, top=120, pitch=9),
    ]
    assert texts(page) == [f"La ville {LONG}, et elle avance."]


def test_numbers_that_are_said_are_kept():
    assert "2015" in " ".join(texts(lines("En quelle année ?", "2015", "Ah bon.", pitch=40)))


def test_a_box_does_not_stand_inside_a_sentence():
    page = [
        *lines(f"La ville {LONG}", "avec des moyens que personne n'attendait et qui"),
        *lines("« On y croit » dit une boîte.", size=14, top=700, left=300, heavy=True),
        *lines("viennent de la région.", top=660),
    ]
    assert texts(page) == [
        f"La ville {LONG} avec des moyens que personne n'attendait et qui viennent de la région.",
        "« On y croit » dit une boîte.",
    ]


def test_a_running_head_and_a_page_mark_do_not_cut_the_sentence_over_the_page():
    first = [*lines("Compte rendu", top=800), *lines(f"La ville {LONG}"), *lines("12/03/24 1 / 2", top=30)]
    second = [
        *lines("Compte rendu", top=800, page=2),
        *lines("qu'elle aime.", page=2),
        *lines("12/03/24 2 / 2", top=30, page=2),
    ]
    assert texts(first, second) == [f"La ville {LONG} qu'elle aime."]


def test_a_short_speech_at_the_edge_of_two_pages_is_no_running_head():
    first = lines("Dan: Okay.", "Anne: Yes, it is.", "Dan: Okay.", pitch=14)
    second = lines("Dan: Okay.", "Anne: No, it is not.", "Dan: Okay.", page=2)
    assert texts(first, second).count("Dan: Okay.") == 4


def test_headings_have_the_depth_of_their_size_and_may_have_two_lines():
    page = [
        *lines("La stratégie de la ville", "et de ses voisines", size=20, top=780, pitch=22),
        *lines("Les objectifs", size=15, top=700),
        *lines(f"La ville {LONG},", "et elle avance.", top=660),
        *lines("Un titre en gras", top=600, heavy=True),
        *lines("Et la suite du texte, qui est simple.", top=570),
    ]
    found = [(b.text, b.level) for b in paragraphs([page])]
    assert found == [
        ("La stratégie de la ville et de ses voisines", 1),
        ("Les objectifs", 2),
        (f"La ville {LONG}, et elle avance.", 0),
        ("Un titre en gras", 3),
        ("Et la suite du texte, qui est simple.", 0),
    ]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("le ques-", "tionnaire est long", "le questionnaire est long"),
        ("le ques\u00ad", "tionnaire est long", "le questionnaire est long"),
        ("à Saint-", "Étienne on avance", "à Saint-Étienne on avance"),
        ("un rendez-", "vous avec vous rendez donc", "un rendez-vous avec vous rendez donc"),
    ],
)
def test_a_word_cut_at_the_end_of_a_line_is_whole(above, below, joined):
    assert texts(lines(above, below)) == [joined]


def test_two_columns_are_read_one_after_the_other():
    page = [*lines(f"La ville {LONG}", "et s'arrête.", left=40), *lines(f"La métropole {LONG}", "et repart.", left=320)]
    assert texts(page) == [f"La ville {LONG} et s'arrête.", f"La métropole {LONG} et repart."]


def test_bullets_open_items():
    page = lines("On veut :", "• du calme", "•", "et du travail", "- de la place", pitch=16)
    forms = [(b.form, b.text) for b in paragraphs([page])]
    assert ("item", "du calme") in forms
    assert ("item", "de la place") in forms
