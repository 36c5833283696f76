"""The methods section of a study, written from its account: prose by topic, two checklists, and the audit trail."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from coding.quality.account import Account
from reports.hidden_note import hidden_note
from reports.method import coding_process as conduct
from reports.method import sample_and_codebook as material
from reports.method.checklists import STANDARDS, checklist, checklist_section, trail, trail_sections
from reports.phrases import Phrases
from reports.section import Section, SectionItem
from wording.catalogues import say

DOMAIN = "methods"
_ANSWER = 2
"""The column of a checklist in which the ledger answers."""
"""The domain of its wordings in the catalogues."""

TOPICS = {
    "corpus": material.corpus,
    "handling": material.handling,
    "coders": material.coders,
    "codebook": material.codebook,
    "revisions": material.revisions,
    "suggestions": conduct.suggestions,
    "reading": conduct.reading,
    "agreement": conduct.agreement,
    "second_thoughts": conduct.second_thoughts,
    "software": conduct.software,
    "quotes": material.quotes,
}
"""The topics by name, in the order in which a methods section tells them."""


def method_sections(account: Account, language: str) -> list[Section]:
    """The method in that language (`fr` or `en`): a section a topic, then COREQ, SRQR and Halpern's audit trail.

    Only what the account counts is reported; what only the team can know is a to-do of its section.
    """
    phrases = Phrases(DOMAIN, language)
    topics = _topics(account, phrases)
    checklists = [checklist_section(standard, topics, phrases) for standard in STANDARDS]
    return [*topics.values(), *checklists, *trail_sections(account, phrases)]


def finished(sections: Iterable[Section], language: str) -> Iterator[Section]:
    """The sections as a report prints them: what only the team can say is left out, and it says of what.

    A category of the audit trail of which nothing is held says so.
    """
    phrases = Phrases(DOMAIN, language)
    open_ = phrases.say("to_complete")
    for section in sections:
        left = [row[0] for row in section.rows if len(row) > _ANSWER and row[_ANSWER] == open_]
        rows = tuple(
            tuple("–" if cell == open_ else cell for cell in row)
            for row in section.rows
            if not (len(row) > _ANSWER and row[_ANSWER] == open_)
        )
        said = [phrases.say("without_answer", items=", ".join(left))] if left else []
        if section.level > 1 and not rows and not section.paragraphs:
            said.append(phrases.say("nothing_held"))
        yield replace(section, rows=rows, paragraphs=(*section.paragraphs, *said))


def method_items(account: Account, language: str) -> list[SectionItem]:
    """Every item of the three standards with its answer, its to-dos and its numbers, in that language."""
    phrases = Phrases(DOMAIN, language)
    topics = _topics(account, phrases)
    return [
        *(item for standard in STANDARDS for item in checklist(standard, topics, phrases)),
        *trail(account, phrases),
    ]


def _topics(account: Account, phrases: Phrases) -> Mapping[str, Section]:
    return {name: tell(account, phrases) for name, tell in TOPICS.items()}


def method_lead(account: Account, language: str) -> tuple[str, ...]:
    """The lead above the sections: what this was written from and until when, and how much is left to the team."""
    phrases = Phrases(DOMAIN, language)
    until = phrases.say("lead", day=phrases.day(account.until)) if account.until else phrases.say("lead_empty")
    todos = {todo for section in method_sections(account, language) for todo in section.todos}
    left = phrases.count("lead_todos", len(todos), mark=phrases.say("todo"))
    return until, left, *hidden_note(account.hidden_texts, language), say("ledger_head", language, head=account.head)
