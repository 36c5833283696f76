"""Measure the synthesis and write its sections in docs/benchmarks.md.

Usage: python -m benchmarks.synthesis [--sizes 10000,100000,1000000] [--keep FOLDER] [--peer PATH/TO/qc]

Studies are made once and kept in FOLDER, if one is named (empty it when the codebook has changed). The peer is the
command of the package `qualitative-coding`; install it in an environment of its own. Without it the section on it stays
as it is.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.sections import write_section
from benchmarks.synthesis.browser import matrix_lines
from benchmarks.synthesis.growth import growth_lines, report_lines
from benchmarks.synthesis.peer import peer_lines
from benchmarks.synthesis.studies import Studies

SIZES = (10_000, 100_000, 1_000_000)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.synthesis")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), metavar="N,N", help="numbers of codings")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where studies are made, kept and found again")
    parser.add_argument("--peer", type=Path, metavar="QC", help="the command qc of the package qualitative-coding")
    given = parser.parse_args()
    run(sorted(int(size) for size in given.sizes.split(",")), keep=given.keep, peer=given.peer)


def run(sizes: Sequence[int] = SIZES, *, keep: Path | None = None, peer: Path | None = None) -> None:
    """Measure, print and write the sections."""
    with tempfile.TemporaryDirectory() as scratch:
        studies = Studies((keep or Path(scratch)).absolute())
        lines = ["## Synthesis", ""]
        for measured in (growth_lines(studies, sizes), report_lines(studies)):
            lines += _printed(measured)
        beside = _printed(peer_lines(Path(scratch) / "peer", peer.absolute())) if peer else []
        # The browser's driver is loaded last: what this process holds would count as what others need.
        write_section("synthesis", lines + _printed(matrix_lines(studies, sizes[-1])))
        if beside:
            write_section("peer", beside)


def _printed(lines: list[str]) -> list[str]:
    print("\n".join(lines), flush=True)
    return lines


if __name__ == "__main__":
    main()
