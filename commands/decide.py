"""glose decide: record decisions made elsewhere."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study
from commands.printing import show_problems, tell, tell_nothing_recorded, tell_repeated
from wording.messages import counted, tr, tr_n

if TYPE_CHECKING:
    from coding.records.entry import Entry
    from workbench.study import Study


@click.command(short_help="Record decisions from a CSV or JSONL file, all or none.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@coder_option
@in_study
def decide(study: "Study", file: Path, coder: str | None) -> int:
    """Record the decisions in FILE: every row is checked first; if one is wrong, nothing is recorded.

    Columns: text, quote, code, decision; optional: start, end, occurrence, case, degree, value, coder, memo, reason.
    decision is accept (a suggestion), reject, code (by hand), retract, read, or classify (code =
    typology.class). An empty quote with `read` means the whole text. Quotes are found whichever quotation marks,
    hyphens and blanks were typed; start and end, in characters (code points) from 0, give a place without looking.

    \b
    Example:
      glose decide decisions.csv --coder lead
    """
    from coding.deciding.decision_checker import check_rows
    from coding.deciding.decisions_file import read_decisions
    from workbench.snapshot import record, snapshot_of

    rows, problems = read_decisions(_decoded(file), file.name)
    if problems:
        show_problems(problems)
    fallback = coder or study.settings.coder
    outcome = check_rows(rows, snapshot_of(study), coder=fallback)
    show_problems(outcome.problems)
    wrong = len(problems) + len(outcome.problems)
    if wrong:
        tell_nothing_recorded(wrong, file.name)
        return 1
    _summarise(record(study, outcome, fallback=fallback), file.name)
    tell_repeated(len(outcome.repeated) + outcome.repeated_since)
    return 0


def _summarise(entries: "list[Entry]", file: str) -> None:
    """How many decisions were recorded from the file, then how many of each kind per coder."""
    from commands.screens.terms import kind_word

    decided = tr_n("{n} decision", "{n} decisions", len(entries))
    tell(tr("Recorded {decisions} from {file}.", decisions=decided, file=file))
    kinds = Counter((entry.coder, entry.kind) for entry in entries)
    for (who, kind), number in sorted(kinds.items()):
        tell("  " + tr("{what}: {detail}", what=who, detail=f"{counted(number)} {kind_word(kind)}"))


def _decoded(file: Path) -> str:
    from corpus.problem import GloseError

    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise GloseError(
            tr("{file}:{line}: not UTF-8. Save the file as UTF-8 (CSV UTF-8) and try again.", file=file.name, line=line)
        ) from None
