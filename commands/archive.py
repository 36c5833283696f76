"""glose archive: the study as an RO-Crate for a data archive, described, hashed and checkable offline."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import in_study
from commands.printing import tell
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Write an archive that a stranger understands, for a repository.")
@click.argument("target", required=False, type=click.Path(path_type=Path), metavar="[FOLDER|FILE.zip]")
@click.option(
    "--pseudonyms", is_flag=True, help="With the pseudonyms of `glose pseudonyms` in place of names; no ledger then."
)
@click.option("--licence", metavar="NAME", help="Licence, e.g. CC-BY-4.0; default: `archive:` of study.yaml.")
@in_study
def archive(study: "Study", target: Path | None, pseudonyms: bool, licence: str | None) -> None:
    """Write the study as an RO-Crate 1.1 (default: export/NAME-archive.zip): texts, codebook, cases, codings as tables
    and as a REFI-QDA project, the methods, a copy of the ledger, SHA-256 of every file, and a README in the study's
    language.

    What a data archive asks about the study is taken from `archive:` in study.yaml (abstract, creators, funder,
    keywords, places, period, collected, population, sampling, consent, access, contact, licence); what is missing is
    listed. With --pseudonyms nothing is written if a name of the key is left anywhere in it.

    `glose check --archive PATH` verifies it, with no study and no network.

    \b
    Example:
      glose archive --licence CC-BY-4.0
      glose archive deposit --pseudonyms
      glose check --archive deposit
    """
    from workbench.exporting.archive import study_archive, write_archive
    from workbench.exporting.disguise import disguise_of

    disguise = disguise_of(study) if pseudonyms else None
    made = study_archive(study, disguise, licence=licence)
    path = write_archive(made, target or study.folder / "export" / f"{study.folder.resolve().name}-archive.zip")
    tell(path)
    listed = len(made.files) - 1  # the manifest does not list itself
    tell(tr_n("{n} file, each with its SHA-256.", "{n} files, each with its SHA-256.", listed), err=True)
    if pseudonyms:
        tell(
            tr("The ledger is not in it: it keeps the names as they were. No name of the key is in the archive."),
            err=True,
        )
    if made.missing:
        missing = ", ".join(made.missing)
        tell(tr("`archive:` in study.yaml does not say yet: {missing}.", missing=missing), err=True)
    tell(tr("To verify it: glose check --archive {file}", file=path), err=True)
