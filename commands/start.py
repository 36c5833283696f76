"""glose start: make a study."""

from pathlib import Path

import click


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
    help="Language of the tables and of the texts when they do not tell.",
)
@click.option("--title", help="The study's title; default: the folder's name.")
def start(folder: Path, codebook: Path | None, lang: str, title: str | None) -> None:
    """Make a study in the folder FOLDER: study.yaml, codebook.yaml, cases.csv, texts/ and the ledger.

    The folder may be new or empty; a folder with files in it is refused.

    \b
    Example:
      glose start my-study --lang fr
      glose start my-study --codebook ../codebook.yaml
    """
    from workbench.starting import start_study

    start_study(folder, codebook=codebook, language=lang, title=title)
    click.echo(f"Made the study {folder}. Next:")
    click.echo(f"  1. edit {folder / 'codebook.yaml'} and {folder / 'cases.csv'}; `glose check` reads them over")
    click.echo(f"  2. cd {folder} and `glose add FILE…` your transcripts and documents")
    click.echo("  3. `glose suggest`, then `glose confirm --coder YOU`, then `glose tables`")
