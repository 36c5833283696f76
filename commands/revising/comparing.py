"""glose codebook diff: what changed from one version of the codebook to another."""

from typing import TYPE_CHECKING, Any

import click

from commands.options import in_study, json_option
from commands.printing import console, print_json, styled, tell
from wording.messages import apart, quoted, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.codebook_diff import Compared, PartChange, Version
    from workbench.study import Study


@click.command(short_help="Show what changed from one version to another.")
@click.argument("then", required=False)
@click.argument("now", required=False)
@click.option("--list", "list_them", is_flag=True, help="List the versions that are recorded.")
@json_option
@in_study
def diff(study: "Study", then: str | None, now: str | None, list_them: bool, as_json: bool) -> None:
    """Show what changed in the codebook from THEN to NOW, code by code, in words. Each is a day (2026-03-01: as it was
    at its end) or the first digits of a version; by default the version before today's, and the file as it is.

    \b
    Example:
      glose codebook diff
      glose codebook diff 2026-03-01 2026-04-01
      glose codebook diff --list
    """
    from workbench.codebook_diff import compare

    if list_them:
        _list(study, as_json=as_json)
        return
    found = compare(study, then, now)
    if as_json:
        print_json(_lines(found))
    else:
        _show(found)


def _list(study: "Study", *, as_json: bool) -> None:
    from coding.records.study_acts import CodebookRevised
    from workbench.codebook_history import revisions_of

    hashes = [entry.says(CodebookRevised).sha256 for entry in study.ledger.entries(kind="codebook")]
    rows = list(zip(hashes, revisions_of(study)[0], strict=True))
    if as_json:
        print_json(
            {"version": sha256, "time": one.time, "coder": one.coder, "codes": one.codes, "reasons": list(one.reasons)}
            for sha256, one in rows
        )
        return
    for sha256, one in rows:
        size = tr_n("{n} code", "{n} codes", one.codes or 0)
        tell("  ".join((sha256[:12], one.time[:16].replace("T", " "), one.coder, size, apart(one.reasons))).rstrip())


def _lines(found: "Compared") -> "Iterator[dict[str, Any]]":
    change = found.change
    for kind in ("added", "removed", "typologies"):
        for name in getattr(change, kind):
            yield {"change": kind, "code": name}
    for old, new in change.renamed:
        yield {"change": "renamed", "code": old, "now": new}
    for part in found.parts:
        kind = "redefined" if part.code in change.redefined else "shown_anew"
        yield {"change": kind, "code": part.code, "part": part.part, "before": part.before, "after": part.after}


def _show(found: "Compared") -> None:
    from workbench.codebook_history import why

    out, change = console(), found.change
    versions = " → ".join((_version(found.then), _version(found.now)))
    out.print(styled("[bold]{title}[/bold]", title=tr("Codebook: {versions}", versions=versions)))
    for act in found.acts:
        out.print(f"  {why(act)}")
    for title, names in (
        (tr("Codes added"), change.added),
        (tr("Codes removed"), change.removed),
        (tr("Typologies changed"), change.typologies),
        (tr("Codes with another id"), [f"{old} → {new}" for old, new in change.renamed]),
    ):
        if names:
            out.print(tr("{what}: {detail}", what=title, detail=", ".join(names)))
    code = ""
    for part in found.parts:
        if part.code != code:
            code = part.code
            out.print(styled("[bold]{code}[/bold]", code=code))
        for line in _part(part):
            out.print(f"  {line}")
    if not (change.added or change.removed or change.typologies or change.renamed or found.parts):
        out.print(tr("No code says anything else."))


def _version(version: "Version") -> str:
    when = version.time[:16].replace("T", " ") if version.time else tr("the file")
    return f"{version.sha256[:12]} ({when})"


def _part(part: "PartChange") -> "Iterator[str]":
    from coding.summaries.staleness import difference

    if len(part.before) == len(part.after) == 1:
        was, reads = difference(part.before[0], part.after[0])
        yield tr("{what}: {detail}", what=part.part, detail=f"{quoted(was)} → {quoted(reads)}")
        return
    gone = [one for one in part.before if one not in part.after]
    come = [one for one in part.after if one not in part.before]
    changed = [*(f"− {quoted(one)}" for one in gone), *(f"+ {quoted(one)}" for one in come)]
    yield tr("{what}: {detail}", what=part.part, detail=", ".join(changed) or tr("in another order"))
