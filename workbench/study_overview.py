"""How far a study is, counted by columns: by text and coder, in a study of any size within a second or so."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from coding.records.columns import CodedColumns
from coding.records.coverage import covered
from coding.records.replay import Reading
from coding.suggesting.suggestion import Suggestion
from corpus.text import Text
from workbench.assigning import assignments_of
from workbench.looked_for import unsought_of
from workbench.study import Study

Pair = tuple[str, str]
"""A text and a coder."""


@dataclass(frozen=True, slots=True)
class CoderOnText:
    """What a coder did on a text. The numbers are None where that is hidden from who looks."""

    text: str
    coder: str
    passages: int
    read: int | None
    codings: int | None
    assigned: bool


def coders_on_texts(study: Study) -> list[CoderOnText]:
    """One line for each text and each coder who began on it or is to code it, in the order of the texts."""
    counts, read = codings_by_pair(study.ledger.coding_columns()), read_by_pair(study)
    assigned = assignments_of(study)
    hidden = study.hidden.texts if study.hidden else frozenset()
    coders: dict[str, set[str]] = defaultdict(set)
    for named, coder in (*counts, *read):
        coders[named].add(coder)
    lines: list[CoderOnText] = []
    for text in study.texts.values():
        theirs = assigned.coders_of(text.id)
        for coder in sorted({*coders[text.id], *theirs}):
            unseen = text.id in hidden and coder != study.viewer
            lines.append(
                CoderOnText(
                    text.id,
                    coder,
                    len(text.passages),
                    None if unseen else read[text.id, coder],
                    None if unseen else counts[text.id, coder],
                    coder in theirs,
                )
            )
    return lines


def codings_by_pair(columns: CodedColumns) -> Counter[Pair]:
    """How many codings hold, by text and coder."""
    names = columns.coder.names
    pairs, numbers = np.unique(
        columns.text.numbers.astype(np.int64) * max(len(names), 1) + columns.coder.numbers, return_counts=True
    )
    found: Counter[Pair] = Counter()
    for pair, number in zip(pairs.tolist(), numbers.tolist(), strict=True):
        text, coder = divmod(pair, max(len(names), 1))
        found[columns.text.names[text], names[coder]] = number
    return found


def read_by_pair(study: Study, coder: str | None = None) -> Counter[Pair]:
    """How many passages are read with all of today's codes in mind, by text and coder (or that coder alone)."""
    unsought = unsought_of(study)
    readings = study.ledger.readings(coder=coder) if coder else study.ledger.readings()
    by_pair: dict[Pair, list[Reading]] = defaultdict(list)
    for one in readings:
        if one.id not in unsought:
            by_pair[one.text, one.coder].append(one)
    texts = study.texts
    return Counter({pair: len(covered(texts[pair[0]], some)) for pair, some in by_pair.items() if pair[0] in texts})


def left_by_text(study: Study, coder: str, suggestions: Mapping[str, Iterable[Suggestion]]) -> dict[str, int]:
    """How many of these suggestions, by text, the coder has not decided on."""
    mine = study.ledger.coding_columns()
    mine = mine.where(mine.coder.numbers == mine.coder.number(coder))
    decided: set[tuple[str, int, str]] = set()
    rows = zip(
        mine.text.numbers.tolist(), mine.code.numbers.tolist(), mine.start.tolist(), mine.end.tolist(), strict=True
    )
    for text, code, start, end in rows:
        decided |= _pairs(study.texts, mine.text.names[text], mine.code.names[code], start, end)
    for refused in study.ledger.rejections(coder=coder):
        place = refused.place
        decided |= _pairs(study.texts, place.text, refused.code, place.start, place.end)
    return {
        text: sum((text, one.passage, one.code) not in decided for one in suggestions.get(text, ()))
        for text in study.texts
    }


def _pairs(texts: Mapping[str, Text], text: str, code: str, start: int, end: int) -> set[tuple[str, int, str]]:
    if text not in texts:
        return set()
    return {(text, passage.number, code) for passage in texts[text].passages_in(start, end)}
