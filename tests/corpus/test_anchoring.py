"""Places found again in a corrected text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.anchoring import Anchors, apply_edits, edits_between, lines_changed

OLD = "Le maire veut attirer des entreprises. Il manque de moyens. La ville avance lentement."


def fate(new, quote, old=OLD):
    start = old.index(quote)
    found = Anchors(old, new).locate(start, start + len(quote))
    return found.fate, new[found.start : found.end]


@pytest.mark.parametrize(
    ("new", "quote", "expected"),
    [
        (OLD, "manque de moyens", ("kept", "manque de moyens")),
        (f"Bonjour. {OLD}", "manque de moyens", ("moved", "manque de moyens")),
        (OLD.replace("manque", "manquait"), "Il manque de moyens.", ("changed", "Il manquait de moyens.")),
        (OLD.replace("La ville", "La métropole"), "La ville avance", ("changed", "La métropole avance")),
        (OLD.replace(" attirer", ""), "veut attirer des entreprises", ("shrunk", "veut des entreprises")),
        (OLD.replace("Il manque de moyens. ", ""), "Il manque de moyens.", ("lost", "")),
        (f"{OLD[60:]} {OLD[:59]}", "La ville avance lentement.", ("moved", "La ville avance lentement.")),
    ],
)
def test_what_becomes_of_a_quote(new, quote, expected):
    assert fate(new, quote) == expected


WORDS = st.lists(st.sampled_from(["ville", "le", "É́tat", "😀", "maire,", "et\n", "\n\n", "  "]), max_size=25).map(
    " ".join
)


@given(WORDS, WORDS)
def test_the_edits_make_the_new_text_of_the_old(old, new):
    pieces = [(e.start, e.end, new[e.new_start : e.new_end]) for e in edits_between(old, new)]
    assert apply_edits(old, pieces)[0] == new


@given(WORDS, WORDS, st.data())
def test_a_place_is_found_inside_the_new_text_or_lost(old, new, data):
    start = data.draw(st.integers(0, max(0, len(old) - 1)))
    end = data.draw(st.integers(start, len(old)))
    found = Anchors(old, new).locate(start, end)
    assert found.fate == "lost" or 0 <= found.start < found.end <= len(new)
    if found.fate in ("kept", "moved"):
        assert new[found.start : found.end] == old[start:end]


def test_changed_lines_are_told_with_their_number():
    assert list(lines_changed("a\nb\nc", "a\nB\nc\nd")) == [(2, "b", "B"), (4, "", "d")]


def test_edits_out_of_order_are_refused():
    with pytest.raises(ValueError, match="sorted"):
        apply_edits("abcdef", [(3, 4, "x"), (1, 2, "y")])
