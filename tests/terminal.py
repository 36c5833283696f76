"""A person at a command in a real pseudo-terminal: presses keys, and waits for words on the screen."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 180
"""Seconds until words are given up that should appear. Nothing waits so long where all is well; a busy machine may."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "left": "\x1b[D",
    "right": "\x1b[C",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "tab": "\t",
    "ctrl-c": "\x03",
}


def _heeding() -> None:
    """Heed an interrupt and a closed terminal, also where the tests themselves were told not to (`nohup`)."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Terminal:
    """`Terminal(folder, "confirm", "--coder", "anna")`: the command, started in that folder on a screen of 80 by 24."""

    def __init__(self, folder: Path, *arguments: str, size: tuple[int, int] = (24, 80)) -> None:
        self.screen = pyte.Screen(size[1], size[0])
        self.stream = pyte.Stream(self.screen)
        self.printed = ""
        self.child = pexpect.spawn(
            sys.executable,
            [str(ROOT / "cli.py"), *arguments],
            dimensions=size,
            encoding="utf-8",
            timeout=PATIENCE,
            cwd=str(folder),
            preexec_fn=_heeding,
        )

    def sees(self, *words: str) -> str:
        """Wait until all the words are on the screen; return what it shows."""
        end = time.monotonic() + PATIENCE
        while not all(word in self.shown for word in words):
            if time.monotonic() > end:
                pytest.fail(f"not seen in {PATIENCE} s: {words}\n{self.shown}")
            if not self._read():
                pytest.fail(f"it ended before it showed {words}\n{self.shown}")
        return self.shown

    def press(self, *keys: str) -> None:
        """Press keys by name; any other word is typed letter by letter."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def ends(self, code: int = 0) -> str:
        """Wait for the end with that exit code; return all that was printed since the start."""
        end = time.monotonic() + PATIENCE
        while self._read():
            if time.monotonic() > end:
                pytest.fail(f"it did not end in {PATIENCE} s\n{self.shown}")
        self.child.close()
        assert self.child.exitstatus == code, self.printed
        return self.printed

    def resize(self, lines: int, columns: int) -> None:
        """Give the window another size; what it showed is gone until it is drawn again."""
        self.screen.resize(lines, columns)
        self.screen.reset()
        self.child.setwinsize(lines, columns)

    def close(self) -> None:
        """Close the window, whatever it shows."""
        self.child.close(force=True)

    @property
    def shown(self) -> str:
        """The screen as it is now, without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def _read(self) -> bool:
        """Take what was printed meanwhile; False once the command has ended."""
        try:
            piece = self.child.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.printed += piece
        self.stream.feed(piece)
        return True


@pytest.fixture
def at_terminal() -> Iterator[Callable[..., Terminal]]:
    """Start commands in a terminal: `at_terminal(study, "confirm", "--coder", "anna")`; each is closed at the end."""
    opened: list[Terminal] = []

    def start(folder: Path, *arguments: str, size: tuple[int, int] = (24, 80)) -> Terminal:
        opened.append(Terminal(folder, *arguments, size=size))
        return opened[-1]

    yield start
    for one in opened:
        one.close()
