"""glose quotes: the quotes coded with a code."""

from typing import TYPE_CHECKING, Any

import click

from commands.options import json_option
from commands.part_of_study import of_part_of_study, tell_open_disagreements
from commands.printing import console, print_json, styled, tell
from wording.degree_word import degree_word
from wording.messages import language, quoted, tr, tr_n

if TYPE_CHECKING:
    from coding.records.replay import Classification, Coding
    from corpus.text import Role
    from workbench.study import Study


@click.command(short_help="List the quotes coded with a code.")
@click.argument("code", required=False)
@click.option("--case", help="Only quotes about this case.")
@click.option("--section", metavar="WORDS", help="Only in sections whose heading contains these words.")
@click.option(
    "--role", type=click.Choice(["respondent", "interviewer", "other"]), help="Only what such a speaker says."
)
@json_option
@of_part_of_study
def quotes(
    study: "Study",
    code: str | None,
    case: str | None,
    section: str | None,
    role: "Role | None",
    where: tuple[str, ...],
    as_json: bool,
) -> int:
    """List every quote coded with CODE or a code below it (or with typology.class), in text order; without CODE, all.

    CODE may also be one that the codebook no longer has.

    \b
    Example:
      glose quotes objectives.environment --case Nice
      glose quotes maturity.pioneer --json
      glose quotes challenges --role respondent
      glose quotes challenges --where unit=commune --section "Feuille de route"
    """
    from commands.screens.terms import decision_word
    from workbench.case_list import conditions
    from workbench.quotes import lost_below, quotes_of

    about = study.case(case) if case else None
    found = quotes_of(study, code, case=about, section=section, role=role, where=conditions(study, where))
    for lost, n in lost_below(study, code).items() if code else ():
        tell(
            tr_n(
                "{n} coding is with {lost}, which the codebook no longer has.",
                "{n} codings are with {lost}, which the codebook no longer has.",
                n,
                lost=lost,
            ),
            err=True,
        )
    tell_open_disagreements(study)
    if as_json:
        print_json(_as_json(study, coding) for coding in found)
        return 0
    out = console()
    for coding in found:
        value = _as_json(study, coding)
        degree = degree_word(value["degree"], language()) if value["degree"] else None
        about = " · ".join(str(v) for v in (value["code"], degree, value["value"], value["case"]) if v)
        page = tr("p. {page}", page=value["page"]) if value["page"] else None
        source = (value["text"], page, value["speaker"], value["coder"], decision_word(value["decision"]))
        by = " · ".join(str(v) for v in source if v)
        out.print(styled("[bold]{about}[/bold]  [dim]{by}[/dim]", about=about, by=by))
        out.print(f"  {quoted(value['quote'])}\n")
    if not found:
        tell(tr("No codings match."), err=True)
    return 0


def _as_json(study: "Study", coding: "Coding | Classification") -> dict[str, Any]:
    from coding.records.replay import Coding
    from workbench.quotes import label, name_of

    place, text = coding.place, study.texts[coding.place.text]
    turn = text.turn_at(place.start)
    page = next((passage.page for passage in text.passages_in(place.start, place.end)), None)
    if isinstance(coding, Coding):
        degree, value = coding.degree, coding.value
        decision = "accept" if coding.suggested else "code"
    else:
        degree, value, decision = None, None, "classify"
    return {
        **place.as_json(),
        "code": name_of(coding),
        "label": label(study, name_of(coding)),
        "case": coding.case,
        "degree": degree,
        "value": value,
        "coder": coding.coder,
        "speaker": turn.speaker if turn else None,
        "turn": turn.number if turn else None,
        "page": page,
        "section": list(text.section(place.start)),
        "decision": decision,
        "memo": coding.memo,
        "time": coding.time,
        "entry": coding.id,
    }
