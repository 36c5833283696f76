"""Going through passages and deciding on what is suggested there: the session behind `glose confirm`.

A session knows nothing of keys and screens. Every decision is in the ledger before its method returns.
"""

import gc
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coding.codebook.meaning import Unsought
from coding.deciding.decision import Decision
from coding.records.record_history import suggestion_of
from coding.records.replay import Coding
from coding.suggesting.suggestion import Suggestion
from wording.messages import tr, tr_n
from workbench import stopping_place
from workbench.agenda import AgendaItem, AgendaOptions, agenda, first_of_text, for_twins, suggested_anew
from workbench.coded_here import CodedHere
from workbench.looked_for import unsought_of
from workbench.pace import Pace
from workbench.recorder import Recorder
from workbench.reopened_codings import reopened_codings
from workbench.segment import Span, coded_as, rejected
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
    span: Span = field(default_factory=lambda: Span(0, 0))
    message: str = ""
    sentences: dict[tuple[str, int], list[tuple[int, int]]] = field(default_factory=dict)
    recorder: Recorder = field(init=False)
    _pace: Pace = field(default_factory=Pace)
    _provenance: dict[str, object] = field(default_factory=dict)
    _suggester: "Suggester | None" = None
    _stale: bool = False
    _coded: CodedHere = field(init=False)
    _unsought: Mapping[str, Unsought] = field(default_factory=dict)
    _reopened: Collection[str] = ()

    def __post_init__(self) -> None:
        self._coded = CodedHere(self.study, self.coder)
        self.recorder = Recorder(self.study, self.coder)
        self.codebook_changed()
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
        if (undone := self.recorder.undo()) is None:
            self.message = self.recorder.said
            return
        position, entries = undone
        suggestions = self.items[position].suggestions
        for entry in entries:
            if (kept := suggestion_of(entry)) and kept.id not in {s.id for s in suggestions}:
                suggestions.insert(0, Suggestion.from_json(kept.whole))
        self._return_to(position)

    def redo(self) -> None:
        """Do again what was taken back last, and go to where it is."""
        if (again := self.recorder.redo()) is None:
            self.message = self.recorder.said
            return
        position, entries = again
        decided = {kept.id for entry in entries if (kept := suggestion_of(entry))}
        suggestions = self.items[position].suggestions
        suggestions[:] = [s for s in suggestions if s.id not in decided]
        self._return_to(position)

    # Going on

    def next(self) -> None:
        """Leave the passage behind, read, and go to the next."""
        if self.suggestion is not None and not self.message:
            left = len(self.item.suggestions) if self.item else 0
            self.message = tr_n("{n} left open on the passage before", "{n} left open on the passage before", left)
        self._mark_read()
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
        # Going on to a text means going on where one stopped in it.
        stopped = stopping_place.position_of(self.items, self.study, self.coder, self.items[position].text.id)
        self.go_to(position if stopped is None or self.wanted.order != "text" else stopped)

    def go_to(self, position: int) -> None:
        """Go to an item, by its position; what is passed over is not marked as read."""
        self.position = position
        self._arrive()

    def proposed_bounds(self) -> tuple[int, int]:
        """Where what is proposed begins and ends: the suggestion's place, else the passage."""
        assert self.item is not None
        place = self.suggestion.place if self.suggestion else self.item.passage
        return place.start, place.end

    def codings_here(self) -> list[Coding]:
        """What the coder has coded in this passage already."""
        return self._coded.within(self.item) if self.item else []

    def reopened_here(self) -> list[Coding]:
        """What the coder coded in this passage when the code meant something else, and did not go through since."""
        return [one for one in self.codings_here() if one.id in self._reopened]

    def coded_before(self, code: str) -> list[Coding]:
        """What the coder has coded with a code outside this passage, the latest first."""
        return self._coded.elsewhere(code, self.item) if self.item else []

    def codebook_changed(self) -> None:
        """Decide from now on under the codebook that the study has now."""
        self._provenance = {"made_with": provenance(self.study), "codebook": self.study.revision}
        self._unsought = unsought_of(self.study)
        self._reopened = reopened_codings(self.study, coder=self.coder).keys()

    def learn(self, interrupted: Callable[[], bool] = lambda: False) -> None:
        """Suggest anew on what lies ahead of the passage at hand, from what was decided.

        To be called once a screen is shown: the person reads meanwhile, and what is suggested there stays as it is.
        Where it is `interrupted`, all suggestions stay as they are, and the next call learns from more decisions.
        """
        if not self._stale or self._suggester is None or self.study.learn == "none":
            return
        ahead, after = self.items[self.position + 1 :], slice(self.position + 1, None)
        anew = suggested_anew(
            self.study,
            self._suggester,
            ahead,
            self.wanted,
            coder=self.coder,
            unsought=self._unsought,
            interrupted=interrupted,
        )
        if anew is not None:
            self._stale, self.items[after] = False, anew

    # Inside

    def _arrive(self) -> None:
        self.chosen = 0
        if self.wanted.order == "text":
            stopping_place.note(self.study, self.coder, self.item)
        self._reset()

    def _return_to(self, position: int) -> None:
        """Go to where something was taken back or done again, and say so."""
        self.position, self.chosen = position, 0
        self._reset()
        self.message = self.recorder.said

    def _reset(self) -> None:
        self._coded.forget()
        item, suggestion = self.item, self.suggestion
        if item is None:
            return
        start, end = self.proposed_bounds()
        own = item.text.case_at(start)
        self.span = Span(start, end, case=own)
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
        # Only the coding at hand is changed, as only it is shown: its like in other passages have codings of their own.
        every = [*decisions, *(() if retracted else for_twins(item, decisions))]
        recorded = self.recorder.record(every, message, position=self.position, retracted=retracted)
        self.message = self.recorder.said
        if not recorded:
            return
        self._stale = True
        self._pace.decided()
        if moves_on and suggestion is not None:
            item.suggestions.remove(suggestion)
            if self.chosen >= len(item.suggestions):
                self.next()
                return
        self._reset()

    def _mark_read(self) -> None:
        if self.item is not None and not self.wanted.codes and not self.recorder.read(self.item, self._unsought):
            self.message = self.recorder.said


def open_session(study: Study, suggester: "Suggester", wanted: AgendaOptions, *, coder: str) -> Session:
    """The session over what is wanted (workbench/agenda.py says what that is), in text order where it stopped."""
    items = agenda(study, suggester, wanted, coder=coder, unsought=unsought_of(study))
    position = stopping_place.position_in(items, study, coder) if wanted.order == "text" else 0
    sentences = suggester.sentences()
    # All of this stays to the end: looking through it for garbage took up to 0.3 s between a key and the next screen.
    gc.freeze()
    return Session(study, coder, items, wanted, position, sentences=sentences, _suggester=suggester)
