"""The codes as the picker needs them, and making one while coding."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.edit import NewCode, id_from
from coding.codebook.model import Codebook, label_of, labels_of, word
from desk.api.acts_words import undo_redo
from desk.colours import colour_of, marks_of, style_sheet
from desk.sent import Line, Sent, Words
from desk.visit import DECIDES, Refused, Visit, reply, taking, visited
from wording.degree_word import degree_word
from wording.messages import tr
from workbench.codebook_writing import add_code


class _NewCode(Sent):
    label: Line
    id: Words = ""
    parent: Words = ""
    definition: Line = ""


def codes(visit: Visit) -> Response:
    """Every code in the codebook's order, with what the picker searches and shows, and how often it is used."""
    return reply(codes_json(visit))


def codes_json(visit: Visit) -> dict[str, Any]:
    """The codebook as the picker needs it; `uses` counts the codings that hold of the code itself."""
    book = visit.study.codebook
    uses = visit.columns.code.counts()
    described = _described(_Book(visit.study.revision, book), visit.language)
    return {
        "revision": visit.study.revision,
        "threshold": book.threshold,
        "codes": [{**code, "uses": uses.get(code["id"], 0)} for code in described],
    }


@dataclass(frozen=True)
class _Book:
    """A codebook, known by its hash alone."""

    revision: str
    book: Codebook = field(compare=False)


@lru_cache(maxsize=8)
def _described(known: _Book, language: str) -> list[dict[str, Any]]:
    book = known.book
    marks, paths = marks_of(book, language), labels_of(book, list(book.codes), language)
    return [_code_json(book, code, language, marks[code], paths[code]) for code in book.codes]


def _code_json(book: Codebook, code: str, language: str, mark: str, path: str) -> dict[str, Any]:
    one = book.codes[code]
    return {
        "id": code,
        "label": label_of(book, code, language),
        "path": path,
        "parent": one.parent,
        "depth": one.depth,
        "definition": word(one.definition, language),
        "use_when": list(one.use_when),
        "avoid_when": list(one.avoid_when),
        "examples": [example.quote for example in one.examples],
        "near_misses": [{"quote": miss.quote, "because": miss.because} for miss in one.near_misses],
        "other_labels": [label for other, label in one.label.items() if other != language],
        "degrees": list(book.degrees(code)),
        "degree_words": {degree: degree_word(degree, language) for degree in book.degrees(code)},
        "retired": one.retired,
        "colour": colour_of(book, code),
        "mark": mark,
    }


def make(visit: Visit, given: _NewCode) -> Response:
    """Make a code; its id is made from the label unless `id` is given."""
    label, coder = given.label, visit.coder
    if not label:
        raise Refused(422, tr("A code needs a name."))
    book, parent = visit.study.codebook, given.parent or None
    if parent is not None:
        parent = book.code(parent).id
    new = NewCode(
        id=given.id or id_from(label, book.codes, parent),
        label=label,
        parent=parent,
        definition=given.definition,
        language=visit.language if len(book.languages) > 1 or visit.language in book.languages else None,
    )
    made = add_code(visit.study, new, coder=coder)
    visit.place.suggesting.decided()
    return reply({"code": made, **codes_json(visit), **undo_redo(visit)}, 201)


def colours(visit: Visit) -> Response:
    """The colours of the codes, as a style sheet."""
    return Response(style_sheet(visit.study.codebook), media_type="text/css")


ROUTES = [
    Route("/api/codes", visited(codes), methods=["GET"]),
    Route("/api/codes", taking(_NewCode, make, roles=DECIDES), methods=["POST"]),
    Route("/codes.css", visited(colours)),
]
