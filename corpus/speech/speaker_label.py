"""Speaker labels: what may be one at the beginning of a line, and what only looks like one."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.clock import TIME, TIME_IN_BRACKETS, as_timestamp
from corpus.label_words import (
    COLON,
    DASHES,
    NAME,
    ODD_COLON,
    STAMP,
    is_role_word,
    may_be_a_name,
    may_be_an_odd_name,
    tidied,
    visible,
)
from corpus.speech import parliamentary_record as hearing

BRACKET = re.compile(
    rf"^\s*\[(?P<name>(?=[^\]\n]*[^\W\d_])(?!\d|{TIME_IN_BRACKETS}\])[^\[\]\n:]{{1,60}})\]\s*"
    rf"(?:\(\s*(?P<time>{TIME})(?:\s*[-–—]\s*{TIME})?\s*\)|(?P<clock>{TIME})(?=\s*$))?\s*:?\s*"
)
TIME_THEN_NAME = re.compile(
    rf"^\s*(?P<time>{STAMP}|{TIME})\s*[-–—]?\s*(?P<name>[^\W\d_][^:;!?.,\n]{{0,40}}?)(?<!\s)\s*:?\s*$"
)
LINE_NUMBER = re.compile(r"^\s*(?P<line>\d{1,4})[.)]?\s+(?P<name>[^\W\d_][^:/\n]{0,30}?)(?<!\s)\s*[:：](?=\s)\s*(?=\S)")
OWN_LINE = re.compile(rf"^\s*(?P<name>{NAME})(?<!\s)(?:\s{{2,}}|\t+|\s*[-–—,(\[|]\s*|\s+)(?P<time>{TIME})\s*[)\]]?\s*$")
TIMED_DASH = re.compile(
    rf"^\s*(?P<time>{STAMP}|{TIME})\s*(?P<name>[A-ZÀ-Þ]{{1,3}}\d{{0,2}})\s*(?:[{DASHES[:-1]}]|-(?=\s))\s*(?=\S)"
)
DASH = re.compile(
    rf"^\s*(?P<name>[^\W\d_]{{1,3}}\d{{0,2}}\.?|[^\W\d_][^:\n.,;!?{DASHES}]{{2,40}})\s*(?:[=–—-]{{1,2}}>|[{DASHES[:-1]}]|-(?=\s))\s*(?=\S)"
)
TAB = re.compile(r"^\s*(?P<name>[^\W\d_][^:.!?\t\n]{0,30}?)\s?:?\t+(?=\S)")
STOP = re.compile(r"^\s*(?P<name>[A-ZÀ-Þ]{1,3}\d{0,2})\.\s+(?=\S)")
TIMED = re.compile(rf"^\s*(?P<name>)(?P<time>{STAMP}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?)(?=\s+\S)\s*")
BARE = re.compile(r"^\s*[\[(<]?(?P<name>[A-ZÀ-Þ][^:;,!?.\n\[\]{}<>#/()]{0,40}?(?:\([^()\n]{1,40}\))?)[\])>]?\s*$")
STOP_ALONE = re.compile(r"^\s*(?:[-–—]\s?)?(?P<name>[A-ZÀ-Þ][^:;!?.\n]{0,30}?)\s?\.\s*$")
"""A word for a role, alone on its line with a full stop: `Question.`, `— Réponse.`, `Q.`"""
COUNTED = re.compile(
    r"^\s*[(\[]?(?P<name>(?:q|r|a|question|r[ée]p(?:onse)?|answer)\s?\d{1,3})\s?[)\]]\s*[:.–-]?\s+(?=\S)", re.IGNORECASE
)
"""A numbered question or answer before a bracket, `Q1)` or `[R2]`, which counts only where each has its other."""
MORE_SIGNS = re.compile(r"(?:[:>=]{1,3}|[-–—]{1,2}>?|→)(?=\s|[^\W\d_])\s*")
"""What is left of a sign of several characters behind a label: `Léna :- Oui`, `Q :: Oui`."""
CHEVRON = re.compile(r"^\s*(?P<name>)>>+\s*")

FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bracket", BRACKET),
    ("chevron", CHEVRON),
    ("line number", LINE_NUMBER),
    ("colon", COLON),
    ("odd colon", ODD_COLON),
    ("hearing", hearing.LABEL),
    ("own line", OWN_LINE),
    ("own line", STOP_ALONE),
    ("time, name", TIME_THEN_NAME),
    ("tab", TAB),
    ("dash", TIMED_DASH),
    ("dash", DASH),
    ("stop", STOP),
    ("counted", COUNTED),
    ("timed", TIMED),
    ("bare", BARE),
)


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """A candidate at the beginning of a line: `speech` is the offset in the line where speech begins.

    An `odd` one is written as names seldom are (`P1/F/34`), so that only its recurrence shows that it is one.
    """

    form: str
    name: str
    speech: int
    timestamp: str | None = None
    odd: bool = False


@lru_cache(maxsize=8_192)
def label_of(line: str, bold: int = 0) -> SpeakerLabel | None:
    """The label that this line may begin with; `bold` counts its leading bold characters.

    The lines of a text are looked at more than once, so what was found is kept for a while.

    Characters without width are overlooked, and labels are looked for in the first 200 characters.
    """
    view, places = visible(line[:_HEAD])
    if len(line) > _HEAD:
        view += _MORE
    label = _label_in(view, bold)
    if label is None or (places is None and label.speech <= _HEAD):
        return label
    speech = min(label.speech, len(view) - 1 if len(line) > _HEAD else len(view))
    return replace(label, speech=places[speech] if places else speech)


_HEAD = 200
_MORE = "x"
"""Stands for the rest of a long line, so that a label that fills a whole line is not found at its head."""


_AT_A_COLON = frozenset({"line number", "colon", "odd colon"})
"""Forms that have a colon: most lines have none, and looking for a name before one takes longest."""


def _label_in(line: str, bold: int) -> SpeakerLabel | None:
    colon = ":" in line or "：" in line
    for form, pattern in FORMS:
        found = pattern.match(line) if colon or form not in _AT_A_COLON else None
        if not found:
            continue
        name = tidied(found.group("name"))
        if name == "" and form not in ("chevron", "timed"):
            continue
        if form == "odd colon":
            is_clock = name.isdigit() and len(name) < 3 and found.group("time")
            if is_clock or not may_be_an_odd_name(name):
                continue
        elif name and form != "hearing" and not may_be_a_name(name, form):
            continue
        if not _fits(name, form, pattern, bold):
            continue
        groups = found.groupdict()
        written = " ".join(v for k, v in groups.items() if k not in ("name", "number", "line") and v)
        odd = form == "odd colon" and not is_role_word(name)
        form = "numbered" if groups.get("number") else "colon" if form in ("line number", "odd colon") else form
        end = found.end()
        if form in ("colon", "dash") and (more := MORE_SIGNS.match(line, end)):
            end = more.end()
        return SpeakerLabel(form, name, end, as_timestamp(written) if written else None, odd)
    return None


def _fits(name: str, form: str, pattern: re.Pattern[str], bold: int) -> bool:
    """Whether words before a sign that may be anything are like a name."""
    if form == "dash":
        return bold > 0 or _is_initials(name) or is_role_word(name)
    if form == "line number":
        return is_role_word(name) or _is_initials(name)
    return pattern is not STOP_ALONE or (is_role_word(name) and (len(name) > 2 or name in "QR"))


def _is_initials(name: str) -> bool:
    return len(name) <= 4 and name[:1].isupper()
