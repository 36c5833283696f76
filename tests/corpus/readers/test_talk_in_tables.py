"""Tables that are conversations, told by their titles or their content, and tables that are not."""

from collections.abc import Sequence

import pytest

from corpus.block import Block
from corpus.readers.speech_table import blocks_of_table
from corpus.readers.table_cells import placed

TALK = [
    ("E", "Comment l'atelier a-t-il ouvert ?"),
    ("R", "Par une annonce, en 2011."),
    ("E", "Et qui vous a aidée ?"),
    ("R", "Ma sœur, puis la commune."),
    ("E", "D'accord, et ensuite ?"),
    ("R", "On a embauché."),
]


def spoken(blocks: Sequence[Block]) -> list[tuple[str | None, str]]:
    return [(block.speaker, block.text) for block in blocks if block.form != "row"]


@pytest.mark.parametrize(
    "header",
    [
        ("Speaker Name", "Text"),
        ("Participant", "Transcript"),
        ("Intervenant", "Propos"),
        ("Intervenant·e", "Verbatim"),
        ("Who", "What"),
        ("Locuteur.rice", "Énoncé"),
        ("speakerName", "spokenText"),
    ],
)
def test_known_titles_name_the_columns_and_are_not_speech(header):
    blocks = blocks_of_table([header, *TALK])
    assert spoken(blocks) == TALK
    assert not any(block.doubt for block in blocks)


def test_without_titles_the_columns_are_told_by_their_content_and_it_is_said():
    blocks = blocks_of_table(TALK)
    assert spoken(blocks) == TALK
    assert "its speakers are E, R" in blocks[0].doubt


def test_titles_that_are_not_known_are_kept_as_words_that_nobody_says():
    blocks = blocks_of_table([("Moi ou elle", "Bande"), *TALK])
    assert spoken(blocks) == TALK
    assert (blocks[0].form, blocks[0].text) == ("row", "Moi ou elle\tBande")


@pytest.mark.parametrize(
    "above",
    [
        [("Entretien avec Marie", "")],
        [("Entretien 4", ""), ("", "mai 2024")],
        [("Groupe 3", ""), ("Lyon, le 3 mai", "")],
    ],
)
@pytest.mark.parametrize(
    "header", [("Qui parle", "Ce qui est dit"), ("Intervenant", "Propos"), ("Moi ou elle", "Bande")]
)
def test_titles_of_columns_may_stand_below_a_title_of_the_table(above, header):
    blocks = blocks_of_table([*above, header, *TALK])
    assert spoken(blocks) == TALK
    assert next(block.text for block in blocks if block.form == "row") == above[0][0]


def test_titles_below_three_facts_about_the_table():
    rows = [(f"0:00:{number:02d}", *row) for number, row in enumerate(TALK)]
    blocks = blocks_of_table([("Transcription", "2024", "Lyon"), ("Heure", "Qui parle", "Ce qui est dit"), *rows])
    assert spoken(blocks) == TALK


def test_a_row_that_is_taken_for_titles_by_its_content_is_told():
    doubts = [block.doubt for block in blocks_of_table([("Paul", "Bonjour à tous"), *TALK]) if block.doubt]
    assert "its row “Paul | Bonjour à tous” was taken for titles" in doubts[0]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_columns_stand_in_any_order(order):
    rows = [(f"0:00:{number:02d}", *row) for number, row in enumerate(TALK)]
    blocks = blocks_of_table([[row[place] for place in order] for row in rows])
    assert spoken(blocks) == TALK
    assert [block.timestamp for block in blocks] == [f"0:00:{number:02d}" for number in range(6)]


@pytest.mark.parametrize(
    "names", [("Claire", "Marc"), ("Dr Lise Petit", "P2 (F, 34)"), ("+33 6 12 34 56 78", "Marc Vidal")]
)
def test_names_are_any_that_recur(names):
    talk = [(names[number % 2], words) for number, (_, words) in enumerate(TALK)]
    assert spoken(blocks_of_table(talk)) == talk


def test_a_blank_speaker_is_the_voice_above_and_it_is_said():
    rows = [("Speaker", "Text"), *TALK[:4], ("", "Et mon frère."), *TALK[4:]]
    blocks = blocks_of_table(rows)
    assert spoken(blocks)[4] == ("R", "Et mon frère.")
    assert "in 1 row of the table the speaker is blank" in blocks[0].doubt


def test_a_blank_speaker_with_nobody_above_is_an_unknown_voice():
    blocks = blocks_of_table([("Speaker", "Text"), ("", "Ça enregistre."), *TALK])
    assert spoken(blocks)[0] == ("", "Ça enregistre.")


