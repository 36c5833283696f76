"""The report for readers as values: a title page, a summary, numbered tables and figures, and extracts by theme."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reports.cell import SynthesisTable
from reports.extracts import ExtractGroup
from reports.figures.figure import Figure
from reports.report import table_chapters
from reports.source_line import facts_source, source_of, source_of_all
from reports.statements.merging import StatementLine
from reports.statements.sentence import StatementSentence
from reports.study_material import StudyMaterial
from reports.tables.rendering import RenderedTable
from reports.title_page import READER, Logo
from wording.catalogues import say

FOR_CHECKING = ("values", "contradictions", "statements", "coders")
"""Tables with such rows or columns are there to check the study by: they belong to the annex."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the summary: a heading, an item of a list, or a paragraph."""

    kind: Literal["head", "item", "prose"]
    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """`Table 3. Objectives by authority`: the words before the number, the number, the words after it."""

    kind: Literal["table", "figure"]
    before: str
    number: int
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.number}{self.after}"


@dataclass(frozen=True, slots=True, eq=False)
class NumberedTable:
    """A table with its caption and what it says in words; `figure` is the number of the figure that shows it."""

    caption: Caption
    rendered: RenderedTable
    lines: tuple[StatementLine, ...] = ()
    figure: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class NumberedFigure:
    """A figure with its caption and what it rests on."""

    caption: Caption
    figure: Figure
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ReaderChapter:
    """A chapter of tables and figures."""

    title: str
    items: tuple[NumberedTable | NumberedFigure, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ReaderReport:
    """A report for readers in one language; `byline` are the lines of the title page below the title."""

    language: str
    title: str
    byline: tuple[str, ...]
    question: str
    corpus: tuple[str, ...]
    findings: tuple[Line, ...]
    chapters: tuple[ReaderChapter, ...]
    extracts: tuple[ExtractGroup, ...]
    authors: tuple[str, ...] = ()
    logo: Logo | None = None

    @property
    def tables(self) -> list[NumberedTable]:
        """Its tables, in order."""
        return [item for chapter in self.chapters for item in chapter.items if isinstance(item, NumberedTable)]

    @property
    def figures(self) -> list[NumberedFigure]:
        """Its figures, in order."""
        return [item for chapter in self.chapters for item in chapter.items if isinstance(item, NumberedFigure)]


def is_for_readers(table: SynthesisTable) -> bool:
    """Whether the table shows what was found; others are for checking.

    Those are tables of quotes, of values with their sources, and of coders.
    """
    declared = table.declaration
    axes = {declared.rows.kind} if declared.is_listing else {declared.rows.kind, declared.columns.kind}
    return declared.cell != "quotes" and axes.isdisjoint(FOR_CHECKING)


def reader_chapters(
    tables: Sequence[SynthesisTable],
    material: StudyMaterial,
    sentences: Mapping[str, Sequence[StatementSentence]],
    figures: Sequence[Figure] = (),
    *,
    maps: Sequence[Figure] = (),
    only: Sequence[str] = READER,
    until: str = "",
) -> tuple[ReaderChapter, ...]:
    """The tables by chapter and the figures of no table, numbered through.

    `sentences` are by the id of their table; `maps` go with the lists of the corpus; `only` are the chapters wanted.
    `until` (ISO 8601) is when the last decision was made, which the sources of tables and figures name.
    """
    numbers = {"table": 0, "figure": 0}

    def caption(kind: Literal["table", "figure"], title: str) -> Caption:
        numbers[kind] += 1
        before, _, after = say(f"caption_{kind}", material.language, number="\0", title=title).partition("\0")
        return Caption(kind, before, numbers[kind], after)

    made = []
    for chapter in table_chapters(tables, material, sentences):
        if chapter.id not in only:
            continue
        items: list[NumberedTable | NumberedFigure] = []
        for item in chapter.table_items():
            title = item.rendered.title
            # A picture of nothing shows nothing.
            figure = item.figure if any(cell.state == "coded" for cell in item.table.cells.values()) else None
            shown = numbers["figure"] + 1 if figure else None
            source = source_of(item.table, material, until=until)
            rendered = replace(item.rendered, source=source, captioned=True)
            above = caption("table", title)
            items.append(NumberedTable(above, rendered, item.sentences, shown))
            if figure:
                named = title
                if item.table.declaration.figure == "heat_map":  # which repeats the table cell by cell
                    named = say("figure_of_table", material.language, title=title, table=above.number)
                items.append(NumberedFigure(caption("figure", named), figure, source))
        if chapter.id == "corpus":
            facts = facts_source(material)
            items += [NumberedFigure(caption("figure", figure.title), figure, facts) for figure in maps]
        title = say("reader_results", material.language) if chapter.id == "tables" else chapter.title
        made.append(ReaderChapter(title, tuple(items)))
    if figures and "exploring" in only:
        whole = source_of_all(material, until=until)
        drawn = tuple(NumberedFigure(caption("figure", figure.title), figure, whole) for figure in figures)
        made.append(ReaderChapter(say("chapter_alike", material.language), drawn))
    return tuple(made)


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*_])")
_ITEM = re.compile(r"[-*+•]\s+")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_RULE = re.compile(r"(?:[-*_]\s*){3,}")


def lines_of(markdown: str) -> Iterator[Line]:
    """The lines of a summary written in plain Markdown: `# headings`, `- items`, `1. items` and paragraphs.

    Numbered items keep their numbers. Marks of emphasis, rules and comments are left out.
    """
    paragraph: list[str] = []
    for raw in [*_COMMENT.sub("", markdown).splitlines(), ""]:
        line = "" if _RULE.fullmatch(raw.strip()) else _EMPHASIS.sub(r"\2", raw.strip())
        head, item = line.startswith("#"), bool(_ITEM.match(line) or _NUMBERED.match(line))
        if paragraph and (head or item or not line):
            yield _paragraph(paragraph)
            paragraph = []
        if head:
            yield Line("head", line.lstrip("#").strip())
        elif line:
            paragraph.append(line)


def _paragraph(lines: Sequence[str]) -> Line:
    text = " ".join(lines)
    item = _ITEM.match(text)
    return Line("item", text[item.end() :].strip()) if item else Line("prose", text)
