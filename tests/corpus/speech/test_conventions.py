"""The rarer conventions, each in an invented text as a person would meet it."""

import pytest

from corpus.read import read_text
from tests.talk import spoken


def test_a_backchannel_between_slashes_is_a_turn_inside_a_turn(read):
    text = read("a.txt", "S01: On commence. //S02: Oui. // Et voilà la suite.\n\nS02: Merci.\n\nS01: De rien.\n")
    assert spoken(text) == [
        ("S01", "On commence."),
        ("S02", "Oui."),
        ("S01", "Et voilà la suite."),
        ("S02", "Merci."),
        ("S01", "De rien."),
    ]


def test_two_backchannels_may_share_their_slashes(read):
    text = read("a.txt", "S01: Un. //S00: Ah. //S02: Oh.//\n\nS02: Bien.\n\nS00: Oui.\n\nS01: Fin.\n")
    assert spoken(text)[:2] == [("S01", "Un."), ("S00", "Ah.")]
    assert [who for who, _ in spoken(text)] == ["S01", "S00", "S02", "S00", "S01"]


def test_a_cue_that_names_who_broke_in_has_an_unknown_voice(written):
    cues = (
        "WEBVTT\n\n0:01.000 --> 0:02.000\n<v S01>Bonjour.\n\n0:03.000 --> 0:04.000\n<v //S02>Donc oui. //S02: Ah.//\n"
    )
    text, problems = read_text(written("a.vtt", cues))
    assert spoken(text) == [("S01", "Bonjour."), (None, "Donc oui."), ("S02", "Ah.")]
    assert any("the voice that interrupts" in problem.message for problem in problems)


def test_two_backchannels_in_one_line_come_back_to_the_same_speaker(read):
    text = read("a.txt", "S01: Un. //S02: Ah. // Deux. //S03: Oh. // Trois.\n\nS02: Bien.\n\nS03: Oui.\n\nS01: Fin.\n")
    assert [who for who, _ in spoken(text)] == ["S01", "S02", "S01", "S03", "S01", "S02", "S03", "S01"]


def test_a_voice_in_brackets_is_one_only_where_it_is_known(read):
    text = read("a.txt", "E: Alors ? [L: Oui.] Racontez. [Note : voir plus loin.]\n\nL: Eh bien voilà.\n\nE: Bon.\n")
    assert spoken(text)[:3] == [("E", "Alors ?"), ("L", "Oui."), ("E", "Racontez. [Note : voir plus loin.]")]


HEARING = """\
Mme la rapporteure. Je vous remercie d'être venus.

M. Perrot. Merci. Je serai bref. (Sourires.) Mme la rapporteure. Ne le soyez pas trop.

M. Perrot. Le budget est de 10 millions. Nous l'avons dit à M. Perrot. lui-même.

A gauche. Très bien !

M. le président. La séance continue.
"""


def test_a_hearing_labels_its_voices_with_a_full_stop_also_inside_a_paragraph(read):
    text = read("seance.txt", HEARING)
    assert [who for who, _ in spoken(text)] == [
        "Mme la rapporteure",
        "M. Perrot",
        "Mme la rapporteure",
        "M. Perrot",
        "A gauche",
        "M. le président",
    ]
    assert spoken(text)[2][1] == "Ne le soyez pas trop."
    assert spoken(text)[3][1].endswith("à M. Perrot. lui-même.")


RECORD = (
    """<html><body><pre>
                     A TITLE IN THE MIDDLE

"""
    + "\n".join(
        [
            "  Mr. OAKWOOD. Mr. President, I thank the Senator and I go on for a line that ",
            "is long enough to be wrapped by the printer, as these lines always are, and ",
            "",
            "[[Page S727]]",
            "",
            "this sentence goes over the page.",
            "  The PRESIDING OFFICER (Mr. Birch). Without objection, it is so ordered.",
        ]
        + [
            f"  Mrs. ELMWOOD. Line {n} of a speech that has its place in the record and is ".rstrip() + "\nwrapped too."
            for n in range(9)
        ]
    )
    + "\n</pre></body></html>"
)


def test_a_printed_record_keeps_its_page_and_its_sentence(read):
    text = read("record.htm", RECORD)
    assert [s.name for s in text.speakers] == ["Mr. OAKWOOD", "The PRESIDING OFFICER (Mr. Birch)", "Mrs. ELMWOOD"]
    assert "as these lines always are, and this sentence goes over the page." in text.quote(text.turns[0])
    assert "Mr. President" in text.quote(text.turns[0])
    assert text.passages[-1].page == 727


