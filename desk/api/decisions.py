"""Recording decisions, all or none; taking acts back and doing them again."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from coding.deciding.decision import Decision
from coding.deciding.decision_checker import check_rows
from coding.deciding.decisions_file import DecisionRow, read_decisions
from coding.deciding.retraction import pending_retraction
from coding.records.entry import Entry
from coding.records.replay import Coding
from coding.suggesting.suggestion import Suggestion
from corpus.problem import Problem
from corpus.text import Text
from desk.address import whole_number
from desk.api.acts_words import act_json, acts_json, undo_redo
from desk.api.shapes import blind_passages, coding_json, open_suggestions, read_numbers
from desk.visit import DECIDES, Refused, Visit, reply, share_of, visited
from wording.messages import tr
from workbench.acts import Act, undo_entries
from workbench.agenda import AgendaItem, how_read
from workbench.assigning import open_finished
from workbench.snapshot import record, snapshot_of
from workbench.stopping_place import note_stop
from workbench.suggesting import provenance

MOST = 5_000
"""Rows in one list: what one person can mean at once."""
_KEPT = 2_000
"""Answers kept, by idempotency key."""
_OWN_KEYS = ("suggestion", "shown", "seconds", "coding")
"""Keys of a row beside the columns of `glose decide`: the suggestion decided on (its id), when it was shown and for how
many seconds; `coding` is the id of one that is taken back."""


def decide(visit: Visit) -> Response:
    """Record a list of rows with the columns of `glose decide`: all, or none and what is wrong with each.

    The same `Idempotency-Key` is answered as before and records nothing again.
    """
    rows = visit.body()
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused(400, tr("A list of decisions is expected, each a JSON object."))
    return once(visit, lambda: recorded(visit, rows))


def once(visit: Visit, record: Callable[[], dict[str, Any]]) -> Response:
    """What `record` gives; the same `Idempotency-Key` is answered as before and records nothing again."""
    key = visit.request.headers.get("idempotency-key", "")
    if key and (known := visit.place.answered.get(key)):
        return reply(known[1], known[0])
    said = record()
    if key:
        while len(visit.place.answered) >= _KEPT:
            del visit.place.answered[next(iter(visit.place.answered))]
        visit.place.answered[key] = (200, said)
    return reply(said)


def recorded(visit: Visit, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Record rows in one act, all or none; raises Refused."""
    if not rows or len(rows) > MOST:
        raise Refused(422, tr("Between 1 and {most} decisions can be recorded at once.", most=MOST))
    coder = visit.coder
    named = [(number, str(row["coding"])) for number, row in enumerate(rows, 1) if row.get("coding")]
    held = visit.study.ledger.codings_by_id([one for _, one in named]) if named else {}
    retracted = [_own(held.get(one), coder, number) for number, one in named]
    others = [(number, row) for number, row in enumerate(rows, 1) if not row.get("coding")]
    checked = [_row(visit, number, row, coder) for number, row in others]
    texts = {row.decision.text for row in checked} | {one.place.text for one in retracted if one is not None}
    study = visit.study
    snapshot = snapshot_of(study, coder if _only(checked, coder) else None, texts=texts if _known(visit, texts) else ())
    snapshot.suggestions = visit.place.suggesting.at
    gone = {one.id for one in retracted if one is not None}
    snapshot.codings = [coding for coding in snapshot.codings if coding.id not in gone]
    outcome = check_rows(checked, snapshot, coder=coder)
    if outcome.problems:
        raise Refused(422, tr("Nothing was recorded."), tuple(outcome.problems))
    undone = [pending_retraction(one.id, Decision(decision="retract", text="")) for one in retracted if one is not None]
    if undone:
        outcome.pending[coder] = [*undone, *outcome.pending.get(coder, [])]
    entries = record(study, outcome, fallback=coder)
    if entries:
        visit.place.suggesting.decided()
    return {
        **changes(visit, entries),
        "repeated": len(outcome.repeated) + outcome.repeated_since + sum(one is None for one in retracted),
    }


def _only(rows: Sequence[DecisionRow], coder: str) -> bool:
    return all(row.coder in ("", coder) for row in rows)


def _known(visit: Visit, texts: set[str]) -> bool:
    return bool(texts) and texts <= visit.study.texts.keys()


def _row(visit: Visit, number: int, given: dict[str, Any], coder: str) -> DecisionRow:
    """A row as `glose decide` would read it, with the suggestion that it decides on."""
    plain = {key: value for key, value in given.items() if key not in _OWN_KEYS}
    rows, problems = read_decisions(
        json.dumps({"quote": "", "code": "", **plain}, ensure_ascii=False), "decisions.jsonl"
    )
    if problems or not rows:
        here = tuple(Problem(one.place.replace("decisions.jsonl:1", _place(number)), one.message) for one in problems)
        raise Refused(422, tr("Nothing was recorded."), here)
    row = replace(rows[0], place=_place(number))
    if row.coder not in ("", coder) and visit.desk.accounts:
        raise Refused(403, tr("You are signed in as {coder}, and decide as nobody else.", coder=coder))
    if given.get("suggestion"):
        row = replace(row, decision=_on_suggestion(visit, row.decision, given, number))
    return row


def _place(number: int) -> str:
    return tr("decision {n}", n=number)


