"""Values as the JSON interface gives them: places in code points of the text as stored, ids and never labels."""

from collections.abc import Collection, Sequence
from typing import Any

from coding.records.coverage import covered, decided_pairs
from coding.records.replay import Coding, Rejection
from coding.suggesting.suggestion import Suggestion
from corpus.problem import Problem
from corpus.text import Passage, Text
from desk.visit import Visit
from workbench.agenda import is_blind
from workbench.looked_for import unsought_of


def coding_json(coding: Coding) -> dict[str, Any]:
    """A coding that holds."""
    return {
        "id": coding.id,
        "text": coding.place.text,
        "start": coding.place.start,
        "end": coding.place.end,
        "quote": coding.place.quote,
        "code": coding.code,
        "degree": coding.degree,
        "value": coding.value,
        "case": coding.case,
        "coder": coding.coder,
        "time": coding.time,
        "memo": coding.memo,
        "suggested": coding.suggested,
    }


def suggestion_json(suggestion: Suggestion, *, whole: bool = False) -> dict[str, Any]:
    """A suggestion; without its evidence unless `whole`."""
    return suggestion.as_json(whole=whole)


def passage_json(passage: Passage, text: Text, read: bool) -> dict[str, Any]:
    """A passage with who says it, and whether the person has read it."""
    return {
        "passage": passage.number,
        "start": passage.start,
        "end": passage.end,
        "quote": text.quote(passage),
        "heading": passage.heading,
        "level": passage.level,
        "page": passage.page,
        "turn": passage.turn,
        "read": read,
    }


def turns_json(text: Text) -> list[dict[str, Any]]:
    """The turns of a text."""
    return [
        {
            "turn": turn.number,
            "start": turn.start,
            "end": turn.end,
            "speaker": turn.speaker,
            "role": turn.role,
            "timestamp": turn.timestamp,
            "case": turn.case,
        }
        for turn in text.turns
    ]


def read_numbers(visit: Visit, text: Text, among: Collection[int] | None = None) -> set[int]:
    """The numbers of the passages that the person has read, with all of today's codes in mind; `among` these alone."""
    if not visit.who:
        return set()
    readings = visit.study.ledger.readings(text=text.id, coder=visit.who)
    if among is not None:
        wanted = [text.passages[number - 1] for number in among]
        readings = [one for one in readings if any(one.start < p.end and p.start < one.end for p in wanted)]
    if not readings:
        return set()
    unsought = unsought_of(visit.study)
    return {passage.number for passage in covered(text, [one for one in readings if one.id not in unsought])}


def decided_codes(visit: Visit, text: Text) -> set[tuple[int, str]]:
    """Numbers of passages and the codes that the person has decided on there."""
    coder, ledger = visit.who, visit.study.ledger
    if not coder:
        return set()
    records: list[Coding | Rejection] = [
        *ledger.codings(text=text.id, coder=coder),
        *ledger.rejections(text=text.id, coder=coder),
    ]
    return {(number, code) for _, number, code in decided_pairs(visit.study.texts, records)}


def open_suggestions(visit: Visit, text: Text) -> list[Suggestion]:
    """The suggestions on a text that the person has not decided on; none until they are made."""
    decided = decided_codes(visit, text)
    return [one for one in visit.place.suggesting.of_text(text.id) if (one.passage, one.code) not in decided]


def blind_passages(visit: Visit, text: Text, share: float) -> set[int]:
    """The numbers of the passages that are shown to the person without their suggestions, where that share is."""
    if not share or not visit.who:
        return set()
    return {p.number for p in text.passages if is_blind(text.id, p.number, share=share, coder=visit.who)}


def codings_json(codings: Sequence[Coding]) -> list[dict[str, Any]]:
    """Codings by place, the longer of two that begin together first."""
    ordered = sorted(codings, key=lambda c: (c.place.text, c.place.start, -c.place.end, c.code, c.id))
    return [coding_json(one) for one in ordered]


def problems_json(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Problems with their line and column, both from 1; 0 where they have none."""
    rows = []
    for one in problems:
        at = [part for part in one.place.split(":")[1:] if part.isdecimal()]
        line, column = (int(at[0]) if at else 0), (int(at[1]) if len(at) > 1 else 0)
        rows.append({"line": line, "column": column, "message": one.message, "level": one.level})
    return rows
