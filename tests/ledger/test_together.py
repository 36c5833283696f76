"""What is asked together is of one moment, and read over one connection."""

from sqlalchemy import event

from coding.deciding.pending import pending_coding
from corpus.place import Place
from workbench.snapshot import snapshot_of
from workbench.study import Study


def code(study: Study, start: int) -> None:
    place = Place("nice-entretien", start, start + 5, study.texts["nice-entretien"].content[start : start + 5])
    made = pending_coding(place, "challenges", case="Nice", degree=None, memo="", revision=study.revision)
    study.ledger.append("anna", [made])


def test_together_all_is_of_one_moment(coded):
    with Study.open(coded) as asking, Study.open(coded) as coding:
        code(coding, 0)
        with asking.ledger.together():
            assert len(asking.ledger.codings()) == 1
            code(coding, 10)
            assert len(asking.ledger.codings(text="nice-entretien")) == 1
        assert len(asking.ledger.codings()) == 2


def test_decisions_are_checked_against_one_moment_over_one_connection(coded):
    with Study.open(coded) as study:
        snapshot_of(study, "anna")
        begun = []
        event.listen(study.ledger.engine, "checkout", lambda *_: begun.append(1))
        snapshot_of(study, "anna", texts={"nice-entretien"})
        assert len(begun) == 1
