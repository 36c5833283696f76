"""Laws of places: whatever the text, a quote is what stands at its place."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.place import Place, QuoteMismatch, find_quote, place_in, verify
from corpus.read import read_text

LINES = st.lists(
    st.one_of(
        st.text(st.characters(blacklist_categories=("Cs",)), max_size=40),
        st.sampled_from(["Q : Pourquoi ?", "R : Parce que.", "[Chercheur] (0:01 - 0:11)", "", "- un point", "# Titre"]),
    ),
    max_size=12,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.sampled_from([".txt", ".md"]))
@settings(max_examples=150)
def test_turns_and_passages_are_trimmed_ordered_disjoint_stretches(lines, newline, suffix):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(newline.join(lines).encode("utf-8"))
        text, problems = read_text(path)
    if text is None:
        assert problems[0].level == "error"
        return
    for parts in (text.turns, text.passages):
        ends = [0]
        for part in parts:
            quote = text.content[part.start : part.end]
            assert quote
            assert quote == quote.strip()
            assert part.start >= ends[-1]
            ends.append(part.end)
    turns = {turn.number: turn for turn in text.turns}
    for passage in text.passages:
        if passage.turn is not None:
            assert turns[passage.turn].start <= passage.start
            assert passage.end <= turns[passage.turn].end


@given(st.text(min_size=1), st.data())
def test_any_stretch_is_found_by_its_own_words(content, data):
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    place = place_in(content, "t", start, end)
    verify(place, content)
    if place.quote.strip():
        assert place.quote in [content[a:b] for a, b in find_quote(content, place.quote)]


def test_white_space_and_accents_written_apart_do_not_hide_a_quote():
    content = "Avant.\nLa ville intelligente\n  coûte cher e\u0301videmment."
    [(start, end)] = find_quote(content, "intelligente coûte cher évidemment")
    assert content[start:end] == "intelligente\n  coûte cher e\u0301videmment"


def test_a_place_that_does_not_read_its_quote_is_refused():
    with pytest.raises(QuoteMismatch, match="is not “abx”"):
        verify(Place("t", 0, 3, "abx"), "abc")
    with pytest.raises(QuoteMismatch, match="not a place"):
        place_in("abc", "t", 2, 9)
