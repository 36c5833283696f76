"""What a coder goes through in `glose confirm`: which passages, in which order, with which suggestions open."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from coding.codebook.meaning import Unsought
from coding.deciding.decision import Decision
from coding.records.coverage import covered
from coding.records.decisions import WentThrough
from coding.suggesting.suggestion import Suggestion
from corpus.front_matter import front_matter
from corpus.place import Place
from corpus.text import Passage, Text
from workbench.reopened_codings import reopened_codings
from workbench.study import Study
from workbench.suggesting import mark_decided, teach

if TYPE_CHECKING:
    from coding.suggesting.suggester import Suggester

AgendaOrder = Literal["text", "spread", "score", "doubt", "code"]

READING = frozenset({"text", "spread"})
"""The orders in which every passage is shown and read, whether or not anything is suggested."""


@dataclass(frozen=True, slots=True)
class AgendaOptions:
    """What to go through. Empty means all.

    With `codes` the passages shown are not marked as read, for nobody looked for the other codes in them.
    Without `everything` passages that have no open suggestion are left out. `blind` is the share of passages shown
    without their suggestions, drawn at random but always the same: so a team sees how much suggestions steer it.
    With `reopened` only what the coder read before all of today's codes were to be looked for, with what is suggested
    of these codes, and the passages with codings that the coder made when their code meant something else. With
    `missed` only what the coder read and left without a coding, where something is suggested now.
    """

    texts: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    min_score: float | None = None
    order: AgendaOrder = "text"
    everything: bool = True
    blind: float = 0.0
    reopened: bool = False
    missed: bool = False


@dataclass(slots=True)
class AgendaItem:
    """A passage to decide on: its open suggestions, and what of the text is read once it is left behind.

    `hidden` are the suggestions of a passage shown blind; `twins` the passages with the very same words.
    """

    text: Text
    passage: Passage
    suggestions: list[Suggestion]
    read_from: int
    read_to: int
    hidden: list[Suggestion] | None = None
    twins: list[tuple[Text, Passage]] = field(default_factory=list)

    @property
    def blind(self) -> bool:
        """Whether the passage is shown without its suggestions."""
        return self.hidden is not None

    def before(self, passages: int = 3) -> Sequence[Passage]:
        """The passages before this one: the question asked, the heading."""
        return self.text.passages[max(0, self.passage.number - 1 - passages) : self.passage.number - 1]

    def after(self) -> Sequence[Passage]:
        """The passage after this one, if there is one."""
        return self.text.passages[self.passage.number : self.passage.number + 1]


def agenda(
    study: Study,
    suggester: "Suggester",
    wanted: AgendaOptions,
    *,
    coder: str,
    unsought: Mapping[str, Unsought] | None = None,
) -> list[AgendaItem]:
    """In text order and spread every passage that is unread or has an open suggestion, else those with open ones.

    `unsought` are, by id of a reading, the codes that were not looked for in it.
    """
    earlier = unsought or {}
    suggestions = suggester.suggest(
        min_score=wanted.min_score, codes=codes_asked(wanted, earlier), only_texts=wanted.texts or None
    )
    open_ones = _open_ones(study, suggestions, coder)
    texts = [text for text in study.texts.values() if not wanted.texts or text.id in wanted.texts]
    older = _with_older_codings(study, wanted, coder) if wanted.reopened else {}
    items = [
        item
        for text in texts
        for item in _items(study, text, open_ones, wanted, coder, earlier, older.get(text.id, frozenset()))
    ]
    if wanted.order not in READING:
        items = _once_each(items)
    sort_items(items, wanted.order, list(study.codebook.codes))
    return items


def codes_asked(wanted: AgendaOptions, unsought: Mapping[str, Unsought]) -> frozenset[str] | None:
    """The codes whose suggestions are shown; None for all."""
    if not wanted.reopened:
        return wanted.codes or None
    reopened = frozenset(code for one in unsought.values() for code in one.codes)
    return reopened & wanted.codes if wanted.codes else reopened


def suggested_anew(
    study: Study,
    suggester: "Suggester",
    ahead: Sequence[AgendaItem],
    wanted: AgendaOptions,
    *,
    coder: str,
    unsought: Mapping[str, Unsought],
    interrupted: Callable[[], bool] = lambda: False,
) -> list[AgendaItem] | None:
    """The items ahead, with what the suggester gives after learning from what the study's coders decided so far.

    In text order and spread an item loses suggestions that are not made again; else what was left open stays as it was.
    None, with the items as they were, where it is `interrupted`: that is asked before the steps that it takes.
    """
    if interrupted():
        return None
    teach(study, suggester, coder=coder, anew=False)
    codes, listed = codes_asked(wanted, unsought), []
    for text in dict.fromkeys(item.text.id for item in ahead):
        if interrupted():
            return None
        listed += suggester.suggest(min_score=wanted.min_score, codes=codes, only_texts={text})
    open_ones = _open_ones(study, listed, coder)
    for item in ahead:
        new = open_ones.get((item.text.id, item.passage.number), [])
        if item.blind:
            item.hidden = new
        elif new or wanted.order in READING:
            item.suggestions = new
    items = list(ahead)
    if wanted.order in ("doubt", "score"):
        sort_items(items, wanted.order, ())
    return items


def for_twins(item: AgendaItem, decisions: Sequence[Decision]) -> list[Decision]:
    """The same decisions for the passages with the very same words, at the same place in them."""
    copies: list[Decision] = []
    for text, passage in item.twins:
        shift = passage.start - item.passage.start
        for decision in decisions:
            assert decision.place is not None
            start, end, quote = decision.place.start + shift, decision.place.end + shift, decision.place.quote
            if text.content[start:end] == quote:
                own = decision.case == item.text.case_at(decision.place.start)
                case = text.case_at(start) if own else decision.case
                copies.append(replace(decision, text=text.id, place=Place(text.id, start, end, quote), case=case))
    return copies


def how_read(item: AgendaItem, revision: str) -> WentThrough:
    """What records that the item is read under a revision, with what was seen of suggestions: left open, or hidden."""
    hidden, number = item.hidden, item.passage.number
    return WentThrough(
        text=item.text.id,
        start=item.read_from,
        end=item.read_to,
        passage=number,
        shown={s.code: s.suggester for s in item.suggestions} if hidden is None else None,
        blind=None if hidden is None else (number,),
        hidden=None if hidden is None else {s.code: s.suggester for s in hidden},
        codebook=revision,
    )


def is_blind(text: str, passage: int, *, share: float, coder: str) -> bool:
    """Whether a passage is among the share shown blind to a coder: drawn by hash, so it stays the same."""
    return _drawn(f"blind/{coder}/{text}/{passage}") < share * 2**48


def _drawn(what: str) -> int:
    """A number below 2**48, drawn by hash."""
    return int.from_bytes(hashlib.sha256(what.encode()).digest()[:6], "big")


def sort_items(items: list[AgendaItem], order: AgendaOrder, codes: Sequence[str]) -> None:
    """By score: the surest first; by doubt: the least sure of yes and no; by code: the codebook's order.

    Spread: texts mixed, drawn by hash and so always the same. No order by scores taught sooner on all sets when this
    was measured (docs/benchmarks.md).
    """
    if order == "spread":
        items.sort(key=lambda item: _drawn(f"spread/{item.text.id}/{item.passage.number}"))
    elif order == "score":
        items.sort(key=lambda item: -max((s.score for s in item.suggestions), default=0.0))
    elif order == "doubt":
        items.sort(key=lambda item: min((abs(s.score - 0.5) for s in item.suggestions), default=1.0))
    elif order == "code":
        place = {code: number for number, code in enumerate(codes)}
        items.sort(key=lambda item: min((place[s.code], -s.score) for s in item.suggestions))


def _open_ones(study: Study, suggestions: Sequence[Suggestion], coder: str) -> dict[tuple[str, int], list[Suggestion]]:
    """The suggestions that the coder has not decided on, by text and number of the passage."""
    found: dict[tuple[str, int], list[Suggestion]] = {}
    for suggestion, decided in mark_decided(study, suggestions, coder=coder):
        if not decided:
            found.setdefault((suggestion.place.text, suggestion.passage), []).append(suggestion)
    return found


def _once_each(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The items without those whose words an earlier item has; that one has them as twins. None is shown blind."""
    first: dict[str, AgendaItem] = {}
    for item in items:
        words = " ".join(item.text.quote(item.passage).split()).casefold()
        if words in first:
            first[words].twins.append((item.text, item.passage))
        else:
            first[words] = item
    return list(first.values())


