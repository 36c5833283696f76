"""Who signed the entries of a ledger: unsigned ones, signatures by a key that is not the coder's, and forged ones."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sqlalchemy import Connection, select

from coding.records.entry import Entry
from coding.records.keys import KEY_KINDS, KeyState, fingerprint, signer_of, signers_allowed
from coding.records.payload import UnreadablePayload
from coding.records.study_acts import Joined, KeyRegistered, KeyVouched
from ledger import schema
from ledger.chains import ends_joined_by
from ledger.ed25519 import Verifier, is_installed
from ledger.entry_rows import entry_of_row
from ledger.reading import LedgerReader
from ledger.signatures import Signature, message_of, signatures_in
from ledger.situations import plainly

FaultKind = Literal["forged", "foreign", "unvouched", "unsigned"]


class SignatureFault(NamedTuple):
    """What is wrong with the signature of one entry; `key` is the fingerprint that it names."""

    kind: FaultKind
    number: int
    entry: str
    coder: str
    key: str | None


@dataclass(slots=True)
class SignatureCheck:
    """What was found: the faults by arrival, signatures of no entry, how many there are and whether they were verified.

    `owners` says by fingerprint whose key it is.
    """

    faults: list[SignatureFault] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    signatures: int = 0
    verified: bool = True
    owners: Mapping[str, str] = field(default_factory=dict)


class _Row(NamedTuple):
    number: int
    id: str
    coder: str
    previous: str | None


def check_signatures(ledger: LedgerReader) -> SignatureCheck:
    """Verify every signature, and find the entries that should have one; ids are taken as `faults_of` verifies them."""
    with plainly(ledger.url), ledger.engine.connect() as connection:
        signatures = signatures_in(connection)
        telling = _telling(connection)
        if not signatures and not any(entry.kind in KEY_KINDS for entry in telling.values()):
            return SignatureCheck()
        c = schema.entries.c
        rows = [
            _Row(*row) for row in connection.execute(select(c.position, c.id, c.coder, c.previous).order_by(c.position))
        ]
    keys = _public_keys(telling)
    found = SignatureCheck(signatures=len(signatures), verified=is_installed() or not signatures)
    found.owners = {key: owner for key, (_, owner) in keys.items()}
    verifiers = {key: Verifier(public) for key, (public, _) in keys.items()} if is_installed() else {}
    for row, allowed in _allowed(rows, telling):
        signature = signatures.get(row.id)
        kind = _fault(row, telling.get(row.id), allowed, signature, verifiers)
        if kind is not None:
            found.faults.append(SignatureFault(kind, row.number, row.id, row.coder, signature and signature.key))
    ids = {row.id for row in rows}
    found.loose = [entry for entry in signatures if entry not in ids]
    if found.verified:
        found.faults = _not_vouched_for(found.faults, telling, signatures)
    return found


def _not_vouched_for(
    faults: list[SignatureFault], telling: Mapping[str, Entry], signatures: Mapping[str, Signature]
) -> list[SignatureFault]:
    """The faults without the changes of keys that another coder vouched for, and signed for.

    Whoever has such a change among their own that nobody vouched for vouches for nobody.
    """
    wrong = {fault.entry for fault in faults}
    vouches = [
        (entry.coder, entry.says(KeyVouched).change)
        for entry in telling.values()
        if entry.kind == KeyVouched.kind and entry.id in signatures and entry.id not in wrong
    ]
    while True:
        in_doubt = {fault.coder for fault in faults if fault.kind == "unvouched"}
        sure = {
            change
            for coder, change in vouches
            if coder not in in_doubt and change in telling and telling[change].coder != coder
        }
        left = [fault for fault in faults if fault.kind != "unvouched" or fault.entry not in sure]
        if len(left) == len(faults):
            return faults
        faults = left


def _telling(connection: Connection) -> dict[str, Entry]:
    """The entries that say which keys there are, who vouches for one, or who signs for another, by id."""
    c = schema.entries.c
    query = select(schema.entries).where(c.kind.in_((*KEY_KINDS, KeyVouched.kind, Joined.kind))).order_by(c.position)
    found: dict[str, Entry] = {}
    for row in connection.execute(query).mappings():
        entry = entry_of_row(row)
        try:
            entry.payload  # noqa: B018 - parsed to see whether it can be
        except UnreadablePayload:
            continue  # `faults_of` tells of it
        found[entry.id] = entry
    return found


def _public_keys(telling: Mapping[str, Entry]) -> dict[str, tuple[str, str]]:
    """By fingerprint each public key and whose it is: whoever registered it first."""
    found: dict[str, tuple[str, str]] = {}
    for entry in telling.values():
        if isinstance(entry.payload, KeyRegistered):
            found.setdefault(fingerprint(entry.payload.public), (entry.payload.public, entry.coder))
    return found


def _allowed(rows: list[_Row], telling: Mapping[str, Entry]) -> Iterator[tuple[_Row, frozenset[str]]]:
    """Each entry with the keys that may sign it: those that its coder had in the chain before it.

    Where a chain went on in two copies, each branch has its own keys until they are joined; a join is signed
    with a key that whoever merged had by then in any branch.
    """
    at: dict[str, KeyState] = {}
    ever: dict[str, KeyState] = defaultdict(KeyState)
    none = KeyState()
    for row in rows:
        entry = telling.get(row.id)
        state = at.get(row.previous or "", none)
        for end in ends_joined_by(entry):
            state = state.with_branch(at.get(end, none))
        if entry is None:
            yield row, state.standing
        elif entry.kind == Joined.kind:
            yield row, ever[signer_of(entry)].standing
        else:
            yield row, signers_allowed(entry, state)
            state = state.after(entry)
        at[row.id] = state
        ever[row.coder] = ever[row.coder].with_branch(state)


def _fault(
    row: _Row,
    entry: Entry | None,
    allowed: frozenset[str],
    signature: Signature | None,
    verifiers: Mapping[str, Verifier],
) -> FaultKind | None:
    if signature is None:
        about_keys = entry is not None and entry.kind in KEY_KINDS
        return ("unvouched" if about_keys else "unsigned") if allowed else None
    verifier = verifiers.get(signature.key)
    if verifier is not None and not verifier.holds(signature.signature, message_of(row.id)):
        return "forged"
    if signature.key in allowed:
        return None
    says = entry.payload if entry is not None else None
    itself = isinstance(says, KeyRegistered) and fingerprint(says.public) == signature.key
    return "unvouched" if itself else "foreign"
