"""Times in the ledger: a clock that was wrong once is noticed, and does not date what comes after."""

from datetime import UTC, datetime, timedelta

import pytest

from coding.deciding.pending import pending_reading
from ledger.integrity import faults_of
from ledger.ledger import Ledger
from tests.server import BOTH

pytestmark = BOTH

CONTENT = "Un texte.\n"


@pytest.fixture
def at(ledger_url, read, monkeypatch):
    """`at("2030-05-01 12:00")`: anna reads when the clock says so; gives the time of her entry.

    The ledger begins on 1 May 2030 at 10:00.
    """

    class Clock(datetime):
        says = datetime(2030, 5, 1, 10, tzinfo=UTC)

        @classmethod
        def now(cls, tz=None):
            return cls.says

    monkeypatch.setattr("ledger.time_of_entry.datetime", Clock)
    with Ledger.create(ledger_url) as ledger:
        ledger.add_text("anna", read("t.txt", CONTENT))

        def reads(clock):
            Clock.says = datetime.fromisoformat(clock).replace(tzinfo=UTC)
            return ledger.append("anna", [pending_reading("t", 0, 2)])[0].time[:16].replace("T", " ")

        reads.ledger = ledger
        yield reads


def test_an_entry_has_the_time_of_the_clock(at):
    assert at("2030-05-02 09:00") == "2030-05-02 09:00"


@pytest.mark.parametrize("ahead", ["2030-05-02 15:00", "2030-06-01 00:00", "2107-01-01 00:00"])
def test_a_clock_far_ahead_does_not_stamp_what_follows(at, ahead):
    assert at(ahead) == ahead
    assert at("2030-05-02 09:00") == "2030-05-02 09:00"
    assert at("2030-05-02 09:05") == "2030-05-02 09:05"


def test_a_clock_set_back_a_little_does_not_run_backwards(at):
    at("2030-05-02 09:00")
    assert at("2030-05-02 07:00") == "2030-05-02 09:00"


def test_a_clock_before_the_beginning_of_the_ledger_is_not_believed(at):
    """The battery is dead: the computer thinks it is 1970."""
    at("2030-05-02 09:00")
    assert at("1970-01-01 00:00") == "2030-05-02 09:00"


def test_times_that_run_backwards_are_told_as_a_doubt(at):
    at("2031-01-01 12:00")
    at("2030-05-02 09:00")
    backwards = [p for p in faults_of(at.ledger) if "a clock was wrong" in p.message]
    assert [(p.level, "2031-01-01T12:00" in p.message) for p in backwards] == [("warning", True)]


def test_entries_that_are_yet_to_come_are_told_once(ledger_url, read, monkeypatch):
    class Ahead(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(days=400)

    monkeypatch.setattr("ledger.time_of_entry.datetime", Ahead)
    with Ledger.create(ledger_url) as ledger:
        ledger.add_text("anna", read("t.txt", CONTENT))
        ledger.append("anna", [pending_reading("t", 0, 2)])
        [doubt] = faults_of(ledger)
    assert (doubt.level, "yet to come" in doubt.message) == ("warning", True)