def _items(
    study: Study,
    text: Text,
    open_ones: dict[tuple[str, int], list[Suggestion]],
    wanted: AgendaOptions,
    coder: str,
    unsought: Mapping[str, Unsought],
    older: Container[int],
) -> list[AgendaItem]:
    """The passages of a text to go through; `older` are those with a coding of an earlier meaning."""
    context = context_numbers(text)
    readings = study.ledger.readings(text=text.id, coder=coder)
    read = {p.number for p in covered(text, readings)}
    sought = {p.number for p in covered(text, [one for one in readings if one.id not in unsought])}
    whole = wanted.order in READING and wanted.everything and not wanted.codes and not wanted.missed
    coded = _coded(study, text, coder) if wanted.missed else set()
    items: list[AgendaItem] = []
    read_from: int | None = None
    last = 0
    for passage in text.passages:
        found = open_ones.get((text.id, passage.number), [])
        if read_from is None:
            read_from = passage.start
        if passage.number in context and not found and passage.number not in older:
            continue
        last = passage.number
        again = passage.number in older
        to_read = again or passage.number in read - sought if wanted.reopened else passage.number not in read
        left_empty = passage.number in read - coded
        narrow = (not wanted.reopened or to_read) and (not wanted.missed or left_empty)
        if (found and narrow) or (whole and to_read) or again:
            item = AgendaItem(text, passage, found, read_from if whole else passage.start, passage.end)
            if whole and wanted.blind and is_blind(text.id, passage.number, share=wanted.blind, coder=coder):
                item.hidden, item.suggestions = found, []
            items.append(item)
        read_from = None
    if items and whole and read_from is not None and sought.issuperset(range(items[-1].passage.number + 1, last + 1)):
        # What closes the text (a thank-you by the interviewer) is read with the last passage.
        items[-1].read_to = text.passages[-1].end
    return items


