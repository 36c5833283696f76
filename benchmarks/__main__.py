"""Measure speed and size and write docs/benchmarks.md. Usage: python -m benchmarks."""

import contextlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import cli
from benchmarks.damaged_files import run as damaged_files
from benchmarks.edited import WORDS, with_cue
from benchmarks.long_files import thousand_transcripts, three_hundred_pages
from benchmarks.sections import paragraph, write_head
from benchmarks.studies import SAMPLE, large_study, repeated_study, sample_study
from benchmarks.synthesis.__main__ import run as synthesis
from benchmarks.timing import ROOT, side_by_side, timed
from coding.deciding.pending import pending_coding
from corpus.place import Place
from ledger.ledger import Ledger

CODINGS = 100_000
LOADED = "cli, commands.suggest, workbench.snapshot, coding.suggesting.suggester, coding.codebook.schema"
"""What `glose suggest` loads in any case."""
Row = tuple[str, str, str]


def main() -> None:
    """Run every measurement, print it and write the page."""
    rows: list[Row] = []
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `glose` has it, for what it is compared with as well
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            sample_study(folder / "sample")
            large_study(folder / "large", CODINGS, cases=15)
        for measure in (_help, _suggest, _tables, _append, _reading, _damaged):
            for row in measure(folder):
                print(" | ".join(row), flush=True)
                rows.append(row)
    write_head(_page(rows))
    synthesis()


def _help(_: Path) -> list[Row]:
    ours, theirs = side_by_side(["cli.py", "--help"], ["-c", "import click, rich.console"], rounds=15)
    return [
        (
            "`glose --help`, compared with `import click, rich.console`",
            f"{ours:.3f} s / {theirs:.3f} s = **{ours / theirs:.2f}×**",
            "2×",
        )
    ]


def _reading(folder: Path) -> list[Row]:
    study, files = folder / "many", thousand_transcripts(folder / "transcripts")
    pages = three_hundred_pages(folder / "long.pdf")
    with contextlib.redirect_stdout(io.StringIO()):
        cli.run(["start", str(study)])
    many = timed(["cli.py", "add", "--study", str(study), "--case", "Nice", *map(str, files)])
    one = timed(["cli.py", "add", "--study", str(study), "--case", "Nice", str(pages)])
    return [
        (
            f"adding {len(files):,} transcripts of 8,000 words (txt)",
            f"**{many.seconds:.1f} s**, {many.megabytes:.0f} MB",
            "60 s",
        ),
        ("adding a pdf of 300 pages", f"**{one.seconds:.1f} s**, {one.megabytes:.0f} MB", "20 s"),
    ]


def _damaged(_: Path) -> list[Row]:
    fates, wrong, slowest, most = damaged_files(10_000, 1)
    read = sum(number for (_, fate), number in fates.items() if fate == "read")
    told = f"{read:,} read, {10_000 - read - len(wrong):,} refused with a reason, **{len(wrong)} unexpected errors**"
    limits = "0 unexpected errors; 10 s per file; 1,000 MB"
    return [("10,000 damaged files in thirteen formats", f"{told}; slowest {slowest:.2f} s; {most} MB", limits)]


def _suggest(folder: Path) -> list[Row]:
    study = folder / "sample"
    cold, bare, encoder = [], [], []
    for _ in range(3):
        shutil.rmtree(study / ".cache", ignore_errors=True)
        cold.append(timed(["cli.py", "suggest", "--study", str(study)]))
        bare.append(timed(["-m", "benchmarks.bare_pipe", str(study)]).seconds)
        encoder.append(timed(["-m", "benchmarks.bare_pipe", str(study), "meaning"]).seconds)
    warm, loading = [], []
    for word in WORDS:
        warm.append(_edited(study, word))
        loading.append(timed(["-c", f"import {LOADED}"]).seconds)
    here = float(subprocess.check_output([sys.executable, "-m", "benchmarks.edited", str(study)], cwd=ROOT, text=True))
    first, pipe, meant, again = median(run.seconds for run in cold), median(bare), median(encoder), median(warm)
    most = max(run.megabytes for run in cold)
    return [
        (
            "first `glose suggest` less the time of the encoder alone, compared with `nlp.pipe` alone",
            f"({first:.1f} s − {meant:.1f} s) / {pipe:.1f} s = **{(first - meant) / pipe:.2f}×**",
            "1.15×",
        ),
        (
            "… the encoder's time included, and the memory of the larger of its two processes",
            f"{first / pipe:.2f}×, {most:.0f} MB",
            "",
        ),
        (
            "`glose suggest` after a change of the codebook, compared with the first run",
            f"{again:.2f} s, **{first / again:.1f}× faster**",
            "20× faster",
        ),
        (
            "… of which starting Python and loading the program and its libraries, which no cache can spare",
            f"{median(loading):.2f} s",
            "",
        ),
        (
            "… and all suggestions again in a program that is open, as the desk is, compared with the first run",
            f"{here:.2f} s, **{first / here:.1f}× faster**",
            "20× faster",
        ),
        _everything(study, folder / "many-passages"),
    ]


