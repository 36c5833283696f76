"""How a sentence names its cases."""

from wording.catalogues import listed


def test_of_very_many_cases_only_the_first_are_named():
    assert listed([*"ABCDEFGH"], "fr") == "A, B, C, D, E, F, G et H"
    assert listed([*"ABCDEFGHI"], "fr") == "A, B, C, D, E, F, G et 2 autres"
    assert listed([*"ABCDEFGHIJ"], "en") == "A, B, C, D, E, F, G and 3 others"
