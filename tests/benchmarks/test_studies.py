"""The invented studies hold what the page on speed says of them, and are the same each time."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.studies import CASES, large_study, texts_of
from benchmarks.synthesis.peer_work import FAMILIES, give_to_glose, made_work, write_documents
from coding.records.replay import Coding
from workbench.study import Study


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented study of 1,000 codings."""
    folder = tmp_path_factory.mktemp("large") / "study"
    large_study(folder, 1_000)
    return folder


@pytest.mark.slow
def test_an_invented_study_has_as_many_codings_texts_and_cases_as_it_says(large: Path) -> None:
    with Study.open(large) as study:
        assert len(study.ledger.codings()) == 1_000
        assert len(study.texts) == texts_of(1_000) == 20
        assert len(study.cases) == CASES
        assert study.codebook.cases is not None
        assert study.codebook.cases.number == CASES


@pytest.mark.slow
def test_it_has_degrees_values_readings_and_classes(large: Path) -> None:
    with Study.open(large) as study:
        codings = study.ledger.codings()
        assert all(bool(coding.degree) == bool(study.codebook.degrees(coding.code)) for coding in codings)
        assert 50 < sum(coding.value is not None for coding in codings) < 150
        assert {reading.text for reading in study.ledger.readings()} == {
            text for number, text in enumerate(study.texts) if number % 5
        }
        assert study.ledger.classifications()
        assert study.ledger.unclassed()


@pytest.mark.slow
@pytest.mark.slow
def test_it_is_the_same_each_time(large: Path, tmp_path: Path) -> None:
    large_study(tmp_path / "again", 1_000)
    with Study.open(large) as first, Study.open(tmp_path / "again") as second:
        assert Counter(map(_said, first.ledger.codings())) == Counter(map(_said, second.ledger.codings()))


@pytest.mark.slow
def test_the_peers_work_goes_whole_into_the_ledger(tmp_path: Path) -> None:
    work = made_work(300)
    write_documents(work, tmp_path / "sources")
    give_to_glose(work, tmp_path / "glose", tmp_path / "sources")
    with Study.open(tmp_path / "glose") as study:
        given = Counter((c.place.text, c.code.rpartition(".")[2], c.coder) for c in study.ledger.codings())
        assert given == Counter((document, code, coder) for document, _, code, coder in work.codings)
        assert [table.cell for table in study.codebook.tables.values()] == ["count"]
        assert len(study.codebook.codes) == sum(map(len, FAMILIES.values())) + len(FAMILIES)


def _said(coding: Coding) -> tuple[object, ...]:
    return coding.place, coding.code, coding.case, coding.degree, coding.value, coding.coder
