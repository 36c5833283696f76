"""Saturation: how many new codes each text brought, in order of coding, and when next to nothing new came."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from corpus.arrays import Int32Array, Int64Array
from corpus.problem import GloseError
from reports.explore.levels import codes_shown
from reports.explore.note import Note
from reports.study_material import StudyMaterial
from wording.messages import tr

BASE, RUN, THRESHOLD = 4, 2, 0.05


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
    """The texts in order of first coding. `base_codes` is the number of codes in the first `base` texts.

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

    @property
    def notes(self) -> tuple[Note, ...]:
        """The measure and its source, and whether the threshold was reached."""
        values = {"base": self.base, "run": self.run, "share": f"{self.threshold:.0%}", "codes": self.base_codes}
        if self.reached is not None:
            verdict = Note("explore.note.reached", {**values, "texts": self.reached})
        else:
            few = len(self.steps) < self.base + self.run
            verdict = Note("explore.note.too_few_texts" if few else "explore.note.not_reached", values)
        return (Note("explore.note.saturation", values), verdict, Note("explore.note.saturation_order"))

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
) -> Saturation:
    """New codes text by text, and the new-information ratio of each run; raises NotARun.

    Guest, Namey & Chen (2020), "A simple method to assess and report thematic saturation in qualitative research",
    PLOS ONE 15(5): the new codes in `run` texts, divided by the codes in the first `base` texts; runs move on by one
    text. Codes are taken as they are coded, or rolled up to `level` (1: the top of the codebook).
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
    # Decisions of one file have one time: between them the order in which the texts came to the study decides.
    added = {name: number for number, name in enumerate(material.texts)}
    came = texts.mapped(added.get(name, len(added)) for name in texts.names)
    order = chosen[np.lexsort((came[chosen], material.codings.time[chosen]))]
    ranked, rank = _ranked(texts.numbers[order])
    fresh = _first_met(shown.numbers[order], rank, len(ranked), shown.ids)
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
    )


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
