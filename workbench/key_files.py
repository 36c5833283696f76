"""Where a person's private keys lie: in the configuration of their own, never in a study, for their eyes alone."""

import os
from pathlib import Path

from corpus.problem import GloseError
from corpus.whole_file import make_folder, write_whole
from ledger.ed25519 import PrivateKey
from wording.messages import tr

OTHERS = 0o077
OTHERS_WRITE = 0o022


class UnusableKey(GloseError):
    """A private key that is there and cannot be used as it is."""


def keys_folder() -> Path:
    """`glose/keys` in $XDG_CONFIG_HOME or ~/.config; on Windows in %APPDATA%."""
    if os.name == "nt":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "glose" / "keys"
    named = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".config") / "glose" / "keys"


def file_of_key(key: str) -> Path:
    """The file of the private key with that fingerprint, whether it is there or not."""
    return keys_folder() / f"{key}.pem"


def write_key(key: PrivateKey, passphrase: str | None, *, about: str, study: Path) -> Path:
    """Write a private key to its file, with words about it above it; raises UnusableKey where it would lie in the study
    or where others could reach it.
    """
    folder = keys_folder()
    if folder.resolve().is_relative_to(study.resolve()):
        message = tr(
            "{folder} is in the study, which is copied and sent: a private key does not belong there. ", folder=folder
        )
        raise UnusableKey(message + tr("Set XDG_CONFIG_HOME to a folder of your own."))
    make_folder(folder, private=True)
    _check_folder(folder)
    return write_whole(file_of_key(key.key), f"{about}\n\n".encode() + key.as_pem(passphrase), private=True)


def read_key(key: str) -> bytes | None:
    """What the file of the key with that fingerprint holds; None where there is no file.

    Raises UnusableKey where it cannot be read, or where others can read or replace it.
    """
    file = file_of_key(key)
    try:
        if not file.exists():
            return None
        _check_folder(file.parent)
        mode = file.stat().st_mode
        if os.name != "nt" and mode & OTHERS:
            message = tr(
                "{file} can be read by others (mode {mode}), so whoever has it can sign for you. If nobody had it, "
                "`chmod 600` it and go on; else `glose keys replace`. ",
                file=file,
                mode=f"{mode & 0o777:04o}",
            )
            raise UnusableKey(message + nothing_recorded())
        return file.read_bytes()
    except OSError as error:
        message = tr("{file} cannot be read: {why}.", file=file, why=error.strerror)
        raise UnusableKey(f"{message} {nothing_recorded()}") from error


def _check_folder(folder: Path) -> None:
    if os.name != "nt" and folder.stat().st_mode & OTHERS_WRITE:
        message = tr("others can write into {folder} and replace your keys: `chmod 700` it. ", folder=folder)
        raise UnusableKey(message + nothing_recorded())


def nothing_recorded() -> str:
    """What follows of a key that cannot be used."""
    return tr("Nothing was recorded; `--unsigned` records without a signature.")
