"""The score card, from entries as the ledger keeps them."""

import pytest

from coding.quality.score_card import score_card
from coding.records.entry import Entry, canonical
from corpus.text import Passage, Text

CONTENT = "Un deux.\n\nTrois quatre.\n\nCinq six.\n\nSept huit."
TEXT = Text("t", "document", CONTENT, "fr", None, "t.txt", "0", passages=tuple(
    Passage(n, start, CONTENT.find("\n", start) if "\n" in CONTENT[start:] else len(CONTENT))
    for n, start in enumerate((0, 10, 25, 36), 1)
))  # fmt: skip


def entry(number, kind, at, *, coder="anna", **said):
    place = TEXT.passages[at - 1]
    payload = {"text": "t", "start": place.start, "end": place.end, "quote": "…", **said}
    return Entry(f"e{number}", coder, None, f"2026-01-01T10:00:{number:02}.000000Z", kind, canonical(payload))


def suggested(passage, score, **more):
    place = TEXT.passages[passage - 1]
    return {"suggester": "fused/2", "score": score, "start": place.start, "end": place.end, **more}


def card(*entries):
    return score_card(entries, {"t": TEXT})


def test_accepted_rejected_corrected_missed():
    found = card(
        entry(1, "accept", 1, code="a", suggestion=suggested(1, 0.9, seconds=1.5)),
        entry(2, "accept", 2, code="a", suggestion={**suggested(2, 0.6, seconds=4.0), "end": 12}),
        entry(3, "reject", 3, code="a", reason="coded as b", suggestion=suggested(3, 0.6)),
        entry(4, "code", 3, code="b"),
        entry(5, "reject", 4, code="b", suggestion=suggested(4, 0.4)),
    )
    a = found.codes["a"]
    assert (a.shown, a.accepted, a.rejected, a.corrected, a.missed) == (3, 2, 1, 2, 0)
    assert (a.precision, a.recall, a.median_seconds, a.fast_share) == (pytest.approx(2 / 3), 1.0, 2.75, 0.5)
    assert (found.codes["b"].missed, found.codes["b"].recall) == (1, 0.0)
    assert found.suggesters["fused/2"].shown == 4
    assert [(b.number, b.accepted) for b in found.curve] == [(1, 0.0), (2, 0.5), (1, 1.0)]


def test_what_was_undone_or_retracted_does_not_count():
    accepted = entry(1, "accept", 1, code="a", suggestion=suggested(1, 0.9))
    undo = Entry("u", "anna", None, "2026-01-01T10:01:00Z", "undo", canonical({"target": "e1", "subject": "e1"}))
    assert card(accepted, undo).whole.shown == 0
    assert card(accepted).whole.shown == 1


def test_a_coding_of_a_code_that_was_shown_and_left_open_is_not_missed():
    left = entry(1, "read", 1, passage=1, shown={"a": "fused/2"})
    found = card(left, entry(2, "code", 1, code="a"), entry(3, "code", 1, code="b"))
    assert found.codes["a"].missed == 0
    assert found.codes["b"].missed == 1
    assert found.whole.shown == 1


def test_blind_passages_are_counted_apart():
    found = card(
        entry(1, "accept", 1, code="a", suggestion=suggested(1, 0.9)),
        entry(2, "read", 1, passage=1, shown={"b": "fused/2"}),
        entry(3, "code", 2, code="a"),
        entry(4, "read", 2, passage=2, blind=[2], hidden={"a": "fused/2", "b": "fused/2", "c": "fused/2"}),
    )
    blind = found.blind
    assert (blind.passages_shown, blind.passages_blind) == (1, 1)
    assert (blind.given_shown, blind.given_hidden) == (0.5, pytest.approx(1 / 3))
    assert (blind.coded_shown, blind.coded_blind) == (1.0, 1.0)
    assert found.whole.missed == 0


def test_two_coders_do_not_see_each_others_suggestions():
    found = card(
        entry(1, "accept", 1, code="a", suggestion=suggested(1, 0.9)), entry(2, "code", 1, code="a", coder="basile")
    )
    assert found.codes["a"].missed == 1
