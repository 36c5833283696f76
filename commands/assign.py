"""glose assign: who is to code which text, blind or not."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study, json_option, share_of
from commands.part_of_study import where_option
from commands.printing import console, print_json, show_problems, tell
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from coding.records.assigning import TextsAssigned
    from workbench.study import Study


def _names(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The names given, each once; several may stand in one word: `anna,basile`."""
    names = (name.strip() for word in value for name in word.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


@click.command(short_help="Hand texts out to coders, blind or not; show who codes what.")
@click.argument("texts", nargs=-1, metavar="[TEXT…]")
@click.option("--to", "given_to", multiple=True, metavar="NAME", callback=_names, help="Who gets them: anna,basile.")
@click.option("--from", "taken_from", multiple=True, metavar="NAME", callback=_names, help="Take them back from NAME.")
@click.option("--overlap", metavar="SHARE", help="Share that all get, e.g. 20%; the rest goes to one coder each.")
@click.option("--share", metavar="SHARE", help="Hand out a share of the texts, drawn by hash.")
@click.option("--seed", type=click.IntRange(0), metavar="N", help="Of the draw; default: a new one, which is shown.")
@click.option("--blind/--visible", "blind", default=True, show_default=True, help="Hide from coders what others code.")
@click.option("--new", is_flag=True, help="Only texts that nobody has yet.")
@click.option(
    "--import",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Hand out what a CSV or XLSX file says: text, coder, blind.",
)
@click.option("--open", "opening", is_flag=True, help="Open TEXT up before all have finished; needs --reason.")
@click.option("--reason", metavar="WORDS", help="Why texts are opened up or taken back.")
@where_option
@coder_option
@json_option
@in_study
def assign(
    study: "Study",
    texts: tuple[str, ...],
    given_to: tuple[str, ...],
    taken_from: tuple[str, ...],
    overlap: str | None,
    share: str | None,
    seed: int | None,
    blind: bool,
    new: bool,
    file: Path | None,
    opening: bool,
    reason: str | None,
    where: tuple[str, ...],
    coder: str | None,
    as_json: bool,
) -> int:
    """Hand TEXTs (default: all) out to the coders named with --to; without --to, show who codes what.

    Each coder gets all of them; with --overlap, all get that share and the rest goes to one coder each. What is drawn
    is drawn by hash: the seed is shown and recorded, so that anybody can draw it again. Only the lead hands out:
    `lead: NAME` in study.yaml, else whoever did so first.

    Texts are coded blind, unless --visible: until all their coders have read a text to the end, none of them sees what
    the others recorded about it, in no command, and suggestions learn from their own decisions only. The lead sees
    all. The ledger records when a text is opened up: by itself when all have finished, or with --open and a reason.

    \b
    Example:
      glose assign
      glose assign --to anna,basile --overlap 20% --seed 7 --coder lead
      glose assign --new --to anna,basile --overlap 20% --coder lead
      glose assign nice-entretien --from basile --to claire --reason "on leave" --coder lead
      glose assign --import who.csv --coder lead
      glose assign --open nice-entretien --reason "basile has left" --coder lead
    """
    from workbench.assigning import hand_out, names_in_doubt, open_up
    from workbench.case_list import chosen_texts, conditions

    _check(texts, given_to, taken_from, (overlap, share, seed), file, opening, reason)
    only = tuple(chosen_texts(study, conditions(study, where))) if where else None
    chosen = tuple(text for text in texts if only is None or text in only) if texts else only
    if opening:
        for entry in open_up(study, texts, coder=study.coder(coder), reason=reason or ""):
            tell(tr("{text} is open: its coders see what the others recorded.", text=entry.text), err=as_json)
    elif file is not None or given_to or taken_from:
        acts = _acts(study, chosen, given_to, taken_from, overlap, share, seed, blind, new, file, reason)
        show_problems(names_in_doubt(study, acts))
        recorded = hand_out(study, acts, coder=study.coder(coder))
        if not recorded:
            tell(tr("It is handed out so already; nothing was added."), err=True)
    _show(study, texts, as_json=as_json)
    return 0


def _check(
    texts: Sequence[str],
    given_to: Sequence[str],
    taken_from: Sequence[str],
    drawing: Sequence[object],
    file: Path | None,
    opening: bool,
    reason: str | None,
) -> None:
    """Raise UsageError where the options do not go together."""
    if opening and (given_to or taken_from or file or not texts or not (reason or "").strip()):
        raise click.UsageError(tr("--open needs the texts and a --reason, and stands alone."))
    if file and (given_to or taken_from or texts):
        raise click.UsageError(tr("--import says it all: leave out texts, --to and --from."))
    if any(one is not None for one in drawing) and not given_to:
        raise click.UsageError(tr("--overlap, --share and --seed draw texts for coders: name them with --to."))


def _acts(
    study: "Study",
    chosen: Sequence[str] | None,
    given_to: Sequence[str],
    taken_from: Sequence[str],
    overlap: str | None,
    share: str | None,
    seed: int | None,
    blind: bool,
    new: bool,
    file: Path | None,
    reason: str | None,
) -> "list[TextsAssigned]":
    """What is to be recorded; the seed of a draw is told."""
    from secrets import randbelow

    from workbench.assigning import drawn, given, read_assignments, taken_back, texts_for

    if file is not None:
        acts, problems = read_assignments(study, file)
        show_problems(problems)
        return acts
    acts = [taken_back(study, chosen or (), taken_from, reason=reason)] if taken_from else []
    if not given_to:
        return acts
    if chosen is None and taken_from:  # handed over: what is taken from one is given to another
        chosen = tuple(dict.fromkeys(text for text, _ in acts[0].taken))
    pool = texts_for(study, chosen, unassigned=new)
    if not pool:
        tell(tr("There are no texts to hand out."), err=True)
        return acts
    if overlap is None and share is None:
        return [*acts, given(pool, given_to, blind=blind)]
    number = randbelow(1_000_000) if seed is None else seed
    tell(tr("Drawn with the seed {seed}, which is recorded.", seed=number), err=True)
    part = share_of(share, "--share") if share else 1.0
    both = share_of(overlap, "--overlap") if overlap else None
    return [*acts, drawn(pool, given_to, seed=number, share=part, overlap=both, blind=blind)]


def _show(study: "Study", texts: Sequence[str], *, as_json: bool) -> None:
    """Who codes what, text by text."""
    from workbench.assigning import handed_out

    asked = {study.text(text).id for text in texts}
    lines = [one for one in handed_out(study) if not asked or one.text in asked]
    if as_json:
        print_json(one.as_json() for one in lines)
        return
    if not lines:
        tell(tr("Nothing is handed out: everybody codes all texts. `glose assign --to NAME` hands out."), err=True)
        return
    from rich.table import Table

    from commands.screens.terms import blindness_word

    table = Table(tr("text"), tr("coder"), tr("state"), tr("finished"), box=None, header_style="bold", pad_edge=False)
    for one in lines:
        table.add_row(one.text, one.coder, blindness_word(one.state), tr("yes") if one.finished else tr("no"))
    console().print(table)
    shared = len({one.text for one in lines if one.shared})
    tell(
        tr(
            "{texts}, {shared} by several coders.",
            texts=tr_n("{n} text is handed out", "{n} texts are handed out", len({one.text for one in lines})),
            shared=shared,
        ),
        err=True,
    )
