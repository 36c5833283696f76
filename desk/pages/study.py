"""The first page: what the study holds and what needs a person."""

from starlette.responses import Response
from starlette.routing import Route

from desk.pages.frame import page
from desk.pages.overview import texts_of
from desk.visit import Visit, visited


def study(visit: Visit) -> Response:
    """The study at a glance."""
    return page(visit, "study.html.j2", name="study", title="", rows=texts_of(visit))


ROUTES = [Route("/", visited(study))]
