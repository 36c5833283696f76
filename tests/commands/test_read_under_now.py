"""Under which codebook each reading was made: followed entry by entry, it is what reading the whole ledger finds."""

import pytest

from coding.deciding.pending import pending_reading
from coding.records.decisions import WentThrough
from workbench.read_under_now import read_under_now
from workbench.study import Study


@pytest.fixture
def study(coded):
    with Study.open(coded) as opened:
        yield opened


def went_through(study, start, end, codebook=None):
    reading = pending_reading("nice-entretien", start, end, revision=codebook or study.revision)
    if codebook == "":
        reading = WentThrough(text="nice-entretien", start=start, end=end)
    return study.ledger.append("anna", [reading])[0].id


def test_what_is_recorded_later_is_followed(study):
    first = went_through(study, 0, 10)
    assert read_under_now(study) == study.ledger.read_under()
    before = study.revision
    book = study.folder / "codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8") + "\n# again\n", encoding="utf-8")
    study.reload_codebook()
    study.note_revisions("anna")
    second = went_through(study, 10, 20)
    now = read_under_now(study)
    assert now == study.ledger.read_under()
    assert (now[first], now[second]) == (before, study.revision)
    assert before != study.revision


def test_a_reading_that_names_no_codebook_is_under_the_last_before_it(study):
    read_under_now(study)
    old = study.revision
    early = went_through(study, 0, 10, codebook="")
    book = study.folder / "codebook.yaml"
    book.write_text(book.read_text(encoding="utf-8") + "\n# again\n", encoding="utf-8")
    study.reload_codebook()
    study.note_revisions("anna")
    late = went_through(study, 10, 20, codebook="")
    now = read_under_now(study)
    assert now == study.ledger.read_under()
    assert (now[early], now[late]) == (old, study.revision)


def test_the_ledger_as_it_was_is_asked_as_a_whole(study):
    went_through(study, 0, 10)
    known = len(read_under_now(study))
    moment = list(study.ledger.entries())[-1].time
    went_through(study, 10, 20)
    assert len(read_under_now(study)) == known + 1
    study.look_back(moment)
    assert len(read_under_now(study)) == known
