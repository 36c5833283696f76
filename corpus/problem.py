"""What is wrong in a person's file, as a value with a place, and the base of all known errors."""

from dataclasses import dataclass
from typing import Literal

from wording.messages import tr

Level = Literal["error", "warning"]


def level_word(level: Level) -> str:
    """The level in the language of the terminal."""
    return tr("error") if level == "error" else tr("warning")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or doubtful, where it is, and what to do about it.

    `place` reads `file`, `file:line` or `file:line:column` (both from 1), or names a row, turn or entry.
    An error makes a file unusable or a study wrong; a warning is advice.
    """

    place: str
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        """The problem in one line, as a terminal shows it."""
        return f"{self.place}: {self.message}" if self.place else self.message


class GloseError(Exception):
    """A known situation, told in a sentence that says what happened and what to do.

    The door (`cli.py`) turns it into a message and exit code 1. `problems` lists every single fault when a
    file has several.
    """

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems
