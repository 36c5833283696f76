"""Timing whole processes: wall seconds and peak memory."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Run:
    """One process: wall seconds, peak resident megabytes, processor seconds; `ended` where it took too long.

    The system counts from what this process holds already, so whoever times something keeps small.
    """

    seconds: float
    megabytes: float
    ended: bool = False
    processor: float = 0


def timed(
    arguments: Sequence[str], *, cwd: Path = ROOT, program: str = sys.executable, limit: float | None = None
) -> Run:
    """Run a program (Python, if none is named) to its end, or for `limit` seconds; raises where it fails."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen([program, *arguments], cwd=cwd, stdout=subprocess.DEVNULL, stderr=said)
        ending = threading.Timer(limit or threading.TIMEOUT_MAX, os.kill, (process.pid, signal.SIGKILL))
        ending.daemon = True
        ending.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        ending.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        ended = limit is not None and seconds >= limit and os.WIFSIGNALED(status)
        if process.returncode and not ended:
            said.seek(0)
            raise RuntimeError(f"{' '.join(arguments)[:200]}: exit {process.returncode}\n{said.read().decode()}")
    return Run(seconds, usage.ru_maxrss / 1024, ended, usage.ru_utime + usage.ru_stime)


def middle(runs: Sequence[Run]) -> Run:
    """The median seconds and the most memory of several runs; ended where one was."""
    most = max(run.megabytes for run in runs)
    return Run(median(run.seconds for run in runs), most, any(run.ended for run in runs))


def side_by_side(first: Sequence[str], second: Sequence[str], *, rounds: int, cwd: Path = ROOT) -> tuple[float, float]:
    """The median seconds of two commands run in turn, so that both meet the same machine."""
    pairs = [(timed(first, cwd=cwd).seconds, timed(second, cwd=cwd).seconds) for _ in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)
