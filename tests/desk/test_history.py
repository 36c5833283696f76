"""The history at the desk: acts from the latest on, taken back from there; the study as it was."""

import pytest

from ledger.past import PastLedger
from tests.desk.conftest import Seat
from workbench import history_pages
from workbench.timeline import text_then, timeline_of

TEXT = "nice-entretien"
ENVIRONMENT = "objectives.environment"
ATTRACTIVE = "objectives.attractiveness"


def row(quote, code=ENVIRONMENT):
    return {"decision": "code", "text": TEXT, "code": code, "quote": quote}


@pytest.fixture
def anna(coded, seat: Seat):
    """Anna, who coded twice, once two quotes in one act; and Basile, who coded one."""
    anna = seat(coded)
    anna.decide(row("Merci beaucoup"))
    anna.decide(row("entreprises et des emplois"), row("attirer des entreprises", ATTRACTIVE))
    seat(coded, "basile").decide(row("D'accord", "challenges"))
    return anna


def told(anna, asked=""):
    return [
        (act["coder"], [one["kind"] for one in act["entries"]])
        for act in anna.get(f"/api/history?{asked}")["acts"]
        if {"code", "undo", "retract", "revise"} & {one["kind"] for one in act["entries"]}
    ]


def test_acts_are_told_the_latest_first(anna):
    assert told(anna) == [("basile", ["code"]), ("anna", ["code", "code"]), ("anna", ["code"])]


@pytest.mark.parametrize(
    ("asked", "acts"),
    [
        ("coder=anna", [("anna", ["code", "code"]), ("anna", ["code"])]),
        (f"code={ATTRACTIVE}", [("anna", ["code"])]),
        ("code=objectives", [("anna", ["code", "code"]), ("anna", ["code"])]),
        ("kind=retract", []),
        (f"text={TEXT}&coder=basile", [("basile", ["code"])]),
        ("day=2001-02-03", []),
    ],
)
def test_what_is_asked_for_is_told(anna, asked, acts):
    assert told(anna, asked) == acts


@pytest.mark.parametrize("asked", ["day=today", "before=x", "text=nothing"])
def test_what_cannot_be_asked_is_refused(anna, asked):
    assert anna.client.get(f"/api/history?{asked}").status_code in (404, 422)


def test_pages_follow_one_another(anna, monkeypatch):
    study = anna.desk.place_of("anna").opened.fresh_copy()
    whole = history_pages.history_page(study, history_pages.HistoryWanted())
    monkeypatch.setattr(history_pages, "_PORTION", 2)
    pages, before = [], None
    while True:
        page = history_pages.history_page(study, history_pages.HistoryWanted(), before=before, most=1)
        pages += page.acts
        before = page.before
        if before is None:
            break
    assert [act.entries for act in pages] == [act.entries for act in whole.acts]


def test_an_act_is_taken_back_from_where_it_stands(anna):
    act = anna.get("/api/history?coder=anna")["acts"][0]
    anna.post("/api/undo", {"entries": [one["id"] for one in act["entries"]]})
    back, again, *_ = anna.get("/api/history?coder=anna")["acts"]
    assert [one["kind"] for one in back["entries"]] == ["undo", "undo"]
    assert {one["place"]["quote"] for one in back["entries"]} == {
        "entreprises et des emplois",
        "attirer des entreprises",
    }
    assert [one["undone"] for one in again["entries"]] == [True, True]
    assert anna.get(f"/api/history?code={ATTRACTIVE}")["acts"][0]["entries"][0]["kind"] == "undo"


def test_a_change_of_codes_is_taken_back_whole_from_where_it_stands(anna):
    ids = [one["id"] for one in anna.get(f"/api/codings?code={ENVIRONMENT}")["codings"]]
    split = {"code": ENVIRONMENT, "groups": [{"label": "Air", "codings": ids[:1]}], "reason": "two things"}
    anna.post("/api/codings/split", split)
    anna.decide(row("Le travail en silos", "challenges"))
    [act, *_] = anna.get("/api/history?kind=revise")["acts"]
    anna.post("/api/undo", {"entries": [one["id"] for one in act["entries"]]})
    assert anna.get(f"/api/codings?code={ENVIRONMENT}&only=1")["number"] == 2
    assert anna.get("/api/history?kind=revise")["acts"][0]["entries"][0]["undone"]
    assert "two things" in anna.page(f"/history?entry={act['entries'][0]['id']}")


def test_others_acts_are_not_taken_back(anna):
    [entry] = anna.get("/api/history?coder=basile&kind=code")["acts"][0]["entries"]
    anna.post("/api/undo", {"entries": [entry["id"]]}, 409)


def test_an_entry_leads_to_its_place_and_tells_its_life(anna):
    [coding] = anna.get(f"/api/codings?code={ATTRACTIVE}")["codings"]
    anna.decide({"decision": "retract", "text": TEXT, "coding": coding["id"]})
    page = anna.page(f"/history?entry={coding['id'][:12]}")
    assert f"/texts/{TEXT}#c{coding['start']}-{coding['end']}" in page
    assert page.count('<li class="act">') == 2
    assert anna.client.get("/history?entry=ffffff").status_code == 422


def test_the_past_is_as_the_ledger_tells_it(anna):
    """Whatever was done, the counts of each moment are those of a ledger that is replayed up to it."""
    [coding] = anna.get(f"/api/codings?code={ATTRACTIVE}")["codings"]
    anna.get("/api/history/then")  # from here on the timeline is gone on with, entry by entry
    anna.decide({"decision": "retract", "text": TEXT, "coding": coding["id"]})
    anna.get("/api/history/then")
    anna.post("/api/undo", {})
    ids = [one["id"] for one in anna.get(f"/api/codings?code={ENVIRONMENT}")["codings"]]
    split = {"code": ENVIRONMENT, "groups": [{"label": "Air", "codings": ids[:1]}], "reason": "two things"}
    anna.post("/api/codings/split", split)
    anna.post("/api/undo", {})
    anna.post("/api/undo", {})
    study = anna.desk.place_of("anna").opened.fresh_copy()
    line = timeline_of(study)
    assert len(line.moments) == 8
    for step, moment in enumerate(line.moments, 1):
        columns = PastLedger(study.ledger, moment).coding_columns()
        then = anna.get(f"/api/history/then?step={step}")
        assert then["number"] == len(columns)
        for part, column in (("codes", columns.code), ("coders", columns.coder), ("texts", columns.text)):
            held = [column.at(at) for at in range(len(columns))]
            assert then[part] == {name: held.count(name) for name in set(held)}
        _, codings = text_then(study, TEXT, moment)
        assert sorted(one.id for one in codings) == sorted(columns.id(at) for at in range(len(columns)))


def test_a_text_as_it_was(anna):
    [coding] = anna.get(f"/api/codings?code={ATTRACTIVE}")["codings"]
    anna.decide({"decision": "retract", "text": TEXT, "coding": coding["id"]})
    assert '<mark class="coded-2">entreprises</mark>' not in anna.page(f"/history/then/{TEXT}?step=1")
    assert '<mark class="coded-2">entreprises</mark>' in anna.page(f"/history/then/{TEXT}?step=2")
    assert anna.get("/api/history/then?step=0")["number"] == 0
    anna.page("/history/then/nothing", 404)
