"""The codebook edited at the desk: checked as one types, saved into the same file, codes changed with what has them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pydantic import Field
from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.code_fields import written
from coding.codebook.edit import NewCode, id_from
from coding.codebook.file import BrokenCodebook, read_codebook
from coding.records.replay import Coding
from coding.records.study_acts import CodesChanged
from desk.api.acts_words import undo_redo
from desk.api.decisions import changes, once
from desk.api.shapes import problems_json
from desk.quoted import code_label, place_of
from desk.sent import Line, Sent, Several, Ticked, Words
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from wording.degree_word import degree_word
from wording.messages import tr, tr_n
from workbench.changing_codes import Change, make, plan_merge, plan_move, plan_rename, plan_retire, standing_twice
from workbench.code_editing import NoReason, OpenedCode, Opens, edited_code, edited_file, opens, save
from workbench.splitting import begun, going_on, left_of, open_act, plan_split, record_choices

_FIRST, _WORDS = 3, 160
"""Passages that are shown of those in which a cue was found, and characters of each."""


class _Edit(Sent):
    source: str | None = None
    revision: Words = ""
    code: Words = ""
    text: str | None = None
    fields: dict[str, Any] | None = None
    before: Words = ""


class _Save(_Edit):
    minor: Ticked = False
    reason: Words = ""


class _New(Sent):
    label: Line
    id: Words = ""
    definition: Line = ""


class _Change(Sent):
    act: Words
    codes: tuple[str, ...]
    into: Several = Field(default=[])
    new: tuple[_New, ...] = ()
    reason: Line = ""
    drop_degrees: Ticked = False
    preview: Ticked = False


class _Choices(Sent):
    code: Words
    choices: dict[str, str]


def codebook(visit: Visit) -> Response:
    """The whole file (`{"source", "revision"}`), or with `?code=` one code as the file has it."""
    code = visit.asked.get("code", "")
    if code:
        return reply(code_json(visit, visit.study.codebook.code(code).id))
    return reply({"source": visit.study.codebook_source, "revision": visit.study.revision})


def code_json(visit: Visit, code: str) -> dict[str, Any]:
    """A code as the file has it: its lines (`text`, from `line`), what they say (`value`), and what has the code."""
    study = visit.study
    found = written(study.codebook_source, code)
    columns = visit.columns.code
    number = columns.number(code)
    act = open_act(study, code)
    return {
        "id": code,
        "label": code_label(visit, code),
        "parent": study.codebook.codes[code].parent,
        "text": found.text,
        "line": found.line,
        "value": dict(found.value),
        "revision": study.revision,
        "uses": int((columns.numbers == number).sum()) if number >= 0 else 0,
        "retired": study.codebook.codes[code].retired,
        "scales": {
            name: [degree_word(degree, visit.language) for degree in degrees]
            for name, degrees in study.codebook.scales.items()
        },
        "languages": list(study.codebook.languages),
        "texts": list(study.texts),
        "split": None if act is None else {"left": len(left_of(study, act)), "into": list(_into(visit, act))},
    }


def _into(visit: Visit, act: Any) -> list[dict[str, str]]:
    change = act.says(CodesChanged)
    codes = dict.fromkeys((*change.into, *change.codes))
    return [{"id": one, "label": code_label(visit, one)} for one in codes]


def cues_found(visit: Visit) -> Response:
    """What each cue of a code found: in how many passages, in how many of them the code is coded, and the first."""
    code = visit.study.codebook.code(visit.asked.get("code", "")).id
    if not visit.place.suggesting.ready:
        return reply({"ready": False, "cues": []})
    coded = _coded_passages(visit, code)
    counts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    shown: dict[str, list[dict[str, Any]]] = {}
    with visit.place.suggesting.use() as suggester:
        index = suggester.index
        found = [(passage, cues) for (of, passage), cues in suggester.features.cues.items() if of == code]
    for passage, cues in found:
        text, at = index.passage_at(passage)
        for cue in cues:
            counts[cue.name] += 1
            right[cue.name] += (text.id, at.number) in coded
            first = shown.setdefault(cue.name, [])
            if len(first) < _FIRST:
                words, address = text.content[at.start : at.end], place_of(text.id, at.start, at.end)
                first.append({"text": text.id, "quote": words[:_WORDS], "address": address})
    rows = [{"cue": name, "passages": n, "coded": right[name], "first": shown[name]} for name, n in counts.items()]
    return reply({"ready": True, "cues": rows})


def _coded_passages(visit: Visit, code: str) -> set[tuple[str, int]]:
    texts = visit.study.texts
    return {
        (one.place.text, passage.number)
        for one in visit.study.ledger.codings(code=code)
        for passage in texts[one.place.text].passages_in(one.place.start, one.place.end)
    }


def check(visit: Visit, given: _Edit) -> Response:
    """What an edit would say, without writing it: `{"problems", "opens", "text", "value"}`.

    Sent are `source` (the whole file), or `code` with its lines (`text`) or with what a form says (`fields`). A problem
    has its line and column in the file.
    """
    try:
        edited = _edited(visit, given, checked=False)
    except BrokenCodebook as broken:
        return reply({"problems": problems_json(broken.problems), "opens": None, "text": None, "value": None})
    book, problems = read_codebook(edited)
    told = problems_json(problems)
    if book is None:
        return reply({"problems": told, "opens": None, "text": None, "value": None})
    code = given.code
    here = written(edited, code) if code in book.codes else None
    return reply(
        {
            "problems": told,
            "opens": _opens_json(visit, opens(visit.study, book)),
            "text": here.text if here else None,
            "value": dict(here.value) if here else None,
        }
    )


def _edited(visit: Visit, given: _Edit, *, checked: bool) -> str:
    """The file that an edit makes; `checked` asks that it began from what the file says now."""
    if given.source is not None:
        revision = given.revision if checked else visit.study.revision
        return edited_file(visit.study, given.source, revision=revision)
    before = given.before if checked else ""
    return edited_code(visit.study, given.code, text=given.text, fields=given.fields, before=before)


def _opens_json(visit: Visit, found: Opens) -> dict[str, Any]:
    def shown(codes: Sequence[OpenedCode]) -> list[dict[str, Any]]:
        labels = ((one, code_label(visit, one.code)) for one in codes)
        return [{"code": one.code, "label": label, "codings": one.codings, "texts": one.texts} for one, label in labels]

    return {"redefined": shown(found.redefined), "added": shown(found.added), "removed": shown(found.removed)}


def write(visit: Visit, given: _Save) -> Response:
    """Save an edit (see `check`) into codebook.yaml, comments kept, and record it.

    `before` (the code's lines) or `revision` (the whole file) says what the edit began from: 409 where that is not what
    the file says any more. With `minor` the codes that read otherwise mean what they meant, for the `reason` given.
    Everybody who decides may edit every code, as in the file itself.
    """
    return once(visit, lambda: _written(visit, given))


def _written(visit: Visit, given: _Save) -> dict[str, Any]:
    coder = visit.coder
    edited = _edited(visit, given, checked=True)
    book, problems = read_codebook(edited)
    if book is None:
        wrong = tuple(one for one in problems if one.level == "error")
        raise Refused(422, tr("Nothing was saved: the codebook would have faults."), wrong)
    minor = [one.code for one in opens(visit.study, book).redefined] if given.minor else []
    save(visit.study, edited, coder=coder, minor=minor, reason=given.reason)
    visit.place.suggesting.decided()
    code = given.code
    return {
        "revision": visit.study.revision,
        "code": code_json(visit, code) if code in visit.study.codebook.codes else None,
        **undo_redo(visit),
    }


def change(visit: Visit, given: _Change) -> Response:
    """Rename, move, merge, retire or split codes with all that has them, in one recorded act; `reason` says why.

    A merge or split makes codes that are not there yet from `new`. With `preview` nothing is done, and what would
    follow is told.
    """
    return once(visit, lambda: _changed(visit, given))


def _changed(visit: Visit, given: _Change) -> dict[str, Any]:
    coder, planned, reason = visit.coder, _planned(visit, given), given.reason
    told = {
        "follow": sum(isinstance(one, Coding) for one in planned.records),
        "ungraded": planned.ungraded,
        "twice": standing_twice(visit.study, planned) if planned.act == "merge" else 0,
        "files": list(planned.edits),
        "into": list(planned.into),
    }
    if given.preview:
        return told
    if not reason:
        raise NoReason(tr("Say why: the reason is kept, and the methods section reports it."))
    if planned.ungraded and not given.drop_degrees:
        message = tr_n(
            "{n} coding has a degree that {code} does not have.",
            "{n} codings have a degree that {code} does not have.",
            planned.ungraded,
            code=", ".join(planned.into),
        )
        raise Refused(409, message)
    if planned.act == "split":
        act = begun(visit.study, planned, coder=coder, reason=reason).act
    else:
        act = make(visit.study, planned, coder=coder, reason=reason).act
    visit.place.suggesting.decided()
    return {**told, **changes(visit, [act])}


def _planned(visit: Visit, given: _Change) -> Change:
    study, codes = visit.study, given.codes
    if not codes:
        raise Refused(422, tr("Name the code."))
    several = [one for one in given.into if one]
    into = several[0] if len(several) == 1 else ""
    news = [_new(visit, codes[0], one) for one in given.new]
    match given.act:
        case "rename":
            return plan_rename(study, codes[0], into)
        case "move":
            return plan_move(study, codes[0], into or None)
        case "merge":
            return plan_merge(study, codes, news[0].full_id if news else into, news[0] if news else None)
        case "retire":
            return plan_retire(study, codes[0], given.reason or "–")
        case "split":
            return plan_split(study, codes[0], [*several, *(new.full_id for new in news)], news)
        case _:
            raise Refused(422, tr("Choose one of: {known}.", known="rename, move, merge, retire, split"))


def _new(visit: Visit, beside: str, given: _New) -> NewCode:
    """A code that is made beside another, with its scale."""
    book, label = visit.study.codebook, given.label
    if not label:
        raise Refused(422, tr("A code needs a name."))
    above, language = book.code(beside).parent, visit.language
    return NewCode(
        given.id or id_from(label, book.codes, above),
        label,
        above,
        given.definition,
        book.codes[beside].scale,
        language if language in book.languages else book.languages[0],
    )


def split(visit: Visit) -> Response:
    """The codings that a split under way has left to send somewhere (`?code=`), and where they may go."""
    code = visit.study.codebook.code(visit.asked.get("code", "")).id
    act = open_act(visit.study, code)
    if act is None:
        return reply({"code": code, "into": [], "left": []})
    left = left_of(visit.study, act)[:200]
    rows = [
        {
            "id": one.id,
            "text": one.place.text,
            "quote": one.place.quote,
            "coder": one.coder,
            "degree": one.degree,
            "degree_words": degree_word(one.degree, visit.language) if one.degree else None,
            "memo": one.memo,
            "address": place_of(one.place.text, one.place.start, one.place.end),
        }
        for one in left
    ]
    return reply({"code": code, "into": _into(visit, act), "left": rows})


def choose(visit: Visit, given: _Choices) -> Response:
    """Send codings of a split under way where they go (`choices`: to each coding its code), all or none."""
    return once(visit, lambda: _chosen(visit, given))


def _chosen(visit: Visit, given: _Choices) -> dict[str, Any]:
    session = going_on(visit.study, given.code, coder=visit.coder)
    left = {one.id: one for one in session.items}
    wrong = [one for one, to in given.choices.items() if to not in (*session.into, session.code)]
    if wrong:
        raise Refused(422, tr("Choose one of: {known}.", known=", ".join((*session.into, session.code))))
    chosen = {one: to for one, to in given.choices.items() if one in left}
    number = record_choices(session, chosen) if chosen else 0
    visit.place.suggesting.decided()
    return {"recorded": number, **changes(visit, ())}


ROUTES = [
    Route("/api/codebook", visited(codebook), methods=["GET"]),
    Route("/api/codebook", taking(_Save, write, roles=DECIDES), methods=["POST"]),
    Route("/api/codebook/check", taking(_Edit, check, roles=DECIDES), methods=["POST"]),
    Route("/api/codebook/change", taking(_Change, change, roles=DECIDES), methods=["POST"]),
    Route("/api/codebook/cues", visited(cues_found)),
    Route("/api/codebook/split", visited(split), methods=["GET"]),
    Route("/api/codebook/split", taking(_Choices, choose, roles=DECIDES), methods=["POST"]),
]
