"""A team on one study: writers who decide all at once, killed and cut off, copies that are merged, and agreement.

Usage: python -m benchmarks.team writers [WRITERS] [SECONDS] [PAUSE] · kills [TIMES] · restarts [WRITERS] [SECONDS] ·
merges [COPIES] [ENTRIES] [OWN] · agreement [CODINGS] [CODERS] · gamma [SPANS] · page [SECONDS]: writers,
merges, agreement and gamma, written into docs/benchmarks.md. Where a PostgreSQL server is needed, one is started in a
temporary folder, with fsync as it is by default.
"""

import contextlib
import io
import os
import random
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine, text

import cli
from benchmarks.sections import paragraph, write_section
from benchmarks.studies import large_study
from benchmarks.timing import timed
from coding.deciding.pending import pending_coding, pending_reading
from coding.records.payload import Payload
from corpus.place import Place
from corpus.read import read_text
from ledger.address import address_of
from ledger.connection import file_url
from ledger.integrity import faults_of
from ledger.ledger import Ledger
from ledger.merging import merge
from ledger.situations import LedgerUnavailable
from tests.server import Server, binaries

Row = tuple[str, str, str]
"""What was measured, what it came to, and how much it may be."""

CONTENT = "La priorité est d'attirer des entreprises, et le manque de budget est un frein que tous nomment ici.\n"


def decision(number: int, memo: str = "") -> object:
    """A coding that no other is like."""
    start, length = number % 60, 5 + number % 30
    place = Place("t", start, start + length, CONTENT[start : start + length])
    return pending_coding(place, f"brakes{number // 60}", case="Nice", degree=None, memo=memo, revision="r")


def make(url: str, scratch: Path) -> None:
    """A ledger with one text."""
    (scratch / "t.txt").write_text(CONTENT, encoding="utf-8")
    read, _ = read_text(scratch / "t.txt")
    assert read is not None
    with Ledger.create(url) as ledger:
        ledger.add_text("lead", read)


def one_writer(url: str, coder: str, seconds: float, pause: float) -> None:
    """Decide until the time is up; tell each decision that was recorded, and how long it took, on a line."""
    chance = random.Random(coder)
    end, number = time.monotonic() + seconds, 0
    with Ledger.open(url) as ledger:
        while time.monotonic() < end:
            began = time.perf_counter()
            try:
                ledger.append_all([(coder, [decision(number, f"{coder} {number}")])], once=True)
            except LedgerUnavailable as error:
                print(f"away {type(error).__name__}", flush=True)
                time.sleep(0.2)
                continue
            print(f"{number} {(time.perf_counter() - began) * 1000:.2f}", flush=True)
            number += 1
            if pause:
                time.sleep(chance.uniform(0.5, 1.5) * pause)


class Writer:
    """A writer in a process of its own, which has loaded all it needs; `lines` are what it tells."""

    def __init__(self, url: str, coder: str, seconds: float, pause: float) -> None:
        reading, writing = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.dup2(writing, 1)
            sys.stdout = os.fdopen(1, "w", buffering=1)
            try:
                one_writer(url, coder, seconds, pause)
            finally:
                os._exit(0)
        os.close(writing)
        self.lines = os.fdopen(reading)

    def told(self) -> tuple[list[int], list[float], int]:
        """Which decisions it told were recorded, how many milliseconds each took, how often the server was away."""
        said = [line.split() for line in self.lines if line.endswith("\n")]
        self.lines.close()
        os.waitpid(self.pid, 0)
        done = [line for line in said if line[0] != "away"]
        return [int(line[0]) for line in done], [float(line[1]) for line in done], len(said) - len(done)


def recorded(url: str) -> dict[str, set[str]]:
    """The memos that each coder's codings have; fails where a fault is found."""
    with Ledger.open(url) as ledger:
        faults = [str(problem) for problem in faults_of(ledger) if problem.level == "error"]
        assert not faults, faults[:3]
        found: dict[str, set[str]] = {}
        for entry in ledger.entries(kind="code"):
            memo = str(entry.as_json()["memo"])
            assert memo not in found.setdefault(entry.coder, set()), f"doubled: {memo}"
            found[entry.coder].add(memo)
    return found


