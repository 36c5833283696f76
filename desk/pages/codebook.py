"""The codebook: the tree of codes, and the one that is chosen, as it is written and as it is read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.file import BrokenCodebook
from coding.codebook.model import Code, Codebook, label_of, word
from desk.api.proposals import proposals_json
from desk.colours import marks_of
from desk.pages.frame import page
from desk.visit import Visit, visited
from wording.degree_word import degree_word
from wording.messages import tr


@dataclass(frozen=True, slots=True)
class TreeLine:
    """A code in the tree; `uses` counts its own codings, `all_uses` those of the codes below it as well."""

    code: Code
    label: str
    mark: str
    uses: int
    all_uses: int
    below: int


def codebook(visit: Visit) -> Response:
    """The codebook with the code that `?code=` names; a file with faults is shown whole, to be mended."""
    may_decide = visit.may_decide
    try:
        book = visit.study.codebook
    except BrokenCodebook as broken:
        return page(
            visit,
            "codebook.html.j2",
            name="codebook",
            title="",
            tree=[],
            chosen=None,
            broken=str(broken),
            faults=True,
            decides=may_decide,
        )
    asked = visit.asked.get("code", "")
    chosen = book.codes.get(asked)
    return page(
        visit,
        "codebook.html.j2",
        name="codebook",
        title=label_of(book, chosen.id, visit.language) if chosen else "",
        tree=tree_of(visit, book),
        chosen=chosen,
        label=label_of(book, chosen.id, visit.language) if chosen else "",
        definition=word(chosen.definition, visit.language) if chosen else "",
        path=_path(book, chosen, visit.language) if chosen else (),
        degrees=[degree_word(one, visit.language) for one in book.degrees(chosen.id)] if chosen else (),
        decides=may_decide,
        proposals=proposals_json(visit),
        broken=tr("The codebook has no code {code!r}.", code=asked) if asked and chosen is None else "",
        faults=False,
    )


def tree_of(visit: Visit, book: Codebook) -> list[TreeLine]:
    """Every code in the codebook's order, with how often it is used."""
    uses = Counter(visit.columns.code.counts())
    whole, below = Counter(uses), _below(book)
    for name in book.codes:
        above = name
        while "." in above:
            above = above.rpartition(".")[0]
            whole[above] += uses[name]
    marks, language = marks_of(book, visit.language), visit.language
    return [
        TreeLine(code, label_of(book, code.id, language), marks[code.id], uses[code.id], whole[code.id], below[code.id])
        for code in book.codes.values()
    ]


def _below(book: Codebook) -> Mapping[str, int]:
    return Counter(code.parent for code in book.codes.values() if code.parent)


def _path(book: Codebook, code: Code, language: str) -> tuple[tuple[str, str], ...]:
    """The codes above, the highest first, each with its label."""
    found: list[tuple[str, str]] = []
    at = code.parent
    while at:
        found.insert(0, (at, label_of(book, at, language)))
        at = book.codes[at].parent
    return tuple(found)


ROUTES = [Route("/codebook", visited(codebook))]
