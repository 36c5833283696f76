"""The words that a coding will be of, chosen in a session: by words, sentences or the whole passage."""

from workbench.confirming import Session
from workbench.marking import Unit, sentences_of, words_of


def move_start(session: Session, steps: int, by: Unit = "sentence") -> None:
    """Move the beginning by words or sentences, to the left where negative; over paragraphs as well."""
    session.span.move_start(steps, _bounds(session, by))


def move_end(session: Session, steps: int, by: Unit = "sentence") -> None:
    """Move the end by words or sentences, to the left where negative; over paragraphs as well."""
    session.span.move_end(steps, _bounds(session, by))


def mark(session: Session, start: int, end: int) -> None:
    """Let the coding be of this stretch of the text."""
    session.span.start, session.span.end = start, end


def mark_passage(session: Session) -> None:
    """Let the coding be of the whole passage; where it is already, of what was proposed."""
    if session.item is None:
        return
    whole, proposed = passage_bounds(session), session.proposed_bounds()
    mark(session, *(proposed if (session.span.start, session.span.end) == whole else whole))


def mark_sentence(session: Session) -> None:
    """Let the coding be of the sentence in which it begins."""
    here = (bounds for bounds in _bounds(session, "sentence") if bounds[0] <= session.span.start < bounds[1])
    mark(session, *next(here, (session.span.start, session.span.end)))


def passage_bounds(session: Session) -> tuple[int, int]:
    """Where the passage at hand begins and ends."""
    return (session.item.passage.start, session.item.passage.end) if session.item else (0, 0)


def marked(session: Session) -> str:
    """The words that a coding would have, on one line."""
    return " ".join(session.item.text.content[session.span.start : session.span.end].split()) if session.item else ""


def _bounds(session: Session, by: Unit) -> list[tuple[int, int]]:
    if session.item is None:
        return []
    return words_of(session.item) if by == "word" else sentences_of(session.item, session.sentences)
