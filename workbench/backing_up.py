"""Copying a study's ledger into a file that is whole and checked."""

from datetime import UTC, datetime
from pathlib import Path

from ledger.backup import back_up as copy_ledger
from workbench.study import Study


def back_up(study: Study, target: Path | None) -> tuple[Path, int]:
    """Copy the ledger to the file, or to one named for the moment in backups/; gives the file and its entries.

    Raises NoBackup.
    """
    path = target or study.folder / "backups" / f"study-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.db"
    return path, copy_ledger(study.ledger, path, private=not study.settings.shared)
