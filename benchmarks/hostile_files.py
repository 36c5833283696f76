"""Read files that are made to take for ever or to fill the memory: each ends in a text or in a reason, soon.

Usage: python -m benchmarks.hostile_files [NAME…]        (all of them; a table of seconds and megabytes)
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.damaged_files import MEGABYTES_AT_MOST, _peak_megabytes, read_one
from benchmarks.hostile_shapes import SHAPES

SECONDS_AT_MOST = 20
"""Of the processor's time, so that what else the machine does counts for nothing. `main` prints what it took."""
_PATIENCE = 10 * SECONDS_AT_MOST
"""Of the clock's time."""


def read_alone(name: str) -> tuple[str, float, int]:
    """What became of one of the files, the seconds, and the most megabytes, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.hostile_files", "--one", name]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        return "hang", float(_PATIENCE), 0
    if said.returncode:
        return f"death ({said.returncode}) {said.stderr[-300:]}", 0.0, 0
    fate, seconds, megabytes = said.stdout.strip().splitlines()[-1].split("\t")
    return fate, float(seconds), int(megabytes)


def _one(name: str) -> None:
    """Make and read one file, and print what became of it; with a wall at 4 GB, so that the machine survives."""
    resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / f"a{Path(name).suffix}"
        made = subprocess.run(
            [sys.executable, "-c", f"import sys; from benchmarks.hostile_shapes import SHAPES; "
             f"open({str(path)!r}, 'wb').write(SHAPES[{name!r}]())"], check=True, capture_output=True,
        )  # fmt: skip
        assert not made.stdout
        before = _peak_megabytes()
        began = time.process_time()
        fate, why = read_one(path), ""
        seconds = time.process_time() - began
        if fate != "read":
            from corpus.read import read_text

            why = f" {read_text(path)[1][-1].message}" if fate == "refused" else ""
        print(f"{' '.join(f'{fate}{why}'.split())}\t{seconds:.2f}\t{max(_peak_megabytes() - before, 0)}")


def main() -> None:
    """Read them and print a line each; exit code 1 if one went wrong."""
    if sys.argv[1:2] == ["--one"]:
        _one(sys.argv[2])
        return
    wrong = 0
    for name in sys.argv[1:] or SHAPES:
        fate, seconds, megabytes = read_alone(name)
        bad = not fate.startswith(("read", "refused")) or seconds > SECONDS_AT_MOST or megabytes > MEGABYTES_AT_MOST
        wrong += bad
        print(f"{'WRONG ' if bad else ''}{name:32} {seconds:6.2f} s {megabytes:5} MB  {fate[:110]}", flush=True)
    print(f"{wrong} went wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
