"""What the study holds, text by text: read, coded, suggested, left."""

from dataclasses import dataclass

from corpus.text import Text
from desk.visit import Visit
from workbench.assigning import assignments_of
from workbench.study_overview import codings_by_pair, read_by_pair


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text in the list; `read` and `mine` are the person's own. What is left to decide the page asks for later."""

    text: Text
    words: int
    read: int
    codings: int
    mine: int
    assigned: tuple[str, ...]
    hidden: bool


def texts_of(visit: Visit) -> list[TextRow]:
    """Every text, in order of adding; what is hidden from who looks is not counted."""
    study, who = visit.study, visit.who
    counts = codings_by_pair(visit.columns)
    of_text = dict.fromkeys(study.texts, 0)
    for (text, _), number in counts.items():
        of_text[text] = of_text.get(text, 0) + number
    read = read_by_pair(study, who) if who else {}
    assigned = assignments_of(study)
    hidden = study.hidden.texts if study.hidden else frozenset()
    return [
        TextRow(
            text=text,
            words=_words(visit, text),
            read=read.get((text.id, who or ""), 0),
            codings=of_text[text.id],
            mine=counts[text.id, who or ""],
            assigned=tuple(sorted(assigned.coders_of(text.id))),
            hidden=text.id in hidden,
        )
        for text in study.texts.values()
    ]


def _words(visit: Visit, text: Text) -> int:
    """How many words a text has, counted once: nobody wants to split a thousand texts for each page."""
    kept = visit.place.kept.get(f"words of {text.id}")
    if kept is None or kept[0] != text.content:
        kept = visit.place.kept[f"words of {text.id}"] = (text.content, len(text.content.split()))
    return int(str(kept[1]))
