"""Passages of a session to go to: by their number, by words that stand in them, or because something is left open."""

from collections.abc import Iterator

from corpus.text import Passage, Text
from wording.messages import tr_n
from wording.spelling import folded
from workbench.agenda import AgendaItem
from workbench.confirming import Session

_AROUND = 24
_HITS = 300


def places_to_go(session: Session) -> list[tuple[str, str]]:
    """Every passage as `text:number` with its first words: those with something open first, then the text at hand."""
    open_ones = {(item.text.id, item.passage.number): len(item.suggestions) for item in session.items}
    here = session.item.text.id if session.item else ""
    every = [(text, passage) for text in _texts(session) for passage in text.passages]
    every.sort(key=lambda one: (not open_ones.get((one[0].id, one[1].number)), one[0].id != here))
    return [(_name(text, passage), _shown(text, passage, open_ones)) for text, passage in every]


def passages_with(session: Session, words: str) -> list[tuple[str, str]]:
    """The passages that have these words, as `text:number` with what stands around them, from the one at hand on."""
    wanted = folded(" ".join(words.split()))
    if not wanted:
        return []
    found = list(_hits(session, wanted))
    return found[:_HITS]


def visit(session: Session, name: str) -> None:
    """Go to the passage named `text:number`; one that is not on the agenda is put in its place there."""
    text_id, _, number = name.rpartition(":")
    at = next((n for n, i in enumerate(session.items) if (i.text.id, str(i.passage.number)) == (text_id, number)), None)
    if at is None:
        text = session.study.texts[text_id]
        passage = text.passages[int(number) - 1]
        at = _place_of(session, text, passage)
        session.items.insert(at, AgendaItem(text, passage, [], passage.start, passage.end))
        session.recorder.put_in(at)
    session.go_to(at)


def _place_of(session: Session, text: Text, passage: Passage) -> int:
    """Where a passage belongs among the items: before the next one of its text, else behind the last one of it."""
    same = [(n, item) for n, item in enumerate(session.items) if item.text.id == text.id]
    if session.wanted.order != "text" or not same:
        return min(session.position + 1, len(session.items))
    return next((n for n, item in same if item.passage.number > passage.number), same[-1][0] + 1)


def _texts(session: Session) -> list[Text]:
    only = session.wanted.texts
    return [text for text in session.study.texts.values() if not only or text.id in only]


def _hits(session: Session, wanted: str) -> Iterator[tuple[str, str]]:
    texts = _texts(session)
    names = [text.id for text in texts]
    here = names.index(session.item.text.id) if session.item else 0
    number = session.item.passage.number if session.item else 0
    ahead = [(text, p) for text in (*texts[here:], *texts[:here]) for p in text.passages]
    ahead = [*ahead[number:], *ahead[:number]]  # the one at hand last
    for text, passage in ahead:
        plain = folded(" ".join(text.quote(passage).split()))
        at = plain.find(wanted)
        if at >= 0:
            around = plain[max(at - _AROUND, 0) : at + len(wanted) + 2 * _AROUND]
            yield _name(text, passage), f"{'…' if at > _AROUND else ''}{around}…"


def _name(text: Text, passage: Passage) -> str:
    return f"{text.id}:{passage.number}"


def _shown(text: Text, passage: Passage, open_ones: dict[tuple[str, int], int]) -> str:
    words = " ".join(text.quote(passage)[:120].split())[:60]
    number = open_ones.get((text.id, passage.number), 0)
    left = tr_n("{n} open", "{n} open", number)
    return f"{left} · {words}" if number else words
