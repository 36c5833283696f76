"""Choosing what to go through, in which order."""

from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.model import labels_of
from desk.pages.frame import page
from desk.visit import Visit, visited


def confirm(visit: Visit) -> Response:
    """The choices; the scripts ask for the passages and go to the first."""
    book = visit.study.codebook
    return page(
        visit,
        "confirm.html.j2",
        name="confirm",
        title="",
        codes=labels_of(book, [code for code in book.codes if not book.codes[code].retired], visit.language),
        cases=list(visit.study.cases),
    )


ROUTES = [Route("/confirm", visited(confirm))]
