"""glose add: doubts are summed up, and --strict refuses what leaves one."""

import docx
import pytest

TALK = "E : Qui vend ?\n\nR : Ma sœur.\n\nE : Et l'hiver ?\n\nR : On ferme.\n"
LATE = f"Le marché ferme tard.\n\nQui range les étals ?\n\n{TALK}"


def test_the_doubts_of_all_files_are_summed_up_at_the_end(study, glose, written):
    said = glose(
        "add", written("a.txt", TALK), written("b.txt", LATE), written("c.txt", LATE + "Fin."), "--case", "Nice"
    )
    assert said.err.splitlines()[-1].startswith("2 doubts about 2 files.")
    assert "glose read TEXT --speakers" in said.err


def test_without_doubts_there_is_no_sum(study, glose, written):
    assert glose("add", written("a.txt", TALK), "--case", "Nice").err == ""


def test_strict_refuses_a_doubt_and_takes_the_others(study, glose, written):
    said = glose("add", written("a.txt", TALK), written("b.txt", LATE), "--case", "Nice", "--strict", "--json", code=1)
    assert [line["added"] for line in said.lines] == [True, False]
    assert "--strict refuses a file with a doubt" in said.lines[1]["problems"][-1]["message"]
    assert not (study / "texts" / "b.txt").exists()


def test_words_of_nobody_are_passages_that_can_be_coded_and_are_left_to_read(study, glose, written):
    glose("add", written("b.txt", LATE), "--case", "Nice")
    first = glose("text", "b", "--json").lines[0]
    assert (first["turn"], first["start"]) == (None, 0)
    glose("code", "b", "challenges", "--quote", "Le marché ferme tard.", "--coder", "anna")
    [quote] = glose("quotes", "challenges", "--json").lines
    assert (quote["speaker"], quote["turn"]) == (None, None)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("id,age,answer\n1,20,Bread\n2,30,Milk\n", "answer"),
        ("id;Pourquoi ?\n1;Pain\n2;Lait\n3;Rien\n", "Pourquoi ?"),
        ("id,why\n1,Bread\n2,The bread is good and cheap here\n3,My sister sells all of it\n4,Milk\n", "why"),
    ],
)
def test_rows_that_may_be_answers_offer_the_other_reading(study, glose, written, table, column):
    said = glose("add", written("a.csv", table), "--case", "Nice", "--lang", "fr")
    assert f"choose their columns, e.g. with --text {column!r}" in said.err
    assert (
        glose("add", written("b.csv", table + " ,"), "--case", "Nice", "--lang", "fr", "--kind", "document").err == ""
    )
    strictly = glose("add", written("c.csv", table + "\n"), "--case", "Nice", "--lang", "fr", "--strict", code=1)
    assert "--strict refuses a file with a doubt" in strictly.err


@pytest.mark.parametrize("table", ["item,price\nBread,2\nMilk,1\nFish,9\n", "Qui,Propos\nQ,Où ?\nR,Ici.\nQ,Bien.\n"])
def test_values_and_speech_are_no_answers(study, glose, written, table):
    assert "survey" not in glose("add", written("a.csv", table), "--case", "Nice").err


def test_a_text_too_short_to_tell_takes_the_language_of_the_study(study, glose, written):
    settings = study / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("language: fr", "language: en"), encoding="utf-8")
    said = glose(
        "add", written("a.txt", "Bread."), written("b.csv", "id,answer\n1,Bread\n2,Milk\n"), "--case", "Nice", "--json"
    )
    assert {line["language"] for line in said.lines} == {"en"}
    long = "Le marché de la ville ouvre à six heures et les voisins viennent avec leurs enfants pour acheter du pain."
    assert glose("add", written("c.txt", long), "--case", "Nice", "--json").lines[0]["language"] == "fr"


def test_a_label_left_in_a_caption_can_be_named(study, glose, written):
    cue = "00:00:0{n}.000 --> 00:00:0{m}.000\n{words}\n\n"
    lines = ("Ana: Qui vend ?", "Luc: Ma sœur.", "Ana: Bien.", "Luc: Oui.", "Halle: on ferme.", "Ana: Merci.")
    captions = "WEBVTT\n\n" + "".join(cue.format(n=n, m=n + 1, words=words) for n, words in enumerate(lines))
    file = written("a.vtt", captions)
    said = glose("add", file, "--case", "Nice", "--speakers", "Halle=respondent,Ana=interviewer", "--json")
    assert [speaker["name"] for speaker in said.lines[0]["speakers"]] == ["Ana", "Luc", "Halle"]


def test_a_messengers_notice_is_a_passage_of_nobody_and_no_doubt(study, glose, written):
    chat = (
        "12/05/2023, 10:15 - Les messages et les appels sont chiffrés de bout en bout.\n"
        "12/05/2023, 10:15 - Ana: Qui vend ?\n12/05/2023, 10:17 - Luc: Ma sœur.\n12/05/2023, 10:18 - Ana: Bien ?\n"
    )
    said = glose("add", written("a.txt", chat), "--case", "Nice", "--json")
    assert [p["message"] for p in said.lines[0]["problems"] if "in no turn" in p["message"]] == []
    assert glose("text", "a", "--json").lines[0]["turn"] is None


def test_comments_in_the_margin_are_kept_and_can_be_shown(study, glose, tmp_path):
    made = docx.Document()
    for words in ("E : Qui vend ?", "R : Ma sœur.", "E : Bien ?", "R : Oui."):
        made.add_paragraph(words)
    made.add_comment(made.paragraphs[1].runs, text="À vérifier auprès de la halle.", author="Ana")
    made.save(str(tmp_path / "a.docx"))
    glose("add", tmp_path / "a.docx", "--case", "Nice")
    assert "À vérifier auprès de la halle." in glose("text", "a", "--comments").out
    assert "À vérifier" not in glose("text", "a").out


def test_letters_encoded_twice_in_a_survey_are_noticed_and_mended_on_wish(study, glose, written):
    rows = "id,Réponse\n1,On a dÃ©jÃ\u00a0 ouvert la halle hier\n2,Les voisins sont contents du marchÃ©\n"
    file = written("a.csv", rows)
    asked = ("add", file, "--case", "Nice", "--text", "Réponse", "--json")
    said = glose(*asked, "--strict", code=1)
    assert "letters that were encoded twice (Ã© for é)" in "".join(p["message"] for p in said.lines[0]["problems"])
    said = glose(*asked, "--mend-letters")
    assert [line["problems"] for line in said.lines] == [[], []]
    assert glose("text", said.lines[1]["text"]).out.strip() == "Les voisins sont contents du marché"
