"""What a sound codebook is told: few cues, shared cues, bad patterns, examples that moved."""

import pytest

from coding.codebook.file import load_codebook
from coding.suggesting.cues.codebook_lint import lint_codebook

EIGHT = "[premier essai, grands projets, trois mots, quatre mots, cinq mots, six mots, sept mots, huit mots]"


def lint(source, texts=None):
    return [(p.level, p.place, p.message) for p in lint_codebook(load_codebook(source), texts or {})]


def test_a_code_with_eight_cues_of_its_own_is_left_in_peace():
    assert lint(f"codes: [{{id: a, label: A, cues: {EIGHT}}}]") == []


def test_fewer_than_eight_cues_is_advice():
    [(level, place, message)] = lint("codes:\n  - {id: a, label: A, cues: [seul mot]}")
    assert (level, place) == ("warning", "codebook.yaml:2:6")
    assert "a has 1 cue;" in message


def test_who_gives_no_cues_at_all_is_not_told_of_each_code():
    assert lint("codes:\n  - {id: a, label: A}\n  - {id: b, label: B}") == []
    assert len(lint("codes:\n  - {id: a, label: A}\n  - {id: b, label: B, cues: [seul mot]}")) == 2


def test_a_cue_of_two_codes_is_told_whatever_its_inflection():
    source = f"codes:\n  - {{id: a, label: A, cues: {EIGHT}}}\n  - id: b\n    label: B\n    cues: [un projet nouveau, x1, x2, x3, x4, x5, x6, x7]"
    assert lint(source) == []
    [(level, _, message)] = lint(source.replace("un projet nouveau", "le grand projet"))
    assert level == "warning"
    assert "shared by a, b" in message


@pytest.mark.slow
def test_a_pattern_that_spacy_refuses_is_an_error_at_its_line():
    source = "codes:\n  - id: a\n    label: A\n    cues:\n      - {pattern: [{LEMA: x}]}\n"
    errors = [(place, message) for level, place, message in lint(source) if level == "error"]
    [(place, message)] = errors
    assert place == "codebook.yaml:5:9"
    assert "LEMA" in message


def test_examples_must_stand_in_the_text_they_name(read):
    text = read("nice.txt", "On veut attirer des entreprises.")
    source = (
        "codes:\n  - id: a\n    label: A\n    examples:\n      - {quote: attirer des entreprises, text: nice}\n"
        "      - {quote: attirer des usines, text: nice}\n      - {quote: ailleurs, text: lyon}\n"
        f"    cues: {EIGHT}\n"
    )
    found = lint(source, {"nice": text})
    assert [(level, place) for level, place, _ in found] == [
        ("error", "codebook.yaml:6:9"),
        ("warning", "codebook.yaml:7:9"),
    ]
    assert "no longer in nice" in found[0][2]
