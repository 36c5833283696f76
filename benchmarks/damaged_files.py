"""Read thousands of damaged files of every format: no crash, no hang, no flood of memory, always a named problem.

Usage: python -m benchmarks.damaged_files [NUMBER] [SEED]        (10,000 files, seed 1)
"""

import io
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from benchmarks.sound_files import sound_files
from corpus.answers import Columns, is_survey, read_answers
from corpus.read import read_text, reader_stopped
from corpus.text import Passage, Turn

SECONDS_AT_MOST = 10
"""Of the processor's time, so that what else the machine does makes no reader hang."""
_PATIENCE = 12 * SECONDS_AT_MOST
"""Of the clock's time, for a reader that waits."""
MEGABYTES_AT_MOST = 1000
_BATCH = 250


class TookTooLong(BaseException):
    """A reader that did not come back; no reader may catch it."""


def damaged(sound: bytes, suffix: str, chance: random.Random) -> bytes:
    """The file with one to four injuries, in archives sometimes inside a member so that the archive is sound."""
    if suffix in (".docx", ".odt", ".xlsx", ".epub") and chance.random() < 0.6:
        return _inside(sound, chance)
    for _ in range(chance.randint(1, 4)):
        sound = _injured(sound, chance)
    return sound


def _injured(data: bytes, chance: random.Random) -> bytes:
    """One injury, of the ways that disks, networks and careless editors have."""
    if not data:
        return chance.randbytes(chance.randrange(40))
    at, length = chance.randrange(len(data)), chance.choice([1, 2, 8, 60, 500, 5000])
    ways: list[Callable[[], bytes]] = [
        lambda: data[:at],
        lambda: data[:at] + data[at + length :],
        lambda: data[:at] + chance.randbytes(min(length, 200)) + data[at:],
        lambda: data[:at] + b"\x00" * min(length, 500) + data[at + length :],
        lambda: data[:at] + data[at : at + length] * chance.choice([2, 5, 50]) + data[at:],
        lambda: data[at:] + data[:at],
        lambda: data[:at] + chance.choice(_ODDITIES) * chance.choice([1, 3, 200]) + data[at:],
        lambda: data.replace(data[at : at + 1], chance.randbytes(1)),
        lambda: _flipped(data, chance),
    ]
    return chance.choice(ways)()


def _flipped(data: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.choice([1, 5, 50])):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


_ODDITIES = (
    b"<w:p>", b"</w:p>", b"<table>", b"<div>", b"&#x110000;", b"&amp;", b"<!--", b"]]>", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\r", b"\r\n", b"\xed\xa0\x80", b"\\u-1?", b"{", b"}", b"\\bin99999 ", b"-->", b'"', b";", b": ", b"- ", b"# ",
    b"\t", b"**", b"//S02: ", b"[", b"(0:01)", b"99999:99:99,999 --> 1", b"<v ", b"/Length 99999999 ", b"stream",
)  # fmt: skip

_BODIES = ("document.xml", "content.xml", "sheet1.xml", ".xhtml", ".opf")
"""The members of archives that hold what is read."""


def _inside(data: bytes, chance: random.Random) -> bytes:
    """The archive with one of its members injured."""
    source = zipfile.ZipFile(io.BytesIO(data))
    names = source.namelist()
    weights = [8 if name.endswith(_BODIES) else 1 for name in names]
    victim = chance.choices(names, weights)[0]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            content = source.read(name)
            archive.writestr(name, _injured(content, chance) if name == victim else content)
    return out.getvalue()


def read_one(path: Path) -> str:
    """What became of a file: "read", "refused", "nameless" or the law that its text breaks.

    Whatever a reader raises comes through.
    """
    text, problems = read_text(path)
    if path.suffix in (".csv", ".xlsx") and is_survey(path):
        read_answers(path, Columns())
    if text is None:
        if any(reader_stopped() in p.message for p in problems):
            return f"crash {problems[-1].message}"
        named = any(p.level == "error" and p.place.startswith(path.name) and len(p.message) > 10 for p in problems)
        return "refused" if named else "nameless"
    parts: tuple[Turn | Passage, ...] = (*text.turns, *text.passages)
    for part in parts:
        if not text.quote(part).strip():
            return "empty part"
    places = sorted([(part.start, part.end) for part in text.passages] + list(text.marks or ()))
    if any(first[1] > second[0] for first, second in pairwise(places)):
        return "words twice"
    return "words in no passage" if text.words_outside else "read"


