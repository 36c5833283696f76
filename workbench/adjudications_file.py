"""Settling disagreements from a CSV or XLSX file, all or none: a row each, checked before anything is recorded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coding.records.adjudications import OUTCOMES, Adjudicated
from coding.records.payload import Payload
from corpus.problem import Problem
from wording.messages import tr
from workbench.adjudicating import Dispute, UnsoundAdjudication, disputes, settling
from workbench.consensus import Comparison
from workbench.study import Study

REQUIRED = ("text", "passage", "outcome")
OPTIONAL = ("code", "take", "instead", "degree", "reason", "note")
_BY_ROW = tuple(outcome for outcome in OUTCOMES if outcome != "agreed")


@dataclass(slots=True)
class CheckedRows:
    """What the rows settle, what is wrong with them, and how many say again what holds."""

    pending: list[Payload] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    repeated: int = 0


def checked_rows(
    study: Study, compared: Comparison, rows: Sequence[tuple[str, Mapping[str, str]]], *, who: str
) -> CheckedRows:
    """Check every row against what is open; a row that says what holds already, by the same person, adds nothing."""
    return _Checking(study, compared, who).made(rows)


class _Checking:
    def __init__(self, study: Study, compared: Comparison, who: str) -> None:
        self.study, self.compared, self.who = study, compared, who
        self.open = [part for whole in disputes(study, compared) for part in whole.split()]
        self.taken: set[str] = set()

    def made(self, rows: Sequence[tuple[str, Mapping[str, str]]]) -> CheckedRows:
        outcome = CheckedRows()
        for place, row in rows:
            try:
                payload = self._payload(row)
            except _WrongCell as wrong:
                where = tr("{place}, column {column}", place=place, column=wrong.column)
                outcome.problems.append(Problem(where, str(wrong)))
                continue
            if payload is None:
                outcome.repeated += 1
            else:
                outcome.pending.append(payload)
        return outcome

    def _payload(self, row: Mapping[str, str]) -> Adjudicated | None:
        cells = {column: row.get(column, "").strip() for column in (*REQUIRED, *OPTIONAL)}
        if cells["outcome"] not in _BY_ROW:
            message = tr(
                "{outcome!r} is no outcome. Choose one of: {known}.", outcome=cells["outcome"], known=", ".join(_BY_ROW)
            )
            raise _WrongCell("outcome", message)
        if cells["text"] not in self.study.texts:
            raise _WrongCell("text", tr("the study has no text {text!r}.", text=cells["text"]))
        if not cells["passage"].isdecimal():
            message = tr("{number!r} is not a whole number from {lowest}.", number=cells["passage"], lowest=1)
            raise _WrongCell("passage", message)
        for outcome, column in (("take", "take"), ("another", "instead")):
            if bool(cells[column]) != (cells["outcome"] == outcome):
                raise _WrongCell(column, tr("goes with the outcome {outcome}, and with no other.", outcome=outcome))
        dispute = self._dispute(cells)
        if dispute is None:
            return None
        try:
            return settling(
                self.study,
                self.compared.stands.columns_compared,
                dispute,
                cells["outcome"],
                take=cells["take"],
                code=cells["instead"],
                degree=cells["degree"],
                reason=cells["reason"],
                note=cells["note"],
            )
        except UnsoundAdjudication as unsound:
            raise _WrongCell(_column_of(cells, unsound), str(unsound)) from None

    def _dispute(self, cells: Mapping[str, str]) -> Dispute | None:
        """What the row is about, and no row before it; None where it is settled so already."""
        number = int(cells["passage"])
        found = [
            one
            for one in self.open
            if one.text.id == cells["text"]
            and one.first <= number <= one.last
            and cells["code"] in ("", one.differences[0].code)
        ]
        again = {self._name(one) for one in found} & self.taken
        if again:
            raise _WrongCell("passage", tr("an earlier row settles this."))
        if not found:
            if self._holds(cells, number):
                return None
            raise _WrongCell("passage", tr("nothing is open there. `glose adjudicate --list` shows what is."))
        self.taken.update(self._name(one) for one in found)
        first, last = min(one.first for one in found), max(one.last for one in found)
        return replace(found[0], first=first, last=last, differences=tuple(d for one in found for d in one.differences))

    def _name(self, one: Dispute) -> str:
        return f"{one.text.id}/{one.first}/{one.differences[0].code}"

    def _holds(self, cells: Mapping[str, str], number: int) -> bool:
        """Whether this person settled it just so."""
        text = self.study.texts[cells["text"]]
        for one in self.compared.settled:
            says = one.says
            if says.place is None or says.place.text != text.id or one.coder != self.who:
                continue
            numbers = {passage.number for passage in text.passages_in(says.place.start, says.place.end)}
            same = (says.outcome, says.code or "", says.reason or "", says.note or "")
            if number in numbers and same == tuple(cells[c] for c in ("outcome", "instead", "reason", "note")):
                return True
        return False


class _WrongCell(Exception):
    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def _column_of(cells: Mapping[str, str], unsound: UnsoundAdjudication) -> str:
    """The column whose cell the message quotes; the outcome where it quotes none."""
    named = (
        column
        for column in ("take", "instead", "degree", "reason")
        if cells[column] and repr(cells[column]) in str(unsound)
    )
    return next(named, "outcome")


def listed(
    study: Study, compared: Comparison, open_ones: Sequence[Dispute], *, hidden: bool
) -> Iterator[dict[str, object]]:
    """An object for each difference: where it is, of which kind, and what each coder coded there."""
    columns = compared.stands.columns_compared
    ids = [columns.id(position) for one in open_ones for position in one.positions]
    held = study.ledger.codings_by_id(ids)
    for one in open_ones:
        coders = one.in_some_order() if hidden else one.coders
        names = {coder: f"{number}" if hidden else coder for number, coder in enumerate(coders, 1)}
        for difference in one.differences:
            said = {
                names[coder]: [
                    {
                        "start": held[name].place.start,
                        "end": held[name].place.end,
                        "quote": held[name].place.quote,
                        "case": held[name].case,
                        "degree": held[name].degree,
                        "value": held[name].value,
                        "memo": held[name].memo,
                        "entry": name,
                    }
                    for name in map(columns.id, difference.said[coder])
                    if name in held
                ]
                for coder in coders
                if coder in difference.said
            }
            yield {
                "text": one.text.id,
                "passage": difference.first,
                "last_passage": difference.last,
                "code": difference.code,
                "kind": difference.kind,
                "coders": said,
                "postponed": one.put_off,
            }
