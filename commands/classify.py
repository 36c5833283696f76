"""glose classify: propose the class of each case, and decide it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study, json_option
from commands.printing import print_json, tell
from wording.messages import quoted, tr, tr_n

if TYPE_CHECKING:
    from coding.records.entry import Entry
    from workbench.study import Study


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command's arguments name: all typologies, all cases and no class where they name none."""

    typology: str | None = None
    cases: tuple[str, ...] = ()
    class_id: str | None = None


@click.command(short_help="Propose and decide the class of each case in a typology.")
@click.argument("words", nargs=-1, metavar="[TYPOLOGY] [CASE…] [CLASS]")
@click.option("--on", multiple=True, metavar="N[,N]", help="Decide on these quotes, by their number in the list.")
@click.option("--text", metavar="TEXT", help="Decide on words of this text (with --quote).")
@click.option("--quote", metavar="WORDS", help="The words, copied from the text.")
@click.option("--memo", default="", help="A note on why.")
@click.option("--instead", is_flag=True, help="Replace the class that you gave before.")
@click.option("--retract", is_flag=True, help="Retract the class that you gave the case.")
@click.option("--step", is_flag=True, help="Go through the cases you have not decided, one key each.")
@click.option("--all", "every", is_flag=True, help="List every quote of a proposal, not only the first few.")
@coder_option
@json_option
@in_study
def classify(
    study: "Study",
    words: tuple[str, ...],
    on: tuple[str, ...],
    text: str | None,
    quote: str | None,
    memo: str,
    instead: bool,
    retract: bool,
    step: bool,
    every: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """List the class of each case, or the classes proposed from its codings; with a CLASS, decide it on quotes.

    The codebook gives the indicators for a class (`when`) and against it (`unless`); the cases coded most like it are
    a second opinion. A proposal is never a class: a person decides. CLASS may also be not_classified (no class fits)
    or no_evidence (nothing indicates the class). Classes exclude each other: to change it, use --instead.

    \b
    Example:
      glose classify
      glose classify maturity Nice --all
      glose classify maturity Nice pioneer --on 1,3 --coder lead
      glose classify openness Brest no_evidence --memo "rien sur la rédaction" --coder lead
      glose classify maturity --step --coder lead
    """
    asked = _asked(study, words, deciding=bool(on or text or quote or instead))
    if retract:
        _take_back(study, asked, coder=study.coder(coder), memo=memo)
    elif asked.class_id:
        places = (tuple(n for several in on for n in several.replace(" ", "").split(",") if n), text, quote)
        _decide(study, asked, places, coder=study.coder(coder), memo=memo, instead=instead)
    elif on or text or quote or instead or memo:
        raise click.UsageError(
            tr("To decide, name a typology, one case and a class: glose classify maturity Nice pioneer")
        )
    elif step:
        _step(study, asked, coder=study.coder(coder))
    else:
        _list(study, asked, every=every, as_json=as_json)


def _asked(study: "Study", words: tuple[str, ...], *, deciding: bool) -> _Asked:
    """Tell the words apart: a typology first, a class last; a first word that is a case asks for every typology.

    Of three words the last is a class where the typology has it, where the options decide, or where it is not a case
    either: the typology then says which classes it has.
    """
    from coding.records.replay import UNCLASSED
    from corpus.cases import names_of

    typologies = study.codebook.typologies
    cases = names_of(study.cases.values())
    if not words or words[0] not in typologies:
        return _Asked(cases=words) if not words or words[0] in cases else _Asked(words[0], words[1:])
    classes = {*UNCLASSED, *(c.id for c in typologies[words[0]].classes)}
    if len(words) == 3 and (deciding or words[2] not in cases or (words[2] in classes and words[2] not in study.cases)):
        return _Asked(words[0], words[1:2], words[2])
    return _Asked(words[0], words[1:])


def _list(study: "Study", asked: _Asked, *, every: bool, as_json: bool) -> None:
    from commands.printing import console
    from commands.screens.classify_screen import listing
    from workbench.class_proposals import case_files, typologies_of

    typologies = typologies_of(study, asked.typology)
    files = case_files(study, typologies, asked.cases, every_quote=every)
    if as_json:
        print_json(file.as_json() for file in files)
        return
    out = console()
    for typology in typologies:
        mine = [file for file in files if file.typology.id == typology.id]
        for line in listing(typology, mine, language=study.settings.language, whole=bool(asked.cases), width=out.width):
            out.print(line)


def _decide(
    study: "Study",
    asked: _Asked,
    named: tuple[tuple[str, ...], str | None, str | None],
    *,
    coder: str,
    memo: str,
    instead: bool,
) -> None:
    from coding.classing.choice import Choice
    from workbench.class_proposals import case_files, typologies_of
    from workbench.classifying import decide_class, place_in, places_of

    numbers, text, quote = named
    if bool(text) != bool(quote):
        raise click.UsageError(tr("--text and --quote go together: the text, and the words copied from it."))
    [typology] = typologies_of(study, asked.typology)
    [file] = case_files(study, [typology], asked.cases, every_quote=True)
    places = (*places_of(file, numbers), *([place_in(study, text, quote)] if text and quote else []))
    choice = Choice(typology, file.case, asked.class_id or "", places, memo)
    entries = decide_class(study, file, choice, coder=coder, instead=instead)
    _show_recorded(entries)
    if not entries:
        tell(tr("You have decided this already; nothing was added."), err=True)


def _take_back(study: "Study", asked: _Asked, *, coder: str, memo: str) -> None:
    from workbench.classifying import take_back

    if not asked.typology or len(asked.cases) != 1 or asked.class_id:
        raise click.UsageError(tr("--retract takes a typology and one case: glose classify maturity Nice --retract"))
    entries = take_back(study, asked.typology, study.case(asked.cases[0]), coder=coder, reason=memo)
    _show_recorded(entries)


def _show_recorded(entries: "list[Entry]") -> None:
    from coding.records.decisions import Classified

    for entry in entries:
        if entry.kind == "retract":
            tell(f"{entry.id[:12]}  {tr('retracts {entry}', entry=(entry.target or '')[:12])}")
            continue
        place = entry.place
        where = f"  {place.text} {place.start}–{place.end}  {quoted(place.quote)}" if place else ""
        decided = tr("{what}: {detail}", what=entry.says(Classified).case, detail=entry.code)
        tell(f"{entry.id[:12]}  {decided}{where}")


def _step(study: "Study", asked: _Asked, *, coder: str) -> None:
    import sys

    from commands.screens.classify_loop import run
    from workbench.class_proposals import typologies_of
    from workbench.class_session import open_session

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            tr("--step reads keys and needs a terminal. In scripts, name the class and pass --on N.")
        )
    session = open_session(study, typologies_of(study, asked.typology), asked.cases, coder=coder)
    if not session.files:
        tell(tr("{coder} has decided every case here.", coder=coder), err=True)
        return
    run(session)
    left = len(session.files) - session.decided
    tell(
        tr(
            "{decided}; {left}.",
            decided=tr_n("{n} case decided", "{n} cases decided", session.decided),
            left=tr_n("{n} case left open", "{n} cases left open", left),
        )
    )
