"""glose seal: write the ledger's heads, dated, to mail or print."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study
from commands.printing import painted_level, print_content, tell, tell_painted, visible
from wording.messages import tr

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Write a dated seal of the ledger, to mail or print.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write, - for the terminal; default: a new file in seals/ of the study's folder.",
)
@coder_option
@in_study
def seal(study: "Study", out: Path | None, coder: str | None) -> None:
    """Write down where the ledger stands: its number of entries, its digest, and each coder's last entry, dated.

    Whoever has the file of a ledger can write all of it anew. Whoever holds a seal, or a report, table or methods
    section, which print the digest too, can tell: `glose check --against FILE`. So send the seal to somebody outside
    the team, by mail, or print and sign it. Where the coder has a key on this computer (`glose keys`), the seal is
    signed with it, so that it tells not only when but who.

    \b
    Example:
      glose seal
      glose seal --out - | mail -s "Seal of our ledger" archive@example.org
    """
    from workbench.seal_signature import goes_unsigned
    from workbench.sealing import seal_text, write_seal

    if coder or study.viewer:
        study.coder(coder or study.viewer)
    if goes_unsigned(study):
        message = tr(
            "the seal is not signed: the key of {coder} is not on this computer, or you said `--unsigned`.",
            coder=study.viewer or "",
        )
        tell_painted(f"{painted_level('warning')} {visible(message)}", err=True)
    if out is not None and str(out) == "-":
        print_content(seal_text(study))
        return
    tell(write_seal(study, out))
    tell(tr("Send it to somebody outside the team, or print it: it proves what the ledger held."), err=True)