def _on_suggestion(visit: Visit, decision: Decision, given: dict[str, Any], number: int) -> Decision:
    text = visit.study.text(decision.text)
    found = visit.place.suggesting.shown(text.id, str(given["suggestion"]))
    if found is None:
        message = tr("This suggestion is no longer made; the page shows those that are.")
        raise Refused(409, message, (Problem(_place(number), message),))
    made_with = visit.place.suggesting.made_with or provenance(visit.study)
    seen: dict[str, object] = {"made_with": made_with, "codebook": visit.study.revision}
    if isinstance(given.get("shown"), str):
        seen["shown"] = given["shown"]
    if isinstance(given.get("seconds"), int | float):
        seen["seconds"] = round(float(given["seconds"]), 1)
    at = decision.at or (None if decision.quote else (found.place.start, found.place.end))
    return replace(decision, code=decision.code or found.code, at=at, suggestion=found, seen=seen)


def _own(found: Coding | None, coder: str, number: int) -> Coding | None:
    """The coding that a row takes back; None where it holds no more, as when a request is sent again."""
    if found is not None and found.coder != coder:
        message = tr("This coding is {coder}'s: only who made it can take it back or change it.", coder=found.coder)
        raise Refused(403, message, (Problem(_place(number), message),))
    return found


def read(visit: Visit) -> Response:
    """Record that passages of a text are read (`{"text", "passages": [N, …]}`), with what was shown there.

    `blind` is the share of passages shown without suggestions, `at` where the person is now.
    """
    given = visit.fields("text", "passages")
    text, coder = visit.study.text(str(given["text"])), visit.coder
    numbers = [number for number in given["passages"] if isinstance(number, int) and 1 <= number <= len(text.passages)]
    entries = _read(visit, text, numbers, coder, share_of(given.get("blind")))
    if isinstance(given.get("at"), int):
        note_stop(visit.study, coder, text.id, given["at"])
    for opened in open_finished(visit.study, coder=coder) if entries else ():
        visit.place.watcher.tell({"kind": "opened", "text": opened.text})
    return reply(changes(visit, entries))


def _read(visit: Visit, text: Text, numbers: Sequence[int], coder: str, share: float) -> list[Entry]:
    done = read_numbers(visit, text, numbers)
    left = [number for number in numbers if number not in done]
    if not left:
        return []
    by_passage: dict[int, list[Suggestion]] = {}
    for one in open_suggestions(visit, text):
        by_passage.setdefault(one.passage, []).append(one)
    passages = [text.passages[number - 1] for number in left]
    blind = blind_passages(visit, text, share)
    items = []
    for p in passages:
        there = by_passage.get(p.number, [])
        hidden = p.number in blind
        items.append(AgendaItem(text, p, [] if hidden else there, p.start, p.end, hidden=there if hidden else None))
    visit.study.note_revisions(coder)
    return visit.study.ledger.append(coder, [how_read(item, visit.study.revision) for item in items])


def undo(visit: Visit) -> Response:
    """Take back the last act, the one of a moment (`{"moment"}`), or single entries by id (`{"entries": [ID, …]}`)."""
    given = visit.body() or {}
    acts, coder = visit.place.opened.acts, visit.coder
    if isinstance(given, dict) and given.get("entries"):
        wanted = [str(one) for one in given["entries"]]
        found = [entry for one in wanted for entry in visit.study.ledger.entries(id=one)]
        if len(found) != len(wanted):
            raise Refused(404, tr("There is no such entry."))
        undo_entries(visit.study, found, coder)
        visit.place.suggesting.decided()
        return reply({**changes(visit, ()), "act": None})
    act = acts.undo(visit.study, given.get("moment") if isinstance(given, dict) else None)
    visit.place.suggesting.decided()
    return reply({**changes(visit, ()), "act": act_json(visit, act), "place": _place_of(act)})


def redo(visit: Visit) -> Response:
    """Do again what was taken back last."""
    visit.coder  # noqa: B018 - somebody has to be named
    act = visit.place.opened.acts.redo(visit.study)
    visit.place.suggesting.decided()
    return reply({**changes(visit, ()), "act": act_json(visit, act), "place": _place_of(act)})


def _place_of(act: Act) -> dict[str, Any] | None:
    """Where the act was done: the place of its first entry that has one."""
    place = next((entry.place for entry in act.entries if entry.place), None)
    return place.as_json() if place else None


def acts(visit: Visit) -> Response:
    """What the person did, the latest first, and what was taken back; `?most=N` acts of each.

    `undo` and `redo` are what would be taken back, or done again, next. An act that cannot be taken back as the study
    is now says why (`stays`).
    """
    if visit.who is None:
        return reply({"done": [], "taken_back": [], "number": 0, "undo": None, "redo": None})
    return reply(acts_json(visit, whole_number(visit.asked, "most", 50)))


def changes(visit: Visit, entries: Sequence[Entry]) -> dict[str, Any]:
    """What was recorded: the entries, the codings among them, and what undo and redo would do next."""
    made = [entry.id for entry in entries if entry.kind in ("accept", "code")]
    held = visit.study.ledger.codings_by_id(made) if made else {}
    return {
        "entries": [{"id": e.id, "kind": e.kind, "text": e.text, "code": e.code} for e in entries],
        "codings": [coding_json(held[one]) for one in made if one in held],
        **undo_redo(visit),
    }


ROUTES = [
    Route("/api/decisions", visited(decide, roles=DECIDES), methods=["POST"]),
    Route("/api/read", visited(read, roles=DECIDES), methods=["POST"]),
    Route("/api/undo", visited(undo, roles=DECIDES), methods=["POST"]),
    Route("/api/redo", visited(redo, roles=DECIDES), methods=["POST"]),
    Route("/api/acts", visited(acts)),
]
