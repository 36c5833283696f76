"""The annex's extracts: every place once, under the rarest of its codes, and every cell by their numbers."""

from reports.annexed_extracts import annexed, runs_of
from reports.citations import Citations


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
