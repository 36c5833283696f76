"""The list of codings, and the board on which the quotes of one code are sorted into groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.model import labels_of, word
from coding.records.replay import Coding
from coding.records.study_acts import CodesChanged
from desk.address import filled
from desk.api.codings import CodingsPage, code_label, page_of
from desk.colours import marks_of
from desk.pages.days import short_day
from desk.pages.frame import page
from desk.visit import Visit, visited
from wording.degree_word import degree_word
from wording.numbers import number
from workbench.case_list import attributes
from workbench.codings_wanted import ORDERS
from workbench.splitting import codings_of, left_of, open_act

BOARD_MOST = 600
"""Cards on one board: more than people sort in one sitting."""
_FEW = 12
"""Values of an attribute that are offered to be chosen from."""


@dataclass(frozen=True, slots=True)
class CodeChoice:
    """A code as a list of choices shows it."""

    id: str
    label: str
    depth: int


@dataclass(frozen=True, slots=True)
class CodingRow:
    """A coding with what the list says beside it."""

    coding: Coding
    label: str
    mark: str
    path: str
    degree: str
    speaker: str
    day: str
    mine: bool
    beside: Sequence[tuple[str, str]]


def codings(visit: Visit) -> Response:
    """The codings that the address asks for, 200 on a page, with the form that asks."""
    found = page_of(visit)
    asked = filled(visit.asked, "page")
    return page(
        visit,
        "codings.html.j2",
        name="codings",
        title="",
        found=found,
        mine=number(found.mine, visit.language),
        rows=_rows(visit, found),
        asked=asked,
        address=lambda **other: f"/codings?{urlencode({k: v for k, v in {**asked, **other}.items() if v})}",
        orders=ORDERS,
        may_decide=visit.may_decide,
        **choices_of(visit),
    )


def choices_of(visit: Visit) -> dict[str, Any]:
    """What forms that choose codings and hits offer: codes, cases, texts, coders, and conditions on attributes."""
    study = visit.study
    conditions = [
        f"{one.name}={value}"
        for one in attributes(study).values()
        if one.name != "case" and 1 < len({value for _, value in one.known or ()}) <= _FEW
        for value in dict.fromkeys(value for _, value in one.known or ())
    ]
    return {
        "codes": [CodeChoice(one.id, code_label(visit, one.id), one.depth) for one in study.codebook.codes.values()],
        "cases": list(study.cases),
        "texts": list(study.texts),
        "coders": study.ledger.coders(),
        "conditions": conditions,
    }


def _rows(visit: Visit, found: CodingsPage) -> list[CodingRow]:
    book, language = visit.study.codebook, visit.language
    marks = marks_of(book, language)
    paths = labels_of(book, list(book.codes), language)
    return [
        CodingRow(
            coding=one,
            label=code_label(visit, one.code),
            mark=marks.get(one.code, "?"),
            path=paths.get(one.code, one.code),
            degree=degree_label(one.degree, language),
            speaker=_speaker(visit, one),
            day=short_day(one.time, language),
            mine=one.coder == visit.who,
            beside=[(code, code_label(visit, code)) for code in others],
        )
        for one, others in zip(found.codings, found.beside, strict=True)
    ]


def degree_label(degree: str | None, language: str) -> str:
    """A degree as the reports word it; nothing where there is none."""
    return degree_word(degree, language) if degree else ""


def _speaker(visit: Visit, coding: Coding) -> str:
    turn = visit.study.texts[coding.place.text].turn_at(coding.place.start)
    return turn.speaker or "" if turn else ""


def board(visit: Visit) -> Response:
    """The quotes of one code (`?code=ID`) as cards to be put into groups; each group becomes a code below it."""
    study, asked = visit.study, visit.asked.get("code", "")
    offered = choices_of(visit)["codes"]
    if not asked:
        return page(visit, "board.html.j2", name="codings", title="", code=None, codes=offered, cards=[])
    code = study.codebook.code(asked)
    study.must_not_be_blind()
    act = open_act(study, code.id)
    cards = codings_of(study, code.id) if act is None else left_of(study, act)
    into = (
        act.says(CodesChanged).into
        if act is not None
        else [one.id for one in study.codebook.codes.values() if one.parent == code.id]
    )
    return page(
        visit,
        "board.html.j2",
        name="codings",
        title=code_label(visit, code.id),
        code=code,
        label=code_label(visit, code.id),
        definition=word(code.definition, visit.language),
        codes=offered,
        cards=[(one, _speaker(visit, one), degree_label(one.degree, visit.language)) for one in cards[:BOARD_MOST]],
        number=len(cards),
        groups=[(one, code_label(visit, one)) for one in into if one != code.id],
        open=act is not None,
        may_decide=visit.may_decide,
    )


ROUTES = [Route("/codings", visited(codings)), Route("/codings/board", visited(board))]
