"""Lettering: how wide words are, and where they break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reports.figures.canvas import written
from reports.figures.figure import Caption, compose
from reports.figures.lettering import shortened, told_apart, width_of, wrapped, wrapped_apart

WORDS = st.text("abcdefghij éèÀ-’WMil", max_size=60)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "words", ["Développement économique local", "Issy-les-Moulineaux", "Illisible ? Œuvre « mêlée »", "0123456789 %"]
)
def test_the_width_is_about_what_the_renderer_measures(words, bold):
    look = {"fontSize": 12, "fontWeight": "bold" if bold else "normal"}
    caption = Caption("", "fr", "w")
    figure = compose([written([{"x": 0, "y": 0, "words": words}], **look)], width=1, height=1, caption=caption, alt="")
    drawn = float(etree.fromstring(figure.svg(titled=False)).get("width")) - 24
    assert width_of(words, 12, bold=bold) == pytest.approx(drawn, rel=0.05)


def test_words_break_between_words_and_the_rest_is_shortened():
    assert wrapped("Développement économique local", 100, 12) == ("Développement", "économique local")
    assert wrapped("Développement économique local et durable", 100, 12)[1] == "économique loc…"
    assert wrapped("Vision", 100, 12) == ("Vision",)
    assert wrapped("", 100, 12) == ("",)


@given(WORDS, st.integers(20, 300))
def test_nothing_is_wider_than_its_room(words, room):
    assert width_of(shortened(words, room, 12), 12) <= room
    lines = wrapped(words, room, 12)
    assert len(lines) <= 2
    assert all(width_of(line, 12) <= room for line in lines)


@given(WORDS)
def test_what_fits_is_kept_as_it_is(words):
    assert shortened(words, 10_000, 12) == words
    assert wrapped(words, 10_000, 12) == (" ".join(words.split()),)


def test_marks_over_letters_take_no_room():
    assert width_of("e\u0301", 12) == width_of("é", 12) == width_of("e", 12)
    assert width_of("日", 12) == 12


def test_names_that_would_be_shortened_to_the_same_lose_their_middle_instead():
    names = [f"Communauté d'agglomération du Grand-{end}" for end in ("Besançon", "Dijon")]
    short = told_apart(names, 150, 11)
    assert len(set(short)) == 2
    assert all(one.startswith("Comm") and one.endswith(end) for one, end in zip(short, ("ançon", "Dijon"), strict=True))
    assert max(width_of(one, 11) for one in short) <= 150


def test_names_that_are_apart_keep_their_beginning():
    assert told_apart(["Lyon", "Communauté urbaine de quelque part"], 80, 11)[1].startswith("Communauté")


def test_names_on_two_lines_that_would_end_alike_keep_their_end():
    names = [
        f"Communauté d'agglomération du Grand Pays de Saint-Étienne-du-Rouvray et environs n° {at}" for at in (1, 2)
    ]
    broken = wrapped_apart([*names, "Lyon"], [200, 200, 200], 12, bold=[True, True, False])
    assert [lines[-1][-4:] for lines in broken] == ["n° 1", "n° 2", "Lyon"]
    assert all(len(lines) == 2 for lines in broken[:2])
    assert all(width_of(line, 12, bold=True) <= 200 for lines in broken[:2] for line in lines)


def test_one_long_word_keeps_its_end_too():
    broken = wrapped_apart([f"{'x' * 60}{at}" for at in "ab"], [100, 100], 12, bold=[False, False])
    assert [lines[-1][-1] for lines in broken] == ["a", "b"]
