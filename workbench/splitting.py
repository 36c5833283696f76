"""Splitting a code: its codings go, one by one, to the codes that it becomes, in one act that is taken back whole.

The act is recorded first, with the codes that it makes in codebook.yaml; each choice is recorded as it is made. So a
split can be left and gone on with, by anybody, and nothing that was chosen is lost.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from coding.codebook.edit import NewCode, with_codes
from coding.records.decisions import Recoded
from coding.records.entry import Entry
from coding.records.replay import Coding
from coding.records.study_acts import CodesChanged
from corpus.place import Place
from corpus.problem import GloseError, Problem
from corpus.text import Text
from wording.degree_word import degree_word
from wording.messages import language, tr
from workbench.changing_codes import (
    Change,
    NothingToChange,
    kept_degree,
    last_recodes,
    make,
    recoded,
    worked_out,
)
from workbench.session_record import SessionRecord
from workbench.study import Study

COLUMNS = ("coding", "into")
"""The columns of a file that says where codings go: the first digits of a coding's entry, and the code."""


class NoOpenSplit(GloseError):
    """A code of which no split is under way."""


class UnsoundSplit(GloseError):
    """Codes into which a code cannot be split."""


def plan_split(study: Study, code: str, into: Sequence[str], news: Sequence[NewCode] = ()) -> Change:
    """What beginning to split a code does; `news` are those of `into` that the codebook does not have yet.

    Raises UnknownCode, UnsoundSplit where there are fewer than two codes (the code itself may be one of them) or a
    split of the code is under way already, CannotEdit, BrokenCodebook.
    """
    code = study.codebook.code(code).id
    into = tuple(dict.fromkeys(into))
    others = [one for one in into if one != code]
    if not others or len(into) < 2:
        raise UnsoundSplit(
            tr("Into which codes? Name two or more; {code} itself may be one of them, for what stays.", code=code)
        )
    made = {new.full_id for new in news}
    for one in others:
        if one not in made:
            study.codebook.code(one)
    if open_act(study, code) is not None:
        raise UnsoundSplit(
            tr("A split of {code} is under way. `glose codebook split {code}` goes on with it.", code=code)
        )
    edited = study.codebook_source
    for new in news:
        edited = with_codes(edited, [new])
    return worked_out(study, "split", (code,), into, {}, edited)


def open_act(study: Study, code: str) -> Entry | None:
    """The latest split of a code that holds and has codings left to go through; None where there is none."""
    act = _latest(study, code)
    return act if act is not None and left_of(study, act) else None


def _latest(study: Study, code: str) -> Entry | None:
    acts = [entry for entry in study.ledger.current("revise") if _splits(entry, code)]
    return max(acts, key=lambda entry: (entry.time, entry.id)) if acts else None


def _splits(entry: Entry, code: str) -> bool:
    change = entry.says(CodesChanged)
    return change.act == "split" and change.codes == (code,)


def left_of(study: Study, act: Entry) -> list[Coding]:
    """The codings that no choice was made on, in the order of the texts."""
    chosen = {one.subject for one in study.ledger.current("recode") if one.says(Recoded).act == act.id}
    [code] = act.says(CodesChanged).codes
    return [one for one in codings_of(study, code) if one.id not in chosen and one.time <= act.time]


def codings_of(study: Study, code: str) -> list[Coding]:
    """The codings with a code itself, not those below it, in the order of the texts."""
    order = {text: number for number, text in enumerate(study.texts)}
    return sorted(
        study.ledger.codings(code=code),
        key=lambda one: (order[one.place.text], one.place.start, one.place.end, one.coder, one.id),
    )


