"""Tables on a page: as large as they can be, cut between columns where they must, never through a word."""

from hypothesis import given
from hypothesis import strategies as st

from reports.cell import Header
from reports.formats.fitting import Page, panels, widths_of
from reports.tables.rendering import RenderedCell, RenderedPart, RenderedRow, RenderedTable

A4 = Page(width=770, largest=7.5, least=6)


def rendered(texts, *, label="Attractivité", wide=False, heads=None):
    """A table of one row with these cells."""
    columns = tuple(
        Header(str(at), head) for at, head in enumerate(heads or [f"Ville {at}" for at in range(len(texts))])
    )
    cells = tuple(RenderedCell((RenderedPart(text),), "coded", text) for text in texts)
    row = RenderedRow("r", label, 0, cells, n=len(texts))
    return RenderedTable("t", "Titre", "Code", columns, (row,), (), (), "fr", wide=wide)


def test_a_small_table_is_one_panel_in_the_largest_letters():
    [panel] = panels(rendered(["●"] * 5), A4)
    assert panel.size == 7.5
    assert not panel.upright


def test_a_table_that_nearly_fits_gets_smaller_letters():
    [panel] = panels(rendered(["mentionné"] * 15), A4)
    assert 6 <= panel.size < 7.5


def test_signs_under_many_long_names_turn_the_names():
    fitted = panels(rendered(["●"] * 40, heads=["Issy-les-Moulineaux"] * 40), A4)
    assert len(fitted) == 1
    assert fitted[0].upright


def test_sixty_columns_of_words_come_in_panels_that_hold_each_column_once_and_n_at_the_end():
    whole = rendered(["(mentionné)"] * 60)
    fitted = panels(whole, A4)
    assert len(fitted) > 1
    assert [panel.at for panel in fitted] == list(range(1, len(fitted) + 1))
    assert [column for panel in fitted for column in panel.rendered.columns] == list(whole.columns)
    assert [panel.rendered.counts for panel in fitted] == [False] * (len(fitted) - 1) + [True]
    assert all(row.label == "Attractivité" for panel in fitted for row in panel.rendered.rows)


def test_panels_have_the_largest_letters_that_their_widest_allows():
    few, many = (panels(rendered(["mentionné"] * count), A4) for count in (24, 33))
    assert len(few) == len(many) == 2
    assert A4.largest == few[0].size == few[1].size > many[0].size > A4.least


def test_in_a_table_of_quotes_the_quotes_get_the_room():
    """A long quote beside a value and a name: more than half of the width, and no word of the others is broken."""
    texts = ["Nice", "déploiement de WiFiLib", "On installe, avec WiFiLib, un réseau dans tout l'hypercentre. " * 4]
    [panel] = panels(rendered(texts, wide=True), A4)
    label, name, value, quote, *_ = panel.widths
    assert quote > 0.5
    assert name < value < quote
    assert panel.size == 7.5
    assert min(label, name) * A4.width / panel.size > len("Attractivité") * 0.4


@given(st.lists(st.text(max_size=40), min_size=1, max_size=80), st.booleans(), st.text(max_size=200))
def test_whatever_is_in_a_table_no_column_is_lost_and_the_widths_fill_the_page(texts, wide, label):
    whole = rendered(texts, label=label, wide=wide)
    fitted = panels(whole, A4)
    assert [column.id for panel in fitted for column in panel.rendered.columns] == [str(at) for at in range(len(texts))]
    for panel in fitted:
        assert abs(sum(panel.widths) - 1) < 1e-9
        assert len(panel.widths) == len(panel.rendered.heads())
        assert A4.least <= panel.size <= A4.largest


def test_in_a_plain_table_prose_gets_more_room_than_numbers():
    code, definition, n = widths_of(
        [("Code", "Définition", "n"), ("Vision", "Ce que la ville veut être. " * 9, "12")], A4
    )
    assert definition > 3 * code
    assert n < code
