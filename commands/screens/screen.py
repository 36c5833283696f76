"""A terminal that is drawn whole: lines cut to its size, text wrapped to its width."""

from typing import TYPE_CHECKING

from rich.text import Text as Words

from commands.printing import console, visible

if TYPE_CHECKING:
    from collections.abc import Sequence


class Screen:
    """Draws lines on the terminal's other screen, cut to the size it has at that moment."""

    def __init__(self) -> None:
        self.console = console()

    @property
    def width(self) -> int:
        """Columns to write in."""
        return self.console.width

    @property
    def height(self) -> int:
        """Lines to write on."""
        return self.console.height

    def draw(self, lines: "Sequence[Words]") -> None:
        """Replace what is shown by these lines."""
        from rich.console import Group

        shown = [self._cut(line) for line in lines[: self.height]]
        with self.console.capture() as capture:
            self.console.print(Group(*shown), end="", soft_wrap=False)
        written = capture.get().rstrip("\n").split("\n")
        self.console.file.write("\x1b[H" + "\x1b[K\r\n".join(written) + "\x1b[K\x1b[J")
        self.console.file.flush()

    def _cut(self, line: Words) -> Words:
        line = _visible(line)
        line.truncate(self.width, overflow="ellipsis")
        line.no_wrap = True
        return line

    def wrapped(self, text: Words, indent: int = 0) -> list[Words]:
        """The text in lines that fit, indented."""
        lines = _visible(text).wrap(self.console, max(self.width - indent, 20), tab_size=4)
        return [Words(" " * indent) + line for line in lines]

    def legend(self, keys: str) -> list[Words]:
        """Keys and what they do, two blanks between one and the next, in as many lines as they need."""
        lines = [""]
        for key in keys.split("  "):
            longer = f"{lines[-1]}  {key}" if lines[-1] else key
            if len(longer) <= self.width or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(key)
        return [Words(line, style="dim") for line in lines]


def _visible(words: Words) -> Words:
    """The words with signs for what a terminal would obey, before they are measured and cut."""
    shown = words.copy()
    shown.plain = visible(words.plain)
    return shown
