"""Signatures beside entries: made as entries are recorded, kept in a table of their own, so that no entry changes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import Connection, insert, inspect, select

from coding.records.entry import Entry
from coding.records.keys import KEY_KINDS, fingerprint, keys_after, signer_of
from coding.records.study_acts import KeyRegistered
from ledger import schema
from ledger.entry_rows import entry_of_row


class Signature(NamedTuple):
    """The fingerprint of the key and the signature, both in hexadecimal."""

    key: str
    signature: str


class Signer(Protocol):
    """A private key that was opened; `key` is its fingerprint."""

    key: str

    def sign(self, message: bytes) -> str:
        """The signature in hexadecimal."""


class Signing(Protocol):
    """Where private keys are found."""

    def key_for(self, coder: str, keys: frozenset[str], entries: int) -> Signer | None:
        """The coder's key among those with these fingerprints; None where so many entries are to go unsigned.

        Raises GloseError where a key is there that cannot be used: nothing is recorded then.
        """


def message_of(entry: str) -> bytes:
    """What is signed of an entry: its id, which is the hash of all the rest, after words that name the purpose."""
    return f"glose entry {entry}".encode()


class KeysKnown:
    """The standing keys of coders whose chain this program was the last to go on with: they need not be read again."""

    def __init__(self) -> None:
        self._at: dict[str, tuple[str, frozenset[str]]] = {}

    def before(self, connection: Connection, signer: str, entries: Sequence[Entry]) -> frozenset[str]:
        """The keys that the signer had before these entries, which were put in just now."""
        end, keys = self._at.pop(signer, (None, frozenset[str]()))
        if end is None or any(entry.coder != signer for entry in entries) or entries[0].previous != end:
            new = {entry.id for entry in entries}
            keys = keys_after(one for one in key_entries(connection, signer) if one.id not in new).standing
        if not any(entry.kind in KEY_KINDS or entry.coder != signer for entry in entries):
            self._at[signer] = (entries[-1].id, keys)
        return keys


def sign_entries(connection: Connection, signing: Signing | None, known: KeysKnown, entries: Sequence[Entry]) -> None:
    """Sign entries that were put in just now, each with the key that its signer had before it."""
    if signing is None:
        return
    for signer in dict.fromkeys(signer_of(entry) for entry in entries):
        mine = [entry for entry in entries if signer_of(entry) == signer]
        key = _key(signing, signer, known.before(connection, signer, mine), mine)
        if key is not None:
            rows = [{"entry": e.id, "key": key.key, "signature": key.sign(message_of(e.id))} for e in mine]
            connection.execute(insert(schema.signatures), rows)


def _key(signing: Signing, signer: str, keys: frozenset[str], entries: Sequence[Entry]) -> Signer | None:
    taken = [fingerprint(one.payload.public) for one in entries if isinstance(one.payload, KeyRegistered)]
    if not taken:
        return signing.key_for(signer, keys, len(entries)) if keys else None
    # The first key, or one that follows a lost key, signs for itself.
    key = signing.key_for(signer, keys, 0) if keys else None
    return key or signing.key_for(signer, frozenset(taken), len(entries))


def key_entries(connection: Connection, coder: str | None = None) -> list[Entry]:
    """The entries that say which keys a coder (None: everybody) has, by arrival."""
    c = schema.entries.c
    query = select(schema.entries).where(c.kind.in_(KEY_KINDS)).order_by(c.position)
    query = query if coder is None else query.where(c.coder == coder)
    return [entry_of_row(row) for row in connection.execute(query).mappings()]


def are_kept(connection: Connection) -> bool:
    """Whether the ledger has a table of signatures."""
    return inspect(connection).has_table(schema.signatures.name)


def signatures_in(connection: Connection) -> dict[str, Signature]:
    """Every signature, by the entry that it signs."""
    if not are_kept(connection):
        return {}
    table = schema.signatures
    rows = connection.execute(select(table.c.entry, table.c.key, table.c.signature))
    return {row.entry: Signature(row.key, row.signature) for row in rows}


def put_signatures(connection: Connection, signatures: Mapping[str, Signature]) -> list[str]:
    """Keep these signatures, of entries that have none; gives the entries that have another one."""
    if not signatures:
        return []
    held = signatures_in(connection)
    new = [{"entry": e, "key": s.key, "signature": s.signature} for e, s in signatures.items() if e not in held]
    if new:
        connection.execute(insert(schema.signatures), new)
    return [entry for entry, signature in signatures.items() if held.get(entry, signature) != signature]
