"""Changing what a code says: only the lines of what changes change."""

import difflib

import pytest

from coding.codebook.code_fields import with_fields, written
from coding.codebook.edit import CannotEdit
from coding.codebook.file import load_codebook, read_codebook

BOOK = """\
# The book.
scales: {degree: [weak, strong]}
codes:
  # what holds things up
  - id: obstacles      # the short id
    label: {fr: "Freins", en: Obstacles}   # said so by all
    definition: >-
      Ce qui freine
      la démarche.
    use_when:
      - "On dit qu'on attend."
      # not the budget
      - On renonce.
    cues:
      - silo
      - {phrase: frein, weight: 2}   # strong
    codes:
      - {id: legal, label: Droit, cues: [loi]}
  - id: aims
    label: Buts
"""


def changed(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize(
    ("code", "fields", "lines"),
    [
        ("obstacles", {"label": {"fr": "Obstacles", "en": "Obstacles"}},
         ['-    label: {fr: "Freins", en: Obstacles}   # said so by all',
          '+    label: {fr: "Obstacles", en: Obstacles}   # said so by all']),
        ("obstacles", {"definition": "Ce qui ralentit."},
         ["-    definition: >-", "-      Ce qui freine", "-      la démarche.", "+    definition: Ce qui ralentit."]),
        ("obstacles", {"use_when": ["On dit qu'on attend.", "On hésite.", "On renonce."]}, ["+      - On hésite."]),
        ("obstacles", {"use_when": ["On renonce."]}, ["-      - \"On dit qu'on attend.\""]),
        ("obstacles", {"cues": ["silo", {"phrase": "frein", "weight": 2}, "lenteur"]}, ["+      - lenteur"]),
        ("obstacles", {"cues": ["mur", {"phrase": "frein", "weight": 2}]}, ["-      - silo", "+      - mur"]),
        ("obstacles", {"scale": "degree"}, ["+    scale: degree"]),
        ("obstacles", {"examples": [{"quote": "On attend : toujours.", "text": "a"}]},
         ["+    examples:", '+      - {quote: "On attend : toujours.", text: a}']),
        ("obstacles", {"definition": ""}, ["-    definition: >-", "-      Ce qui freine", "-      la démarche."]),
        ("obstacles.legal", {"definition": "Le droit.", "cues": ["loi", "décret"]},
         ["-      - {id: legal, label: Droit, cues: [loi]}",
          "+      - {id: legal, label: Droit, cues: [loi, décret], definition: Le droit.}"]),
        ("aims", {"label": {"fr": "Buts", "en": "Aims"}, "colour": "#aa0000"},
         ["-    label: Buts", "+    label:", "+      fr: Buts", "+      en: Aims", '+    colour: "#aa0000"']),
        ("aims", {"label": "Buts"}, []),
    ],
)  # fmt: skip
def test_only_the_lines_of_what_changes_change(code, fields, lines):
    after = with_fields(BOOK, code, fields)
    assert sorted(changed(BOOK, after)) == sorted(lines)
    for key, value in fields.items():
        assert written(after, code).value.get(key) == (value or None)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_stay(ending):
    source = BOOK.replace("\n", ending)
    after = with_fields(source, "obstacles", {"use_when": ["On attend."], "colour": "#00aa00", "definition": "X."})
    assert after.count("\r") == (after.count("\n") if ending == "\r\n" else 0)
    assert load_codebook(after).codes["obstacles"].use_when == ("On attend.",)


def test_a_code_as_it_is_written_without_those_below_it():
    found = written(BOOK, "obstacles")
    assert found.text.startswith("  - id: obstacles")
    assert found.text.endswith("{phrase: frein, weight: 2}   # strong")
    assert BOOK[found.start : found.end] == found.text
    assert BOOK.splitlines()[found.line - 1] == "  - id: obstacles      # the short id"
    assert found.value["cues"] == ["silo", {"phrase": "frein", "weight": 2}]
    assert written(BOOK, "obstacles.legal").text == "      - {id: legal, label: Droit, cues: [loi]}"


def test_what_the_file_would_not_take_has_its_place():
    [problem] = read_codebook(with_fields(BOOK, "obstacles", {"scale": "none"}))[1]
    assert problem.place == "codebook.yaml:17:5"
    with pytest.raises(CannotEdit):
        with_fields(BOOK, "obstacles", {"id": "other"})


def test_a_file_with_shared_parts_is_changed_by_hand():
    source = BOOK.replace("cues: [loi]", "cues: &all [loi]") + "    cues: *all\n"
    with pytest.raises(CannotEdit, match="by hand"):
        with_fields(source, "obstacles.legal", {"cues": ["loi", "décret"]})
