"""Keys from a terminal, one at a time, whatever arrives together; a change of the window's size comes as a key, too."""

import codecs
import os
import re
import select
import signal
import sys
import time
from collections import deque
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, Final, Self

import click

try:
    import termios
    import tty
except ImportError:  # Windows has no such modes; click reads keys there
    termios = None  # type: ignore[assignment]

RESIZED: Final = "resized"
"""What is given instead of a key when the window has another size."""
_KEY = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|\x1bO[A-Z]|.", re.DOTALL)
_BEGUN = re.compile(r"\x1b(\[[0-9;]*|O)?\Z")
"""The beginning of a special key at the end of what was read: the rest may be on its way."""
_REST_WITHIN = 0.05
"""Seconds after which Esc is Esc, and not the beginning of a special key."""
_PASTE = ("\x1b[200~", "\x1b[201~")
"""What some terminals put around pasted text: it is read like text that is typed."""
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
        self._mode: list[Any] | None = None
        self._resize_handler: Any = None
        self._resizes = (-1, -1)

    def __enter__(self) -> Self:
        if termios is not None:
            self._mode = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)
            self._resizes = os.pipe()
            os.set_blocking(self._resizes[1], False)
            self._resize_handler = signal.signal(signal.SIGWINCH, self._resized)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if termios is not None and self._mode is not None:
            signal.signal(signal.SIGWINCH, self._resize_handler)
            for end in self._resizes:
                os.close(end)
            # A terminal that was closed has no mode to go back to.
            with suppress(termios.error, OSError):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._mode)

    def next(self) -> str:
        """The next key: a character, the name of a special key, or RESIZED. Raises KeyboardInterrupt on Ctrl-C."""
        while not self.waiting:
            self.waiting.extend(key for key in _KEY.findall(self._read()) if key not in _PASTE)
        key = self.waiting.popleft()
        if key in ("\x03", "\x04"):
            raise KeyboardInterrupt
        return _NAMES.get(key, key)

    def come(self) -> bool:
        """Whether a key is waiting to be read. Where the keyboard cannot be asked, none is."""
        if self._mode is None or self.waiting:
            return bool(self.waiting)
        return bool(select.select([sys.stdin.fileno()], [], [], 0)[0])

    def escape_within(self, seconds: float) -> bool:
        """Whether Esc is pressed within so many seconds; what else is typed waits for its turn."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._mode is None:
                time.sleep(left)
            elif select.select([sys.stdin.fileno()], [], [], left)[0]:
                self.waiting.extend(key for key in _KEY.findall(self._read()) if key not in _PASTE)
            if {"\x03", "\x04"} & set(self.waiting):
                raise KeyboardInterrupt
            if "\x1b" in self.waiting:
                self.waiting.clear()
                return True
        return False

    def _read(self) -> str:
        if self._mode is None:
            return click.getchar()
        keyboard, resizes = sys.stdin.fileno(), self._resizes[0]
        if resizes in select.select([keyboard, resizes], [], [])[0]:
            os.read(resizes, 4096)
            self.waiting.append(RESIZED)
            return ""
        read = self._decoder.decode(_bytes_of(keyboard))
        while _BEGUN.search(read) and select.select([keyboard], [], [], _REST_WITHIN)[0]:
            read += self._decoder.decode(_bytes_of(keyboard))
        return read

    def _resized(self, _signal: int, _frame: FrameType | None) -> None:
        with suppress(BlockingIOError):  # the pipe is full of resizes already
            os.write(self._resizes[1], b"\0")


def _bytes_of(keyboard: int) -> bytes:
    """What was typed; a keyboard that has nothing more to say belongs to a terminal that was closed."""
    if not (data := os.read(keyboard, 4096)):
        raise KeyboardInterrupt
    return data


def edited(typed: str, key: str) -> str:
    """What is typed after one more key."""
    if key == "backspace":
        return typed[:-1]
    if key == "space":
        return typed + " "
    return typed + key if len(key) == 1 and key.isprintable() else typed
