"""The ledger as it was at a moment: read from the entries made until then, and never written to."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection

from coding.records.code_names import CodeNames
from coding.records.coverage import ReadUnder
from coding.records.entry import Entry
from coding.records.replay import Coding, Record, Rejection, replay
from coding.records.study_acts import Revised
from corpus.problem import GloseError
from ledger.case_names import called_today
from ledger.ledger import Ledger
from ledger.write_lock import WHOLE, WriteLock
from wording.messages import tr

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns

R = TypeVar("R", bound=Record)


class PastIsReadOnly(GloseError):
    """Something was to be recorded in a study that is looked at as it was."""


class PastLedger(Ledger):
    """A ledger as it was at `until` (UTC, ISO 8601 with microseconds)."""

    def __init__(self, ledger: Ledger, until: str) -> None:
        super().__init__(ledger.engine, ledger.url)
        self.case_names, self.hidden = ledger.case_names, ledger.hidden
        self.until = until

    def _entries(self, **equal: str) -> Iterator[Entry]:
        """The entries made until then whose columns equal what is given, by arrival."""
        return (entry for entry in super()._entries(**equal) if entry.time <= self.until)

    def ids(self) -> list[str]:
        """The ids of the entries made until then, by arrival."""
        return [entry.id for entry in self._entries()]

    def chains(self) -> dict[str, tuple[int, str]]:
        """How many entries each coder had made and the id of the last one, by coder."""
        found: dict[str, tuple[int, str]] = {}
        for entry in self._entries():
            found[entry.coder] = (found.get(entry.coder, (0, ""))[0] + 1, entry.id)
        return dict(sorted(found.items()))

    @cached_property
    def _held(self) -> dict[str, Record]:
        """Every record that held then, by id, with today's names of its case and code."""
        names, codes = self.case_names(), self.code_names()
        held = {name: called_today(record, names) for name, record in replay(self.entries()).items()}
        return {name: self._with_code_of_today(record, codes) for name, record in held.items()}

    def _with_code_of_today(self, record: Record, codes: CodeNames) -> Record:
        if not isinstance(record, Coding | Rejection):
            return record
        code = codes.today(record.code, self.until)
        return record if code == record.code else replace(record, code=code)

    def records(self, kind: type[R], **equal: str | None) -> list[R]:
        """What held of that kind, where its fields equal what is given, by text and place."""
        asked = {name: value for name, value in equal.items() if value is not None}
        found = [
            record
            for record in self._held.values()
            if isinstance(record, kind) and all(_field(record, name) == value for name, value in asked.items())
        ]
        return sorted(found, key=_order)

    def coding_count(self) -> int:
        """How many codings held."""
        return len(self.codings())

    def coding_columns(self) -> "CodedColumns":
        """Every coding that held, as columns."""
        from coding.records.columns import columns_of

        return columns_of(self.codings())

    def codings_by_id(self, ids: Sequence[str]) -> dict[str, Coding]:
        """The codings with these ids that held."""
        return {name: held for name in ids if isinstance(held := self._held.get(name), Coding)}

    def coders(self) -> list[str]:
        """Everybody who had recorded anything, in alphabetical order."""
        return sorted({entry.coder for entry in self._entries()})

    def readings_followed(self) -> ReadUnder:
        """For each reading, the hash of the codebook whose codes were looked for."""
        under = ReadUnder()
        under.take_in(entry for entry in self.entries() if entry.kind in ("codebook", "read"))
        return under

    def codings_with_memo(self) -> int:
        """How many codings that held have a memo."""
        return sum(coding.memo is not None for coding in self.codings())

    def revision(self, kind: str) -> str | None:
        """The hash of the last `codebook` or `cases` that had been recorded."""
        found = [entry.says(Revised).sha256 for entry in self._entries(kind=kind)]
        return found[-1] if found else None

    @contextmanager
    def recording(self, lock: WriteLock = WHOLE) -> Iterator[Connection]:  # noqa: ARG002 - nothing is to be locked
        """Nothing is recorded in the past: raises PastIsReadOnly."""
        raise PastIsReadOnly(tr("A study that is looked at as it was cannot be changed. Leave --at out."))
        yield


def _field(record: Record, name: str) -> object:
    place: Any = getattr(record, "place", None)
    return place.text if name == "text" and place is not None else getattr(record, name)


def _order(record: Record) -> tuple[object, ...]:
    place: Any = getattr(record, "place", record)
    where = ("text", "start", "end") if hasattr(place, "start") else ("typology", "case")
    return (*(getattr(place, name) for name in where), record.time, record.id)
