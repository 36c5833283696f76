"""Words that nobody is known to say: every one lies in a passage, and a doubt counts them."""

import pytest

from corpus.read import read_text

LATE = """\
Le marché ferme tard.

Qui range les étals ?

Les voisins, souvent.

ENQUÊTRICE : Une dernière question ?

Non, merci.
"""


def unspoken(text):
    return [text.quote(passage) for passage in text.passages if passage.turn is None]


def doubts(written, name, content, **given):
    _, problems = read_text(written(name, content), **given)
    return [problem for problem in problems if "in no turn" in problem.message]


def test_what_comes_before_a_late_label_is_kept_in_passages(read, written):
    text = read("a.txt", LATE)
    assert unspoken(text) == ["Le marché ferme tard.", "Qui range les étals ?", "Les voisins, souvent."]
    assert text.words_outside == 0
    [doubt] = doubts(written, "b.txt", LATE)
    assert (doubt.place, doubt.level) == ("b.txt:1", "warning")
    assert doubt.message.startswith("12 words are in no turn")


def test_metadata_and_the_title_are_passages_without_a_doubt(read, written):
    talk = "Entretien au marché\n\nVille : Nantes\nDate : 2020-02-03\n\nQ : On commence ?\n\nR : Oui.\n\nQ : Bien.\n"
    text = read("a.txt", talk)
    assert unspoken(text) == ["Entretien au marché", "Ville : Nantes\nDate : 2020-02-03"]
    assert text.metadata == {"ville": "Nantes", "date": "2020-02-03"}
    assert doubts(written, "b.txt", talk) == []


def test_headings_between_turns_are_passages_of_nobody(read):
    text = read("a.md", "**Q :** Qui vend ?\n\n**R :** Ma sœur.\n\n# L'hiver\n\n**R :** On ferme.\n\n**Q :** Bon.\n")
    [heading] = [passage for passage in text.passages if passage.level]
    assert (text.quote(heading), heading.turn) == ("L'hiver", None)
    assert text.turn_at(heading.start) is None
    assert text.turn_at(text.content.index("On ferme")).speaker == "R"
    assert [passage.heading for passage in text.passages] == [None, None, "L'hiver", "L'hiver", "L'hiver"]


def test_labels_and_times_are_marks_and_in_no_passage(read):
    text = read("a.txt", "[0:00] Q : Qui ?\n\n[0:04] R : Moi. [0:09]\n\n0:12\n\nQ : Bon.\n\nR : Oui.\n")
    assert [text.content[start:end] for start, end in text.marks] == [
        "[0:00] Q :", "[0:04] R :", "[0:09]", "0:12", "Q :", "R :",
    ]  # fmt: skip
    assert "0:" not in "".join(map(text.quote, text.passages))


def test_questions_set_in_bold_leave_nothing_out(read):
    source = "Une note avant tout.\n\n**Qui vend ?**\n\nMa sœur.\n\n**Et l'hiver ?**\n\nOn ferme.\n\n**Et après ?**\n\nRien.\n"
    text = read("a.md", source)
    assert unspoken(text) == ["Une note avant tout."]
    assert [text.quote(turn) for turn in text.turns][:2] == ["Qui vend ?", "Ma sœur."]


def test_the_end_of_an_interview_is_said_by_nobody_and_raises_no_doubt(read, written):
    for number, line in enumerate(["Fin de l'entretien", "[Fin de l’enregistrement]", "End of interview.", "--- Fin"]):
        text = read(f"a{number}.txt", f"Q : On commence ?\nR : Oui.\nQ : Bien ?\nR : Non.\n{line}\n")
        assert unspoken(text) == [line]
        assert doubts(written, f"b{number}.txt", text.content) == []


NOTES = [
    "[Pause]",
    "(rires)",
    "* * *",
    "_____",
    "[L'enregistrement reprend]",
    "(Interruption : le téléphone sonne)",
    "Page 3",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_between_turns_is_said_by_nobody_and_the_turn_goes_on_below_it(read, written, note):
    text = read("a.txt", f"Q : On commence ?\n\nR : Oui.\n\n{note}\n\nVoilà.\n\nQ : Bien ?\n\nR : Non.\n")
    assert [text.quote(p) for p in text.passages if p.turn == 2] == ["Oui.", "Voilà."]
    assert len(text.turns) == 4
    assert doubts(written, "b.txt", text.content) == []


@pytest.mark.parametrize(
    "note", ["Transcrit par Jo Petit.", "Transcription réalisée par Jo Petit, mai 2023", "Relu par Jo.", "Fin", "[END]"]
)
def test_nobody_goes_on_below_the_end_or_who_transcribed(read, written, note):
    source = f"Q : On commence ?\n\nR : Oui.\n\nQ : Bien ?\n\nR : Non.\n\n{note}\n\nIl pleuvait.\n"
    text = read("a.txt", source)
    assert text.quote(text.turns[-1]) == "Non."
    assert unspoken(text) == [note, "Il pleuvait."]
    assert any("Il pleuvait" in doubt.message for doubt in doubts(written, "b.txt", source))


@pytest.mark.parametrize("said", ["(Oui, souvent.)", "Page après page.", "Transcrit par la mairie ?", "…"])
def test_words_that_resemble_a_note_are_speech(read, said):
    text = read("a.txt", f"Q : On commence ?\n\nR : Oui.\n\n{said}\n\nQ : Bien ?\n\nR : Non.\n")
    assert said in [text.quote(p) for p in text.passages if p.turn == 2]


def test_a_note_that_is_the_only_word_below_a_name_is_speech(read):
    text = read("a.txt", "".join(f"{who}\n{said}\n\n" for who, said in [("JO", "Quoi ?"), ("LISE", "(rires)")] * 3))
    assert [text.quote(turn) for turn in text.turns] == ["Quoi ?", "(rires)"] * 3


def test_a_title_directly_above_metadata_raises_no_doubt(read, written):
    talk = "Entretien n° 4\nVille : Nantes\nDate : 2020-02-03\n\nQ : On commence ?\nR : Oui.\nQ : Bien.\n"
    assert unspoken(read("a.txt", talk)) == ["Entretien n° 4\nVille : Nantes\nDate : 2020-02-03"]
    assert doubts(written, "b.txt", talk) == []
