"""Columns of a table that is a conversation, told by their titles and by what they hold over the whole table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

from corpus.clock import TIME, as_timestamp
from corpus.label_words import is_role_word, may_be_a_name, may_be_an_odd_name
from corpus.readers.table_titles import Titles, titles_of
from corpus.readers.utterances import SENTENCE_ENDS

_TIME = re.compile(rf"[\[(#{{]*\s*(?:{TIME})(?:\s*(?:[-–—>]+|à|to)\s*(?:{TIME}))?\s*[\])#}}]*")
_LONG_TIME = re.compile(r"\W*\d{1,2}:\d{2}:\d{2}\D?.*")
_NUMBER = re.compile(r"[#n°.()\s]*[+-]?\d[\d.,\s]*%?[)\s]*", re.IGNORECASE)
_TELEPHONE = re.compile(r"\+?[\d(][\d ().*·-]{5,24}")
_VOICES_AT_MOST = 12
_TITLES_AT_MOST = 6
"""Rows of one cell at the top of a table, which are titles of the whole of it."""


@dataclass(frozen=True, slots=True)
class TalkColumns:
    """Where a conversation is in a table: the numbers of its columns, from 0.

    `first` is the row where it begins, `header` the titles above it, `named` whether these say which column is which;
    `others` hold words that nobody says, `left_out` only numbers. `unit` is what a number in the column of times
    counts, in seconds. `segments` are pieces of sentences, as speech recognition cuts them. `names` are the voices;
    `once` means that there are four or more, and none speaks twice.
    """

    speech: int
    speaker: int | None
    time: int | None
    ends: tuple[int, ...]
    first: int
    header: tuple[str, ...]
    named: bool
    others: tuple[int, ...]
    left_out: tuple[int, ...]
    unit: float
    segments: bool
    names: tuple[str, ...]
    once: bool

    def seconds(self, written: str) -> float | None:
        """The time in a cell, in seconds; None where there is none."""
        stamp = as_timestamp(written)
        if stamp:
            hours, minutes, seconds = map(int, stamp.split(":"))
            return hours * 3600 + minutes * 60 + seconds
        plain = written.replace(",", ".").strip()
        return float(plain) * self.unit if re.fullmatch(r"\d{1,12}(?:\.\d{1,9})?", plain) else None

    @property
    def may_be_answers(self) -> bool:
        """Whether the rows may be answers to a survey as well: nothing but their content shows speech, or each has a
        name of its own and no time.
        """
        return not self.named or (self.once and self.time is None)

    @staticmethod
    def is_number(cell: str) -> bool:
        """Whether a cell holds a number or a time and no words."""
        return bool(_NUMBER.fullmatch(cell) or _TIME.fullmatch(cell))

    def title(self, number: int) -> str:
        """What a column is called in a message."""
        return self.header[number] if number < len(self.header) and self.header[number] else str(number + 1)


def talk_columns(rows: Sequence[Sequence[str]]) -> TalkColumns | None:
    """The columns of a table whose rows are speech; None where nothing shows that they are."""
    titles = titles_of(rows)
    if titles is not None:
        columns = [_Column(rows[titles.row + 1 :], number) for number in range(max(map(len, rows)))]
        return (
            _told(rows, titles, columns, first=titles.row + 1, named=True)
            if _hold_what_they_say(titles, columns)
            else None
        )
    top = next((n for n, row in enumerate(rows[:_TITLES_AT_MOST]) if sum(map(bool, row)) > 1), 0)
    return _by_content(rows, top, top + 1) or _by_content(rows, top, top)


class _Column:
    """What the cells of a column have in common."""

    def __init__(self, rows: Sequence[Sequence[str]], number: int) -> None:
        self.number = number
        self.rows = len(rows)
        self.cells = [row[number] for row in rows if number < len(row) and row[number]]
        self.distinct = len(set(self.cells))

    def share(self, pattern: re.Pattern[str]) -> float:
        """The share of filled cells that match as a whole."""
        return sum(bool(pattern.fullmatch(cell)) for cell in self.cells) / max(len(self.cells), 1)

    @property
    def words(self) -> float:
        """The mean number of words."""
        return mean(len(cell.split()) for cell in self.cells) if self.cells else 0.0

    @property
    def are_numbers(self) -> bool:
        """Whether nearly all cells are numbers or times."""
        return bool(self.cells) and self.share(_NUMBER) + self.share(_TIME) >= 0.9

    @property
    def sentences(self) -> float:
        """The share of cells that end as a sentence does."""
        return sum(cell.endswith(SENTENCE_ENDS) for cell in self.cells) / max(len(self.cells), 1)


def _hold_what_they_say(titles: Titles, columns: Sequence[_Column]) -> bool:
    """Whether columns with known titles hold speech under names that recur, or with times of a recording."""
    speech = columns[titles.speech]
    if not speech.cells or speech.are_numbers or (speech.words < 1.5 and len(speech.cells) > 3):
        return False
    timed = titles.time is not None and columns[titles.time].are_numbers
    if titles.speaker is None:
        return timed and (bool(titles.ends) or columns[titles.time or 0].share(_LONG_TIME) >= 0.9)
    speaker = columns[titles.speaker]
    once = speaker.distinct == len(speaker.cells) and len(speaker.cells) == speaker.rows
    return bool(speaker.cells) and (timed or not once or speaker.rows <= 3 or titles.certain)


def _may_be_names(column: _Column, *, few: bool = True) -> bool:
    """Whether a column holds short names that recur, at least two and at most twelve."""
    cells = [cell.strip(" :") for cell in column.cells]
    if not cells or (few and (not 2 <= column.distinct <= _VOICES_AT_MOST or len(cells) < 1.5 * column.distinct)):
        return False
    good = sum(
        len(cell) <= 60
        and (bool(_TELEPHONE.fullmatch(cell)) or may_be_a_name(cell, "bracket") or may_be_an_odd_name(cell))
        and not cell.endswith(("?", "!", "…")) for cell in cells
    )  # fmt: skip
    return good >= 0.9 * len(cells) and mean(len(cell.split()) for cell in cells) <= 4


def _by_content(rows: Sequence[Sequence[str]], top: int, first: int) -> TalkColumns | None:
    """The columns by what they hold in the rows from `first` on, which may leave out that at `top` because it may be
    titles; those above it are none of the conversation.
    """
    body = rows[first:]
    width = max(map(len, rows), default=0)
    columns = [_Column(body, number) for number in range(width)]
    spoken = [c for c in columns if not c.are_numbers and c.words >= 2.5 and len(c.cells) >= 0.6 * len(body)]
    if len(body) < 3 or not spoken:
        return None
    speech = max(spoken, key=lambda column: column.words)
    times = _times(columns, speech.number)
    speaker = next((c for c in columns if c is not speech and not c.are_numbers and _may_be_names(c)), None)
    told = bool(times) or (speaker is not None and all(is_role_word(cell.strip(" :")) for cell in speaker.cells))
    if speech.distinct < (0.2 if told else 0.6) * len(speech.cells):
        return None
    if speaker is not None and _is_talk(body, speaker, speech, timed=bool(times)):
        header = _is_header(rows[top:], speaker, speech, times)
        titles = Titles(top if header else -1, speech.number, speaker.number, times[0] if times else None, times[1:])
        return _told(rows, titles, columns, first=top + header)
    if speaker is None and ((len(times) == 2 and len(columns) == 3) or _are_labelled(speech)):
        header = _is_header(rows[top:], None, speech, times)
        titles = Titles(top if header else -1, speech.number, None, times[0] if times else None, times[1:])
        return _told(rows, titles, columns, first=top + header)
    return None


def _is_talk(rows: Sequence[Sequence[str]], speaker: _Column, speech: _Column, *, timed: bool) -> bool:
    """Whether rows with short names and longer words are a conversation, and not, say, themes and measures."""
    names = [row[speaker.number] for row in rows if speaker.number < len(row) and row[speaker.number]]
    if speech.words < 1.2 * mean(len(name.split()) for name in names) or speech.sentences < 0.4:
        return False
    changes = sum(one != other for one, other in pairwise(names))
    if changes < 0.25 * (len(names) - 1) and len(names) == speaker.rows:
        return False
    roles = sum(is_role_word(name.strip(" :")) for name in names)
    asks = sum(cell.rstrip(' »"”').endswith("?") for cell in speech.cells)
    return timed or roles >= 0.5 * len(names) or asks >= max(1, 0.08 * len(speech.cells))


def _times(columns: Sequence[_Column], speech: int) -> tuple[int, ...]:
    """The columns that hold times of a recording: they go up from row to row; at most a beginning and an end."""
    found = [c.number for c in columns if c.number != speech and c.cells and c.share(_TIME) >= 0.8]
    if not found:
        rising = [c for c in columns if c.number != speech and len(c.cells) == c.rows and _rises(c.cells)]
        pairs = [
            (one.number, other.number)
            for one, other in pairwise(rising)
            if all(a < b for a, b in zip(map(_plain, one.cells), map(_plain, other.cells), strict=True))
            and max(map(_plain, one.cells)) > 3 * len(one.cells)
        ]
        found = list(pairs[0]) if pairs else []
    return tuple(found[:2])


def _rises(cells: Sequence[str]) -> bool:
    numbers = [_plain(cell) for cell in cells]
    return all(number >= 0 for number in numbers) and all(a <= b for a, b in pairwise(numbers))


def _plain(cell: str) -> float:
    plain = cell.replace(",", ".")
    return float(plain) if re.fullmatch(r"\d{1,12}(?:\.\d{1,9})?", plain) else -1.0


def _is_time(cell: str) -> bool:
    return bool(_TIME.fullmatch(cell)) or _plain(cell) >= 0


def _are_labelled(speech: _Column) -> bool:
    """Whether the cells of speech begin with names that recur, before a colon or in brackets."""
    found = [match.group(0).strip() for cell in speech.cells if (match := _LABELLED.match(cell))]
    return len(found) >= 0.6 * len(speech.cells) and 1.5 * len(set(found)) <= len(found)


_LABELLED = re.compile(r"\W{0,3}(?:[^\W\d_][^:\n]{0,40}\s?:|\[[^\]\n]{1,40}\])(?=\s)")


def _is_header(rows: Sequence[Sequence[str]], speaker: _Column | None, speech: _Column, times: Sequence[int]) -> bool:
    """Whether the first row is titles: its speaker is none of those below, its speech is no sentence, its time none."""
    first = [*rows[0], *[""] * (max((len(row) for row in rows), default=0) - len(rows[0]))]
    if speaker is not None and (
        first[speaker.number] in {row[speaker.number] for row in rows[1:] if speaker.number < len(row)}
        or not first[speaker.number]
    ):
        return False
    if any(_is_time(first[number]) for number in times):
        return False
    title = first[speech.number]
    if speaker is None and not times and _LABELLED.match(title):
        return False
    return len(title.split()) <= 4 and not title.endswith((*SENTENCE_ENDS, ","))


def _told(
    rows: Sequence[Sequence[str]], titles: Titles, columns: Sequence[_Column], *, first: int, named: bool = False
) -> TalkColumns:
    used = {titles.speech, titles.speaker, titles.time, *titles.ends}
    beside = [row for row in rows[first:] if titles.speech < len(row) and row[titles.speech]]
    rest = [_Column(beside, column.number) for column in columns if column.number not in used and column.cells]
    start = columns[titles.time] if titles.time is not None else None
    speech = columns[titles.speech]
    names = [row[titles.speaker].strip(" :：–—-") for row in beside] if titles.speaker is not None else []
    return TalkColumns(
        speech=titles.speech,
        speaker=titles.speaker,
        time=titles.time,
        ends=titles.ends,
        first=first,
        header=tuple(rows[titles.row]) if titles.row >= 0 else (),
        named=named,
        others=tuple(column.number for column in rest if column.cells and not column.are_numbers),
        left_out=tuple(column.number for column in rest if column.are_numbers),
        unit=_unit(start) if start else 1.0,
        segments=titles.speaker is None or (bool(titles.ends) and speech.sentences < 0.7 and not rest),
        names=tuple(dict.fromkeys(filter(None, names))),
        once=len(names) > 3 and len(set(names)) == len(names),
    )


def _unit(column: _Column) -> float:
    """What whole numbers count: thousandths of a second where they are far apart, else seconds."""
    numbers = [float(cell) for cell in column.cells if re.fullmatch(r"\d{1,12}", cell)]
    steps = [b - a for a, b in pairwise(numbers) if b > a]
    return 0.001 if len(numbers) >= 0.9 * len(column.cells) and steps and median(steps) >= 200 else 1.0
