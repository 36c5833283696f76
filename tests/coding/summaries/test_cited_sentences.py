"""Sentences of a summary: where they end, and which citations belong to which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.summaries.cited_sentences import CITATION, sentences_of


def said(text):
    return [(sentence.words, [citation.said for citation in sentence.citations]) for sentence in sentences_of(text)]


def words(text):
    return [sentence.words for sentence in sentences_of(text)]


def test_citations_belong_to_the_sentence_they_follow_before_or_after_its_full_stop():
    assert said("La ville veut attirer.[^12] Elle hésite[^13]. Elle attend [^14][^15] ! [^3fa8c2]") == [
        ("La ville veut attirer.", ["12"]),
        ("Elle hésite.", ["13"]),
        ("Elle attend !", ["14", "15", "3fa8c2"]),
    ]


def test_words_of_a_quote_may_hold_stops_and_brackets():
    assert said('Elle attend[^"un peu.\n\n- Beaucoup [dit-il]"]. Puis rien[^« Non. »].') == [
        ("Elle attend.", ["un peu.\n\n- Beaucoup [dit-il]"]),
        ("Puis rien.", ["Non."]),
    ]


@pytest.mark.parametrize(
    "one",
    [
        "Selon M. le maire et Mme Le Goff, cf. annexe, p. 12, tout va.",
        "Le budget est de 3.5 M€, soit env. 12 p. 100 du total, etc. et ainsi de suite.",
        "J.-P. Dupont a signé l'art. L. 123 du code.",
        "Il dit « Oui. Non. Peut-être ! » avant de partir.",
        "La ville (elle l'a dit. Deux fois.) attend.",
        "On veut… attirer, mais qui ? dit-il.",
        "The city, i.e. Lyon, agreed with Dr. Smith, e.g. on transport.",
        "Le XXe s. a changé la ville.",
        "La phrase continue\nà la ligne suivante.",
        "1. Une ville connectée.",
    ],
)
def test_what_ends_no_sentence(one):
    assert words(one) == [" ".join(one.split())]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("C'est le plan B. La ville le suit.", 2),
        ("La ville en a. Nice aussi.", 2),
        ("Elle compte 340 000 hab. Nice grandit.", 2),
        ("Des écoles, des ponts, etc. Nice construit.", 2),
        ("elle veut. elle fait.", 2),
        ("Il part en 2015. Il revient.", 2),
        ("Il dit : « Oui. » Nice répond.", 2),
        ("Un titre sans point\n\nPuis un texte.", 2),
        ("- un\n- deux\n2) trois", 3),
        ("This is the U.S. The end.", 2),
        ("C'est de l'art. La ville l'expose.", 2),
    ],
)
def test_what_ends_a_sentence(text, number):
    assert len(words(text)) == number


def test_a_citation_by_itself_belongs_to_the_sentence_above_and_nothing_is_no_sentence():
    assert said("La ville attend.\n\n[^3]") == [("La ville attend.", ["3"])]
    assert said("[^3]\n\nLa ville attend.") == [("La ville attend.", ["3"])]
    assert said("[^3]") == said("  \n … ") == []


PLAIN = st.text(st.sampled_from("abcdéàœ ,'"), min_size=1).map(lambda s: f"Ville {s.strip()} dort")


@given(st.lists(st.tuples(PLAIN, st.integers(1, 9999), st.booleans()), min_size=1))
def test_every_sentence_has_its_own_citation_wherever_the_stop_stands(parts):
    text = " ".join(f"{p}[^{n}]." if inside else f"{p}.[^{n}]" for p, n, inside in parts)
    assert [citations for _, citations in said(text)] == [[str(n)] for _, n, _ in parts]


@given(st.text(st.sampled_from('aZ1 .!?…«»()[]^"\n-')))
def test_no_text_breaks_it_and_every_citation_is_found_once_and_in_order(text):
    sentences = sentences_of(text)
    at = [(c.start, c.end) for sentence in sentences for c in sentence.citations]
    assert at == ([found.span() for found in CITATION.finditer(text)] if sentences else [])
