"""A large study handed on and brought back: QDPX, CSV and XLSX of 100,000 codings on 1,000 texts.

Usage: python -m benchmarks.exchange [CODINGS] · page: with 100,000, written into docs/benchmarks.md
"""

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.sections import paragraph, write_section
from benchmarks.studies import large_study
from benchmarks.timing import timed

CODINGS = 100_000
A_TEXT = 100
"""Codings to a text."""
EXPORTS = {"qdpx": "s.qdpx", "csv --table codings": "codings", "csv": "csv", "parquet": "parquet", "xlsx": "s.xlsx"}
AT_MOST = {"qdpx": "20 s, 1,000 MB", "csv --table codings": "4 s", "xlsx": "15 s", "import": "60 s, 1,000 MB"}


def rows(codings: int) -> list[str]:
    """What each direction takes, as rows of a table."""
    with tempfile.TemporaryDirectory() as scratch:
        study, out = Path(scratch) / "study", Path(scratch) / "out"
        out.mkdir()
        with contextlib.redirect_stdout(io.StringIO()):
            large_study(study, codings, texts=codings // A_TEXT)
        load, found = os.getloadavg()[0], []
        for name, target in EXPORTS.items():
            run = timed(["cli.py", "export", *name.split(), "--out", str(out / target), "--study", str(study)])
            found.append((f"`glose export {name}` of {codings:,} codings", run, AT_MOST.get(name, "–")))
        run = timed(["cli.py", "import", str(out / "s.qdpx"), "--study", str(Path(scratch) / "back")])
        found.append(
            (f"`glose import` of that QDPX, {(out / 's.qdpx').stat().st_size / 1e6:.0f} MB", run, AT_MOST["import"])
        )
    return [
        f"| {what} | **{run.processor:.1f} s**, {run.megabytes:,.0f} MB | {run.seconds:.1f} s | {bar} | {load:.1f} |"
        for what, run, bar in found
    ]


def main(what: str = "") -> None:
    """Measure and print; with `page` write it down as well."""
    found = rows(CODINGS if what in ("", "page") else int(what))
    print(*found, sep="\n")
    if what == "page":
        words = f"""
            Written by `python -m benchmarks.exchange page`. Whole processes, of {CODINGS:,} codings on
            {CODINGS // A_TEXT:,} texts of 300 passages. The processor's seconds are the measure where others work on
            the machine as well; the last column is its load (of two processors) when the measurement began.
            """
        head = [
            "## In and out",
            "",
            *paragraph(words),
            "",
            "| what | processor, memory | by the clock | at most | load |",
            "|---|---|---|---|---|",
        ]
        write_section("exchange", [*head, *found])


if __name__ == "__main__":
    main(*sys.argv[1:])
