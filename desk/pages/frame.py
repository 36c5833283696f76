"""What every page has around it: the study's name, and the way to the other pages."""

import json
from typing import Any

from starlette.responses import HTMLResponse, Response

from desk.rendering import environment, words_for
from desk.visit import Visit

PAGES = (
    ("study", "/"),
    ("texts", "/texts"),
    ("confirm", "/confirm"),
    ("codings", "/codings"),
    ("adjudication", "/adjudication"),
    ("audits", "/audits"),
    ("search", "/search"),
    ("codebook", "/codebook"),
    ("cases", "/cases"),
    ("tables", "/tables"),
    ("statements", "/statements"),
    ("summaries", "/summaries"),
    ("history", "/history"),
    ("memos", "/memos"),
)
"""The pages by name, in working order, each with its address."""


def page(visit: Visit, template: str, *, name: str, title: str, status: int = 200, **values: Any) -> Response:
    """A page of the study: `name` is its own among PAGES, `title` what the browser's tab says."""
    language = visit.language
    filled = (
        environment()
        .get_template(template)
        .render(
            name=name,
            title=title,
            pages=PAGES,
            study=visit.study.settings.title,
            coder=visit.who,
            role=visit.session.role,
            may_undo=visit.may_decide,
            accounts=visit.desk.accounts,
            position=visit.place.opened.position,
            keys=json.dumps(dict(visit.study.settings.desk_keys)),
            **words_for(language),
            **values,
        )
    )
    return HTMLResponse(filled, status)
