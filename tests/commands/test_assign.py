"""Texts handed out: who codes what, drawn so that anybody can draw it again, taken back, opened up, in either database."""

import hashlib
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.quality.dealing import dealt, part
from coding.records.assigning import TextDraw, TextOpened, TextsAssigned
from coding.records.assignments import Assignments
from coding.records.decisions import Undone
from coding.records.entry import chain
from tests.decisions import HEAD
from tests.server import BOTH
from workbench.assigning import own_list
from workbench.study import Study

pytestmark = BOTH

CITIES = ("brest", "lyon", "nantes", "nice", "paris")


@pytest.fixture
def cities(study, once, glose, written):
    """Five texts that nobody has read, and a lead."""

    def make():
        with Path("study.yaml").open("a", encoding="utf-8") as settings:
            settings.write("\nlead: lead\n")
        files = [written(f"{city}.txt", f"Q : Et ici ?\n\nR : On attire à {city}.\n") for city in CITIES]
        glose("add", *files, "--coder", "lead")

    once(make)
    return study


def pairs(answer):
    return [(line["text"], line["coder"]) for line in answer.lines]


def read_to_the_end(by, written, who, text):
    by(who, "decide", written("read.csv", f"{HEAD}{text},,,read,{who}\n"))


def test_without_overlap_every_coder_gets_every_text(cities, by):
    given_out = by("lead", "assign", "nice", "lyon", "--to", "anna,basile", "--json")
    assert pairs(given_out) == [("lyon", "anna"), ("lyon", "basile"), ("nice", "anna"), ("nice", "basile")]
    assert {line["state"] for line in given_out.lines} == {"blind"}
    again = by("lead", "assign", "nice", "lyon", "--to", "anna,basile")
    assert "nothing was added" in again.err


def test_a_draw_can_be_done_again_by_hand(cities, by):
    answer = by("lead", "assign", "--to", "anna,basile", "--overlap", "40%", "--seed", "7", "--json")
    order = sorted(CITIES, key=lambda city: hashlib.sha256(f"7:{city}".encode()).hexdigest())
    shared, alone = order[:2], order[2:]
    expected = {(city, who) for city in shared for who in ("anna", "basile")}
    expected |= {(city, ("anna", "basile")[n % 2]) for n, city in enumerate(alone)}
    assert set(pairs(answer)) == expected
    assert {line["state"] for line in answer.lines if line["text"] in alone} == {"alone"}
    with Study.open() as study:
        [entry] = study.ledger.entries(kind="assign")
        said = entry.says(TextsAssigned)
    assert said.draw == TextDraw(7, CITIES, ("anna", "basile"), 1.0, 0.4)
    assert dealt(said.draw) == said.given
    assert "seed 7" in by("lead", "history").out


def test_check_draws_again_and_tells_where_something_else_was_handed_out(cities, by):
    by("lead", "assign", "--to", "anna,basile", "--overlap", "40%", "--seed", "7")
    assert "0 errors" in by("lead", "check").out
    with Study.open() as study:
        [entry] = study.ledger.entries(kind="assign")
        drawn = entry.says(TextsAssigned)
        lonely = next(pair for pair in drawn.given if sum(pair[0] == text for text, _ in drawn.given) == 1)
        other = (lonely[0], "basile" if lonely[1] == "anna" else "anna")
        chosen = tuple(other if pair == lonely else pair for pair in drawn.given)
        study.ledger.append("lead", [replace(drawn, given=chosen)])
    told = [line["message"] for line in by("lead", "check", "--json", code=1).lines if line["level"] == "error"]
    assert len(told) == 1
    assert "with seed 7 the draw gives something else than was handed out; 2 differ" in told[0]
    assert lonely[0] in told[0]
    by("lead", "undo")
    assert "0 errors" in by("lead", "check").out


