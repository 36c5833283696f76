"""Degrees proposed from the words, on whatever scale a codebook has."""

import pytest

from coding.codebook.file import load_codebook, read_codebook
from coding.suggesting.suggester import Suggester
from corpus.parse.analysis import analyse
from tests.conftest import ROOT

BOOK = """\
scales: {{force: {scale}}}
codes: [{{id: firms, label: Entreprises, cues: [entreprise], scale: force}}]
{more}
"""
FIRST, STRONG, WEAK, DENIED = (
    "Les entreprises, c'est la priorité.",
    "Les entreprises, c'est très important.",
    "Accessoirement, on aide des entreprises.",
    "Les entreprises, pas du tout.",
)


@pytest.fixture
def degree_of(read, tmp_path):
    """The degree proposed for a sentence on firms, on that scale."""

    def propose(sentence, scale, more=""):
        text = read("t.txt", f"Q : Et là ?\n\nR : {sentence}\n")
        book = load_codebook(BOOK.format(scale=scale, more=more))
        suggestions = Suggester([text], analyse([text], cache=tmp_path / "c"), book).suggest(min_score=0)
        return next(s.degree for s in suggestions if s.code == "firms")

    return propose


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ("[absent, low, medium, high]", ("high", "high", "low", "absent")),
        ("[low, high]", ("high", "high", "low", None)),
        ("[none, d1, d2, d3, d4, d5, d6]", ("d6", "d5", "d2", "none")),
        ("[present]", ("present", "present", None, None)),
        ("[absent]", (None, None, None, "absent")),
    ],
)
def test_words_of_strength_are_laid_on_the_scale_by_position(degree_of, scale, expected):
    assert tuple(degree_of(sentence, scale) for sentence in (FIRST, STRONG, WEAK, DENIED)) == expected


@pytest.mark.slow
def test_degrees_that_no_position_tells_are_declared_with_their_words(degree_of):
    declared = "suggestions: {degree_words: {force: {hoped: [on espère, l'un des rêves], low: []}}}"
    scale = "[absent, hoped, low, middle, high]"
    assert degree_of("On espère des entreprises.", scale) is None
    assert degree_of("On espère des entreprises.", scale, declared) == "hoped"
    assert degree_of("Les entreprises, c'est l’un des rêves.", scale, declared) == "hoped"
    assert degree_of(WEAK, scale, declared) is None, "low has no words: they were declared to be none"
    assert degree_of(FIRST, scale, declared) == "high", "a degree without a declaration keeps its general words"


@pytest.mark.slow
def test_the_longest_words_win_and_no_part_of_a_word_counts(degree_of):
    scale = "[absent, low, medium, high]"
    assert degree_of("Les entreprises ne sont pas la priorité.", scale) == "low"
    assert degree_of("Les entreprises, c'est la prioritéabsolue.", scale) is None
    assert degree_of("Les entreprises viennent essentiellement de Lyon.", scale) is None


def test_words_for_a_scale_or_degree_that_is_not_there_are_an_error():
    more = "suggestions: {degree_words: {force: {huge: [énorme]}, colour: {red: [rouge]}}}"
    _, problems = read_codebook(BOOK.format(scale="[low, high]", more=more))
    assert [problem.message for problem in problems] == [
        "'huge' is not a degree of the scale force.",
        "unknown scale 'colour'. Choose one of: force.",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "degree"),
    [
        (FIRST, "priority"),
        (STRONG, "strong"),
        ("Les entreprises sont l'un des axes.", "axis"),
        (WEAK, "secondary"),
        ("On aimerait des entreprises.", "wanted"),
        (DENIED, "absent"),
        ("Les entreprises viennent.", None),
    ],
)
def test_the_sample_study_declares_what_is_its_own(degree_of, sentence, degree):
    book = load_codebook((ROOT / "codebook.yaml").read_text(encoding="utf-8"))
    words = {name: list(words) for name, words in book.degree_words["degree"].items()}
    more = f"suggestions: {{degree_words: {{force: {words}}}}}"
    assert degree_of(sentence, list(book.scales["degree"]), more) == degree
