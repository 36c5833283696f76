"""Words in cells of a spreadsheet: none is lost, rows are high enough, sheets have names that Excel takes."""

from hypothesis import given
from hypothesis import strategies as st

from reports.formats.sheet_text import (
    LONGEST_CELL,
    LONGEST_NAME,
    could_be_formula,
    height_of,
    lines_of,
    link_to,
    name_of_sheet,
    portions,
)


def units(text):
    return len(text.encode("utf-16-le")) // 2


def test_a_text_that_fits_stays_as_it_is():
    assert portions("a" * LONGEST_CELL, "[suite]") == ["a" * LONGEST_CELL]


@given(st.text(st.sampled_from("ab é😀\n"), max_size=300), st.integers(20, 60))
def test_pieces_fit_their_cells_and_together_are_the_text(text, most):
    pieces = portions(text, "[…]", most=most)
    assert all(units(piece) <= most for piece in pieces)
    assert all(piece.endswith(" […]") for piece in pieces[:-1])
    told = "".join(piece.removesuffix(" […]") for piece in pieces)
    assert told.split() == text.split() or "".join(told.split()) == "".join(text.split())


def test_a_long_text_is_parted_between_words():
    first, second = portions("mot " * 10_000, "[suite]")
    assert first.endswith("mot [suite]")
    assert second.startswith("mot")


def test_a_letter_outside_the_basic_plane_counts_as_excel_counts_it():
    assert len(portions("😀" * 20_000, "[suite]")) == 2


def test_rows_are_as_high_as_their_longest_cell_asks_for_within_what_excel_allows():
    assert height_of([("un mot", 40), ("x " * 100, 20)]) == lines_of("x " * 100, 20) * 15
    assert lines_of("x " * 100, 20) >= 10
    assert lines_of("un\ndeux\ntrois", 40) == 3
    assert height_of([("mot " * 5_000, 20)]) == 409
    assert height_of([]) == 15


def test_sheets_have_names_of_whole_words_that_excel_takes():
    taken = {"sommaire"}
    names = [name_of_sheet(title, taken) for title in ("Qui ? [fait]: quoi/où", "History", "'Essai'", "Sommaire", "")]
    assert names == ["Qui fait quoi où", "History.", "Essai", "Sommaire~2", "–"]
    long = [name_of_sheet("12. Projets et expérimentations par collectivité", taken) for _ in range(3)]
    assert long == [
        "12. Projets et expérimentation…",
        "12. Projets et expérimentati…~2",
        "12. Projets et expérimentati…~3",
    ]
    assert name_of_sheet("3. Principes de la vision par collectivité", taken) == "3. Principes de la vision par…"


@given(st.lists(st.text(max_size=60), max_size=12))
def test_names_are_short_and_none_comes_twice(titles):
    taken: set[str] = set()
    names = [name_of_sheet(title, taken) for title in titles]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < units(name) <= LONGEST_NAME and not set(name) & set("[]:*?/\\") for name in names)
    assert not any(name.startswith("'") or name.endswith("'") for name in names)


def test_a_link_leads_to_a_sheet_with_an_apostrophe():
    assert link_to("L'emploi") == "internal:'L''emploi'!A1"


def test_what_an_editor_would_make_a_formula_of_is_known():
    assert all(map(could_be_formula, ("=1+1", "+33 1", "-Lyon", "@cmd", "\t=1")))
    assert not could_be_formula("1 = 1")
