"""The quotes behind a cell, with everything a reader needs to find and judge each."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coding.replay import Classification, Coding
from corpus.text import Text
from reports.synthesis import Cell, SynthesisTable


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote as a report cites it; `decision` is accept, code or classify, `value` its degree or class."""

    text: str
    start: int
    end: int
    quote: str
    coder: str
    code: str
    value: str | None
    case: str | None
    decision: str
    speaker: str | None
    turn: int | None
    page: int | None
    time: str
    memo: str | None
    entry: str


class Citations:
    """Cites codings; a coding that stands in several cells (its code's and those above) is cited once."""

    def __init__(self, texts: Mapping[str, Text]) -> None:
        self.texts = texts
        self._cited: dict[str, Citation] = {}
        self._starts: dict[str, tuple[list[int], list[int]]] = {}

    def of(self, evidence: Iterable[Coding | Classification]) -> list[Citation]:
        """The citations of these codings or classes, in the same order."""
        return [self._cited.get(item.id) or self._cite(item) for item in evidence]

    def _cite(self, item: Coding | Classification) -> Citation:
        place = item.place
        speaker, turn, page = self._find(place.text, place.start)
        if isinstance(item, Coding):
            code, value, decision = item.code, item.degree, "accept" if item.suggested else "code"
        else:
            code, value, decision = f"{item.typology}.{item.class_id}", item.class_id, "classify"
        cited = self._cited[item.id] = Citation(
            text=place.text,
            start=place.start,
            end=place.end,
            quote=place.quote,
            coder=item.coder,
            code=code,
            value=value,
            case=item.case,
            decision=decision,
            speaker=speaker,
            turn=turn,
            page=page,
            time=item.time,
            memo=item.memo,
            entry=item.id,
        )
        return cited

    def _find(self, text_id: str, start: int) -> tuple[str | None, int | None, int | None]:
        """Speaker, turn and page at a place, found by halving: texts have many turns and places."""
        text = self.texts[text_id]
        if text_id not in self._starts:
            self._starts[text_id] = [t.start for t in text.turns], [p.start for p in text.passages]
        turns, passages = self._starts[text_id]
        turn_at, passage_at = bisect_right(turns, start) - 1, bisect_right(passages, start) - 1
        turn = text.turns[turn_at] if turn_at >= 0 and start < text.turns[turn_at].end else None
        page = text.passages[passage_at].page if passage_at >= 0 else None
        return turn.speaker if turn else None, turn.number if turn else None, page


def cell_json(table: SynthesisTable, cell: Cell, citations: Citations) -> dict[str, Any]:
    """The object that `glose tables --json` prints for a cell."""
    cited = citations.of(cell.evidence)
    value: dict[str, Any] = {
        "table": table.declaration.id,
        "row": cell.row,
        "column": cell.column,
        "state": cell.state,
        "value": cell.value,
        "values": [
            {
                "value": c.value,
                "text": c.text,
                "start": c.start,
                "end": c.end,
                "coder": c.coder,
                "code": c.code,
            }
            for c in cited
            if c.value
        ],
        "codings": len(cited),
        "quotes": [
            {
                "text": c.text,
                "start": c.start,
                "end": c.end,
                "quote": c.quote,
                "coder": c.coder,
                "code": c.code,
                "speaker": c.speaker,
                "turn": c.turn,
                "decision": c.decision,
                "entry": c.entry,
            }
            for c in cited
        ],
    }
    if cell.rolled:
        value["rolled"] = True
    if cell.disputed:
        value["disputed"] = True
    return value
