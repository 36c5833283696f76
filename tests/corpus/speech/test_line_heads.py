"""Labels behind numbers and times, in signs that look like others, and names that only a look sets apart."""

import io

import docx
import pytest
from docx.shared import RGBColor

from corpus.read import read_text
from tests.corpus.speech.test_names import ANSWERED, ASKED, exchange, spoken, talk

TALK = [words for pair in zip(ASKED, ANSWERED, strict=True) for words in pair]
VOICES = ("Lucie", "Théo") * 3


def numbered(form):
    """The conversation with a number, a name and the words in each line, as `form` arranges them."""
    lines = zip(range(1, 7), VOICES, TALK, strict=True)
    return "\n\n".join(form.format(n=n, who=who, words=words) for n, who, words in lines) + "\n"


def doubts(path):
    return [problem.message for problem in read_text(path)[1]]


@pytest.mark.parametrize("colon", ["\u2236", "\uff1a", "\ufe55", "\ua789", "\u02d0", "\u0589"])
@pytest.mark.parametrize(("asks", "answers"), [("E", "R"), ("Lucie", "Théo")])
def test_signs_that_look_like_a_colon_are_one(read, asks, answers, colon):
    assert spoken(read("a.txt", talk(asks, answers, f" {colon} "))) == exchange(asks, answers)


@pytest.mark.parametrize("dash", ["\u2010", "\u2011", "\u2043", "\ufe63", "\uff0d", "\u2212", "\u2e3a", "\ufe58"])
@pytest.mark.parametrize(("asks", "answers"), [("E", "R"), ("Lucie", "Théo")])
def test_signs_that_look_like_a_dash_are_one(read, asks, answers, dash):
    assert spoken(read("a.txt", talk(asks, answers, f" {dash} "))) == exchange(asks, answers)


def test_an_emoji_is_a_name(read):
    assert spoken(read("a.txt", talk("🙂", "🐻"))) == exchange("🙂", "🐻")


@pytest.mark.parametrize(
    "form",
    [
        "{n}) {who} : {words}",
        "{n}. {who} : {words}",
        "{n} {who} : {words}",
        "[{n}] {who}: {words}",
        "({n}) {who} – {words}",
        "n° {n} {who} : {words}",
        "L{n} {who} : {words}",
        "{n:04} {who} : {words}",
        "1.{n}. {who} : {words}",
        "{n} | {who} | {words}",
        "[00:0{n}:02] {who} {words}",
        "00:0{n}:02 {who} {words}",
        "[00:0{n}:02] {who} – {words}",
        "[00:0{n}:02] <{who}> {words}",
        "[00:0{n}:02 --> 00:0{n}:09] {who} {words}",
        "00:0{n}:02;{who};{words}",
    ],
)
def test_a_label_behind_a_number_or_a_time(read, form):
    assert spoken(read("a.txt", numbered(form))) == exchange("Lucie", "Théo")


def test_a_sentence_behind_a_time_opens_with_no_name(read):
    words = ("Oui, souvent.", "Alors voilà.", "Oui, parfois.", "Alors non.", "Oui.", "Alors si.")
    text = read("a.txt", "\n\n".join(f"[00:0{n}:02] {line}" for n, line in enumerate(words)))
    assert {turn.speaker for turn in text.turns} == {None}
    assert [text.quote(turn) for turn in text.turns] == list(words)


@pytest.mark.parametrize("between", [" [SPEAKER_TURN]\n", " [SPEAKER_TURN] ", "\n[SPEAKER TURN]\n"])
def test_a_mark_that_another_voice_begins_is_no_speech(read, between):
    text = read("a.txt", between.join(TALK))
    assert [(turn.speaker, text.quote(turn)) for turn in text.turns] == [(None, words) for words in TALK]


def italic(run):
    run.italic = True


def small(run):
    run.font.small_caps = True


def red(run):
    run.font.color.rgb = RGBColor(200, 0, 0)


@pytest.mark.parametrize("set_apart", [italic, small, red])
def test_names_set_apart_in_word_need_no_sign(read, set_apart):
    document = docx.Document()
    for who, words in zip(VOICES, TALK, strict=True):
        paragraph = document.add_paragraph()
        set_apart(paragraph.add_run(f"{who} "))
        paragraph.add_run(words)
    file = io.BytesIO()
    document.save(file)
    assert spoken(read("a.docx", file.getvalue())) == exchange("Lucie", "Théo")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.html", "<p><i>", "</i> "),
        ("a.html", '<p><span class="voice">', "</span> "),
        ("a.html", '<p><span style="color: red">', "</span> "),
        ("a.html", "<p><u>", "</u> "),
        ("a.md", "*", "* "),
        ("a.md", "`", "` "),
    ],
)
def test_names_set_apart_in_pages_and_markdown_need_no_sign(read, name, before, after):
    lines = (f"{before}{who}{after}{words}" for who, words in zip(VOICES, TALK, strict=True))
    assert spoken(read(name, "\n\n".join(lines))) == exchange("Lucie", "Théo")
