"""Acts in words: what will be taken back, said before it is."""

from collections import Counter
from typing import Any

from coding.codebook.model import label_of
from coding.records.entry import Entry
from desk.visit import Visit
from wording.catalogues import say, say_number
from workbench.acts import Act

_QUOTED = 60
"""Characters of a quote that tell which one it is."""


def act_json(visit: Visit, act: Act) -> dict[str, Any]:
    """An act: its moment, its words, the text it happened in, and its entries."""
    text = next((entry.text for entry in act.entries if entry.text), None)
    return {
        "moment": act.moment,
        "words": act_words(visit, act),
        "text": text,
        "entries": [entry.id for entry in act.entries],
    }


def acts_json(visit: Visit, most: int) -> dict[str, Any]:
    """The latest acts that hold, and those that can be done again, each the latest first."""
    acts = visit.place.opened.acts
    return {
        "done": [act_json(visit, act) for act in reversed(acts.done[-most:])],
        "taken_back": [act_json(visit, act) for act in reversed(acts.taken_back[-most:])],
        "number": len(acts.done),
    }


def act_words(visit: Visit, act: Act) -> str:
    """`coded “gérer l'eau” as Environnement`; of many entries the kinds and how many."""
    shown = [entry for entry in act.entries if entry.kind != "read"] or list(act.entries)
    if len(shown) == 1:
        return _one(visit, shown[0])
    counts = Counter(entry.kind for entry in shown)
    return ", ".join(say_number(f"desk_act_{kind}_many", n, visit.language) for kind, n in counts.items())


def _one(visit: Visit, entry: Entry) -> str:
    code = entry.code or ""
    label = label_of(visit.study.codebook, code, visit.language) if code in visit.study.codebook.codes else code
    quote = " ".join(entry.place.quote.split()) if entry.place else ""
    short = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED].rstrip()}…"
    return say(f"desk_act_{entry.kind}", visit.language, code=label, quote=short)