def test_findings_tell_what_of_the_texts_handed_out_needs_a_look(cities, by, written):
    def found(who, kind):
        return by(who, "audit", "findings", "--only", kind, "--json").lines

    assert "Texts handed out" not in by("lead", "audit", "findings").out
    by("lead", "assign", "nice", "lyon", "--to", "anna,basile")
    by("anna", "code", "nice", "challenges", "--quote", "attire")
    read_to_the_end(by, written, "basile", "nice")
    by("anna", "code", "paris", "challenges", "--quote", "attire")
    read_to_the_end(by, written, "claire", "lyon")
    assert [(f["text"], f["coder"]) for f in found("lead", "not_begun")] == [("lyon", "anna"), ("lyon", "basile")]
    assert [(f["text"], f["coder"]) for f in found("anna", "not_begun")] == [("lyon", "anna")], "blind for anna"
    assert [f["text"] for f in found("lead", "not_handed_out")] == ["brest", "nantes", "paris"]
    assert [(f["coder"], f["texts"]) for f in found("lead", "no_list")] == [("claire", ["lyon"])]
    [theirs] = found("lead", "not_theirs")
    assert (theirs["text"], theirs["coder"], theirs["codings"]) == ("paris", "anna", 1)
    assert found("lead", "opened") == []
    by("lead", "assign", "--open", "nice", "--reason", "réunion d'équipe")
    [opened] = found("lead", "opened")
    assert (opened["text"], opened["coder"], opened["reason"]) == ("nice", "lead", "réunion d'équipe")
    assert "réunion d'équipe" in by("lead", "audit", "findings").out


def test_a_seed_that_nobody_gave_is_shown_and_recorded(cities, by):
    told = by("lead", "assign", "--to", "anna", "--share", "60%").err
    with Study.open() as study:
        [entry] = study.ledger.entries(kind="assign")
        draw = entry.says(TextsAssigned).draw
    assert draw is not None
    assert f"seed {draw.seed}" in told
    assert len(entry.says(TextsAssigned).given) == 3


def test_new_texts_are_handed_out_later(cities, by, glose, written):
    by("lead", "assign", "--to", "anna")
    glose("add", written("rennes.txt", "Q : Et ici ?\n\nR : Oui, à Rennes.\n"), "--coder", "lead")
    answer = by("lead", "assign", "--new", "--to", "basile", "--json")
    assert [pair for pair in pairs(answer) if pair[1] == "basile"] == [("rennes", "basile")]


def test_texts_are_taken_back_and_handed_over(cities, by):
    by("lead", "assign", "nice", "lyon", "--to", "anna")
    by("lead", "assign", "nice", "--from", "anna", "--to", "claire", "--reason", "en congé")
    assert pairs(by("lead", "assign", "--json")) == [("lyon", "anna"), ("nice", "claire")]
    wrong = by("lead", "assign", "nice", "--from", "anna", code=1)
    assert "anna is not to code nice" in wrong.err
    by("lead", "assign", "--from", "anna")
    assert pairs(by("lead", "assign", "--json")) == [("nice", "claire")]
    by("lead", "undo")
    assert pairs(by("lead", "assign", "--json")) == [("lyon", "anna"), ("nice", "claire")]


def test_only_the_lead_hands_out(cities, by):
    refused = by("anna", "assign", "--to", "anna", code=1)
    assert "anna does not lead this study (lead)" in refused.err
    assert by("lead", "assign", "--json").lines == []


def test_who_hands_out_first_leads_where_study_yaml_names_nobody(cities, by):
    settings = Path("study.yaml")
    settings.write_text(settings.read_text(encoding="utf-8").replace("\nlead: lead\n", "\n"), encoding="utf-8")
    by("claire", "assign", "nice", "--to", "anna,basile")
    assert "does not lead this study (claire)" in by("anna", "assign", "lyon", "--to", "anna", code=1).err


