"""What `check` tells of signatures: by coder how many are missing, foreign or forged, and the first of each."""

from collections.abc import Iterator

from corpus.problem import Problem
from ledger.reading import LedgerReader
from ledger.signature_check import FaultKind, SignatureCheck, SignatureFault, check_signatures
from wording.messages import tr, tr_n


def signature_problems(ledger: LedgerReader) -> Iterator[Problem]:
    """Forged and foreign signatures as errors, missing ones as warnings; nothing in a study without keys."""
    found = check_signatures(ledger)
    if not found.verified:
        message = tr_n(
            "{n} signature cannot be verified: `pip install 'glose[keys]'` and check again.",
            "{n} signatures cannot be verified: `pip install 'glose[keys]'` and check again.",
            found.signatures,
        )
        yield Problem(tr("ledger"), message, "warning")
    groups: dict[tuple[FaultKind, str], list[SignatureFault]] = {}
    for fault in found.faults:
        groups.setdefault((fault.kind, fault.coder), []).append(fault)
    for (kind, coder), faults in groups.items():
        place, message = tr("signatures of {coder}", coder=coder), _told(kind, faults, found)
        yield Problem(place, message, "error" if kind in ("forged", "foreign") else "warning")
    if found.loose:
        message = tr_n(
            "{n} signature is of no entry of the ledger.",
            "{n} signatures are of no entry of the ledger.",
            len(found.loose),
        )
        yield Problem(tr("ledger"), message)


def _told(kind: FaultKind, faults: list[SignatureFault], found: SignatureCheck) -> str:
    first, n = faults[0], len(faults)
    said = {"number": first.number, "id": first.entry[:12]}
    if kind == "forged":
        return tr_n(
            "{n} signature is forged: entry {number} ({id}) was not signed by the key that it names.",
            "{n} signatures are forged, first entry {number} ({id}): it was not signed by the key that it names.",
            n,
            **said,
        )
    if kind == "foreign":
        key, owner = (first.key or "")[:16], found.owners.get(first.key or "")
        whose = tr("registered by {coder}", coder=owner) if owner else tr("not registered in this study")
        return tr_n(
            "{n} entry is signed by a key that was not the coder's then: entry {number} ({id}), key {key}, {whose}.",
            "{n} entries are signed by a key that was not the coder's then, first entry {number} ({id}), key {key}, "
            "{whose}.",
            n,
            **said,
            key=key,
            whose=whose,
        )
    if kind == "unvouched":
        return tr_n(
            "{n} change of keys was not signed by the key before it: entry {number} ({id}). If that key was lost, ask "
            "{coder} by voice whether the fingerprint that `glose keys` shows is theirs, and `glose keys vouch "
            "{coder}`.",
            "{n} changes of keys were not signed by the key before them, first entry {number} ({id}). If a key was "
            "lost, ask {coder} by voice whether the fingerprints that `glose keys` shows are theirs, and `glose keys "
            "vouch {coder}`.",
            n,
            **said,
            coder=first.coder,
        )
    return tr_n(
        "{n} entry is not signed although {coder} had a key: entry {number} ({id}).",
        "{n} entries are not signed although {coder} had a key, first entry {number} ({id}).",
        n,
        **said,
        coder=first.coder,
    )
