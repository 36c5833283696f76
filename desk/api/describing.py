"""The JSON interface described for scripts: an OpenAPI document, made from the routes themselves."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from pydantic.json_schema import models_json_schema
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from coding.deciding.decision import DECISIONS
from coding.deciding.decisions_file import OPTIONAL, REQUIRED
from desk.visit import Visit, reply, visited

_NUMBERS: Final = ("start", "end", "occurrence")
_MEANINGS = {
    "text": "the id of a text",
    "quote": "the words, as they stand in the text; not needed where start and end are given",
    "code": "the id of a code, or typology.class",
    "decision": "what is decided",
    "start": "code points from the beginning of the text, from 0",
    "end": "where it ends, exclusive",
    "occurrence": "which of several places with these words, from 1",
    "case": "whom it is about; empty: the text's own",
    "degree": "a degree of the code's scale",
    "value": "a name, number or date given there",
    "coder": "who decided; empty: the person at the desk",
    "memo": "a note on why",
    "reason": "why it is rejected or taken back",
    "suggestion": "the id of the suggestion that is accepted or rejected",
    "coding": "the id of the coding that is taken back",
    "seconds": "how long the suggestion was looked at",
    "shown": "when the suggestion was shown (ISO 8601)",
}
_PROBLEM = {
    "type": "object",
    "required": ["message", "problems"],
    "properties": {
        "message": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("place", "message", "level")},
            },
        },
    },
}
_REFERENCE = "#/components/schemas/{model}"
_REFUSALS = {
    "400": "what was sent is no JSON, or has not the shape that is asked for; `problems` says where",
    "401": "nobody is in: open the desk by its address, or sign in",
    "403": "the role does not allow it, or it is hidden from who codes blind",
    "404": "there is no such text, entry or page",
    "409": "something changed meanwhile, or nobody is named",
    "422": "it cannot be recorded as it is; `problems` says what is wrong where",
}


def description(routes: Sequence[BaseRoute]) -> Route:
    """The route `/api` that describes these routes."""
    document = cache(lambda: openapi(routes))  # made when it is asked for: no page needs it

    def described(_visit: Visit) -> Response:
        """This description."""
        return reply(document())

    return Route("/api", visited(described), methods=["GET"])


def openapi(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The OpenAPI document (3.1) of the routes under /api/."""
    shown = [route for route in routes if isinstance(route, Route) and route.path.startswith("/api/")]
    bodies = dict.fromkeys(body for route in shown if (body := getattr(route.endpoint, "body", None)) is not None)
    named, models = models_json_schema([(one, "validation") for one in bodies], ref_template=_REFERENCE)
    schemas = {body: schema for (body, _), schema in named.items()}
    paths: dict[str, dict[str, Any]] = {}
    for route in shown:
        for method in sorted((route.methods or set()) - {"HEAD"}):
            paths.setdefault(_path(route), {})[method.lower()] = _operation(route, method, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Glose desk", "version": "1", "description": "Places are code points of the text as stored."},
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": {"Problem": _PROBLEM, "Decision": _decision(), **models.get("$defs", {})}},
    }


def _path(route: Route) -> str:
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", route.path)


def _operation(route: Route, method: str, schemas: Mapping[Any, dict[str, Any]]) -> dict[str, Any]:
    handler = getattr(route.endpoint, "handler", route.endpoint)
    roles = getattr(route.endpoint, "roles", None)
    lines = re.sub(r"\n {4,}", "\n", (handler.__doc__ or "").strip())
    summary, _, rest = lines.partition("\n\n")
    told: dict[str, Any] = {
        "operationId": f"{method.lower()}_{handler.__module__.rpartition('.')[2]}_{handler.__name__}",
        "summary": summary.replace("\n", " "),
        "responses": {
            "200": {"description": "done"},
            **{status: _refusal(words) for status, words in _REFUSALS.items()},
        },
    }
    if rest:
        told["description"] = rest
    if roles is not None:
        told["x-roles"] = sorted(roles)
    if named := re.findall(r"\{(\w+)\}", _path(route)):
        told["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in named
        ]
    if method == "POST":
        told["requestBody"] = {"required": True, "content": _taken(route, schemas)}
    return told


def _taken(route: Route, schemas: Mapping[Any, dict[str, Any]]) -> dict[str, Any]:
    """What a write takes: what its model says, a list of decisions, or a file as it is."""
    if (body := getattr(route.endpoint, "body", None)) is not None:
        return {"application/json": {"schema": schemas[body]}}
    if route.path == "/api/decisions":
        return {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Decision"}}}}
    return {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


def _refusal(words: str) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _decision() -> dict[str, Any]:
    names = (*REQUIRED, *OPTIONAL, "suggestion", "coding", "seconds", "shown")
    kinds = {name: "integer" if name in _NUMBERS else "number" if name == "seconds" else "string" for name in names}
    properties: dict[str, dict[str, Any]] = {
        name: {"type": kinds[name], "description": _MEANINGS[name]} for name in names
    }
    properties["decision"]["enum"] = list(DECISIONS)
    return {"type": "object", "required": ["decision", "text"], "properties": properties, "additionalProperties": False}
