"""The framework matrix: cases by codes, a cell open to be read and written."""

import re
from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup, escape
from starlette.responses import Response
from starlette.routing import Route

from desk.api.summaries import cell_json
from desk.pages.frame import page
from desk.quoted import code_label
from desk.tabulated import tabulated
from desk.visit import Visit, visited
from workbench.study import Study
from workbench.summarising import MatrixCell, cell_among, matrix_of

STATES = ("stale", "conflict", "missing", "written", "signed", "empty")
"""What may be said of a cell, what needs a person first."""

_CITED, _NUMBER = re.compile(r"\s?(?:\[\^\d+\])+"), re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """The cells of a case, in the order of the codes."""

    case: str
    cells: tuple[MatrixCell, ...]


def summaries(visit: Visit) -> Response:
    """The matrix; `?code=&case=` opens a cell, `?state=` marks those of a state."""
    study = visit.study
    cells = matrix_of(study, codings=tabulated(visit).material.codings)
    codes = list(dict.fromkeys(one.code for one in cells))
    by_case = {case: tuple(one for one in cells if one.case == case) for case in dict.fromkeys(c.case for c in cells)}
    kinds = Counter(one.state for one in cells)
    code, case = visit.asked.get("code", ""), visit.asked.get("case", "")
    return page(
        visit,
        "summaries.html.j2",
        name="summaries",
        title="",
        codes=[(one, code_label(visit, one)) for one in codes],
        rows=[CaseRow(name, found) for name, found in by_case.items()],
        kinds=[(kind, kinds[kind]) for kind in STATES if kinds[kind] and kind != "empty"],
        wanted=visit.asked.get("state", ""),
        opened=_opened(visit, study, code, case),
        footnoted=footnoted,
        decides=visit.may_decide,
    )


def _opened(visit: Visit, study: Study, code: str, case: str) -> dict[str, object] | None:
    known = code in study.codebook.codes and case in study.cases
    return cell_json(visit, cell_among(study, tabulated(visit).material, code, case)) if known else None


def footnoted(text: str) -> Markup:
    """The text of a summary with its citations as small numbers."""
    shown = _CITED.sub(lambda found: f"<sup>{', '.join(_NUMBER.findall(found[0]))}</sup>", str(escape(text)))
    return Markup(shown)  # noqa: S704 - escaped before


ROUTES = [Route("/summaries", visited(summaries))]
