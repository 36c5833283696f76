"""Times in seconds or in words, bars and quotation marks around names, as tools and people set them."""

import pytest

from corpus.clock import as_timestamp

SAID = [("q", "Vous vendez quoi ?"), ("a", "Du pain, surtout."), ("q", "Et l'hiver ?"), ("a", "On ferme tôt.")] * 2
NAMES = {"q": "Claire Roux", "a": "Karim Ben"}
NUMBERS = {"q": "SPEAKER_00", "a": "SPEAKER_01"}


@pytest.mark.parametrize(
    ("layout", "names"),
    [
        ("[{n}.00s -> {n}.90s] [{name}] {words}\n", NUMBERS),
        ("00:0{n}:01 [{name}] {words}\n", NUMBERS),
        ("{name}   {n} minutes 10 seconds\n{words}\n\n", NAMES),
        ("{name} | 00:0{n}\n{words}\n\n", NAMES),
        ("« {name} » : {words}\n", NAMES),
        ("“{name}”: {words}\n", NAMES),
        ("{name} : {words}\n", {"q": "1.", "a": "2."}),
    ],
)
def test_names_are_read_without_the_signs_around_them(read, layout, names):
    lines = [layout.format(n=n, name=names[who], words=words) for n, (who, words) in enumerate(SAID)]
    text = read("a.txt", "".join(lines))
    said = [(turn.speaker, text.content[turn.start : turn.end]) for turn in text.turns]
    assert said == [(names[who], words) for who, words in SAID]


@pytest.mark.parametrize(
    ("written", "time"),
    [("[12.34s -> 15.00s]", "0:00:12"), ("2 minutes 10 seconds", "0:02:10"), ("1 hour 0 minutes 5 seconds", "1:00:05")],
)
def test_times_in_seconds_and_in_words(written, time):
    assert as_timestamp(written) == time
