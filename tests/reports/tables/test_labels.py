"""Two codes of one label: their rows, columns and sentences show where each of them is in the codebook."""

import pytest

from coding.codebook.file import load_codebook
from coding.codebook.model import labels_of
from reports.tables.synthesis import synthesise

BOOK = """\
codebook: {title: T, languages: [fr, en]}
codes:
  - id: aims
    label: {fr: Buts, en: Aims}
    codes: [{id: money, label: {fr: Argent, en: Money}}, {id: other, label: {fr: Autres, en: Others}}]
  - id: obstacles
    label: {fr: Freins, en: Obstacles}
    codes: [{id: time, label: {fr: Temps, en: Time}}, {id: other, label: {fr: Autres, en: Others}}]
tables:
  - {id: rows, rows: codes, columns: cases}
  - {id: turned, rows: cases, columns: codes}
  - {id: part, rows: obstacles, columns: cases}
  - {id: given, rows: {values: obstacles}, columns: [code, case, value]}
"""


@pytest.mark.parametrize("table", ["rows", "turned"])
def test_codes_of_one_label_show_their_path_and_others_do_not(material, a_text, table):
    made = material([a_text("a", case="Nice")], [], codebook=BOOK)
    computed = synthesise(made.codebook.tables[table], made)
    headers = computed.rows if table == "rows" else computed.columns
    assert [header.label for header in headers] == [
        "Buts", "Argent", "Buts › Autres", "Freins", "Temps", "Freins › Autres",
    ]  # fmt: skip
    part = synthesise(made.codebook.tables["part"], made)
    assert [row.label for row in part.rows] == ["Freins", "Temps", "Autres"]


def test_codes_with_one_path_have_their_ids():
    book = load_codebook("codes: [{id: a, label: Autres}, {id: b, label: Autres}]")
    assert labels_of(book, ["a", "b"], "fr") == {"a": "Autres (a)", "b": "Autres (b)"}
    assert labels_of(book, ["b"], "fr") == {"b": "Autres"}
