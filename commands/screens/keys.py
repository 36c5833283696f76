"""Keys from a terminal, one at a time, whatever arrives together."""

import codecs
import os
import re
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import click

try:
    import termios
    import tty
except ImportError:  # Windows has no such modes; click reads keys there
    termios = None  # type: ignore[assignment]

_KEY = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|\x1bO[A-Z]|.", re.DOTALL)
_NAMES = {
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1b[C": "right",
    "\x1b[D": "left",
    "\x1bOA": "up",
    "\x1bOB": "down",
    "\x1bOC": "right",
    "\x1bOD": "left",
    "\r": "enter",
    "\n": "enter",
    "\x1b": "escape",
    "\x7f": "backspace",
    "\x08": "backspace",
    "\t": "tab",
    " ": "space",
}


class Keys:
    """Reads keys, from entering it until it is left; nothing typed meanwhile is lost.

    Several keys that arrive in one read (fast typing, pasting) are handed out one after another. The terminal stays
    in one mode all the while: to change it for every key, as `click.getchar` does, throws away what was typed ahead.
    """

    def __init__(self) -> None:
        self.waiting: deque[str] = deque()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._kept: list[Any] | None = None

    def __enter__(self) -> Self:
        if termios is not None:
            self._kept = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if termios is not None and self._kept is not None:
            # A terminal that was closed has no mode to go back to.
            with suppress(termios.error, OSError):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._kept)

    def next(self) -> str:
        """The next key: a character, or the name of a special key. Raises KeyboardInterrupt on Ctrl-C."""
        while not self.waiting:
            self.waiting.extend(_KEY.findall(self._read()))
        key = self.waiting.popleft()
        if key in ("\x03", "\x04"):
            raise KeyboardInterrupt
        return _NAMES.get(key, key)

    def _read(self) -> str:
        if self._kept is None:
            return click.getchar()
        data = os.read(sys.stdin.fileno(), 4096)
        if not data:
            raise KeyboardInterrupt
        return self._decoder.decode(data)


def typed_line(keys: Keys, show: Callable[[str], None], typed: str = "") -> str | None:
    """A line of text, shown as it grows from what is typed already; None where the person goes back with escape."""
    while True:
        show(typed)
        match keys.next():
            case "enter":
                return typed
            case "escape":
                return None
            case key:
                typed = edited(typed, key)


def edited(typed: str, key: str) -> str:
    """What is typed after one more key."""
    if key == "backspace":
        return typed[:-1]
    if key == "space":
        return typed + " "
    return typed + key if len(key) == 1 and key.isprintable() else typed
