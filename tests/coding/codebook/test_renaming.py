"""Codes renamed and moved in the file: what stands beside them stays, letter by letter."""

import pytest

from coding.codebook.edit import CannotEdit
from coding.codebook.file import load_codebook
from coding.codebook.moving import moved
from coding.codebook.renaming import renamed

BOOK = """\
# Le livre de codes
codes:
  # les objectifs
  - id: goals   # premier
    label: Objectifs
    codes:
      - {id: jobs, label: Emplois}
      # plus vert
      - id: green
        label: Vert
        definition: >-
          Gérer plus
          durablement.
        cues:
          - climat   # et temps
        codes:
          - {id: air, label: Air}

  - id: brakes
    label: Freins

  - id: "means"
    label: Moyens
    codes: [{id: money, label: Argent}, {id: staff, label: Personnel}]
tables:
  - id: goals
    rows: {codes: [goals.green, brakes], merge: [{id: m, of: [goals.green.air, 'brakes']}]}
    labels: {goals.green: Vert}   # plus court
    where: ["code=goals.green|brakes", status=x]
typologies:
  - id: kind
    label: Sorte
    classes:
      - {id: a, label: A, when: goals.green}
      - {id: b, label: B, unless: [brakes], when: [{code: goals.green.air, weight: 2}]}
suggestions:
  exclude: {goals.green: [temps]}
"""


def test_a_rename_changes_the_id_and_what_names_it_and_nothing_else():
    edited = renamed(BOOK, "goals.green", "goals.environment")
    expected = BOOK.replace("- id: green", "- id: environment").replace("goals.green", "goals.environment")
    assert edited == expected


def test_quotes_stay_and_an_id_that_would_be_something_else_gets_some():
    assert '- id: "funds"' in renamed(BOOK, "means", "funds")
    assert "merge: [{id: m, of: [goals.green.air, '2020']}]" in renamed(BOOK, "brakes", "2020")
    assert '- id: "2020"' in renamed(BOOK, "brakes", "2020")


def test_a_code_moves_with_its_comments_and_its_codes():
    edited = moved(BOOK, "goals.green", "brakes")
    lines = """\
  - id: brakes
    label: Freins
    codes:
      # plus vert
      - id: green
        label: Vert
        definition: >-
          Gérer plus
          durablement.
        cues:
          - climat   # et temps
        codes:
          - {id: air, label: Air}

  - id: "means"
"""
    assert lines in edited
    assert "      - {id: jobs, label: Emplois}\n\n  - id: brakes" in edited
    assert "rows: {codes: [brakes.green, brakes], merge: [{id: m, of: [brakes.green.air, 'brakes']}]}" in edited
    assert "exclude: {brakes.green: [temps]}" in edited


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("goals.green.air", None),
        ("goals.green.air", "goals"),
        ("goals.jobs", "means"),
        ("goals.jobs", "brakes"),
        ("means.money", "goals.green"),
        ("means.money", "brakes"),
        ("means.staff", None),
        ("brakes", "goals.green"),
        ("goals.green", None),
    ],
)
def test_there_and_back_every_code_means_what_it_meant(code, parent):
    book, own = load_codebook(BOOK), code.rpartition(".")[2]
    edited = moved(BOOK, code, parent)
    new = f"{parent}.{own}" if parent else own
    after = load_codebook(edited)
    assert len(after.codes) == len(book.codes)
    assert after.codes[new].label == book.codes[code].label
    assert all(comment in edited for comment in ("# premier", "# plus vert", "# et temps", "# plus court"))
    again = load_codebook(moved(edited, new, code.rpartition(".")[0] or None))
    assert set(again.codes) == set(book.codes)
    assert [t.rows.names for t in again.tables.values()] == [t.rows.names for t in book.tables.values()]


@pytest.mark.parametrize(
    ("code", "parent", "said"),
    [
        ("goals", "goals.green", "below itself"),
        ("goals.green", "goals", "there already"),
        ("brakes", None, "there already, below the top"),
    ],
)
def test_what_cannot_move_is_told(code, parent, said):
    with pytest.raises(CannotEdit, match=said):
        moved(BOOK, code, parent)


def test_codes_written_under_their_whole_ids_are_renamed_with_those_below():
    flat = "codes:\n- {id: a, label: A}\n- {id: a.b, label: B}\n- {id: a.b.c, label: C}\n- {id: ab, label: AB}\n"
    assert renamed(flat, "a.b", "a.x") == flat.replace("a.b.c", "a.x.c").replace("a.b,", "a.x,")
    with pytest.raises(CannotEdit, match="Move it by hand"):
        moved(flat, "a.b", "ab")


def test_windows_line_ends_stay():
    edited = moved(BOOK.replace("\n", "\r\n"), "goals.green", "brakes")
    assert edited.replace("\r\n", "\n") == moved(BOOK, "goals.green", "brakes")
    assert "\n" not in edited.replace("\r\n", "")
