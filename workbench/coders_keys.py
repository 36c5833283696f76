"""The keys of a study's coders: made, listed, replaced, revoked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coding.records.entry import Entry
from coding.records.keys import KeyState, fingerprint, in_groups, keys_after
from coding.records.study_acts import KeyRegistered, KeyRevoked, KeyVouched
from corpus.problem import GloseError
from ledger.ed25519 import PrivateKey, is_locked, need_cryptography
from ledger.signature_check import check_signatures
from ledger.situations import LedgerUnsure
from wording.messages import tr
from workbench.key_files import file_of_key, read_key, write_key
from workbench.study import Study


class KeyTaken(GloseError):
    """A coder who has a key already."""


class NoKey(GloseError):
    """A coder who has no key, or not here."""


class NothingToVouchFor(GloseError):
    """Somebody vouches for a change of keys that needs nobody, or that is their own."""


@dataclass(frozen=True, slots=True)
class CoderKey:
    """A registered key: its fingerprint, whose it is, the entry that registered it, whether it is still the coder's
    (`state`: current, replaced or revoked), whether its private half is on this computer and who vouched for it.
    """

    key: str
    public: str
    coder: str
    entry: Entry
    state: str
    here: bool
    vouched_by: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that `glose keys --json` prints."""
        return {
            "coder": self.coder,
            "fingerprint": self.key,
            "public": self.public,
            "time": self.entry.time,
            "entry": self.entry.id,
            "state": self.state,
            "here": self.here,
            "vouched_by": list(self.vouched_by),
        }


def coders_keys(study: Study) -> list[CoderKey]:
    """Every key of the study, by arrival."""
    made = list(study.ledger.whole.entries(kind=KeyRegistered.kind))
    revoked = {one.says(KeyRevoked).key for one in study.ledger.whole.entries(kind=KeyRevoked.kind)}
    replaced = {one.says(KeyRegistered).replaces for one in made}
    vouches = [(one.says(KeyVouched).change, one.coder) for one in study.ledger.whole.entries(kind=KeyVouched.kind)]
    found = []
    for entry in made:
        public = entry.says(KeyRegistered).public
        key = fingerprint(public)
        state = "revoked" if key in revoked else "replaced" if key in replaced else "current"
        vouched_by = tuple(dict.fromkeys(coder for change, coder in vouches if change == entry.id))
        found.append(CoderKey(key, public, entry.coder, entry, state, file_of_key(key).exists(), vouched_by))
    return found


def current_key(study: Study, coder: str) -> CoderKey | None:
    """The key that the coder signs with: one that is on this computer first."""
    mine = [one for one in coders_keys(study) if one.coder == coder and one.state == "current"]
    return next((one for one in mine if one.here), mine[0] if mine else None)


def key_state(study: Study, coder: str) -> KeyState:
    """The keys of a coder as they are now."""
    whole = study.ledger.whole
    return keys_after([*whole.entries(kind="key", coder=coder), *whole.entries(kind="revoke", coder=coder)])


def make_key(study: Study, *, coder: str, passphrase: str | None) -> CoderKey:
    """Make a key for a coder who has none, keep its private half here and register the public one.

    Raises KeyTaken, UnusableKey, NoCryptography.
    """
    need_cryptography()
    held = current_key(study, coder)
    if held is not None:
        raise KeyTaken(_taken(held))
    return _register(study, coder, passphrase, {})


def _taken(held: CoderKey) -> str:
    said = tr("{coder} has a key in this study already: {key}. ", coder=held.coder, key=in_groups(held.key))
    if held.here:
        return said + tr("`glose keys replace` makes another one.")
    return said + tr(
        "It is not on this computer: copy its file ({file}) from the computer where it was made, or, if it is lost, "
        "`glose keys replace --lost`.",
        file=file_of_key(held.key),
    )


def replace_key(study: Study, *, coder: str, passphrase: str | None, lost: bool, reason: str | None) -> CoderKey:
    """Make a key that takes over from the coder's key from now on; what that one signed stays valid.

    The old key signs for the new one, unless it is `lost`. Raises NoKey, UnusableKey, NoCryptography.
    """
    need_cryptography()
    held = _held(study, coder, lost)
    says: dict[str, Any] = {"replaces": held.key, "reason": reason, "lost": True if lost else None}
    return _register(study, coder, passphrase, says)


def revoke_key(study: Study, *, coder: str, lost: bool, reason: str | None) -> CoderKey:
    """Let the coder's key sign nothing from now on; what it signed stays valid. Raises NoKey, UnusableKey."""
    held = _held(study, coder, lost)
    study.ledger.append(coder, [KeyRevoked(key=held.key, reason=reason)])
    return held


def vouch_for(study: Study, owner: str, *, coder: str, reason: str | None) -> list[Entry]:
    """Record that the changes of keys of `owner` that no key before them signed are theirs: `coder` signs for it.

    Raises NothingToVouchFor, NoKey, UnusableKey, NoCryptography.
    """
    need_cryptography()
    if owner == coder:
        raise NothingToVouchFor(tr("Nobody vouches for a key of their own: ask somebody else who has a key here."))
    held = _held(study, coder, lost=False)
    found = check_signatures(study.ledger.whole)
    open_ones = [fault.entry for fault in found.faults if fault.kind == "unvouched" and fault.coder == owner]
    if not open_ones:
        raise NothingToVouchFor(tr("No change of keys of {coder} needs anybody to vouch for it.", coder=owner))
    study.ledger.open_key(held.coder)
    return study.ledger.append(coder, [KeyVouched(change=entry, reason=reason) for entry in open_ones])


def no_key(coder: str) -> NoKey:
    """That the coder has no key."""
    return NoKey(tr("{coder} has no key in this study. `glose keys make` makes one.", coder=coder))


def _held(study: Study, coder: str, lost: bool) -> CoderKey:
    held = current_key(study, coder)
    if held is None:
        raise no_key(coder)
    if not held.here and not lost:
        raise NoKey(
            tr(
                "The key of {coder} ({key}) is not on this computer. Do this where it is, or, if it is lost, say "
                "`--lost`: `glose check` will tell that the old key did not sign for this.",
                coder=coder,
                key=in_groups(held.key),
            )
        )
    return held


def _register(study: Study, coder: str, passphrase: str | None, says: Mapping[str, Any]) -> CoderKey:
    key = PrivateKey.new()
    about = tr("Private key of {coder} for the study “{title}”.", coder=coder, title=study.settings.title)
    study.ledger.make_room_for_signatures()
    file = write_key(key, passphrase, about=f"{about}\n{in_groups(key.key)}", study=study.folder)
    study.signing.keep(key)
    try:
        [entry] = study.ledger.append(coder, [KeyRegistered(public=key.public, **says)])
    except LedgerUnsure:  # it may be registered: then the key is needed
        raise
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return CoderKey(key.key, key.public, coder, entry, "current", here=True)


def has_passphrase(key: CoderKey) -> bool:
    """Whether the private key here is locked; raises UnusableKey."""
    return is_locked(read_key(key.key) or b"")
