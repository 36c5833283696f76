"""Times as transcripts write them, and as Glose writes them: H:MM:SS."""

import re

_COLONS = (
    r"\d{1,3}:(?:\d{2}(?::\d{2}(?:[:;]\d{2}(?!\d))?)?(?:[.,-]\d{1,3})?|\d{1,2}:\d{1,2}[.,]\d{1,3})"  # 1:02, 0:1:2.5
)
_WORDS = r"\d{1,2}\s?h\s?\d{1,2}\s?(?:mn|min|m)\.?\s?\d{1,2}\s?s(?:ec)?\b\.?"  # 00h05m10s, 0 h 05 min 10 s
_PRIMES = r"(?:à\s)?(?:\d{1,2}\s?h\s?)?\d{1,3}\s?['’′]\s?\d{2}(?:\s?[\"”″]|\s?['’′]{2})"  # 3'12", 1h03'12''
_SPELT = r"(?:\d{1,2}\s(?:hours?|heures?)\s)?\d{1,3}\sminutes?\s\d{1,2}\ssec(?:onde?s?|s)\b"  # 0 minutes 10 seconds

TIME = rf"(?:{_COLONS}|{_WORDS}|{_SPELT}|{_PRIMES})"
"""A time in a recording: 0:02, 00:01:02, 00:01:02-3, 0:01:02.300, 0:1:2.5, 00:01:02:12, 00h05m10s, 3'12\"."""

_H = r"\s?h(?:eures?|ours?)?\s?"
_MIN = r"\s?(?:minutes?|mins?|mn|m)\.?"
_SEC = r"\s?(?:secondes?|seconds?|secs?|s)\b\.?"
_SPACED = r"\d{1,2}(?:\s?:\s?\d{2}){1,2}(?:[.,;:-]\d{1,3})?"  # 00 : 05 : 10
_SHORT_WORDS = (
    rf"(?:\d{{1,2}}{_H})?\d{{1,3}}{_MIN}(?:\s?(?:et\s)?\d{{1,2}}(?:{_SEC})?)?(?!\w)"  # 5 min 10 s, 05mn10, 5 minutes
    rf"|0?[0-2]{_H}[0-5]\d(?!\d)"  # 00h05
)
_DOTS = r"(?:0\d\.)?\d{2,3}\.[0-5]\d(?![.\d])"  # 01.07, 00.01.07
_SECONDS = rf"(?:\d{{1,2}}{_H})?\d{{1,3}}\s?['’′](?:\s?\d{{1,2}})?(?!\w)"  # 5'10, 00h05'10, 12'
_FRACTIONS = r"\d{1,5}[.,]\d{1,3}\s?s\b"  # 12.34s

TIME_IN_BRACKETS = rf"(?:(?:TC|T|à)\s?:?\s)?(?:{TIME}|{_SPACED}|{_SHORT_WORDS}|{_FRACTIONS}|{_DOTS}|{_SECONDS})"
"""A time between brackets before a name, where more is one than in running text: [01.07], [5 min 10 s], [00h05]."""

TIME_ALONE_IN_SPEECH = r"(?:\d{1,2}:\d{2}:\d{2}(?:[.,:;-]\d{1,3})?|\d{1,2}h\d{2}m\d{2}s)"
"""A time that needs no brackets to be one at the edge of a speech: 00:05:10, 00h05m10s; 10:30 and 3'12\" are words."""

_READ = (
    re.compile(r"(?:(?P<h>\d{1,3})\s?:\s?)?(?P<m>\d{1,3})\s?:\s?(?P<s>\d{1,2})(?!\d)"),
    re.compile(
        rf"(?<![\d.,])(?:(?P<h>\d{{1,2}}){_H})?(?P<m>\d{{1,3}}){_MIN}(?:\s?(?:et\s)?(?P<s>\d{{1,2}}))?(?!\w{{9}})"
    ),
    re.compile(rf"(?<![\d.,])(?:(?P<h>\d{{1,2}}){_H})?(?P<m>\d{{1,3}})\s?['’′]\s?(?P<s>\d{{1,2}})?"),
    re.compile(rf"(?<![\d.,])(?P<h>\d{{1,2}}){_H}(?P<m>\d{{2}})(?P<s>)(?!\d)"),
    re.compile(r"(?<![\d.,:])(?P<h>)(?P<m>)(?P<s>\d{1,5})[.,]\d{1,3}\s?s\b"),
    re.compile(r"[\[({<#]\s*(?:à\s)?(?:(?P<h>\d{2})\.)?(?P<m>\d{2,3})\.(?P<s>[0-5]\d)(?![.\d])"),
)


def as_timestamp(written: str) -> str | None:
    """`00:01:02-3`, `(1:02)` and `[00h01m02s]` become `0:01:02`; None where there is no time.

    Of several times, the first is taken; times with colons come before all others.
    """
    for pattern in _READ:
        if found := pattern.search(written):
            hours, minutes, seconds = (int(found.group(unit) or 0) for unit in "hms")
            return clock(hours * 3600 + minutes * 60 + seconds)
    return None


def clock(seconds: float) -> str:
    """Seconds as H:MM:SS, fractions dropped."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole % 3600 // 60:02d}:{whole % 60:02d}"
