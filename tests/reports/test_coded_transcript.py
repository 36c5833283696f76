"""A coded transcript: every word once, each coding in the margin once, overlaps side by side, hostile words harmless."""

from dataclasses import replace

import pytest
from lxml import html

from reports.citations import Citations
from reports.coded_transcript import coded_transcript, letter_of
from reports.figures.palette import MANY, PAPER, contrast
from reports.formats.document_parts import written
from reports.formats.transcript_files import TRANSCRIPT_FORMATS, transcript_name
from tests.reports.formats.words import words_of_document

RLO = "\u202e"


def transcript(material, *, memos=False):
    return coded_transcript(material.texts["a"], material, Citations(material), memos=memos)


def page_of(made):
    return html.fromstring("".join(TRANSCRIPT_FORMATS["html"](made, 'Étude </style> "x"')))


def test_codings_that_overlap_lie_side_by_side_and_the_next_takes_the_free_lane(told):
    """
    text a Nice passages=6
    a 12:25 aims.green Nice strong
    a 14:20 obstacles Nice
    a 50:55 staff Nice
    """
    made = transcript(told)
    assert [(one.letter, one.label, one.degree, one.lane) for line in made.lines for one in line.beginning] == [
        ("a", "Buts › Vert", "fort", 0),
        ("b", "Freins", "", 1),
        ("c", "Effectif", "", 0),
    ]
    assert made.lanes == 2


def test_every_word_is_there_once_and_a_coding_over_two_passages_opens_and_closes_once(told):
    """
    text a Nice passages=4
    a 8:22 aims.green Nice
    a 9:12 obstacles Nice
    """
    made = transcript(told)
    words = [" ".join(piece.words for piece in line.pieces).split() for line in made.lines]
    assert [word for line in words for word in line] == told.texts["a"].content.split()
    pieces = [piece for line in made.lines for piece in line.pieces]
    assert [one.letter for piece in pieces for one in piece.begins] == ["a", "b"]
    assert [one.letter for piece in pieces for one in piece.ends] == ["b", "a"]
    assert [[bar.coding.letter for bar in line.bars] for line in made.lines] == [["a", "b"], ["a", "b"], ["a"], []]


def test_words_that_are_in_no_passage_are_shown_where_they_are_coded(told):
    """
    text a Nice passages=4
    a 12:15 obstacles Nice
    """
    text = told.texts["a"]
    made = transcript(replace(told, texts={"a": replace(text, passages=(text.passages[0], *text.passages[2:]))}))
    assert [line.anchor for line in made.lines] == ["p1", "o72", "p3", "p4"]
    assert [one.letter for one in made.lines[1].beginning] == ["a"]


def test_turns_are_named_where_they_begin(told):
    """
    text a Nice passages=3
    """
    made = transcript(told)
    assert [(line.voice.turn, line.voice.speaker, line.voice.role) if line.voice else None for line in made.lines] == [
        (1, "Q", "enquêteur"),
        (2, "Mme X", "enquêté"),
        None,
    ]


def test_a_class_is_in_the_margin_as_well(told):
    """
    text a Nice passages=3
    class pioneer Nice a basile
    """
    [coding] = [one for line in transcript(told).lines for one in line.beginning]
    assert (coding.label, coding.coder) == ("Maturité › Pionnière", "basile")


def test_hostile_words_are_shown_and_do_nothing(told):
    """
    text a Nice passages=3
    a 10:12 staff Nice value="x"
    """
    text = told.texts["a"]
    nasty = f"<script>alert(1)</script>{RLO}\x1b]52;c;x\x07"
    content = (nasty + text.content)[: len(text.content)]
    turns = tuple(turn._replace(speaker="<b>Q</b>" + RLO) for turn in text.turns)
    made = transcript(replace(told, texts={"a": replace(text, content=content, turns=turns)}))
    written = "".join(TRANSCRIPT_FORMATS["html"](made, "</style><script>alert(2)</script>"))
    assert "<script" not in written
    assert RLO not in written
    assert "\x1b" not in written
    assert "⇄" in written
    assert "alert(1)" in words_of_document(b"".join(TRANSCRIPT_FORMATS["docx"](made, "x")))


def test_memos_are_there_only_on_wish(told):
    """
    text a Nice passages=3
    a 10:12 staff Nice
    """
    noted = replace(told, by_id=lambda ids: {k: replace(v, memo="à revoir") for k, v in told.by_id(ids).items()})
    assert "à revoir" not in page_of(transcript(noted)).text_content()
    assert "à revoir" in page_of(transcript(noted, memos=True)).text_content()


def test_letters_go_on_after_z():
    assert [letter_of(at) for at in (0, 25, 26, 27, 701, 702)] == ["a", "z", "aa", "ab", "zz", "aaa"]


@pytest.mark.parametrize("colour", MANY)
def test_white_letters_are_legible_on_every_colour(colour):
    assert contrast(colour, PAPER) >= 4.5


def test_two_texts_never_share_a_file():
    names = [transcript_name(text, "html") for text in ("nice", "a/b", "a_b", "a:b")]
    assert names[0] == "nice.html"
    assert len(set(names)) == 4
    assert not [name for name in names if set(name) & set("/:")]


def test_the_cells_of_a_table_in_a_text_stay_apart_in_print(told):
    """
    text a Nice passages=2
    a 1:4 obstacles Nice
    """
    text = told.texts["a"]
    passage = text.passages[0]
    content = (
        text.content[: passage.start]
        + "Poste\tMontant".ljust(passage.end - passage.start)[: passage.end - passage.start]
        + text.content[passage.end :]
    )
    made = transcript(replace(told, texts={"a": replace(text, content=content)}))
    said = "".join(piece.words for piece in made.lines[0].pieces)
    assert "\t" not in said
    assert "Poste\u2003Montant"[: passage.end - passage.start] in said
    assert written("Poste\tMontant") == "Poste\u2003Montant"
