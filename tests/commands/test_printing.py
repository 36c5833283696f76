"""The door to the terminal: hostile names and texts through every command that prints them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cli
from commands.printing import console, styled, tell, visible

HOSTILE = "a\x1b[2J\x1b]52;c;aGk=\x07b\x9b31mc\u202egnp.exe\u2066[/bold][red]d\\"
"""Clears the screen, fills the clipboard, a C1 sequence, direction overrides, tags of markup, a backslash at the end."""
OBEYED = {"\x1b", "\x07", "\x9b", "\u202e", "\u2066"}


def shown(renderable, **options):
    out = console()
    with out.capture() as captured:
        out.print(renderable, **options)
    return captured.get()


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text):
    kept = visible(text)
    assert len(kept) == len(text)
    assert all(ord(letter) >= 0xA0 or letter in "\n\t" or letter.isprintable() for letter in kept)
    assert OBEYED.isdisjoint(kept)
    assert visible(kept) == kept


def test_brackets_in_a_value_are_no_markup():
    line = styled("[bold]{name}[/bold] · [red]{word}[/red]", name="[/bold] [link=x]", word="a\\")
    assert line.plain == "[/bold] [link=x] · a\\"
    assert [(span.start, span.end, span.style) for span in line.spans] == [(0, 16, "bold"), (19, 21, "red")]
    assert "[/bold] [link=x] · a\\" in shown(line)
    assert "[/x] {y} :smile:" in shown("[/x] {y} :smile:")


@given(st.text(max_size=30))
def test_rich_shows_what_click_shows(text):
    assert OBEYED.isdisjoint(shown(text))


def test_a_line_of_json_is_exact_and_harmless(capfdbinary):
    from commands.printing import print_json

    print_json([{"name": HOSTILE}])
    written = capfdbinary.readouterr().out.decode()
    assert OBEYED.isdisjoint(written)
    assert json.loads(written) == {"name": HOSTILE}


def test_a_message_is_made_visible(capsys):
    tell(HOSTILE, err=True)
    assert OBEYED.isdisjoint(capsys.readouterr().err)


@pytest.fixture
def hostile(study, glose, written):
    """A study in which names and texts are hostile, and there is a decision on them."""
    voice = "Claire [/bold]"
    said = (
        f"Q : Alors {HOSTILE} ?\n\n{voice} : On veut {HOSTILE} attirer des entreprises.\n\nQ : Et ?\n\n{voice} : Oui.\n"
    )
    glose("add", written("t.txt", said), "--case", "Nice", "--speakers", f"Q=interviewer,{voice}=respondent")
    place = ("t", "objectives.attractiveness", "--quote", "attirer des entreprises", "--coder", f"eve {HOSTILE}")
    glose("code", *place, "--memo", HOSTILE)
    return study


@pytest.mark.parametrize(
    "words",
    [
        ("turns", "t"),
        ("text", "t"),
        ("history",),
        ("history", "--json"),
        ("quotes", "objectives.attractiveness"),
        ("quotes", "objectives.attractiveness", "--json"),
        ("progress",),
        ("check",),
        ("cases",),
        ("tables", "--show"),
        ("table", "speaker", "objectives", "--cell", "quotes"),
        ("table", HOSTILE, HOSTILE, "--title", HOSTILE),
        ("table", "objectives", "--label", f"Nice={HOSTILE}", "--note", HOSTILE),
        ("changes", "--since", "2020-01-01"),
        ("changes", "--since", "2020-01-01", "--json"),
        ("changes", "--since", HOSTILE),
        ("tables", "--since", "2020-01-01", "--show"),
        ("tables", "--coder", HOSTILE),
        ("transcript", "t"),
        ("transcript", HOSTILE),
        ("statements",),
        ("explore", "portrait", "objectives.attractiveness"),
        ("explore", "portrait", "t"),
        ("explore", "contradictions"),
        ("explore", "missing"),
        ("audit", "show"),
        ("trace", "objectives", "objectives.attractiveness", "Nice"),
        ("summarise",),
        pytest.param(("pseudonyms",), marks=pytest.mark.slow),
        pytest.param(("suggest", "--threshold", "0"), marks=pytest.mark.slow),
        pytest.param(("cues",), marks=pytest.mark.slow),
        ("undo", "--coder", f"eve {HOSTILE}"),
        ("add", HOSTILE),
        ("code", HOSTILE, HOSTILE, "--quote", HOSTILE),
        ("quotes", HOSTILE),
        ("tables", HOSTILE),
        ("explore", "portrait", HOSTILE),
        (HOSTILE,),
        ("check", "--study", HOSTILE),
        ("progress", "--coder", HOSTILE),
        ("cases", "--where", HOSTILE),
    ],
    ids=lambda words: " ".join(words)[:30].encode("unicode_escape").decode(),
)
def test_every_command_shows_hostile_words_and_obeys_none(hostile, capsys, words):
    capsys.readouterr()
    code = cli.run(list(words))
    out, err = capsys.readouterr()
    assert code in (0, 1, 2), err
    assert out + err
    assert OBEYED.isdisjoint(out + err)


def test_a_screen_that_is_drawn_whole_obeys_nothing(capsys):
    from rich.text import Text

    from commands.screens.screen import Screen

    screen = Screen()
    screen.draw([*screen.wrapped(Text(HOSTILE)), Text(HOSTILE)])
    drawn = capsys.readouterr().out
    assert "\x1b]52" not in drawn
    assert {"\x07", "\x9b", "\u202e", "\u2066"}.isdisjoint(drawn)
    assert "[/bold][red]d" in drawn
