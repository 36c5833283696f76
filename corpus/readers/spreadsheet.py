"""csv, tsv, xlsx: a transcript in columns, pages of a document, or rows sheet by sheet."""

import re
from collections.abc import Iterator
from statistics import mean

from corpus.block import Block, Extract
from corpus.label_words import is_role_word
from corpus.problem import Problem
from corpus.readers.sheets import Sheet, read_sheets
from corpus.readers.speech_table import blocks_of_table
from corpus.readers.table_columns import talk_columns
from wording.messages import tr

_PAGE = re.compile(r"page|page[_ ]?(?:number|num|no|nr|n°)|n°? ?(?:de )?page|numéro de page", re.IGNORECASE)
_TEXT = re.compile(r".*(?:text|texte|contenu|content|body)", re.IGNORECASE)


def read(data: bytes, name: str) -> Extract:
    """The blocks of a table file. `corpus.answers` reads files with one answer per row, as several texts."""
    sheets, problems = read_sheets(data, name)
    blocks = tuple(block for sheet in sheets for block in _blocks(sheet, len(sheets) > 1))
    talk = talk_columns(sheets[0].rows) if len(sheets) == 1 else None
    if talk is not None and talk.may_be_answers and talk.first and not all(map(is_role_word, talk.names)):
        message = tr("if its rows are answers to a survey, choose their columns with --text COLUMN.")
        problems = (*problems, Problem(name, message, "warning"))
    return Extract(blocks, problems=problems)


def talk_in_columns(text: str) -> list[list[str]] | None:
    """The rows of a text whose lines are all three or more columns between tabs, if they are speech; else None."""
    rows = [[cell.strip() for cell in line.split("\t")] for line in text.split("\n") if line.strip()]
    if len(rows) < 2 or len(rows[0]) < 3 or any(len(row) != len(rows[0]) for row in rows):
        return None
    return rows if talk_columns(rows) is not None else None


def _blocks(sheet: Sheet, several: bool) -> Iterator[Block]:
    if several:
        yield Block(sheet.name, form="heading", level=1)
    pages = list(_pages(sheet))
    yield from pages or blocks_of_table(sheet.rows)


def _pages(sheet: Sheet) -> Iterator[Block]:
    """One page per row: its paragraphs in order; a paragraph that continues on the next page is rejoined."""
    header = sheet.rows[0]
    page = next((n for n, cell in enumerate(header) if _PAGE.fullmatch(cell)), None)
    texts = [n for n, cell in enumerate(header) if _TEXT.fullmatch(cell)]
    rows = sheet.rows[1:]
    if page is None or not texts or not rows or mean(len(row[texts[0]]) for row in rows if row) < 500:
        return
    waiting: Block | None = None
    for row in rows:
        number = int(row[page]) if len(row) > page and row[page].isdecimal() else None
        for paragraph in re.split(r"\n\s*\n", row[texts[0]] if len(row) > texts[0] else ""):
            text = " ".join(paragraph.split())
            if waiting is not None and text and text[0].islower() and not waiting.text.endswith((".", "!", "?")):
                cut = waiting.text.endswith("-")
                joined = waiting.text[:-1] + text if cut else f"{waiting.text} {text}"
                waiting = Block(joined, page=waiting.page)
            elif text:
                if waiting is not None:
                    yield waiting
                waiting = Block(text, page=number)
    if waiting is not None:
        yield waiting
