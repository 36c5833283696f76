"""glose summarise: write the summary of a cell, each sentence citing its codings."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import asked, coder_option, in_study, json_option
from commands.printing import print_json, show_problems, tell, tell_nothing_recorded, tell_repeated
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from coding.records.entry import Entry
    from coding.summaries.citing import FrameworkCell
    from workbench.study import Study

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)


@click.command(short_help="Write the summary of a cell, each sentence citing its codings.")
@click.argument("code", required=False)
@click.argument("case", required=False)
@click.option("--text", metavar="WORDS", help="The summary itself, instead of an editor.")
@click.option("--file", "source", type=_FILE, help="Read the summary from a file; - is standard input.")
@click.option("--show", is_flag=True, help="Print the cell: summary, state, quotes with their numbers.")
@click.option("--sign", is_flag=True, help="Sign the cell's summary with your name.")
@click.option("--list", "listing", is_flag=True, help="Print the state of the matrix: all, or CODE, or CODE and CASE.")
@click.option("--import", "table", type=_FILE, help="Read many from CSV or XLSX: code,case,text. All or none.")
@coder_option
@json_option
@in_study
def summarise(
    study: "Study",
    code: str | None,
    case: str | None,
    text: str | None,
    source: Path | None,
    show: bool,
    sign: bool,
    listing: bool,
    table: Path | None,
    coder: str | None,
    as_json: bool,
) -> int:
    """Write what CODE says about CASE, in your editor ($VISUAL or $EDITOR), with the cell's quotes in view.

    After each sentence, cite the quotes it rests on: [^12] by number, [^3fa8c2] by entry, or [^"first words"]. A
    sentence that cites nothing, or something outside the cell, is refused; your text is kept. A summary goes stale
    when a cited coding, its text or the definition changes; writing it again, changed or not, confirms it.

    \b
    Example:
      glose summarise objectives Nice
      glose summarise objectives Nice --text "Nice veut attirer des entreprises.[^12]" --coder anna
      glose summarise objectives Nice --sign --coder lead
      glose summarise --list
      glose summarise --import summaries.csv --coder lead
    """
    if sum([text is not None, source is not None, show, sign, listing, table is not None]) > 1:
        raise click.UsageError(tr("Choose one of --text, --file, --show, --sign, --list and --import."))
    if listing:
        return _list(study, code, case, as_json)
    if table is not None:
        return _import(study, table, coder)
    if code is None or case is None:
        raise click.UsageError(tr("Name the cell: CODE and CASE. `glose summarise --list` shows the cells."))
    from workbench.summarising import cell_of

    cell = cell_of(study, code, case)
    if show:
        return _show(study, cell, as_json)
    who = study.coder(coder)
    if sign:
        return _sign(study, cell, who)
    if text is None and source is None:
        return _edit(study, cell, who)
    return _take(study, cell, who, text, source)


def _list(study: "Study", code: str | None, case: str | None, as_json: bool) -> int:
    from commands.screens.summary_screen import matrix_json, print_matrix
    from workbench.summarising import matrix_of

    code = study.codebook.code(code).id if code else None
    case = study.case(case) if case else None
    cells = [cell for cell in matrix_of(study, code) if case in (None, cell.case)]
    if as_json:
        print_json(matrix_json(cell) for cell in cells)
    else:
        print_matrix(cells)
    return 0


def _show(study: "Study", cell: "FrameworkCell", as_json: bool) -> int:
    from commands.screens.summary_screen import cell_json, print_cell
    from workbench.summarising import state_of

    state = state_of(study, cell)
    if as_json:
        print_json([cell_json(cell, state)])
    else:
        print_cell(study, cell, state)
    return 0


def _sign(study: "Study", cell: "FrameworkCell", who: str) -> int:
    from workbench.summary_writing import sign_summary

    entry = sign_summary(study, cell, coder=who)
    if entry is None:
        tell(tr("{coder} has signed this summary already; nothing was added.", coder=who), err=True)
    else:
        tell(f"{entry.id[:12]}  {cell.code}  {cell.case}  {tr('signed by {coder}', coder=who)}")
    return 0


def _import(study: "Study", table: Path, coder: str | None) -> int:
    from coding.summaries.summaries_file import read_summaries
    from workbench.summary_writing import import_summaries

    data, name = _given(table)
    rows, problems = read_summaries(data, name)
    show_problems(problems)
    faults = sum(problem.level == "error" for problem in problems)
    if faults:
        tell_nothing_recorded(faults, name)
        return 1
    entries, repeated = import_summaries(study, rows, coder=coder or study.settings.coder)
    tell(tr_n("Recorded {n} summary from {file}.", "Recorded {n} summaries from {file}.", len(entries), file=name))
    tell_repeated(repeated)
    return 0


def _given(source: Path) -> tuple[bytes, str]:
    """What a file holds, or what is piped in, and its name."""
    if str(source) == "-":
        return sys.stdin.buffer.read(), "stdin"
    return source.read_bytes(), source.name


def _take(study: "Study", cell: "FrameworkCell", who: str, text: str | None, source: Path | None) -> int:
    """Record what was given on the command line or piped in; what a file does not hold is kept if it is refused."""
    from corpus.problem import GloseError
    from corpus.readers.encoding import decode
    from workbench.summary_file import keep_text, read_summary_file
    from workbench.summary_writing import write_summary

    over = None
    if source is not None:
        words, problems = decode(*_given(source))
        show_problems(problems)
        draft = read_summary_file(words)
        text, over = draft.text, draft.over
    try:
        entry = write_summary(study, cell, text or "", coder=who, over=over)
    except GloseError as refused:
        in_a_file = source is not None and str(source) != "-"
        kept = keep_text(study, cell, text, coder=who) if text and not in_a_file else None
        if kept:
            message = tr("{refusal} Your text is kept in {file}.", refusal=refused, file=kept)
            raise type(refused)(message, refused.problems) from None
        raise
    return _recorded(cell, entry)


def _edit(study: "Study", cell: "FrameworkCell", who: str) -> int:
    """Open the cell's file until it is sound, or the writer leaves it for later."""
    from corpus.problem import GloseError
    from workbench.summary_file import file_of, open_file, record_file

    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        raise click.ClickException(
            tr("No editor is set. Set EDITOR (EDITOR=nano), or pass --text or --file; see --show.")
        )
    begun = file_of(study, cell, coder=who).exists()
    path = open_file(study, cell, coder=who)
    while True:
        before = path.stat().st_mtime_ns
        click.edit(filename=str(path))
        if path.stat().st_mtime_ns == before:
            return _leave(path, begun)
        try:
            return _recorded(cell, record_file(study, cell, path, coder=who))
        except GloseError as refused:
            if not sys.stdin.isatty():
                raise
            show_problems(refused.problems)
            tell(tr("glose: {message}", message=refused), err=True)
            if not asked(tr("Open it again?"), default=True):
                return 1
            begun = True
            path = open_file(study, cell, coder=who, problems=refused.problems)


def _leave(path: Path, begun: bool) -> int:
    """Nothing was saved: a draft from earlier stays, a file made just now goes."""
    if begun:
        tell(tr("Nothing was saved; your draft stays in {file}.", file=path), err=True)
    else:
        path.unlink()
        tell(tr("Nothing was saved, so nothing was recorded."), err=True)
    return 0


def _recorded(cell: "FrameworkCell", entry: "Entry | None") -> int:
    if entry is None:
        tell(tr("Nothing new was written; nothing was recorded."), err=True)
        return 0
    from coding.records.study_acts import Summarised

    cites = tr_n("cites {n} quote", "cites {n} quotes", len(entry.says(Summarised).cites))
    tell(f"{entry.id[:12]}  {cell.code}  {cell.case}  {cites}")
    return 0
