"""Whole processes at growing numbers of codings: seconds, memory, and what a further coding costs."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.sections import paragraph
from benchmarks.studies import CASES, texts_of
from benchmarks.synthesis.studies import Studies
from benchmarks.timing import Run, middle, timed

ROUNDS, LIMIT = 3, 60
LARGEST = 1_000_000
AT_MOST = {"tables": "10 s, 1,500 MB"}
"""What a command may take with LARGEST codings."""

COMMANDS = (
    ("tables",),
    ("tables", "--json"),
    ("statements",),
    ("explore", "cooccurrence", "--within", "passage"),
)


def repeated(command: Sequence[str], study: Path) -> Run:
    """The median seconds and most memory of some runs of a command on a study; one that was ended is not repeated."""
    runs: list[Run] = []
    while len(runs) < ROUNDS and not any(run.ended for run in runs):
        runs.append(timed(["cli.py", *command, "--study", str(study)], limit=LIMIT))
    return middle(runs)


def growth_lines(studies: Studies, sizes: Sequence[int]) -> list[str]:
    """The table of commands by sizes, and how what a coding costs grows."""
    heads = " | ".join(f"{size:,} codings" for size in sizes)
    texts = ", ".join(f"{texts_of(size):,}" for size in sizes)
    return [
        *paragraph(
            f"""
            Written by `python -m benchmarks.synthesis`. Whole processes are timed, including start-up; the table shows
            the median time and the highest memory of {ROUNDS} runs. `glose tables` is two processes from 100,000
            codings on: the memory is that of the larger, and they share most of it. Processes are ended after {LIMIT}
            s. The studies are invented: {texts} texts of 300 paragraphs, {CASES} cases, the codebook of the sample with
            all its tables, two coders, values, degrees, reading coverage and classes (`benchmarks/studies.py`). ×
            compares the time per coding with that at the smallest size; 1 would be linear growth. The column “further
            codings” is stricter, because it excludes start-up: it compares the time per added coding in the last step
            with that in the step before.
            """
        ),
        "",
        f"| | {heads} | further codings | at most |",
        "|---" * (len(sizes) + 3) + "|",
        *(_line(command, sizes, [repeated(command, studies.large(size)) for size in sizes]) for command in COMMANDS),
        "",
    ]


def report_lines(studies: Studies) -> list[str]:
    """The whole report of the sample study in its formats."""
    told = (
        ("page and Word document", "html,docx", "10 s"),
        ("page, document, workbook and CSV", "html,docx,xlsx,csv", ""),
        ("PDF", "pdf", ""),
        ("ODT", "odt", ""),
    )
    runs = [(name, repeated(("report", "--format", kinds), studies.sample()), most) for name, kinds, most in told]
    return [
        "| | measured | at most |",
        "|---|---|---|",
        *(f"| `glose report` of the sample study: {name} | {_told(run)} | {most} |" for name, run, most in runs),
        "",
    ]


def _line(command: Sequence[str], sizes: Sequence[int], runs: Sequence[Run]) -> str:
    costs = [run.seconds / size for run, size in zip(runs, sizes, strict=True)]
    times = ["", *(f", {cost / costs[0]:.2f}×" for cost in costs[1:])]
    cells = [_told(run) + ("" if run.ended else more) for run, more in zip(runs, times, strict=True)]
    most = AT_MOST.get(" ".join(command), "") if sizes[-1] == LARGEST else ""
    return f"| `glose {' '.join(command)}` | {' | '.join(cells)} | {_further(sizes, runs)} | {most} |"


def _told(run: Run) -> str:
    return f"> {LIMIT} s, ended" if run.ended else f"**{run.seconds:.1f} s**, {run.megabytes:,.0f} MB"


def _further(sizes: Sequence[int], runs: Sequence[Run]) -> str:
    """Seconds of each further coding in the last step against the step before; a dash where that cannot be told."""
    if len(sizes) < 3 or any(run.ended for run in runs):
        return "–"
    steps = range(1, len(sizes))
    *_, before, last = ((runs[at].seconds - runs[at - 1].seconds) / (sizes[at] - sizes[at - 1]) for at in steps)
    return f"{last / before:.2f}×" if before > 0 else "–"
