"""A name is counted where it stands, once, whoever found it."""

import pytest

from corpus.pseudonyms import name_finder
from corpus.pseudonyms.name_finder import find_names
from corpus.pseudonyms.standing import StandingNames


@pytest.mark.parametrize(
    ("names", "content", "counts"),
    [
        (["Tours"], "La ville de Tours. Des détours, TOURS.", {"Tours": 2}),
        (["Marie Dupont", "Dupont"], "Marie Dupont et Dupont, Marie\u00a0Dupont.", {"Marie Dupont": 2, "Dupont": 1}),
        (["Théo"], "The\u0301o et Théo.", {"Théo": 2}),
        (["Rose"], "rose et Roses", {}),
    ],
)
def test_a_longer_name_comes_before_a_part_of_it(names, content, counts):
    assert StandingNames(names).counts(content) == counts


def test_what_a_rule_and_the_recogniser_both_find_is_counted_once(read, tmp_path, monkeypatch):
    monkeypatch.setattr(name_finder, "_entities", lambda text, cache: [("place", "Tours"), ("person", "Karim Benali")])
    monkeypatch.setattr(name_finder, "pipeline_name", lambda language: ("none", "0"))
    text = read("a.txt", "La ville de Tours est grande. Karim Benali y vit. Karim ?")
    found = {name.name: (name.kind, name.count, name.certain) for name in find_names([text], cache=tmp_path)}
    assert found == {
        "Tours": ("place", 1, True),
        "Karim Benali": ("person", 1, False),
        "Karim": ("person", 1, False),
    }
