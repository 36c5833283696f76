"""Texts called by their case where there is little room."""

from types import SimpleNamespace

from reports.explore.short_names import short_names


def named(**cases):
    return short_names(
        [name.replace("_", "-") for name in cases],
        {name.replace("_", "-"): SimpleNamespace(case=case) for name, case in cases.items()},
    )


def test_the_only_text_of_a_case_is_called_as_the_case():
    assert named(nice_entretien="Nice") == {"nice-entretien": "Nice"}


def test_several_texts_of_a_case_keep_the_rest_of_their_names():
    assert named(saint_etienne_entretien="Saint-Étienne", saint_etienne_mandat="Saint-Étienne") == {
        "saint-etienne-entretien": "Saint-Étienne, entretien",
        "saint-etienne-mandat": "Saint-Étienne, mandat",
    }


def test_no_two_are_alike_and_texts_without_a_case_keep_their_names():
    assert named(nice="Nice", nice_2="Nice", note=None) == {"nice": "nice", "nice-2": "Nice, 2", "note": "note"}
