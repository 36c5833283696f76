"""Settling how coders differ, passage by passage: the session behind `glose adjudicate`, which knows no keys."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from weakref import WeakKeyDictionary

from coding.codebook.model import UnknownCode
from coding.quality.consensus.differences import Compared, Difference
from coding.quality.consensus.standing import merged
from coding.records.adjudications import Adjudicated
from coding.records.columns import CodedColumns
from coding.records.entry import Entry
from coding.records.replay import Coding
from corpus.place import Place
from corpus.problem import GloseError
from corpus.text import Passage, Text
from wording.messages import tr
from workbench.consensus import Comparison
from workbench.proposing import propose
from workbench.session_record import SessionRecord
from workbench.study import Study


class UnsoundAdjudication(GloseError):
    """A disagreement that cannot be settled in the way that was asked."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """The differences that begin in one passage, to be settled in one act.

    `coders` are all who went through it, `positions` the codings looked at, `put_off` says that it was postponed.
    """

    text: Text
    first: int
    last: int
    differences: tuple[Difference, ...]
    put_off: bool = False

    @property
    def coders(self) -> tuple[str, ...]:
        """Everybody who went through the passage, in alphabetical order."""
        return tuple(sorted({coder for one in self.differences for coder in one.said}))

    @property
    def positions(self) -> tuple[int, ...]:
        """The codings looked at, code by code."""
        return tuple(position for one in self.differences for position in one.positions)

    def of(self, coder: str) -> tuple[int, ...]:
        """What a coder coded there."""
        return tuple(position for one in self.differences for position in one.said.get(coder, ()))

    @property
    def passages(self) -> Sequence[Passage]:
        """The passages from the first to the last."""
        return self.text.passages[self.first - 1 : self.last]

    @property
    def place(self) -> Place:
        """Where they are read: whole passages."""
        start, end = self.passages[0].start, self.passages[-1].end
        return Place(self.text.id, start, end, self.text.content[start:end])

    def split(self) -> "list[Dispute]":
        """The same, code by code."""
        return [replace(self, differences=(one,), first=one.first, last=one.last) for one in self.differences]

    def in_some_order(self) -> tuple[str, ...]:
        """The coders in an order that tells nothing of their names, always the same: drawn by hash."""
        where = f"{self.text.id}/{self.first}"
        return tuple(sorted(self.coders, key=lambda coder: hashlib.sha256(f"{where}/{coder}".encode()).digest()))


_KEPT: WeakKeyDictionary[Comparison, list[Dispute]] = WeakKeyDictionary()
"""All that is open in a comparison, once it was asked for."""
_UNSETTLED: WeakKeyDictionary[Compared, dict[str, list[Dispute]]] = WeakKeyDictionary()
"""By text, what would be open if nothing was settled or postponed."""


def disputes(
    study: Study, compared: Comparison, *, texts: Collection[str] = (), codes: Collection[str] = ()
) -> list[Dispute]:
    """What is open, in the order of the texts; what was postponed last."""
    if codes:
        chosen = [one for one in compared.stands.open if one.code in codes and (not texts or one.text in texts)]
        return _put_off_last(_disputes(study, compared, chosen))
    if compared not in _KEPT:
        _KEPT[compared] = _put_off_last(_every(study, compared))
    return [one for one in _KEPT[compared] if not texts or one.text.id in texts]


def _every(study: Study, compared: Comparison) -> Iterator[Dispute]:
    """All that is open: only texts in which something was settled or postponed are gone through again."""
    unsettled = _UNSETTLED.get(compared.found)
    if unsettled is None:
        unsettled = _UNSETTLED[compared.found] = {}
        for one in _disputes(study, None, compared.found.differences):
            unsettled.setdefault(one.text.id, []).append(one)
    postponed_in = {one.says.place.text for one in compared.put_off.values() if one.says.place}
    at_hand = compared.stands.texts_settled | postponed_in
    left: dict[str, list[Difference]] = {}
    for difference in compared.stands.open if at_hand else ():
        if difference.text in at_hand:
            left.setdefault(difference.text, []).append(difference)
    for text, some in unsettled.items():
        yield from _disputes(study, compared, left.get(text, [])) if text in at_hand else some


def _disputes(study: Study, compared: Comparison | None, differences: Sequence[Difference]) -> Iterator[Dispute]:
    """The differences by where they begin; those that begin in one passage follow each other."""
    for (text, first), some in groupby(differences, key=lambda one: (one.text, one.first)):
        there = tuple(some)
        put_off = compared is not None and compared.postpones([at for one in there for at in one.positions])
        yield Dispute(study.texts[text], first, max(one.last for one in there), there, put_off)


def _put_off_last(found: Iterable[Dispute]) -> list[Dispute]:
    return sorted(found, key=lambda one: one.put_off)


def settling(
    study: Study,
    columns: CodedColumns,
    dispute: Dispute,
    outcome: str,
    *,
    take: str = "",
    code: str = "",
    degree: str = "",
    reason: str = "",
    note: str = "",
) -> Adjudicated:
    """What records it; raises UnsoundAdjudication where it cannot be settled so."""
    kept: tuple[int, ...] = ()
    if outcome == "take":
        if take not in dispute.coders:
            message = tr(
                "{coder!r} has not gone through this passage. Choose from: {coders}.",
                coder=take,
                coders=", ".join(dispute.coders),
            )
            raise UnsoundAdjudication(message)
        kept = dispute.of(take)
    elif outcome in ("both", "first_to_last", "common"):
        kept = dispute.positions
    if outcome in ("first_to_last", "common") and len(merged(kept, columns, outcome)) < len(_codes(dispute)):
        raise UnsoundAdjudication(tr("The codings have no words in common."))
    if reason and reason not in study.settings.reasons:
        known = ", ".join(study.settings.reasons)
        raise UnsoundAdjudication(
            tr("{reason!r} is no reason of this study. Choose from: {known}.", reason=reason, known=known)
        )
    if outcome == "another":
        _check_code(study, code, degree)
    return Adjudicated(
        place=dispute.place,
        outcome=outcome,
        considered=tuple(columns.id(position) for position in dispute.positions),
        kept=tuple(columns.id(position) for position in kept),
        code=code or None,
        degree=degree or None,
        reason=reason or None,
        note=note.strip() or None,
        codebook=study.revision,
    )


def _codes(dispute: Dispute) -> set[str]:
    return {one.code for one in dispute.differences}


def _check_code(study: Study, code: str, degree: str) -> None:
    try:
        study.codebook.code(code)
    except UnknownCode as error:
        raise UnsoundAdjudication(str(error)) from None
    if degree and degree not in study.codebook.degrees(code):
        raise UnsoundAdjudication(tr("{degree!r} is not a degree of {code}.", degree=degree, code=code))


def taking_over(study: Study, compared: Comparison) -> Adjudicated | None:
    """What records that everything on which two coders or more agree is taken over; None where nothing is left to."""
    columns = compared.stands.columns_compared
    some = compared.agreed_to_take()
    if not some:
        return None
    return Adjudicated(
        outcome="agreed",
        considered=tuple(columns.id(position) for one in some for position in one.positions),
        kept=tuple(columns.id(one.positions[0]) for one in some),
        codebook=study.revision,
    )


@dataclass(slots=True)
class Adjudicating:
    """One person's way through what is open. `item` is the dispute at hand; None at the end."""

    study: Study
    who: str
    compared: Comparison
    items: list[Dispute]
    position: int = 0
    note: str = ""
    message: str = ""
    recorder: SessionRecord = field(init=False)

    def __post_init__(self) -> None:
        self.recorder = SessionRecord(self.study, self.who)

    @property
    def columns(self) -> CodedColumns:
        """The codings compared."""
        return self.compared.stands.columns_compared

    @property
    def item(self) -> Dispute | None:
        """The dispute at hand."""
        return self.items[self.position] if self.position < len(self.items) else None

    def codings(self, coder: str) -> list[Coding]:
        """What a coder coded there, with quote and memo."""
        ids = [self.columns.id(position) for position in self.item.of(coder)] if self.item else []
        held = self.study.ledger.codings_by_id(ids)
        return [held[one] for one in ids if one in held]

    def settle(self, outcome: str, what: str, **said: str) -> bool:
        """Record what is decided on the dispute at hand, and go on; False where it was not, with the reason told."""
        if self.item is None:
            return False
        try:
            payload = settling(self.study, self.columns, self.item, outcome, note=self.note, **said)
        except UnsoundAdjudication as unsound:
            self.message = str(unsound)
            return False
        return self._record(payload, what, steps=1)

    def take_agreed(self) -> bool:
        """Take over all agreements."""
        payload = taking_over(self.study, self.compared)
        return payload is not None and self._record(payload, tr("agreements taken over"), steps=0)

    def _record(self, payload: Adjudicated, what: str, *, steps: int) -> bool:
        def write() -> list[Entry]:
            self.study.note_revisions(self.who)
            return self.study.ledger.append(self.who, [payload])

        entries = self.recorder.recorded(self.position, what, write)
        self.message = self.recorder.said
        if entries is None:
            return False
        self.position, self.note = self.position + steps, ""
        return True

    def propose(self, wording: str) -> None:
        """Propose, in words, a change of the codes at hand; their codings go along as what shows it."""
        if self.item is None:
            return
        codes = list(dict.fromkeys(one.code for one in self.item.differences))
        codings = [self.columns.id(position) for position in self.item.positions]
        what = tr("proposed; `glose codebook proposals` lists what is open.")
        write = partial(propose, self.study, "change", codes, wording, coder=self.who, codings=codings)
        self.message = what if self.recorder.written(what, write) is not None else self.recorder.said

    def undo(self) -> None:
        """Take back what was recorded last in this session, and go back to it."""
        undone = self.recorder.undo()
        self.message = self.recorder.said
        if undone is not None:
            self.position, _ = undone

    def move(self, steps: int) -> None:
        """Go to another dispute, deciding nothing."""
        self.position = min(max(self.position + steps, 0), len(self.items))

    def split(self) -> None:
        """Settle the dispute at hand code by code."""
        if self.item and len(self.item.differences) > 1:
            parts = self.item.split()
            self.items[self.position : self.position + 1] = parts
            self.recorder.put_in(self.position + 1, more=len(parts) - 1)
