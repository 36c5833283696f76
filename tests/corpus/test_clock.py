"""Times of recordings in every notation, and what is no time although it has figures and dots."""

import re

import pytest

from corpus.clock import TIME, TIME_IN_BRACKETS, as_timestamp
from corpus.read import read_text
from tests.talk import ASKED, SAID

WRITTEN = {
    "0:02": "0:00:02",
    "00:01:02": "0:01:02",
    "#00:01:02-3#": "0:01:02",
    "[00:01:02.30]": "0:01:02",
    "00:01:02:15": "0:01:02",
    "[00h05m10s]": "0:05:10",
    "(00 h 05 min 10 s)": "0:05:10",
    "[1h 02mn 03s]": "1:02:03",
    "[5 min 10 s]": "0:05:10",
    "[01.07]": "0:01:07",
    "[00.01.07]": "0:01:07",
    "[00h05]": "0:05:00",
    "à 3'12\"": "0:03:12",
    "3’12’’": "0:03:12",
    "[1h03'12\"]": "1:03:12",
    "[5'10]": "0:05:10",
    "75:10": "1:15:10",
    "[00 : 05 : 10]": "0:05:10",
    "[05mn10]": "0:05:10",
    "[5 minutes 10 secondes]": "0:05:10",
    "[5mn]": "0:05:00",
    "[00h05'10]": "0:05:10",
    "[TC 00:05:10]": "0:05:10",
    "[à 5 min 10]": "0:05:10",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_a_time_is_read(written):
    inner = written.strip("[](){}#")
    assert re.fullmatch(TIME_IN_BRACKETS, inner), inner
    assert as_timestamp(written) == WRITTEN[written]


@pytest.mark.parametrize(
    "words", ["01.02", "12.05.2023", "10h30", "5 min 10 s", "12", "3 500", "01.07", "1.2.3", "h 10", "l'été", "5'"]
)
def test_what_is_no_time_in_running_text(words):
    assert re.fullmatch(TIME, words) is None


@pytest.mark.parametrize("words", ["12.05.2023", "[12.05.2023]", "[1.2]", "1.234", "12.50 €", "art. 3.12", "2023"])
def test_dates_prices_and_sections_are_no_timestamps(words):
    assert as_timestamp(words) is None


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("[00h05m10s]", "0:05:10"),
        ("(00 h 05 min 10 s)", "0:05:10"),
        ("[05.10]", "0:05:10"),
        ("[5'10\"]", "0:05:10"),
        ("[à 5'10\"]", "0:05:10"),
        ("#00:05:10-3#", "0:05:10"),
        ("00h05m10s", "0:05:10"),
        ("[00:05:10.20]", "0:05:10"),
        ("[00 : 05 : 10]", "0:05:10"),
        ("[5mn10]", "0:05:10"),
        ("[à 5 min 10]", "0:05:10"),
        ("[TC 00:05:10]", "0:05:10"),
    ],
)
def test_a_time_before_the_label(read, time, expected):
    text = read("a.txt", f"{time} E : {ASKED}\n\n{time} R : {SAID}\n\n{time} E : {ASKED}\n\n{time} R : {SAID}\n")
    assert [(t.speaker, text.quote(t)) for t in text.turns] == [("E", ASKED), ("R", SAID)] * 2
    assert {turn.timestamp for turn in text.turns} == {expected}


@pytest.mark.parametrize(
    "mark",
    [
        "#00:00:07-2#",
        "[00:00:07.20]",
        "[00h00m07s]",
        "(00:00:07)",
        "{00:00:07.2}",
        "<00:00:07>",
        "00:00:07",
        "[0'07]",
        "[00.00.07]",
    ],
)
def test_a_mark_at_the_end_of_a_speech(read, mark):
    text = read("a.txt", f"I: {ASKED} {mark}\n\nB: {SAID} {mark}\n\nI: {ASKED} {mark}\n\nB: {SAID} {mark}\n")
    assert [text.quote(turn) for turn in text.turns] == [ASKED, SAID] * 2
    assert {turn.timestamp for turn in text.turns} == {"0:00:07"}


@pytest.mark.parametrize(
    "said",
    [
        "On se voit à 10h30 (12.05.2023).",
        "C'était le 12/05/2023, à 9h15, salle 01.02",
        "Cela coûte 12.50 (ou 13.20)",
        "Voir la section 01.07",
        "Il a couru en 5 min 10 s",
        "Au kilomètre [2.13]",
    ],
)
def test_figures_in_a_speech_stay_in_it(read, said):
    text = read("a.txt", f"Q : {ASKED}\n\nR : {said}\n\nQ : {ASKED}\n\nR : {SAID}\n")
    assert text.quote(text.turns[1]) == said
    assert text.turns[1].timestamp is None


@pytest.mark.parametrize("mark", ["00:05:10", "[00h05m10s]", "[05.10]", "(5 mn 10 s)", "[5'10]", "à 5'10\""])
def test_a_time_on_a_line_of_its_own_is_in_no_speech(read, mark):
    text = read("a.txt", "".join(f"{mark}\n\n{name} : {said}\n\n" for name, said in [("E", ASKED), ("R", SAID)] * 2))
    assert [(t.speaker, text.quote(t)) for t in text.turns] == [("E", ASKED), ("R", SAID)] * 2


RISING = [
    ("0:10", "5'10\"", "(5 mn 10 s)", "à 5 min 10", "(à 5'10'')"),
    ("1:20", "6'20\"", "(6 mn 20 s)", "à 6 min 20", "(à 6'20'')"),
    ("2:30", "7'30\"", "(7 mn 30 s)", "à 7 min 30", "(à 7'30'')"),
]


@pytest.mark.parametrize("kind", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("form", ["{name} : {said} {time}\n\n", "{name} : {time} {said}\n\n"])
def test_times_without_brackets_are_marks_where_the_whole_text_has_them(read, kind, form):
    times = [times[kind] for times in (*RISING, RISING[-1])]
    speeches = [("E", ASKED), ("R", SAID), ("E", ASKED), ("R", SAID)]
    written = "".join(form.format(name=n, said=s, time=t) for (n, s), t in zip(speeches, times, strict=True))
    text = read("a.txt", written)
    assert [(turn.speaker, text.quote(turn)) for turn in text.turns] == speeches
    assert text.turns[0].timestamp in ("0:00:10", "0:05:10")


@pytest.mark.parametrize("times", [("10:30", "9:15", "14:00", "8:00"), ("9:15", "10:30", "", "")])
def test_times_of_day_at_the_end_of_some_speeches_are_words(read, times):
    said = [f"Nous arrivons à {time}" if time else "Voilà tout." for time in times]
    text = read("a.txt", "".join(f"{name} : {words}\n\n" for name, words in zip("ERER", said, strict=True)))
    assert [text.quote(turn) for turn in text.turns] == said


def test_times_with_primes_before_labels_open_their_lines(written):
    said = [("E", ASKED), ("R", SAID), ("E", ASKED), ("R", SAID)]
    lines = "".join(f"à {n}'1{n}\" {name} : {words}\n" for n, (name, words) in enumerate(said, 3))
    text, problems = read_text(written("a.txt", lines))
    assert [(turn.speaker, text.quote(turn)) for turn in text.turns] == said
    assert text.turns[0].timestamp == "0:03:13"
    assert not any("within" in problem.message for problem in problems)
