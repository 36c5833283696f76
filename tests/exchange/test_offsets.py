"""The unit of offsets: found by the words that are shown, by word borders, or by what the program is known to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.offsets import UNITS, RawText, Stated, find_unit

PARTY = RawText("🥳🥳 On fête.\r\nOn rit beaucoup.\r\n")
RIT = PARTY.content.index("rit")


def counted(raw, position, unit):
    """The offset of a position in `raw`, counted from the definition of the unit."""
    before = raw[:position]
    if unit == "utf8":
        return len(before.encode())
    if unit.endswith("crlf1"):
        before = before.replace("\r\n", "\n")
    return len(before.encode("utf-16-le")) // 2 if unit.startswith("utf16") else len(before)


@pytest.mark.parametrize("unit", UNITS)
def test_each_unit_leads_to_the_same_place(unit):
    offset = counted(PARTY.raw, PARTY.raw.index("rit"), unit)
    assert PARTY.place(offset, unit) == RIT


@given(st.text(alphabet="aé 🥳\r\n", max_size=40), st.sampled_from(UNITS))
def test_counting_and_placing_are_inverse(raw, unit):
    text = RawText(raw)
    for position in range(len(raw) + 1):
        if raw[position - 1 : position + 1] == "\r\n" or raw[position : position + 1] == "\r":
            continue
        before = RawText(raw[:position]).content
        assert text.content[: text.place(counted(raw, position, unit), unit)] == before


def test_an_offset_within_a_character_is_no_place():
    assert PARTY.place(1, "utf16") is None
    assert PARTY.place(10_000, "codepoints") is None
    assert PARTY.place(-1, "utf8") is None


def stated(words, unit, shown=""):
    start = PARTY.raw.index(words)
    return Stated(counted(PARTY.raw, start, unit), counted(PARTY.raw, start + len(words), unit), shown)


@pytest.mark.parametrize("unit", ["codepoints", "utf16", "codepoints-crlf1", "utf16-crlf1"])
def test_the_words_shown_decide(unit):
    places = [stated("rit", unit, "rit"), stated("fête", unit, "fête")]
    found = find_unit([(PARTY, places)], usual="utf16")
    assert (found.unit, found.score) == (unit, 1.0)


def test_without_words_the_borders_of_words_decide():
    found = find_unit([(PARTY, [stated("rit beaucoup", "utf16"), stated("On fête", "utf16")])], usual="codepoints")
    assert (found.unit, found.why) == ("utf16", "borders")


def test_a_name_that_a_person_gave_is_no_evidence():
    named = stated("rit beaucoup", "utf16", "une remarque de la codeuse, bien plus longue")
    assert find_unit([(PARTY, [named])], usual="codepoints").why == "borders"


def test_where_units_agree_none_is_sought():
    plain = RawText("Sans rien.\n")
    assert find_unit([(plain, [Stated(0, 4)])], usual="utf16").why == "same"


def test_what_the_program_does_decides_where_nothing_else_does():
    text = RawText("a b\r\nc d e f")
    assert find_unit([(text, [Stated(0, 1)])], usual="codepoints-crlf1").unit == "codepoints-crlf1"
