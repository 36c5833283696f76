"""The page on which the texts are searched and hits are coded."""

from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from corpus.problem import GloseError
from corpus.text import ROLES
from desk.address import filled
from desk.api.codings import code_label
from desk.api.search import HitsPage, asked_by, page_of, wanted_of
from desk.colours import marks_of
from desk.pages.codings import choices_of
from desk.pages.frame import page
from desk.visit import Visit, visited
from workbench.saved_searches import saved_searches
from workbench.searching import ANY, MODES, UNITS, SearchWanted


def search(visit: Visit) -> Response:
    """The form, the hits in their context or what is wrong with the search, and the searches that are kept."""
    asked = filled(visit.asked, "page")
    wrong, found = "", HitsPage(SearchWanted(), 0, 0, {}, 1, ())
    wanted = wanted_of(visit.asked)
    try:
        found = page_of(visit, wanted)
    except GloseError as error:
        wrong = str(error)
    language = visit.language
    marks = marks_of(visit.study.codebook, language)
    speakers = {turn.speaker for text in visit.study.texts.values() for turn in text.turns if turn.speaker}
    return page(
        visit,
        "search.html.j2",
        name="search",
        title=wanted.words,
        status=422 if wrong else 200,
        found=found,
        wanted=wanted,
        wrong=wrong,
        asked=asked,
        address=lambda **other: f"/search?{urlencode({k: v for k, v in {**asked, **other}.items() if v})}",
        label=lambda code: code_label(visit, code),
        marks=marks,
        modes=MODES,
        units=UNITS,
        roles=ROLES,
        any_code=ANY,
        speakers=sorted(speakers)[:300],
        kept=[(name, urlencode(asked_by(one)), one) for name, one in saved_searches(visit.study).items()],
        may_decide=visit.may_decide,
        **choices_of(visit),
    )


ROUTES = [Route("/search", visited(search))]
