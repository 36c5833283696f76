"""The quotes behind a cell, with everything a reader needs to find and judge each."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from coding.records.columns import Positions
from coding.records.replay import Classification, Coding
from reports.cell import Cell, SynthesisTable
from reports.study_material import StudyMaterial


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote as a report cites it; `decision` is accept, code or classify.

    `value` is its degree or class, `given` the name, number or date that the coder read there.
    """

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
    given: str | None = None


class HasEvidence(Protocol):
    """What rests on codings and classes: a cell, or a part of one on paper."""

    @property
    def evidence(self) -> Positions | None:
        """Positions of codings."""

    @property
    def classes(self) -> tuple[Classification, ...]:
        """Classifications."""


class Citations:
    """Cites codings by their positions; what was cited once is kept, since several tables cite the same."""

    def __init__(self, material: StudyMaterial) -> None:
        self.material = material
        self._cited: dict[int | str, Citation] = {}
        self._starts: dict[str, tuple[list[int], list[int]]] = {}

    def of(self, cell: HasEvidence, most: int | None = None) -> list[Citation]:
        """The citations behind a cell, in order of text and place, at most so many of them."""
        positions = _first(cell.evidence, most)
        left = None if most is None else max(most - len(positions), 0)
        return [*self.at(positions), *(self.of_class(found) for found in cell.classes[:left])]

    def at(self, positions: Positions) -> list[Citation]:
        """The citations of the codings at these positions."""
        self.prepare([positions])
        return [self._cited[position] for position in positions.tolist() if position in self._cited]

    def prepare(self, several: Iterable[Positions]) -> None:
        """Read what will be cited in one go."""
        arrays = [positions for positions in several if len(positions)]
        if not arrays:
            return
        wanted = np.unique(np.concatenate(arrays))
        missing = np.array([position for position in wanted.tolist() if position not in self._cited], np.int64)
        if len(missing):
            for position, coding in zip(missing.tolist(), self.material.fetch(missing), strict=True):
                self._cited[position] = self._cite(coding)

    def of_coding(self, coding: Coding) -> Citation:
        """The citation of a coding that is at hand."""
        return self._cite(coding)

    def of_class(self, found: Classification) -> Citation:
        """The citation of a class given to a case."""
        if found.id not in self._cited:
            self._cited[found.id] = self._cite(found)
        return self._cited[found.id]

    def _cite(self, item: Coding | Classification) -> Citation:
        place = item.place
        speaker, turn, page = self._find(place.text, place.start)
        if isinstance(item, Coding):
            code, value, decision = item.code, item.degree, "accept" if item.suggested else "code"
        else:
            code, value, decision = f"{item.typology}.{item.class_id}", item.class_id, "classify"
        return Citation(
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
            given=item.value if isinstance(item, Coding) else None,
        )

    def _find(self, text_id: str, start: int) -> tuple[str | None, int | None, int | None]:
        """Speaker, turn and page at a place, found by halving: texts have many turns and places."""
        text = self.material.texts.get(text_id)
        if text is None:
            return None, None, None
        if text_id not in self._starts:
            self._starts[text_id] = [t.start for t in text.turns], [p.start for p in text.passages]
        turns, passages = self._starts[text_id]
        turn_at, passage_at = bisect_right(turns, start) - 1, bisect_right(passages, start) - 1
        turn = text.turns[turn_at] if turn_at >= 0 and start < text.turns[turn_at].end else None
        passage = text.passages[passage_at] if passage_at >= 0 else None
        if turn and passage and passage.turn is None and start < passage.end:
            turn = None  # a heading between two paragraphs of the turn: nobody says it
        return turn.speaker if turn else None, turn.number if turn else None, passage.page if passage else None


def _first(positions: Positions | None, most: int | None) -> Positions:
    found = np.zeros(0, np.int64) if positions is None else positions
    return found if most is None else found[:most]


def cells_json(table: SynthesisTable, citations: Citations) -> Iterator[dict[str, Any]]:
    """The object that `glose tables --json` prints for each cell, row by row."""
    citations.prepare(cell.evidence for cell in table.cells.values() if cell.evidence is not None)
    for row in table.rows:
        for column in table.columns:
            yield cell_json(table, table.cells[row.id, column.id], citations)


def cell_json(table: SynthesisTable, cell: Cell, citations: Citations) -> dict[str, Any]:
    """The object that `glose tables --json` prints for a cell."""
    cited = citations.of(cell)
    found: dict[str, Any] = {
        "table": table.declaration.id,
        "row": cell.row,
        "column": cell.column,
        "state": cell.state,
        "value": cell.value,
        "values": _values(table, cell, cited, citations),
        "codings": len(cited),
        "quotes": [_quote(citation) for citation in cited],
    }
    for key in ("rolled", "disputed", "reopened", "contested"):
        if getattr(cell, key):
            found[key] = True
    found["n"], found["N"] = table.n(cell.row), table.whole
    for key in ("share", "base", "said"):
        if getattr(cell, key) is not None:
            found[key] = getattr(cell, key)
    if (test := table.tests.get(cell.row)) is not None:
        found["test"] = {
            "method": test.method,
            "p": test.p,
            "p_adjusted": test.adjusted,
            "v": test.v,
            "why": test.why or None,
        }
    return found


def _values(table: SynthesisTable, cell: Cell, cited: list[Citation], citations: Citations) -> list[dict[str, Any]]:
    if table.declaration.cell == "value" or table.declaration.is_listing:
        return [_source(value, c) for value, positions in cell.values for c in citations.at(positions)]
    return [_source(c.value, c) for c in cited if c.value]


def _source(value: str, c: Citation) -> dict[str, Any]:
    return {"value": value, "text": c.text, "start": c.start, "end": c.end, "coder": c.coder, "code": c.code}


def _quote(c: Citation) -> dict[str, Any]:
    return {
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
