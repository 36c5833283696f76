"""glose start: make a study."""

from pathlib import Path

import click

from commands.printing import tell
from wording.messages import take_language_of_study, tr


@click.command(short_help="Make a study.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--codebook",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A codebook to copy; default: a small commented one.",
)
@click.option(
    "--lang",
    type=click.Choice(["fr", "en"]),
    default="fr",
    show_default=True,
    help="Language of the study: its tables, its messages, and texts whose language is uncertain.",
)
@click.option("--shared", is_flag=True, help="Others may read its files, as the folder allows; default: you alone.")
@click.option("--title", help="The study's title; default: the folder's name.")
def start(folder: Path, codebook: Path | None, lang: str, title: str | None, shared: bool) -> None:
    """Make a study in FOLDER: study.yaml, codebook.yaml, cases.csv, texts/ and the ledger.

    The folder may be new or empty; a folder with files in it is refused.

    \b
    Example:
      glose start my-study --lang fr
      glose start my-study --codebook ../codebook.yaml
    """
    from workbench.starting import start_study

    start_study(folder, codebook=codebook, language=lang, title=title, shared=shared)
    take_language_of_study(lang)
    codebook_file, case_list = folder / "codebook.yaml", folder / "cases.csv"
    tell(tr("Made the study {folder}. Next:", folder=folder))
    tell(tr("  1. edit {codebook} and {cases}; `glose check` validates them", codebook=codebook_file, cases=case_list))
    tell(tr("  2. cd {folder} and `glose add FILE…` your transcripts and documents", folder=folder))
    tell(tr("  3. `glose desk --coder YOU` opens it in the browser: read, code, decide on suggestions, look at tables"))
    tell(tr("     or, in the terminal: `glose suggest`, then `glose confirm --coder YOU`, then `glose tables`"))
