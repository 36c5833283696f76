"""What became of a record, how long a decision took, and which claims rest on what."""

import pytest

from coding.quality.claims import claims_without
from coding.quality.deciding_time import deciding_seconds
from coding.records.columns import columns_of
from coding.records.entry import Entry, canonical
from coding.records.record_history import BY_HAND, history_of_record, suggester_behind
from coding.records.replay import Coding
from corpus.place import Place

CODING = {"text": "nice", "start": 0, "end": 4, "quote": "wifi", "code": "wifi", "case": "Nice", "degree": None}


def entry(number, kind, **payload):
    return Entry(str(number), "anna", None, f"2026-01-0{number}T10:00:00Z", kind, canonical(payload))


def about(number, kind, target="1", **payload):
    return entry(number, kind, subject="1", target=target, **payload)


@pytest.mark.parametrize(
    ("later", "fate"),
    [
        ([], "holds"),
        ([about(2, "retract")], "retracted"),
        ([about(2, "retract"), about(3, "undo", "2")], "holds"),
        ([about(2, "undo")], "undone"),
        ([about(2, "move", text="nice", version=2, fate="lost")], "lost"),
    ],
)
def test_the_fate_of_a_coding(later, fate):
    story = history_of_record([entry(1, "code", **CODING), *later])
    assert story.status == fate
    assert (story.record is not None) == (fate == "holds")
    assert list(story.changes) == later


def test_a_review_that_was_undone_is_told_and_what_nobody_made_has_no_story():
    assert history_of_record([entry(1, "review"), about(2, "undo")]).status == "undone"
    assert history_of_record([entry(1, "review")]).status == "holds"
    assert history_of_record([about(2, "retract")]) is None


def test_the_suggester_is_by_hand_where_there_was_none():
    assert suggester_behind(entry(1, "code", **CODING)) == BY_HAND
    assert suggester_behind(entry(1, "accept", **CODING, suggestion={"suggester": "fused/2"})) == "fused/2"


@pytest.mark.parametrize(
    ("suggestion", "seconds"),
    [
        (None, None),
        ({"score": 0.4}, None),
        ({"seconds": 1.5}, 1.5),
        ({"shown": "2026-01-01T09:59:48Z"}, 12.0),
        ({"shown": "2026-01-01T10:00:03Z"}, 0.0),
    ],
)
def test_the_seconds_from_showing_to_deciding(suggestion, seconds):
    assert deciding_seconds(entry(1, "accept", **CODING, suggestion=suggestion)) == seconds


def test_claims_that_no_interview_bears():
    def coding(number, text, code, case):
        return Coding(
            str(number) * 64, Place(text, 0, 4, "wifi"), code, case, None, "anna", "2026-01-01T10:00:00.000000Z"
        )

    columns = columns_of(
        [
            coding(1, "entretien", "wifi", "Nice"),
            coding(2, "plan", "wifi", "Nice"),
            coding(3, "plan", "budget", "Nice"),
            coding(4, "plan", "budget", "Nice"),
            coding(5, "plan", "wifi", "Brest"),
            coding(6, "plan", "wifi", None),
        ]
    )
    claims = claims_without(columns, frozenset({"entretien"}))
    assert [(c.code, c.case, len(c.codings)) for c in claims] == [("budget", "Nice", 2), ("wifi", "Brest", 1)]
    assert claims_without(columns, frozenset({"entretien", "plan"})) == []
