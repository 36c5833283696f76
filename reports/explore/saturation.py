"""Saturation: how many new codes each text brought, in order of coding, and when next to nothing new came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from corpus.arrays import Int32Array, Int64Array
from corpus.dates import first_day
from corpus.problem import GloseError
from reports.explore.levels import codes_shown
from reports.explore.note import Note
from reports.study_material import StudyMaterial
from reports.tables.axis import date_of
from wording.messages import tr
from wording.spelling import did_you_mean

BASE, RUN, THRESHOLD = 4, 2, 0.05
CODING = "coding"
ORDERS = (CODING, "added", "date")
"""The orders of texts: by their first coding, as they came to the study, by the date in their head or of their case."""


class NotARun(GloseError):
    """A base, run or threshold that the measure cannot be made with."""


@dataclass(frozen=True, slots=True)
class SaturationStep:
    """One text: the codes it was the first to have, all codes met so far, its codings.

    `ratio` is the new information of the run that ends with this text, None before the first run is full.
    """

    text: str
    new: tuple[str, ...]
    total: int
    codings: int
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Saturation:
    """The texts in order of first coding, or as asked (`order`). `tied` says that the order does not tell some texts
    apart: they were coded at one time, so that the order of their file decided, or have one date (or none), so that the
    order in which they were added did. `base_codes` is the number of codes in the first `base` texts.

    `reached` is the number of texts after which the next `run` brought no more than `threshold` of that: read it as
    "6+2". None where it was not reached, or there are too few texts to tell.
    """

    steps: tuple[SaturationStep, ...]
    base: int
    run: int
    threshold: float
    base_codes: int
    reached: int | None
    uncoded: tuple[str, ...]
    order: str = CODING
    tied: bool = False

    @property
    def notes(self) -> tuple[Note, ...]:
        """The measure and its source, and whether the threshold was reached."""
        values = {"base": self.base, "run": self.run, "share": float(self.threshold), "codes": self.base_codes}
        if self.reached is not None:
            verdict = Note("explore.note.reached", {**values, "texts": self.reached})
        else:
            few = len(self.steps) < self.base + self.run
            verdict = Note("explore.note.too_few_texts" if few else "explore.note.not_reached", values)
        order = [Note(f"explore.note.saturation_by_{self.order}")]
        if self.tied:
            order.append(Note(f"explore.note.saturation_{'same_date' if self.order == 'date' else 'tied'}"))
        return (Note("explore.note.saturation", values), verdict, *order)

    def records(self) -> list[dict[str, Any]]:
        """A line a text, as JSON and CSV have them."""
        return [
            {
                "number": number,
                "text": step.text,
                "new": len(step.new),
                "total": step.total,
                "codings": step.codings,
                "ratio": None if step.ratio is None else round(step.ratio, 4),
                "new_codes": list(step.new),
                "reached": self.reached is not None and number == self.reached + self.run,
            }
            for number, step in enumerate(self.steps, 1)
        ]


def saturation(
    material: StudyMaterial,
    *,
    kind: Literal["interview", "document"] | None = None,
    level: int | None = None,
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
    order: str | Sequence[str] = CODING,
) -> Saturation:
    """New codes text by text, and the new-information ratio of each run; raises NotARun.

    Guest, Namey & Chen (2020), "A simple method to assess and report thematic saturation in qualitative research",
    PLOS ONE 15(5): the new codes in `run` texts, divided by the codes in the first `base` texts; runs move on by one
    text. Codes are taken as they are coded, or rolled up to `level` (1: the top of the codebook). `order` is one of
    ORDERS, or names of texts: these come first, in that order, then the others by their first coding.
    """
    if base < 1 or run < 1 or not 0 <= threshold < 1:
        raise NotARun(
            tr("The base and the run must be 1 text or more, and the threshold between 0 and 1 (for example 0.05).")
        )
    shown = codes_shown(material, level=level)
    texts = material.codings.text
    kept = np.array(
        [name in material.texts and kind in (None, material.texts[name].kind) for name in texts.names], bool
    )
    chosen = np.flatnonzero((shown.numbers >= 0) & kept[texts.numbers]) if len(kept) else np.zeros(0, np.int64)
    in_time = chosen[np.lexsort((_arrived(material)[chosen], material.codings.time[chosen]))]
    given = _given_order(order, material)
    order_of = texts.mapped(given.get(name, len(given)) for name in texts.names)
    order_ids = in_time[np.argsort(order_of[in_time], kind="stable")] if given else in_time
    ranked, rank = _ranked(texts.numbers[order_ids])
    fresh = _first_met(shown.numbers[order_ids], rank, len(ranked), shown.ids)
    codings = np.bincount(rank, minlength=len(ranked)).tolist()
    news = [len(codes) for codes in fresh]
    base_codes = sum(news[:base])
    ratios = ratios_of(news, base=base, run=run)
    coded = {texts.names[number] for number in ranked}
    reached = next((at + 1 - run for at, r in enumerate(ratios) if r is not None and r <= threshold), None)
    steps = zip(ranked, fresh, np.cumsum(news).tolist(), codings, ratios, strict=True)
    return Saturation(
        steps=tuple(SaturationStep(texts.names[number], *rest) for number, *rest in steps),
        base=base,
        run=run,
        threshold=threshold,
        base_codes=base_codes,
        reached=reached,
        uncoded=tuple(t.id for t in material.texts.values() if kind in (None, t.kind) and t.id not in coded),
        order=order if isinstance(order, str) else "names",
        tied=_tied_dates(coded, material) if order == "date" else _tied(material, in_time, given),
    )


def _arrived(material: StudyMaterial) -> Int64Array:
    """For each coding when its entry came to the ledger, as a number: decisions of one file have one time."""
    if material.arrived is None:
        return np.arange(len(material.codings))
    at = material.arrived()
    return np.array([at.get(bytes(name).decode(), -1) for name in material.codings.ids], np.int64)


def _given_order(order: str | Sequence[str], material: StudyMaterial) -> dict[str, int]:
    """The number of each text in the order asked for; empty for that of coding. Raises NotARun."""
    if order == CODING:
        return {}
    if order == "added":
        names: Sequence[str] = list(material.texts)
    elif order == "date":
        names = sorted(material.texts, key=lambda name: _day(date_of(material.texts[name], material)))
    else:
        names = [order] if isinstance(order, str) else order
        for name in names:
            if name not in material.texts:
                raise NotARun(
                    tr("There is no text {name!r} to begin with.", name=name) + did_you_mean(name, material.texts)
                )
    return {name: number for number, name in enumerate(names)}


def _day(written: str) -> tuple[bool, str]:
    """A key by which dates are sorted; what has none comes last."""
    try:
        return False, first_day(written).isoformat()
    except ValueError:
        return not written, written


def _tied(material: StudyMaterial, in_time: Int64Array, given: Mapping[str, int]) -> bool:
    """Whether two texts that no given order places were first coded at one time."""
    column = material.codings.text
    texts, times = column.numbers[in_time], material.codings.time[in_time]
    names, first = np.unique(texts, return_index=True)
    unplaced = [at for name, at in zip(names.tolist(), first.tolist(), strict=True) if column.names[name] not in given]
    return len(np.unique(times[unplaced])) < len(unplaced)


def _tied_dates(coded: Iterable[str], material: StudyMaterial) -> bool:
    """Whether two of these texts have one date, or two have none."""
    days = [_day(date_of(material.texts[name], material)) for name in coded]
    return len(set(days)) < len(days)


def ratios_of(news: Sequence[int], *, base: int = BASE, run: int = RUN) -> list[float | None]:
    """The new-information ratio of the run that ends at each text; None while base and run are not full.

    Where the base has no code at all the ratio is None throughout: there is nothing to divide by.
    """
    codes = sum(news[:base])
    return [
        sum(news[at + 1 - run : at + 1]) / codes if codes and at + 1 >= base + run else None for at in range(len(news))
    ]


def _ranked(numbers: Int32Array) -> tuple[list[int], Int64Array]:
    """The texts by first coding, and for each coding (in order of time) the place of its text among them."""
    names, first, inverse = np.unique(numbers, return_index=True, return_inverse=True)
    by_time = np.argsort(first)
    place = np.empty(len(names), np.int64)
    place[by_time] = np.arange(len(names))
    return names[by_time].tolist(), place[inverse] if len(names) else np.zeros(0, np.int64)


def _first_met(codes: Int32Array, rank: Int64Array, texts: int, ids: tuple[str, ...]) -> list[tuple[str, ...]]:
    """For each text in order the codes that no text before it has, in the codebook's order."""
    earliest = np.full(len(ids), texts, np.int64)
    np.minimum.at(earliest, codes, rank)
    found: list[list[str]] = [[] for _ in range(texts)]
    for code, at in zip(ids, earliest.tolist(), strict=True):
        if at < texts:
            found[at].append(code)
    return [tuple(codes) for codes in found]
