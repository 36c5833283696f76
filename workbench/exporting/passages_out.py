"""The passages of a study for other tools: with variables for textometry, with spans for training."""

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from coding.records.replay import Rejection
from corpus.text import Passage, Text
from exchange.iramuteq import StarredText
from exchange.spans import SpannedText
from workbench.exporting.choice import Exported

By = Literal["speaker", "passage"]


def starred(exported: Exported, *, by: By = "speaker", interviewers: bool = False) -> Iterator[StarredText]:
    """What each speaker of each text says, or each passage with its codes, with the variables of text, case and voice.

    Questions are left out unless `interviewers` are asked for.
    """
    codes = _codes_in(exported)
    for text in exported.texts.values():
        kept = [passage for passage in text.passages if interviewers or not _asks(text, passage)]
        if by == "passage":
            for passage in kept:
                held = tuple(sorted(codes.get((text.id, passage.number), ())))
                yield StarredText(text.quote(passage), {**_variables(exported, text, passage), "code": held})
            continue
        voiced = sorted(kept, key=lambda passage: _voice(text, passage))
        for _, group in groupby(voiced, key=lambda passage: _voice(text, passage)):
            said = list(group)
            words = "\n".join(text.quote(passage) for passage in said)
            yield StarredText(words, _variables(exported, text, said[0]))


def spanned(exported: Exported) -> list[SpannedText]:
    """Every passage with its codings as spans in its own words, and the codes that were refused in it."""
    found = []
    refusals: dict[str, list[Rejection]] = {}
    for one in exported.rejections:
        refusals.setdefault(one.place.text, []).append(one)
    for text in exported.texts.values():
        codings, refused = exported.by_text[text.id], refusals.get(text.id, [])
        for passage in text.passages:
            spans = tuple(
                (
                    max(c.place.start, passage.start) - passage.start,
                    min(c.place.end, passage.end) - passage.start,
                    c.code,
                )
                for c in codings
                if c.place.start < passage.end and passage.start < c.place.end
            )
            here = {r.code for r in refused if r.place.start < passage.end and passage.start < r.place.end}
            rejected = tuple(sorted(here - {code for _, _, code in spans}))
            words = text.quote(passage)
            found.append(SpannedText(text.id, passage.number, words, text.language, spans, rejected))
    return found


def _codes_in(exported: Exported) -> dict[tuple[str, int], set[str]]:
    found: dict[tuple[str, int], set[str]] = {}
    for coding in exported.codings:
        for passage in exported.texts[coding.place.text].passages_in(coding.place.start, coding.place.end):
            found.setdefault((coding.place.text, passage.number), set()).add(coding.code)
    return found


def _asks(text: Text, passage: Passage) -> bool:
    turn = text.turn_at(passage.start)
    return turn is not None and turn.role == "interviewer"


def _voice(text: Text, passage: Passage) -> tuple[str, str]:
    turn = text.turn_at(passage.start)
    return (turn.role, turn.speaker or "") if turn else ("", "")


def _variables(exported: Exported, text: Text, passage: Passage) -> dict[str, str | tuple[str, ...]]:
    turn, case = text.turn_at(passage.start), text.case_at(passage.start) or ""
    facts = exported.cases[case].attributes if case in exported.cases else {}
    found: dict[str, str | tuple[str, ...]] = {"text": text.id, "case": case, **facts, **text.metadata}
    if turn:
        found |= {"speaker": turn.speaker or "", "role": turn.role}
    return found
