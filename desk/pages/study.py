"""The first page: what the study holds, what changed since one was here, and what needs a person."""

from starlette.responses import Response
from starlette.routing import Route

from corpus.problem import GloseError
from desk.pages.frame import page
from desk.pages.overview import texts_of
from desk.visit import Visit, visited
from workbench.last_visit import visit as note_visit
from workbench.study import Study


def study(visit: Visit) -> Response:
    """The study at a glance; what takes long the page asks for when it is drawn."""
    found, rows = visit.study, texts_of(visit)
    before = note_visit(found, visit.who) if visit.who else None
    facts = {
        "texts": len(rows),
        "words": sum(row.words for row in rows),
        "cases": len(found.cases),
        "codes": _codes(found),
        "codings": sum(row.codings for row in rows),
        "coders": len(found.ledger.coders()),
    }
    return page(
        visit,
        "study.html.j2",
        name="study",
        title="",
        rows=rows,
        facts=facts,
        before=before,
        cases=list(found.cases),
        may_decide=visit.may_decide,
    )


def _codes(found: Study) -> int:
    """How many codes there are; none where the codebook has errors, of which its own page tells."""
    try:
        return len(found.codebook.codes)
    except GloseError:
        return 0


ROUTES = [Route("/", visited(study))]
