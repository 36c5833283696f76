"""glose suggestions: the score card of suggestions."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from commands.options import console, counted, in_study, json_option, print_json

if TYPE_CHECKING:
    from coding.quality.score_card import DecisionTally, ScoreCard
    from workbench.score_card import Repeated
    from workbench.study import Study


@click.command(short_help="The score card: taken, refused, missed, and how they steer.")
@click.option("--by", metavar="NAME", help="Only this coder's decisions.")
@click.option("--html", "page", type=click.Path(dir_okay=False), metavar="FILE", help="Write it as a page.")
@click.option(
    "--repeat", "run", metavar="RUN", is_flag=False, flag_value="", help="Make a run again (default: the last)."
)
@json_option
@in_study
def suggestions(study: "Study", by: str | None, page: str | None, run: str | None, as_json: bool) -> int:
    """Tell what became of the suggestions: by code and by suggester how many were shown, accepted, rejected, corrected,
    and how many codings by hand they missed; precision, recall, the calibration curve, how fast decisions were made,
    and all of it against the passages shown blind (`glose confirm --blind 10%`).

    With `--repeat` a run of `glose suggest` is made again from the ledger, and any difference is said.

    \b
    Example:
      glose suggestions
      glose suggestions --by anna --json
      glose suggestions --repeat
    """
    from workbench.score_card import card_of, repeat_run

    if run is not None:
        return _say_repeated(repeat_run(study, run or None))
    card = card_of(study, coder=by)
    if page:
        from pathlib import Path

        from corpus.whole_file import write_whole
        from reports.scorecard_page import scorecard_page

        made = scorecard_page(card, study.codebook, study=study.settings.title, language=study.settings.language)
        click.echo(write_whole(Path(page), made))
    elif as_json:
        print_json(_lines(card))
    else:
        _show(card)
    return 0


def _say_repeated(repeated: "Repeated") -> int:
    from coding.records.study_acts import SuggestionsListed

    listed = repeated.run.says(SuggestionsListed).listed
    click.echo(f"run {repeated.run.id[:8]} of {repeated.run.time[:19]} by {repeated.run.coder}: {listed} listed")
    if repeated.same:
        click.echo(f"made again: the same {counted(repeated.listed, 'suggestion')}, score by score")
        return 0
    click.echo("made again: not the same")
    for difference in repeated.differences or (
        "scores or places differ; texts were corrected since, or plug-ins changed",
    ):
        click.echo(f"  {difference}")
    return 1


def _numbers(tally: "DecisionTally") -> dict[str, Any]:
    return {
        "shown": tally.shown,
        "accepted": tally.accepted,
        "rejected": tally.rejected,
        "corrected": tally.corrected,
        "missed": tally.missed,
        "precision": _rounded(tally.precision),
        "recall": _rounded(tally.recall),
        "median_seconds": _rounded(tally.median_seconds),
        "under_two_seconds": _rounded(tally.fast_share),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _lines(card: "ScoreCard") -> list[dict[str, Any]]:
    return [
        {"what": "all", **_numbers(card.whole)},
        *({"what": "code", "code": code, **_numbers(tally)} for code, tally in card.codes.items()),
        *({"what": "suggester", "suggester": name, **_numbers(tally)} for name, tally in card.suggesters.items()),
        *({"what": "calibration", **asdict(part)} for part in card.curve),
        {
            "what": "blind",
            **asdict(card.blind),
            "given_shown": _rounded(card.blind.given_shown),
            "given_hidden": _rounded(card.blind.given_hidden),
            "coded_shown": _rounded(card.blind.coded_shown),
            "coded_blind": _rounded(card.blind.coded_blind),
        },
    ]


def _show(card: "ScoreCard") -> None:
    from rich.table import Table

    out = console()
    table = Table("code", *_HEADS, box=None, header_style="bold", pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    rows = [("all", card.whole), *card.suggesters.items(), *sorted(card.codes.items(), key=lambda pair: -pair[1].shown)]
    for name, tally in rows:
        table.add_row(name, *(_cell(value) for value in _numbers(tally).values()))
    out.print(table)
    if card.curve:
        out.print("\n[bold]Of the suggestions shown with a score of about…[/bold]")
        for part in card.curve:
            bar = "█" * round(part.accepted * 30)
            out.print(f"  {part.score:.2f}  {part.accepted:5.0%} accepted of {part.number:>4}  [cyan]{bar}[/cyan]")
    blind = card.blind
    if blind.passages_blind:
        out.print(
            f"\n[bold]Steering[/bold]: of suggestions shown {_share(blind.given_shown)} were coded, of those hidden "
            f"{_share(blind.given_hidden)}; {blind.coded_shown or 0:.2f} codings a passage with suggestions "
            f"({blind.passages_shown}), {blind.coded_blind or 0:.2f} without ({blind.passages_blind})."
        )
    else:
        out.print(
            "\n[dim]No passage was shown blind; `glose confirm --blind 10%` tells how much suggestions steer.[/dim]"
        )


_HEADS = ("shown", "acc.", "rej.", "corr.", "missed", "prec.", "recall", "median s", "< 2 s")


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"
