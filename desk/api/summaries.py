"""The framework matrix: what is written of a cell, whether it still holds, and writing it."""

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from coding.summaries.cited_sentences import sentences_of
from coding.summaries.citing import FrameworkCell
from coding.summaries.summary import SummaryState
from corpus.problem import Problem
from desk.api.decisions import changes, once
from desk.quoted import code_label, quote_json
from desk.sent import Sent, Words
from desk.tabulated import tabulated
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from reports.tables.summary_words import remarks
from wording.messages import tr
from workbench.summarising import cell_among, matrix_of, state_of
from workbench.summary_writing import WrittenMeanwhile, checked_text, sign_summary, write_summary


class _CellNamed(Sent):
    code: Words
    case: Words


class _Draft(_CellNamed):
    text: Words


class _Summary(_Draft):
    over: tuple[str, ...] | None = None


def matrix(visit: Visit) -> Response:
    """Every cell with its state: `missing`, `empty`, `written`, `signed`, `stale` or `conflict`."""
    rows = [
        {
            "code": one.code,
            "case": one.case,
            "codings": one.codings,
            "state": one.state,
            "text": one.summary.text if one.summary else None,
        }
        for one in matrix_of(visit.study, codings=tabulated(visit).material.codings)
    ]
    return reply({"cells": rows})


def cell(visit: Visit) -> Response:
    """One cell (`?code=&case=`): its text, what became of it, and its quotes with their numbers."""
    return reply(cell_json(visit, _cell(visit, visit.asked.get("code", ""), visit.asked.get("case", ""))))


def _cell(visit: Visit, code: str, case: str) -> FrameworkCell:
    return cell_among(visit.study, tabulated(visit).material, code, case)


def cell_json(visit: Visit, found: FrameworkCell) -> dict[str, Any]:
    """A cell as it is written: `over` are the entries that one writes over."""
    state = state_of(visit.study, found)
    citations = tabulated(visit).citations
    cited = {number for number, _ in state.cites} if state else set()
    quotes = [
        {**quote_json(visit, citations.of_coding(one.coding)), "number": one.number, "cited": one.number in cited}
        for one in found.quotes
    ]
    return {
        "code": found.code,
        "label": code_label(visit, found.code),
        "case": found.case,
        "text": state.text if state else "",
        "state": state.state if state else "missing" if quotes else "empty",
        "coder": state.coder if state else None,
        "time": state.time if state else None,
        "remarks": remarks(state, visit.language) if state else [],
        "stale": [number for reason in state.stale for number in reason.numbers] if state else [],
        "signed_by_me": bool(state) and visit.who in dict(state.signed if state else ()),
        "rivals": [_rival(one) for one in state.rivals] if state else [],
        "over": [state.entry, *(one.entry for one in state.rivals)] if state else [],
        "quotes": quotes,
    }


def _rival(state: SummaryState) -> dict[str, Any]:
    return {"text": state.text, "coder": state.coder, "time": state.time}


def check(visit: Visit, given: _Draft) -> Response:
    """Whether each sentence of a text rests on quotes of its cell, one by one."""
    return reply({"sentences": _sentences(visit, _cell(visit, given.code, given.case), given.text)})


def _sentences(visit: Visit, found: FrameworkCell, text: str) -> list[dict[str, Any]]:
    problems = checked_text(visit.study, found, text)
    sentences = sentences_of(text)
    return [
        {
            "number": one.number,
            "words": one.words,
            "problems": [p.message for p in problems if _number(p) == one.number],
        }
        for one in sentences
    ]


def _number(problem: Problem) -> int:
    """The number of the sentence that a problem is about; 0 where it is about the whole."""
    digits = problem.place.rpartition(" ")[2]
    return int(digits) if digits.isdecimal() else 0


def write(visit: Visit, given: _Summary) -> Response:
    """Record the summary of a cell; 409 where another was written meanwhile than those it is written `over`."""
    return once(visit, lambda: _written(visit, given))


def _written(visit: Visit, given: _Summary) -> dict[str, Any]:
    coder, found = visit.coder, _cell(visit, given.code, given.case)
    try:
        entry = write_summary(visit.study, found, given.text, coder=coder, over=given.over)
    except WrittenMeanwhile as refused:
        raise Refused(409, str(refused)) from refused
    return {"new": entry is not None, "cell": cell_json(visit, found), **changes(visit, [entry] if entry else ())}


def sign(visit: Visit, given: _CellNamed) -> Response:
    """Sign the summary of a cell by name."""
    return once(visit, lambda: _signed(visit, given))


def _signed(visit: Visit, given: _CellNamed) -> dict[str, Any]:
    coder, found = visit.coder, _cell(visit, given.code, given.case)
    entry = sign_summary(visit.study, found, coder=coder)
    if entry is None:
        raise Refused(409, tr("{coder} has signed this summary already; nothing was added.", coder=coder))
    return {"cell": cell_json(visit, found), **changes(visit, [entry])}


ROUTES = [
    Route("/api/summaries", visited(matrix), methods=["GET"]),
    Route("/api/summaries", taking(_Summary, write, roles=DECIDES), methods=["POST"]),
    Route("/api/summaries/cell", visited(cell)),
    Route("/api/summaries/check", taking(_Draft, check, roles=DECIDES), methods=["POST"]),
    Route("/api/summaries/sign", taking(_CellNamed, sign, roles=DECIDES), methods=["POST"]),
]
