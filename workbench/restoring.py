"""Putting a backup of a ledger back: into a new folder, or in the place of a study's ledger, which is kept."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import yaml

from corpus.problem import GloseError
from corpus.whole_file import make_folder, write_whole
from ledger.address import is_server
from ledger.backup import back_up
from ledger.connection import file_url
from ledger.integrity import faults_of
from ledger.ledger import Ledger
from wording.messages import tr
from workbench.settings import read_settings
from workbench.starting import clear


class NotRestored(GloseError):
    """A backup that is not sound, or that cannot be put where it was to go."""


@dataclass(frozen=True, slots=True)
class Restored:
    """How many entries are there now; `kept` is the ledger that was there before, under its new name."""

    entries: int
    kept: Path | None


def is_study(folder: Path) -> bool:
    """Whether the folder is a study, whose ledger would be replaced."""
    return (folder / "study.yaml").is_file()


def restore(backup: Path, folder: Path) -> Restored:
    """Put a copy of the backup into the folder, once it is checked.

    A new or empty folder becomes a study with the codebook and the case list that were recorded last. Raises
    NotRestored, NoBackup, LedgerUnavailable, DamagedLedger; the folder is as it was then.
    """
    if folder.exists() and not is_study(folder) and any(folder.iterdir()):
        raise NotRestored(
            tr("{folder} has files in it and is no study. Name a new folder, an empty one, or a study.", folder=folder)
        )
    with Ledger.open(file_url(backup.resolve())) as ledger:
        faults = tuple(problem for problem in faults_of(ledger) if problem.level == "error")
        if faults:
            raise NotRestored(tr("{file} is not sound; nothing was restored.", file=backup), faults)
        return _in_place(ledger, folder) if is_study(folder) else _anew(ledger, folder)


def _in_place(ledger: Ledger, folder: Path) -> Restored:
    """In a study: the ledger that is there goes among the backups."""
    settings = read_settings((folder / "study.yaml").read_bytes().decode("utf-8-sig"), folder.name)
    if settings.ledger is not None and is_server(settings.ledger):
        raise NotRestored(
            tr(
                "The ledger of {folder} is in a server; restore into a new folder and carry it there with "
                "`glose move`.",
                folder=folder,
            )
        )
    new = folder / f"study-restored-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.db"
    entries = back_up(ledger, new, private=not settings.shared)
    kept = None
    if (folder / "study.db").exists():
        kept = make_folder(folder / "backups", private=not settings.shared) / f"study-before-restore-{new.stem[15:]}.db"
        for ending in ("-wal", "-shm", ""):
            beside = folder / f"study.db{ending}"
            if beside.exists():
                beside.rename(f"{kept}{ending}")
    new.rename(folder / "study.db")
    (folder / ".cache" / "ledger-seen").unlink(missing_ok=True)
    return Restored(entries, kept)


def _anew(ledger: Ledger, folder: Path) -> Restored:
    existed = folder.exists()
    try:
        make_folder(make_folder(folder, private=True) / "texts", private=True)
        entries = back_up(ledger, folder / "study.db")
        for kind, name in (("codebook", "codebook.yaml"), ("cases", "cases.csv")):
            sha256 = ledger.revision(kind)
            empty = b"case,aliases\n" if kind == "cases" else b"codes: []\n"
            write_whole(folder / name, ledger.blob(sha256) if sha256 else empty, private=True)
        languages = [text.language for text in ledger.texts().values()]
        language = max(("fr", "en"), key=languages.count)
        named = yaml.safe_dump({"title": folder.resolve().name, "language": language}, allow_unicode=True)
        write_whole(folder / "study.yaml", named, private=True)  # the last: it makes the folder a study
    except BaseException:
        clear(folder, keep=existed)
        raise
    return Restored(entries, None)
