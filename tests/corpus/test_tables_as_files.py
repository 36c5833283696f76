"""Spreadsheets and surveys: transcripts in columns, pages, one answer a row, cases."""

import openpyxl
import pytest

from corpus.answers import Columns, is_survey, read_answers
from corpus.read import read_text

SURVEY = (
    "case,age,why,more\n"
    'A1,24,"I wanted to go on, but after school, work took all of my time away.",\n'
    'A2,,"I needed it for my work and the family had other plans.\n\nSecond paragraph of it.",Nothing more to say about any of it at all\n'
)


def test_one_row_an_answer(written):
    path = written("survey.csv", SURVEY)
    assert is_survey(path)
    texts, problems = read_answers(path, Columns(("why",)))
    assert problems == ()
    assert [(t.id, t.case, t.metadata) for t in texts] == [
        ("survey-A1", "A1", {"age": "24", "question": "why"}),
        ("survey-A2", "A2", {"more": "Nothing more to say about any of it at all", "question": "why"}),
    ]
    assert [texts[1].quote(p) for p in texts[1].passages] == [
        "I needed it for my work and the family had other plans.",
        "Second paragraph of it.",
    ]


def test_several_columns_of_answers_and_a_warning_that_says_what_was_taken(written):
    texts, problems = read_answers(written("survey.csv", SURVEY), Columns())
    assert [t.id for t in texts] == ["survey-A1-why", "survey-A2-why", "survey-A2-more"]
    assert "texts from why, more" in problems[0].message


def test_a_column_that_is_not_there_is_named(written):
    texts, problems = read_answers(written("survey.csv", SURVEY), Columns(("nope",)))
    assert texts == ()
    assert "there is no column 'nope'" in problems[0].message


def test_rows_that_would_have_the_same_id_are_refused(written):
    doubled, told = read_answers(written("t.csv", "k,why\nx,first words\nx,second words\n"), Columns(("why",), row="k"))
    assert doubled == ()
    assert "two rows would both be the text 't-x'" in told[0].message


def test_a_workbook_gives_the_same_answers(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["id", "opinion"])
    book.active.append([7, "Un avis assez long pour être une réponse libre, avec des mots."])
    book.active.append([8, "Un autre avis, tout aussi long et tout aussi libre que le premier."])
    book.save(tmp_path / "enquete.xlsx")
    texts, _ = read_answers(tmp_path / "enquete.xlsx", Columns())
    assert [t.id for t in texts] == ["enquete-7", "enquete-8"]
    assert {t.language for t in texts} == {"fr"}


def test_html_in_a_cell_gives_its_words(written):
    source = "id;avis\n1;<p><strong>Oui</strong>, mais pas tout de suite.</p>\n2;Non, vraiment pas du tout ici.\n"
    texts, _ = read_answers(written("web.csv", source), Columns(("avis",)))
    assert texts[0].content == "Oui, mais pas tout de suite."


def test_a_transcript_in_columns_of_a_csv(read):
    text = read(
        "t.csv", "Temps;Locuteur;Propos\n00:00:01;Anne;Bonjour.\n00:00:04;Paul;Bonjour à vous.\n00:00:09;Anne;Alors ?\n"
    )
    assert [(t.speaker, t.timestamp) for t in text.turns] == [
        ("Anne", "0:00:01"),
        ("Paul", "0:00:04"),
        ("Anne", "0:00:09"),
    ]


def test_a_page_a_row_is_one_text_and_a_sentence_goes_over_the_page(read):
    long = "Une phrase du procès-verbal qui remplit la page. " * 12
    text = read("pages.csv", f'page_text,page_number\n"{long}\n\nElle se cou-",4\n"pe ici.\n\n{long}",5\n')
    assert "Elle se coupe ici." in [text.quote(p) for p in text.passages]
    assert [p.page for p in text.passages] == [4, 4, 5]


