"""TextGrids of Praat, long and short: voices by their time, tiers of words once, silences no words."""

import pytest

from corpus.read import read_text
from tests.talk import ASKED, SAID, spoken
from tests.timed_talk import FOUR, GRID, SPOKEN, WORDS, of, textgrid


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "latin-1"])
@pytest.mark.parametrize("short", [False, True])
def test_textgrid(read, encoding, short):
    bom = b"\xfe\xff" if encoding == "utf-16-be" else b""
    text = read("a.TextGrid", bom + textgrid(GRID, short=short).encode(encoding))
    assert spoken(text) == SPOKEN
    assert [turn.timestamp for turn in text.turns] == ["0:00:00", "0:00:04", "0:00:09", "0:00:13"]


@pytest.mark.parametrize("short", [False, True])
def test_quotation_marks_numbers_and_lines_in_an_interval(read, short):
    said = 'Il a dit "oui" 3 fois\nen [2010]'
    text = read("a.TextGrid", textgrid([("A", [(0, 3, said)]), ("B", [(4, 5, "Ah."), (6, 7, "12")])], short=short))
    assert spoken(text) == [("A", " ".join(said.split())), ("B", "Ah. 12")]


@pytest.mark.parametrize("silence", ["#", "_", "sil", "<p:>", "SIL"])
def test_marks_of_silence_are_no_words(read, silence):
    tiers = [("Claire", [*of("Claire"), (4, 8, silence)]), ("Paul", [(0, 3, silence), *of("Paul")])]
    assert spoken(read("a.TextGrid", textgrid(tiers))) == SPOKEN


def words_of(voice):
    return [(s + n / 10, s + n / 10 + 0.1, w) for s, _, said in of(voice) for n, w in enumerate(said.split())]


@pytest.mark.parametrize("name", ["{0} - words", "mots {0}", "{0}_tok"])
def test_a_tier_of_words_beside_the_speech_gives_no_word_twice(written, name):
    tiers = [*GRID, (name.format("Paul"), words_of("Paul")), ("phones", [(0, 1, "k"), (1, 2, "O")])]
    text, problems = read_text(written("a.TextGrid", textgrid(tiers)))
    assert text.content.split() == WORDS
    assert any("phones" in problem.message for problem in problems)


def test_a_tier_of_words_alone_is_the_speech(read):
    text = read(
        "a.TextGrid",
        textgrid(
            [
                ("Claire - words", words_of("Claire")),
                ("Claire - phones", [(0, 1, "k")]),
                ("Paul - words", words_of("Paul")),
            ]
        ),
    )
    assert spoken(text) == SPOKEN


@pytest.mark.parametrize("name", ["transcription", "ORT", "Words", "tier 1"])
def test_a_tier_that_is_named_after_no_one_has_an_unknown_voice(written, name):
    text, problems = read_text(written("a.TextGrid", textgrid([(name, [(s, e, w) for _, s, e, w in FOUR])])))
    assert {turn.speaker for turn in text.turns} <= {None}
    assert any("speakers" in problem.message for problem in problems)


@pytest.mark.parametrize("cut", [60, 0.5, 0.9])
def test_a_textgrid_that_ends_too_soon_is_refused(written, cut):
    whole = textgrid(GRID)
    text, problems = read_text(written("a.TextGrid", whole[: cut if cut > 1 else int(len(whole) * cut)]))
    assert text is None, text.content
    assert problems[0].level == "error"


def test_simultaneous_speech_is_in_the_order_in_which_it_begins(read):
    rows = [("Claire", [(0, 10, ASKED)]), ("Paul", [(2, 3, "Oui."), (11, 12, SAID)])]
    assert spoken(read("a.TextGrid", textgrid(rows))) == [("Claire", ASKED), ("Paul", f"Oui. {SAID}")]
