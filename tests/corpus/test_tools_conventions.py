"""How transcription tools and teams write turns: one invented conversation, in each of their forms, and its traps."""

import pytest

ASKED = "Comment la démarche est-elle née ?"
SAID = "Elle est née en 2010, avec les premiers essais."
AGAIN = "Et qui la porte aujourd'hui ?"
REPLIED = "Une adjointe, avec le maire."

FORMS = {
    "initials introduced beside the name": (
        "Enquêteur (E) : {0}\n\nMarie Dupont (MD) : {1}\n\nE : {2}\n\nMD : {3}\n",
        ["Enquêteur", "Marie Dupont"],
    ),
    "codes of a focus group, one line each": (
        "Mod: {0}\nFG1_F2: {1}\nMod: {2}\nFG1_F2: {3}\n",
        ["Mod", "FG1_F2"],
    ),
    "a letter and a time": (
        "Speaker A (00:12): {0}\n\nSpeaker B (00:15): {1}\n\nSpeaker A (00:22): {2}\n\nSpeaker B (00:25): {3}\n",
        ["Speaker A", "Speaker B"],
    ),
    "a span of time over the name": (
        "0:0:0.0 --> 0:0:3.5\nMarie\n{0}\n\n0:0:4.0 --> 0:0:8.5\nPaul\n{1}\n\n"
        "0:0:9.0 --> 0:0:12.5\nMarie\n{2}\n\n0:0:14.0 --> 0:0:18.5\nPaul\n{3}\n",
        ["Marie", "Paul"],
    ),
    "a name in brackets and a clock": (
        "[Marie] 10:15:02\n{0}\n\n[Paul] 10:15:12\n{1}\n\n[Marie] 10:15:20\n{2}\n\n[Paul] 10:15:31\n{3}\n",
        ["Marie", "Paul"],
    ),
    "a time, then the name, on a line": (
        "[00:00:12] Voix 1\n{0}\n\n[00:00:15] Voix 2\n{1}\n\n[00:00:22] Voix 1\n{2}\n\n[00:00:35] Voix 2\n{3}\n",
        ["Voix 1", "Voix 2"],
    ),
    "a time, a dash and the name": (
        "[00:00:01.20] - Marie\n{0}\n\n[00:00:05.10] - Paul\n{1}\n\n"
        "[00:00:09.10] - Marie\n{2}\n\n[00:00:15.10] - Paul\n{3}\n",
        ["Marie", "Paul"],
    ),
    "numbered lines": ("1 Q : {0}\n2 R : {1}\n3 Q : {2}\n4 R : {3}\n", ["Q", "R"]),
    "capitals without a colon": ("ENQ {0}\nADJ {1}\nENQ {2}\nADJ {3}\n", ["ENQ", "ADJ"]),
    "numbered capitals": ("001 ENQ {0}\n002 ADJ {1}\n003 ENQ {2}\n004 ADJ {3}\n", ["ENQ", "ADJ"]),
    "a name and a dash": ("Marie D. — {0}\n\nPaul — {1}\n\nMarie D. — {2}\n\nPaul — {3}\n", ["Marie D.", "Paul"]),
    "a sign after the name": ("Chercheuse > {0}\nElu > {1}\nChercheuse > {2}\nElu > {3}\n", ["Chercheuse", "Elu"]),
    "a name in angles": ("<Marie> {0}\n<Paul> {1}\n<Marie> {2}\n<Paul> {3}\n", ["Marie", "Paul"]),
    "stars around the name": ("*Marie* : {0}\n\n*Paul* : {1}\n\n*Marie* : {2}\n\n*Paul* : {3}\n", ["Marie", "Paul"]),
    "numbered questions and answers": ("Q1 : {0}\nR1 : {1}\nQ2 : {2}\nR2 : {3}\n", ["Q", "R"]),
    "initials with full stops": ("M.D. : {0}\n\nE.G. : {1}\n\nM.D. : {2}\n\nE.G. : {3}\n", ["M.D.", "E.G."]),
    "a long office": (
        "Q : {0}\n\nMarie Roux, adjointe au maire chargée du numérique et des données, Ville de Nancy : {1}\n\n"
        "Q : {2}\n\nMarie Roux, adjointe au maire chargée du numérique et des données, Ville de Nancy : {3}\n",
        ["Q", "Marie Roux, adjointe au maire chargée du numérique et des données, Ville de Nancy"],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form(read, form):
    written, (asks, answers) = FORMS[form]
    text = read("entretien.txt", written.format(ASKED, SAID, AGAIN, REPLIED))
    assert [(t.speaker, text.quote(t)) for t in text.turns] == [
        (asks, ASKED),
        (answers, SAID),
        (asks, AGAIN),
        (answers, REPLIED),
    ]
    assert [t.role for t in text.turns] == ["interviewer", "respondent"] * 2


@pytest.mark.parametrize("dash", ["—", "–", "-"])
def test_dialogue_dashes_alternate_without_names(read, dash):
    text = read("a.txt", "".join(f"{dash} {said}\n" for said in (ASKED, SAID, AGAIN, REPLIED)))
    assert [(t.speaker, text.quote(t)) for t in text.turns] == [(None, s) for s in (ASKED, SAID, AGAIN, REPLIED)]


@pytest.mark.parametrize(
    "content",
    [
        "- Ouvrir les données.\n- Former les agents.\n- Mutualiser les achats.\n- Évaluer chaque année.\n",
        "Axe 1 — Ouvrir les données de la ville.\n\nAxe 2 — Former les agents.\n\nAxe 1 — Suite et fin.\n\nAxe 2 — Bilan.\n",
        "2010 LANCEMENT\n\nLe plan est voté par la ville.\n\n2012 BILAN\n\nLe plan est relu.\n\nLA VILLE continue.\n",
        "Q1 : Quel budget ?\n\nDix millions par an, votés en décembre.\n\nAxe : deux.\n",
        "Lyon > Paris en deux heures.\n\nParis > Lille en une heure.\n\nNice > Cannes en train.\n",
    ],
)
def test_lists_and_headings_are_no_conversation(read, content):
    text = read("a.txt", content)
    assert (text.kind, text.turns) == ("document", ())


def test_short_speech_after_a_time_is_no_name(read):
    lines = "".join(
        f"00:00:{n:02} {said}\n" for n, said in enumerate(["Oui", "Oui", "On avance bien", "Oui", "Non"] * 2)
    )
    text = read("a.txt", lines)
    assert {turn.speaker for turn in text.turns} == {None}
    assert text.quote(text.turns[0]) == "Oui"


def test_guide_questions_are_no_speakers_where_nobody_answers_by_number(read):
    text = read(
        "a.txt",
        "Q : Bonjour.\n\nQ1 : Quelle vision ?\n\nR : La sobriété.\n\nQ : Merci.\n\nQ2 : Qui pilote ?\n\nR : Le maire.\n",
    )
    assert {turn.speaker for turn in text.turns} == {"Q", "R"}
    assert "Q1 : Quelle vision ?" in text.quote(text.turns[0])
