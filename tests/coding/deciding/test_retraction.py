"""Taking back a coding or a class: which record is meant, and what comes of it."""

from dataclasses import replace

from coding.records.entry import Entry, chain
from coding.records.payloads import payload_of
from coding.records.replay import Coding, Unclassed, replay
from corpus.place import Place
from tests.coding.deciding.conftest import CONTENT, decide, knowing, payloads, refusals


def entry(kind, payload, coder="anna", previous=None, time="2026-01-01T00:00:00.000000Z") -> Entry:
    return chain(payload_of(kind, payload), coder=coder, previous=previous, time=time)


def test_retracting_ends_a_coding_and_undoing_the_retraction_brings_it_back():
    place = {"text": "nice", "start": 0, "end": 1, "quote": "Q"}
    coded = entry("code", {**place, "code": "brakes", "case": "Nice", "degree": None, "memo": None, "codebook": "r"})
    retracted = entry("retract", {"subject": coded.id, "target": coded.id, "reason": None}, previous=coded.id)
    undone = entry("undo", {"subject": coded.id, "target": retracted.id}, previous=retracted.id)
    assert isinstance(replay([coded])[coded.id], Coding)
    assert replay([coded, retracted]) == {}
    assert replay([coded, retracted, undone]) == replay([coded])
    assert replay([undone, retracted, coded]) == replay([coded])


def test_a_retraction_that_fits_several_codings_is_refused_with_their_number(snapshot):
    """`veut grandir vite` overlaps both codings and is neither: which of them is meant cannot be told."""
    start = CONTENT.index("On veut grandir vite")
    for name, length in (("a", 15), ("b", 20)):
        place = Place("nice", start, start + length, CONTENT[start : start + length])
        snapshot.codings.append(Coding(name, place, "goals", "Nice", None, "anna", "2026-01-01T00:00:00Z"))
    [(place, message)] = refusals(snapshot, "nice,veut grandir vite,goals,retract,,,,,,")
    assert place == "d.csv:2, column quote"
    assert message == "anna has 2 codings of goals there. Give the exact words of one."
    [exact] = decide(snapshot, "nice,On veut grandir vite,goals,retract,,,,,,").pending["anna"]
    assert exact.target == "b"


def test_that_a_case_is_in_no_class_can_be_taken_back_by_who_recorded_it(snapshot):
    known = replace(snapshot, unclassed=(Unclassed("u1", "maturity", "no_evidence", "Nice", "anna", "t"),))
    row = ",,maturity.no_evidence,retract,,Nice,,,,trop tôt"
    assert payloads(known, row) == [{"subject": "u1", "target": "u1", "reason": "trop tôt"}]
    assert refusals(snapshot, row) == [("d.csv:2, column code", "anna has not recorded maturity.no_evidence for Nice.")]


def test_a_class_taken_back_makes_room_for_another(snapshot):
    known = knowing(snapshot, "nice,le budget,maturity.early,classify,,Nice,,,,")
    late, retract = "nice,le budget,maturity.late,classify,,Nice,,,,", "nice,le budget,maturity.early,retract,,Nice,,,,"
    assert refusals(known, late) == [
        ("d.csv:2, column code", "anna has put Nice into maturity.early. Retract that first.")
    ]
    assert decide(known, retract, late).count == 2
    assert refusals(known, retract.replace("Nice", "Saint-Étienne").replace("le budget", "Alors")) != []
