"""Codes joined into one in the file: examples and cues go along, tables and rules name the one that is left."""

import pytest

from coding.codebook.edit import CannotEdit
from coding.codebook.file import load_codebook
from coding.codebook.joining import joined

BOOK = """\
codes:
  # ce qui freine
  - id: silos   # entre services
    label: Silos
    examples: [{quote: en silos, text: nice}]
    cues: [silo]
    codes:
      - {id: old, label: Anciens}

  - id: money
    label: Argent
    cues:
      - budget
      - silo
  - id: brakes
    label: Freins
    definition: Ce qui freine.
tables:
  - id: all
    rows: {codes: [silos, money, brakes]}
    where: ["code=silos|money|brakes"]
  - {id: one, rows: silos}
typologies:
  - id: kind
    label: Sorte
    classes: [{id: a, label: A, when: [silos, {code: money, weight: 2}]}]
"""


def test_what_shows_and_finds_goes_along_and_all_that_names_them_changes():
    edited, names = joined(BOOK, ["silos", "money"], "brakes")
    assert names == {"silos": "brakes", "silos.old": "brakes.old", "money": "brakes"}
    book = load_codebook(edited)
    assert list(book.codes) == ["brakes", "brakes.old"]
    brakes = book.codes["brakes"]
    assert [cue.phrase for cue in brakes.cues] == ["silo", "budget"]
    assert [example.quote for example in brakes.examples] == ["en silos"]
    assert book.tables["all"].rows.names == ("brakes",)
    assert book.tables["all"].where == ("code=brakes",)
    assert book.tables["one"].rows.names == ("brakes",)
    assert [indicator.code for indicator in book.typologies["kind"].classes[0].when] == ["brakes", "brakes"]
    assert edited.startswith(
        "codes:\n  - id: brakes\n    label: Freins\n    definition: Ce qui freine.\n    examples:\n"
    )


def test_one_of_them_can_be_the_one_that_is_left():
    edited, names = joined(BOOK, ["silos", "money"], "silos")
    assert names == {"money": "silos"}
    assert "cues: [silo, budget]" in edited
    assert "rows: {codes: [silos, brakes]}" in edited
    assert "# ce qui freine\n  - id: silos   # entre services" in edited


def test_what_cannot_be_joined_is_told():
    with pytest.raises(CannotEdit, match=r"silos\.old lies below silos, which would go"):
        joined(BOOK, ["silos", "money"], "silos.old")
    merged_rows = BOOK.replace("rows: silos}", "rows: {codes: [silos, money], merge: [{id: m, of: [silos, money]}]}}")
    with pytest.raises(CannotEdit, match="Change that first"):
        joined(merged_rows, ["silos", "money"], "brakes")
