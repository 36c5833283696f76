"""What a coder has coded in the passage at hand, as a list to change it from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text as Words

from commands.screens.terms import degree_said
from wording.messages import quoted, tr

if TYPE_CHECKING:
    from coding.records.replay import Coding
    from commands.screens.screen import Screen
    from workbench.confirming import Session


def codings_screen(session: "Session", screen: "Screen", here: "Sequence[Coding]", at: int) -> list[Words]:
    """The codings, the one with the cursor on it in full."""
    lines = [Words(tr("Coded in this passage"), style="bold"), Words()]
    for number, coding in enumerate(here):
        said = [
            degree_said(coding.degree),
            coding.value,
            coding.case if coding.case != session.study.texts[coding.place.text].case else None,
        ]
        title = Words.assemble(
            ("▸ " if number == at else "  ", "cyan"),
            (coding.code, "reverse" if number == at else "green"),
            ("  " + " · ".join(part for part in said if part), "magenta"),
        )
        words = screen.wrapped(Words(quoted(" ".join(coding.place.quote.split())), style="dim"), 4)
        lines += [title, *(words[:4] if number == at else words[:1])]
        if coding in session.reopened_here():
            lines.append(Words("    " + tr("coded under an earlier definition"), style="yellow"))
        if coding.memo:
            lines.append(Words("    " + tr("memo {memo}", memo=quoted(coding.memo)), style="dim"))
    message = screen.wrapped(Words(session.message, style="italic")) if session.message else []
    keys = tr("↑ ↓ choose  r retract  x other code  b borders  g degree  v value  m memo  u undo  Esc back")
    below = [*message, *screen.legend(keys)]
    room = max(screen.height - len(below), 1)
    return [*lines[:room], *[Words()] * (room - len(lines)), *below]
