"""The items of three reporting standards, and which topics of the method and which to-dos answer each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coding.quality.account import Account
from reports.phrases import Phrases
from reports.section import Section, SectionItem


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """What a standard asks: the item's number, the topics that answer it, and what only the team can add."""

    item: str
    topics: tuple[str, ...] = ()
    todos: tuple[str, ...] = ()


STANDARDS: Mapping[str, tuple[ChecklistItem, ...]] = {
    "COREQ": (
        ChecklistItem("16", ("corpus",)),
        ChecklistItem("22", (), ("todo_saturation",)),
        ChecklistItem("23", ("handling",), ("todo_returned",)),
        ChecklistItem("24", ("coders",)),
        ChecklistItem("25", ("codebook",)),
        ChecklistItem("26", ("revisions",)),
        ChecklistItem("27", ("software",)),
        ChecklistItem("28", (), ("todo_checking",)),
        ChecklistItem("29", ("quotes",)),
        ChecklistItem("30", (), ("todo_consistency",)),
        ChecklistItem("31", (), ("todo_major",)),
        ChecklistItem("32", (), ("todo_minor",)),
    ),
    "SRQR": (
        ChecklistItem("12", ("corpus",)),
        ChecklistItem("13", ("handling", "software")),
        ChecklistItem("14", ("coders", "codebook", "revisions", "suggestions"), ("todo_paradigm",)),
        ChecklistItem("15", ("reading", "agreement", "second_thoughts"), ("todo_trust",)),
        ChecklistItem("17", ("quotes",)),
    ),
}
"""COREQ: Tong, Sainsbury & Craig 2007, Int. J. Qual. Health Care 19:349-357, the items of analysis and reporting and
those on the sample that a ledger can speak to. SRQR: O'Brien et al. 2014, Acad. Med. 89:1245-1251, those of analysis.
"""

HALPERN = "Halpern"
"""The audit trail of Halpern 1983, as given by Lincoln & Guba 1985, Naturalistic Inquiry, pp. 319-320 and 382-384."""


@dataclass(frozen=True, slots=True)
class RecordHolding:
    """What a study holds: the key of its name, how many, as which kinds of entries, in which files or commands."""

    name: str
    count: int
    kinds: str = ""
    files: str = ""

    def where(self, phrases: Phrases) -> str:
        """Where it is found."""
        return ", ".join(filter(None, (self.files, self.kinds and phrases.say("in_ledger", kinds=self.kinds))))


def checklist(standard: str, topics: Mapping[str, Section], phrases: Phrases) -> list[SectionItem]:
    """The items of a standard, each answered by the paragraphs of its topics."""
    return [
        SectionItem(
            standard,
            asked.item,
            phrases.say(f"{standard}_{asked.item}"),
            " ".join(paragraph for topic in asked.topics for paragraph in topics[topic].paragraphs),
            _todos(asked, topics, phrases),
            {topic: topics[topic].numbers for topic in asked.topics},
        )
        for asked in STANDARDS[standard]
    ]


def _todos(asked: ChecklistItem, topics: Mapping[str, Section], phrases: Phrases) -> tuple[str, ...]:
    """What the standard leaves to the team, then what its topics do."""
    own = [phrases.say(key) for key in asked.todos]
    return tuple(dict.fromkeys([*own, *(todo for topic in asked.topics for todo in topics[topic].todos)]))


def checklist_section(standard: str, topics: Mapping[str, Section], phrases: Phrases) -> Section:
    """The checklist as a table: each item with what its topics say first, and the sections that have the rest."""
    rows, todos = [], []
    for asked in STANDARDS[standard]:
        answer = " ".join(topics[topic].paragraphs[0] for topic in asked.topics)
        where = ", ".join(topics[topic].title for topic in asked.topics)
        rows.append(
            (asked.item, phrases.say(f"{standard}_{asked.item}"), answer or phrases.say("to_complete"), where or "–")
        )
        todos += [phrases.say("todo_of_item", item=asked.item, todo=phrases.say(key)) for key in asked.todos]
    head = phrases.head("item", "asks", "answer", "section")
    return Section(phrases.say(standard), (phrases.say(f"{standard}_source"),), (head, *rows), tuple(todos))


