"""Choosing codings by what they say and where they lie, as columns: what lists and boards of quotes show.

Nothing is made an object until it is shown, so that a hundred thousand codings are chosen from within a moment.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, get_args

import numpy as np

from coding.records.columns import CodedColumns, Positions
from coding.records.entry import written_moment
from corpus.arrays import BoolArray
from corpus.attributes import Condition
from corpus.cases import cases_meeting
from corpus.folded_text import folded_text
from corpus.problem import GloseError
from wording.messages import tr
from wording.spelling import folded
from workbench.case_list import chosen_texts, conditions
from workbench.columns_now import columns_now
from workbench.study import Study

Order = Literal["text", "code", "case", "coder", "newest", "oldest", "longest"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""How codings can be sorted; codings that tie come by text and place."""


class BadDay(GloseError):
    """A day that cannot be understood."""


@dataclass(frozen=True, slots=True)
class CodingsWanted:
    """Which codings: each part that is given narrows them.

    `code` takes those below it along unless `only`; `crossing` leaves codings that share words with one of that code
    (or below it), whoever made it. `where` are conditions as in `--where`: on attributes of cases they are about what
    a coding is about, on anything else about its text. `words` stand in the quote, accents and capitals aside. Days
    are ISO 8601, both included, by the clock of this place.
    """

    code: str = ""
    only: bool = False
    crossing: str = ""
    text: str = ""
    case: str = ""
    coder: str = ""
    degree: str = ""
    where: tuple[str, ...] = ()
    words: str = ""
    since: str = ""
    until: str = ""
    order: Order = "text"


_NEVER = np.iinfo(np.int32).max


def codings_wanted(study: Study, wanted: CodingsWanted) -> CodedColumns:
    """The codings that are wanted, in the order that is; raises UnknownCode, BadCondition, BadDay."""
    columns = columns_now(study)
    keep = np.ones(len(columns), bool)
    if wanted.code:
        keep &= with_code(study, columns, wanted.code, only=wanted.only)
    for name in ("text", "case", "coder", "degree"):
        if asked := getattr(wanted, name):
            keep &= getattr(columns, name).numbers == getattr(columns, name).number(asked)
    for moment, mark in ((_moment(wanted.since), 1), (_moment(wanted.until, days=1), -1)):
        if moment:
            later = columns.time >= moment
            keep &= later if mark > 0 else ~later
    if wanted.where:
        keep &= meeting(study, columns, conditions(study, wanted.where))
    if wanted.crossing:
        keep &= overlapping(columns, with_code(study, columns, wanted.crossing))
    found = columns.where(np.flatnonzero(keep))
    if wanted.words:
        found = found.where(_with_words(study, found, wanted.words))
    return found.where(_sorted(study, found, wanted.order))


def meeting(study: Study, columns: CodedColumns, wanted: Sequence[Condition]) -> BoolArray:
    """Which codings meet all conditions, by what their case has, else by what is known of their text."""
    of_cases = {"case", *(name for case in study.cases.values() for name in case.attributes)}
    on_cases = [one for one in wanted if one.attribute.name in of_cases]
    on_texts = [one for one in wanted if one.attribute.name not in of_cases]
    keep = np.ones(len(columns), bool)
    if on_cases:
        cases = cases_meeting(on_cases, study.cases.values())
        keep &= columns.case.mapped(name in cases for name in columns.case.names) == 1
    if on_texts:
        texts = chosen_texts(study, on_texts)
        keep &= columns.text.mapped(name in texts for name in columns.text.names) == 1
    return keep


def overlapping(columns: CodedColumns, others: BoolArray) -> BoolArray:
    """Which of the codings share words with another one of those that the mask leaves.

    Of these in the same text, those that begin before a coding ends are counted, less those that end before it begins:
    some are left where one overlaps.
    """
    reach = int(columns.end.max(initial=0)) + 1
    text = columns.text.numbers.astype(np.int64) * reach
    starts, ends = np.sort((text + columns.start)[others]), np.sort((text + columns.end)[others])
    begun = np.searchsorted(starts, text + columns.end, side="left")
    ended = np.searchsorted(ends, text + columns.start, side="right")
    found: BoolArray = begun - ended > others  # a coding shares its words with itself
    return found


def codes_at(everything: CodedColumns, text: str, start: int, end: int) -> list[str]:
    """The codes that share words with a place, in alphabetical order; `everything` comes by text."""
    number = everything.text.number(text)
    first, last = np.searchsorted(everything.text.numbers, [number, number + 1]).tolist()
    same = np.flatnonzero((everything.start[first:last] < end) & (everything.end[first:last] > start)) + first
    return sorted({everything.code.at(at) or "" for at in same.tolist()})


def with_code(study: Study, columns: CodedColumns, code: str, *, only: bool = False) -> BoolArray:
    """Which codings have a code or (unless `only`) one below it; raises UnknownCode."""
    book = study.codebook
    if code not in columns.code.names:
        code = book.code(code).id
    below = {code} if only else {name for name in columns.code.names if name == code or name.startswith(f"{code}.")}
    found: BoolArray = columns.code.mapped(name in below for name in columns.code.names) == 1
    return found


def _with_words(study: Study, columns: CodedColumns, words: str) -> BoolArray:
    """Which quotes have these words: those that reach as far as the end of the first that begins in them."""
    pattern = re.compile(r"\s+".join(re.escape(one) for one in folded(words).split()))
    keep = np.zeros(len(columns), bool)
    for number, name in enumerate(columns.text.names):
        mine = np.flatnonzero(columns.text.numbers == number)
        if not len(mine) or name not in study.texts:
            continue
        plain = folded_text(study.texts[name].content)
        places = [plain.place(found.start(), found.end()) for found in pattern.finditer(plain.words)]
        if places:
            begins, ends = np.array(places).T
            first = np.searchsorted(begins, columns.start[mine], "left")
            keep[mine] = np.append(ends, _NEVER)[first] <= columns.end[mine]
    return keep


def _moment(day: str, *, days: int = 0) -> bytes:
    """The beginning of a day of this place (or of so many days later) as the ledger writes moments; empty for none."""
    if not day:
        return b""
    try:
        found = date.fromisoformat(day) + timedelta(days=days)
    except (ValueError, OverflowError):
        raise BadDay(tr("{day!r} is no day. Write it as 2026-03-31.", day=day)) from None
    return written_moment(datetime(found.year, found.month, found.day).astimezone(UTC)).encode()


def _sorted(study: Study, columns: CodedColumns, order: Order) -> Positions:
    texts = {name: number for number, name in enumerate(study.texts)}
    of_text = columns.text.mapped(texts.get(name, len(texts)) for name in columns.text.names)
    codes = {name: number for number, name in enumerate(study.codebook.codes)}
    keys: dict[str, Any] = {
        "text": of_text,
        "code": columns.code.mapped(codes.get(name, len(codes)) for name in columns.code.names),
        "case": columns.case.numbers,
        "coder": columns.coder.numbers,
        "longest": columns.start - columns.end,
    }
    if order in ("newest", "oldest"):
        by_time = np.argsort(columns.time, kind="stable")
        return by_time[::-1] if order == "newest" else by_time
    found: Positions = np.lexsort((columns.start, of_text, keys[order]))
    return found
