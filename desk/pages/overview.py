"""What the study holds, text by text: read, coded, suggested, left."""

from collections import Counter
from dataclasses import dataclass

from coding.records.coverage import covered
from corpus.text import Text
from desk.api.shapes import open_suggestions
from desk.visit import Visit
from workbench.assigning import assignments_of
from workbench.looked_for import unsought_of


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text in the list; `read` and `left` are the person's own, `left` None until there are suggestions."""

    text: Text
    words: int
    read: int
    codings: int
    mine: int
    left: int | None
    assigned: tuple[str, ...]
    hidden: bool


def texts_of(visit: Visit) -> list[TextRow]:
    """Every text, in order of adding; what is hidden from who looks is not counted."""
    study, who = visit.study, visit.who
    columns = study.ledger.coding_columns()
    by_text = Counter({n: int((columns.text.numbers == at).sum()) for at, n in enumerate(columns.text.names)})
    mine = columns.where(columns.coder.numbers == columns.coder.number(who or ""))
    of_mine = Counter({n: int((mine.text.numbers == at).sum()) for at, n in enumerate(mine.text.names)})
    unsought = unsought_of(study) if who else {}
    readings = [one for one in study.ledger.readings(coder=who) if one.id not in unsought] if who else []
    assigned = assignments_of(study)
    ready = visit.place.suggesting.ready
    hidden = study.hidden.texts if study.hidden else frozenset()
    return [
        TextRow(
            text=text,
            words=len(text.content.split()),
            read=len(covered(text, [one for one in readings if one.text == text.id])),
            codings=by_text[text.id],
            mine=of_mine[text.id],
            left=len(open_suggestions(visit, text)) if ready else None,
            assigned=tuple(sorted(assigned.coders_of(text.id))),
            hidden=text.id in hidden,
        )
        for text in study.texts.values()
    ]
