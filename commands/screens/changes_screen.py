"""What changed in a study since a date, on the terminal."""

from collections import Counter
from typing import TYPE_CHECKING

from commands.printing import console, styled
from commands.screens.terms import degree_said, kind_word
from wording.messages import counted, language, quoted, tr, tr_n
from wording.numbers import day
from workbench.quotes import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coding.codebook.changes import CodebookChange
    from coding.codebook.model import Codebook
    from coding.records.replay import Classification, Coding
    from reports.tables.compared import CellChange
    from workbench.study_changes import StudyChanges

MOST_QUOTES = 20
"""How many codings that came or went are printed each; `--json` has them all."""
LONGEST = 70


def show_changes(found: "StudyChanges", codebook: "Codebook") -> None:
    """Print what changed, the tables last: they are what is sent on."""
    out = console()
    out.print(styled("[bold]{title}[/bold]", title=tr("Changes since {day}", day=day(found.since, language()))))
    if not found.entries:
        out.print(tr("Nothing was recorded since."))
    _entries(found.entries)
    _records(tr("Came"), found.added)
    _records(tr("Went"), found.gone)
    if found.codebook:
        _codebook(found.codebook)
    if found.summaries:
        out.print(styled("\n[bold]{title}[/bold]", title=tr("Summaries written")))
        for code, case in found.summaries:
            out.print(f"  {code} · {case}")
    _cells(found.cells, codebook)


def _entries(entries: "Counter[tuple[str, str]]") -> None:
    out = console()
    by_coder: dict[str, list[str]] = {}
    for (coder, kind), n in sorted(entries.items()):
        by_coder.setdefault(coder, []).append(f"{kind_word(kind)} {counted(n)}")
    for coder, parts in by_coder.items():
        out.print(styled("  [bold]{coder}[/bold]  {parts}", coder=coder, parts=", ".join(parts)))


def _records(title: str, records: "Sequence[Coding | Classification]") -> None:
    if not records:
        return
    out = console()
    number = tr_n("{n} coding or class", "{n} codings and classes", len(records))
    out.print(styled("\n[bold]{title}[/bold]  [dim]{number}[/dim]", title=title, number=number))
    for record in records[:MOST_QUOTES]:
        about = " · ".join(
            str(part) for part in (name_of(record), degree_said(getattr(record, "degree", None)), record.case) if part
        )
        words = " ".join(record.place.quote.split())
        short = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
        out.print(styled("  {about} [dim]{coder}[/dim] {words}", about=about, coder=record.coder, words=quoted(short)))
    left = len(records) - MOST_QUOTES
    if left > 0:
        out.print(tr("  and {n} more (--json lists them all)", n=counted(left)))


def _codebook(change: "CodebookChange") -> None:
    out = console()
    out.print(styled("\n[bold]{title}[/bold]", title=tr("Codebook")))
    if change.renamed:
        became = ", ".join(f"{old} → {new}" for old, new in change.renamed)
        out.print("  " + tr("{what}: {detail}", what=tr("with another id"), detail=became))
    parts = {
        tr("added"): change.added,
        tr("removed"): change.removed,
        tr("redefined"): change.redefined,
        tr("other cues or examples"): change.shown_anew,
        tr("typologies"): change.typologies,
        tr("retired"): change.retired,
        tr("in use again"): change.in_use_again,
    }
    for word, names in parts.items():
        if names:
            out.print(f"  {word}: {', '.join(names)}")


def _cells(cells: "Sequence[CellChange]", codebook: "Codebook") -> None:
    out = console()
    if not codebook.tables:
        return
    number = tr_n("{n} cell shows something else", "{n} cells show something else", len(cells))
    out.print(styled("\n[bold]{title}[/bold]  [dim]{number}[/dim]", title=tr("Tables"), number=number))
    table = ""
    for cell in cells:
        if cell.table != table:
            table = cell.table
            out.print(styled("  [bold]{table}[/bold]", table=table))
        before, after = cell.before or tr("(not there yet)"), cell.after or tr("(no longer there)")
        out.print(f"    {cell.row.label} × {cell.column.label}: {before} → {after}")
