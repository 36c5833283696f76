"""Deciding at the desk: all or none, once, taken back and done again without end."""

import pytest

from coding.suggesting.suggestion import Evidence, Suggestion
from corpus.place import Place
from tests.desk.conftest import Seat

TEXT = "nice-entretien"


def row(quote="attirer des entreprises", code="objectives.attractiveness", **more):
    return {"decision": "code", "text": TEXT, "code": code, "quote": quote, **more}


@pytest.fixture
def suggested(coded, seat: Seat):
    """A suggestion on the first answer, as the desk keeps it."""
    text = seat(coded).get(f"/api/texts/{TEXT}")
    passage = next(p for p in text["passages"] if "attirer" in p["quote"])
    start = text["text"].index("attirer des entreprises")
    place = Place(TEXT, start, start + 23, "attirer des entreprises")
    evidence = (Evidence("cue", start, start + 7, "attirer", "a cue"),)
    return Suggestion(
        place, "objectives.attractiveness", 0.8, 1, "fused/6", evidence, passage["passage"], 0.8, {"cues": 1.0}
    )


def codings(anna):
    return [(c["code"], c["quote"], c["degree"]) for c in anna.get(f"/api/texts/{TEXT}/records")["codings"]]


def test_all_or_none(coded, seat: Seat):
    anna = seat(coded)
    problems = anna.decide(row(), row(quote="not there"), row(code="nothing"), code=422)["problems"]
    assert [one["place"].split(",")[0] for one in problems] == ["decision 2", "decision 3"]
    assert codings(anna) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"start": 0, "end": 100_000, "quote": ""}, "start"),
        ({"quote": "des mots qui ne sont pas là"}, "quote"),
        ({"code": "objectives.environnement"}, "code"),
        ({"degree": "huge"}, "degree"),
        ({"case": "Paris"}, "case"),
        ({"text": "other"}, "text"),
        ({"decision": "love"}, "decision"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_the_ledger_would_refuse_is_refused(coded, seat: Seat, wrong, said):
    [problem] = seat(coded).decide({**row(), **wrong}, code=422)["problems"]
    assert said in problem["place"] + problem["message"]


def test_a_key_is_answered_once(coded, seat: Seat):
    anna = seat(coded)
    first = anna.decide(row(), **{"idempotency-key": "k1"})
    assert anna.decide(row(), **{"idempotency-key": "k1"}) == first
    assert anna.decide(row())["repeated"] == 1
    assert len(codings(anna)) == 1


def test_sent_again_after_the_server_was_started_again(coded, seat: Seat):
    [coding] = seat(coded).decide(row())["codings"]
    seat(coded).decide({"decision": "retract", "text": TEXT, "coding": coding["id"]}, row(degree="axis"))
    again = seat(coded).decide({"decision": "retract", "text": TEXT, "coding": coding["id"]}, row(degree="axis"))
    assert again["repeated"] == 2
    assert codings(seat(coded)) == [("objectives.attractiveness", "attirer des entreprises", "axis")]


def test_a_coding_of_somebody_else_stays(coded, seat: Seat):
    [coding] = seat(coded).decide(row())["codings"]
    seat(coded, "basile").decide({"decision": "retract", "text": TEXT, "coding": coding["id"]}, code=403)
    assert len(codings(seat(coded))) == 1


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"decision": "retract", "coding": "f" * 64}, 404, "no such coding"),
        ({"decision": "accept"}, 422, "its decision is retract"),
        ({"decision": "anything"}, 422, "its decision is retract"),
        ({}, 422, "its decision is retract"),
    ],
)
def test_only_a_coding_that_was_made_is_taken_back_and_by_its_name(coded, seat: Seat, wrong, status, said):
    """A misspelt id, or another decision on it, was answered like a retraction sent twice: nothing told, nothing done."""
    anna = seat(coded)
    [made] = anna.decide(row())["codings"]
    answer = anna.decide({"text": TEXT, "coding": made["id"], **wrong}, code=status)
    assert [said in one["message"] for one in answer["problems"]] == [True]
    taken = {"decision": "retract", "text": TEXT, "coding": made["id"]}
    assert [anna.decide(taken)["repeated"] for _ in range(2)] == [0, 1]


@pytest.mark.parametrize("beside", [{"seconds": "long"}, {"shown": 5}, {"suggestion": 1}, {"coding": ["a"]}])
def test_what_stands_beside_the_columns_is_of_its_kind(coded, seat: Seat, beside):
    [problem] = seat(coded).decide(row(**beside), code=422)["problems"]
    assert problem["place"].endswith(next(iter(beside)))


