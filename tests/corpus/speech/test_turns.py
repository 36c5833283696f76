"""Who speaks: the conventions of transcripts, each as a person would meet it."""

import pytest

SPEECH_A = "Comment la démarche est-elle née dans votre ville ?"
SPEECH_B = "Elle est née en 2010, avec les premiers essais."
SPEECH_C = "Et qui la porte aujourd'hui, politiquement parlant ?"
SPEECH_D = "Une adjointe, avec le maire derrière elle. C'est solide."

CONVENTIONS = {
    "letters": "Q : {0}\n\nR : {1}\n\nQ : {2}\n\nR : {3}\n",
    "dashes after letters": "Q – {0}\n\nR – {1}\n\nQ – {2}\n\nR – {3}\n",
    "capitals": "ENQ : {0}\n\nADJ : {1}\n\nENQ : {2}\n\nADJ : {3}\n",
    "roles in full": "Enquêtrice : {0}\n\nChargée de mission : {1}\n\nEnquêtrice : {2}\n\nChargée de mission : {3}\n",
    "no blank before the colon": "Interviewer: {0}\nRespondent: {1}\nInterviewer: {2}\nRespondent: {3}\n",
    "time in brackets before": "[00:00:03] ENQ : {0}\n\n[00:00:09] ADJ : {1}\n\n[00:00:20] ENQ : {2}\n\n[00:00:25] ADJ : {3}\n",
    "bracket and span on a line": "[Chercheur] (0:01 - 0:11)\n{0}\n[Élu] (0:11 - 0:20)\n{1}\n[Chercheur] (0:20 - 0:25)\n{2}\n[Élu] (0:25 - 0:31)\n{3}\n",
    "name and time on a line": "Enquêtrice  00:00:03\n{0}\n\nÉlu  00:00:11\n{1}\n\nEnquêtrice  00:00:20\n{2}\n\nÉlu  00:00:25\n{3}\n",
    "f4 marks": "I: {0} #00:00:05-3#\n\nB: {1} #00:00:11-0#\n\nI: {2} #00:00:20-1#\n\nB: {3} #00:00:31-5#\n",
}


@pytest.mark.parametrize("layout", CONVENTIONS.values(), ids=CONVENTIONS.keys())
def test_a_convention_gives_four_turns_of_two_voices(read, layout):
    text = read("a.txt", layout.format(SPEECH_A, SPEECH_B, SPEECH_C, SPEECH_D))
    assert text.kind == "interview"
    assert [turn.role for turn in text.turns] == ["interviewer", "respondent"] * 2
    first, second = text.turns[0], text.turns[1]
    assert text.quote(first).startswith(SPEECH_A)
    assert text.quote(second).startswith(SPEECH_B)
    assert len({turn.speaker for turn in text.turns}) == 2


def test_a_bracketed_time_is_the_turns_timestamp(read):
    text = read("a.txt", CONVENTIONS["time in brackets before"].format(SPEECH_A, SPEECH_B, SPEECH_C, SPEECH_D))
    assert [turn.timestamp for turn in text.turns] == ["0:00:03", "0:00:09", "0:00:20", "0:00:25"]


def test_paragraphs_without_a_label_go_on_with_the_turn(read):
    text = read(
        "a.txt", f"Q : {SPEECH_A}\n\nR : {SPEECH_B}\n\nUn second paragraphe.\n\nQ : {SPEECH_C}\n\nR : {SPEECH_D}\n"
    )
    assert text.quote(text.turns[1]) == f"{SPEECH_B}\n\nUn second paragraphe."
    assert [text.quote(p) for p in text.passages if p.turn == 2] == [SPEECH_B, "Un second paragraphe."]


def test_labels_of_one_speaker_in_a_row_make_one_turn_and_an_empty_label_makes_none(read):
    text = read("a.txt", f"Q : {SPEECH_A}\n\nR : {SPEECH_B}\n\nR : {SPEECH_D}\n\nQ :\n\nR : Voilà.\n")
    assert [turn.speaker for turn in text.turns] == ["Q", "R"]
    assert text.quote(text.turns[1]).endswith("Voilà.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Il y a une ville qui compte : Lyon, bien sûr.",
        "On commence à 10:30 précises.",
        "Voir https://exemple.fr/projet: la page du projet.",
        "Note : ceci est une remarque.",
    ],
)
def test_a_colon_in_a_sentence_is_no_speaker(read, sentence):
    text = read("a.txt", f"Q : {SPEECH_A}\n\nR : {SPEECH_B}\n\n{sentence}\n\nQ : {SPEECH_C}\n\nR : {SPEECH_D}\n")
    assert {turn.speaker for turn in text.turns} == {"Q", "R"}
    assert sentence in text.quote(text.turns[1])


def test_the_head_gives_metadata_and_is_in_no_turn(read):
    text = read(
        "a.txt", f"Collectivité : Nice\nFonction : élue\nDate : 2015-12-08\n\nQ : {SPEECH_A}\n\nR : {SPEECH_B}\n"
    )
    assert text.case == "Nice"
    assert text.metadata == {"role": "élue", "date": "2015-12-08"}
    assert text.content[: text.turns[0].start].endswith("Q : ")


def test_a_transcript_in_which_no_speaker_can_be_told_is_said_to_be_one(written):
    from corpus.read import read_text

    text, problems = read_text(written("a.txt", "On parle.\n\nOn parle encore.\n"), kind="interview")
    assert text is not None
    assert [(turn.speaker, turn.role) for turn in text.turns] == [(None, "other")]
    assert "no speakers were detected" in problems[0].message
    assert problems[0].level == "warning"


def test_the_one_who_asks_is_the_interviewer_whatever_the_names(read):
    lines = [
        ("Camille", "Pourquoi ce projet ?"),
        ("Dominique", "Parce que la ville en avait besoin depuis longtemps."),
    ] * 3
    text = read("a.txt", "\n\n".join(f"{name} : {said}" for name, said in lines))
    assert {turn.speaker: turn.role for turn in text.turns} == {"Camille": "interviewer", "Dominique": "respondent"}


def test_names_of_which_half_the_labels_recur_are_a_conversation(read):
    """MARIE speaks twice, PAUL and JEAN once: two of four labels are of a voice that recurs."""
    half = [("MARIE", SPEECH_A), ("PAUL", SPEECH_B), ("MARIE", SPEECH_C), ("JEAN", SPEECH_D)]
    text = read("a.txt", "\n\n".join(f"{name} : {words}" for name, words in half))
    assert [turn.speaker for turn in text.turns] == ["MARIE", "PAUL", "MARIE", "JEAN"]


def test_names_of_which_less_than_half_the_labels_recur_are_a_document(read):
    fewer = [("MARIE", SPEECH_A), ("PAUL", SPEECH_B), ("MARIE", SPEECH_C), ("JEAN", SPEECH_D), ("LUC", SPEECH_B)]
    text = read("a.txt", "\n\n".join(f"{name} : {words}" for name, words in fewer))
    assert text.turns == ()


@pytest.mark.parametrize(("times", "voices"), [(2, set()), (3, {"Marie", "Paul"})])
def test_names_alone_on_their_lines_are_speakers_from_the_third_time_on(read, times, voices):
    """Neither bold nor in capitals, such a name may be a heading: twice is not enough, even if two take turns."""
    lines = [f"{name}\n{words}" for name, words in (("Marie", SPEECH_A), ("Paul", SPEECH_B))] * times
    text = read("a.txt", "\n\n".join(lines))
    assert {turn.speaker for turn in text.turns} == voices
