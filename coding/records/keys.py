"""The keys that coders sign with, as the entries of their chain tell: taken into use, replaced, revoked."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from coding.records.entry import Entry
from coding.records.payload import UnreadablePayload
from coding.records.study_acts import Joined, KeyRegistered, KeyRevoked

KEY_KINDS = (KeyRegistered.kind, KeyRevoked.kind)
"""The kinds of entries that say which keys a coder has."""


def fingerprint(public: str) -> str:
    """SHA-256, in hexadecimal, of the public key's 64 hexadecimal digits, as `printf %s DIGITS | sha256sum` has it."""
    return hashlib.sha256(public.encode()).hexdigest()


def in_groups(key: str) -> str:
    """The first 32 digits of a fingerprint in groups of four, to be compared by voice."""
    return " ".join(key[at : at + 4] for at in range(0, 32, 4))


def signer_of(entry: Entry) -> str:
    """Who makes an entry and so signs it: its coder; of a join of two chains, whoever merged the copies."""
    return entry.says(Joined).by if entry.kind == Joined.kind else entry.coder


@dataclass(frozen=True, slots=True)
class KeyState:
    """The fingerprints of a coder's keys at one place of the chain: all that were `taken`, and those of them that are
    `retired`, which is to say replaced or revoked.
    """

    taken: frozenset[str] = frozenset()
    retired: frozenset[str] = frozenset()

    @property
    def standing(self) -> frozenset[str]:
        """The keys that sign what comes next."""
        return self.taken - self.retired

    def after(self, entry: Entry) -> Self:
        """The keys once this entry has been made; an entry that cannot be read changes nothing."""
        try:
            says = entry.payload
        except UnreadablePayload:
            return self
        if isinstance(says, KeyRegistered):
            gone = self.retired | ({says.replaces} if says.replaces else frozenset())
            return replace(self, taken=self.taken | {fingerprint(says.public)}, retired=gone)
        if isinstance(says, KeyRevoked):
            return replace(self, retired=self.retired | {says.key})
        return self

    def with_branch(self, other: "KeyState") -> Self:
        """The keys where a chain that went on in two copies is one again: a key retired in one is retired."""
        return replace(self, taken=self.taken | other.taken, retired=self.retired | other.retired)


def keys_after(entries: Iterable[Entry]) -> KeyState:
    """The keys of one coder after these entries."""
    state = KeyState()
    for entry in entries:
        state = state.after(entry)
    return state


def signers_allowed(entry: Entry, state: KeyState) -> frozenset[str]:
    """The keys that may sign this entry, `state` being that before it: the first key of all signs for itself."""
    if isinstance(entry.payload, KeyRegistered) and not state.taken:
        return frozenset({fingerprint(entry.payload.public)})
    return state.standing
