"""The private keys that are on this computer, opened once when something is to be signed."""

import os
from collections.abc import Callable

from ledger.ed25519 import PrivateKey, UnreadableKey, WrongPassphrase, is_locked
from wording.messages import tr
from workbench.key_files import UnusableKey, file_of_key, nothing_recorded, read_key

PASSPHRASE = "GLOSE_KEY_PASSPHRASE"  # noqa: S105 - the name of a variable
TRIES = 3

AskPassphrase = Callable[[str], str]
"""Asked for the passphrase of a key with the words to show."""


class KeysHere:
    """The keys on this computer. `ask` asks a person for a passphrase, where there is one to ask.

    With `unsigned` nothing is signed, because the person says so. `left_unsigned` has the number of entries by coder
    that went without a signature although the coder has a key.
    """

    def __init__(self, ask: AskPassphrase | None = None, *, unsigned: bool = False) -> None:
        self.ask = ask
        self.unsigned = unsigned
        self.left_unsigned: dict[str, int] = {}
        self._opened: dict[str, PrivateKey] = {}

    def key_for(self, coder: str, keys: frozenset[str], entries: int) -> PrivateKey | None:
        """The first of these keys that is here, opened; None where none is, or nothing is to be signed.

        Raises UnusableKey, NoCryptography where a key is here and cannot be used.
        """
        key = None if self.unsigned else self._first(coder, keys)
        if key is None and entries:
            self.left_unsigned[coder] = self.left_unsigned.get(coder, 0) + entries
        return key

    def keep(self, key: PrivateKey) -> None:
        """Know a key that was made just now: its passphrase is not asked for again."""
        self._opened[key.key] = key

    def _first(self, coder: str, keys: frozenset[str]) -> PrivateKey | None:
        for key in sorted(keys):
            if key in self._opened:
                return self._opened[key]
            written = read_key(key)
            if written is not None:
                self._opened[key] = self._open(coder, key, written)
                return self._opened[key]
        return None

    def _open(self, coder: str, key: str, written: bytes) -> PrivateKey:
        given = os.environ.get(PASSPHRASE)
        asked = 0
        if is_locked(written) and given is None and self.ask is not None:
            given, asked = self.ask(_question(coder)), 1
        while True:
            try:
                opened = PrivateKey.from_pem(written, given)
            except WrongPassphrase as error:
                if asked == 0 or asked == TRIES or self.ask is None:
                    raise UnusableKey(self._unopened(key, error)) from error
                given, asked = self.ask(f"{error} {_question(coder)}"), asked + 1
                continue
            except UnreadableKey as error:
                raise UnusableKey(f"{file_of_key(key)}: {error} {nothing_recorded()}") from error
            if opened.key != key:
                message = tr("it holds another key than its name says.")
                raise UnusableKey(f"{file_of_key(key)}: {message} {nothing_recorded()}")
            return opened

    def _unopened(self, key: str, error: Exception) -> str:
        how = tr("Run it in a terminal, or set {variable}.", variable=PASSPHRASE)
        return f"{file_of_key(key)}: {error} {how} {nothing_recorded()}"


def _question(coder: str) -> str:
    return tr("Passphrase of the key of {coder}", coder=coder)
