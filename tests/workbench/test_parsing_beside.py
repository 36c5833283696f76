"""Much text is parsed in a process of its own; what it parsed is there for this one, which needs no parser then."""

from multiprocessing import active_children

import pytest

import corpus.parse.analysis
from corpus.parse.analysis import analysis_kept
from workbench import parsing_beside
from workbench.parsing_beside import parse_beside
from workbench.study import Study


def refused(language: str) -> None:
    pytest.fail(f"a pipeline ({language}) was loaded in the process that serves")


@pytest.mark.slow
def test_what_was_parsed_beside_lies_in_the_cache(coded, monkeypatch):
    monkeypatch.setattr(parsing_beside, "MUCH", 1)
    monkeypatch.setattr(corpus.parse.analysis, "load", refused)
    with Study.open(coded) as study:
        text = study.texts["nice-entretien"]
        assert analysis_kept(text, study.cache) is None
        parse_beside(study)
        found = analysis_kept(text, study.cache)
    assert found is not None
    assert {"attirer", "entreprise"} <= {found.strings[number] for number in found.lemma}
    assert active_children() == []


def test_little_text_is_left_to_whoever_needs_it(coded, monkeypatch):
    monkeypatch.setattr(parsing_beside, "get_context", lambda _: pytest.fail("a process was begun"))
    with Study.open(coded) as study:
        parse_beside(study)
        assert analysis_kept(study.texts["nice-entretien"], study.cache) is None
