"""A code through time: by the date of the texts, never by when they were coded."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np

from coding.codebook.model import ABSENT, word
from corpus.arrays import Int32Array
from corpus.problem import GloseError
from reports.explore.levels import codes_shown
from reports.explore.note import Note
from reports.study_material import StudyMaterial
from reports.tables.axis import date_of, period
from wording.messages import tr

Step = Literal["year", "quarter", "month"]
_MONTHS = {"year": 12, "quarter": 3, "month": 1}
LONGEST = 400
"""More periods than this are not drawn out: a date is mistyped, or the step is too small."""


class NoDates(GloseError):
    """None of the texts looked at has a date."""


class TooManyPeriods(GloseError):
    """The dates lie so far apart that a row for each period says nothing."""


@dataclass(frozen=True, slots=True)
class TimelinePeriod:
    """One period (`2015`, `2015-T4`, `2015-12`): its first day and how many texts it has.

    `codings`, `coded_texts` and `cases` count, for each of the timeline's `codes`, what has it or a code below it.
    """

    period: str
    begins: date
    texts: int
    codings: tuple[int, ...]
    coded_texts: tuple[int, ...]
    cases: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A code and those next below it through the periods, none left out between the first and the last.

    `undated` names the texts without a date, `undated_codings` counts the codings in them.
    """

    code: str
    by: Step
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    moments: tuple[TimelinePeriod, ...]
    undated: tuple[str, ...]
    undated_codings: int

    @property
    def notes(self) -> tuple[Note, ...]:
        """Which date it is, and which texts have none."""
        notes = [Note("explore.note.timeline")]
        if self.undated:
            named = ", ".join(self.undated[:12]) + ("…" if len(self.undated) > 12 else "")
            values = {"n": len(self.undated), "codings": self.undated_codings, "texts": named}
            notes.append(Note("explore.note.undated", values))
        return tuple(notes)

    def records(self) -> list[dict[str, Any]]:
        """A line a period and code, as JSON and CSV have them."""
        return [
            {
                "code": code,
                "by": self.by,
                "period": moment.period,
                "begins": moment.begins.isoformat(),
                "codings": moment.codings[at],
                "texts": moment.coded_texts[at],
                "cases": moment.cases[at],
                "texts_dated": moment.texts,
            }
            for moment in self.moments
            for at, code in enumerate(self.codes)
        ]


def timeline(material: StudyMaterial, code: str, *, by: Step = "year") -> Timeline:
    """The code, with what is below it, by the date of the texts; raises UnknownCode, NoDates, TooManyPeriods.

    A text's date is what its own head says, else the date of its case. The first of `codes` is the code itself with
    all below it; the others are the codes next below, each with all below it.
    """
    material.codebook.code(code)
    period_of = {text.id: period(date_of(text, material), by) for text in material.texts.values()}
    dated = sorted({found for found in period_of.values() if found})
    if not dated:
        raise NoDates(
            tr("No text has a date. Write `date:` in the head of the texts, or give cases.csv a column `date`.")
        )
    periods = _every(dated[0], dated[-1], by)
    codes = (code, *(c.id for c in material.codebook.codes.values() if c.parent == code))
    at = {name: number for number, name in enumerate(periods)}
    when = material.codings.text.mapped(at.get(period_of.get(name, ""), -1) for name in material.codings.text.names)
    counts = [_counted(material, below, when, len(periods)) for below in codes]
    return Timeline(
        code=code,
        by=by,
        codes=codes,
        labels=tuple(word(material.codebook.codes[c].label, material.language) or c for c in codes),
        moments=tuple(
            TimelinePeriod(
                period=name,
                begins=begins,
                texts=sum(found == name for found in period_of.values()),
                codings=tuple(count[0][number] for count in counts),
                coded_texts=tuple(count[1][number] for count in counts),
                cases=tuple(count[2][number] for count in counts),
            )
            for number, (name, begins) in enumerate(periods.items())
        ),
        undated=tuple(text for text, found in period_of.items() if not found),
        undated_codings=int(((when < 0) & (codes_shown(material, [code]).numbers >= 0)).sum()),
    )


def _counted(
    material: StudyMaterial, code: str, when: Int32Array, periods: int
) -> tuple[list[int], list[int], list[int]]:
    """Codings, texts and cases with the code or one below it, period by period.

    A text or case in which it is only recorded as absent does not count.
    """
    chosen = np.flatnonzero((codes_shown(material, [code]).numbers >= 0) & (when >= 0))
    codings = np.bincount(when[chosen], minlength=periods)
    degree = material.codings.degree
    there = chosen[degree.numbers[chosen] != degree.number(ABSENT)]
    return codings.tolist(), *(
        _distinct(when[there], column.numbers[there], periods)
        for column in (material.codings.text, material.codings.case)
    )


def _distinct(when: Int32Array, numbers: Int32Array, periods: int) -> list[int]:
    width = int(numbers.max(initial=0)) + 1
    pairs = np.unique(when[numbers >= 0].astype(np.int64) * width + numbers[numbers >= 0])
    counted: list[int] = np.bincount(pairs // width, minlength=periods).tolist()
    return counted


def _every(first: str, last: str, by: Step) -> dict[str, date]:
    """Every period from the first to the last, with its first day."""
    found: dict[str, date] = {}
    day = _first_day(first)
    while (name := period(day.isoformat(), by)) not in found:
        found[name] = day
        if name == last:
            return found
        if len(found) == LONGEST:
            raise TooManyPeriods(
                tr(
                    "From {first} to {last} there are more than {n} periods. Look for a mistyped date, or pass "
                    "--by year.",
                    first=first,
                    last=last,
                    n=LONGEST,
                )
            )
        months = day.year * 12 + day.month - 1 + _MONTHS[by]
        day = date(months // 12, months % 12 + 1, 1)
    return found


def _first_day(name: str) -> date:
    year, _, part = name.partition("-")
    month = int(part[1:]) * 3 - 2 if part.startswith("T") else int(part or 1)
    return date(int(year), month, 1)
