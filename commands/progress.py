"""glose progress: what is read, suggested, decided, left."""

from typing import TYPE_CHECKING

import click

from commands.options import in_study, json_option
from commands.printing import console, print_json, tell
from wording.messages import counted, tr, tr_n

if TYPE_CHECKING:
    from workbench.study import Study


@click.command(short_help="Show what is read, suggested, decided and left.")
@click.option("--coder", help="Only this coder.")
@click.option("--all", "everything", is_flag=True, help="All texts and coders, not only your own list.")
@json_option
@in_study
def progress(study: "Study", coder: str | None, everything: bool, as_json: bool) -> None:
    """Show, by text and coder, how many passages are read, how many suggestions are decided and left.

    Where texts are handed out (`glose assign`), each coder sees their own list: `coder` in study.yaml or GLOSE_CODER
    says who you are. The lead sees all. – stands for what is blind for you.

    \b
    Example:
      glose progress
      glose progress --coder anna --json
    """
    from workbench.assigning import own_list
    from workbench.progress import progress_of

    mine = None if coder or everything or not study.viewer else own_list(study, study.viewer)
    who = study.viewer if mine is not None else _named(study, coder) if coder else None
    lines = progress_of(study, coder=who, texts=mine)
    if as_json:
        print_json(lines)
        return
    from rich.table import Table

    reopened = {"reopened": tr("reopened")} if any(line["reopened"] for line in lines) else {}
    columns = {
        "passages": tr("passages"),
        "read": tr("read"),
        **reopened,
        "codings": tr("codings"),
        "rejected": tr("rejected"),
        "suggested": tr("suggested"),
        "left": tr("left"),
    }
    table = Table(tr("text"), tr("coder"), box=None, header_style="bold", pad_edge=False)
    for heading in columns.values():
        table.add_column(heading, justify="right")
    for line in lines:
        numbers = [line[key] for key in columns]
        cells = ["–" if number is None else counted(number) for number in numbers]
        table.add_row(str(line["text"]), str(line["coder"] or "–"), *cells)
    console().print(table)
    if reopened:
        message = tr(
            "Reopened passages were read before a code existed or meant what it means now. `glose confirm --reopened` "
            "shows them."
        )
        tell(message, err=True)
    if older := sum(line["older_codings"] or 0 for line in lines):
        message = tr_n(
            "{n} coding was made when its code meant something else. `glose confirm --reopened` shows it.",
            "{n} codings were made when their codes meant something else. `glose confirm --reopened` shows them.",
            older,
        )
        tell(message, err=True)
    if mine is not None:
        done = sum(line["read"] == line["passages"] for line in lines)
        message = tr(
            "Your list: {texts}, {done} finished. `glose progress --all` shows all texts.",
            texts=tr_n("{n} text", "{n} texts", len(lines)),
            done=done,
        )
        tell(message, err=True)
    if any(line["suggested"] is None for line in lines):
        tell(tr("Suggestions are counted once `glose suggest` has run."), err=True)


def _named(study: "Study", coder: str) -> str:
    """The coder who is named, if they recorded something or are to code something; raises UnknownCoder."""
    from workbench.assigning import own_list
    from workbench.counted_coders import coder_named

    return coder if own_list(study, coder) else coder_named(study, coder)
