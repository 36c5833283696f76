"""glose add: read files into the study."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import (
    coder_option,
    console,
    counted,
    in_study,
    json_option,
    print_json,
    show_problems,
    speakers_of,
)

if TYPE_CHECKING:
    from workbench.adding import AddResult
    from workbench.study import Study


@click.command(short_help="Read transcripts and documents into the study.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--case", help="The case that the files are about.")
@click.option("--kind", type=click.Choice(["interview", "document"]), help="What the files are; default: seen.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Their language; default: told from the text.")
@click.option("--id", "text_id", help="The text's id, if the file's name will not do (one file only).")
@click.option(
    "--speakers", metavar="FILE|PATTERN", help="Who the labels are: a YAML or CSV file, Q=interviewer,…, or a regex."
)
@click.option("--text", "texts", multiple=True, metavar="COLUMN", help="In a table: a column of answers (repeatable).")
@click.option("--row", metavar="COLUMN", help="In a table: the column that names each answer.")
@click.option("--case-column", metavar="COLUMN", help="In a table: the column with the case of each answer.")
@coder_option
@json_option
@in_study
def add(
    study: "Study",
    files: tuple[Path, ...],
    case: str | None,
    kind: str | None,
    lang: str | None,
    text_id: str | None,
    speakers: str | None,
    texts: tuple[str, ...],
    row: str | None,
    case_column: str | None,
    coder: str | None,
    as_json: bool,
) -> int:
    """Read txt, md, docx, odt, rtf, pdf, html, epub, srt, vtt, csv and xlsx files; show what was understood.

    Each file is added or refused on its own; the exit code is 1 if any was refused. The same bytes again add
    nothing. The case comes from --case, the file's head (`Collectivité : …`, front matter) or its name. A table
    with free answers gives a text for each answer, its other columns as attributes.

    \b
    Example:
      glose add interviews/*.docx
      glose add plan.pdf --kind document --case Nice
      glose add group.txt --speakers "H1=respondent,A=interviewer"
      glose add answers.csv --text "Pourquoi ?" --row id
    """
    from corpus.answers import Columns
    from workbench.adding import AddOptions, add_files

    if text_id and len(files) > 1:
        raise click.UsageError("--id names one text; add one file at a time with it.")
    named = speakers_of(speakers)
    columns = Columns(texts, row, case_column)
    wish = AddOptions(text_id, case, kind, lang, named, columns)  # type: ignore[arg-type]
    who = coder or study.settings.coder or "glose"
    refused = 0
    seen: dict[Path, int] = {}
    for reception in add_files(study, files, wish, coder=who):
        number = seen.setdefault(reception.path, len(seen) + 1)
        refused += reception.refused
        if as_json:
            print_json([reception.as_json()])
        else:
            _show(reception, number, len(files))
        show_problems(reception.problems)
    return 1 if refused else 0


def _show(reception: "AddResult", number: int, total: int) -> None:
    out = console()
    count = f"[dim]{number}/{total}[/dim] " if total > 1 else ""
    text = reception.text
    if text is None:
        out.print(f"{count}[red]refused[/red] {reception.path.name}")
        return
    if not reception.added:
        out.print(f"{count}[yellow]known[/yellow] {reception.path.name} = {text.id}")
        return
    words = counted(len(text.content.split()), "word")
    parts = [text.kind, text.language, text.case or "no case", words, counted(len(text.passages), "passage")]
    out.print(f"{count}[green]added[/green] [bold]{text.id}[/bold]: {', '.join(parts)}")
    for speaker in text.speakers:
        out.print(f"      {speaker.name or '(not named)'} · {speaker.role} · {counted(speaker.turns, 'turn')}")
