"""glose quotes: the quotes coded with a code."""

from typing import TYPE_CHECKING, Any

import click

from commands.study import console, in_study, json_option, print_json

if TYPE_CHECKING:
    from coding.replay import Classification, Coding
    from workbench.study import Study


@click.command(short_help="List the quotes coded with a code.")
@click.argument("code")
@click.option("--case", help="Only those about this case.")
@json_option
@in_study
def quotes(study: "Study", code: str, case: str | None, as_json: bool) -> int:
    """List every quote coded with CODE or a code below it (or with typology.class), by text and place.

    \b
    Example:
      glose quotes objectives.environment --case Nice
      glose quotes maturity.pioneer --json
    """
    from workbench.quoting import quotes_of

    found = quotes_of(study, code, case=study.case(case) if case else None)
    if as_json:
        print_json(_as_json(study, coding) for coding in found)
        return 0
    out = console()
    for coding in found:
        value = _as_json(study, coding)
        about = " · ".join(str(v) for v in (value["code"], value["degree"], value["case"]) if v)
        by = " · ".join(str(v) for v in (value["text"], value["speaker"], value["coder"], value["decision"]) if v)
        out.print(f"[bold]{about}[/bold]  [dim]{by}[/dim]")
        out.print(f"  “{value['quote']}”\n", markup=False)
    if not found:
        click.echo("Nothing is coded so.", err=True)
    return 0


def _as_json(study: "Study", coding: "Coding | Classification") -> dict[str, Any]:
    from coding.replay import Coding

    place, turn = coding.place, study.texts[coding.place.text].turn_at(coding.place.start)
    if isinstance(coding, Coding):
        code, degree, decision = coding.code, coding.degree, "accept" if coding.suggested else "code"
    else:
        code, degree, decision = f"{coding.typology}.{coding.class_id}", None, "classify"
    return {
        "text": place.text,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
        "code": code,
        "case": coding.case,
        "degree": degree,
        "coder": coding.coder,
        "speaker": turn.speaker if turn else None,
        "turn": turn.number if turn else None,
        "decision": decision,
        "memo": coding.memo,
        "time": coding.time,
        "entry": coding.id,
    }
