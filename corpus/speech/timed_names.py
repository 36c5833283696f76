"""Names beside times in brackets, without a colon: `Claire [00:00:03] …`, or one above the other."""

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.clock import TIME, TIME_IN_BRACKETS, as_timestamp
from corpus.label_words import may_be_a_name
from corpus.speech.messages import Message, recur, seen

_SPAN = rf"{TIME}(?:\s*(?:-->|->|[-–—])\s*{TIME})?"
_STAMP = rf"(?P<time>\[\s?(?:{_SPAN}|{TIME_IN_BRACKETS})\s?\]|\(\s?{_SPAN}\s?\))"
_NAME = r"(?P<name>[^\W\d_][^:;!?\n\t\[\]]{0,50}?)"
_NAME_FIRST = re.compile(rf"{_NAME}\s*{_STAMP}\s+(?=[^\s:：])")
_TIME_FIRST = re.compile(rf"{_STAMP}\s*(?:[-–]\s*)?(?:\[{_NAME}\]\s*:?\s+)(?=\S)")
_TABS = re.compile(rf"(?P<time>\[?{_SPAN}\]?)\t+{_NAME}\s?:?\t+(?=\S)")
_OPENS_WITH_TIME = re.compile(rf"{_STAMP}\s*(?:[-–]\s)?\s*(?=\S)")
_TIME_ALONE = re.compile(rf"\[?\s?{_SPAN}\s?\]?")
_NAME_ALONE = re.compile(rf"{_NAME}\s?:?")
_PADDED = re.compile(r"(?P<name>[^\W\d_]\S{0,30}(?: \S{1,20}){0,2})[ \u00a0]{2,}(?=\S)")
_TIME_CODE = re.compile(rf"TC\s+(?P<time>{_SPAN})")
_LONGEST_HEAD = 200
_SHARE = 0.25
"""The minimum share of lines that must have such a label."""


def timed_names(texts: Sequence[str]) -> dict[int, Message] | None:
    """The labels by number of line; None where no such layout runs through the text and has names that recur."""
    heads = [text[:_LONGEST_HEAD] for text in texts]
    for way in _WAYS:
        lines = dict(way(heads))
        if recur(message.name for message in lines.values()) and len(lines) >= _SHARE * sum(map(bool, texts)):
            return lines
    return None


def _in_line(pattern: re.Pattern[str]) -> Callable[[Sequence[str]], Iterator[tuple[int, Message]]]:
    def labels(heads: Sequence[str]) -> Iterator[tuple[int, Message]]:
        for number, text in enumerate(heads):
            found = pattern.match(text)
            if found and _may_name(found["name"]):
                yield number, Message(seen(found["name"]), found.end(), as_timestamp(found["time"]), "given")

    return labels


def _over_timed_lines(heads: Sequence[str]) -> Iterator[tuple[int, Message]]:
    """A name alone, which recurs, above lines that begin with a time."""
    timed = {number: found for number, text in enumerate(heads) if (found := _OPENS_WITH_TIME.match(text))}
    names = {
        number: seen(text).rstrip(" :")
        for number, text in enumerate(heads)
        if number + 1 in timed and number not in timed and _NAME_ALONE.fullmatch(text) and _may_name(text)
    }
    if not recur(names.values()):
        return
    first = above = min(names)
    for number in sorted({*names, *(n for n in timed if n > first)}):
        here = timed.get(number)
        above = number if number in names else above
        time = as_timestamp((here or timed[number + 1])["time"])
        yield number, Message(names[above], here.end() if here else len(heads[number]), time, "given")


def _between_time_and_speech(heads: Sequence[str]) -> Iterator[tuple[int, Message]]:
    """A name alone under a line that has nothing but a time."""
    for number in range(1, len(heads) - 1):
        above, text, below = heads[number - 1 : number + 2]
        if _TIME_ALONE.fullmatch(above) and _NAME_ALONE.fullmatch(text) and _may_name(text) and below:
            yield number, Message(seen(text).rstrip(" :"), len(text), as_timestamp(above), "given")


def _over_time_codes(heads: Sequence[str]) -> Iterator[tuple[int, Message]]:
    """A name padded with spaces before each speech and a line `TC <span>` below it, as ELAN prints a transcript."""
    codes = {number: found for number, text in enumerate(heads) if (found := _TIME_CODE.fullmatch(text))}
    if len(codes) < 2:
        return
    padded: re.Match[str] | None = None
    opened = 0
    for number, text in enumerate(heads):
        if number in codes and padded:
            time = as_timestamp(codes[number]["time"])
            yield opened, Message(seen(padded["name"]), padded.end(), time, "given")
            yield number, Message(seen(padded["name"]), len(text), time, "given")
        elif (found := _PADDED.match(text)) and _may_name(found["name"]):
            padded, opened = found, number


def _may_name(name: str) -> bool:
    plain = seen(name).rstrip(" :")
    return len(plain.split()) <= 6 and not plain.endswith((".", ",")) and may_be_a_name(plain, "own line")


_WAYS = (
    _over_time_codes,
    _in_line(_TIME_FIRST),
    _in_line(_TABS),
    _in_line(_NAME_FIRST),
    _over_timed_lines,
    _between_time_and_speech,
)
