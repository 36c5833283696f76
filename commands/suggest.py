"""glose suggest: suggest codes for passages."""

import sys
from typing import TYPE_CHECKING

import click

from commands.options import coder_option, counted, in_study, json_option, print_json, progress_bar, show_problems

if TYPE_CHECKING:
    from coding.suggesting.suggestion import Suggestion
    from workbench.study import Study

_KINDS_AGAINST = frozenset(
    {"negated", "near_miss", "homonym", "avoid", "rejection", "hypothesis", "reported", "past", "case"}
)


@click.command(short_help="Suggest codes for passages, with the evidence.")
@click.option("--text", "texts", multiple=True, help="Only this text (may be repeated).")
@click.option("--only", "codes", multiple=True, metavar="CODE", help="Only this code and those below it.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    help="Least score, 0 to 1; default: the codebook's. 0 lists everything with any evidence.",
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that parse.")
@click.option("--interviewers", is_flag=True, help="Suggest on interviewers' turns as well.")
@coder_option
@json_option
@in_study
def suggest(
    study: "Study",
    texts: tuple[str, ...],
    codes: tuple[str, ...],
    threshold: float | None,
    jobs: int,
    interviewers: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Parse the texts with spaCy (once: the parse is kept) and list codes that passages may deserve.

    Suggestions are not codings: `glose confirm` or `glose decide` turns one into a decision. What is decided
    already is left out, unless --threshold is 0.

    \b
    Example:
      glose suggest
      glose suggest --text nice-entretien --only objectives --json
    """
    from corpus.parse.pipelines import missing_pipelines
    from workbench.snapshot import texts_to_show
    from workbench.suggesting import mark_decided, pending_run, record_run, suggester_of

    only_texts = set(texts_to_show(study, texts))
    only_codes = {c for code in codes for c in study.codebook.subtree(study.codebook.code(code).id)} or None
    least = study.codebook.threshold if threshold is None else threshold
    characters = sum(len(text.content) for text in study.texts.values())
    with progress_bar("parsing, characters", characters) as advance:
        suggester = suggester_of(study, coder=coder, jobs=jobs, advance=advance)
    show_problems([*missing_pipelines(t.language for t in study.texts.values()), *suggester.plugin_hints.problems])
    listed = suggester.suggest(min_score=least, codes=only_codes, only_texts=only_texts, interviewers=interviewers)
    run = pending_run(
        study, suggester, listed, threshold=least, codes=only_codes, texts=only_texts, interviewers=interviewers
    )
    who = coder or study.settings.coder
    record_run(study, run, coder=who or "glose")
    shown = [(s, decided) for s, decided in mark_decided(study, listed, coder=who) if not decided or least == 0]
    if as_json:
        print_json(
            {**s.as_json(), "decided": decided, "hidden": _why_hidden(s, decided, study)} for s, decided in shown
        )
        return
    _show(study, [suggestion for suggestion, _ in shown], least)


def _why_hidden(suggestion: "Suggestion", decided: bool, study: "Study") -> str | None:
    """Why a suggestion is not shown unless everything is asked for; None where it is shown."""
    if decided:
        return "decided already"
    least = study.codebook.threshold
    return f"below the threshold {least:g}" if suggestion.score < least else None


def _show(study: "Study", suggestions: "list[Suggestion]", least: float) -> None:
    lines: list[str] = []
    passage: tuple[str, int] | None = None
    for suggestion in suggestions:
        here = (suggestion.place.text, suggestion.passage)
        if here != passage:
            passage = here
            turn = study.texts[here[0]].turn_at(suggestion.place.start)
            who = f" · turn {turn.number} · {turn.speaker or '(not named)'}" if turn else ""
            lines += ["", click.style(here[0], bold=True) + click.style(f" · passage {here[1]}{who}", dim=True)]
        lines += _lines_of(suggestion)
    # One write: a terminal library's own printing takes longer than the suggesting.
    click.echo("\n".join(lines))
    texts = len({s.place.text for s in suggestions})
    summary = f"{counted(len(suggestions), 'suggestion')} in {counted(texts, 'text')}, score {least:.2f} or more."
    click.echo(f"\n{summary} Decide on them with `glose confirm`.", err=True)


def _quoted(quote: str) -> list[str]:
    """The quote in lines that fit a terminal; on one line where the output goes to a file or another program."""
    from textwrap import wrap

    if not sys.stdout.isatty():
        return [f"       “{quote}”"]
    return wrap(f"“{quote}”", 92, initial_indent=" " * 7, subsequent_indent=" " * 8)


def _lines_of(suggestion: "Suggestion") -> list[str]:
    quote = _quoted(" ".join(suggestion.place.quote.split()))
    reasons = [
        click.style(f"       · {evidence.why}", fg="yellow" if evidence.kind in _KINDS_AGAINST else None, dim=True)
        for evidence in suggestion.evidence
    ]
    head = click.style(f"  {suggestion.score:.2f} ", fg="cyan") + click.style(suggestion.code, fg="green", bold=True)
    return [head, *quote, *reasons]
