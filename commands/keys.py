"""Keys from a terminal, one at a time, whatever arrives together."""

import re
from collections import deque

import click

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
    """Reads keys. Several that arrive in one read (fast typing, pasting) are handed out one after another."""

    def __init__(self) -> None:
        self.waiting: deque[str] = deque()

    def next(self) -> str:
        """The next key: a character, or the name of a special key. Raises KeyboardInterrupt on Ctrl-C."""
        while not self.waiting:
            self.waiting.extend(_KEY.findall(click.getchar()))
        key = self.waiting.popleft()
        if key in ("\x03", "\x04"):
            raise KeyboardInterrupt
        return _NAMES.get(key, key)
