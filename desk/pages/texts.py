"""The list of texts, and the page on which one is read and coded."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from corpus.text import Passage, Text, Turn
from desk.pages.frame import page
from desk.visit import Visit, visited
from workbench.assigning import own_list
from workbench.stopping_place import last_stop


@dataclass(frozen=True, slots=True)
class Line:
    """A passage as the page shows it: its words, and who begins to speak there."""

    passage: Passage
    words: str
    turn: Turn | None
    opens: bool

    @property
    def asks(self) -> bool:
        """Whether the interviewer says it."""
        return self.turn is not None and self.turn.role == "interviewer"


def texts(visit: Visit) -> Response:
    """Every text, with what is read and coded there."""
    from desk.pages.overview import texts_of

    return page(
        visit,
        "texts.html.j2",
        name="texts",
        title="",
        rows=texts_of(visit),
        cases=list(visit.study.cases),
        may_decide=visit.may_decide,
    )


def text(visit: Visit) -> Response:
    """One text, ready to be read and coded."""
    found = visit.study.text(visit.named("text"))
    names = list(visit.study.texts)
    mine = own_list(visit.study, visit.who) if visit.who else None
    around = mine if mine and found.id in mine else names
    at = around.index(found.id)
    return page(
        visit,
        "text.html.j2",
        name="texts",
        title=found.id,
        text=found,
        lines=lines_of(found),
        before=around[at - 1] if at else None,
        after=around[at + 1] if at + 1 < len(around) else None,
        stopped=last_stop(visit.study, visit.who, found.id) if visit.who else None,
        may_decide=visit.may_decide,
        cases=list(visit.study.cases),
    )


def lines_of(text: Text) -> list[Line]:
    """The passages in order, each with its turn; the first of a turn opens it."""
    turns = {turn.number: turn for turn in text.turns}
    seen: int | None = None
    lines: list[Line] = []
    for passage in text.passages:
        opens = passage.turn is not None and passage.turn != seen
        seen = passage.turn if passage.turn is not None else seen
        lines.append(Line(passage, text.quote(passage), turns.get(passage.turn or 0), opens))
    return lines


ROUTES = [Route("/texts", visited(texts)), Route("/texts/{text}", visited(text))]
