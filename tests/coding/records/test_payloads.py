"""What entries say is parsed once: every kind comes back as it was written, and nothing is lost that is not known."""

import json
import sqlite3
from pathlib import Path

import pytest

from coding.records.decisions import Accepted, Classified, Coded, Moved, WentThrough
from coding.records.entry import Entry, canonical, entry_id
from coding.records.payload import UnreadablePayload
from coding.records.payloads import UnknownPayload, payload_of
from corpus.place import Place

LEDGER = Path(__file__).parents[2] / "ledger" / "ledgers" / "before_release.sql"
PLACE = {"text": "nice", "start": 0, "end": 4, "quote": "wifi"}


def recorded():
    """Kind and JSON of every entry of a ledger made before the first release."""
    with sqlite3.connect(":memory:") as database:
        database.executescript(LEDGER.read_text(encoding="utf-8"))
        return database.execute("SELECT kind, payload FROM entries ORDER BY position").fetchall()


def test_that_ledger_has_every_kind_of_entry():
    assert {kind for kind, _ in recorded()} == {
        *("text", "codebook", "cases", "run"),
        *("code", "accept", "reject", "classify", "read"),
        *("retract", "undo", "move"),
        *("summarise", "sign", "audit", "review"),
    }


@pytest.mark.parametrize(("kind", "written"), recorded())
def test_each_entry_is_written_back_character_for_character(kind, written):
    """So a payload made today has the form, and with the same values the hash, of one made then."""
    assert canonical(payload_of(kind, json.loads(written)).as_json()) == written


def test_a_value_given_and_a_proposal_shown_are_written_only_where_there_are_some():
    place = Place(**PLACE)
    plain, valued = Coded(place=place, code="wifi"), Coded(place=place, code="wifi", value="12")
    assert ("value" in plain.as_json(), valued.as_json()["value"]) == (False, "12")
    classified = Classified(typology="maturity", class_id="no_evidence", case="Nice")
    assert classified.as_json().keys() == {"typology", "class", "case", "memo", "codebook"}


def test_an_entry_keeps_keys_that_this_version_does_not_know():
    written = canonical({**PLACE, "code": "wifi", "weight": 3})
    entry = Entry("1", "anna", None, "2026-01-01T10:00:00Z", "code", written)
    assert (entry.code, entry.place, entry.as_json()["weight"]) == ("wifi", Place(**PLACE), 3)
    assert entry_id("anna", None, entry.time, "code", entry.written) == entry_id(
        "anna", None, entry.time, "code", written
    )


def test_a_kind_that_this_version_does_not_know_is_read_by_nobody_and_kept():
    entry = Entry("1", "anna", None, "2026-01-01T10:00:00Z", "foreseen", '{"text":"nice"}')
    assert isinstance(entry.payload, UnknownPayload)
    assert (entry.subject, entry.text, entry.as_json()) == (None, None, {"text": "nice"})


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        ("code", {**PLACE, "code": "wifi"}, "wifi"),
        ("classify", {**PLACE, "typology": "maturity", "class": "pioneer", "case": "Nice"}, "maturity.pioneer"),
        ("classify", {"typology": "maturity", "class": "no_evidence", "case": "Nice"}, "maturity.no_evidence"),
        ("read", {"text": "nice", "start": 0, "end": 4}, None),
    ],
)
def test_the_code_of_an_entry_is_its_code_or_its_class(kind, written, code):
    assert Entry("1", "anna", None, "", kind, canonical(written)).code == code


def test_what_lacks_a_key_of_its_kind_says_which():
    with pytest.raises(UnreadablePayload, match="kind code lacks “code”"):
        payload_of("code", PLACE)


def test_asking_for_another_kind_is_a_mistake_of_the_program():
    entry = Entry("1", "anna", None, "", "read", '{"end":4,"start":0,"text":"nice"}')
    assert entry.says(WentThrough).end == 4
    with pytest.raises(TypeError, match="of kind read, not accept"):
        entry.says(Accepted)


def test_a_lost_record_has_no_place_and_a_reading_that_moved_has_no_quote():
    about = {"subject": "1", "target": "1", "text": "nice", "version": 2}
    lost = Moved(**about, fate="lost", lost="wifi")
    assert (lost.place, lost.as_json()["lost"]) == (None, "wifi")
    assert "quote" not in Moved(**about, fate="moved", start=1, end=5).as_json()
    assert Moved(**about, fate="kept", start=0, end=4, quote="wifi").place == Place(**PLACE)
