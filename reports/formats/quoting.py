"""Which quotes a page or document shows under a table, and how the source of each is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reports.lineage import Citation, Citations
from reports.tables.cell import Header
from reports.tables.paper import Part, Sheet, SheetRow
from reports.wording import day, say

QUOTES_ON_PAGE = 5_000
"""How many quotes a page holds at most: more would make it too heavy to open. The rest is counted and named."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quotes under one part of a cell: `left` more are not shown; `anchor` names the part on its page."""

    anchor: str
    heading: str
    citations: list[Citation]
    left: int
    row: str
    column: str
    numbers: Mapping[str, int] = field(default_factory=dict)

    def cited(self, citation: Citation) -> str:
        """How the words of the cell cite this quote: `[^12] `; nothing where they do not."""
        number = self.numbers.get(citation.entry)
        return "" if number is None else f"[^{number}] "


def anchors_of(sheet: Sheet, prefix: str = "q") -> dict[str, str]:
    """A short name, unique on a page, for every part of the table that has quotes."""
    return {part.key: f"{prefix}{number}" for number, (_, _, part) in enumerate(sheet.parts(), 1)}


def quoted(sheet: Sheet, citations: Citations, *, prefix: str = "q", most: int = QUOTES_ON_PAGE) -> Iterator[Quoted]:
    """The quotes of every part, in reading order; where there are too many, an equal number for each."""
    parts = list(sheet.parts())
    total = sum(part.quotes for _, _, part in parts)
    each = None if total <= most else max(most // max(len(parts), 1), 1)
    shown = parts if each is None or len(parts) <= most else parts[:most]
    citations.prepare(part.evidence[:each] for _, _, part in shown if part.evidence is not None)
    for number, (row, column, part) in enumerate(parts, 1):
        cited = citations.of(part, each) if number <= len(shown) else []
        yield Quoted(
            f"{prefix}{number}",
            _heading(sheet, row, column, part),
            cited,
            part.quotes - len(cited),
            row.id,
            column.id,
            part.numbers,
        )


def _heading(sheet: Sheet, row: SheetRow, column: Header, part: Part) -> str:
    about = part.text if column.id == "cases" and not sheet.legend else column.label
    return f"{row.label} · {about}"


def source(citation: Citation, language: str) -> str:
    """Where a quote is from and who decided on it, in one line."""
    how = {"accept": "accepted", "code": "by_hand", "classify": "classified"}[citation.decision]
    parts = [
        citation.text,
        citation.speaker,
        say("turn", language, number=citation.turn) if citation.turn else None,
        say("page", language, number=citation.page) if citation.page else None,
        citation.code,
        say(citation.value, language) if citation.value and citation.decision != "classify" else None,
        say("given", language, value=citation.given) if citation.given else None,
        citation.coder,
        f"{say(how, language)} {day(citation.time, language)}",
        citation.entry[:12],
    ]
    return " · ".join(part for part in parts if part)
