"""Who made a seal: its signature, in a line of the file, and whether it holds against the keys of the ledger."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from coding.records.entry import Entry
from coding.records.head import LedgerHead
from coding.records.keys import KEY_KINDS, fingerprint, in_groups, keys_after
from coding.records.study_acts import KeyRegistered
from corpus.problem import Problem
from ledger.ed25519 import Verifier, is_installed
from wording.messages import tr
from workbench.coders_keys import key_state
from workbench.study import Study

Chains = tuple[tuple[str, int, str], ...]
_LINE = re.compile(
    r"^  Ed25519 (?P<made>\S+) (?P<key>[0-9a-f]{64}) (?P<signature>[0-9a-f]{128}) (?P<coder>.+?)[ \t\r]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class SealSignature:
    """Who signed a seal, when by their own clock, with which key (its fingerprint), and the signature."""

    coder: str
    made: str
    key: str
    signature: str


def sealed_message(head: LedgerHead, chains: Chains, *, coder: str, made: str, key: str) -> bytes:
    """What is signed of a seal: all that it says, as JSON of one form, so that a mail program may break its lines."""
    says = [head.entries, head.digest, [list(end) for end in sorted(chains)], coder, made, key]
    return b"glose seal " + json.dumps(says, separators=(",", ":"), ensure_ascii=False).encode()


def signature_lines(study: Study, head: LedgerHead, chains: Chains, at: datetime) -> list[str]:
    """The lines of a seal that say who signed it: none where whoever looks has no key, or signs nothing.

    Raises UnusableKey, NoCryptography.
    """
    coder = study.viewer
    key = study.signing.key_for(coder, _standing(study), 0) if coder else None
    if coder is None or key is None:
        return []
    made = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    signature = key.sign(sealed_message(head, chains, coder=coder, made=made, key=key.key))
    return [
        tr("Signed by {coder} with the key {key}:", coder=coder, key=in_groups(key.key)),
        f"  Ed25519 {made} {key.key} {signature} {coder}",
        "",
    ]


def goes_unsigned(study: Study) -> bool:
    """Whether whoever looks has a key, and a seal made here is not signed with it."""
    keys = _standing(study)
    return bool(keys and study.viewer and study.signing.key_for(study.viewer, keys, 0) is None)


def _standing(study: Study) -> frozenset[str]:
    return key_state(study, study.viewer).standing if study.viewer else frozenset()


def signature_in(words: str) -> SealSignature | None:
    """The signature that a seal carries; None where it carries none."""
    found = _LINE.search(words)
    return SealSignature(**found.groupdict()) if found else None


def faults_of_seal(
    study: Study, source: str, claim: tuple[LedgerHead, Chains], signed: SealSignature | None
) -> Iterator[Problem]:
    """What is wrong with who signed a seal; nothing of an unsigned one in a study without keys."""
    head, chains = claim
    keys = _key_entries(study)
    if signed is None:
        if keys:
            yield Problem(source, tr("is not signed: it tells when the ledger was so, and not who said it."), "warning")
        return
    public = next((one for one in _publics(keys) if fingerprint(one) == signed.key), None)
    numbers = {entry: number for number, entry in enumerate(study.ledger.ids(), 1)}
    of_then = [one for one in keys if one.coder == signed.coder and numbers.get(one.id, 0) <= head.entries]
    if public is None or signed.key not in keys_after(of_then).standing:
        message = tr(
            "is signed as {coder} by the key {key}, which is not that coder's in this ledger at that time.",
            coder=signed.coder,
            key=in_groups(signed.key),
        )
        yield Problem(source, message)
    elif not is_installed():
        message = tr("its signature cannot be verified: `pip install 'glose[keys]'` and check again.")
        yield Problem(source, message, "warning")
    elif not Verifier(public).holds(
        signed.signature,
        sealed_message(head, chains, coder=signed.coder, made=signed.made, key=signed.key),
    ):
        yield Problem(
            source, tr("its signature is forged: the seal was changed, or {coder} did not sign it.", coder=signed.coder)
        )
    elif signed.key not in key_state(study, signed.coder).standing:
        message = tr(
            "is signed by a key that {coder} replaced or revoked since; if it was stolen, the date may be wrong.",
            coder=signed.coder,
        )
        yield Problem(source, message, "warning")


def _key_entries(study: Study) -> list[Entry]:
    return [entry for kind in KEY_KINDS for entry in study.ledger.whole.entries(kind=kind)]


def _publics(keys: list[Entry]) -> list[str]:
    return [entry.says(KeyRegistered).public for entry in keys if entry.kind == KeyRegistered.kind]
