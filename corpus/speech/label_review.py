"""Looser labels, tried only where no usual one was found; they are accepted only if they fit the whole text."""

import re
from collections import Counter
from collections.abc import Callable, Mapping

from corpus.label_words import may_be_a_name
from corpus.speech.layout import TextLayout
from corpus.speech.speaker_label import SpeakerLabel

_WORD = r"[A-ZÀ-Þ][\w'’.-]*"
_NAME = rf"(?P<name>{_WORD}(?:\s+(?:d[eu]s?|l[ae]|{_WORD}|\d{{1,2}})){{0,3}})"
_NUMBER = r"(?:\d{1,4}[.)]?\s+)?"

_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("angle", re.compile(rf"^<{_NAME}>\s*(?=\S)")),
    ("brackets", re.compile(rf"^\({_NAME}\)\s*(?=\S)")),
    ("sign", re.compile(rf"^{_NUMBER}{_NAME}\s?(?:>|/|\||=|»)\s+(?=\S)")),
    ("spaced dash", re.compile(rf"^{_NUMBER}{_NAME}\s?[.:]?\s?(?:[–—]|-(?=\s))\s*(?=\S)")),
    ("capitals", re.compile(rf"^{_NUMBER}(?P<name>(?=[A-Z0-9À-Þ_]*[A-ZÀ-Þ])[A-Z0-9À-Þ_]{{1,10}})\s+(?=\S)")),
)
_DIALOGUE = re.compile(r"^\s*[-–—]\s*(?=[\w«\"“(¿])")

_SHARE = 0.6
"""The minimum share of paragraphs that open with such a label."""


def labels_at_second_look(layout: TextLayout) -> Mapping[int, SpeakerLabel]:
    """The labels (by number of line) of the first looser form that fits the text; none where no form does.

    A form with names fits when six paragraphs in ten open with it, at least two and at most twelve voices recur, and
    these make up nearly all labels. Dialogue dashes fit when nearly every paragraph opens with one and between a
    fifth and two thirds of them are questions.
    """
    ways: list[Callable[[TextLayout], dict[int, SpeakerLabel]]] = [
        *(lambda layout, f=form, p=pattern: _named(layout, f, p) for form, pattern in _NAMED),
        _dialogue,
    ]
    return next((labels for way in ways if (labels := way(layout))), {})


def _named(layout: TextLayout, form: str, pattern: re.Pattern[str]) -> dict[int, SpeakerLabel]:
    labels = {
        number: SpeakerLabel(form, found.group("name"), found.end())
        for number, line in enumerate(layout.lines)
        if line.block.form in ("paragraph", "item")
        if (found := pattern.match(layout.text(line))) and may_be_a_name(found.group("name"), form)
    }
    counts = Counter(label.name.casefold() for label in labels.values())
    again = {name: n for name, n in counts.items() if n > 1}
    if len(again) < 2 or len(again) > 12 or sum(again.values()) < 0.9 * len(labels):
        return {}
    if form == "capitals" and min(len(labels), len(layout.lines)) < 4:
        return {}
    return labels if _fits(layout, labels) else {}


def _fits(layout: TextLayout, labels: Mapping[int, SpeakerLabel]) -> bool:
    paragraphs = [n for n, line in enumerate(layout.lines) if line.opens and n >= min(labels)]
    return len(labels) >= _SHARE * len(paragraphs)


def _dialogue(layout: TextLayout) -> dict[int, SpeakerLabel]:
    labels: dict[int, SpeakerLabel] = {}
    asking = 0
    for number, line in enumerate(layout.lines):
        found = _DIALOGUE.match(layout.text(line))
        if found:
            labels[number] = SpeakerLabel("dialogue", "", found.end())
            asking += layout.text(line).rstrip(' »"”)').endswith("?")
    lines = sum(line.block.form != "heading" for line in layout.lines)
    enough = len(labels) >= 4 and len(labels) >= 0.8 * (lines - 3)
    return labels if enough and 0.2 * len(labels) <= asking <= 0.67 * len(labels) else {}
