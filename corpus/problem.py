"""Problems in a person's files, as values with a place, and the base class of all known errors."""

from dataclasses import dataclass
from typing import Literal

from wording.messages import tr

Level = Literal["error", "warning"]


MESSAGE_AT_MOST = 2000
"""Characters of a message, which a person can still read."""
_WORDS_AT_MOST = 60


def shortened(words: str) -> str:
    """Words of a file as a message shows them: 60 characters at most, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _WORDS_AT_MOST else f"{line[:_WORDS_AT_MOST].rstrip()}…"


def level_word(level: Level) -> str:
    """The level in the terminal's language."""
    return tr("error") if level == "error" else tr("warning")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or uncertain, where it is, and what to do about it.

    `place` is `file`, `file:line` or `file:line:column` (both from 1), or names a row, turn or entry.
    An error makes a file unusable or a study wrong; a warning is advice. Of a message that quotes without end, the
    beginning and the end are kept.
    """

    place: str
    message: str
    level: Level = "error"

    def __post_init__(self) -> None:
        if len(self.message) > MESSAGE_AT_MOST:
            half = MESSAGE_AT_MOST // 2
            object.__setattr__(self, "message", f"{self.message[:half]} … {self.message[-half:]}")

    def __str__(self) -> str:
        """The problem in one line, as a terminal shows it."""
        return f"{self.place}: {self.message}" if self.place else self.message


class GloseError(Exception):
    """A known situation, with a message that says what happened and what to do.

    The entry point (`cli.py`) shows the message and exits with code 1. `problems` lists every fault where a file has
    several.
    """

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems
