"""What is known of the code suggested: its definition and what was coded with it before, where there is room for it."""

from typing import TYPE_CHECKING

from rich.text import Text as Words

from coding.codebook.model import word
from wording.messages import quoted, tr

if TYPE_CHECKING:
    from commands.screens.screen import Screen
    from workbench.confirming import Session

_QUOTES = 3
"""How many earlier quotes are shown at most."""


def about_code(session: "Session", screen: "Screen", room: int) -> list[Words]:
    """As many lines as there is room for: the definition, then the coder's latest quotes of that code elsewhere."""
    suggestion, item = session.suggestion, session.item
    if suggestion is None or item is None or room < 2:
        return []
    code, language = session.study.codebook.codes[suggestion.code], session.study.settings.language
    definition = screen.wrapped(Words(word(code.definition, language), style="dim"), 2) if code.definition else []
    quotes: list[Words] = []
    for coding in session.coded_before(suggestion.code)[:_QUOTES]:
        where = f"{coding.place.text}: " if coding.place.text != item.text.id else ""
        words = " ".join(coding.place.quote.split())
        wrapped = screen.wrapped(Words(f"{where}{quoted(words)}", style="dim"), 4)
        if len(quotes) + min(len(wrapped), 2) < room:
            quotes += [*wrapped[:1], wrapped[1] + Words(" …", style="dim")] if len(wrapped) > 2 else wrapped
    lines = definition[: max(room - 1 - len(quotes), 1) if quotes else room]
    if quotes and room - len(lines) > 1:
        lines = [*lines, Words("  " + tr("Coded with it before:"), style="dim"), *quotes]
    return lines[:room]
