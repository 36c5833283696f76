"""Columns of cases.csv: each has a name of its own, and one of them is the case."""

import pytest

from corpus.cases import read_cases


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("cas;Cas", "“cas”, “Cas”"),
        ("case;cas", "“case”, “cas”"),
        ("case;Statut;statut", "“Statut”, “statut”"),
        ("case;Créé;CREE", "“Créé”, “CREE”"),
        ("case;Taille;Taille", "2 columns are called 'Taille'"),
    ],
)
def test_two_columns_of_one_name_are_refused_by_name(header, told):
    _, problems = read_cases(f"{header}\nNice;a;b\n")
    assert [problem.level for problem in problems if told in problem.message] == ["error"]


@pytest.mark.parametrize("header", ["cas;Collectivité;Statut", "Cas;statut;taille", "case;statut;statut 2"])
def test_columns_of_several_names_are_read(header):
    cases, problems = read_cases(f"{header}\nNice;a;b\n")
    assert ([*cases], problems) == (["Nice"], ())
