"""Slips in labels: lines with a name but another sign, names that differ by a letter, names in several spellings."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from corpus.problem import Problem, shortened
from corpus.speech.layout import TextLayout
from corpus.speech.speaker_label import SpeakerLabel
from corpus.speech.speakers import Speakers
from wording.messages import quoted, tr, tr_n

_HEAD = 200
_LONG_NAME = 4
"""Shorter names may differ by a letter and be two."""


def in_one_spelling(labels: Mapping[int, SpeakerLabel]) -> dict[int, SpeakerLabel]:
    """The labels by number of line, names that differ only by capitals and accents in their commonest spelling."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name, number in Counter(label.name for label in labels.values()).items():
        spellings[_plain(name)][name] = number
    usual = {name: counts.most_common(1)[0][0] for counts in spellings.values() for name in counts}
    return {
        number: label if usual[label.name] == label.name else replace(label, name=usual[label.name])
        for number, label in labels.items()
    }


def _plain(name: str) -> str:
    """A name without capitals, and without accents where it is long enough to be the same without them."""
    if len(name) < _LONG_NAME:
        return name.casefold()
    return "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))


def _any_name(taken: Mapping[int, SpeakerLabel], speakers: Speakers) -> str:
    """A regular expression for the names that labels of the text have; empty where there is nothing to look for."""
    if speakers.pattern is not None:
        return ""
    names = {label.name for label in taken.values() if label.name and label.form not in ("given", "message", "inside")}
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def mislabelled(
    layout: TextLayout, taken: Mapping[int, SpeakerLabel], name: str, speakers: Speakers
) -> Iterator[Problem]:
    """A doubt that shows lines which open with the name of a voice, but without the sign that its labels have."""
    known = _any_name(taken, speakers)
    if not known:
        return
    opening = re.compile(rf"\W{{0,3}}(?:{known})(?:\s?(?:[;.|/>)\]~=*_°](?=\s)|[-–—])\s?(?=\S)|$)", re.IGNORECASE)
    lines = [
        line
        for number, line in enumerate(layout.lines)
        if number not in taken and not line.part and line.block.form in ("paragraph", "item")
        if opening.match(layout.content[line.start : min(line.end, line.start + _HEAD)])
    ]
    if lines:
        message = tr_n(
            "{n} line opens with the name of a voice, but without the sign of its labels, and was left in the turn "
            "above: {words}. If somebody speaks there, correct the label in the file.",
            "{n} lines open with the name of a voice, but without the sign of its labels, and were left in the turn "
            "above, the first: {words}. If somebody speaks there, correct the labels in the file.",
            len(lines),
            words=quoted(shortened(layout.text(lines[0])[:_HEAD])),
        )
        yield Problem(f"{name}:{layout.line_number(lines[0].start)}", message, "warning")


def within_lines(
    layout: TextLayout, taken: Mapping[int, SpeakerLabel], name: str, speakers: Speakers
) -> Iterator[Problem]:
    """A doubt where the label of a voice stands behind the end of a sentence within a line, which it does not cut."""
    known = _any_name(taken, speakers)
    if not known:
        return
    behind = re.compile(rf"[.?!…»”\"][ \t\u00a0]{{1,3}}(?P<label>(?:{known})[ \u00a0\u202f]?:(?=\s))")
    places = [
        line.start + found.start("label")
        for number, line in enumerate(layout.lines)
        for found in behind.finditer(layout.text(line))
        if number not in taken or found.start("label") >= taken[number].speech
    ]
    if places:
        place = places[0]
        message = tr_n(
            "{n} label of a voice stands within a line, and what follows it was left in the turn: {words}. If somebody "
            "else speaks there, let the label begin a line of the file.",
            "{n} labels of voices stand within lines, and what follows them was left in the turn, the first: {words}. "
            "If somebody else speaks there, let each label begin a line of the file.",
            len(places),
            words=quoted(shortened(layout.content[place : place + _HEAD].split("\n")[0])),
        )
        yield Problem(f"{name}:{layout.line_number(place)}", message, "warning")


def nearly_alike(voices: Iterable[str | None], name: str) -> Iterator[Problem]:
    """A doubt for each voice that speaks seldom and whose name is that of another but for a letter or two."""
    counts = Counter(voice for voice in voices if voice)
    for seldom, number in counts.items():
        for often, times in counts.items() if len(seldom) >= _LONG_NAME else ():
            if 4 * number <= times and seldom != often and _differ_by_a_slip(seldom.casefold(), often.casefold()):
                message = tr(
                    "“{seldom}” ({number}) may be “{often}” ({times}), written by a slip. If so, correct the file, or "
                    "name both with --speakers and a list.",
                    seldom=shortened(seldom),
                    number=number,
                    often=shortened(often),
                    times=times,
                )
                yield Problem(name, message, "warning")
                break


def _differ_by_a_slip(one: str, other: str) -> bool:
    """Whether a letter is missing, added, another, or has changed places; numbers tell names apart."""
    if abs(len(one) - len(other)) > 1 or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:] and len(left) > 1
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped
