"""Where cues were found is kept beside the parses: what is kept is what would be found, and new cues are looked for."""

import pytest

from coding.codebook.file import load_codebook
from coding.suggesting.cues.cue_index import match_cues
from coding.suggesting.cues.kept_spans import KeptSpans
from coding.suggesting.features.token_index import TokenIndex
from corpus.parse.analysis import analyse

pytestmark = pytest.mark.slow
"""They need a language pipeline."""

BOOK = """\
codebook: {{languages: [fr]}}
codes:
  - id: goals
    label: Buts
    cues: [{cues}]
"""
PATTERN = "{pattern: [{LEMMA: ville}]}"


@pytest.fixture
def study(read, tmp_path):
    """Its texts, their index and analyses, and the folder where they are kept."""
    texts = [read("t.txt", "Q : On commence ?\n\nR : La ville attire des entreprises.\n\nR : Elle a un budget.\n")]
    analyses = analyse(texts, cache=tmp_path)
    return TokenIndex.of(texts, analyses), analyses, tmp_path


def found(study, cues, *, cache):
    index, analyses, _ = study
    book = load_codebook(BOOK.format(cues=cues))
    return [match.spans.tolist() for match in match_cues(book, index, analyses, cache=cache)]


def test_what_is_kept_is_what_would_be_found(study):
    cues = f"attirer des entreprises, budget, licorne, {PATTERN}"
    first = found(study, cues, cache=study[2])
    assert first == found(study, cues, cache=None) == found(study, cues, cache=study[2])
    assert [len(spans) for spans in first] == [1, 1, 0, 1]


def test_only_what_is_new_is_looked_for(study):
    found(study, "budget, licorne", cache=study[2])
    kept, looked = KeptSpans(study[0], study[2]), []
    for phrase in ("budget", "licorne", "ville"):
        kept.of(f"phrase {phrase}", lambda phrase=phrase: looked.append(phrase))
    assert looked == ["ville"]


def test_an_edited_cue_is_found_where_it_stands(study):
    found(study, "licorne", cache=study[2])
    assert found(study, "entreprise", cache=study[2]) == found(study, "entreprise", cache=None)


def test_a_damaged_file_is_not_believed(study):
    expected = found(study, "budget", cache=study[2])
    for path in study[2].glob("cues-*.npz"):
        path.write_bytes(b"damaged")
    assert found(study, "budget", cache=study[2]) == expected


def test_what_nobody_looks_for_any_more_goes(study):
    found(study, "budget, licorne, entreprise", cache=study[2])
    found(study, "ville", cache=study[2])
    kept, looked = KeptSpans(study[0], study[2]), []
    kept.of("phrase budget", lambda: looked.append("budget"))
    assert looked == ["budget"]
