"""Quotes are found as people type them, and where none is found the nearest words are named."""

import pytest

from corpus.quote_search import find_quote, nearest_words, same_words

CURLY = "Elle a dit : « c’est l’œuvre… d’une vie – peut‑être »\u202f! Puis la smart\u00adcité, aujourd’hui\u00a0?"
STRAIGHT = """Elle a dit: "c'est l'oeuvre... d'une vie - peut-être"! Puis la smartcité, aujourd'hui?"""


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("\"c'est l'oeuvre... d'une vie\"", None),
        ("l'oeuvre...", "l’œuvre…"),
        ("dit: \"c'est", "dit : « c’est"),
        ('vie - peut-être"!', "vie – peut‑être »\u202f!"),
        ("smartcité, aujourd'hui?", "smart\u00adcité, aujourd’hui\u00a0?"),
        ("euvre", None),
        ("œuvre..", None),
        (".. d'une", None),
    ],
)
def test_typed_with_a_plain_keyboard_it_is_found(typed, written):
    """A quote that begins or ends inside a sign (the `e` of `œ`) is another word."""
    assert [CURLY[start:end] for start, end in find_quote(CURLY, typed)] == ([written] if written else [])


def test_typed_with_curly_signs_it_is_found_in_a_plain_text():
    [(start, end)] = find_quote(STRAIGHT, "« c’est l’œuvre… d’une vie – peut‑être »")
    assert STRAIGHT[start:end] == "\"c'est l'oeuvre... d'une vie - peut-être\""
    assert find_quote(STRAIGHT, CURLY) == [(0, len(STRAIGHT))]
    assert find_quote(CURLY, STRAIGHT) == [(0, len(CURLY))]


def test_same_words_differ_only_in_what_is_typed():
    assert same_words("l’œuvre…", " l'oeuvre... ")
    assert not same_words("l’œuvre…", "l'oeuvre")


@pytest.mark.parametrize(
    ("quote", "nearest"),
    [
        ("c'est l'oeuvr", "c’est l’œuvre"),
        ("LA SMARTCITE AUJOURDHUI", "smart\u00adcité, aujourd’hui"),
        ("un tout autre propos sur le budget municipal", None),
        ("", None),
    ],
)
def test_the_nearest_words_are_whole_words(quote, nearest):
    found = nearest_words(CURLY, quote)
    assert (CURLY[slice(*found)] if found else None) == nearest
