"""glose add: read files into the study."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.study import coder_option, console, counted, in_study, json_option, print_json, show_problems

if TYPE_CHECKING:
    from workbench.adding import Reception
    from workbench.study import Study


@click.command(short_help="Read transcripts and documents into the study.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--case", help="The case that the files are about.")
@click.option("--kind", type=click.Choice(["interview", "document"]), help="What the files are; default: seen.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Their language; default: told from the text.")
@click.option("--id", "text_id", help="The text's id, if the file's name will not do (one file only).")
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
    coder: str | None,
    as_json: bool,
) -> int:
    """Read txt, md, docx, odt, rtf, pdf, html, srt and vtt files; show what was understood and every doubt.

    Each file is added or refused on its own; the exit code is 1 if any was refused. The same bytes again add
    nothing. The case comes from --case, the file's head (`Collectivité : …`, front matter) or its name.

    \b
    Example:
      glose add interviews/*.docx
      glose add plan.pdf --kind document --case Nice
    """
    from workbench.adding import Wish, add_files

    if text_id and len(files) > 1:
        raise click.UsageError("--id names one text; add one file at a time with it.")
    wish = Wish(text_id=text_id, case=case, kind=kind, language=lang)  # type: ignore[arg-type]
    who = coder or study.settings.coder or "glose"
    refused = 0
    for number, reception in enumerate(add_files(study, files, wish, coder=who), 1):
        refused += reception.refused
        if as_json:
            print_json([reception.as_json()])
        else:
            _show(reception, number, len(files))
        show_problems(reception.problems)
    return 1 if refused else 0


def _show(reception: "Reception", number: int, total: int) -> None:
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
