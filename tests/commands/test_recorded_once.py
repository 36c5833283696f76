"""The same decision by one coder is recorded once, even where another process recorded it since it was checked."""

from concurrent.futures import ThreadPoolExecutor

from coding.deciding.decision import Decision
from coding.deciding.decision_checker import check
from tests.server import BOTH
from workbench.snapshot import record, snapshot_of
from workbench.study import Study

ONE = {"decision": "code", "text": "nice-entretien", "code": "challenges", "quote": "Le travail en silos"}


def test_what_was_recorded_between_check_and_recording_is_left_out_and_said(coded):
    with Study.open(coded) as here, Study.open(coded) as elsewhere:
        again = Decision(**{**ONE, "quote": "un frein"})
        mine = check([Decision(**ONE), again], snapshot_of(here, "anna"), coder="anna")
        theirs = check([Decision(**ONE)], snapshot_of(elsewhere, "anna"), coder="anna")
        assert len(record(elsewhere, theirs, fallback="anna")) == 1
        assert [entry.place.quote for entry in record(here, mine, fallback="anna")] == ["un frein"]
        assert (theirs.repeated_since, mine.repeated_since) == (0, 1)
        assert len(here.ledger.codings()) == 2


@BOTH
def test_of_eight_at_once_one_is_recorded(coded):
    def code(_):
        with Study.open(coded) as study:
            outcome = check([Decision(**ONE)], snapshot_of(study, "anna"), coder="anna")
            return len(record(study, outcome, fallback="anna")) + len(outcome.repeated) + outcome.repeated_since

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(code, range(8))) == [1] * 8
    with Study.open(coded) as study:
        assert len(study.ledger.codings()) == 1


def test_another_degree_case_or_coder_is_not_the_same_and_a_retracted_coding_can_be_made_again(coded, glose, written):
    one = {**ONE, "code": "objectives.environment"}
    with Study.open(coded) as study:
        for more in ({}, {"degree": "strong"}, {"case": "Lyon"}, {"value": "six"}):
            outcome = check([Decision(**{**one, **more})], snapshot_of(study, "anna"), coder="anna")
            assert len(record(study, outcome, fallback="anna")) == 1
        outcome = check([Decision(**one)], snapshot_of(study, "basile"), coder="basile")
        assert len(record(study, outcome, fallback="basile")) == 1
    rows = f"text,quote,code,decision\nnice-entretien,{ONE['quote']},challenges,code\n"
    glose("decide", written("d.csv", rows), "--coder", "anna")
    glose("decide", written("r.csv", rows.replace("challenges,code", "challenges,retract")), "--coder", "anna")
    assert "Recorded 1 decision" in glose("decide", written("d.csv", rows), "--coder", "anna").out
