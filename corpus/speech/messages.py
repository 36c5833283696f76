"""Messages of chats: their days and times, and the value that a recogniser gives for each line."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from corpus.characters import INVISIBLE
from corpus.clock import clock

_MONTHS = (
    r"janv(?:ier)?|f[ée]vr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[ûu]t|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?"
    r"|d[ée]c(?:embre)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?"
    r"|october|november|december|dec"
)
_WEEKDAYS = (
    r"(?:lun|mar|mer|jeu|ven|sam)(?:di|credi|dredi|edi)?|dim(?:anche)?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
)
_NUMBERS = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}/\d{1,2}"
WORDED_DAY = (
    rf"(?:(?:le\s)?\d{{1,2}}(?:er|st|nd|rd|th)?\s(?:{_MONTHS})\.?(?:,?\s\d{{4}})?"
    rf"|(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?)"
)
"""A day with the name of its month: 12 mai 2023, May 12, 2023. Ignore case."""

_NEAR = r"aujourd['’]hui|hier|today|yesterday"
DAY = rf"(?:(?:{_WEEKDAYS})\.?,?\s(?:{WORDED_DAY}|{_NUMBERS})|{WORDED_DAY}|{_NUMBERS}|{_WEEKDAYS}|{_NEAR})"
"""A day as chats write it, in French or English: 12/05/2023, jeudi 12 mai, May 12, 2023, hier. Ignore case."""

CLOCK = (
    r"(?P<hour>\d{1,2})\s?(?P<sign>[:.hH])\s?(?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    r"(?:\s?(?P<half>[AaPp])\.?\s?[Mm]\b\.?)?"
)
"""A time of day: 10:15, 10:15:02, 10 h 15, 3:15 PM (whatever the space before it)."""

AT = r"(?:,|\s?à|\sat)?\s"
"""What stands between a day and a time."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a line opens: a message by `name` ("" where unknown) whose words begin at `speech`, or a notice.

    A form "message" is a turn of its own; "given" goes on with the turn where the voice is the same.
    """

    name: str = ""
    speech: int = 0
    timestamp: str | None = None
    form: Literal["message", "given"] = "message"
    is_notice: bool = False


NOTICE = Message(is_notice=True)


def time_of_day(found: re.Match[str]) -> str:
    """The time of a match with CLOCK as H:MM:SS in 24 hours."""
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    return clock(hour * 3600 + int(found["minute"]) * 60 + int(found["second"] or 0))


def is_of_a_chat(found: re.Match[str]) -> bool:
    """Whether a match with DAY (as `day`) and CLOCK is written as times of day are, and not those of a recording."""
    return bool(found["day"] or found["half"] or found["sign"] in "hH")


def seen(name: str) -> str:
    """A name without invisible characters, and with single spaces."""
    return " ".join(re.sub(f"[{INVISIBLE}]", "", name).split())


def recur(names: Iterable[str]) -> bool:
    """Whether these names of messages can be a conversation: two messages or more, half of them by who writes again."""
    counts = Counter(name.casefold() for name in names)
    again = sum(number for number in counts.values() if number > 1)
    return again >= 2 and 2 * again >= counts.total()
