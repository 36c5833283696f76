"""Documents that look like conversations: a doubt says why, and with what they are read as one."""

import shlex

import pytest

from corpus.read import read_text
from corpus.speech.speakers import read_speakers
from tests.corpus.speech.test_names import ANSWERED, ASKED, exchange, spoken

TALK = [words for pair in zip(ASKED, ANSWERED, strict=True) for words in pair]
VOICES = ("Lucie", "Théo") * 3
TOLD = ["Racontez le marché.", "Trois étals.", "Parlez des fromages.", "Ma sœur les vend.", "Et l'hiver.", "On ferme."]


def doubts(path, **options):
    return [problem.message for problem in read_text(path, **options)[1]]


@pytest.mark.parametrize("form", ["{who} {words}", "{who} ^ {words}", "[0:0{n}:10]\n{who} {words}"])
def test_lines_that_open_with_the_same_words_are_doubted_with_the_option_that_takes_them(written, form):
    lines = zip(range(1, 7), VOICES, TALK, strict=True)
    path = written("a.txt", "\n\n".join(form.format(n=n, who=who, words=words) for n, who, words in lines))
    assert not spoken(read_text(path)[0]) or {who for who, _ in spoken(read_text(path)[0])} == {None}
    [doubt] = [doubt for doubt in doubts(path) if "open with the same few words" in doubt]
    assert "Lucie (3), Théo (3)" in doubt
    [option] = shlex.split(doubt.rpartition("e.g. ")[2].rstrip("."))
    text, _ = read_text(path, speakers=read_speakers(option)[0])
    assert spoken(text) == exchange("Lucie", "Théo")


@pytest.mark.parametrize("number", [2, 4])
@pytest.mark.parametrize("form", ["## {who}\n\n{words}", "{who}\n\n{words}"])
def test_two_turns_under_names_are_doubted(written, number, form):
    lines = zip(VOICES[:number], TALK[:number], strict=True)
    path = written("a.md", "\n\n".join(form.format(who=who, words=words) for who, words in lines))
    assert any("names stand alone" in doubt for doubt in doubts(path))


def test_two_rows_of_names_and_words_are_doubted(written):
    rows = zip(VOICES[:2], TALK[:2], strict=True)
    path = written("a.html", f"<table>{''.join(f'<tr><td>{a}</td><td>{b}</td></tr>' for a, b in rows)}</table>")
    assert any("Lucie (1), Théo (1)" in doubt for doubt in doubts(path))


@pytest.mark.parametrize(
    ("name", "odd", "even"),
    [
        ("a.txt", "{}", "        {}"),
        ("a.md", "{}", "> {}"),
        ("a.html", "<p>{}</p>", "<blockquote>{}</blockquote>"),
        ("a.html", "<p>{}</p>", '<p style="margin-left: 3em">{}</p>'),
        ("a.html", "<p>{}</p>", '<p><font color="blue">{}</font></p>'),
        ("a.md", "{}", "*{}*"),
    ],
)
def test_two_looks_that_alternate_are_doubted(written, name, odd, even):
    lines = ((even if n % 2 else odd).format(words) for n, words in enumerate(TOLD))
    path = written(name, "\n\n".join(lines))
    assert any("alternate" in doubt for doubt in doubts(path))
    assert not any("alternate" in doubt for doubt in doubts(path, kind="document"))


def test_questions_and_answers_without_labels_are_doubted(written):
    assert any("alternate" in doubt for doubt in doubts(written("a.txt", "\n\n".join(TALK))))


@pytest.mark.parametrize(
    "words",
    [
        ["La ville a ouvert un marché.", "Les habitants y viennent.", "Les étals sont pleins.", "Qui l'aurait dit ?"],
        ["Pouvez-vous venir ?", "Avez-vous un étal ?", "Pouvez-vous vendre ?", "Avez-vous une voiture ?"],
        ["# Introduction", "Le marché ouvre.", "# Conclusion", "Il ferme."],
        ["1. Le bilan", "2. Le projet", "3. Le budget", "4. Le calendrier", "5. Le suivi"],
    ],
)
def test_ordinary_documents_raise_no_doubt(written, words):
    found = doubts(written("a.md", "\n\n".join(words)))
    assert not [doubt for doubt in found if "read as a document" in doubt]
