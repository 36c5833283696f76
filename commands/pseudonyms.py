"""glose pseudonyms: find names, confirm what replaces them, put the pseudonyms into the texts."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import asked, coder_option, in_study, json_option, progress_bar
from commands.printing import console, paint, print_json, tell, tell_painted, visible
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from corpus.pseudonyms.key import Pseudonym
    from corpus.text import Text
    from workbench.study import Study


@click.command(short_help="Find names, confirm pseudonyms, put them into the texts.")
@click.argument("texts", nargs=-1, metavar="[TEXT…]")
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The key file; default: pseudonyms.csv in the study's folder.",
)
@click.option(
    "--list", "only_list", is_flag=True, help="Write the proposals into the key and list them, without asking."
)
@click.option("--apply", "apply", is_flag=True, help="Do not look for names; apply what the key confirms.")
@click.option("--all", "everything", is_flag=True, help="Confirm every proposal that is not decided yet.")
@click.option("--yes", is_flag=True, help="Change the texts without asking.")
@coder_option
@json_option
@in_study
def pseudonyms(
    study: "Study",
    texts: tuple[str, ...],
    key: Path | None,
    only_list: bool,
    apply: bool,
    everything: bool,
    yes: bool,
    coder: str | None,
    as_json: bool,
) -> int:
    """Find persons, places, organisations, e-mail addresses and phone numbers, and replace those you confirm.

    Names that a rule finds come first; those with a question mark are likely ones, which the recogniser of named
    entities took for names. You decide name by name, or edit the column `decision` of the key (replace, keep) and run
    it with --apply. Codings keep their place. The key is never part of an export; keep it safe,
    and the folder texts/ too.

    \b
    Example:
      glose pseudonyms
      glose pseudonyms --list
      glose pseudonyms --apply --yes
    """
    from workbench.pseudonymising import keep_key, key_of, load_key, look_for_names

    path = key or key_of(study)
    chosen = [study.text(text) for text in texts] or list(study.texts.values())
    if apply:
        lines = load_key(path)
        if everything:
            lines = [replace(p, decision="replace") if p.decision == "" else p for p in lines]
            keep_key(path, lines)
    else:
        with progress_bar(tr("names"), sum(len(text.content) for text in chosen)) as advance:
            lines = look_for_names(study, chosen, path, advance=advance)
        if everything:
            lines = [replace(p, decision="replace") if p.decision == "" else p for p in lines]
        elif not only_list and not as_json:
            lines = _ask(lines, chosen)
        keep_key(path, lines)
    if as_json:
        print_json(_as_json(p) for p in lines)
    elif only_list:
        _show(lines)
        next_step = tr(
            "{key}: write replace or keep in the column `decision`, then `glose pseudonyms --apply`.", key=path
        )
        tell(next_step, err=True)
    return 0 if only_list else _put_in(study, chosen, lines, coder=coder, yes=yes)


def _put_in(
    study: "Study", texts: "Sequence[Text]", lines: "Sequence[Pseudonym]", *, coder: str | None, yes: bool
) -> int:
    from workbench.pseudonymising import plan_masking, record_masking

    plans = plan_masking(study, texts, lines)
    if not plans:
        tell(tr("No text contains a confirmed name."), err=True)
        return 0
    who = study.coder(coder)
    places = sum(move.fate in ("changed", "shrunk") for plan in plans for move in plan.moves)
    changes = {
        "texts": tr_n("{n} text changed", "{n} texts changed", len(plans)),
        "quotes": tr_n("{n} quote affected", "{n} quotes affected", places),
    }
    if not yes and not asked(tr("{texts}, {quotes}: record it?", **changes)):
        tell(tr("Nothing was recorded."), err=True)
        return 1
    record_masking(study, plans, coder=who)
    tell(tr("{texts}, {quotes}.", **changes), err=True)
    return 0


def _ask(lines: "Sequence[Pseudonym]", texts: "Sequence[Text]") -> "list[Pseudonym]":
    """Ask for each undecided name; q leaves the rest undecided."""
    decided: list[Pseudonym] = []
    asking = True
    todo = [p for p in lines if p.decision == "" and p.count]
    for number, line in enumerate(todo, 1):
        if not asking:
            break
        name = f"{paint(line.name, bold=True)} ({line.count})"
        about = tr("{what}: {detail}", what=_kind(line), detail=name)
        tell_painted(f"\n{number}/{len(todo)}  {about}", err=True)
        tell(f"     {_context(line.name, texts)}", err=True)
        answer = click.prompt(
            "     " + tr("r replace by {word}, k keep, e edit, s skip, q quit", word=visible(line.replacement)),
            default="r",
            show_default=False,
            err=True,
        ).strip()[:1]
        if answer == "e":
            word = click.prompt("     " + tr("replace by"), default=visible(line.replacement), err=True)
            decided.append(replace(line, replacement=word.strip(), decision="replace"))
        elif answer in ("r", "k"):
            decided.append(replace(line, decision="replace" if answer == "r" else "keep"))
        asking = answer != "q"
    by_name = {p.name: p for p in decided}
    return [by_name.get(p.name, p) for p in lines]


def _context(name: str, texts: "Sequence[Text]") -> str:
    for text in texts:
        at = text.content.find(name)
        if at >= 0:
            piece = text.content[max(0, at - 50) : at + len(name) + 50]
            return f"… {' '.join(piece.split())} …  ({text.id})"
    return ""


def _show(lines: "Sequence[Pseudonym]") -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in (tr("kind"), tr("name"), tr("replacement"), tr("decision"), "n"):
        table.add_column(title, justify="right" if title == "n" else "left", overflow="fold")
    for p in lines:
        table.add_row(_kind(p), p.name, p.replacement.replace("[", "\\["), p.decision or "?", str(p.count))
    console().print(table)


def _kind(line: "Pseudonym") -> str:
    from commands.screens.terms import name_kind_word

    return name_kind_word(line.kind) if line.certain else tr("{kind}?", kind=name_kind_word(line.kind))


def _as_json(line: "Pseudonym") -> dict[str, object]:
    return {
        "kind": line.kind,
        "name": line.name,
        "replacement": line.replacement,
        "decision": line.decision or None,
        "count": line.count,
        "texts": list(line.texts),
        "certain": line.certain,
    }
