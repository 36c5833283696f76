"""Timing whole processes: wall seconds and peak memory."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Run:
    """One process: wall seconds and peak resident megabytes."""

    seconds: float
    megabytes: float


def timed(arguments: Sequence[str], *, cwd: Path = ROOT) -> Run:
    """Run Python with these arguments to its end; raises where it fails."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, *arguments], cwd=cwd, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(arguments)[:200]}: exit {process.returncode}\n{said.read().decode()}")
    return Run(seconds, usage.ru_maxrss / 1024)


def side_by_side(first: Sequence[str], second: Sequence[str], *, rounds: int, cwd: Path = ROOT) -> tuple[float, float]:
    """The median seconds of two commands run in turn, so that both meet the same machine."""
    pairs = [(timed(first, cwd=cwd).seconds, timed(second, cwd=cwd).seconds) for _ in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)