def _edited(study: Path, word: str) -> float:
    """How long it takes with a cue that no code had before."""
    book = study / "codebook.yaml"
    source = book.read_text(encoding="utf-8")
    book.write_text(with_cue(source, word), encoding="utf-8")
    try:
        return timed(["cli.py", "suggest", "--study", str(study)]).seconds
    finally:
        book.write_text(source, encoding="utf-8")


def _everything(sample: Path, folder: Path) -> Row:
    """Every suggestion with any evidence; parses, meaning and what depends on the texts alone are kept."""
    passages, codes = repeated_study(folder, sample, passages=10_000, codes=50)
    timed(["cli.py", "suggest", "--study", str(folder)])
    run = timed(["cli.py", "suggest", "--threshold", "0", "--study", str(folder)])
    return (
        f"`glose suggest --threshold 0`: {passages:,} passages, {codes} codes",
        f"**{run.seconds:.1f} s**, {run.megabytes:,.0f} MB",
        "30 s",
    )


def _tables(folder: Path) -> list[Row]:
    runs = [timed(["cli.py", "tables", "--study", str(folder / "large")]) for _ in range(3)]
    as_json = [timed(["cli.py", "tables", "--json", "--study", str(folder / "large")]) for _ in range(3)]
    return [
        (
            f"`glose tables`: pages of every table, with their quotes, at {CODINGS:,} codings",
            f"**{median(r.seconds for r in runs):.2f} s**, **{max(r.megabytes for r in runs):.0f} MB**",
            "3 s, 500 MB",
        ),
        (
            f"`glose tables --json` at {CODINGS:,} codings",
            f"{median(r.seconds for r in as_json):.2f} s, {max(r.megabytes for r in as_json):.0f} MB",
            "",
        ),
    ]


def _append(folder: Path) -> list[Row]:
    seconds = []
    with Ledger.open(f"sqlite:///{folder / 'large' / 'study.db'}") as ledger:
        content = ledger.texts()["texte-0000"].content
        for number in range(300):
            place = Place("texte-0000", number, number + 5, content[number : number + 5])
            draft = pending_coding(place, "objectives", case=None, degree=None, memo="", revision="benchmark")
            began = time.perf_counter()
            ledger.append("lead", [draft])
            seconds.append(time.perf_counter() - began)
    return [
        (
            f"recording one decision in a ledger of {CODINGS:,}",
            f"median **{median(seconds) * 1000:.2f} ms**",
            "5 ms",
        )
    ]


def _page(rows: list[Row]) -> list[str]:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    samples = len(list((SAMPLE / "texts").iterdir()))
    return [
        "# Speed and size",
        "",
        *paragraph(
            f"""
            Written by `make bench` ({machine}). Whole processes are timed, including start-up. Programs that are
            compared run in turn, and medians are shown. No test asserts a time, because machines differ; ratios are
            more stable.
            """
        ),
        "",
        "| what | measured | at most |",
        "|---|---|---|",
        *(f"| {what} | {found} | {bar} |" for what, found, bar in rows),
        "",
        *paragraph(
            f"""
            The sample study has {samples} texts. The large study has 200 texts of 300 paragraphs, 15 cases, and codings
            at random places with all codes of the sample's codebook. `benchmarks/studies.py` makes both.
            """
        ),
    ]


if __name__ == "__main__":
    main()
