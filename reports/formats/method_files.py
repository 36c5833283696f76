"""The methods section as a file: Markdown, one self-contained HTML page, a document (Word, ODT, PDF), or JSON lines."""

import json
from collections.abc import Callable, Mapping

from coding.quality.account import Account
from reports.formats import section_files
from reports.formats.section_files import Paper, Pieces
from reports.method.methods import DOMAIN, method_items, method_lead, method_sections
from reports.phrases import Phrases


def _paper(account: Account, language: str) -> Paper:
    phrases = Phrases(DOMAIN, language)
    lead, sections = method_lead(account, language), tuple(method_sections(account, language))

    def marked(todo: str) -> str:
        return phrases.say("todo_marked", mark=phrases.say("todo"), todo=todo)

    return Paper(phrases.say("title"), account.title, lead, sections, language, marked)


def markdown(account: Account, language: str) -> Pieces:
    """The methods section in Markdown, with pipe tables; to-dos are quoted and their mark is bold."""
    phrases = Phrases(DOMAIN, language)

    def bold(todo: str) -> str:
        return phrases.say("todo_marked", mark=f"**{phrases.say('todo')}**", todo=todo)

    return section_files.markdown(_paper(account, language), bold)


def page(account: Account, language: str) -> Pieces:
    """The methods section as one HTML page that needs nothing else."""
    return section_files.page(_paper(account, language))


def document(account: Account, language: str) -> Pieces:
    """The methods section as a Word document with headings to go by; to-dos stand out."""
    return section_files.document(_paper(account, language), upright=True)


def odt(account: Account, language: str) -> Pieces:
    """The Word document as an ODT."""
    return section_files.odt(_paper(account, language), upright=True)


def pdf(account: Account, language: str) -> Pieces:
    """The Word document as a PDF."""
    return section_files.pdf(_paper(account, language), upright=True)


def lines(account: Account, language: str) -> Pieces:
    """One JSON object an item of a standard."""
    for item in method_items(account, language):
        yield json.dumps(item.as_json(), ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Callable[[Account, str], Pieces]] = {
    "md": markdown,
    "html": page,
    "docx": document,
    "odt": odt,
    "pdf": pdf,
    "json": lines,
}
"""What the methods section can be written as."""
