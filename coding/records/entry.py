"""An entry of the ledger: one act by one coder, chained to that coder's previous act by its hash."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Self, TypeVar

from coding.records.decisions import Revising
from coding.records.payload import Payload
from coding.records.payloads import code_of, payload_of, place_of, text_of
from corpus.place import Place

CREATING = frozenset({"accept", "code", "reject", "classify", "read"})
"""Kinds that bring a record into being; the record's id is the entry's."""

NOTING = frozenset(
    {"summarise", "sign", "audit", "review", "memo", "revise", "adjudicate", "propose", "answer", "assign"}
)
"""Kinds that say something which is not kept in the index: summaries of cells, their signatures, audits, memos,
changes of codes, adjudications, proposals and what was answered, texts handed out.

They are read from the ledger by kind; like a record they can be undone by their coder.
"""

EDITING = frozenset({"codebook", "cases", "statements"})
"""Kinds that say what a file of the study is from then on; one that was edited in Glose can be undone by its coder.

So can a change of settings, and of a text's case.
"""

REVISING = frozenset({"retract", "undo", "move", "recode"})
"""Kinds that speak about an earlier entry (`Revising`).

A move says where the record lies in a corrected text (`version`, from 2), or that it is lost there; a recode says which
code it has from then on.
"""

AFTER = "arrived_after"
"""The key, beside what an entry says, of the entry that was the ledger's last when this one was recorded.

It is there where that is another coder's; otherwise `previous` says it already. So every entry names the one before it,
whoever made it: an entry that was cut, and an order that was changed, are missed by what came after.
"""

P = TypeVar("P", bound=Payload)


@dataclass(frozen=True)
class Entry:
    """One act: `previous` is the id of the same coder's entry before it (None for the first).

    `time` is UTC, ISO 8601 with microseconds. `written` is what it says as canonical JSON, just as it was recorded;
    `id` is the SHA-256 of all the rest.
    """

    id: str
    coder: str
    previous: str | None
    time: str
    kind: str
    written: str

    @cached_property
    def payload(self) -> Payload:
        """What it says, parsed when first asked for; raises UnreadablePayload."""
        return payload_of(self.kind, self.as_json())

    def says(self, kind: type[P]) -> P:
        """The payload of an entry that is known to be of that kind; raises TypeError where it is not."""
        if not isinstance(self.payload, kind):
            raise TypeError(f"entry {self.id[:12]} is of kind {self.kind}, not {kind.kind}")
        return self.payload

    def as_json(self) -> dict[str, Any]:
        """What it says, as the object that was recorded, with keys that this version of Glose does not know."""
        recorded: dict[str, Any] = json.loads(self.written)
        return recorded

    def with_words(self, change: Callable[[Any], Any]) -> Self:
        """The entry as it may be shown: `change` is given the recorded object and gives the one to show."""
        return replace(self, written=canonical(change(self.as_json())))

    @property
    def subject(self) -> str | None:
        """The id of the record this entry makes or speaks about; None for entries on the study itself."""
        if self.kind in CREATING or self.kind in NOTING:
            return self.id
        return self.says(Revising).subject if self.kind in REVISING else None

    @property
    def target(self) -> str | None:
        """The id of the entry that this one speaks about; None for entries that speak about none."""
        return self.says(Revising).target if self.kind in REVISING else None

    @property
    def arrived_after(self) -> str | None:
        """The id of the ledger's last entry when this one was recorded; None where the entry does not say."""
        recorded = self.as_json() if f'"{AFTER}":' in self.written else {}
        return recorded.get(AFTER, self.previous)

    @property
    def place(self) -> Place | None:
        """The place that it quotes, as it was then."""
        return place_of(self.payload)

    @property
    def text(self) -> str | None:
        """The id of the text that it is about."""
        return text_of(self.payload)

    @property
    def code(self) -> str | None:
        """The code that it is about, or the class as `typology.class`."""
        return code_of(self.payload)


def written_moment(at: datetime) -> str:
    """A moment as entries write it: UTC, ISO 8601 with microseconds. Without a time zone it is a time of this place."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def canonical(payload: Mapping[str, Any]) -> str:
    """The one way to write a payload: JSON with sorted keys, no blanks, letters as they are."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def entry_id(coder: str, previous: str | None, time: str, kind: str, written: str) -> str:
    """SHA-256, in hexadecimal, of the entry's parts as one JSON list; `written` is canonical JSON."""
    whole = json.dumps([coder, previous, time, kind, written], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def chain(pending: Payload, *, coder: str, previous: str | None, time: str, last: str | None = None) -> Entry:
    """The entry that records what is pending after the coder's `previous` one and the ledger's `last` one."""
    says = pending.as_json()
    written = canonical({**says, AFTER: last} if last not in (None, previous) else says)
    return Entry(entry_id(coder, previous, time, pending.kind, written), coder, previous, time, pending.kind, written)
