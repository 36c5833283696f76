"""Going through passages and deciding on what is suggested there: the session behind `glose confirm`.

A session knows nothing of keys and screens. Every decision is in the ledger before its method returns.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coding.codebook.meaning import Unsought
from coding.deciding.decision import Decision
from coding.deciding.decision_checker import check
from coding.deciding.retraction import pending_retraction
from coding.records.coverage import covered
from coding.records.entry import Entry
from coding.records.payload import Payload
from coding.records.record_history import suggestion_of
from coding.records.replay import Coding
from coding.records.undoing import pending_undos
from coding.suggesting.suggestion import Suggestion
from corpus.text import Passage
from wording.messages import tr, tr_n
from workbench import stopping_place
from workbench.agenda import AgendaItem, AgendaOptions, agenda, first_of_text, for_twins, how_read, suggested_anew
from workbench.coded_here import CodedHere
from workbench.looked_for import unsought_of
from workbench.marking import Unit, sentences_of, words_of
from workbench.pace import Pace
from workbench.patient_writing import T, TryAgain, until_written
from workbench.segment import Span, coded_as, rejected
from workbench.snapshot import record, snapshot_of
from workbench.study import Study
from workbench.suggesting import provenance

if TYPE_CHECKING:
    from coding.suggesting.suggester import Suggester


@dataclass(slots=True)
class Session:
    """One coder's way through the items. `item` is the current one; None at the end."""

    study: Study
    coder: str
    items: list[AgendaItem]
    wanted: AgendaOptions
    position: int = 0
    chosen: int = 0
    done: list[tuple[int, list[Entry]]] = field(default_factory=list)
    taken_back: list[tuple[int, list[Payload]]] = field(default_factory=list)
    span: Span = field(default_factory=lambda: Span(0, 0))
    message: str = ""
    try_again: TryAgain | None = None
    _pace: Pace = field(default_factory=Pace)
    _sentences: dict[tuple[str, int], list[tuple[int, int]]] = field(default_factory=dict)
    _provenance: dict[str, object] = field(default_factory=dict)
    _suggester: "Suggester | None" = None
    _stale: bool = False
    _coded: CodedHere = field(init=False)
    _unsought: Mapping[str, Unsought] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._coded = CodedHere(self.study, self.coder)
        self._provenance = {"made_with": provenance(self.study), "codebook": self.study.revision}
        self._arrive()

    # Position

    @property
    def item(self) -> AgendaItem | None:
        """The current passage."""
        return self.items[self.position] if self.position < len(self.items) else None

    @property
    def suggestion(self) -> Suggestion | None:
        """The suggestion that the next key decides on; None where the passage has no open one."""
        item = self.item
        return item.suggestions[self.chosen] if item and self.chosen < len(item.suggestions) else None

    @property
    def left(self) -> int:
        """How many suggestions are open from here on."""
        return sum(len(item.suggestions) for item in self.items[self.position :]) - self.chosen

    @property
    def left_before(self) -> int:
        """How many suggestions were left open on the passages before this one."""
        return sum(len(item.suggestions) for item in self.items[: self.position])

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at the median pace of this session; None before three decisions."""
        each = self._pace.seconds_each()
        return None if each is None else each * max(self.left, len(self.items) - self.position)

    def context(self, passages: int = 3, *, after: bool = False) -> list[Passage]:
        """The passages before the item's (the question asked, the heading), or after it."""
        if self.item is None:
            return []
        number = self.item.passage.number
        every = self.item.text.passages
        return list(every[number : number + 1] if after else every[max(0, number - 1 - passages) : number - 1])

    # Deciding

    def accept(self) -> None:
        """Accept the suggestion with the borders, case, degree and memo chosen."""
        suggestion = self.suggestion
        if suggestion is None:
            self.message = tr("Nothing is suggested here. c codes by hand, space goes on.")
            return
        self._record([self._coding(suggestion.code, suggestion)], tr("accepted {code}", code=suggestion.code))

    def reject(self, reason: str = "") -> None:
        """Reject the suggestion; it is kept, with the reason."""
        suggestion = self.suggestion
        if suggestion is None:
            self.message = tr("Nothing is suggested here. c codes by hand, space goes on.")
            return
        self._record([self._rejection(suggestion, reason)], tr("rejected {code}", code=suggestion.code))

    def replace(self, codes: Sequence[str]) -> None:
        """Code the place with other codes instead: the suggestion is rejected, the codes are coded by hand."""
        suggestion = self.suggestion
        if suggestion is None:
            self.add(codes)
            return
        # The reason is recorded and read again by the score card: it is in English whatever the terminal speaks.
        reason = f"coded as {', '.join(codes)}"
        decisions = [self._rejection(suggestion, reason), *(self._coding(code, None) for code in codes)]
        instead = tr("coded as {codes} instead of {code}", codes=", ".join(codes), code=suggestion.code)
        self._record(decisions, instead)

    def add(self, codes: Sequence[str]) -> None:
        """Code the place with more codes by hand; the suggestion stays open."""
        decisions = [self._coding(code, None) for code in codes]
        self._record(decisions, tr("coded as {codes}", codes=", ".join(codes)), moves_on=False)

    def skip(self) -> None:
        """Leave the suggestion open and go to the next one of the passage, or to the next passage."""
        item = self.item
        if item is None:
            return
        self.message = tr("left open for another time") if self.suggestion else ""
        self.chosen += 1
        if self.chosen >= len(item.suggestions):
            self.next()
        else:
            self._reset()

    def undo(self) -> None:
        """Take back the last decision of this session and go back to where it was made."""
        if not self.done:
            self.message = tr("Nothing to undo in this session; `glose undo` goes further back.")
            return
        position, entries = self.done[-1]
        undos = pending_undos(list(reversed(entries)))
        if self._written(tr("undo"), lambda: self.study.ledger.append(self.coder, undos)) is None:
            return
        self.done.pop()
        self.taken_back.append((position, [entry.payload for entry in entries]))
        self.position, self.chosen = position, 0
        item = self.items[position]
        for entry in entries:
            if (kept := suggestion_of(entry)) and kept.id not in {s.id for s in item.suggestions}:
                item.suggestions.insert(0, Suggestion.from_json(kept.whole))
        self._reset()
        self.message = tr("undone: {what}", what=_named(entries))

    def redo(self) -> None:
        """Do again what was taken back last, and go to where it is."""
        if not self.taken_back:
            self.message = tr("Nothing was taken back that could be done again.")
            return
        position, payloads = self.taken_back[-1]
        entries = self._written(tr("done again"), lambda: self.study.ledger.append(self.coder, payloads))
        if entries is None:
            return
        self.taken_back.pop()
        self.done.append((position, entries))
        self.position, self.chosen = position, 0
        decided = {kept.id for entry in entries if (kept := suggestion_of(entry))}
        item = self.items[position]
        item.suggestions[:] = [s for s in item.suggestions if s.id not in decided]
        self._reset()
        self.message = tr("done again: {what}", what=_named(entries))

    # Going on

    def next(self) -> None:
        """Leave the passage behind, read, and go to the next."""
        if self.suggestion is not None and not self.message:
            left = len(self.item.suggestions) if self.item else 0
            self.message = tr_n("{n} left open on the passage before", "{n} left open on the passage before", left)
        self._mark_read()
        self._learn()
        self.position += 1
        self._arrive()

    def back(self) -> None:
        """Go to the passage before."""
        if self.position:
            self.position -= 1
        self._arrive()

    def to_text(self, steps: int) -> None:
        """Go to the next text (or the one before, where negative); the passages passed over are not marked as read."""
        position = first_of_text(self.items, self.position, steps)
        if position is None:
            self.message = tr("There is no other text in that direction.")
            return
        self.go_to(position)

    def go_to(self, position: int) -> None:
        """Go to an item, by its position; what is passed over is not marked as read."""
        self.position = position
        self._arrive()

    # Choosing

    def set_degree(self, degree: str | None) -> None:
        """The degree that the coding will carry."""
        self.span.degree = degree

    def set_case(self, case: str | None) -> None:
        """The case that the coding will be about."""
        self.span.case = case

    def set_memo(self, memo: str) -> None:
        """The note that the coding will carry."""
        self.span.memo = memo.strip()

    def move_start(self, steps: int, by: Unit = "sentence") -> None:
        """Move the beginning by words or sentences, to the left where negative; over paragraphs as well."""
        self.span.move_start(steps, self._bounds(by))

    def move_end(self, steps: int, by: Unit = "sentence") -> None:
        """Move the end by words or sentences, to the left where negative; over paragraphs as well."""
        self.span.move_end(steps, self._bounds(by))

    def mark(self, start: int, end: int) -> None:
        """Let the coding be of this stretch of the text."""
        self.span.start, self.span.end = start, end

    def passage_bounds(self) -> tuple[int, int]:
        """Where the passage at hand begins and ends."""
        return (self.item.passage.start, self.item.passage.end) if self.item else (0, 0)

    def mark_passage(self) -> None:
        """Let the coding be of the whole passage; where it is already, of what was proposed."""
        if self.item is None:
            return
        whole, place = self.passage_bounds(), self.suggestion.place if self.suggestion else self.item.passage
        self.mark(*((place.start, place.end) if (self.span.start, self.span.end) == whole else whole))

    def mark_sentence(self) -> None:
        """Let the coding be of the sentence in which it begins."""
        here = (bounds for bounds in self._bounds("sentence") if bounds[0] <= self.span.start < bounds[1])
        self.mark(*next(here, (self.span.start, self.span.end)))

    @property
    def marked(self) -> str:
        """The words that a coding would have, on one line."""
        return " ".join(self.item.text.content[self.span.start : self.span.end].split()) if self.item else ""

    def _bounds(self, by: Unit) -> list[tuple[int, int]]:
        if self.item is None:
            return []
        return words_of(self.item) if by == "word" else sentences_of(self.item, self._sentences)

    def codings_here(self) -> list[Coding]:
        """What the coder has coded in this passage already."""
        return self._coded.within(self.item) if self.item else []

    def coded_before(self, code: str) -> list[Coding]:
        """What the coder has coded with a code outside this passage, the latest first."""
        return self._coded.elsewhere(code, self.item) if self.item else []

    # Inside

    def _arrive(self) -> None:
        self.chosen = 0
        if self.wanted.order == "text":
            stopping_place.note(self.study, self.coder, self.item)
        self._reset()

    def _reset(self) -> None:
        self._coded.forget()
        item, suggestion = self.item, self.suggestion
        if item is None:
            return
        place = suggestion.place if suggestion else item.passage
        own = item.text.case_at(place.start)
        self.span = Span(place.start, place.end, case=own)
        if suggestion:
            self.span.case = suggestion.case or own
        self._pace.start()

    def _coding(self, code: str, suggestion: Suggestion | None) -> Decision:
        assert self.item is not None
        degrees = self.study.codebook.degrees(code)
        return coded_as(code, self.span, self.item.text, suggestion, degrees=degrees, seen=self._seen())

    def _rejection(self, suggestion: Suggestion, reason: str) -> Decision:
        return rejected(suggestion, reason, seen=self._seen())

    def _seen(self) -> dict[str, object]:
        """How the suggestion was made, when it was shown, and how many seconds it took to decide."""
        return {**self._provenance, **self._pace.so_far()}

    def change(self, codings: Sequence[Coding], decisions: Sequence[Decision], message: str) -> None:
        """Take back codings that hold and record what is decided in their place, all or none."""
        self._record(decisions, message, moves_on=False, retracted=codings)

    def _record(
        self,
        decisions: Sequence[Decision],
        message: str,
        *,
        moves_on: bool = True,
        retracted: Sequence[Coding] = (),
    ) -> None:
        """Check the decisions and record them, all or none; what is recorded already is reported and skipped."""
        item, suggestion = self.item, self.suggestion
        if item is None:
            return
        every = [*decisions, *for_twins(item, decisions)]
        texts = {decision.text for decision in every}
        snapshot = self._written(message, lambda: snapshot_of(self.study, self.coder, texts=texts))
        if snapshot is None:
            return
        outcome = check(every, snapshot, coder=self.coder)
        if outcome.problems:
            self.message = f"{outcome.problems[0].place}: {outcome.problems[0].message}"
            return
        if retracted:
            gone = [pending_retraction(c.id, Decision(decision="retract", text=c.place.text)) for c in retracted]
            outcome.pending[self.coder] = [*gone, *outcome.pending.get(self.coder, [])]
        entries = self._written(message, lambda: record(self.study, outcome, fallback=self.coder))
        if entries is None:
            return
        self._stale = True
        self._pace.decided()
        if entries:
            self.done.append((self.position, entries))
            self.taken_back.clear()
        self.message = message if entries else tr("recorded already; nothing was added")
        if moves_on and suggestion is not None:
            item.suggestions.remove(suggestion)
            if self.chosen >= len(item.suggestions):
                self.next()
                return
        self._reset()

    def _learn(self) -> None:
        """Suggest anew on what lies ahead, from what was just decided."""
        if self._stale and self._suggester is not None and self.study.settings.learn != "none":
            self._stale = False
            ahead = self.items[self.position + 1 :]
            self.items[self.position + 1 :] = suggested_anew(
                self.study, self._suggester, ahead, self.wanted, coder=self.coder, unsought=self._unsought
            )

    def _mark_read(self) -> None:
        item = self.item
        if item is None or self.wanted.codes:
            return
        readings = [
            reading
            for reading in self.study.ledger.readings(text=item.text.id, coder=self.coder)
            if reading.id not in self._unsought
        ]
        done = {p.number for p in covered(item.text, readings)}
        new = item.text.passages_in(item.read_from, item.read_to)
        if any(p.number not in done for p in new):
            read = [how_read(item, self.study.revision)]
            self._written(tr("passage read"), lambda: self.study.ledger.append(self.coder, read))

    def _written(self, what: str, write: Callable[[], T]) -> T | None:
        written = until_written(write, what, self.try_again)
        if written is None:
            self.message = tr("not recorded: {what}", what=what)
        return written


def _named(entries: Sequence[Entry]) -> str:
    """The codes that the entries are about; that something was taken back, where they name none."""
    return ", ".join(dict.fromkeys(entry.code for entry in entries if entry.code)) or tr("what was retracted")


def open_session(study: Study, suggester: "Suggester", wanted: AgendaOptions, *, coder: str) -> Session:
    """The session over what is wanted (workbench/agenda.py says what that is), in text order where it stopped."""
    unsought = unsought_of(study)
    items = agenda(study, suggester, wanted, coder=coder, unsought=unsought)
    position = stopping_place.position_in(items, study, coder) if wanted.order == "text" else 0
    sentences = suggester.sentences()
    return Session(
        study, coder, items, wanted, position, _sentences=sentences, _suggester=suggester, _unsought=unsought
    )
