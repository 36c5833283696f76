"""Synthesis tables on the terminal: everything can be read at any width, and nothing is cut without a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.screens.table_screen import _bands, shortened

MANY = ["Bordeaux", "Brest", "Saint-Denis", "Saint-Étienne", "Strasbourg", "Toulouse", "Villeneuve-d'Ascq", "Vitry"]
CASES = "case,status\n" + "".join(f"{case},commune\n" for case in ["Nice", *MANY])


@pytest.fixture
def shown(coded, once, glose, written, monkeypatch):
    """Give the study nine cases, a coding and a declared table; its print at that width."""
    coding = "text,quote,code,decision,degree\nnice-entretien,attirer des entreprises,objectives.attractiveness,code,strong\n"
    once(lambda: glose("decide", written("s.csv", coding), "--coder", "anna"))
    (coded / "cases.csv").write_text(CASES, encoding="utf-8")
    book = coded / "codebook.yaml"
    before = book.read_text(encoding="utf-8")

    def table(declaration, width):
        book.write_text(before.replace("tables:\n", f"tables:\n  - {declaration}\n"), encoding="utf-8")
        monkeypatch.setenv("COLUMNS", str(width))
        said = glose("tables", "t", "--show").out
        assert max(map(len, said.splitlines())) <= width
        return said

    return table


@given(st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=12), unique_by=str.casefold))
def test_short_names_tell_apart_what_they_stand_for(words):
    found = shortened(words)
    assert len(set(found.values())) == len(words)
    assert all(word.startswith(short) for word, short in found.items())


@given(st.lists(st.integers(1, 20), min_size=1, max_size=60), st.integers(21, 100))
def test_bands_hold_every_column_in_order_and_fit(widths, room):
    bands = _bands(widths, room)
    assert [at for band in bands for at in band] == list(range(len(widths)))
    assert all(sum(widths[at] + 1 for at in band) <= room for band in bands)


def test_columns_have_their_own_names_where_there_is_room(shown):
    said = shown("{id: t, rows: objectives, columns: cases, cell: degree}", 160)
    assert "Villeneuve-d'Ascq" in said
    assert "fort" in said


def test_narrow_columns_have_a_key(shown):
    said = shown("{id: t, rows: objectives, columns: cases, cell: degree, where: ['case!=Saint-Denis']}", 80)
    assert "Bor Bordeaux" in said
    assert "for fort" in said


def test_names_that_begin_alike_are_numbered(shown):
    said = shown("{id: t, rows: objectives, columns: cases, cell: mention}", 60)
    assert "4 Saint-Denis" in said
    assert "5 Saint-Étienne" in said


def test_a_number_is_never_cut(shown, glose, written):
    long = "R : " + "mot " * 1200 + "fin"
    glose("add", written("long.md", f"Collectivité : Brest\n\nQ : Oui ?\n\n{long}\n"))
    quote = ("mot " * 1200 + "fin").strip()
    glose("decide", written("l.csv", f"text,quote,code,decision\nlong,{quote},challenges,code\n"), "--coder", "anna")
    said = shown("{id: t, rows: challenges, columns: cases, cell: words}", 60)
    assert "1\u202f201" in said.replace("\xa0", "\u202f")


def test_totals_and_shares_are_shown(shown):
    said = shown("{id: t, rows: objectives, columns: status, cell: count, totals: true, shares: column}", 100)
    assert "Total" in said
    assert "100" in said


def test_words_that_have_no_room_stand_in_a_block_a_row(shown, coded, glose, written):
    rows = "text,quote,code,decision,value\nnice-entretien,Le travail en silos reste un frein,challenges,code,six services\n"
    glose("decide", written("v.csv", rows), "--coder", "anna")
    codes = "[challenges, objectives, objectives.environment, objectives.attractiveness]"
    said = shown(f"{{id: t, rows: cases, columns: {{codes: {codes}}}, cell: value}}", 44)
    block = said[said.index("\nNice") :].splitlines()
    assert block[2].split() == ["Difficultés", "six", "services"]
    assert "Brest  n 0\n  ?\n" in said


def test_a_label_with_brackets_is_shown_as_it_is(shown, coded):
    (coded / "cases.csv").write_text("case\n[Nice]\nLyon [bis]\n", encoding="utf-8")
    said = shown("{id: t, rows: cases, columns: {codes: [challenges]}, cell: value}", 60)
    assert "[Nice]" in said
    assert "Lyon [bis]" in said


def test_a_table_speaks_the_language_asked_for(coded, glose):
    assert "Attractiveness" in glose("tables", "objectives", "--show", "--lang", "en").out
    assert "Attractivité" in glose("tables", "objectives", "--show").out
