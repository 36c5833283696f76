"""A codebook file: what it may say, and every fault with its line and column."""

import pytest

from coding.codebook.file import BrokenCodebook, load_codebook
from coding.codebook.model import word
from corpus.problem import Problem
from tests.coding.codebook.conftest import faults

SMALL = """\
codebook: {title: Essai, languages: [fr, en]}
scales: {degree: [weak, strong]}
codes:
  - id: goals
    label: {fr: Buts, en: Goals}
    codes:
      - id: growth
        label: Croissance
        scale: degree
        cues: [croître, {phrase: créer des emplois, weight: 2}]
"""


def test_a_child_takes_its_parents_id_and_a_plain_label_the_first_language():
    book = load_codebook(SMALL)
    assert list(book.codes) == ["goals", "goals.growth"]
    assert book.codes["goals.growth"].parent == "goals"
    assert word(book.codes["goals.growth"].label, "en") == "Croissance"
    assert [(cue.phrase, cue.weight) for cue in book.codes["goals.growth"].cues] == [
        ("croître", 1),
        ("créer des emplois", 2),
    ]
    assert book.degrees("goals.growth") == ("weak", "strong")
    assert book.threshold == 0.35


def test_an_unknown_key_is_named_with_line_and_column():
    assert "unknown key 'shade'" in faults(SMALL.replace("scale: degree", "shade: red"))["codebook.yaml:9:9"]


def test_an_unknown_scale_names_those_there_are():
    [message] = faults(SMALL.replace("scale: degree", "scale: force")).values()
    assert message == "unknown scale 'force'. Choose one of: degree."


def test_a_duplicate_id_names_both_lines():
    source = SMALL + "      - {id: growth, label: Encore}\n"
    assert faults(source) == {"codebook.yaml:11:10": "the code 'goals.growth' is defined twice (first on line 7)."}


def test_a_duplicate_key():
    message = faults(SMALL.replace("        scale: degree\n", "        scale: degree\n        scale: degree\n"))
    assert "appears twice (first on line 9)" in message["codebook.yaml:10:9"]


def test_tabs_are_told_from_other_syntax():
    [(place, message)] = faults(SMALL.replace("    label: {fr: Buts", "\tlabel: {fr: Buts")).items()
    assert place.startswith("codebook.yaml:5")
    assert "tab" in message


@pytest.mark.slow
def test_a_yaml_bomb_is_refused_and_does_not_grow():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    [message] = faults("\n".join(lines)).values()
    assert "alias" in message


def test_an_id_with_accents_is_refused_with_what_ids_may_be():
    [message] = faults(SMALL.replace("id: growth", "id: croît")).values()
    assert "is not an id" in message


def test_a_table_of_a_code_that_is_not_there():
    source = SMALL + "tables: [{id: t, rows: goals.absent, columns: cases}]\n"
    assert list(faults(source).values()) == ["the codebook has no code 'goals.absent'."]


def test_a_cue_with_two_kinds_of_key():
    source = SMALL.replace("[croître,", "[{phrase: a, pattern: [{LOWER: a}]},")
    assert any("exactly one of the keys" in message for message in faults(source).values())


def test_an_empty_file_says_how_to_begin():
    assert "glose start" in faults("")["codebook.yaml"]


def test_all_faults_are_told_at_once():
    source = SMALL.replace("label: Croissance", "labl: x").replace("languages: [fr, en]", "languages: []")
    assert len(faults(source)) >= 2
    with pytest.raises(BrokenCodebook) as raised:
        load_codebook(source)
    assert all(isinstance(problem, Problem) for problem in raised.value.problems)


def test_an_unknown_code_names_those_that_look_like_it():
    from coding.codebook.model import UnknownCode

    with pytest.raises(UnknownCode, match=r"goals\.growth"):
        load_codebook(SMALL).code("goals.grwth")


def test_a_colour_is_written_in_digits():
    book = load_codebook(SMALL.replace("scale: degree", "colour: '#2a7fb8'"))
    assert book.codes["goals.growth"].colour == "#2a7fb8"
    [message] = faults(SMALL.replace("scale: degree", "colour: red")).values()
    assert message == "'red' is not a colour: write # and six digits, as in '#2a7fb8'."