def test_accepting_and_rejecting_a_suggestion(coded, seat: Seat, suggested, glose):
    anna = seat(coded, suggestions=[suggested])
    [shown] = anna.get(f"/api/texts/{TEXT}")["suggestions"]
    assert shown["id"] == suggested.id
    whole = anna.get(f"/api/texts/{TEXT}/suggestions/{shown['id']}")
    assert whole["evidence"][0]["why"] == "a cue"
    decision = {"text": TEXT, "code": shown["code"], "suggestion": shown["id"], "seconds": 2.34}
    anna.decide({**decision, "decision": "accept", "degree": "axis"})
    assert anna.get(f"/api/texts/{TEXT}/records")["suggestions"] == []
    [entry] = [line for line in glose("history", "--json").lines if line["kind"] == "accept"]
    assert entry["payload"]["suggestion"]["seconds"] == 2.3
    anna.post("/api/undo", {})
    anna.decide({**decision, "decision": "reject", "reason": "no"})
    assert codings(anna) == []
    anna.post("/api/undo", {})
    assert len(anna.get(f"/api/texts/{TEXT}/records")["suggestions"]) == 1


def test_undo_all_and_redo_all(coded, seat: Seat):
    anna = seat(coded)
    anna.decide(row(), row(code="challenges", quote="silos reste un frein"))
    [coding] = anna.decide(row(quote="La priorité"))["codings"]
    anna.decide(
        {"decision": "retract", "text": TEXT, "coding": coding["id"]}, row(quote="c'est de faire venir", degree="axis")
    )
    done = codings(anna)
    words = [anna.post("/api/undo", {})["act"]["words"] for _ in range(3)]
    assert codings(anna) == []
    assert "priorité" in words[1]
    anna.post("/api/undo", {}, 409)
    # A desk that was started again knows what can be done again.
    again = seat(coded)
    for _ in range(3):
        again.post("/api/redo", {})
    assert codings(again) == done
    again.post("/api/redo", {}, 409)
    for _ in range(3):
        again.post("/api/undo", {})
    assert codings(again) == []


def test_an_older_act_is_taken_back_by_itself(coded, seat: Seat):
    anna = seat(coded)
    anna.decide(row())
    anna.decide(row(code="challenges", quote="silos reste un frein"))
    older = anna.get("/api/acts")["done"][1]
    anna.post("/api/undo", {"moment": older["moment"]})
    assert codings(anna) == [("challenges", "silos reste un frein", None)]
    assert anna.get("/api/acts")["taken_back"][0]["moment"] == older["moment"]


def test_what_is_decided_after_an_undo_ends_what_could_be_done_again(coded, seat: Seat):
    anna = seat(coded)
    anna.decide(row())
    anna.post("/api/undo", {})
    assert anna.decide(row(quote="La priorité"))["redo"] is None


def test_reading_is_recorded_with_what_was_shown(coded, seat: Seat, suggested, glose):
    anna = seat(coded, suggestions=[suggested])
    anna.post("/api/read", {"text": TEXT, "passages": [suggested.passage], "at": suggested.passage})
    [entry] = [line for line in glose("history", "--json").lines if line["kind"] == "read"]
    assert entry["payload"]["shown"] == {"objectives.attractiveness": "fused/6"}
    assert anna.get(f"/api/texts/{TEXT}/records")["read"] == [suggested.passage]
    assert anna.post("/api/read", {"text": TEXT, "passages": [suggested.passage]})["entries"] == []
    assert f'data-stopped="{suggested.passage}"' in anna.page(f"/texts/{TEXT}")


def test_a_code_made_in_place_is_in_the_file(coded, seat: Seat):
    anna = seat(coded)
    made = anna.post("/api/codes", {"label": "Qualité de l'air", "parent": "objectives", "definition": "L'air."}, 201)
    assert made["code"] == "objectives.qualite_de_l_air"
    assert "qualite_de_l_air" in (coded / "codebook.yaml").read_text(encoding="utf-8")
    anna.decide(row(code=made["code"], quote="La priorité"))
    assert anna.post("/api/codes", {"label": "  "}, 422)["message"]


def test_marks_of_codes_differ(coded, seat: Seat):
    codes = seat(coded).get("/api/codes")["codes"]
    assert len({code["mark"] for code in codes}) == len(codes) > 3


def test_nobody_decides_nothing(coded, seat: Seat):
    assert "who you are" in seat(coded, "").decide(row(), code=409)["message"]


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_who_only_reads_decides_nothing(coded, seat: Seat, role):
    seat(coded, role=role).decide(row(), code=403)
    assert seat(coded, role=role).get(f"/api/texts/{TEXT}")["text"]
