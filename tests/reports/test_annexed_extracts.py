"""The annex's extracts: every place once, under the rarest of its codes, and every cell by their numbers."""

import numpy as np

from reports.annexed_extracts import annexed, runs_of
from reports.cell import Header
from reports.citations import Citations
from reports.formats.extract_words import _row_of_numbers
from reports.tables.rendering import RenderedCell, RenderedPart, RenderedRow, RenderedTable


def found(material, **how):
    made = annexed(material, Citations(material), **how)
    return made, {
        group.label: [(one.number, [cited.code for cited in one.citations]) for one in group.extracts]
        for group in made.groups
    }


def test_a_place_with_two_codes_is_under_the_rarer_one_and_names_the_other(told):
    """
    text a Nice passages=6
    a 0:2 aims.green Nice
    a 12:15 aims.green Nice
    a 12:15 staff Nice
    """
    _, groups = found(told)
    assert groups == {"Buts › Vert": [(1, ["aims.green"])], "Effectif": [(2, ["staff", "aims.green"])]}


def test_two_coders_at_one_place_are_one_extract(told):
    """
    text a Nice passages=6
    a 12:15 staff Nice by=anna
    a 12:15 staff Nice by=basile
    """
    made, groups = found(told)
    assert groups == {"Effectif": [(1, ["staff", "staff"])]}
    assert made.at.tolist() == [1, 1]


def test_a_class_on_coded_words_is_no_further_extract_and_another_is(told):
    """
    text a Nice passages=6
    a 0:1 staff Nice
    class pioneer Nice a basile
    """
    made, groups = found(told)
    assert groups == {"Effectif": [(1, ["staff", "maturity.pioneer"])]}
    assert set(made.of_class.values()) == {1}


def test_extracts_beyond_the_room_are_counted_and_keep_their_numbers(told):
    """
    text a Nice passages=6
    a 0:2 staff Nice
    a 12:15 staff Nice
    a 32:35 staff Nice
    """
    made, groups = found(told, most=2)
    assert [number for number, _ in groups["Effectif"]] == [1, 2]
    assert (made.shown, made.left) == (2, 1)
    assert made.at.tolist() == [1, 2, 3]


def test_numbers_are_told_as_runs():
    assert runs_of([3, 4, 5, 9, 11, 12]) == ((3, 5), (9, 9), (11, 12))


def part(text, *positions):
    return RenderedCell(
        (RenderedPart(text, evidence=np.array(positions)),) if positions else (RenderedPart(text),), "coded", text
    )


def test_rows_called_alike_are_told_by_their_other_cells_and_values_of_a_cell_by_a_line(told):
    """
    text a Nice passages=6
    a 0:2 staff Nice
    a 12:15 staff Nice
    a 32:35 staff Lyon
    """
    made, _ = found(told)
    both = RenderedCell((*part("6", 0).parts, *part("7", 1).parts), "coded", "6 | 7")
    rows = tuple(
        RenderedRow(str(at), label, 0, cells)
        for at, (label, *cells) in enumerate(
            [
                ("Effectif", part("Nice"), both),
                ("Effectif", part("Lyon"), part("8", 2)),
                ("Vert", part("–"), part("9", 2)),
            ]
        )
    )
    heads = (Header("case", "Cas"), Header("values", "Valeurs"))
    rendered = RenderedTable("t", "T", "Code", heads, rows, (), (), "fr")
    lines = [_row_of_numbers(label, cells, "fr") for label, cells in made.cells(rendered)]
    assert [" ".join(line.split()) for line in lines] == [
        "Effectif, Nice : Valeurs 2 | 3",
        "Effectif, Lyon : Valeurs 1",
        "Vert : Valeurs 1",
    ]
