"""The cases: the case list as a grid, and which case each text is about."""

from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.model import word
from desk.api.cases import cases_json
from desk.pages.frame import page
from desk.visit import Visit, visited


def cases(visit: Visit) -> Response:
    """The grid as a table that is read; a script makes it one that is edited."""
    found = cases_json(visit)
    names = list(visit.study.cases)
    return page(
        visit,
        "cases.html.j2",
        name="cases",
        title="",
        grid=found,
        cases=names,
        texts=list(visit.study.texts.values()),
        typologies=[
            (one.id, word(one.label, visit.language) or one.id) for one in visit.study.codebook.typologies.values()
        ],
        may_decide=visit.may_decide,
    )


ROUTES = [Route("/cases", visited(cases))]
