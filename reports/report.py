"""The whole report of a study as values: chapters of tables, figures and text, whatever format they are written in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from coding.codebook.model import Codebook
from reports.annexed_extracts import AnnexedExtracts
from reports.cell import SynthesisTable
from reports.codebook_words import CodeUse, codebook_sections
from reports.figures.figure import Figure
from reports.section import Section
from reports.statements.merging import StatementLine, merged
from reports.statements.sentence import StatementSentence
from reports.study_material import StudyMaterial
from reports.tables.rendering import RenderedTable
from reports.tables.table_figure import figure_of
from reports.tables.table_layout import rendered_table
from reports.title_page import Logo
from wording.catalogues import say
from wording.numbers import number


@dataclass(frozen=True, slots=True, eq=False)
class TableItem:
    """A table with the sentences that say it in words and the figure that shows it, if it has one."""

    rendered: RenderedTable
    table: SynthesisTable
    sentences: tuple[StatementLine, ...] = ()
    figure: Figure | None = None
    number: int = 0
    figure_number: int = 0

    @property
    def title(self) -> str:
        """Its title, with its number where it has one."""
        return _captioned("caption_table", self.number, self.rendered.title, self.rendered.language)

    @property
    def figure_title(self) -> str:
        """The figure's title, with its number where it has one."""
        return _captioned("caption_figure", self.figure_number, self.rendered.title, self.rendered.language)

    def row_number(self, row: str | None) -> int | None:
        """The position of that row in the table, from 1."""
        return next((at for at, one in enumerate(self.rendered.rows, 1) if one.id == row), None)


@dataclass(frozen=True, slots=True, eq=False)
class FigureItem:
    """A figure with what must be known to read it, and the numbers behind it; the first of `rows` is their head."""

    figure: Figure
    notes: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    number: int = 0

    @property
    def title(self) -> str:
        """The figure's title, with its number where it has one."""
        return _captioned("caption_figure", self.number, self.figure.title, self.figure.language)


def _captioned(key: str, at: int, title: str, language: str) -> str:
    return say(key, language, number=number(at, language), title=title) if at else title


Item = TableItem | FigureItem | Section


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """A chapter; `id` names it on a page."""

    id: str
    title: str
    items: tuple[Item, ...]

    def table_items(self) -> list[TableItem]:
        """Its tables, in order."""
        return [item for item in self.items if isinstance(item, TableItem)]


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A report of a study in one language; `lead` says what it was made from and until when, `byline` who made it.

    `extracts` are None where it is to have none; memos are printed only where they are asked for; `transcribed` says
    that the transcripts of its texts lie beside it.
    """

    title: str
    language: str
    lead: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    extracts: AnnexedExtracts | None = None
    memos: bool = False
    transcribed: bool = False
    authors: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    logo: Logo | None = None

    @property
    def tables(self) -> list[RenderedTable]:
        """Every table of it, in order."""
        return [item.rendered for item in self.table_items()]

    def table_items(self) -> list[TableItem]:
        """Every table of it with its number, in order."""
        return [item for chapter in self.chapters for item in chapter.table_items()]


def numbered(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """The chapters with tables and figures numbered through, each from 1: a table's number is its sheet's, too."""
    tables, figures = count(1), count(1)

    def one(item: Item) -> Item:
        match item:
            case TableItem():
                return replace(item, number=next(tables), figure_number=next(figures) if item.figure else 0)
            case FigureItem():
                return replace(item, number=next(figures))
            case Section():
                return item

    return tuple(replace(chapter, items=tuple(map(one, chapter.items))) for chapter in chapters)


def table_chapters(
    tables: Sequence[SynthesisTable], material: StudyMaterial, sentences: Mapping[str, Sequence[StatementSentence]]
) -> Iterator[Chapter]:
    """The tables by chapter: the corpus, the tables of codes, typologies, and what was stated and contradicted.

    `sentences` are those written of each table, by its id.
    """
    grouped: dict[str, list[TableItem]] = {name: [] for name in ("corpus", "tables", "typologies", "statements")}
    for table in tables:
        rendered = rendered_table(table, material)
        labels = {row.id: row.label for row in rendered.rows}
        told = merged(
            sentences.get(rendered.id, ()),
            labels,
            material.language,
            name_unread=not material.for_readers,
            together=material.for_readers,
        )
        lines = tuple(told)
        item = TableItem(rendered, table, lines, figure_of(table, rendered))
        grouped[_chapter_of(table)].append(item)
    for name, items in grouped.items():
        if items:
            yield Chapter(name, say(f"chapter_{name}", material.language), tuple(items))


def _chapter_of(table: SynthesisTable) -> str:
    if table.declaration.typology is not None:
        return "typologies"
    if table.declaration.rows.kind in ("statements", "contradictions"):
        return "statements"
    return "corpus" if table.declaration.is_listing and table.declaration.rows.kind != "values" else "tables"


def codebook_chapter(codebook: Codebook, language: str, uses: Mapping[str, CodeUse] | None = None) -> Chapter:
    """The codebook in words, with how often each code was used where `uses` says so."""
    sections = codebook_sections(codebook, language, uses=uses)
    return Chapter("codebook", say("chapter_codebook", language), sections)
