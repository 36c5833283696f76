"""glose cues: what decisions say of a codebook's cues."""

from typing import TYPE_CHECKING

import click

from commands.options import console, in_study, json_option, print_json

if TYPE_CHECKING:
    from coding.suggesting.cues.cue_advice import Advice
    from workbench.study import Study


@click.command(short_help="What decisions say of the codebook's cues.")
@click.argument("codes", nargs=-1, metavar="[CODE]…")
@json_option
@in_study
def cues(study: "Study", codes: tuple[str, ...], as_json: bool) -> None:
    """For each code (or those named and below) propose words that set its codings apart as cues, and name cues that
    mislead, codes it is confused with, rejected passages to write down as near-misses, and what was learned.

    Nothing is changed: take over what convinces you into codebook.yaml. A learned word that misleads is excluded
    there with `suggestions: {exclude: {CODE: [word]}}`.

    \b
    Example:
      glose cues objectives
      glose cues --json
    """
    from workbench.score_card import advice_of

    wanted = [c for code in codes for c in study.codebook.subtree(study.codebook.code(code).id)]
    advice, learned = advice_of(study, wanted or list(study.codebook.codes))
    if as_json:
        words = {code: [{"word": w, "weight": round(n, 3)} for w, n in found] for code, found in learned.items()}
        print_json({**part.as_json(), "learned": words.get(part.code, [])} for part in advice)
        return
    shown = [part for part in advice if not part.is_empty or learned.get(part.code)]
    for part in shown:
        _show(part, learned.get(part.code, []))
    if not shown:
        click.echo("Nothing to say yet: decide on some suggestions first (`glose confirm`).", err=True)


def _show(part: "Advice", learned: list[tuple[str, float]]) -> None:
    from rich.markup import escape

    out = console()
    out.print(f"\n[bold green]{part.code}[/bold green]  [dim]{part.cues} cues[/dim]")
    if part.new:
        words = ", ".join(f"{cue.word} ({cue.inside} of its passages, {cue.outside} of others)" for cue in part.new)
        out.print(f"  new cues      {escape(words)}")
        out.print(f"  cues: [{', '.join(cue.word for cue in part.new)}]", markup=False, style="dim")
    for cue in part.misleading:
        out.print(f"  misleads      “{escape(cue.cue)}”: rejected {cue.rejected} times, accepted {cue.accepted}")
    for confusion in part.confused:
        out.print(f"  confused      with {confusion.other}, {confusion.times} times")
    for miss in part.near_misses:
        because = f" — {miss.reason}" if miss.reason else ""
        out.print(f"  near-miss     “{escape(' '.join(miss.quote.split())[:160])}” ({miss.text}){escape(because)}")
    for phrase in part.shared:
        out.print(f"  shared        “{escape(phrase)}” is a cue of several codes")
    if learned:
        out.print(f"  learned       {escape(', '.join(word for word, _ in learned))}")
