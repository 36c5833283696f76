"""The manual confirmation, in a real pseudo-terminal of 80 by 24, read as a person would see it."""

import sqlite3
from contextlib import closing

import click
import pytest

from commands.options import share_of
from tests.server import BOTH


@pytest.fixture
def terminal(coded, glose, at_terminal):
    """`terminal("--code", "challenges")`: anna confirms; the study is parsed already, so that starting is quick."""
    glose("suggest")

    def start(*arguments, **options):
        return at_terminal(coded, "confirm", "--coder", "anna", *arguments, **options)

    return start


def decisions(glose):
    kinds = ("accept", "reject", "code", "undo")
    return [
        (line["kind"], line["payload"].get("code"))
        for line in glose("history", "--coder", "anna", "--json").lines
        if line["kind"] in kinds
    ]


def test_accepting_with_a_degree_then_rejecting_to_the_end_reads_the_text(terminal, glose):
    person = terminal()
    shown = person.sees("objectives.attractiveness", "cue “", "passage 4/8")
    assert "Quels sont les objectifs" in shown
    assert "R" in shown.splitlines()[0]
    person.press("a")
    person.sees("Degree?", "7=priority")
    person.press("7")
    person.sees("accepted objectives.attractiveness", "passage 5/8")
    person.press(" ")
    person.sees("challenges", "passage 7/8")
    person.press("r")
    person.sees("That was the last passage.", "rejected challenges")
    person.press("q")
    assert "2 decisions recorded" in person.ends()
    assert decisions(glose) == [("accept", "objectives.attractiveness"), ("reject", "challenges")]
    [line] = glose("quotes", "objectives", "--json").lines
    assert (line["degree"], line["decision"], line["case"]) == ("priority", "accept", "Nice")
    [progress] = glose("progress", "--json").lines
    assert (progress["read"], progress["passages"]) == (8, 8)


def test_it_goes_on_where_it_stopped(terminal):
    person = terminal()
    person.sees("passage 4/8")
    person.press("a", "1")
    person.sees("passage 5/8")
    person.press("q")
    person.ends()
    again = terminal()
    again.sees("passage 5/8")
    again.press("q")
    assert "0 decisions recorded" in again.ends()


@BOTH
def test_other_code_borders_case_memo_and_undo(terminal, glose):
    person = terminal("--code", "challenges", "--order", "score")
    person.sees("challenges")
    person.press("b")
    person.sees("Borders")
    person.press("enter")
    person.press("e")
    person.sees("About which case?")
    person.press("e", "t", "i", "e", "enter")
    person.sees("about Saint-Étienne")
    person.press("m", "à revoir", "enter")
    person.sees("memo “à revoir”")
    person.press("o")
    person.sees("Which code instead?")
    person.press("environ")
    person.sees("objectives.environment")
    person.press("enter")
    person.sees("Degree?")
    person.press("enter")
    person.sees("instead of challenges")
    person.press("u")
    person.sees("undone")
    person.press("q")
    person.ends()
    assert decisions(glose) == [
        ("reject", "challenges"),
        ("code", "objectives.environment"),
        ("undo", None),
        ("undo", None),
    ]
    coded = next(line for line in glose("history", "--json").lines if line["kind"] == "code")
    assert (coded["case"], coded["memo"]) == ("Saint-Étienne", "à revoir")


def test_several_codes_by_hand_where_nothing_is_suggested(terminal, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press(" ")
    person.sees("passage 5/8", "Nothing (more) is suggested")
    person.press("c")
    person.sees("Code by hand with")
    person.press("tab", "down", "down", "down", "tab", "enter")
    person.sees("coded: challenges, objectives")
    person.press("q")
    person.ends()
    assert decisions(glose) == [("code", "objectives"), ("code", "challenges")]


def test_the_borders_move_by_sentence(terminal, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press("b")
    person.sees("Borders")
    person.press("right", "enter", "a", "enter")
    person.sees("passage 5/8")
    person.press("q")
    person.ends()
    [line] = glose("quotes", "objectives", "--json").lines
    assert line["quote"] == "On veut attirer des entreprises et des emplois."


def test_definition_help_and_unknown_keys(terminal):
    person = terminal()
    person.sees("passage 4/8")
    person.press("d")
    person.sees("Faire venir des entreprises et des emplois.", "Cues")
    person.press("x")
    person.press("?")
    person.sees("quit; everything is recorded already")
    person.press("x")
    person.press("z")
    person.sees("That key does nothing")
    person.press("q")
    person.ends()


def test_a_filter_by_code_marks_nothing_as_read(terminal, glose):
    person = terminal("--code", "challenges")
    person.sees("challenges", "passage 7/8")
    person.press("a")
    person.sees("That was the last passage.")
    person.press("enter")
    assert "1 decision recorded" in person.ends()
    [progress] = glose("progress", "--json").lines
    assert progress["read"] == 0


def test_a_small_window_still_shows_the_place_and_the_code(terminal):
    person = terminal(size=(14, 60))
    person.sees("objectives.attractiveness", "faire venir")
    person.press("q")
    person.ends()


def test_ctrl_c_and_a_closed_terminal_lose_nothing_that_was_decided(terminal, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press("a", "7")
    person.sees("accepted objectives.attractiveness")
    person.press("ctrl-c")
    assert "what was recorded before is kept" in person.ends(code=1)
    again = terminal()
    again.sees("passage 5/8")
    again.press(" ")
    again.sees("passage 7/8")
    again.press("r")
    again.sees("rejected challenges")
    again.close()
    assert decisions(glose) == [("accept", "objectives.attractiveness"), ("reject", "challenges")]
    assert glose("check", "--json").lines == []


def test_without_a_terminal_it_says_what_to_use(coded, glose):
    assert "glose decide" in glose("confirm", "--coder", "anna", code=2).err


def test_nobody_can_confirm_without_a_name(coded, glose):
    assert "No coder given" in glose("confirm", code=1).err


def test_nothing_left_is_said(terminal, glose, written):
    glose("decide", written("d.csv", "text,quote,code,decision\nnice-entretien,,,read\n"), "--coder", "anna")
    assert "Nothing is left" in terminal("--code", "objectives.environment").ends()


@pytest.mark.parametrize(("written", "share"), [("0", 0.0), ("10%", 0.1), ("0,5", 0.5), ("100%", 1.0), ("1", 1.0)])
def test_a_share_is_written_as_a_percentage_or_a_number(written, share):
    assert share_of(written, "--blind") == pytest.approx(share)


@pytest.mark.parametrize("written", ["101%", "1.01", "-1%", "many", ""])
def test_what_is_not_a_share_is_refused(written):
    with pytest.raises(click.BadParameter, match="is not a share; write 10%"):
        share_of(written, "--blind")


def test_a_decision_waits_on_the_screen_while_the_ledger_is_locked(terminal, coded, glose):
    """Another program holds the ledger: the decision is shown as not recorded, and recorded once it lets go."""
    person = terminal()
    person.sees("passage 4/8")
    with closing(sqlite3.connect(coded / "study.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        person.press("a", "7")
        shown = person.sees("NOT RECORDED YET: accepted objectives.attractiveness")
        assert "passage 4/8" in shown
        assert glose("quotes", "objectives", "--json").lines == []
        other.execute("ROLLBACK")
    person.sees("accepted objectives.attractiveness", "passage 5/8")
    person.press("q")
    person.ends()
    assert decisions(glose) == [("accept", "objectives.attractiveness")]


def test_a_decision_that_could_not_be_recorded_is_given_up_with_escape(terminal, coded, glose):
    person = terminal()
    person.sees("passage 4/8")
    with closing(sqlite3.connect(coded / "study.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        person.press("a", "7")
        person.sees("NOT RECORDED YET")
        person.press("escape")
        person.sees("not recorded: accepted objectives.attractiveness", "passage 4/8")
        other.execute("ROLLBACK")
    person.press("q")
    person.ends()
    assert glose("quotes", "objectives", "--json").lines == []


def test_a_passage_left_behind_is_not_where_it_goes_on_and_what_is_open_is_listed(terminal):
    person = terminal()
    person.sees("passage 4/8")
    person.press(" ")
    person.sees("passage 5/8")
    person.press("q")
    person.ends()
    again = terminal()
    again.sees("passage 5/8", "Going on where you stopped. 1 left open before")
    again.press(":")
    again.sees("Go to which passage?", "nice-entretien:4  1 open")
    again.press("4", "enter")
    again.sees("passage 4/8", "objectives.attractiveness")
    again.press("q")
    again.ends()


def test_going_back_from_a_reason_rejects_nothing(terminal, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press("R")
    person.sees("Why is it rejected?")
    person.press("escape", "?")
    person.sees("Any key goes back")
    person.press("x", " ")
    person.sees("passage 5/8", "Nothing (more) is suggested")
    person.press("R")
    person.sees("Nothing is suggested here")
    person.press("q")
    person.ends()
    assert decisions(glose) == []


def test_a_coding_that_holds_is_recoded_and_retracted_and_both_are_taken_back(terminal, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press("a", "7")
    person.sees("passage 5/8")
    person.press("k", "l")
    person.sees("Coded in this passage", "objectives.attractiveness  priority")
    person.press("x", "environ", "enter")
    person.sees("Coded in this passage", "objectives.environment", "instead of objectives.attractiveness")
    assert [line["code"] for line in glose("quotes", "objectives", "--json").lines] == ["objectives.environment"]
    person.press("r")
    person.sees("retracted objectives.environment")
    assert glose("quotes", "objectives", "--json").lines == []
    person.press("u", "u")
    person.sees("undone: objectives.environment", "coded: objectives.attractiveness (priority)")
    person.press("U")
    person.sees("done again: objectives.environment")
    person.press("q")
    person.ends()
    assert [line["code"] for line in glose("quotes", "objectives", "--json").lines] == ["objectives.environment"]


def test_an_unknown_key_in_the_question_for_a_degree_is_told_and_the_question_stays(terminal, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press("a", "z")
    person.sees("That key does nothing here.", "Degree?")
    person.press("7")
    person.sees("accepted objectives.attractiveness")
    person.press("q")
    person.ends()


def test_the_picker_shows_the_words_and_takes_the_passage(terminal, glose):
    person = terminal()
    person.sees("passage 4/8")
    person.press("}", "{", "]", "c")
    person.sees("Code by hand with", "“priorité, c'est de faire")
    person.press("right")
    person.sees("the sentence", "“La priorité")
    person.press("right")
    person.sees("the whole passage")
    person.press("challenges", "enter")
    person.sees("coded as challenges")
    person.press("q")
    person.ends()
    [line] = glose("quotes", "challenges", "--json").lines
    assert line["quote"].startswith("La priorité")
    assert line["quote"].endswith("des emplois.")