@dataclass(slots=True)
class Splitting:
    """One person's way through the codings of a code that is split. `item` is the coding at hand; None at the end."""

    study: Study
    who: str
    act: Entry
    items: list[Coding]
    position: int = 0
    message: str = ""
    recorder: SessionRecord = field(init=False)
    _would_drop: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        self.recorder = SessionRecord(self.study, self.who)

    @property
    def code(self) -> str:
        """The code that is split."""
        return self.act.says(CodesChanged).codes[0]

    @property
    def into(self) -> tuple[str, ...]:
        """The codes that it becomes."""
        return self.act.says(CodesChanged).into

    @property
    def item(self) -> Coding | None:
        """The coding at hand."""
        return self.items[self.position] if self.position < len(self.items) else None

    @property
    def left(self) -> int:
        """How many codings no choice was made on."""
        chosen = self._chosen()
        return sum(one.id not in chosen for one in self.items)

    def around(self) -> tuple[Text, Place]:
        """The text of the coding at hand, and the whole passages that it lies in."""
        assert self.item is not None
        text = self.study.texts[self.item.place.text]
        passages = text.passages_in(self.item.place.start, self.item.place.end)
        start, end = passages[0].start, passages[-1].end
        return text, Place(text.id, start, end, text.content[start:end])

    def goes_to(self, code: str) -> None:
        """Give the coding at hand that code (its own: it stays); a degree that it lacks is dropped when told twice."""
        coding = self.item
        if coding is None:
            return
        if self.chosen_for(coding):
            self.message = tr("This one has its code already; u takes it back.")
            return
        if self._loses_degree(coding, code) and self._would_drop != (coding.id, code):
            self._would_drop = (coding.id, code)
            self.message = tr(
                "{code} has no degree {degree}: the same key again drops the degree.",
                code=code,
                degree=degree_word(coding.degree or "", language()),
            )
            return
        said = tr("stays with {code}", code=code) if code == coding.code else f"→ {code}"
        entries = self.recorder.recorded(self.position, said, partial(self._write, coding, code))
        self.message = self.recorder.said
        if entries is None:
            return
        self.position += 1
        while self.item is not None and self.chosen_for(self.item):
            self.position += 1

    def chosen_for(self, coding: Coding) -> str | None:
        """The code that was chosen for a coding in this session."""
        return self._chosen().get(coding.id)

    def _chosen(self) -> dict[str, str]:
        entries = (entry for _, some in self.recorder.done for entry in some)
        return {entry.subject or "": entry.says(Recoded).code for entry in entries}

    def _loses_degree(self, coding: Coding, code: str) -> bool:
        return bool(coding.degree) and kept_degree(coding, code, self.study.codebook.degrees) is None

    def _write(self, coding: Coding, code: str) -> list[Entry]:
        pending = recoded(self.study, coding, code, self.act, last_recodes(self.study))
        return self.study.ledger.append(self.who, [pending])

    def undo(self) -> None:
        """Take back the last choice of this session, and go back to it."""
        undone = self.recorder.undo(tr("Nothing to undo in this session; `glose undo` takes the whole split back."))
        self.message = self.recorder.said
        if undone is not None:
            self.position, _ = undone

    def move(self, steps: int) -> None:
        """Go to another coding, choosing nothing."""
        self.position = min(max(self.position + steps, 0), len(self.items))


def begun(study: Study, change: Change, *, coder: str, reason: str) -> Splitting:
    """Record a split that was planned, and open it; raises as `make` does."""
    return Splitting(
        study, coder, make(study, change, coder=coder, reason=reason).act, codings_of(study, change.codes[0])
    )


def going_on(study: Study, code: str, *, coder: str) -> Splitting:
    """A split of a code that is under way, with the codings left; raises UnknownCode, NoOpenSplit, BlindHere."""
    study.must_not_be_blind()
    act = open_act(study, study.codebook.code(code).id)
    if act is None:
        raise NoOpenSplit(tr("No split of {code} is under way. Name the codes: split {code} into A B", code=code))
    return Splitting(study, coder, act, left_of(study, act))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where the rows of a file send codings, by id of the coding, and what is wrong with the rows."""

    into: Mapping[str, str]
    problems: Sequence[Problem] = ()


def chosen_in_rows(
    rows: Sequence[tuple[str, Mapping[str, str]]], items: Sequence[Coding], code: str, into: Collection[str]
) -> Chosen:
    """Check rows with COLUMNS against the codings that are open; the code itself is where a coding stays."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for place, row in rows:
        named, target = row.get("coding", "").strip().lower(), row.get("into", "").strip()
        meant = [one for one in items if named and one.id.startswith(named)]
        if len(meant) != 1:
            problems.append(
                Problem(tr("{place}, column {column}", place=place, column="coding"), _not_one(named, meant))
            )
        elif target not in (code, *into):
            known = ", ".join(dict.fromkeys((*into, code)))
            message = tr("{words}: unknown. Choose from: {names}.", words=target or "–", names=known)
            problems.append(Problem(tr("{place}, column {column}", place=place, column="into"), message))
        elif found.setdefault(meant[0].id, target) != target:
            message = tr("an earlier row gives this coding another code.")
            problems.append(Problem(tr("{place}, column {column}", place=place, column="into"), message))
    return Chosen(found, problems)


def _not_one(named: str, meant: Sequence[Coding]) -> str:
    if meant:
        return tr("{entry}… is more than one coding; give more digits.", entry=named)
    return tr("{entry}: no coding that is open. `--list` shows those that are.", entry=named or "–")


def with_choices(study: Study, change: Change, chosen: Mapping[str, str]) -> Change:
    """A planned split in which these codings have their codes from the start, in the same transaction."""
    records = [one for one in codings_of(study, change.codes[0]) if one.id in chosen]
    return replace(change, records=records, targets=dict(chosen))


def losing_degrees(study: Study, items: Sequence[Coding], chosen: Mapping[str, str], news: Sequence[NewCode]) -> int:
    """How many of the codings would lose their degree; a new code has the scale that it is made with."""
    scales = {new.full_id: study.codebook.scales[new.scale] if new.scale else () for new in news}

    def degrees(code: str) -> Sequence[str]:
        return scales[code] if code in scales else study.codebook.degrees(code)

    return sum(
        one.degree is not None and kept_degree(one, chosen[one.id], degrees) is None
        for one in items
        if one.id in chosen
    )


def record_choices(session: Splitting, chosen: Mapping[str, str]) -> int:
    """Record where codings of a split that is under way go, all or none; returns how many. Raises NothingToChange."""
    last = last_recodes(session.study)
    pending = [
        recoded(session.study, one, chosen[one.id], session.act, last) for one in session.items if one.id in chosen
    ]
    if not pending:
        raise NothingToChange(tr("The file sends no coding anywhere."))
    session.study.ledger.append(session.who, pending)
    return len(pending)
