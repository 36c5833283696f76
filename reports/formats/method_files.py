"""The methods section as a file: Markdown, one self-contained HTML page, a Word document, or JSON lines."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from coding.quality.account import Account
from reports.formats.document import add_line, add_rows
from reports.formats.document_parts import add_heading
from reports.formats.new_document import bytes_of, new_document
from reports.formats.page import environment
from reports.formats.plain import numeric, safe
from reports.method.methods import DOMAIN, method_items, method_lead, method_sections
from reports.method.phrases import Phrases
from reports.section import Section

Pieces = Iterator[str | bytes]


def markdown(account: Account, language: str) -> Pieces:
    """The methods section in Markdown, with pipe tables; to-dos are quoted and their mark is bold."""
    phrases = Phrases(DOMAIN, language)
    yield f"# {phrases.say('title')}\n\n{safe(account.title)}\n\n"
    for paragraph in method_lead(account, language):
        yield f"{safe(paragraph)}\n\n"
    for section in method_sections(account, language):
        yield f"{'#' * (section.level + 1)} {safe(section.title)}\n\n"
        for paragraph in section.paragraphs:
            yield f"{safe(paragraph)}\n\n"
        yield from _pipes(section)
        for todo in section.todos:
            marked = phrases.say("todo_marked", mark=f"**{phrases.say('todo')}**", todo=safe(todo))
            yield f"> {marked}\n\n"


def _pipes(section: Section) -> Iterator[str]:
    if not section.rows:
        return
    head, *rows = section.rows
    sides = [" ---: " if number else " --- " for number in numeric(section.rows)]
    for cells in (head, None, *rows):
        line = sides if cells is None else [f" {safe(cell)} " for cell in cells]
        yield f"|{'|'.join(line)}|\n"
    yield "\n"


def page(account: Account, language: str) -> Pieces:
    """The methods section as one HTML page that needs nothing else."""
    phrases = Phrases(DOMAIN, language)
    values: dict[str, Any] = {
        "language": language,
        "study": account.title,
        "lead": method_lead(account, language),
        "sections": [(section, numeric(section.rows)) for section in method_sections(account, language)],
        "say": phrases.say,
    }
    yield environment().get_template("methods.html.j2").render(values)


def document(account: Account, language: str) -> Pieces:
    """The methods section as a Word document with headings to go by; to-dos stand out."""
    phrases = Phrases(DOMAIN, language)
    made = new_document(phrases.say("title"), language=language, subject=account.title)
    add_heading(made, phrases.say("title"), 0)
    for paragraph in (account.title, *method_lead(account, language)):
        add_line(made, paragraph)
    for section in method_sections(account, language):
        add_heading(made, section.title, section.level)
        for paragraph in section.paragraphs:
            add_line(made, paragraph)
        add_rows(made, section.rows)
        for todo in section.todos:
            add_line(made, phrases.say("todo_marked", mark=phrases.say("todo"), todo=todo), mark=True)
    yield bytes_of(made)


def lines(account: Account, language: str) -> Pieces:
    """One JSON object an item of a standard."""
    for item in method_items(account, language):
        yield json.dumps(item.as_json(), ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Callable[[Account, str], Pieces]] = {
    "md": markdown,
    "html": page,
    "docx": document,
    "json": lines,
}
"""What the methods section can be written as."""
