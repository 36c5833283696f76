"""Side by side with the crosstab commands of `qualitative-coding` (qc): the same work, counts that must be equal."""

import csv
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sections import paragraph
from benchmarks.synthesis.peer_work import CODERS, FAMILIES
from benchmarks.timing import ROOT, Run, middle, timed

SIZES = (1_000, 10_000, 100_000)
LIMIT, ROUNDS = 60, 3
Counts = Mapping[tuple[str, str], int]


class CountedDifferently(Exception):
    """The two tools counted the same codings differently: their times do not compare."""


@dataclass(frozen=True)
class Question:
    """What both are asked, each in its words, and how the counts are read from what each wrote."""

    told: str
    theirs: str
    ours: str
    their_counts: Callable[[Path], Counts]
    our_counts: Callable[[Path], Counts]


def peer_lines(folder: Path, qc: Path, sizes: Sequence[int] = SIZES) -> list[str]:
    """The table of both tools' commands, in turn on the same work."""
    version = subprocess.run([qc, "version"], capture_output=True, text=True, check=True).stdout.strip()
    rows = [row for size in sizes for row in _measured(folder / f"work-{size}", qc.absolute(), size)]
    codes = sum(len(family) for family in FAMILIES.values())
    return [
        "## Side by side with crosstab commands",
        "",
        *paragraph(
            f"""
            Written by `python -m benchmarks.synthesis --peer PATH/TO/qc` with {version}. Both tools get the same
            invented data: documents of 12,000 characters, {codes} codes in {len(FAMILIES)} families, and
            {len(CODERS)} coders. The documents were imported into qc by its own command, and the codings written
            directly to its database; in Glose, the codings went through the ledger. Whole processes run in turn and
            are timed including start-up. The table shows medians of {ROUNDS} runs; processes are ended after {LIMIT} s.
            Whenever both finished, their counts were compared cell by cell and are equal. Glose also writes every quote
            of its table. Among the other tools that teams use, QualCoder and Taguette have no command for cross tables.
            """
        ),
        "",
        "| | codings | documents | qc | Glose |",
        "|---|---|---|---|---|",
        *rows,
    ]


def _measured(folder: Path, qc: Path, codings: int) -> list[str]:
    timed(["-m", "benchmarks.synthesis.peer_work", str(codings), str(folder), str(qc)])
    size = f"{codings:,} | {len(list((folder / 'sources').iterdir())):,}"
    rows = []
    for question in QUESTIONS:
        theirs, ours = _in_turn(question, qc, folder)
        if not theirs.ended and not ours.ended:
            _compare(question, folder)
        asked = f"{question.told}: `qc {question.theirs}`, `glose {question.ours}`"
        rows.append(f"| {asked} | {size} | {_told(theirs)} | {_told(ours)} |")
    page = timed([str(ROOT / "cli.py"), "tables"], cwd=folder / "glose", limit=LIMIT)
    rows.append(
        f"| code × document as a page whose cells link to their quotes: `glose tables` | {size} | | {_told(page)} |"
    )
    return rows


def _in_turn(question: Question, qc: Path, folder: Path) -> tuple[Run, Run]:
    """Several runs of both, in turn, as their medians; no more where one had to be ended."""
    runs: list[tuple[Run, Run]] = []
    while len(runs) < ROUNDS and not any(run.ended for pair in runs for run in pair):
        theirs = timed(question.theirs.split(), cwd=folder / "qc", program=str(qc), limit=LIMIT)
        ours = timed([str(ROOT / "cli.py"), *question.ours.split()], cwd=folder / "glose", limit=LIMIT)
        runs.append((theirs, ours))
    return middle([theirs for theirs, _ in runs]), middle([ours for _, ours in runs])


def _compare(question: Question, folder: Path) -> None:
    theirs, ours = question.their_counts(folder / "qc"), question.our_counts(folder / "glose")
    for key in sorted({*theirs, *ours}):
        if theirs.get(key, 0) != ours.get(key, 0):
            raise CountedDifferently(f"{question.told}, {key}: qc {theirs.get(key, 0)}, Glose {ours.get(key, 0)}")


def _told(run: Run) -> str:
    return f"> {LIMIT} s, ended" if run.ended else f"**{run.seconds:.1f} s**, {run.megabytes:,.0f} MB"


def _matrix(path: Path) -> Counts:
    """The counts of a CSV that has the names of its rows in the first column; what is no number counts nothing.

    The head that qc writes over codes and documents has no name for that column.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    names = [name.removesuffix(".txt") for name in head]
    return {
        (_own_name(row[0]), name): int(n)
        for row in rows
        for name, n in zip(names[-len(row[1:]) :], row[1:], strict=True)
        if n.isdecimal() and name not in ("Total", "n")
    }


def _pairs(path: Path) -> Counts:
    """How often each two codes met, both ways round, and how often each is there at all."""
    found: dict[tuple[str, str], int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, second = _own_name(row["first"]), _own_name(row["second"])
            found[first, second] = found[second, first] = int(row["together"])
            found[first, first], found[second, second] = int(row["n_first"]), int(row["n_second"])
    return found


def _own_name(code: str) -> str:
    return code.rpartition(".")[2]


QUESTIONS = (
    Question(
        "code × document",
        theirs="codes stats -D -z -o documents.csv",
        ours="tables --format csv",
        their_counts=lambda folder: _matrix(folder / "documents.csv"),
        our_counts=lambda folder: _matrix(folder / "tables" / "by_text.csv"),
    ),
    Question(
        "code × code by paragraph",
        theirs="codes crosstab -n paragraph -o pairs.csv",
        ours="explore cooccurrence --csv pairs.csv",
        their_counts=lambda folder: _matrix(folder / "pairs.csv"),
        our_counts=lambda folder: _pairs(folder / "pairs.csv"),
    ),
)
