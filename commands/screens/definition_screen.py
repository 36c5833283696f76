"""A code as the codebook defines it, on one screen."""

from typing import TYPE_CHECKING

from rich.text import Text as Words

from coding.codebook.model import word
from wording.messages import quoted, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from commands.screens.screen import Screen
    from workbench.confirming import Session


def definition_screen(session: "Session", screen: "Screen", code_id: str) -> list[Words]:
    """Label, definition, when to use the code and when not, examples, near-misses, cues."""
    code, language = session.study.codebook.codes[code_id], session.study.settings.language
    lines = [Words.assemble((code.id, "bold green"), ("  " + word(code.label, language), "green")), Words()]
    lines += screen.wrapped(Words(word(code.definition, language) or tr("(no definition)")))
    sections: Iterable[tuple[str, Sequence[str]]] = (
        (tr("Use when"), code.use_when),
        (tr("Not when"), code.avoid_when),
        (tr("Examples"), [quoted(e.quote) for e in code.examples]),
        (tr("Near-misses"), [f"{quoted(m.quote)} {m.because}" for m in code.near_misses]),
        (tr("Cues"), [", ".join(c.phrase for c in code.cues if c.phrase)]),
    )
    for title, sentences in sections:
        if any(sentences):
            lines += [Words(), Words(title, style="bold")]
            for sentence in sentences:
                lines += screen.wrapped(Words(sentence), 2)
    return [*lines[: screen.height - 2], Words(), Words(tr("Any key goes back."), style="dim")]