def writers(server: Server | None, scratch: Path, number: int = 20, seconds: float = 60, pause: float = 0.5) -> Row:
    """So many coders decide at once."""
    assert server is not None
    make(server.url, scratch)
    began = time.monotonic()
    started = {f"c{n}": Writer(server.url, f"c{n}", seconds, pause) for n in range(number)}
    said = {coder: process.told() for coder, process in started.items()}
    waits = sorted(wait for _, times, _ in said.values() for wait in times)
    kept = recorded(server.url)
    lost = sum(f"{coder} {n}" not in kept.get(coder, set()) for coder, (done, _, _) in said.items() for n in done)
    p95 = waits[int(len(waits) * 0.95)]
    print(f"longest {waits[-1]:.0f} ms ({time.monotonic() - began:.0f} s)")
    assert not lost
    return (
        f"{number} writers on PostgreSQL for {seconds:.0f} s, a decision each {pause} s: {len(waits):,} decisions",
        f"{lost} lost, no fault; median {statistics.median(waits):.1f} ms, **p95 {p95:.1f} ms**",
        "0 lost, p95 50 ms",
    )


def kills(server: Server, scratch: Path, times: int = 200) -> None:
    """Writers are killed with SIGKILL at random moments, four at a time."""
    make(server.url, scratch)
    chance, all_told, number = random.Random(1), 0, 0
    while number < times:
        some = {f"k{number + n}": Writer(server.url, f"k{number + n}", 60, 0) for n in range(min(4, times - number))}
        for process in some.values():
            process.lines.readline()
        for process in some.values():
            time.sleep(chance.uniform(0, 0.06))
            os.kill(process.pid, signal.SIGKILL)
        number += len(some)
        done = {coder: [0, *process.told()[0]] for coder, process in some.items()}
        if number % 40 == 0 or number >= times:
            kept = recorded(server.url)
            print(f"{number} killed, {sum(map(len, kept.values()))} decisions in the ledger", flush=True)
        with Ledger.open(server.url) as ledger:
            for coder, numbers in done.items():
                memos = {str(entry.as_json()["memo"]) for entry in ledger.entries(coder=coder)}
                assert all(f"{coder} {n}" in memos for n in numbers), f"{coder}: told and lost"
                assert len(memos) <= len(numbers) + 1
                all_told += len(numbers)
    print(f"{times} kills on PostgreSQL: {all_told} decisions were told, none of them is lost, none is half there")


def restarts(server: Server, scratch: Path, number: int = 8, seconds: float = 30) -> None:
    """The server is stopped at once and started again while coders decide."""
    make(server.url, scratch)
    stops = 0

    def interfere() -> None:
        nonlocal stops
        end = time.monotonic() + seconds - 6
        while time.monotonic() < end:
            time.sleep(3)
            server.stop("immediate" if stops % 2 else "fast")
            time.sleep(1)
            server.start()
            stops += 1

    started = {f"r{n}": Writer(server.url, f"r{n}", seconds, 0.05) for n in range(number)}
    thread = threading.Thread(target=interfere)
    thread.start()
    said = {coder: process.told() for coder, process in started.items()}
    thread.join()
    kept = recorded(server.url)
    lost = sum(f"{coder} {n}" not in kept.get(coder, set()) for coder, (done, _, _) in said.items() for n in done)
    away = sum(times for _, _, times in said.values())
    total = sum(len(done) for done, _, _ in said.values())
    print(
        f"{stops} stops under {number} writers: {total} decisions told, {lost} lost, none doubled, "
        f"{away} times told away"
    )
    assert not lost


def merges(_: Server | None, scratch: Path, copies: int = 10, entries: int = 100_000, own: int = 1000) -> Row:
    """So many copies with so many entries each, of which `own` are their own, merged into one."""
    base = scratch / "base.db"
    make(file_url(base), scratch)
    with Ledger.open(file_url(base)) as ledger:
        for at in range(0, entries - own, 5000):
            ledger.append("anna", [decision(n, f"{n}") for n in range(at, min(at + 5000, entries - own))])
    files = []
    for number in range(copies):
        path = scratch / f"copy-{number}.db"
        path.write_bytes(base.read_bytes())
        with Ledger.open(file_url(path)) as ledger:
            ledger.append(f"c{number}", [decision(n, f"c{number} {n}") for n in range(own)])
        files.append(path)
    print("copies are made", flush=True)
    began = time.perf_counter()
    with Ledger.open(file_url(base)) as target:
        for path in files:
            with Ledger.open(file_url(path)) as source:
                done = merge(target, source, by="lead", texts={})
            assert done.entries == own, done
        took = time.perf_counter() - began
        faults = [problem for problem in faults_of(target) if problem.level == "error"]
    assert not faults
    what = f"merging {copies} copies of {entries:,} entries, {own:,} of their own each"
    return what, f"**{took:.1f} s**, no fault", "30 s"


