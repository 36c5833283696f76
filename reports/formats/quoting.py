"""Which quotes a page or document shows under a table, and how the source of each is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reports.cell import Header
from reports.citations import Citation, Citations
from reports.tables.rendering import RenderedPart, RenderedRow, RenderedTable
from wording.catalogues import say
from wording.degree_word import degree_word
from wording.numbers import day

QUOTES_ON_PAGE = 2_000
"""How many quotes a page holds at most: more would make it too heavy to open. The rest is counted and named."""
A_FEW = 500
"""How many of them it holds where it cannot hold all: nobody reads a part, so it need only show what there is."""


@dataclass(frozen=True, slots=True)
class QuotedPart:
    """The quotes under one part of a cell: `left` more are not shown; `anchor` names the part on its page."""

    anchor: str
    heading: str
    citations: list[Citation]
    left: int
    row: str
    column: str
    numbers: Mapping[str, int] = field(default_factory=dict)

    def cited(self, citation: Citation) -> str:
        """The number of the footnote that this quote is: `12. `; nothing where the words of the cell do not cite it."""
        number = self.numbers.get(citation.entry)
        return "" if number is None else f"{number}. "


@dataclass(frozen=True, slots=True, eq=False)
class ShownParts:
    """The parts of a table whose quotes are shown, at most `each` of every part; `left` more have quotes as well."""

    parts: tuple[tuple[RenderedRow, Header, RenderedPart], ...]
    each: int | None
    left: int


def shown_of(rendered: RenderedTable, most: int = QUOTES_ON_PAGE) -> ShownParts:
    """All parts of the table, or the first where their quotes are more than `most`."""
    every = list(rendered.parts())
    total = sum(part.quotes for _, _, part in every)
    room = most if total <= most else min(A_FEW, most)
    parts = tuple(every[:room])
    each = None if total <= room else max(room // max(len(parts), 1), 1)
    return ShownParts(parts, each, len(every) - len(parts))


@dataclass(frozen=True, slots=True)
class Link:
    """Where a part of a cell leads, and the name by which one comes back to it."""

    id: str
    href: str


def links_of(shown: ShownParts) -> dict[RenderedPart, Link]:
    """For every part whose quotes are shown, where they are; its name is short and unique on a page."""
    return {part: Link(f"from-q{number}", f"#q{number}") for number, (_, _, part) in enumerate(shown.parts, 1)}


def quoted(rendered: RenderedTable, shown: ShownParts, citations: Citations) -> Iterator[QuotedPart]:
    """The quotes of the parts that are shown, in reading order."""
    each = shown.each
    citations.prepare(part.evidence[:each] for _, _, part in shown.parts if part.evidence is not None)
    for number, (row, column, part) in enumerate(shown.parts, 1):
        cited = citations.of(part, each)
        yield QuotedPart(
            f"q{number}",
            _heading(rendered, row, column, part),
            cited,
            part.quotes - len(cited),
            row.id,
            column.id,
            part.numbers,
        )


def _heading(rendered: RenderedTable, row: RenderedRow, column: Header, part: RenderedPart) -> str:
    about = part.text if column.id == "cases" and not rendered.legend else column.label
    return f"{row.label} · {about}"


def source(citation: Citation, language: str) -> str:
    """Where a quote is from and who decided on it, in one line."""
    return " · ".join((origin(citation, language), citation.code, *decided(citation, language)))


def origin(citation: Citation, language: str) -> str:
    """Where a quote is from: its text, who says it, turn and page."""
    parts = (
        citation.text,
        citation.speaker,
        say("turn", language, number=citation.turn) if citation.turn else None,
        say("page", language, number=citation.page) if citation.page else None,
    )
    return " · ".join(part for part in parts if part)


def decided(citation: Citation, language: str) -> list[str]:
    """What was decided on a quote, by whom and when: its degree and value, the coder, the day and the entry."""
    how = {"accept": "accepted", "code": "by_hand", "classify": "classified"}[citation.decision]
    parts = (
        degree_word(citation.value, language) if citation.value and citation.decision != "classify" else None,
        say("given", language, value=citation.given) if citation.given else None,
        citation.coder,
        f"{say(how, language)} {day(citation.time[:10], language)}",
        citation.entry[:12],
    )
    return [part for part in parts if part]
