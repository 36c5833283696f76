"""The fold of the entries on one record: which move counts, and what can be taken back."""

from itertools import permutations

import pytest

from coding.records.entry import Entry, canonical
from coding.records.replay import Classification, Coding, Reading, Rejection, Unclassed, fold
from coding.records.undoing import pending_undos, undoable
from corpus.place import Place

CODED = {"text": "nice", "start": 0, "end": 4, "quote": "wifi", "code": "wifi"}
LATER, EARLIER = "2026-01-03T10:00:00Z", "2026-01-02T10:00:00Z"


def entry(name, kind, time="2026-01-01T10:00:00Z", **payload):
    return Entry(name, "anna", None, time, kind, canonical(payload))


def moved(name, version, start, time):
    about = {"subject": "c", "target": "c", "text": "nice", "quote": "wifi"}
    return entry(name, "move", time, **about, version=version, fate="moved", start=start, end=start + 4)


def test_the_move_to_the_highest_version_counts_whenever_it_was_made():
    """Two ledgers that are merged may hold the move to version 3 with an earlier time than that to version 2."""
    entries = [entry("c", "code", **CODED), moved("m2", 2, 10, LATER), moved("m3", 3, 20, EARLIER)]
    for order in permutations(entries):
        assert fold(order).place.start == 20


def test_of_two_moves_to_one_version_the_later_counts():
    entries = [entry("c", "code", **CODED), moved("a", 2, 10, LATER), moved("b", 2, 20, EARLIER)]
    for order in permutations(entries):
        assert fold(order).place.start == 10


def test_a_retraction_is_the_first_thing_that_undo_takes_back():
    made = entry("c", "code", **CODED)
    retracted = entry("r", "retract", LATER, subject="c", target="c")
    assert [one.id for one in undoable([made, retracted])] == ["r", "c"]
    [undo] = pending_undos([retracted])
    assert (undo.subject, undo.target) == ("c", "r")
    back = entry("u", "undo", LATER, **undo.as_json())
    assert fold([made, retracted]) is None
    assert fold([made, retracted, back]) == fold([made])


WIFI = Place("nice", 0, 4, "wifi")
WHEN = "2026-01-01T10:00:00Z"
CLASS = {"typology": "size", "class": "large", "case": "Nice", "memo": "vu"}
PLACED = {"text": "nice", "start": 0, "end": 4, "quote": "wifi"}


@pytest.mark.parametrize(
    ("kind", "payload", "record"),
    [
        (
            "code",
            {**CODED, "case": "Nice", "degree": "strong", "memo": "ah", "value": "12"},
            Coding("x", WIFI, "wifi", "Nice", "strong", "anna", WHEN, "ah", suggested=False, value="12"),
        ),
        ("accept", CODED, Coding("x", WIFI, "wifi", None, None, "anna", WHEN, suggested=True)),
        ("reject", {**CODED, "reason": "non"}, Rejection("x", WIFI, "wifi", "anna", WHEN, "non")),
        ("reject", CODED, Rejection("x", WIFI, "wifi", "anna", WHEN, None)),
        ("read", {"text": "nice", "start": 3, "end": 9}, Reading("x", "nice", 3, 9, "anna", WHEN)),
        ("classify", {**CLASS, **PLACED}, Classification("x", "size", "large", "Nice", WIFI, "anna", WHEN, "vu")),
        (
            "classify",
            {**CLASS, "class": "no_evidence"},
            Unclassed("x", "size", "no_evidence", "Nice", "anna", WHEN, "vu"),
        ),
    ],
)
def test_each_kind_of_entry_makes_its_record_whole(kind, payload, record):
    assert fold([entry("x", kind, **payload)]) == record


def test_a_move_shifts_what_was_read_leaves_a_case_alone_and_may_lose_a_place():
    read = entry("c", "read", text="nice", start=3, end=9)
    move = {"subject": "c", "target": "c", "text": "nice", "version": 2}
    shifted = entry("m", "move", **move, fate="moved", start=5, end=11)
    lost = entry("m", "move", **move, fate="lost", lost="wifi")
    unclassed = entry("c", "classify", **{**CLASS, "class": "no_evidence"})
    assert fold([read, shifted]) == Reading("c", "nice", 5, 11, "anna", WHEN)
    assert fold([unclassed, shifted]) == fold([unclassed])
    assert fold([read, lost]) is None
    assert fold([shifted]) is None
