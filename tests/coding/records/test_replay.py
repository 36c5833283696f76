"""The fold of the entries on one record: which move counts, and what can be taken back."""

from itertools import permutations

from coding.records.entry import Entry, canonical
from coding.records.replay import fold
from coding.records.undoing import pending_undos, undoable

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