def test_remarks_are_kept_as_words_that_nobody_says_and_numbers_are_left_out_aloud():
    rows = [("N°", "Qui", "Propos", "Remarques"), *((str(n), who, says, "") for n, (who, says) in enumerate(TALK, 1))]
    rows[2] = (*rows[2][:3], "hésite longtemps")
    blocks = blocks_of_table(rows)
    assert spoken(blocks) == TALK
    assert [block.text for block in blocks if block.form == "row"] == ["hésite longtemps"]
    assert "nobody says them: Remarques" in blocks[0].doubt
    assert "only numbers and were left out: N°" in blocks[0].doubt


def test_a_title_that_spans_the_table_is_said_by_nobody():
    rows = placed([[("Thème 2 : les débuts", 2, 1)], *([(who, 1, 1), (says, 1, 1)] for who, says in TALK)])
    blocks = blocks_of_table([("Speaker", "Text"), *rows])
    assert [block.text for block in blocks if block.form == "row"] == ["Thème 2 : les débuts"]
    assert spoken(blocks) == TALK


def test_a_name_over_several_rows_is_the_voice_of_each():
    rows = placed([[("A", 1, 2), ("Un.", 1, 1)], [("Deux.", 1, 1)], [("B", 1, 1), ("Trois.", 1, 1)]])
    assert spoken(blocks_of_table([("Who", "What"), *rows])) == [("A", "Un."), ("A", "Deux."), ("B", "Trois.")]


@pytest.mark.parametrize(
    "rows",
    [
        [("Priorité", "Mesure"), ("Haute", "Poser des capteurs dans la ville."), ("Basse", "Refaire les rues."),
         ("Haute", "Former les agents de la mairie."), ("Basse", "Ouvrir les données à tous.")],
        [("Ville", "Habitants"), ("Nice", "342 000"), ("Lyon", "522 000"), ("Nice", "1"), ("Lyon", "2")],
        [("09:00", "Accueil des participants"), ("09:30", "Présentation du projet."), ("11:00", "Pause"), ("11:20", "Fin.")],
        [("nom_comm", "Nom de la commune", "texte"), ("id", "Identifiant", "nombre"), ("id", "Autre", "nombre"),
         ("id", "Adresse", "texte"), ("id", "Score", "nombre")],
    ],
)  # fmt: skip
def test_other_tables_are_rows(rows):
    assert {block.form for block in blocks_of_table(rows)} == {"row"}


@pytest.mark.parametrize(
    "rows",
    [
        [("start", "end", "text"), ("0", "3200", "Vous êtes arrivée"), ("3200", "6000", "en quelle année ?")],
        [("0", "3200", "Vous êtes arrivée"), ("3200", "6000", "en quelle année ?"), ("6000", "8000", "En deux mille dix."),
         ("8000", "9500", "Avec qui ?"), ("9500", "12000", "Seule, je crois.")],
        [("start", "end", "text"), ("0.00", "3.20", "Vous êtes arrivée"), ("3.20", "6.00", "en quelle année ?")],
    ],
)  # fmt: skip
def test_segments_of_speech_recognition_are_joined_and_their_times_are_not_words(rows):
    blocks = blocks_of_table(rows)
    assert blocks[0].text.startswith("Vous êtes arrivée en quelle année ?")
    assert (blocks[0].timestamp, blocks[0].speaker) == ("0:00:00", "")
    assert not any(digit in block.text for block in blocks for digit in "0123456789")


@pytest.mark.parametrize(
    "cells",
    [
        [[Block("E : Vous venez d'où ?"), Block("R : De Brest.")]],
        [[Block("E : Vous venez d'où ?"), Block("R : De Brest.")], [Block("Colonne de gauche")]],
        [[Block("Un paragraphe."), Block("Un autre.", bold=3)]],
    ],
)
def test_a_table_that_only_arranges_paragraphs_gives_them_as_they_are(cells):
    assert blocks_of_table([cells]) == [block for cell in cells for block in cell]


def test_a_table_in_a_table_is_read_once():
    inner = blocks_of_table([("a", "b"), ("c", "d")])
    assert [block.text for block in blocks_of_table([[inner, [Block("après")]]])] == ["a\tb", "c\td", "après"]


def test_voices_that_speak_once_are_voices_under_a_title_that_says_so():
    rows = [(name, f"Je m'appelle {name}.") for name in ("Ana", "Bo", "Cléo", "Dan")]
    assert spoken(blocks_of_table([("Intervenant", "Propos"), *rows])) == rows


def test_names_that_do_not_recur_under_a_title_of_anything_are_rows_and_it_is_said():
    rows = [(name, f"Texte de longueur {name}.") for name in ("libellé", "code", "date", "valeur")]
    blocks = blocks_of_table([("Nom", "Contenu"), *rows])
    assert {block.form for block in blocks} == {"row"}
    assert "the columns Nom and Contenu was read as rows" in blocks[0].doubt