def context_numbers(text: Text) -> set[int]:
    """The numbers of the passages that are read with what they lead to: questions, headings, the head of the text."""
    roles = {turn.number: turn.role for turn in text.turns}
    heads = front_matter(text)
    return {
        passage.number
        for passage in text.passages
        if roles.get(passage.turn or 0) == "interviewer"
        or passage.number in heads
        or passage.heading == text.quote(passage)
    }


def _with_older_codings(study: Study, wanted: AgendaOptions, coder: str) -> dict[str, frozenset[int]]:
    """By text, the numbers of the passages with codings made when their code meant something else."""
    found: dict[str, set[int]] = defaultdict(set)
    for coding, _ in reopened_codings(study, coder=coder).values():
        if not wanted.codes or coding.code in wanted.codes:
            here = study.texts[coding.place.text].passages_in(coding.place.start, coding.place.end)
            found[coding.place.text].update(passage.number for passage in here)
    return {text: frozenset(numbers) for text, numbers in found.items()}


def _coded(study: Study, text: Text, coder: str) -> set[int]:
    """The numbers of the passages of a text in which the coder has a coding."""
    places = (coding.place for coding in study.ledger.codings(text=text.id, coder=coder))
    return {passage.number for place in places for passage in text.passages_in(place.start, place.end)}


def first_of_text(items: Sequence[AgendaItem], position: int, steps: int) -> int | None:
    """The first item of the text that is so many texts on from that of the item at a position; None past an end."""
    texts = list(dict.fromkeys(item.text.id for item in items))
    here = texts.index(items[position].text.id) if position < len(items) else len(texts)
    if not 0 <= here + steps < len(texts):
        return None
    return next(n for n, item in enumerate(items) if item.text.id == texts[here + steps])
