"""What a correction or a new reading of a text changes, and what happens to every decision on it."""

from collections import Counter
from typing import TYPE_CHECKING, get_args

from commands.printing import console, styled, titled
from wording.messages import quoted, tr, tr_n

if TYPE_CHECKING:
    from corpus.text import Text
    from workbench.correcting import Correction

_SHOWN = 40


def show_correction(correction: "Correction") -> None:
    """Print the changed lines, how the turns change, and what happens to the decisions on the text."""
    from commands.screens.terms import fate_word, record_word
    from corpus.anchoring import AnchorFate

    out = console()
    changes = tr_n("{n} change", "{n} changes", len(correction.changes))
    out.print(titled(correction.old.id, changes))
    for line, was, now in correction.changes[:_SHOWN]:
        out.print(tr("line {number}", number=line), style="dim")
        for mark, colour, words in (("-", "red", was), ("+", "green", now)):
            for row in words.split("\n") if words else []:
                out.print(f"{mark} {row}", style=colour)
    if len(correction.changes) > _SHOWN:
        more = len(correction.changes) - _SHOWN
        out.print(tr_n("… and {n} more", "… and {n} more", more), style="dim")
    before, after = _voices(correction.old), _voices(correction.new)
    if before != after:
        out.print(f"- {before}", style="red")
        out.print(f"+ {after}", style="green")
    for move in correction.moves:
        if move.before is None or move.fate in ("kept", "moved"):
            continue
        what = {"fate": fate_word(move.fate), "what": record_word(move.what), "coder": move.record.coder}
        out.print(styled("\n[bold]{fate}[/bold] {what} [dim]({coder})[/dim]", **what))
        out.print(f"- {quoted(move.before)}", style="red")
        if move.after is not None:
            out.print(f"+ {quoted(move.after)}", style="green")
    fates = get_args(AnchorFate)
    counts = ", ".join(f"{correction.count(fate)} {fate_word(fate)}" for fate in fates)
    out.print("\n" + tr("Decisions on this text: {counts}.", counts=counts))


def _voices(text: "Text") -> str:
    """The text's kind, speakers with roles, cases and turns, passages, and words in no turn, in one line."""
    from commands.screens.terms import role_word, text_kind_word
    from corpus.problem import shortened

    voices = Counter((turn.speaker or tr("(not named)"), turn.role, turn.case) for turn in text.turns)
    turns = ", ".join(
        f"{shortened(name)} ({role_word(role)}, {f'{case}, ' if case else ''}{tr_n('{n} turn', '{n} turns', number)})"
        for (name, role, case), number in voices.items()
    )
    outside = sum(len(text.quote(passage).split()) for passage in text.passages if passage.turn is None)
    parts = [text_kind_word(text.kind), text.language, turns, tr_n("{n} passage", "{n} passages", len(text.passages))]
    if text.turns and outside:
        parts.append(tr_n("{n} word in no turn", "{n} words in no turn", outside))
    if text.words_outside:
        parts.append(tr_n("{n} word in no passage", "{n} words in no passage", text.words_outside))
    return " · ".join(part for part in parts if part)