PARLIAMENT = """<html><body>
<h2>Question sur les capteurs</h2>
<p>01.01 Aline Thérond (ABC): Monsieur le ministre, où en est-on ?</p><p>J'attends une date.</p>
<p>01.02 Paul Vermast, ministre: Chère collègue, bientôt.</p>
<p>Le président: Merci à tous les deux.</p>
<p>L'incident est clos.</p>
<p>Une note du greffe.</p>
<h2>Autre question</h2>
<p>02.01 Aline Thérond (ABC): Je n'ai rien d'autre.</p>
</body></html>"""


def test_numbered_turns_of_a_parliament(read):
    text = read("chambre.html", PARLIAMENT)
    assert [who for who, _ in spoken(text)] == [
        "Aline Thérond (ABC)",
        "Paul Vermast, ministre",
        "Le président",
        "Aline Thérond (ABC)",
    ]
    assert text.quote(text.turns[0]).endswith("J'attends une date.")
    assert "greffe" not in "".join(text.quote(turn) for turn in text.turns)


def test_a_time_without_a_speaker_stays_an_unknown_voice(read):
    text = read("a.txt", "".join(f"00:00:{n:02d} Phrase numéro {n} de la bande.\n\n" for n in range(8)))
    assert text.kind == "interview"
    assert {turn.speaker for turn in text.turns} == {None}
    assert text.turns[3].timestamp == "0:00:03"
    assert text.quote(text.turns[3]) == "Phrase numéro 3 de la bande."


def test_a_name_over_its_time(read):
    text = read(
        "a.txt", "Marie Aubin\n0:03\nBonjour à vous.\n\nLouis Cazal\n0:09\nBonjour.\n\nMarie Aubin\n0:12\nOn y va ?\n"
    )
    assert [(t.speaker, t.timestamp) for t in text.turns] == [
        ("Marie Aubin", "0:00:03"),
        ("Louis Cazal", "0:00:09"),
        ("Marie Aubin", "0:00:12"),
    ]
    assert text.quote(text.turns[0]) == "Bonjour à vous."


def test_capitals_alone_on_a_line_are_speakers(read):
    text = read("a.txt", "ENQUÊTRICE\nAlors ?\n\nMAIRE\nEh bien, voilà.\n\nENQUÊTRICE\nMerci.\n\nMAIRE\nDe rien.\n")
    assert [t.speaker for t in text.turns] == ["ENQUÊTRICE", "MAIRE", "ENQUÊTRICE", "MAIRE"]
    assert [t.role for t in text.turns][:2] == ["interviewer", "respondent"]


def test_letters_with_a_full_stop(read):
    text = read("a.txt", "Q. Que faites-vous ?\n\nR. Des capteurs.\n\nQ. Depuis quand ?\n\nR. 2012.\n")
    assert [t.speaker for t in text.turns] == ["Q", "R", "Q", "R"]


WITNESSES = """\
Ils racontent.

**Alma Ruiz, jardinière à la ville** / _Arrose mieux_

« Je vois sur l'écran où il manque de l'eau. »

----

**Théo Blanc, régisseur du théâtre** / _Éclaire moins_

« Le soir, tout baisse **tout seul**. »

---

**Inès Faure, bibliothécaire** / _Compte_

« On sait enfin qui vient. »
"""


def test_witnesses_are_one_voice_a_block(read):
    text = read("temoins.md", WITNESSES)
    assert spoken(text) == [
        ("Alma Ruiz, jardinière à la ville", "« Je vois sur l'écran où il manque de l'eau. »"),
        ("Théo Blanc, régisseur du théâtre", "« Le soir, tout baisse tout seul. »"),
        ("Inès Faure, bibliothécaire", "« On sait enfin qui vient. »"),
    ]


QUESTIONS = "\n\n".join(
    f"#### Question numéro {n}, pourquoi donc ?\n\n**Une raison {n}** suffit.\n\nUne autre aussi." for n in range(4)
)


def test_headings_that_ask_are_the_interviewer(read):
    text = read("questions.md", f"# Un entretien\n\n{QUESTIONS}\n")
    assert [t.role for t in text.turns] == ["interviewer", "respondent"] * 4
    assert text.quote(text.turns[1]) == "Une raison 0 suffit.\n\nUne autre aussi."


@pytest.mark.parametrize(
    "document",
    [
        "**Licence**: un texte de droit.\n\n**Projet**: un travail.\n\n**Ville**: un lieu.\n\n**Code**: un texte.\n",
        "Thématique 1 : image.\n\nThématique 2 : parts.\n\nThématique 1 : image.\n\nThématique 2 : parts.\n",
        "# FAQ\n\n## Introduction\n\nTexte.\n\n## Le plan\n\nTexte.\n\n## Qui ?\n\nTexte.\n\n## Les coûts\n\nTexte.\n\n## Où ?\n\n"
        "Texte.\n\n## Le droit\n\nTexte.\n\n## Quand ?\n\nTexte.\n\n## La fin\n\nTexte.\n",
    ],
    ids=["definitions", "numbered themes", "headings that ask now and then"],
)
def test_a_document_is_no_conversation(read, document):
    assert read("doc.md", document).kind == "document"