def test_a_file_says_who_codes_what(cities, by, written):
    table = written("who.csv", "coder;text;blind\nanna;nice;yes\nbasile;nice;yes\nanna;lyon;no\nbasile;lyon;no\n")
    answer = by("lead", "assign", "--import", table, "--json")
    assert {(line["text"], line["state"]) for line in answer.lines} == {("nice", "blind"), ("lyon", "open")}
    assert len(answer.lines) == 4


def test_each_fault_of_a_file_has_its_place_and_nothing_is_recorded(cities, by, written):
    table = written("who.csv", "text,coder,blind\nnise,anna,yes\nnice,,no\nnice,anna,peut-être\n")
    refused = by("lead", "assign", "--import", table, code=1)
    for place in ("who.csv:2, column text", "who.csv:3, column coder", "who.csv:4, column blind"):
        assert place in refused.err
    assert "Did you mean 'nice'?" in refused.err
    assert by("lead", "assign", "--json").lines == []
    assert (
        "lacks the column(s) coder" in by("lead", "assign", "--import", written("less.csv", "text\nnice\n"), code=1).err
    )


def test_a_name_that_is_nearly_anothers_is_told(cities, by):
    by("lead", "assign", "nice", "--to", "basile")
    assert "Did you mean 'basile'?" in by("lead", "assign", "lyon", "--to", "bazile").err


def test_each_coder_has_their_own_list(cities, by):
    assert len(by("anna", "progress", "--json").lines) == 5
    by("lead", "assign", "nice", "lyon", "--to", "anna")
    by("lead", "assign", "paris", "--to", "basile")
    mine = by("anna", "progress", "--json")
    assert [line["text"] for line in mine.lines] == ["lyon", "nice"]
    assert "Your list: 2 texts, 0 finished" in by("anna", "progress").err
    assert len(by("anna", "progress", "--all", "--json").lines) == 5
    assert len(by("lead", "progress", "--json").lines) == 5
    with Study.open() as study:
        assert own_list(study, "anna") == ["lyon", "nice"]
        assert own_list(study, "claire") == []
        assert own_list(study, "lead") is None
    warned = by("anna", "code", "paris", "objectives.attractiveness", "--quote", "attire")
    assert "is handed out to basile, not to anna" in warned.err


def test_confirm_goes_through_ones_own_list(cities, by, monkeypatch):
    by("lead", "assign", "nice", "--to", "anna")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    assert "Nothing is handed out to claire" in by("claire", "confirm").err


def test_a_text_opens_when_all_have_read_it_to_the_end(cities, by, written):
    by("lead", "assign", "nice", "--to", "anna,basile")
    by("basile", "code", "nice", "objectives.attractiveness", "--quote", "attire")
    read_to_the_end(by, written, "basile", "nice")
    assert "1 text is blind for anna until it is finished by: nice (anna)" in by("anna", "quotes", "--json").err
    assert by("anna", "quotes", "--json").lines == []
    by("anna", "code", "nice", "challenges", "--quote", "attire")
    told = by("anna", "decide", written("end.csv", f"{HEAD}nice,,,read,anna\n"))
    assert "nice is open: anna, basile have all finished it" in told.err
    assert {line["coder"] for line in by("anna", "quotes", "--json").lines} == {"anna", "basile"}
    [opened] = [line["payload"] for line in by("lead", "history", "--json").lines if line["kind"] == "open"]
    assert (opened["text"], opened["coders"], "reason" in opened) == ("nice", ["anna", "basile"], False)
    assert "blind" not in by("anna", "tables", "--json").err


def test_what_was_opened_stays_open(cities, by, written):
    by("lead", "assign", "nice", "--to", "anna,basile")
    for who in ("anna", "basile"):
        read_to_the_end(by, written, who, "nice")
    by("basile", "undo")
    assert by("basile", "assign", "--json").lines[0]["state"] == "open"
    by("lead", "assign", "nice", "--to", "claire")
    assert {line["state"] for line in by("lead", "assign", "--json").lines} == {"blind"}


