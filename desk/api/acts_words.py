"""Acts in words: what will be taken back, said before it is."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from coding.codebook.model import label_of
from coding.records.entry import Entry
from coding.records.study_acts import CodebookRevised, SettingsChanged, TextAdded
from coding.records.undoing import is_edit
from desk.visit import Visit
from wording.catalogues import say, say_number
from workbench.acts import Act, stays
from workbench.codebook_history import codes_edited

_QUOTED = 60
"""Characters of a quote that tell which one it is."""
_SETTINGS = ("title", "language", "count")
"""Settings in the order of their page."""
_NAMED = 3
"""Codes that are named of those that an edit of the codebook changed."""


def act_json(visit: Visit, act: Act) -> dict[str, Any]:
    """An act: its moment, its words, the text it happened in, and its entries."""
    text = next((entry.text for entry in act.entries if entry.text), None)
    return {
        "moment": act.moment,
        "words": act_words(visit, act),
        "text": text,
        "entries": [entry.id for entry in act.entries],
    }


def undo_redo(visit: Visit) -> dict[str, Any]:
    """What the person would take back next, and what they would do again; None where there is nothing."""
    acts = visit.place.opened.acts
    acts.follow(visit.study)
    undo = acts.next_undo(visit.study)
    return {
        "undo": act_json(visit, undo) if undo else None,
        "redo": act_json(visit, acts.taken_back[-1]) if acts.taken_back else None,
    }


def acts_json(visit: Visit, most: int) -> dict[str, Any]:
    """The latest acts that hold, and those that can be done again, each the latest first; and what comes next.

    An act that cannot be taken back as the study is now says why (`stays`).
    """
    coming, acts = undo_redo(visit), visit.place.opened.acts
    shown = reversed(acts.done[-most:])
    return {
        **coming,
        "done": [{**act_json(visit, act), "stays": str(stays(visit.study, act) or "")} for act in shown],
        "taken_back": [act_json(visit, act) for act in reversed(acts.taken_back[-most:])],
        "number": len(acts.done),
    }


def act_words(visit: Visit, act: Act) -> str:
    """`coded “gérer l'eau” as Environnement`; of many entries the kinds and how many."""
    return words_of(visit, [entry for entry in act.entries if entry.kind != "read"] or act.entries)


def words_of(visit: Visit, entries: Sequence[Entry]) -> str:
    """What one entry did, or the kinds of several and how many."""
    if len(entries) == 1:
        return entry_words(visit, entries[0])
    counts = Counter(entry.kind for entry in entries)
    return ", ".join(say_number(f"desk_act_{kind}_many", n, visit.language) for kind, n in counts.items())


def entry_words(visit: Visit, entry: Entry, about: Entry | None = None) -> str:
    """What an entry did; `about` is the entry that made the record it speaks about, where it speaks about one."""
    shown = about or entry
    if is_edit(shown):
        edited = _edit_words(visit, shown)
        return say("desk_act_undo_what", visit.language, what=edited) if entry.kind == "undo" else edited
    code, book = shown.code or "", visit.study.codebook
    label = label_of(book, code, visit.language) if code in book.codes else code
    quote = " ".join(shown.place.quote.split()) if shown.place else ""
    short = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED].rstrip()}…"
    key = f"desk_act_{entry.kind}"
    if shown.id != entry.id and quote:
        key = f"{key}_of"
    elif shown.id != entry.id and entry.kind == "undo":
        return say("desk_act_undo_what", visit.language, what=entry_words(visit, shown))
    case, title = getattr(shown.payload, "case", None) or "", getattr(shown.payload, "title", "")
    return say(key, visit.language, code=label, quote=short, text=shown.text or "", case=case, title=title)


def _edit_words(visit: Visit, entry: Entry) -> str:
    """`codebook edited: Environnement`, with the codes that an edit added or changed; of another file its name."""
    said = entry.payload
    if isinstance(said, TextAdded):
        case = said.case or "–"
        return say("desk_act_text_case", visit.language, text=said.text, case=case)
    if isinstance(said, SettingsChanged):
        names = [say(f"desk_setting_{key}", visit.language) for key in _SETTINGS if key in said.changed]
        return say("desk_act_settings", visit.language, what=", ".join(names))
    if entry.kind != CodebookRevised.kind:
        return say(f"desk_act_{entry.kind}_edited", visit.language)
    codes, book = codes_edited(visit.study, entry), visit.study.codebook
    names = [label_of(book, code, visit.language) if code in book.codes else code for code in codes[:_NAMED]]
    if not names:
        return say("desk_act_codebook_edited", visit.language)
    more = "…" if len(codes) > _NAMED else ""
    return say("desk_act_codebook_edited_what", visit.language, what=", ".join(names) + more)
