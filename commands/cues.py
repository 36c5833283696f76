"""glose cues: what decisions say of a codebook's cues."""

from typing import TYPE_CHECKING

import click

from commands.options import in_study, json_option
from commands.printing import console, print_json, styled, tell
from wording.messages import quoted, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coding.suggesting.cues.cue_advice import Advice
    from workbench.study import Study


@click.command(short_help="Show what decisions say about the codebook's cues.")
@click.argument("codes", nargs=-1, metavar="[CODE]…")
@json_option
@in_study
def cues(study: "Study", codes: tuple[str, ...], as_json: bool) -> None:
    """For each code (or those named and the codes below them) propose as cues the words that set its codings apart,
    and list misleading cues, codes it is confused with, rejected passages to write down as near-misses, and learned
    words.

    Nothing is changed: copy what convinces you into codebook.yaml. A learned word that misleads is excluded there
    with `suggestions: {exclude: {CODE: [word]}}`.

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
        tell(tr("Nothing to report yet: decide on some suggestions first (`glose confirm`)."), err=True)


def _show(part: "Advice", learned: list[tuple[str, float]]) -> None:
    out = console()
    cues = tr_n("{n} cue", "{n} cues", part.cues)
    out.print(styled("\n[bold green]{code}[/bold green]  [dim]{cues}[/dim]", code=part.code, cues=cues))
    width = max(len(name) for name in _names()) + 2
    for name, words in _findings(part, learned):
        out.print(f"  {name:<{width}}{words}")
        if name == tr("new cues"):
            out.print(f"  cues: [{', '.join(cue.word for cue in part.new)}]", style="dim")


def _names() -> tuple[str, ...]:
    return (tr("new cues"), tr("misleads"), tr("confused"), tr("near-miss"), tr("shared"), tr("learned"))


def _findings(part: "Advice", learned: list[tuple[str, float]]) -> "Iterator[tuple[str, str]]":
    """Each finding on a code: its kind, and what was found."""
    new, misleads, confused, near_miss, shared, from_decisions = _names()
    if part.new:
        yield (
            new,
            ", ".join(
                tr(
                    "{word} ({inside} of its passages, {outside} of others)",
                    word=c.word,
                    inside=c.inside,
                    outside=c.outside,
                )
                for c in part.new
            ),
        )
    for cue in part.misleading:
        rejected = tr(
            "{cue}: rejected {rejected} times, accepted {accepted}",
            cue=quoted(cue.cue),
            rejected=cue.rejected,
            accepted=cue.accepted,
        )
        yield misleads, rejected
    for confusion in part.confused:
        yield confused, tr_n("with {code}, {n} time", "with {code}, {n} times", confusion.times, code=confusion.other)
    for miss in part.near_misses:
        because = f" — {miss.reason}" if miss.reason else ""
        yield near_miss, f"{quoted(' '.join(miss.quote.split())[:160])} ({miss.text}){because}"
    for phrase in part.shared:
        yield shared, tr("{cue} is a cue of several codes", cue=quoted(phrase))
    if learned:
        yield from_decisions, ", ".join(word for word, _ in learned)
