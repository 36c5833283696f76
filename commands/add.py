"""glose add: read files into the study."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study, json_option, speakers_of
from commands.printing import console, print_json, show_problems, styled, tell, titled
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from workbench.adding import AddResult
    from workbench.study import Study


@click.command(short_help="Read transcripts and documents into the study.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--case", help="The case that the files are about.")
@click.option("--kind", type=click.Choice(["interview", "document"]), help="Type of document (default: detected).")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the files (default: detected).")
@click.option("--id", "text_id", help="The text's id, if different from the file name (one file only).")
@click.option(
    "--speakers",
    metavar="FILE|PATTERN",
    help="Speakers behind the labels: a YAML or CSV file, Q=interviewer,…, or a regex.",
)
@click.option("--text", "texts", multiple=True, metavar="COLUMN", help="In a table: a column of answers (repeatable).")
@click.option("--row", metavar="COLUMN", help="In a table: the column that names each answer.")
@click.option("--case-column", metavar="COLUMN", help="In a table: the column with the case of each answer.")
@click.option("--mend-letters", "mend", is_flag=True, help="Put letters right that were encoded twice (Ã© for é).")
@click.option("--strict", is_flag=True, help="Refuse every file whose reading has a doubt.")
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
    strict: bool,
    mend: bool,
    coder: str | None,
    as_json: bool,
) -> int:
    """Read txt, md, docx, odt, rtf, pdf, html, epub, csv, xlsx, subtitles and transcription tools' files; report how
    each was parsed.

    Each file is added or refused on its own; the exit code is 1 if any was refused. Adding the same bytes again does
    nothing. The case comes from --case, the file's header (`Collectivité : …`, front matter) or its name. A table of
    free answers becomes one text per answer, with the other columns as attributes.

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
        raise click.UsageError(tr("--id names one text: add one file at a time with it."))
    named = speakers_of(speakers)
    columns = Columns(texts, row, case_column)
    options = AddOptions(text_id, case, kind, lang, named, strict, mend, columns)  # type: ignore[arg-type]
    who = coder or study.settings.coder or "glose"
    refused = doubts = doubtful = 0
    seen: dict[Path, int] = {}
    for result in add_files(study, files, options, coder=who):
        number = seen.setdefault(result.path, len(seen) + 1)
        refused += result.refused
        if as_json:
            print_json([result.as_json()])
        else:
            _show(result, number, len(files))
        show_problems(result.problems)
        mine = sum(problem.level == "warning" for problem in result.problems)
        doubts, doubtful = doubts + mine, doubtful + bool(mine)
    if doubts and not as_json:
        where = tr_n("{n} file", "{n} files", doubtful)
        message = tr_n("{n} doubt about {files}.", "{n} doubts about {files}.", doubts, files=where)
        what = tr("`glose turns TEXT` shows what was read; `glose read TEXT --speakers …` puts it right.")
        tell(f"{message} {what}", err=True)
    return 1 if refused else 0


def _show(result: "AddResult", number: int, total: int) -> None:
    from commands.screens.terms import role_word, text_kind_word

    out = console()
    count = f"{number}/{total} " if total > 1 else ""
    text, name = result.text, result.path.name
    if text is None:
        out.print(styled("[dim]{count}[/dim][red]{word}[/red] {name}", count=count, word=tr("refused"), name=name))
        return
    if not result.added:
        known = {"count": count, "word": tr("known"), "name": name, "id": text.id}
        out.print(styled("[dim]{count}[/dim][yellow]{word}[/yellow] {name} = {id}", **known))
        return
    words = tr_n("{n} word", "{n} words", len(text.content.split()))
    passages = tr_n("{n} passage", "{n} passages", len(text.passages))
    parts = [text_kind_word(text.kind), text.language, text.case or tr("no case"), words, passages]
    added = styled("[dim]{count}[/dim][green]{word}[/green]", count=count, word=tr("added"))
    out.print(added, titled(text.id, ", ".join(parts)))
    for speaker in text.speakers:
        turns = tr_n("{n} turn", "{n} turns", speaker.turns)
        out.print(f"      {speaker.name or tr('(not named)')} · {role_word(speaker.role)} · {turns}")
