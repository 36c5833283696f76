"""The quotes behind a cell, with everything a reader needs to find and judge each."""

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
    """Cites codings; finding the turn and page of a place costs a search, so each place is looked up once."""

    def __init__(self, texts: Mapping[str, Text]) -> None:
        self.texts = texts
        self._where: dict[tuple[str, int], tuple[str | None, int | None, int | None]] = {}

    def of(self, evidence: Iterable[Coding | Classification]) -> list[Citation]:
        """The citations of these codings or classes, in the same order."""
        return [self._cite(item) for item in evidence]

    def _cite(self, item: Coding | Classification) -> Citation:
        speaker, turn, page = self._find(item.place.text, item.place.start)
        return Citation(
            text=item.place.text,
            start=item.place.start,
            end=item.place.end,
            quote=item.place.quote,
            coder=item.coder,
            code=item.code if isinstance(item, Coding) else f"{item.typology}.{item.class_id}",
            value=item.degree if isinstance(item, Coding) else item.class_id,
            case=item.case,
            decision=("accept" if item.suggested else "code") if isinstance(item, Coding) else "classify",
            speaker=speaker,
            turn=turn,
            page=page,
            time=item.time,
            memo=item.memo,
            entry=item.id,
        )

    def _find(self, text_id: str, start: int) -> tuple[str | None, int | None, int | None]:
        key = (text_id, start)
        if key not in self._where:
            text = self.texts[text_id]
            turn = text.turn_at(start)
            page = next((p.page for p in text.passages if p.start <= start < p.end), None)
            self._where[key] = (turn.speaker if turn else None, turn.number if turn else None, page)
        return self._where[key]


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
