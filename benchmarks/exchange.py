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
AT_MOST = {"qdpx": "20 s, 1,000 MB", "csv": "4 s", "xlsx": "15 s", "import": "60 s, 1,000 MB"}


def rows(codings: int) -> list[str]:
    """What each direction takes, as rows of a table."""
    with tempfile.TemporaryDirectory() as scratch:
        study, out = Path(scratch) / "study", Path(scratch) / "out"
        out.mkdir()
        with contextlib.redirect_stdout(io.StringIO()):
            large_study(study, codings, texts=codings // A_TEXT)
        load, found = os.getloadavg()[0], []
        for name, target in (("qdpx", out / "s.qdpx"), ("csv", out / "csv"), ("xlsx", out / "s.xlsx")):
            run = timed(["cli.py", "export", name, "--out", str(target), "--study", str(study)])
            found.append((f"`glose export {name}` of {codings:,} codings", run, AT_MOST[name]))
        run = timed(["cli.py", "import", str(out / "s.qdpx"), "--study", str(Path(scratch) / "back")])
        found.append(
            (f"`glose import` of that QDPX, {(out / 's.qdpx').stat().st_size / 1e6:.0f} MB", run, AT_MOST["import"])
        )
    return [
        f"| {what} | **{run.seconds:.1f} s**, {run.megabytes:,.0f} MB | {bar} | {load:.1f} |"
        for what, run, bar in found
    ]


def main(what: str = "") -> None:
    """Measure and print; with `page` write it down as well."""
    found = rows(CODINGS if what in ("", "page") else int(what))
    print(*found, sep="\n")
    if what == "page":
        words = """
            Written by `python -m benchmarks.exchange page`. Whole processes are timed. The last column is the machine's
            load (of other work) when the measurement began.
            """
        head = ["## In and out", "", *paragraph(words), "", "| what | measured | at most | load |", "|---|---|---|---|"]
        write_section("exchange", [*head, *found])


if __name__ == "__main__":
    main(*sys.argv[1:])