def test_the_lead_opens_a_text_with_a_reason(cities, by):
    by("lead", "assign", "nice", "--to", "anna,basile")
    by("basile", "code", "nice", "objectives.attractiveness", "--quote", "attire", "--memo", "tôt")
    assert "--reason" in by("lead", "assign", "--open", "nice", code=2).err
    assert "does not lead" in by("anna", "assign", "--open", "nice", "--reason", "vite", code=1).err
    assert by("anna", "quotes", "--json").lines == []
    by("lead", "assign", "--open", "nice", "--reason", "réunion d'équipe")
    assert [line["memo"] for line in by("anna", "quotes", "--json").lines] == ["tôt"]
    [opened] = [line["payload"] for line in by("lead", "history", "--json").lines if line["kind"] == "open"]
    assert opened["reason"] == "réunion d'équipe"
    assert "is not coded blind now" in by("lead", "assign", "--open", "nice", "--reason", "encore", code=1).err
    assert "réunion d'équipe" in by("lead", "methods").out


def test_a_lead_who_codes_a_text_is_blind_as_well(cities, by):
    by("lead", "assign", "nice", "--to", "lead,basile")
    by("lead", "assign", "lyon", "--to", "anna,basile")
    for text in ("nice", "lyon"):
        by("basile", "code", text, "objectives.attractiveness", "--quote", "attire")
    seen = by("lead", "quotes", "--json")
    assert [line["text"] for line in seen.lines] == ["lyon"]
    assert "1 text is blind for lead" in seen.err


def test_copies_that_come_back_open_what_all_have_finished(cities, by, written, tmp_path, database):
    if database != "sqlite":
        pytest.skip("a folder cannot be copied with its ledger")
    by("lead", "assign", "nice", "--to", "anna,basile")
    home = tmp_path / "home"
    shutil.copytree(cities, home)
    read_to_the_end(by, written, "anna", "nice")
    by("basile", "decide", written("b.csv", f"{HEAD}nice,,,read,basile\n"), "--study", home)
    came = by("lead", "merge", home)
    assert "nice is open: anna, basile have all finished it" in came.err
    assert "0 errors" in by("lead", "check").out


def test_a_study_that_hands_nothing_out_is_as_before(cities, by):
    assert by("anna", "progress").err.count("blind") == 0
    assert "everybody codes all texts" in by("anna", "assign").err


@given(st.floats(0, 1), st.integers(0, 400))
def test_a_part_is_never_more_than_there_is_and_something_where_a_share_is_asked_for(database, share, number):
    assert 0 <= part(share, number) <= number
    assert part(share, number) >= min(1, number) or share == 0


TEXTS, CODERS = st.sampled_from(["a", "b"]), st.sampled_from(["anna", "basile", "claire"])
PAIRS = st.lists(st.tuples(TEXTS, CODERS), max_size=3, unique=True).map(tuple)
ACTS = st.lists(
    st.one_of(
        st.builds(
            lambda given, taken, blind: TextsAssigned(given=given, taken=taken, blind=blind),
            PAIRS,
            PAIRS,
            st.booleans(),
        ),
        st.builds(
            lambda text, coders: TextOpened(text=text, coders=tuple(coders)), TEXTS, st.lists(CODERS, max_size=3)
        ),
    ),
    max_size=6,
)


@given(ACTS, st.data())
def test_what_is_handed_out_does_not_depend_on_the_order_in_which_entries_came(database, acts, data):
    entries = [
        chain(act, coder="lead", previous=None, time=f"2026-01-0{n + 1}T00:00:00.000000Z") for n, act in enumerate(acts)
    ]
    entries += [
        chain(
            Undone(subject=entry.id, target=entry.id), coder="lead", previous=None, time="2026-02-01T00:00:00.000000Z"
        )
        for entry in entries
        if entry.kind == "assign" and data.draw(st.booleans())
    ]
    assert Assignments.of(data.draw(st.permutations(entries))) == Assignments.of(entries)
