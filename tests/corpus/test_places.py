"""Laws of places: whatever the text, a quote is what stands at its place."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.place import Place, QuoteMismatch, place_in, verify
from corpus.quote_search import find_quote
from corpus.read import read_text, text_of
from corpus.text import Passage, Text, Whereabouts

LINES = st.lists(
    st.one_of(
        st.text(st.characters(blacklist_categories=("Cs",)), max_size=40),
        st.sampled_from(["Q : Pourquoi ?", "R : Parce que.", "[Chercheur] (0:01 - 0:11)", "", "- un point", "# Titre"]),
    ),
    max_size=12,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.sampled_from([".txt", ".md"]))
@settings(max_examples=settings().max_examples * 3 // 2)
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


CONTENT = "Nice veut grandir. Lyon attend."
WANTS = Place("t", 5, 17, "veut grandir")


@pytest.mark.parametrize(
    ("start", "end", "shared"),
    [(0, 5, False), (0, 6, True), (17, 19, False), (16, 19, True), (8, 9, True), (0, 31, True), (5, 17, True)],
)
def test_places_overlap_where_they_share_a_character_not_where_they_touch(start, end, shared):
    assert WANTS.overlaps(start, end) is shared


def test_the_passages_in_a_stretch_share_a_character_with_it():
    passages = (Passage(1, 0, 18), Passage(2, 19, 31))
    text = Text("t", "document", CONTENT, "fr", None, "t.txt", "", passages=passages)

    def numbers(start, end):
        return [passage.number for passage in text.passages_in(start, end)]

    assert numbers(5, 17) == [1]
    assert numbers(18, 19) == []  # between the two, touching both
    assert numbers(17, 19) == [1]
    assert numbers(18, 20) == [2]
    assert numbers(0, 31) == [1, 2]


def test_a_place_has_four_keys_in_json_and_comes_back_from_them():
    assert WANTS.as_json() == {"text": "t", "start": 5, "end": 17, "quote": "veut grandir"}
    assert Place.from_json(WANTS.as_json()) == WANTS


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 32), (31, 32)])
def test_a_place_out_of_range_is_refused_with_the_length_of_the_text(start, end):
    with pytest.raises(QuoteMismatch) as refused:
        place_in(CONTENT, "t", start, end)
    assert str(refused.value) == f"t: {start}–{end} is not a place in a text of 31 characters."


def test_the_first_and_the_last_character_are_places():
    assert place_in(CONTENT, "t", 0, 1) == Place("t", 0, 1, "N")
    assert place_in(CONTENT, "t", 30, 31) == Place("t", 30, 31, ".")
    verify(Place("t", 0, 31, CONTENT), CONTENT)


def test_a_quote_that_is_not_in_the_text_is_named_up_to_sixty_characters():
    quote = "x" * 61
    with pytest.raises(QuoteMismatch) as refused:
        verify(Place("t", 0, 61, quote), CONTENT)
    expected = f"t: the text at 0–61 is not “{'x' * 60}”. One of them was changed: run `glose check`."
    assert str(refused.value) == expected


@pytest.mark.parametrize("place", [Place("t", -1, 31, "."), Place("t", 4, 4, ""), Place("t", 30, 32, ".")])
def test_a_place_out_of_range_is_refused_even_where_the_slice_gives_its_quote(place):
    """Python's slices forgive: `content[-1:31]` and `content[30:32]` are both the last full stop."""
    with pytest.raises(QuoteMismatch):
        verify(place, CONTENT)


def test_every_occurrence_of_a_quote_is_found_in_order_without_overlap():
    assert find_quote("oui, oui et oui", "oui") == [(0, 3), (5, 8), (12, 15)]
    assert find_quote("aaaa", "aa") == [(0, 2), (2, 4)]
    assert find_quote("a  a a", "a a") == [(3, 6)]  # found as written: the looser way is not tried
    assert find_quote("a  a  a  a", "a a") == [(0, 4), (6, 10)]
    assert find_quote("a.b", "a+b") == []  # a quote is not a pattern
    assert find_quote("oui", " \n ") == []


def test_quotes_that_follow_each_other_at_once_are_found_one_by_one():
    assert find_quote("e\u0301" * 3, "é") == [(0, 2), (2, 4), (4, 6)]


def test_blanks_around_a_quote_do_not_count():
    assert find_quote("la  ville", "  la ville ") == [(0, 9)]


def test_white_space_and_accents_written_apart_do_not_hide_a_quote():
    content = "Avant.\nLa ville intelligente\n  coûte cher e\u0301videmment."
    [(start, end)] = find_quote(content, "intelligente coûte cher évidemment")
    assert content[start:end] == "intelligente\n  coûte cher e\u0301videmment"


def test_a_place_that_does_not_read_its_quote_is_refused():
    with pytest.raises(QuoteMismatch, match="is not “abx”"):
        verify(Place("t", 0, 3, "abx"), "abc")
    with pytest.raises(QuoteMismatch, match="not a place"):
        place_in("abc", "t", 2, 9)


def test_many_places_are_looked_up_as_each_by_itself():
    content = "Titre\n\nQ : Une question ?\n\nR : Une réponse.\nEncore.\n\n[rires]\n\nR : Oui.\n\nFin."
    text, _ = text_of(content, "a.txt", text_id="a", case=None, usual="fr", metadata={}, language="fr")
    silent = replace(text, passages=tuple(p._replace(turn=None if p.number == 3 else p.turn) for p in text.passages))
    for one in (text, silent, replace(text, turns=(), passages=())):
        where = Whereabouts(one)
        for start in range(len(content)):
            for end in range(start + 1, len(content) + 1):
                passage = next(iter(one.passages_in(start, end)), None)
                assert where.of(start, end) == (one.turn_at(start), passage)