def agreement(_: Server | None, scratch: Path, codings: int = 100_000, coders: int = 5) -> Row:
    """`glose agree` on an invented study, by passage and by span (too many of these for gamma)."""
    with contextlib.redirect_stdout(io.StringIO()):
        names = tuple(f"coder{n}" for n in range(coders))
        large_study(scratch / "agree", codings, coders=names, all_read=True)
    ask = ["cli.py", "agree", "--json", "--study", str(scratch / "agree")]
    passages, spans = (timed([*ask, "--unit", unit]) for unit in ("passage", "span"))
    return (
        f"`glose agree --json` at {codings:,} codings of {coders} coders, by passage and by span (too many for gamma)",
        f"**{passages.seconds:.1f} s**, **{spans.seconds:.1f} s**; {max(passages.megabytes, spans.megabytes):.0f} MB",
        "20 s",
    )


def gamma(_: Server | None, scratch: Path, spans: int = 500) -> Row:
    """`glose agree --unit span` of two coders who marked so many spans each, mostly nearly the same."""
    chance, book = random.Random(1), "".join(f"  - {{id: c{n}, label: {{en: C}}}}\n" for n in range(10))
    folder, body = scratch / "gamma", "\n\n".join("a few words that somebody said " * 12 for _ in range(spans // 2))
    (scratch / "book.yaml").write_text(f"codebook: {{title: B, languages: [en]}}\ncodes:\n{book}", encoding="utf-8")
    (scratch / "g.txt").write_text(body, encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()):
        assert not cli.run(["start", str(folder), "--codebook", str(scratch / "book.yaml")])
    read, _doubts = read_text(scratch / "g.txt")
    assert read is not None
    drafts: dict[str, list[Payload]] = {name: [pending_reading(read.id, 0, len(read.content))] for name in "ab"}
    for _n in range(spans):
        begin, length, code = (
            chance.randrange(20, len(read.content) - 200),
            chance.randrange(20, 120),
            chance.randrange(10),
        )
        for own in drafts.values():
            start = begin + chance.randrange(-10, 10)
            place = Place(read.id, start, start + length, read.content[start : start + length])
            given = f"c{code if chance.random() < 0.8 else chance.randrange(10)}"
            own.append(pending_coding(place, given, case=None, degree=None, memo="", revision="b"))
    with Ledger.open(file_url(folder / "study.db")) as ledger:
        ledger.add_text("lead", read)
        ledger.append_all(list(drafts.items()))
    run = timed(["cli.py", "agree", "--json", "--unit", "span", "--study", str(folder)])
    what = f"`glose agree --unit span --json` with gamma, two coders with {spans:,} spans each"
    return what, f"**{run.seconds:.1f} s**, {run.megabytes:.0f} MB", "30 s"


def page(server: Server | None, scratch: Path, seconds: float = 60) -> None:
    """Measure all that has a bar, and write it into docs/benchmarks.md with how busy the machine was."""
    rows = []
    for measure in (
        lambda: writers(server, scratch, seconds=seconds),
        *(partial(one, None, scratch) for one in WITHOUT),
    ):
        before = os.getloadavg()[0]
        what, found, bar = measure()
        rows.append(f"| {what} | {found} | {bar} | {before:.1f} |")
        print(rows[-1], flush=True)
    words = f"""
        Written by `python -m benchmarks.team page` ({os.cpu_count()} cores). The last column is the machine's load (of
        other work) when the measurement began: above the number of cores, programs wait for one another, and times are
        longer than they need be. Merging is timed without opening the command, agreement by whole processes.
        """
    head = ["## A team", "", *paragraph(words), "", "| what | measured | at most | load |", "|---|---|---|---|"]
    write_section("team", [*head, *rows])


WITHOUT = (merges, agreement, gamma)
"""What needs no server."""


def main(what: str, *numbers: str) -> None:
    """Start a server, and measure."""
    with tempfile.TemporaryDirectory() as scratch:
        if found := [one for one in WITHOUT if one.__name__ == what]:
            print(*found[0](None, Path(scratch), *map(int, numbers)), sep=" | ")
            return
        programs = binaries()
        assert programs is not None, "no PostgreSQL on this machine"
        server = Server(programs, "fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_connections=150")
        try:
            engine = create_engine(address_of(server.url))
            with engine.connect() as connection:
                print(connection.execute(text("SELECT version()")).scalar_one()[:20], flush=True)
            engine.dispose()
            measures: Mapping[str, Callable[..., Row | None]] = {
                "writers": writers,
                "kills": kills,
                "restarts": restarts,
                "page": page,
            }
            told = measures[what](server, Path(scratch), *[int(n) if n.isdecimal() else float(n) for n in numbers])
            if told:
                print(*told, sep=" | ")
        finally:
            server.remove()


if __name__ == "__main__":
    main(*sys.argv[1:])
