"""Many programs that record in one ledger at once: none may be refused.

Usage: python -m benchmarks.writers [WRITERS] [TRANSACTIONS OF EACH] [URL of a ledger that is not there yet].
"""

import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from coding.deciding.pending import pending_reading
from corpus.read import read_text
from ledger.connection import file_url
from ledger.integrity import faults_of
from ledger.ledger import Ledger

CONTENT = "Un texte que beaucoup lisent en même temps.\n"


def main(writers: int = 10, each: int = 200, url: str = "") -> None:
    """Start so many writers, each with so many transactions of its own; print how long they waited at most."""
    with tempfile.TemporaryDirectory() as scratch:
        url = url or file_url(Path(scratch) / "study.db")
        (Path(scratch) / "t.txt").write_text(CONTENT, encoding="utf-8")
        text, _ = read_text(Path(scratch) / "t.txt")
        assert text is not None
        with Ledger.create(url) as ledger:
            ledger.add_text("lead", text)
        began = time.perf_counter()
        # The writers are forked: each has what it needs loaded, so that they do begin at once.
        with ProcessPoolExecutor(writers, mp_context=get_context("fork")) as pool:
            asked = [pool.submit(write, url, each, f"coder{number}") for number in range(writers)]
        refused = [str(one.exception()) for one in asked if one.exception()]
        waits = [one.result() for one in asked if not one.exception()]
        with Ledger.open(url) as ledger:
            faults, entries = list(faults_of(ledger)), ledger.head().entries
        print(f"{writers} writers × {each}: {entries - 1} entries in {time.perf_counter() - began:.1f} s")
        print(f"longest wait {max(waits, default=0):.2f} s, {len(refused)} refused, {len(faults)} faults")
        print(*refused[:3], sep="\n")
        if refused or faults or entries != writers * each + 1:
            sys.exit(1)


def write(url: str, each: int, coder: str) -> float:
    """Be one writer; gives the longest time, in seconds, that a transaction took."""
    longest = 0.0
    with Ledger.open(url) as ledger:
        for number in range(each):
            began = time.perf_counter()
            ledger.append(coder, [pending_reading("t", 0, 1 + number % 40)])
            longest = max(longest, time.perf_counter() - began)
    return longest


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *sys.argv[3:4])
