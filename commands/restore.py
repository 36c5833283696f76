"""glose restore: put a backup of a ledger back, checked."""

from pathlib import Path

import click

from commands.options import asked
from commands.printing import tell
from wording.messages import tr, tr_n


@click.command(short_help="Put a backup back, checked.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Replace a study's ledger without asking.")
def restore(file: Path, folder: Path, yes: bool) -> int:
    """Put the backup FILE into DIR: a new folder, which becomes a study, or a study, whose ledger is then replaced.

    The backup is checked first, as `glose check` does, and the copy again. A ledger that is replaced is kept in
    backups/. Close every program that has the study open before.

    \b
    Example:
      glose restore /media/stick/study-2026-11-28.db cities-restored
    """
    from workbench.restoring import is_study
    from workbench.restoring import restore as put_back

    question = tr("Put the backup in the place of the ledger of {folder}? That one is kept.", folder=folder)
    replaces = is_study(folder)
    if replaces and not yes and not asked(question):
        tell(tr("Nothing was recorded."), err=True)
        return 1
    done = put_back(file, folder)
    restored = tr_n(
        "Restored: {n} entry in {folder}, checked.",
        "Restored: {n} entries in {folder}, checked.",
        done.entries,
        folder=folder,
    )
    tell(restored)
    if done.kept:
        tell(tr("The ledger that was there is kept: {file}.", file=done.kept), err=True)
    if not replaces:
        message = tr("A backup holds no files: copy texts/ and study.yaml into the folder if you have them.")
        tell(message, err=True)
    return 0