def trail(account: Account, phrases: Phrases) -> list[SectionItem]:
    """Halpern's six categories: what the study holds of each, how much and where."""
    return [
        SectionItem(
            HALPERN,
            str(number),
            phrases.say(f"{HALPERN}_{number}"),
            _held(holdings, phrases),
            (phrases.say(f"todo_{HALPERN}_{number}"),),
            {holding.name: holding.count for holding in holdings},
        )
        for number, holdings in enumerate(_holdings(account), 1)
    ]


def _held(holdings: Sequence[RecordHolding], phrases: Phrases) -> str:
    held = [
        phrases.say("held", name=phrases.say(f"holding_{h.name}"), number=h.count, where=h.where(phrases))
        for h in holdings
        if h.count
    ]
    return phrases.say("trail_holds", held=phrases.say("held_between").join(held)) if held else ""


def trail_sections(account: Account, phrases: Phrases) -> list[Section]:
    """The audit trail: a heading, and under it a table for each category."""
    head = phrases.head("held", "number", "where")
    sections = [Section(phrases.say(HALPERN), (phrases.say(f"{HALPERN}_source"),))]
    for item, holdings in zip(trail(account, phrases), _holdings(account), strict=True):
        rows = [(phrases.say(f"holding_{h.name}"), phrases.number(h.count), h.where(phrases)) for h in holdings]
        title = f"{item.item}. {item.title}"
        sections.append(Section(title, (), (head, *rows) if rows else (), item.todos, level=2, numbers=item.numbers))
    return sections


def _holdings(account: Account) -> tuple[tuple[RecordHolding, ...], ...]:
    """What the study holds, by category, in Halpern's order; of intentions the ledger holds nothing."""
    return _raw(account), _reduced(account), _synthesised(account), _process(account), (), _instruments(account)


def _raw(account: Account) -> tuple[RecordHolding, ...]:
    corpus = account.corpus
    return (
        RecordHolding("interviews", corpus.interviews, files="texts/"),
        RecordHolding("documents", corpus.documents, files="texts/"),
        RecordHolding("versions", corpus.versions, "text"),
    )


def _reduced(account: Account) -> tuple[RecordHolding, ...]:
    return (
        RecordHolding("codings", account.codings, "code, accept"),
        RecordHolding("rejections", account.rejections, "reject"),
        RecordHolding("classes", account.classifications + account.unclassed, "classify"),
        RecordHolding("memos", account.written.memos, "code, accept, classify"),
        RecordHolding("summaries", account.written.summaries, "summarise"),
    )


def _synthesised(account: Account) -> tuple[RecordHolding, ...]:
    book = account.tree.codebook
    return (
        RecordHolding("codes", len(book.codes), files="codebook.yaml"),
        RecordHolding("typologies", len(book.typologies), files="codebook.yaml"),
        RecordHolding("tables", len(book.tables), files="codebook.yaml, glose tables"),
        RecordHolding("signed", account.written.signed, "sign"),
    )


def _process(account: Account) -> tuple[RecordHolding, ...]:
    second = account.second_thoughts
    return (
        RecordHolding("passages_read", account.reading.read, "read", "glose progress"),
        RecordHolding("runs", account.suggesting.runs, "run"),
        RecordHolding("retracted", second.retracted, "retract", "glose history"),
        RecordHolding("undone", second.undone, "undo", "glose history"),
        RecordHolding("audits", second.audits, "audit", "glose audit"),
        RecordHolding("reviewed", second.reviewed, "review", "glose audit"),
        RecordHolding("adjudicated", account.settlements.acts, "adjudicate", "glose adjudicate"),
    )


def _instruments(account: Account) -> tuple[RecordHolding, ...]:
    codes = account.tree.codebook.codes.values()
    return (
        RecordHolding("revisions", len(account.tree.revisions), "codebook"),
        RecordHolding("cues", sum(len(code.cues) for code in codes), files="codebook.yaml, glose cues"),
        RecordHolding("examples", sum(len(code.examples) for code in codes), files="codebook.yaml"),
        RecordHolding("near_misses", sum(len(code.near_misses) for code in codes), files="codebook.yaml"),
        RecordHolding("decided", account.suggesting.decided, "accept, reject", "glose suggestions"),
    )
