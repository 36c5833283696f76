"""glose merge: take in other copies of the study, so that nothing that anybody recorded is lost."""

import sys
from typing import TYPE_CHECKING, Any

import click

from commands.options import asked, coder_option, in_study, json_option
from commands.printing import print_json, show_problems, tell
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from workbench.merging import MergedCopy
    from workbench.study import Study

_SIDES = click.Choice(["ours", "theirs"])


@click.command(short_help="Take in other copies of the study: nothing is lost, nothing doubled.")
@click.argument("others", nargs=-1, required=True, metavar="OTHER…")
@click.option(
    "--texts",
    type=click.Choice(["ours", "theirs", "both"]),
    help="Which version holds of texts that differ; both: theirs under another name.",
)
@click.option("--codebook", type=_SIDES, help="Which codebook.yaml holds where both copies changed it.")
@click.option("--cases", type=_SIDES, help="Which cases.csv holds where both copies changed it.")
@coder_option
@json_option
@in_study
def merge(
    study: "Study",
    others: tuple[str, ...],
    texts: str | None,
    codebook: str | None,
    cases: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Take in each OTHER copy of the study: its folder, its ledger's file, or a URL.

    Every entry that is there and not here comes, and stays what it is; the same merge again adds nothing. Where one
    coder went on in two copies both chains are kept and joined. A text, codebook or case list that both copies
    changed is never overwritten: you are asked, or say it with an option. A copy that is not whole (a broken chain, a
    damaged file) is refused, all of it.

    \b
    Example:
      glose merge ../from-anna ../from-basile.db
      glose merge postgresql://lead@db/cities --texts both --json
    """
    options: dict[str, Any] = {"texts": texts, "codebook": codebook, "cases": cases}
    who = study.coder(coder)
    for other in others:
        done = _merged(study, other, options, who, may_ask=not as_json)
        if as_json:
            print_json([done.as_json()])
        else:
            _show(done)


def _merged(study: "Study", other: str, options: dict[str, Any], who: str, *, may_ask: bool) -> "MergedCopy":
    """Merge one copy, asking what nobody said yet where a person can be asked."""
    from workbench.merging import Choices, Undecided, merge_copy

    said = dict(options)
    while True:
        files = {kind: said[kind] for kind in ("codebook", "cases") if said[kind]}
        choices = Choices({"*": said["texts"]} if said["texts"] else {}, files)
        try:
            return merge_copy(study, other, choices, coder=who)
        except Undecided as undecided:
            if not may_ask or not sys.stdin.isatty():
                raise
            show_problems(undecided.problems)
            for kind in undecided.kinds:
                said[kind] = _asked_for(kind)


def _asked_for(kind: str) -> str:
    """What a person wants of texts, the codebook or the case list that both copies have otherwise."""
    if kind == "texts":
        return (
            "both" if asked(tr("Keep the texts here, and take theirs under another name?"), default=True) else "theirs"
        )
    return "ours" if asked(tr("Keep {kind} as it is here?", kind=kind), default=True) else "theirs"


def _show(done: "MergedCopy") -> None:
    came = tr_n("{n} entry came", "{n} entries came", done.entries)
    already = tr_n("{n} was here already", "{n} were here already", done.already)
    tell(tr("{other}: {came}, {already}.", other=done.source, came=came, already=already))
    for coder, number in done.coders.items():
        tell("  " + tr("{coder}: {entries}", coder=coder, entries=tr_n("{n} entry", "{n} entries", number)))
    if done.texts:
        tell("  " + tr("new texts: {texts}", texts=", ".join(done.texts)))
    for conflict in done.conflicts:
        tell("  " + tr("{what}: {message}", what=conflict.what, message=conflict.message))
    if len(done.coders) > 0:
        tell(tr("Where coders differ now: `glose agree`."), err=True)
