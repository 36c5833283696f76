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
from desk.sent import Nothing, Sent, Unfit, Words, read_sent
from desk.visit import DECIDES, Refused, Visit, reply, share_of, taking, visited
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


class _Read(Sent):
    text: Words
    passages: tuple[int, ...]
    blind: float | None = None
    at: int | None = None


class _Beside(Sent):
    """Keys of a row beside the columns of `glose decide`."""

    suggestion: Words = ""
    """The id of the suggestion that is decided on,"""
    shown: str | None = None
    """when it was shown"""
    seconds: float | None = None
    """and for how many seconds."""
    coding: Words = ""
    """The id of a coding that is taken back."""


class _Undoing(Sent):
    moment: str | None = None
    entries: tuple[str, ...] = ()


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
    besides = [_beside(number, row) for number, row in enumerate(rows, 1)]
    named = [(number, one.coding) for number, one in enumerate(besides, 1) if one.coding]
    held = visit.study.ledger.codings_by_id([one for _, one in named]) if named else {}
    retracted = [_own(visit, held.get(one), one, coder, number) for number, one in named]
    others = [(number, row, beside) for number, (row, beside) in enumerate(zip(rows, besides, strict=True), 1)]
    checked = [_row(visit, number, row, beside, coder) for number, row, beside in others if not beside.coding]
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


def _beside(number: int, given: dict[str, Any]) -> _Beside:
    """What a row says beside the columns of `glose decide`; raises Refused."""
    try:
        beside = read_sent(_Beside, json.dumps({key: given[key] for key in _Beside.model_fields if key in given}))
    except Unfit as unfit:
        here = tuple(Problem(f"{_place(number)}: {one.place}", one.message) for one in unfit.problems)
        raise Refused(422, tr("Nothing was recorded."), here) from None
    if beside.coding and given.get("decision") != "retract":
        message = tr("`coding` names a coding that is taken back: its decision is retract.")
        raise Refused(422, tr("Nothing was recorded."), (Problem(_place(number), message),))
    return beside


def _row(visit: Visit, number: int, given: dict[str, Any], beside: _Beside, coder: str) -> DecisionRow:
    """A row as `glose decide` would read it, with the suggestion that it decides on."""
    plain = {key: value for key, value in given.items() if key not in _Beside.model_fields}
    rows, problems = read_decisions(
        json.dumps({"quote": "", "code": "", **plain}, ensure_ascii=False), "decisions.jsonl"
    )
    if problems or not rows:
        here = tuple(Problem(one.place.replace("decisions.jsonl:1", _place(number)), one.message) for one in problems)
        raise Refused(422, tr("Nothing was recorded."), here)
    row = replace(rows[0], place=_place(number))
    if row.coder not in ("", coder) and visit.desk.accounts:
        raise Refused(403, tr("You are signed in as {coder}, and decide as nobody else.", coder=coder))
    if beside.suggestion:
        row = replace(row, decision=_on_suggestion(visit, row.decision, beside, number))
    return row


def _place(number: int) -> str:
    return tr("decision {n}", n=number)


def _on_suggestion(visit: Visit, decision: Decision, given: _Beside, number: int) -> Decision:
    text = visit.study.text(decision.text)
    found = visit.place.suggesting.shown(text.id, given.suggestion)
    if found is None:
        message = tr("This suggestion is no longer made; the page shows those that are.")
        raise Refused(409, message, (Problem(_place(number), message),))
    made_with = visit.place.suggesting.made_with or provenance(visit.study)
    seen: dict[str, object] = {"made_with": made_with, "codebook": visit.study.revision}
    if given.shown is not None:
        seen["shown"] = given.shown
    if given.seconds is not None:
        seen["seconds"] = round(given.seconds, 1)
    at = decision.at or (None if decision.quote else (found.place.start, found.place.end))
    return replace(decision, code=decision.code or found.code, at=at, suggestion=found, seen=seen)


def _own(visit: Visit, found: Coding | None, named: str, coder: str, number: int) -> Coding | None:
    """The coding that a row takes back; None where it holds no more, as when a request is sent again.

    Raises Refused where there never was one of that id, or it is somebody else's.
    """
    if found is None and not any(one.kind in ("accept", "code") for one in visit.study.ledger.entries(id=named)):
        message = tr("There is no such coding: {id}.", id=named)
        raise Refused(404, message, (Problem(_place(number), message),))
    if found is not None and found.coder != coder:
        message = tr("This coding is {coder}'s: only who made it can take it back or change it.", coder=found.coder)
        raise Refused(403, message, (Problem(_place(number), message),))
    return found


def read(visit: Visit, given: _Read) -> Response:
    """Record that passages of a text are read (by number), with what was shown there.

    `blind` is the share of passages shown without suggestions, `at` where the person is now.
    """
    text, coder = visit.study.text(given.text), visit.coder
    numbers = [number for number in given.passages if 1 <= number <= len(text.passages)]
    entries = _read(visit, text, numbers, coder, share_of(given.blind))
    if given.at is not None:
        note_stop(visit.study, coder, text.id, given.at)
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


def undo(visit: Visit, given: _Undoing) -> Response:
    """Take back the last act, the one of a `moment`, or single `entries` by id."""
    acts, coder, wanted = visit.place.opened.acts, visit.coder, given.entries
    if wanted:
        found = [entry for one in wanted for entry in visit.study.ledger.entries(id=one)]
        if len(found) != len(wanted):
            raise Refused(404, tr("There is no such entry."))
        undo_entries(visit.study, found, coder)
        visit.place.suggesting.decided()
        return reply({**changes(visit, ()), "act": None})
    act = acts.undo(visit.study, given.moment)
    visit.place.suggesting.decided()
    return reply({**changes(visit, ()), "act": act_json(visit, act), "place": _place_of(act)})


def redo(visit: Visit, _: Nothing) -> Response:
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
    Route("/api/read", taking(_Read, read, roles=DECIDES), methods=["POST"]),
    Route("/api/undo", taking(_Undoing, undo, roles=DECIDES), methods=["POST"]),
    Route("/api/redo", taking(Nothing, redo, roles=DECIDES), methods=["POST"]),
    Route("/api/acts", visited(acts)),
]
