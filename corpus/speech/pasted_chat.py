"""Chats pasted from Slack and Teams: a name with a day and a time, on a line or two, above each message."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.label_words import may_be_a_name
from corpus.speech.messages import AT, CLOCK, DAY, NOTICE, Message, is_of_a_chat, recur, seen, time_of_day

_WHEN = rf"(?P<day>{DAY})?(?(day){AT}\s?|){CLOCK}"
_NAME = r"(?P<name>[^\W\d_][^\n:!?\[\]]{0,60}?)(?:\s*:[a-z_+-]+:)?"
_FLAGS = re.IGNORECASE
_LONGEST_HEAD = 160
_TIMES = 3
"""The least number of times in a text that is a chat."""
_CLOCK = re.compile(CLOCK, _FLAGS)
_BEFORE = re.compile(rf"\[{_WHEN}\]\s+{_NAME}:?", _FLAGS)
_BEHIND = re.compile(rf"{_NAME}(?:\s*[,–—-]\s+|\s+)(?P<open>\[|\()?{_WHEN}(?(open)[\])]|)\s?:?", _FLAGS)
_ALONE = re.compile(rf"\[?{_WHEN}\]?", _FLAGS)
_NAME_ALONE = re.compile(_NAME)
_BY_THE_TOOL = re.compile(
    rf"{DAY}|(?:Last reply|Dernière réponse|View thread|Afficher le fil)[^\n]*|New|Nouveau(?:x messages)?|New messages"
    r"|\d+\s(?:repl(?:y|ies)|réponses?)(?:\s[^\n]{0,60})?|(?::[\w+-]+:\s?\d*\s?)+|\((?:edited|modifié)\)"
    r"|[^\n]{1,60}\s(?:joined|left|a rejoint|a quitté)\s"
    r"(?:#\S+|the (?:channel|chat|meeting)|la (?:conversation|réunion))\.?",
    _FLAGS,
)


def pasted_chat(texts: Sequence[str]) -> dict[int, Message] | None:
    """The messages and notices by number of line; None where the text is no such chat.

    A name counts where its time says AM or PM or has a day (the plain `Claire 0:03` of a transcript is read as every
    text is), and names recur. A time alone opens another message of the same voice.
    """
    texts = [text if len(text) <= _LONGEST_HEAD else "" for text in texts]
    if sum(_CLOCK.search(text) is not None for text in texts) < _TIMES:
        return None
    if closed := _before_times(texts):
        return closed
    lines: dict[int, Message] = {}
    for number, text in enumerate(texts):
        below = texts[number + 1] if number + 1 < len(texts) else ""
        above = texts[number - 1] if number else ""
        if message := _head(text) or _over_a_time(text, below) or _under_a_time(text, above):
            lines[number] = message
    names = [message.name for message in lines.values()]
    if len(lines) < 3 or not recur(names) or 2 * len(lines) > len(texts) + 1:
        return None
    return {**lines, **_between(texts, lines)}


def _head(text: str) -> Message | None:
    if _ALONE.fullmatch(text):
        return None
    found = _BEFORE.fullmatch(text) or _BEHIND.fullmatch(text)
    if not found or not is_of_a_chat(found):
        return None
    return _by(found["name"], text, found)


def _over_a_time(text: str, below: str) -> Message | None:
    when = _ALONE.fullmatch(below)
    name = _NAME_ALONE.fullmatch(text)
    if not when or not name or not is_of_a_chat(when):
        return None
    return _by(name["name"], text, when)


def _under_a_time(text: str, above: str) -> Message | None:
    """A name below a line with the day and the time, as messages are printed."""
    when = _ALONE.fullmatch(above)
    name = _NAME_ALONE.fullmatch(text)
    return _by(name["name"], text, when) if when and when["day"] and name and not _ALONE.fullmatch(text) else None


def _before_times(texts: Sequence[str]) -> dict[int, Message]:
    """Names above messages whose day and time stand below them, as Messenger's pages have them; none unless a time
    closes the text and each message has a name.
    """
    closing = [n for n, text in enumerate(texts) if (when := _ALONE.fullmatch(text)) and when["day"]]
    if len(closing) < 3 or closing[-1] != len(texts) - 1:
        return {}
    lines: dict[int, Message] = {}
    for first, last in pairwise([-1, *closing]):
        when, name = _ALONE.fullmatch(texts[last]), _NAME_ALONE.fullmatch(texts[first + 1])
        if when and name and last > first + 2 and (message := _by(name["name"], texts[first + 1], when)):
            lines[first + 1] = message
            lines[last] = replace(message, speech=len(texts[last]), form="given")
    names = [message.name for message in lines.values()]
    return lines if len(lines) == 2 * len(closing) and recur(names[::2]) else {}


def _by(name: str, text: str, when: re.Match[str]) -> Message | None:
    plain = seen(name).strip(" ,-–—")
    possible = len(plain.split()) <= 6 and not plain.endswith(".") and may_be_a_name(plain, "own line")
    return Message(plain, len(text), time_of_day(when)) if possible and int(when["hour"]) < 24 else None


def _between(texts: Sequence[str], heads: dict[int, Message]) -> dict[int, Message]:
    """What stands between the heads: times alone, and what the tool shows below a message (its first line is words)."""
    lines: dict[int, Message] = {}
    current: Message | None = None
    for number, text in enumerate(texts):
        above = heads.get(number - 1) or lines.get(number - 1)
        opened = above is not None and not above.is_notice
        if number in heads:
            current = heads[number]
        elif current and (when := _ALONE.fullmatch(text)) and int(when["hour"]) < 24:
            lines[number] = replace(current, speech=len(text), timestamp=time_of_day(when))
        elif text and not opened and _BY_THE_TOOL.fullmatch(text):
            lines[number] = NOTICE
    return lines
