"""Patterns that cannot be used: each a problem at its line, in `check` and before anything is suggested."""

import pytest

from coding.codebook.file import BrokenCodebook, load_codebook
from coding.suggesting.cues.codebook_lint import lint_codebook
from coding.suggesting.cues.pattern_rules import require_sound_patterns

BOOK = "codes:\n  - id: a\n    label: A\n    cues:\n      - {{{kind}: {pattern}}}\n"
FIRST = "{RIGHT_ID: a, RIGHT_ATTRS: {LEMMA: x}}"


@pytest.mark.parametrize(
    ("kind", "pattern", "named"),
    [
        ("pattern", "[{LEMA: x}]", "LEMMA"),
        ("pattern", "[{LEMMA: {FOO: [a]}}]", "'FOO'"),
        ("pattern", "[{LEMMA: {IN: a}}]", "IN needs a list"),
        ("pattern", "[{LEMMA: {IN: [1]}}]", "needs a word"),
        ("pattern", "[{LEMMA: {REGEX: '('}}]", "'('"),
        ("pattern", "[{LEMMA: {REGEX: {IN: [a, '(']}}}]", "'('"),
        ("pattern", "[{LEMMA: {REGEX: {a: b}}}]", "IN or NOT_IN"),
        ("pattern", "[{LEMMA: {REGEX: 3}}]", "3"),
        ("pattern", "[{LEMMA: {}}]", "nothing"),
        ("pattern", "[{LEMMA: 3}]", "not 3"),
        ("pattern", "[{LEMMA: {'>=': 3}}]", "compares numbers"),
        ("pattern", "[{LENGTH: {'>=': a}}]", "whole number"),
        ("pattern", "[{IS_TITLE: maybe}]", "true or false"),
        ("pattern", "[{_: {x: 1}}]", "_ is not"),
        ("pattern", "[{ENT_TYPE: LOC}]", "ENT_TYPE"),
        ("pattern", "[{LEMMA: a, OP: '!!'}]", "'!!'"),
        ("pattern", "[{LEMMA: a, OP: '{99999999,}'}]", "100 times"),
        ("pattern", f"[{', '.join(['{}'] * 101)}]", "at most 100"),
        ("dependency", "[{RIGHT_ID: a}]", "RIGHT_ATTRS"),
        ("dependency", "[{RIGHT_ID: a, RIGHT_ATTRS: {LEMMA: x, OP: '?'}}]", "OP"),
        ("dependency", f"[{FIRST}, {FIRST}]", "one RIGHT_ID"),
        ("dependency", f"[{FIRST}, {{LEFT_ID: a, REL_OP: '??', RIGHT_ID: b, RIGHT_ATTRS: {{}}}}]", "??"),
        ("dependency", f"[{', '.join([FIRST] * 9)}]", "at most 8"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_an_error_at_its_line(kind, pattern, named):
    codebook = load_codebook(BOOK.format(kind=kind, pattern=pattern))
    [fault] = [problem for problem in lint_codebook(codebook, {}) if problem.level == "error"]
    assert fault.place == "codebook.yaml:5:9"
    assert named in fault.message
    with pytest.raises(BrokenCodebook) as refused:
        require_sound_patterns(codebook, kind=kind)
    assert refused.value.problems[0].place == "codebook.yaml:5:9"


@pytest.mark.parametrize(
    "pattern",
    [
        "[{lemma: a}]",
        "[{OP: '?'}, {LOWER: {FUZZY1: a}}]",
        "[{LEMMA: {REGEX: {NOT_IN: ['^a']}}, LENGTH: {'>=': 3}, IS_TITLE: true}]",
        "[{LEMMA: a, OP: '{1,3}'}]",
    ],
)
def test_a_pattern_of_spacy_is_taken(pattern):
    require_sound_patterns(load_codebook(BOOK.format(kind="pattern", pattern=pattern)), kind="pattern")


@pytest.mark.slow
def test_an_expression_that_takes_too_long_is_told_at_its_line(read, tmp_path):
    from coding.suggesting.suggester import suggest
    from corpus.parse.analysis import analyse

    codebook = load_codebook(BOOK.format(kind="pattern", pattern="[{TEXT: {REGEX: '(a|aa)+$'}}]"))
    text = read("t.txt", f"Q : Oui ?\n\nR : Une {'a' * 60}b.\n")
    with pytest.raises(BrokenCodebook) as stopped:
        suggest([text], analyse([text], cache=tmp_path), codebook)
    assert stopped.value.problems[0].place == "codebook.yaml:5:9"