def test_sheets_of_a_workbook_are_sections(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Un"
    book.active.append(["a", "b"])
    second = book.create_sheet("Deux")
    second.append(["c", 2.0])
    book.save(tmp_path / "livre.xlsx")
    text, _ = read_text(tmp_path / "livre.xlsx")
    assert [text.quote(h) for h in text.outline] == ["Un", "Deux"]
    assert "c\t2" in text.content


def test_an_open_quote_is_named_or_read(written):
    text, problems = read_text(written("bad.xlsx", "no workbook"))
    assert text is None
    assert "bad.xlsx" in problems[0].place


def test_a_corpus_for_statistics_has_its_variables_as_headings(read):
    text = read("corpus.txt", "**** *theme_eau *id_1\n\nUne réponse.\n\n**** *theme_eau *id_2\n\nUne autre réponse.\n")
    assert text.content.startswith("**** *theme_eau *id_1\n\nUne réponse.")
    assert [(text.quote(p), p.level) for p in text.passages][:2] == [
        ("**** *theme_eau *id_1", 1),
        ("Une réponse.", None),
    ]


@pytest.mark.parametrize("suffix", [".doc", ".xls", ".mp3"])
def test_what_is_not_read_says_what_to_do(written, suffix):
    text, problems = read_text(written(f"old{suffix}", "x"))
    assert text is None
    assert suffix in problems[0].message


def test_two_columns_of_one_name_are_refused_by_name(written):
    source = (
        "id,avis,avis\n1,Je trouve que la place est trop bruyante le soir.,Il faudrait plus d'arbres dans la rue.\n"
    )
    texts, told = read_answers(written("t.csv", source), Columns())
    assert texts == ()
    assert "two columns are called 'avis'" in told[0].message
    assert "Rename one of them" in told[0].message


def test_a_french_table_of_excel_has_its_cases(written):
    source = "sep=;\r\ncas;âge;réponse\r\nNice;24;La place est trop bruyante, le soir.\r\nLyon;31;Il faudrait des arbres.\r\n"
    path = written("enquête.csv", source.encode("cp1252"))
    assert is_survey(path)
    texts, _ = read_answers(path, Columns())
    assert [(text.case, text.metadata["âge"]) for text in texts] == [("Nice", "24"), ("Lyon", "31")]


def test_a_column_without_a_title_keeps_its_values(written):
    source = ',avis,\n7,"Je trouve la place bien trop bruyante, le soir surtout.",\n8,Il faudrait davantage d\'arbres dans la rue.,\n'
    texts, _ = read_answers(written("r.csv", source), Columns())
    assert [text.metadata for text in texts] == [
        {"column 1": "7", "question": "avis"},
        {"column 1": "8", "question": "avis"},
    ]


ENGLISH = [
    "I think that the square is too noisy for the people who live there.",
    "More trees",
    "On time, on demand",
    "Non",
    "They should plant more trees and it would be cooler in the summer.",
    "Il faut que la ville plante des arbres dans toutes les rues, et pas seulement sur la place.",
]


def test_a_short_answer_has_the_language_of_the_others_unless_it_clearly_has_another(written):
    source = "id,answer\n" + "".join(f'{n},"{words}"\n' for n, words in enumerate(ENGLISH))
    texts, _ = read_answers(written("a.csv", source), Columns(("answer",)))
    assert [text.language for text in texts] == ["en", "en", "en", "en", "en", "fr"]


@pytest.mark.parametrize("title", ["langue", "Language", "lang"])
def test_a_column_states_the_language_of_each_answer(written, title):
    source = f"id,{title},answer\n1,fr,Oui\n2,English,Oui mais non\n3,anglais,Oui\n"
    texts, _ = read_answers(written("a.csv", source), Columns(("answer",)))
    assert [text.language for text in texts] == ["fr", "en", "en"]


def test_lang_holds_for_the_whole_file(written):
    source = "id,answer\n1,Il faut que la ville plante des arbres dans toutes les rues.\n2,Oui\n"
    texts, _ = read_answers(written("a.csv", source), Columns(("answer",)), language="en")
    assert {text.language for text in texts} == {"en"}


TALK = [("Lise", "Vous cousez depuis quand ?"), ("Jo", "Depuis mes douze ans."), ("Lise", "Et ensuite ?"),
        ("Jo", "J'ai ouvert la boutique.")]  # fmt: skip


@pytest.mark.parametrize(
    "layout",
    [
        lambda rows: ["Speaker Name,Start Time,Text", *(f"{who},00:00:0{n},{says}" for n, (who, says) in rows)],
        lambda rows: ["Participant;Transcript", *(f"{who};{says}" for n, (who, says) in rows)],
        lambda rows: ["start,end,speaker,text", *(f"{n}000,{n}900,{who},{says}" for n, (who, says) in rows)],
        lambda rows: ["sep=;", "Intervenant;Propos", *(f"{who};{says}" for n, (who, says) in rows)],
        lambda rows: ["Entretien 7,", "Qui,Quoi", *(f"{who},{says}" for n, (who, says) in rows)],
        lambda rows: ["start,end,text", *(f"{n}000,{n}900,[{who}]: {says}" for n, (who, says) in rows)],
        lambda rows: ["temps,texte", *(f"00:00:0{n},{who} : {says}" for n, (who, says) in rows)],
        lambda rows: ["text", *(f"{who} : {says}" for n, (who, says) in rows)],
    ],
)  # fmt: skip
def test_a_conversation_in_a_table_is_one_text(written, read, layout):
    path = written("t.csv", "\n".join(layout(list(enumerate(TALK)))))
    assert not is_survey(path)
    text, _ = read_text(path)
    assert [(turn.speaker, text.quote(turn)) for turn in text.turns] == TALK


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.txt"])
def test_the_table_of_a_speech_recogniser_is_one_text_without_its_numbers(written, name):
    rows = [
        ("start", "end", "text"),
        *((f"{n}000", f"{n + 1}000", f"Phrase numéro {'abcdefgh'[n]}.") for n in range(8)),
    ]
    path = written(name, "\n".join((";" if name == "a.csv" else "\t").join(row) for row in rows))
    assert not is_survey(path)
    text, problems = read_text(path)
    assert "000" not in text.content
    assert "start" not in text.content
    assert any("does not name the speakers" in problem.message for problem in problems)


def test_a_table_read_as_a_conversation_by_its_content_offers_the_other_reading(written):
    source = "Zone,Opinion\n" + "".join(
        f"{who},{says}\n" for who, says in [*TALK, ("Lise", "Seule ?"), ("Jo", "Seul.")]
    )
    _, problems = read_text(written("t.csv", source))
    assert any("choose their columns with --text COLUMN" in problem.message for problem in problems)


def test_one_answer_of_each_participant_beside_facts_is_a_survey_and_without_them_both_readings_are_offered(written):
    said = [f"Je trouve que la place numéro {n} est bien trop bruyante, le soir surtout." for n in range(5)]
    facts = "participant,âge,transcript\n" + "".join(f'P{n},3{n},"{words}"\n' for n, words in enumerate(said))
    alone = "participant,transcript\n" + "".join(f'P{n},"{words}"\n' for n, words in enumerate(said))
    assert is_survey(written("facts.csv", facts))
    path = written("alone.csv", alone)
    assert not is_survey(path)
    text, problems = read_text(path)
    assert [turn.speaker for turn in text.turns] == ["P0", "P1", "P2", "P3", "P4"]
    assert any("choose their columns with --text COLUMN" in problem.message for problem in problems)
