"""glose backup: copy the ledger whole into one file, and check the copy."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import in_study
from commands.printing import tell
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Copy the ledger whole into one file, checked.")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@in_study
def backup(study: "Study", file: Path | None) -> None:
    """Copy the ledger into FILE (default: a new file in backups/ of the study's folder) and check the copy.

    The copy is one file and whole, even while others are coding; a copy of study.db alone may lack what was recorded
    last. It holds the texts as read, every codebook and case list, and every decision; copy texts/ beside it if you
    need the files themselves. `glose restore` puts it back. A ledger in a server is copied into a file as well.

    \b
    Example:
      glose backup
      glose backup /media/stick/study-2026-11-28.db
    """
    from workbench.backing_up import back_up

    path, entries = back_up(study, file)
    tell(path)
    tell(tr_n("{n} entry, checked.", "{n} entries, checked.", entries), err=True)
    tell(tr("To put it back: glose restore {file} DIR", file=path), err=True)
