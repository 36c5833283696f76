"""What the screens that ask for keys share: lines shown until a key comes, and a line of text typed."""

from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Protocol, Self

from rich.text import Text as Words

from commands.screens.keys import RESIZED, Keys, edited
from commands.screens.screen import Screen
from wording.messages import tr

PATIENCE = 2.0
"""Seconds that a decision waits, without a word and then between two tries, for a ledger that cannot be written to."""
DIGITS = {**{digit: int(digit) for digit in "123456789"}, **{key: n for n, key in enumerate("&é\"'(-è_ç", 1)}}
"""The keys for numbers; on an AZERTY keyboard the digits' keys give the second ones without shift."""


class KeyLoop:
    """A person at a screen. To be entered before keys are read; the terminal is left as it was."""

    def __init__(self) -> None:
        self.screen = Screen()
        self.keys = Keys()
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            opening.enter_context(self.keys)
            opening.enter_context(self.screen.console.screen(hide_cursor=True))
            self._open = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def key(self, lines: Callable[[], Sequence[Words]]) -> str:
        """Show the lines and give the next key; they are drawn again where the window changes its size."""
        while True:
            self.screen.draw(lines())
            self.meanwhile()
            if (key := self.keys.next()) != RESIZED:
                return key

    def meanwhile(self) -> None:
        """What is done while the person looks at what was just drawn; it ends soon once a key comes."""

    def line(self, lines: Callable[[str], Sequence[Words]], typed: str = "") -> str | None:
        """A line of text, shown as it grows from what is typed already; None where the person goes back with Esc."""
        while True:
            match self.key(lambda typed=typed: lines(typed)):  # type: ignore[misc]  # typed is bound, not passed
                case "enter":
                    return typed
                case "escape":
                    return None
                case key:
                    typed = edited(typed, key)


class Telling(Protocol):
    """A session that tells something below what is shown."""

    message: str


class DecidingLoop(KeyLoop):
    """A loop in which a decision waits on the screen while the ledger cannot be written to."""

    session: Telling
    going_back: Collection[str] = ("u", "k")
    """The keys that lead back from behind the last item; any other ends there."""

    def lines(self) -> Sequence[Words]:
        """What is shown until the next key."""
        raise NotImplementedError

    def at_end(self) -> bool:
        """Whether the last item is left behind."""
        raise NotImplementedError

    def press(self, key: str) -> None:
        """Do what a key stands for."""
        raise NotImplementedError

    def decide(self) -> None:
        """Let the person press keys until they quit; after the last item any key quits that does not go back."""
        while True:
            key = self.key(self.lines)
            if key in ("q", "Q") or (self.at_end() and key not in self.going_back):
                return
            self.session.message = ""
            self.press(key)

    def try_again(self, what: str, error: Exception) -> bool:
        """Show that a decision is not recorded yet, and why; False where the person gives up on it with Esc."""
        before = self.session.message
        self.session.message = tr("NOT RECORDED YET: {what}. {why} Trying again; Esc gives up.", what=what, why=error)
        self.screen.draw(self.lines())
        self.session.message = before
        return not self.keys.escape_within(PATIENCE)
