"""What the labels of a file reveal about each other: initials and names, numbered answers, names after times."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from corpus.speech.layout import TextLayout
from corpus.speech.speaker_label import TIMED, SpeakerLabel

_INTRODUCED = re.compile(r"(?P<name>[^()]{2,60}?)\s*\(\s*(?P<short>[A-ZÀ-Þ]{1,4}\d{0,2})\s*\)")
_QUESTION = re.compile(r"(?P<word>q|question)\s?(?P<number>\d+)(?:\s?bis)?\.?", re.IGNORECASE)
_ANSWER = re.compile(r"(?P<word>r|a|r[ée]p\.?|r[ée]ponse|answer)\s?(?P<number>\d+)(?:\s?bis)?\.?", re.IGNORECASE)


def read_together(labels: Mapping[int, SpeakerLabel], layout: TextLayout) -> dict[int, SpeakerLabel]:
    """The labels as they are meant, judging by the other labels in the file."""
    return _numbered(_introduced(_after_times(labels, layout)))


def _introduced(labels: Mapping[int, SpeakerLabel]) -> dict[int, SpeakerLabel]:
    """`Marie Dupont (MD) :` introduces `MD :`; both are Marie Dupont."""
    written = {label.name for label in labels.values()}
    matches = (_INTRODUCED.fullmatch(name) for name in sorted(written))
    names = {m.group("short"): m.group("name") for m in matches if m and m.group("short") in written}
    long = {f"{name} ({short})": name for short, name in names.items()}
    renamed = names | long | {f"{n} ( {s} )": n for s, n in names.items()}
    return {n: _named(label, renamed.get(label.name, label.name)) for n, label in labels.items()}


def _named(label: SpeakerLabel, name: str) -> SpeakerLabel:
    return label if label.name == name else replace(label, name=name)


def _numbered(labels: Mapping[int, SpeakerLabel]) -> dict[int, SpeakerLabel]:
    """`Q1 :` is a question from the interview guide and not a speaker, unless `R1 :` answers it."""
    asked = {n: m for n, label in labels.items() if (m := _QUESTION.fullmatch(label.name))}
    answered = {n: m for n, label in labels.items() if (m := _ANSWER.fullmatch(label.name))}
    numbers = Counter(m.group("number") for m in asked.values())
    replies = Counter(m.group("number") for m in answered.values())
    once = {*numbers.values(), *replies.values()} == {1}
    paired = once and len(numbers) > 1 and len(numbers.keys() & replies.keys()) >= 0.5 * len(numbers)
    if paired or _anew(labels, asked, answered):
        words = {n: m.group("word") for n, m in (asked | answered).items()}
        return {n: _asks_or_answers(label, words.get(n)) for n, label in labels.items()}
    labels = {n: label for n, label in labels.items() if label.form != "counted"}
    if max(numbers.values(), default=0) > 1 and max(replies.values(), default=0) > 1:
        return labels  # two who ask, and those who answer them
    several = len(numbers) > 3 or min(numbers.values(), default=1) < 3 or not (labels.keys() - asked.keys())
    return {n: label for n, label in labels.items() if not (n in asked and several)}


def _asks_or_answers(label: SpeakerLabel, word: str | None) -> SpeakerLabel:
    """The label with its word alone as the name; one before a bracket is then as good as one before a colon."""
    if word is None:
        return label
    return replace(label, name=word, form="colon" if label.form == "counted" else label.form)


def _anew(
    labels: Mapping[int, SpeakerLabel], asked: Mapping[int, re.Match[str]], answered: Mapping[int, re.Match[str]]
) -> bool:
    """Whether questions and answers are numbered anew in each part: an answer has the number of the question above."""
    order = [n for n in sorted(labels) if n in asked or n in answered]
    follows = [
        asked[one]["number"] == answered[other]["number"]
        for one, other in pairwise(order)
        if one in asked and other in answered
    ]
    steps = [int(asked[other]["number"]) - int(asked[one]["number"]) for one, other in pairwise(sorted(asked))]
    counted = sum(step == 1 for step in steps)
    begins = [asked[n]["number"] == "1" for n in sorted(asked)[1:]]
    rise = counted > 1 and all(step == 1 or first for step, first in zip(steps, begins, strict=True))
    return rise and len(follows) > 2 and all(follows) and 2 * len(follows) >= len(order)


def _after_times(labels: Mapping[int, SpeakerLabel], layout: TextLayout) -> dict[int, SpeakerLabel]:
    """`[0:12] Marie` on a line of its own names the next speaker if such names recur; else it is speech."""
    timed = {n: label for n, label in labels.items() if label.form == "time, name"}
    counts = Counter(label.name.casefold() for label in timed.values())
    again = sum(n for n in counts.values() if n > 1)
    spoken = sum(n + 1 < len(layout.lines) and n + 1 not in labels for n in timed)
    if timed and again >= 0.6 * len(timed) and spoken >= 0.8 * len(timed):
        return {n: replace(label, form="own line") if n in timed else label for n, label in labels.items()}
    kept: dict[int, SpeakerLabel] = {}
    for number, label in labels.items():
        if number not in timed:
            kept[number] = label
        elif found := TIMED.match(layout.text(layout.lines[number])):
            kept[number] = SpeakerLabel("timed", "", found.end(), label.timestamp)
    return kept
