"""glose move: carry the study's ledger into another database, and work there from then on."""

from typing import TYPE_CHECKING

import click

from commands.options import in_study
from commands.printing import tell
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Carry the ledger into another database, e.g. the team's.")
@click.argument("url")
@in_study
def move(study: "Study", url: str) -> None:
    """Carry the ledger to URL, a PostgreSQL server or a SQLite file, and write `ledger:` in study.yaml.

    Every entry keeps its id and number, and every chain its end; both are compared before study.yaml is changed. The
    old ledger stays as it is and takes no more entries. A password is not written into study.yaml: put it into
    PGPASSWORD or ~/.pgpass. For a server the rights of the team's roles are written into roles.sql (docs/team.md).

    \b
    Example:
      glose move postgresql://anna@db.example.org/cities
      glose move study.db
    """
    from workbench.moving import move as moved

    done = moved(study, url)
    carried = tr_n(
        "{n} entry carried and compared: the ledger is at {url}.",
        "{n} entries carried and compared: the ledger is at {url}.",
        done.entries,
        url=done.target,
    )
    tell(carried)
    if done.kept:
        tell(tr("The old file is kept: {file}.", file=done.kept), err=True)
    else:
        tell(tr("The old ledger at {url} is kept and takes no more entries.", url=done.source), err=True)
    if done.password_left_out:
        message = tr("The password is not in study.yaml: put it into PGPASSWORD or ~/.pgpass.")
        tell(message, err=True)
    if done.roles:
        tell(tr("Rights of readers, reviewers, analysts and leads: {file}.", file=done.roles), err=True)
    else:
        tell(tr("A file knows no roles: whoever may write to it may record everything."), err=True)
    tell(tr("Copies of the study elsewhere need the same line `ledger:` in their study.yaml."), err=True)
