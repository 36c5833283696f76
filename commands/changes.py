"""glose changes: what changed in the study since a date."""

from typing import TYPE_CHECKING, Any

import click

from commands.options import json_option
from commands.part_of_study import date_option, of_some_coders_at_a_date
from commands.printing import print_json
from wording.messages import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coding.records.replay import Classification, Coding
    from workbench.study import Study
    from workbench.study_changes import StudyChanges


@click.command(short_help="Show what changed since a date: codings, classes, codebook, cells of tables.")
@date_option("--since", "since", "Compared with the study as it was at the end of that day.")
@json_option
@of_some_coders_at_a_date
def changes(study: "Study", since: str | None, as_json: bool) -> None:
    """Show what changed since a date: what was recorded and by whom, codings and classes that came or went, the
    codebook, summaries, and every cell of the tables that shows something else.

    The codebook, the case list and the declarations of tables are today's on both sides. With --at the later side is
    the study as it was then. `glose tables --since DATE` marks the changed cells in the tables themselves.

    \b
    Example:
      glose changes --since 2026-03-01
      glose changes --since 2026-03-01 --at 2026-03-31 --json
      glose changes --since 2026-03-01 --coder anna
    """
    from commands.screens.changes_screen import show_changes
    from workbench.study_changes import changes_since

    if since is None:
        raise click.UsageError(tr("From when? Give --since a date like 2026-03-01."))
    found = changes_since(study, since)
    if as_json:
        print_json(_lines(found))
        return
    show_changes(found, study.codebook)


def _lines(found: "StudyChanges") -> "Iterator[dict[str, Any]]":
    for (coder, kind), n in sorted(found.entries.items()):
        yield {"kind": "entries", "coder": coder, "entry": kind, "n": n}
    for change, records in (("added", found.added), ("gone", found.gone)):
        for record in records:
            yield {"kind": "coding" if hasattr(record, "code") else "class", "change": change, **_record(record)}
    if found.codebook:
        for change in ("added", "removed", "redefined", "shown_anew", "typologies", "retired", "in_use_again"):
            for name in getattr(found.codebook, change):
                yield {"kind": "codebook", "change": change, "code": name}
        for old, new in found.codebook.renamed:
            yield {"kind": "codebook", "change": "renamed", "code": old, "now": new}
    for code, case in found.summaries:
        yield {"kind": "summary", "code": code, "case": case}
    for cell in found.cells:
        yield {
            "kind": "cell",
            "table": cell.table,
            "row": cell.row.id,
            "column": cell.column.id,
            "before": cell.before,
            "after": cell.after,
        }


def _record(record: "Coding | Classification") -> dict[str, Any]:
    from workbench.quotes import name_of

    place = record.place
    return {
        "code": name_of(record),
        "case": record.case,
        "degree": getattr(record, "degree", None),
        "coder": record.coder,
        "time": record.time,
        "text": place.text,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
        "entry": record.id,
    }
