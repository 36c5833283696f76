"""glose codebook split: a code's codings go, one by one, to the codes that it becomes."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study, json_option
from commands.printing import print_json, show_problems, tell, tell_nothing_recorded
from commands.revising.asking import degrees_would_be_lost, drop_degrees_option, reason_for, reason_option
from wording.messages import quoted, tr, tr_n

if TYPE_CHECKING:
    from coding.codebook.edit import NewCode
    from workbench.splitting import Chosen, Splitting
    from workbench.study import Study


@click.command(short_help="Split a code: its codings go one by one to the codes that it becomes.")
@click.argument("words", nargs=-1, required=True, metavar="CODE [into CODE CODE...]")
@click.option(
    "--label", "labels", multiple=True, metavar="CODE=WORDS", help="The label of a new code (may be repeated)."
)
@click.option("--definition", "definitions", multiple=True, metavar="CODE=WORDS", help="The definition of a new code.")
@click.option("--list", "listing", is_flag=True, help="List the codings that are left, and change nothing.")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Send codings where the rows of a CSV or XLSX file say (columns: coding, into), all or none.",
)
@drop_degrees_option
@json_option
@reason_option
@coder_option
@in_study
def split(
    study: "Study",
    words: tuple[str, ...],
    labels: tuple[str, ...],
    definitions: tuple[str, ...],
    listing: bool,
    file: Path | None,
    drop_degrees: bool,
    as_json: bool,
    coder: str | None,
    reason: str | None,
) -> int:
    """Go through the codings of CODE: one key sends each to one of the codes that it becomes, or leaves it where it is.
    Each choice is recorded at once, so that you can stop (q) and go on later with `glose codebook split CODE`; `glose
    undo` takes the whole split back.

    A code that codebook.yaml does not have yet is made beside CODE, with its scale. Whoever looked for CODE has looked
    for it. CODE itself stays in the codebook; retire it when nothing has it any more.

    \b
    Example:
      glose codebook split freins into silos lenteur --label silos="Silos" --label lenteur="Lenteur"
      glose codebook split freins
      glose codebook split freins --list --json
      glose codebook split freins into silos lenteur --from tri.csv --reason "deux choses"
    """
    code = study.codebook.code(words[0]).id
    if len(words) > 1 and (words[1] != "into" or len(words) < 3):
        raise click.UsageError(tr("Write the code, `into`, and the codes that it becomes: split A into B C"))
    if listing:
        _list(study, code, as_json=as_json)
        return 0
    who = study.coder(coder)
    into = [_whole(study, code, one) for one in words[2:]]
    if file is None and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            tr("split reads keys and needs a terminal. In scripts, use `glose codebook split … --from FILE`.")
        )
    news = _new_codes(study, code, into, _named(study, code, labels), _named(study, code, definitions))
    if file is not None:
        return _from_file(study, code, into, news, file, coder=who, reason=reason, drop_degrees=drop_degrees)
    return _at_terminal(_opened(study, code, into, news, coder=who, reason=reason))


def _opened(
    study: "Study", code: str, into: Sequence[str], news: "Sequence[NewCode]", *, coder: str, reason: str | None
) -> "Splitting":
    from workbench.splitting import begun, going_on, plan_split

    if not into:
        return going_on(study, code, coder=coder)
    change = plan_split(study, code, into, news)
    return begun(study, change, coder=coder, reason=reason_for(reason))


def _whole(study: "Study", code: str, named: str) -> str:
    """The whole id of a code that may be named by its own part where it lies, or is to lie, beside the one split."""
    parent = code.rpartition(".")[0]
    return named if named in study.codebook.codes or "." in named or not parent else f"{parent}.{named}"


def _named(study: "Study", code: str, given: Sequence[str]) -> dict[str, str]:
    """CODE=WORDS as given, by whole id."""
    found: dict[str, str] = {}
    for one in given:
        name, sign, words = one.partition("=")
        if not sign or not words.strip():
            raise click.UsageError(tr("{words}: write it as CODE=WORDS.", words=one))
        found[_whole(study, code, name.strip())] = words.strip()
    return found


def _new_codes(
    study: "Study", code: str, into: Sequence[str], labels: Mapping[str, str], definitions: Mapping[str, str]
) -> "list[NewCode]":
    from coding.codebook.edit import NewCode

    unknown = [one for one in into if one not in study.codebook.codes]
    if useless := sorted({*labels, *definitions} - set(unknown)):
        raise click.UsageError(tr("{code} is no new code here.", code=useless[0]))
    made = []
    for one in unknown:
        label = labels.get(one, "")
        if not label and sys.stdin.isatty():
            label = click.prompt(tr("{code} is new. Its label?", code=one), err=True)
        if not label:
            message = tr(
                '{code} is new: give it a label with --label {code}="…", or name a code that is there.', code=one
            )
            raise click.UsageError(message)
        parent, _, own = one.rpartition(".")
        language = study.codebook.languages[0]
        scale = study.codebook.code(code).scale
        made.append(NewCode(own, label, parent or None, definitions.get(one, ""), scale, language))
    return made


def _from_file(
    study: "Study",
    code: str,
    into: Sequence[str],
    news: "Sequence[NewCode]",
    file: Path,
    *,
    coder: str,
    reason: str | None,
    drop_degrees: bool,
) -> int:
    from workbench import splitting
    from workbench.changing_codes import make
    from workbench.rows_of_file import read_rows

    rows, problems = read_rows(file, required=splitting.COLUMNS)
    change = splitting.plan_split(study, code, into, news) if into else None
    session = None if change else splitting.going_on(study, code, coder=coder)
    items = session.items if session else splitting.codings_of(study, code)
    chosen = splitting.chosen_in_rows(rows, items, code, session.into if session else into)
    show_problems([*problems, *chosen.problems])
    if wrong := sum(one.level == "error" for one in (*problems, *chosen.problems)):
        tell_nothing_recorded(wrong, file.name)
        return 1
    lost = splitting.losing_degrees(study, items, chosen.into, news)
    if lost and not drop_degrees:
        raise degrees_would_be_lost(lost, session.into if session else into)
    if change:
        make(study, splitting.with_choices(study, change, chosen.into), coder=coder, reason=reason_for(reason))
    elif session:
        splitting.record_choices(session, chosen.into)
    _tell_done(study, code, chosen)
    return 0


def _tell_done(study: "Study", code: str, chosen: "Chosen") -> None:
    counted = {one: list(chosen.into.values()).count(one) for one in dict.fromkeys(chosen.into.values())}
    tell(", ".join(f"{one}: {number}" for one, number in counted.items()))
    _tell_left(study, code)


def _tell_left(study: "Study", code: str) -> None:
    """What is left to go through, or that nothing has the code any more; how all is taken back."""
    from workbench.splitting import codings_of, left_of, open_act

    if act := open_act(study, code):
        left = len(left_of(study, act))
        words = tr_n(
            "{n} coding left: `glose codebook split {code}` goes on.",
            "{n} codings left: `glose codebook split {code}` goes on.",
            left,
            code=code,
        )
    elif kept := len(codings_of(study, code)):
        words = tr_n("{n} coding stays with {code}.", "{n} codings stay with {code}.", kept, code=code)
    else:
        words = tr("No coding has {code} any more: `glose codebook retire {code}` takes it out of use.", code=code)
    tell(words + " " + tr("`glose undo` takes it back."))


def _at_terminal(session: "Splitting") -> int:
    from commands.screens.split_loop import run

    if session.items:
        run(session)
    tell(tr_n("{n} coding gone through.", "{n} codings gone through.", len(session.recorder.done)))
    _tell_left(session.study, session.code)
    return 0


def _list(study: "Study", code: str, *, as_json: bool) -> None:
    """What a split goes through: the codings left of one that is under way, or all."""
    from workbench.splitting import codings_of, left_of, open_act

    act = open_act(study, code)
    items = left_of(study, act) if act else codings_of(study, code)
    if as_json:
        print_json(
            {"coding": one.id, "text": one.place.text, **one.place.as_json(), "coder": one.coder, "memo": one.memo}
            for one in items
        )
        return
    for one in items:
        tell(f"{one.id[:12]}  {one.place.text}  {one.coder}  {quoted(' '.join(one.place.quote.split()))}")
    if not items:
        tell(tr("Nothing is coded with it."), err=True)
