"""glose codebook propose, proposals, decide: what coders ask of the codebook, and what is decided on it."""

from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study, json_option
from commands.printing import console, print_json, styled, tell
from commands.revising.asking import reason_for, reason_option
from commands.screens.terms import proposal_outcome_word, proposal_word
from wording.messages import quoted, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text as Words

    from corpus.place import Place
    from workbench.proposing import Proposal
    from workbench.study import Study

_ASKS = ("new", "change", "merge", "split", "move", "retire")
_OUTCOMES = ("accept", "refuse", "postpone")


@click.command(short_help="Ask for a change of the codebook, with the quotes that show why.")
@click.argument("asks", type=click.Choice(_ASKS), metavar="|".join(_ASKS))
@click.argument("why")
@click.option("--code", "codes", multiple=True, help="A code that it is about (may be repeated).")
@click.option("--label", metavar="WORDS", help="The label of a new code.")
@click.option("--text", help="The text that the quotes are in.")
@click.option("--quote", "quotes", multiple=True, metavar="WORDS", help="Words that show it (may be repeated).")
@click.option("--coding", "codings", multiple=True, metavar="ENTRY", help="A coding that shows it (may be repeated).")
@coder_option
@in_study
def propose(
    study: "Study",
    asks: str,
    why: str,
    codes: tuple[str, ...],
    label: str | None,
    text: str | None,
    quotes: tuple[str, ...],
    codings: tuple[str, ...],
    coder: str | None,
) -> None:
    """Ask for a new code, or that codes change, become one, become several, lie elsewhere or go out of use. WHY is in
    your words; quotes and codings show it. Nothing changes until somebody decides (`glose codebook decide`).

    \b
    Example:
      glose codebook propose new "revient trois fois" --label Confiance --text nice --quote "se faire confiance"
      glose codebook propose merge "je les confonds" --code silos --code lenteur --coding 3f2a91
      glose codebook propose change "dit-on l'eau aussi ?" --code objectives.environment
    """
    from workbench import proposing

    who = study.coder(coder)
    if quotes and not text:
        raise click.UsageError(tr("Which text are the quotes in? Name it with --text."))
    pairs = [(text or "", words) for words in quotes]
    entry = proposing.propose(study, asks, codes, why, coder=who, label=label, quotes=pairs, codings=codings)
    tell(f"{entry.id[:12]}  " + tr("proposed; `glose codebook proposals` lists what is open."))


@click.command(short_help="List what is asked of the codebook.")
@click.option("--all", "everything", is_flag=True, help="Those that are decided, too.")
@json_option
@in_study
def proposals(study: "Study", everything: bool, as_json: bool) -> None:
    """List the proposals that nobody has decided on, or that are postponed: who asks for what and why, with the quotes,
    and what was done with the codes since.

    \b
    Example:
      glose codebook proposals
      glose codebook proposals --all --json
    """
    from workbench.proposing import proposals_of

    found = [one for one in proposals_of(study) if everything or one.is_open]
    if as_json:
        print_json(one.as_json() for one in found)
        return
    out = console()
    for one in found:
        for line in _lines(one):
            out.print(line)
    if not found:
        tell(tr("Nobody asks for anything."), err=True)


@click.command(short_help="Decide on a proposal, with a reason.")
@click.argument("proposal")
@click.argument("outcome", type=click.Choice(_OUTCOMES), metavar="|".join(_OUTCOMES))
@reason_option
@coder_option
@in_study
def decide(study: "Study", proposal: str, outcome: str, reason: str | None, coder: str | None) -> None:
    """Accept, refuse or postpone the proposal whose entry begins with PROPOSAL. The reason is kept and the coder sees
    it. An accepted proposal changes nothing by itself: the command that carries it out is told.

    \b
    Example:
      glose codebook decide 3f2a91 accept --reason "deux choses, en effet"
      glose codebook decide 3f2a91 refuse --reason "la définition le dit déjà" --coder lead
    """
    from workbench.proposing import answer, proposal_named

    who = study.coder(coder)
    meant = proposal_named(study, proposal)
    answer(study, meant, outcome, coder=who, reason=reason_for(reason))
    tell(f"{meant.entry.id[:12]}  {proposal_outcome_word(outcome)}")
    if outcome == "accept":
        tell(tr("To carry it out: {command}", command=_command(meant)))


def _command(meant: "Proposal") -> str:
    """What carries a proposal out, as it is typed."""
    codes = " ".join(meant.codes)
    match meant.says.asks:
        case "merge":
            return f"glose codebook merge {codes} into {meant.codes[0]}"
        case "split":
            return f"glose codebook split {codes} into …"
        case "move":
            return f"glose codebook move {codes} --under …"
        case "retire":
            return f"glose codebook retire {codes}"
        case "new":
            return tr(
                "write “{label}” into codebook.yaml, or press n in `glose confirm`.", label=meant.says.label or ""
            )
        case _:
            return tr("change {codes} in codebook.yaml.", codes=codes)


def _lines(one: "Proposal") -> "Iterator[Words]":
    said, answered = one.says, one.answer
    about = ", ".join([*one.codes, *([quoted(said.label)] if said.label else [])])
    head = "[bold]{entry}[/bold]  [green]{asks}[/green] {about}  [dim]{by}[/dim]"
    by = f"{one.entry.coder} · {one.entry.time[:10]}"
    yield styled(head, entry=one.entry.id[:12], asks=proposal_word(said.asks), about=about, by=by)
    yield styled("  {why}", why=said.wording)
    for place in said.places:
        yield _quote(place)
    for coding in one.codings:
        yield _quote(coding.place, coding.code)
    if answered:
        outcome = tr("{what}: {detail}", what=proposal_outcome_word(one.outcome), detail=one.reason or "")
        yield styled("  [yellow]{outcome}[/yellow]  [dim]{by}[/dim]", outcome=outcome, by=answered.coder)
    for change in one.done:
        became = f" → {', '.join(change.into)}" if change.into else ""
        yield styled("  [dim]{done}[/dim]", done=tr("since then: {what}", what=f"{', '.join(change.codes)}{became}"))


def _quote(place: "Place", code: str = "") -> "Words":
    words = quoted(" ".join(place.quote.split()))
    return styled("    [dim]{text}[/dim] {words}  [green]{code}[/green]", text=place.text, words=words, code=code)
