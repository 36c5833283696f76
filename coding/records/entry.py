"""An entry of the ledger: one act by one coder, chained to that coder's previous act by its hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CREATING = frozenset({"accept", "code", "reject", "classify", "read"})
"""Kinds that bring a record into being; the record's id is the entry's."""

NOTING = frozenset({"summarise", "sign", "audit", "review"})
"""Kinds that say something which is not kept in the index: summaries of cells, their sign-off, audits.

They are read from the ledger by kind; like a record they can be undone by their coder.
"""

REVISING = frozenset({"retract", "undo", "move"})
"""Kinds that speak about an earlier entry, named by `payload["subject"]` and `payload["target"]`.

A move says where the record lies in a corrected text (`version`, from 2), or that it is lost there.
"""


@dataclass(frozen=True, slots=True)
class PendingEntry:
    """What is to be recorded, before it has a time, a place in the chain and an id."""

    kind: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: `previous` is the id of the same coder's entry before it (None for the first).

    `time` is UTC, ISO 8601 with microseconds; `id` is the SHA-256 of all the rest.
    """

    id: str
    coder: str
    previous: str | None
    time: str
    kind: str
    payload: Mapping[str, Any]

    @property
    def subject(self) -> str | None:
        """The id of the record this entry makes or speaks about; None for entries on the study itself."""
        if self.kind in CREATING or self.kind in NOTING:
            return self.id
        return self.payload.get("subject") if self.kind in REVISING else None


def canonical(payload: Mapping[str, Any]) -> str:
    """The one way to write a payload: JSON with sorted keys, no blanks, letters as they are."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def entry_id(coder: str, previous: str | None, time: str, kind: str, payload: str) -> str:
    """SHA-256, in hexadecimal, of the entry's parts as one JSON list; `payload` is in canonical form."""
    whole = json.dumps([coder, previous, time, kind, payload], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def chain(draft: PendingEntry, *, coder: str, previous: str | None, time: str) -> Entry:
    """The entry that records the draft after `previous`."""
    digest = entry_id(coder, previous, time, draft.kind, canonical(draft.payload))
    return Entry(digest, coder, previous, time, draft.kind, draft.payload)
