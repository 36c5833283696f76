"""What a capital proves of a likely name, and which numbers are telephone numbers."""

import pytest

from corpus.pseudonyms.capitals import Capitals
from corpus.pseudonyms.name_finder import PHONE, names_by_rules

TALK = """\
Assembler les étals, c'est long. On va assembler demain.

Crayon.

Le marché de Bourgogne ouvre, et Anne Pierre vend une pierre. Nantes est loin. On aime Nantes.

On a un CAP, la SNCF transporte. J'ai le BAC depuis Mars. CIP ou pas CIP. On va voir le Préfet, au Conseil Municipal,
pour le COVID. Et Basile vient : basile.b@exemple.fr. Le jour J. Suivant les mois, on ferme suivant le temps.
"""


@pytest.mark.parametrize(
    ("name", "proved"),
    [
        ("Bourgogne", True),
        ("Nantes", True),
        ("SNCF", True),
        ("Anne Pierre", True),
        ("Assembler", False),
        ("Crayon", False),
        ("CAP", False),
        ("CIP", False),
        ("J. Suivant", False),
        ("Basile", True),
        ("BAC", False),
        ("Mars", False),
        ("Préfet", False),
        ("Conseil Municipal", False),
        ("COVID", False),
    ],
)
def test_a_capital_proves_a_name_only_where_no_sentence_or_ordinary_word_explains_it(name, proved):
    assert Capitals([TALK]).prove(name) is proved


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("La ville de Lyon a un marché.", "Lyon"),
        ("Le maire de Saint-Étienne vient.", "Saint-Étienne"),
        ("On va à la mairie d'Aix-en-Provence.", "Aix-en-Provence"),
        ("C'est la commune de La Rochelle qui paie.", "Rochelle"),
        ("The city of Leeds pays.", "Leeds"),
        ("La communauté urbaine d'Arras gère.", "Arras"),
        ("La ville de demain sera verte.", None),
        ("Le quartier de la gare est calme.", None),
        ("On parle de Lyon.", None),
    ],
)
def test_a_word_for_a_place_makes_the_name_behind_it_certain(read, words, place):
    found = [name for kind, name in names_by_rules(read("a.txt", words)) if kind == "place"]
    assert found == ([place] if place else [])


@pytest.mark.parametrize("label", ["MAIRE", "Directrice", "Mère", "TOUS", "Enquêtrice"])
def test_what_somebody_is_in_a_label_is_no_name(read, label):
    talk = f"Lucie : Qui vend ?\n\n{label} : Ma sœur.\n\n" * 2
    assert {name for _, name in names_by_rules(read("a.txt", talk))} == {"Lucie"}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("au 04 93 00 11 22.", "04 93 00 11 22"),
        ("au 04.93.00.11.22", "04.93.00.11.22"),
        ("+33 6 12 34 56 78", "+33 6 12 34 56 78"),
        ("0493001122", "0493001122"),
        ("Entretien 01 24.10.03 02", None),
        ("01-24 10 03 02", None),
    ],
)
def test_a_telephone_number_is_written_with_one_separator(words, number):
    found = PHONE.search(words)
    assert (found.group() if found else None) == number
