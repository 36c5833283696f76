"""What was done, by whom and when; one entry with its record's life; the study as it was at any moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.responses import Response
from starlette.routing import Route

from coding.records.entry import Entry
from coding.records.replay import Coding
from coding.records.undoing import can_be_undone
from corpus.place import Place
from corpus.text import Passage
from desk.address import filled, ticked
from desk.api.acts_words import entry_words, words_of
from desk.api.codings import code_label
from desk.api.history import then_asked, wanted_of
from desk.colours import marks_of
from desk.pages.codings import choices_of
from desk.pages.days import clock, short_day
from desk.pages.frame import page
from desk.quoted import pieces_of
from desk.visit import Visit, visited
from wording.degree_word import degree_word
from wording.numbers import number
from workbench.history_pages import HistoryPage, PastAct, history_page
from workbench.timeline import text_then, timeline_of
from workbench.tracing import EntryTrace, trace_entry

KINDS = (
    "code",
    "reject",
    "retract",
    "undo",
    "read",
    "classify",
    "summarise",
    "memo",
    "revise",
    "adjudicate",
    "review",
    "assign",
    "files",
)
"""Kinds of entries that can be asked for alone."""
_SHOWN = 30
"""Entries of one act that are told one by one."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry as the list tells it: its words, and the place to which it leads."""

    entry: Entry
    words: str
    code: str
    place: str
    undone: bool


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act as the list tells it; `can` are its entries that the person can take back (`whole`: all of them)."""

    act: PastAct
    day: str
    clock: str
    words: str
    lines: Sequence[EntryLine]
    more: int
    can: Sequence[str]
    whole: bool

    @property
    def undone(self) -> bool:
        """Whether all of it was taken back."""
        return len(self.act.undone) == len(self.act.entries)


def history(visit: Visit) -> Response:
    """The latest acts that the address asks for, or one entry with what it made (`?entry=ID`)."""
    if visit.asked.get("entry"):
        return one_entry(visit)
    wanted, before = wanted_of(visit.asked)
    found = history_page(visit.study, wanted, before=before)
    asked = filled(visit.asked, "before")
    return page(
        visit,
        "history.html.j2",
        name="history",
        title="",
        wanted=wanted,
        asked=asked,
        acts=_lines(visit, found),
        further=f"/history?{urlencode({**asked, 'before': found.before})}" if found.before else None,
        latest=f"/history?{urlencode(asked)}" if before else None,
        kinds=KINDS,
        may_decide=visit.may_decide,
        **choices_of(visit),
    )


def _lines(visit: Visit, found: HistoryPage) -> list[ActLine]:
    made = []
    for act in found.acts:
        shown = [one for one in act.entries if one.kind not in ("recode", "read")] or list(act.entries)
        lines = [_line(visit, one, act) for one in shown[:_SHOWN]]
        mine = act.coder == visit.who
        can = [e.id for e in act.entries if mine and e.id not in act.undone and can_be_undone(e)]
        words = lines[0].words if len(shown) == 1 else words_of(visit, shown)
        day, hour = short_day(act.moment, visit.language), clock(act.moment, visit.language)
        whole = len(can) == len(act.entries)
        made.append(ActLine(act, day, hour, words, lines, len(shown) - len(lines), can, whole))
    return made


def _line(visit: Visit, entry: Entry, act: PastAct) -> EntryLine:
    about = act.places.get(entry.id, entry)
    return EntryLine(entry, entry_words(visit, entry, about), about.code or "", place_of(about), entry.id in act.undone)


def address_of(place: Place) -> str:
    """The address at which a place is shown in its text."""
    return f"/texts/{quote(place.text, safe='')}#c{place.start}-{place.end}"


def place_of(entry: Entry) -> str:
    """The address of the place that an entry is about; empty where it is about none."""
    if entry.place is not None:
        return address_of(entry.place)
    return f"/texts/{quote(entry.text, safe='')}" if entry.text else ""


def one_entry(visit: Visit) -> Response:
    """One entry: what it says, the life of the record it is about, and (with `cells`) the tables where that stands."""
    cells = ticked(visit.asked, "cells")
    found = trace_entry(visit.study, visit.asked["entry"], as_recorded=True, cells=cells)
    trail = found.trail
    life = [trail.history.created, *trail.history.changes] if trail else [found.entry]
    about = trail.history.created if trail else found.entry
    record = trail.history.record if trail else None
    mine = found.entry.coder == visit.who and not found.undone and can_be_undone(found.entry)
    language = visit.language
    return page(
        visit,
        "entry.html.j2",
        name="history",
        title=found.entry.id[:12],
        found=found,
        about=about,
        record=record if isinstance(record, Coding) else None,
        label=code_label(visit, _code_of(found) or ""),
        code=_code_of(found),
        words=entry_words(visit, found.entry, about),
        place=_place_now(found) or place_of(about),
        life=[
            (one, entry_words(visit, one, about), short_day(one.time, language), clock(one.time, language))
            for one in life
        ],
        day=short_day(found.entry.time, language),
        clock=clock(found.entry.time, language),
        facts=_facts(found.entry, visit.language),
        with_cells=cells,
        mine=mine and visit.may_decide,
    )


def _code_of(found: EntryTrace) -> str | None:
    record = found.trail.history.record if found.trail else None
    return record.code if isinstance(record, Coding) else found.entry.code


def _place_now(found: EntryTrace) -> str:
    record = found.trail.history.record if found.trail else None
    if not isinstance(record, Coding):
        return ""
    return address_of(record.place)


_TOLD = (
    "degree",
    "value",
    "case",
    "memo",
    "reason",
    "title",
    "wording",
    "verdict",
    "class",
    "act",
    "codes",
    "into",
    "outcome",
    "note",
)


def _facts(entry: Entry, language: str) -> list[tuple[str, str]]:
    """What an entry says beside its code and place, as key and value."""
    said = entry.as_json()
    if said.get("degree"):
        said["degree"] = degree_word(said["degree"], language)
    found = [(key, said[key]) for key in _TOLD if said.get(key)]
    return [(key, ", ".join(map(str, value)) if isinstance(value, list) else str(value)) for key, value in found]


def then(visit: Visit) -> Response:
    """The study as it was (`?step=N` of the moments at which it changed): codings by text, code and coder."""
    line = timeline_of(visit.study)
    asked = then_asked(visit, line)
    marks = marks_of(visit.study.codebook, visit.language)
    return page(
        visit,
        "then.html.j2",
        name="history",
        title="",
        asked=asked,
        language_day=short_day(asked.moment, visit.language) if asked.moment else "",
        language_clock=clock(asked.moment, visit.language) if asked.moment else "",
        number_now=number(asked.now.all, visit.language),
        marks=marks,
        label=lambda code: code_label(visit, code),
    )


@dataclass(frozen=True, slots=True)
class PassageThen:
    """A passage as it was coded: its words in pieces, each with how many codings lay on it, and these codings."""

    passage: Passage
    speaker: str
    pieces: Sequence[tuple[str, int]]
    codings: Sequence[Coding]


def text_as_it_was(visit: Visit) -> Response:
    """A text as it was coded at a moment, to be read only."""
    line = timeline_of(visit.study)
    asked = then_asked(visit, line)
    moment = asked.moment or "9999"
    text, codings = text_then(visit.study, visit.named("text"), moment)
    turns = {turn.number: turn for turn in text.turns}
    seen: int | None = None
    passages = []
    lying: dict[int, list[Coding]] = {}
    for one in codings:
        for passage in text.passages_in(one.place.start, one.place.end):
            lying.setdefault(passage.number, []).append(one)
    for passage in text.passages:
        turn = turns.get(passage.turn or 0)
        opens = turn is not None and turn.number != seen
        seen = turn.number if turn is not None else seen
        here = lying.get(passage.number, [])
        pieces = pieces_of(text.content, passage.start, passage.end, [one.place for one in here])
        passages.append(PassageThen(passage, (turn.speaker or "–") if turn and opens else "", pieces, here))
    return page(
        visit,
        "text_then.html.j2",
        name="history",
        title=text.id,
        text=text,
        asked=asked,
        language_day=short_day(asked.moment, visit.language) if asked.moment else "",
        language_clock=clock(asked.moment, visit.language) if asked.moment else "",
        passages=passages,
        number=len(codings),
        marks=marks_of(visit.study.codebook, visit.language),
        label=lambda code: code_label(visit, code),
    )


ROUTES = [
    Route("/history", visited(history)),
    Route("/history/then", visited(then)),
    Route("/history/then/{text}", visited(text_as_it_was)),
]
