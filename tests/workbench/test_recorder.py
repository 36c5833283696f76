"""Taking back and doing again in a session: what is made again is what later acts mean."""

import pytest

from coding.deciding.decision import Decision
from workbench.recorder import Recorder
from workbench.study import Study

TEXT = "nice-entretien"


def codes_as(code, quote="attirer des entreprises"):
    return Decision(decision="code", text=TEXT, code=code, quote=quote)


@pytest.fixture
def session(coded):
    """A recorder of anna's decisions, with the study's codings by code."""
    with Study.open(coded) as study:
        yield Recorder(study, "anna"), lambda: [one.code for one in study.ledger.codings()]


def test_a_coding_that_was_changed_is_changed_again(session):
    recorder, codes = session
    recorder.record([codes_as("challenges")], "coded", position=0)
    [coding] = recorder.study.ledger.codings()
    recorder.record([codes_as("objectives")], "changed", position=0, retracted=[coding])
    assert codes() == ["objectives"]
    for _ in range(2):  # what is taken back once more refers to what was done again
        recorder.undo()
        recorder.undo()
        assert codes() == []
        recorder.redo()
        assert codes() == ["challenges"]
        recorder.redo()
        assert codes() == ["objectives"]
    assert recorder.redo() is None


def test_what_rests_on_a_coding_that_is_gone_is_not_done_again(session):
    recorder, codes = session
    recorder.record([codes_as("challenges")], "coded", position=0)
    [coding] = recorder.study.ledger.codings()
    recorder.record([codes_as("objectives")], "changed", position=0, retracted=[coding])
    recorder.undo()
    recorder.undo()
    recorder.taken_back.pop()
    assert recorder.redo() is None
    assert "decide it anew" in recorder.said
    assert codes() == []
