"""glose suggestions: the score card of suggestions."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from commands.options import in_study, json_option
from commands.printing import console, print_json, styled, tell, titled
from wording.messages import counted, decimal, share, tr, tr_n

if TYPE_CHECKING:
    from coding.quality.score_card import DecisionTally, ScoreCard
    from workbench.score_card import Repeated
    from workbench.study import Study


@click.command(short_help="Show the score card: accepted, rejected, missed, and their influence on coders.")
@click.option("--by", metavar="NAME", help="Only this coder's decisions.")
@click.option("--html", "page", type=click.Path(dir_okay=False), metavar="FILE", help="Write it as a page.")
@click.option(
    "--repeat", "run", metavar="RUN", is_flag=False, flag_value="", help="Repeat a run (default: the last one)."
)
@json_option
@in_study
def suggestions(study: "Study", by: str | None, page: str | None, run: str | None, as_json: bool) -> int:
    """Show what became of the suggestions: by code and by suggester, how many were shown, accepted, rejected and
    corrected, and how many codings by hand they missed; precision, recall, the calibration curve, how fast decisions
    were made, and the comparison with passages shown blind (`glose confirm --blind 10%`).

    With `--repeat`, a run of `glose suggest` is repeated from the ledger, and any difference is reported.

    \b
    Example:
      glose suggestions
      glose suggestions --by anna --json
      glose suggestions --repeat
    """
    from workbench.score_card import card_of, repeat_run

    if run is not None:
        return _show_repeated(repeat_run(study, run or None))
    card = card_of(study, coder=by)
    if page:
        from pathlib import Path

        from corpus.whole_file import write_whole
        from reports.scorecard_page import scorecard_page

        made = scorecard_page(card, study.codebook, study=study.settings.title, language=study.settings.language)
        tell(write_whole(Path(page), made))
    elif as_json:
        print_json(_lines(card))
    else:
        _show(card)
    return 0


def _show_repeated(repeated: "Repeated") -> int:
    from coding.records.study_acts import SuggestionsListed

    run = repeated.run
    listed = tr_n("{n} suggestion", "{n} suggestions", run.says(SuggestionsListed).listed)
    about = {"run": run.id[:8], "time": run.time[:19], "coder": run.coder, "listed": listed}
    tell(tr("run {run} of {time} by {coder}: {listed}", **about))
    if repeated.same:
        again = tr_n("{n} suggestion", "{n} suggestions", repeated.listed)
        tell(tr("repeated: {listed}, all with the same scores", listed=again))
        return 0
    tell(tr("repeated: the result differs"))
    for difference in repeated.differences or (
        tr("scores or places differ: texts were corrected or plug-ins changed since"),
    ):
        tell(f"  {difference}")
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
    table = Table(tr("code"), *_headings(), box=None, header_style="bold", pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    rows = [
        (tr("all"), card.whole),
        *card.suggesters.items(),
        *sorted(card.codes.items(), key=lambda pair: -pair[1].shown),
    ]
    for name, tally in rows:
        table.add_row(name, *(_cell(value) for value in _numbers(tally).values()))
    out.print(table)
    if card.curve:
        out.print("\n" + tr("Of the suggestions shown with a score of about…"), style="bold")
        for part in card.curve:
            bar = "█" * round(part.accepted * 30)
            accepted = tr("{share} accepted of {shown}", share=f"{share(part.accepted):>5}", shown=f"{part.number:>4}")
            line = {"score": decimal(part.score), "accepted": accepted, "bar": bar}
            out.print(styled("  {score}  {accepted}  [cyan]{bar}[/cyan]", **line))
    blind = card.blind
    out.print()
    if blind.passages_blind:
        influence = tr(
            "of suggestions shown, {given_shown} were coded; of those hidden, {given_hidden}. Codings per passage: "
            "{coded_shown} with suggestions ({shown}), {coded_blind} without ({blind}).",
            given_shown=share(blind.given_shown),
            given_hidden=share(blind.given_hidden),
            coded_shown=decimal(blind.coded_shown or 0),
            shown=tr_n("{n} passage", "{n} passages", blind.passages_shown),
            coded_blind=decimal(blind.coded_blind or 0),
            blind=tr_n("{n} passage", "{n} passages", blind.passages_blind),
        )
        out.print(titled(tr("Influence on coders"), influence))
    else:
        unknown = tr(
            "No passage was shown blind; `glose confirm --blind 10%` measures the influence of suggestions on coders."
        )
        out.print(unknown, style="dim")


def _headings() -> tuple[str, ...]:
    return (
        tr("shown"),
        tr("acc."),
        tr("rej."),
        tr("corr."),
        tr("missed"),
        tr("prec."),
        tr("recall"),
        tr("median s"),
        "< 2 s",
    )


def _cell(value: float | None) -> str:
    return "–" if value is None else decimal(value) if isinstance(value, float) else counted(value)
