"""The history as JSON: acts from the latest on, and how much was coded at any moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from coding.records.entry import Entry
from desk.address import as_number, whole_number
from desk.api.acts_words import entry_words
from desk.visit import Refused, Visit, reply, visited
from wording.messages import tr
from workbench.history_pages import HistoryWanted, PastAct, history_page
from workbench.timeline import Counts, Timeline, timeline_of


@dataclass(frozen=True, slots=True)
class Then:
    """A moment that was asked for: which of how many, what held, and what holds now."""

    step: int
    steps: int
    moment: str
    counts: Counts
    now: Counts


def wanted_of(asked: Mapping[str, str]) -> tuple[HistoryWanted, int | None]:
    """What an address asks for, and the position that it asks to go on before."""
    words = asked.get("before", "")
    before = as_number(words)
    if words and before is None:
        raise Refused(422, tr("{words!r} is no position in the history.", words=words))
    plain = {name: asked.get(name, "").strip() for name in ("coder", "text", "code", "kind", "day")}
    return HistoryWanted(**plain), before


def then_asked(visit: Visit, line: Timeline) -> Then:
    """The moment that the address asks for (`step`, from 0: before anything was coded; the last by default)."""
    moments = line.moments
    step = min(whole_number(visit.asked, "step", len(moments)), len(moments))
    moment = moments[step - 1] if step else ""
    return Then(step, len(moments), moment, line.counts(moment), line.counts(moments[-1] if moments else ""))


def history(visit: Visit) -> Response:
    """Acts, the latest first (`?coder&text&code&kind&day&before`); `before` is where the next page begins."""
    wanted, before = wanted_of(visit.asked)
    found = history_page(visit.study, wanted, before=before)
    return reply({"acts": [_act(visit, act) for act in found.acts], "before": found.before})


def _act(visit: Visit, act: PastAct) -> dict[str, Any]:
    return {
        "coder": act.coder,
        "moment": act.moment,
        "position": act.position,
        "entries": [_entry(visit, entry, act) for entry in act.entries],
    }


def _entry(visit: Visit, entry: Entry, act: PastAct) -> dict[str, Any]:
    about = act.places.get(entry.id, entry)
    place = about.place
    return {
        "id": entry.id,
        "kind": entry.kind,
        "words": entry_words(visit, entry, about),
        "text": about.text,
        "code": about.code,
        "place": place.as_json() if place else None,
        "undone": entry.id in act.undone,
    }


def then(visit: Visit) -> Response:
    """How many codings held at a moment, by text, code and coder (`?step=N`; see `steps`)."""
    found = then_asked(visit, timeline_of(visit.study))
    counts = found.counts
    return reply(
        {
            "step": found.step,
            "steps": found.steps,
            "moment": found.moment,
            "number": counts.all,
            "texts": counts.texts,
            "codes": counts.codes,
            "coders": counts.coders,
        }
    )


ROUTES = [Route("/api/history", visited(history)), Route("/api/history/then", visited(then))]
