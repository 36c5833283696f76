"""glose history: what was recorded, by whom and when."""

from typing import TYPE_CHECKING, Any

import click

from commands.options import in_study, json_option
from commands.printing import console, print_json, styled
from wording.messages import quoted, tr

if TYPE_CHECKING:
    from coding.records.entry import Entry
    from workbench.study import Study


@click.command(short_help="List what was recorded, by whom and when.")
@click.option("--text", help="Only entries about this text.")
@click.option("--code", help="Only decisions on this code or the codes below it.")
@click.option("--coder", help="Only entries by this coder.")
@click.option("--as-recorded", is_flag=True, help="Show names that now have a pseudonym.")
@json_option
@in_study
def history(
    study: "Study", text: str | None, code: str | None, coder: str | None, as_recorded: bool, as_json: bool
) -> None:
    """List the ledger's entries in the order they were recorded, with undone ones marked.

    Where the study has a key of pseudonyms, names in quotes and memos are shown as their pseudonyms.

    \b
    Example:
      glose history --text nice-entretien --coder lead
      glose history --code objectives --json
    """
    from workbench.counted_coders import coder_named
    from workbench.history import chronicle, was_decided
    from workbench.pseudonymising import masked

    if text is not None:
        text = study.text(text).id
    if code is not None and code.partition(".")[0] not in study.codebook.typologies and not was_decided(study, code):
        code = study.codebook.code(code).id
    if coder is not None:
        coder = coder_named(study, coder)
    events = chronicle(study, text=text, code=code, coder=coder)
    if not as_recorded:
        events = list(masked(study, events))
    if as_json:
        print_json(_as_json(entry, undone) for entry, undone in events)
        return
    from commands.screens.terms import kind_word

    out = console()
    for entry, undone in events:
        out.print(
            styled(
                "[dim]{time}[/dim] {id} [bold]{coder}[/bold] {kind}[red]{undone}[/red] {about}",
                time=entry.time[:19].replace("T", " "),
                id=entry.id[:8],
                coder=entry.coder,
                kind=kind_word(entry.kind),
                undone=f" {tr('(undone)')}" if undone else "",
                about=_summary(entry),
            )
        )


def _as_json(entry: "Entry", undone: bool) -> dict[str, Any]:
    recorded = entry.as_json()
    return {
        "entry": entry.id,
        "previous": entry.previous,
        "time": entry.time,
        "coder": entry.coder,
        "kind": entry.kind,
        "undone": undone,
        **{key: recorded.get(key) for key in ("text", "start", "end", "quote", "code", "case", "degree", "memo")},
        "payload": recorded,
    }


def _summary(entry: "Entry") -> str:
    from commands.screens.terms import assigned_words, degree_said

    quote = entry.place.quote if entry.place else ""
    short = quoted(quote if len(quote) < 70 else quote[:67] + "…") if quote else ""
    degree, case = getattr(entry.payload, "degree", None), getattr(entry.payload, "case", None)
    about = f"({case})" if case and entry.kind != "text" else ""
    if entry.kind == "revise":
        return _change(entry)
    if entry.kind == "assign":
        return assigned_words(entry)
    reason = getattr(entry.payload, "reason", None) if entry.kind == "open" else None
    parts = [entry.text, entry.code, degree_said(degree), about, short, (entry.target or "")[:8], reason]
    return " ".join(" ".join(part.split()) for part in parts if part)


def _change(entry: "Entry") -> str:
    """What a change of codes did, and why."""
    from coding.records.study_acts import CodesChanged
    from commands.screens.terms import change_words

    return f"{change_words(entry)} ({entry.says(CodesChanged).reason})"
