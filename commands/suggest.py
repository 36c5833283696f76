"""glose suggest: suggest codes for passages."""

import sys
from typing import TYPE_CHECKING

import click

from commands.options import coder_option, in_study, json_option, progress_bar
from commands.printing import paint, print_json, show_problems, tell, tell_painted, visible
from wording.messages import decimal, in_one_language, quoted, share, tr, tr_n

if TYPE_CHECKING:
    from coding.suggesting.suggestion import Suggestion
    from workbench.study import Study

_KINDS_AGAINST = frozenset(
    {
        "negated",
        "affirmed",
        "unlearned",
        "otherwise",
        "near_miss",
        "homonym",
        "avoid",
        "rejection",
        "hypothesis",
        "reported",
        "past",
        "case",
    }
)


@click.command(short_help="Suggest codes for passages, with the evidence.")
@click.option("--text", "texts", multiple=True, help="Only this text (may be repeated).")
@click.option("--only", "codes", multiple=True, metavar="CODE", help="Only this code and those below it.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    help="Minimum score, 0 to 1; default: the codebook's. 0 lists everything with any evidence.",
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Number of processes for parsing.")
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
    """Parse the texts with spaCy (once: the parse is kept) and list the codes that may fit each passage.

    Suggestions are not codings: you decide on them with `glose confirm` or `glose decide`. Suggestions already
    decided are left out, unless --threshold is 0.

    \b
    Example:
      glose suggest
      glose suggest --text nice-entretien --only objectives --json
    """
    from corpus.parse.pipelines import missing_pipelines
    from workbench.snapshot import texts_to_show
    from workbench.suggesting import mark_decided, pending_run, record_run, steps, suggester_of

    only_texts = set(texts_to_show(study, texts))
    only_codes = {c for code in codes for c in study.codebook.subtree(study.codebook.code(code).id)} or None
    min_score = study.codebook.threshold if threshold is None else threshold
    with progress_bar(tr("parsing"), steps(study)) as advance:
        suggester = suggester_of(study, coder=coder, jobs=jobs, advance=advance, beside=True)
    show_problems([*missing_pipelines(t.language for t in study.texts.values()), *suggester.plugin_hints.problems])
    with in_one_language():
        listed = suggester.suggest(
            min_score=min_score, codes=only_codes, only_texts=only_texts, interviewers=interviewers
        )
        run = pending_run(
            study, suggester, listed, threshold=min_score, codes=only_codes, texts=only_texts, interviewers=interviewers
        )
        who = coder or study.settings.coder
        record_run(study, run, coder=who or "glose")
        shown = [(s, decided) for s, decided in mark_decided(study, listed, coder=who) if not decided or min_score == 0]
        if as_json:
            print_json(
                {**s.as_json(), "decided": decided, "hidden": _why_hidden(s, decided, study)} for s, decided in shown
            )
            return
        _show(study, [suggestion for suggestion, _ in shown], min_score)
    _tell_if_estimates(suggester.passages_decided)


def _tell_if_estimates(decided: int) -> None:
    """That the scores say little of how often suggestions are right, while too few passages are decided."""
    from coding.suggesting.suggester import DEPENDABLE, FIRST, RIGHT

    if decided < FIRST:
        low, high = map(share, RIGHT)
        message = tr(
            "The scores are estimates: the order tells more. On coded texts that were measured, {low} to {high} of "
            "what was suggested before any decision was right. {first} passages decided with "
            "`glose confirm --order spread` correct most of that ({n} so far).",
            low=low, high=high, first=FIRST, n=decided,
        )  # fmt: skip
        tell(message, err=True)
    elif decided < DEPENDABLE:
        message = tr(
            "The scores are estimates and may be too high or too low: the order tells more. Decisions correct them; "
            "from about {enough} decided passages on they can be relied on ({n} so far).",
            enough=DEPENDABLE,
            n=decided,
        )
        tell(message, err=True)


def _why_hidden(suggestion: "Suggestion", decided: bool, study: "Study") -> str | None:
    """Why a suggestion is not shown unless everything is asked for; None where it is shown."""
    if decided:
        return "decided already"
    threshold = study.codebook.threshold
    return f"below the threshold {threshold:g}" if suggestion.score < threshold else None


def _show(study: "Study", suggestions: "list[Suggestion]", min_score: float) -> None:
    lines: list[str] = []
    passage: tuple[str, int] | None = None
    for suggestion in suggestions:
        here = (suggestion.place.text, suggestion.passage)
        if here != passage:
            passage = here
            turn = study.texts[here[0]].turn_at(suggestion.place.start)
            at = [tr("passage {number}", number=here[1])]
            if turn:
                at += [tr("turn {number}", number=turn.number), turn.speaker or tr("(not named)")]
            lines += ["", paint(here[0], bold=True) + paint(f" · {' · '.join(at)}", dim=True)]
        lines += _lines_of(suggestion)
    # One write: a terminal library's own printing takes longer than the suggesting.
    tell_painted("\n".join(lines))
    texts = len({s.place.text for s in suggestions})
    summary = tr(
        "{suggestions} in {texts}, score {score} or more. Decide on them with `glose confirm`.",
        suggestions=tr_n("{n} suggestion", "{n} suggestions", len(suggestions)),
        texts=tr_n("{n} text", "{n} texts", texts),
        score=decimal(min_score),
    )
    tell(f"\n{summary}", err=True)


def _quote_lines(quote: str) -> list[str]:
    """The quote in lines that fit a terminal; on one line where the output goes to a file or another program."""
    from textwrap import wrap

    if not sys.stdout.isatty():
        return [f"       {quoted(quote)}"]
    return wrap(quoted(quote), 92, initial_indent=" " * 7, subsequent_indent=" " * 8)


def _lines_of(suggestion: "Suggestion") -> list[str]:

    quote = _quote_lines(" ".join(suggestion.place.quote.split()))
    reasons = [
        paint(f"       · {evidence.why}", fg="yellow" if evidence.kind in _KINDS_AGAINST else None, dim=True)
        for evidence in suggestion.evidence
    ]
    head = paint(f"  {decimal(suggestion.score)} ", fg="cyan") + paint(suggestion.code, fg="green", bold=True)
    return [head, *(visible(line) for line in quote), *reasons]