def _worker(folder: Path) -> None:
    """Read every file of a folder and print a line each; run in a process of its own."""

    def stop(*_: object) -> None:
        raise TookTooLong

    signal.signal(signal.SIGALRM, stop)
    signal.signal(signal.SIGPROF, stop)
    for path in sorted(folder.iterdir()):
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS_AT_MOST)
        signal.alarm(_PATIENCE)
        try:
            fate = read_one(path)
        except TookTooLong:
            fate = "hang"
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is what this run looks for
            fate = f"crash {type(error).__name__}: {str(error)[:80]}"
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        print(f"{path.name}\t{fate}\t{time.process_time() - began:.2f}\t{_peak_megabytes()}", flush=True)


def _peak_megabytes() -> int:
    """The most memory this process has had.

    Where the system tells it of the program itself, that: the usage count begins with what the parent had.
    """
    status = Path("/proc/self/status")
    told = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    kilobytes = int(told.group(1)) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes // 1024


def run(number: int, seed: int, keep: Path | None = None) -> tuple[Counter[tuple[str, str]], list[str], float, int]:
    """Fates by suffix, the files that went wrong, the slowest file's seconds, the most megabytes of a process.

    Files that went wrong are copied to `keep`.
    """
    fates: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    slowest, most = 0.0, 0
    for folder in _batches(number, seed):
        said = subprocess.run(
            [sys.executable, "-m", "benchmarks.damaged_files", "--worker", str(folder)], capture_output=True, text=True
        )
        lines = [line.split("\t") for line in said.stdout.splitlines()]
        for name, fate, seconds, peak in lines:
            fates[Path(name).suffix, fate.partition(" ")[0] if fate.startswith("crash") else fate] += 1
            slowest, most = max(slowest, float(seconds)), max(most, int(peak))
            if fate not in ("read", "refused") or int(peak) > MEGABYTES_AT_MOST:
                wrong.append(f"{name}: {fate}, {seconds} s, {peak} MB")
                _keep(folder / name, keep)
        if said.returncode:
            victim = sorted(folder.iterdir())[len(lines)]
            fates[victim.suffix, "death"] += 1
            wrong.append(f"{victim.name}: the process died ({said.returncode}) {said.stderr[-300:]}")
            _keep(victim, keep)
    return fates, wrong, slowest, most


def _keep(path: Path, keep: Path | None) -> None:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / path.name).write_bytes(path.read_bytes())


def _batches(number: int, seed: int) -> Iterator[Path]:
    """Folders of damaged files, made and removed one after another."""
    sound = sound_files()
    suffixes = list(sound)
    for first in range(0, number, _BATCH):
        with tempfile.TemporaryDirectory() as scratch:
            for n in range(first, min(first + _BATCH, number)):
                suffix = suffixes[n % len(suffixes)]
                chance = random.Random(seed * 1_000_003 + n)
                (Path(scratch) / f"{n:06d}{suffix}").write_bytes(damaged(sound[suffix], suffix, chance))
            yield Path(scratch)


def main() -> None:
    """Run it and print the tally; exit code 1 if anything went wrong."""
    if sys.argv[1:2] == ["--worker"]:
        _worker(Path(sys.argv[2]))
        return
    number, seed = ([int(a) for a in sys.argv[1:]] + [10_000, 1][len(sys.argv) - 1 :])[:2]
    fates, wrong, slowest, most = run(number, seed, Path("build/damaged"))
    for suffix in sorted({suffix for suffix, _ in fates}):
        told = ", ".join(f"{fate} {n}" for (s, fate), n in sorted(fates.items()) if s == suffix)
        print(f"{suffix:6} {told}")
    print(f"{number} files; slowest {slowest:.2f} s; most memory {most} MB; {len(wrong)} went wrong")
    for line in wrong[:40]:
        print(line)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
