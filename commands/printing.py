"""The door to the terminal: whatever is printed passes here, and nothing of it reaches the terminal as a command.

Texts, names, memos and files come from anywhere. An escape sequence in them could clear the screen, rewrite what stands
above or fill the clipboard; a direction override could make a name read as another; a tag of the markup that styles
our own words could end a command for good.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import click

from corpus.characters import COMMANDS, DIRECTIONS
from corpus.problem import GloseError, Level, Problem, level_word
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_OBEYED = re.compile(f"[{re.escape(''.join(map(chr, COMMANDS)))}]")
_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029{DIRECTIONS}]")


def visible(text: str) -> str:
    """The text with a visible sign for each character that a terminal would obey; line ends and tabs stay."""
    # To look for a sign takes a fraction of translating, and hardly any line has one.
    return text.translate(COMMANDS) if _OBEYED.search(text) else text


def tell(message: object = "", *, err: bool = False) -> None:
    """Print a message on stdout or stderr."""
    click.echo(visible(str(message)), err=err)


def tell_nothing_recorded(faults: int, file: str) -> None:
    """Say on stderr that a file has so many errors, and that therefore nothing of it was recorded."""
    message = tr_n(
        "glose: {n} error in {file}; nothing was recorded.",
        "glose: {n} errors in {file}; nothing was recorded.",
        faults,
        file=file,
    )
    tell(message, err=True)


def tell_repeated(rows: int) -> None:
    """Say how many rows of a file were recorded before, if any."""
    if rows:
        tell(tr_n("{n} row already recorded; skipped.", "{n} rows already recorded; skipped.", rows))


def tell_usage(error: click.UsageError) -> None:
    """Print how the command is to be written, where its help is, and what was wrong."""
    if error.ctx is not None:
        tell(error.ctx.get_usage(), err=True)
        tell(tr("Try `{command} --help`.", command=error.ctx.command_path) + "\n", err=True)
    tell(tr("Error: {message}", message=error.format_message()), err=True)


def paint(text: str, **style: Any) -> str:
    """The text in click's style, its own commands made visible: to be put together and printed by `tell_painted`."""
    before, after = _style(**style)
    return f"{before}{visible(text)}{after}"


@lru_cache(maxsize=64)
def _style(**style: Any) -> tuple[str, str]:
    """What click writes before and after words in this style."""
    before, _, after = click.style("\0", **style).partition("\0")
    return before, after


def tell_painted(message: str, *, err: bool = False) -> None:
    """Print what was put together from `paint` and `visible` alone."""
    click.echo(message, err=err)


def print_content(content: str | bytes) -> None:
    """Print what would be the content of a file: exactly, but for a terminal, which is not to obey it."""
    if isinstance(content, str):
        content = (visible(content) if sys.stdout.isatty() else content).encode()
    click.echo(content, nl=False)


def print_json(objects: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON object a line on stdout, in UTF-8 whatever the terminal's encoding.

    What a terminal would obey is written as JSON's escapes, so the values are exact and the line is harmless.
    """
    for value in objects:
        written = json.dumps(value, ensure_ascii=False)
        click.echo(_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", written).encode())


def console(*, stderr: bool = False) -> "Console":
    """A console as wide as the terminal (100 columns where there is none); strings have no markup there (`styled`)."""
    from rich.console import Console

    from commands.door import Door

    made = Console(stderr=stderr, highlight=False, soft_wrap=False, markup=False, emoji=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = 100
    made.push_render_hook(Door(visible))
    return made


def styled(template: str, **values: object) -> "Text":
    """The template with rich's markup, and the values in its `{places}` as they are, whatever brackets they have."""
    from rich.text import Span, Text

    signs = {name: chr(0xF0000 + number) for number, name in enumerate(values)}
    shown = Text.from_markup(template.format(**signs), emoji=False)
    written = {signs[name]: str(value) for name, value in values.items()}
    pieces = [written.get(letter, letter) for letter in shown.plain]
    starts = [0, *accumulate(len(piece) for piece in pieces)]
    filled = Text("".join(pieces), style=shown.style)
    filled.spans = [Span(starts[span.start], starts[span.end], span.style) for span in shown.spans]
    return filled


def titled(what: object, detail: object) -> "Text":
    """`what: detail`, with what it is about in bold."""
    return styled(tr("{what}: {detail}", what="[bold]{what}[/bold]", detail="{detail}"), what=what, detail=detail)


def show_problems(problems: Iterable[Problem]) -> None:
    """List problems on stderr, one a line, errors in red."""
    for problem in problems:
        tell_painted(f"{painted_level(problem.level)} {visible(str(problem))}", err=True)


def tell_error(error: GloseError) -> None:
    """Say on stderr what stopped something, below the problems that it has."""
    show_problems(error.problems)
    tell(f"glose: {error}", err=True)


def painted_level(level: Level) -> str:
    """`error:` or `warning:`, in its colour."""
    return paint(tr("{level}:", level=level_word(level)), fg="red" if level == "error" else "yellow")