def coloured(path, parts):
    import docx
    from docx.shared import RGBColor

    document = docx.Document()
    for pieces in parts:
        paragraph = document.add_paragraph()
        for words, green in pieces:
            run = paragraph.add_run(words)
            if green:
                run.font.color.rgb = RGBColor(0, 0xB0, 0x50)
    document.save(path)


def test_colour_tells_who_answers_also_on_the_line_of_the_question(tmp_path):
    parts = [
        [("Q1 : Combien de capteurs ?", False)],
        [("Une centaine.", True)],
        [("Dont la moitié sur l'eau.", True)],
        [("Q2 : Et l'éclairage ? ", False), ("Oui, aussi.", True)],
        [("Q3 : Quel budget ?", False)],
        [("Rien de précis.", True)],
    ]
    coloured(tmp_path / "guide.docx", parts)
    text, problems = read_text(tmp_path / "guide.docx")
    assert not [p for p in problems if p.level == "error"]
    assert [(t.role, text.quote(t)) for t in text.turns] == [
        ("interviewer", "Q1 : Combien de capteurs ?"),
        ("respondent", "Une centaine.\n\nDont la moitié sur l'eau."),
        ("interviewer", "Q2 : Et l'éclairage ?"),
        ("respondent", "Oui, aussi."),
        ("interviewer", "Q3 : Quel budget ?"),
        ("respondent", "Rien de précis."),
    ]
    assert {t.speaker for t in text.turns} == {None}


def test_a_tools_word_for_an_unknown_voice_is_no_name(read):
    text = read("a.txt", "Unknown Speaker: Bonjour.\n\nAnne: Oui ?\n\nUnknown Speaker: Rien.\n\nAnne: Bon.\n")
    assert [t.speaker for t in text.turns] == [None, "Anne", None, "Anne"]


ASKED = ["Depuis quand ?", "Depuis douze ans.", "Et l'idée ?", "Elle vient du maire."]


def under(*labels: str) -> str:
    return "".join(f"{label} {words}\n" for label, words in zip(labels, ASKED * 9, strict=False))


@pytest.mark.parametrize("form", ["{})", "[{}]", "({})", "{} :"])
@pytest.mark.parametrize("parts", [1, 2])
def test_numbered_questions_and_answers_before_a_bracket_may_be_numbered_anew(read, form, parts):
    talk = under(*(form.format(name) for name in ("Q1", "R1", "Q2", "R2")))
    text = read("a.txt", "".join(f"Partie {'AB'[part]}\n\n{talk}\n" for part in range(parts)))
    assert [(turn.speaker, turn.role) for turn in text.turns[:2]] == [("Q", "interviewer"), ("R", "respondent")]
    assert len(text.turns) == 4 * parts


def test_numbered_points_are_no_answers(written):
    points = "".join(f"R{number}) Ouvrir la halle le soir.\n" for number in range(1, 6))
    text, problems = read_text(written("a.txt", f"Nos recommandations.\n\n{points}"))
    assert (text.kind, problems) == ("document", ())


def test_two_who_ask_and_two_who_answer_may_have_numbers(read):
    text = read("a.txt", under("Q1 :", "R1 :", "Q1 :", "R2 :", "Q2 :", "R1 :", "Q1 :", "R2 :"))
    assert [who for who, _ in spoken(text)] == ["Q1", "R1", "Q1", "R2", "Q2", "R1", "Q1", "R2"]


@pytest.mark.parametrize(
    ("asks", "answers"), [("#Enq#", "#Rép#"), ("#Claire#", "#Marie Aubin#"), ("# Claire Petit #", "# Marie #")]
)
def test_names_between_hashes(read, asks, answers):
    text = read("a.txt", under(asks, answers, asks, answers))
    assert [who for who, _ in spoken(text)] == [asks.strip("# "), answers.strip("# ")] * 2


@pytest.mark.parametrize(("asks", "answers"), [("@Claire", "@Marie"), ("@Claire Petit", "@paul_d"), ("@c.p", "@m.a")])
def test_names_behind_an_at_sign_may_be_those_who_are_spoken_to(written, asks, answers):
    text, problems = read_text(written("a.txt", under(asks, answers, asks, answers)))
    assert [who for who, _ in spoken(text)] == [asks[1:], answers[1:]] * 2
    assert any("names behind @" in problem.message for problem in problems)


def test_hashtags_are_no_voices(read):
    text = read("a.txt", "#mobilité Deux lignes ouvrent.\n#énergie Le réseau est ancien.\n" * 3)
    assert text.kind == "document"
