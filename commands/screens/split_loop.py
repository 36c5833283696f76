"""The loop of `glose codebook split`: a coding in its passage, and one key for the code that it goes to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coding.codebook.model import word
from commands.screens.adjudicate_screen import fitted
from commands.screens.loop import DIGITS, PATIENCE, DecidingLoop
from commands.screens.terms import degree_said
from wording.messages import tr

if TYPE_CHECKING:
    from rich.text import Text as Words

    from coding.records.replay import Coding
    from commands.screens.screen import Screen
    from workbench.splitting import Splitting


def run(session: "Splitting") -> None:
    """Let the person choose until they quit or nothing is left."""
    with _SplitLoop(session) as loop:
        loop.decide()


class _SplitLoop(DecidingLoop):
    session: "Splitting"

    def __init__(self, session: "Splitting") -> None:
        super().__init__()
        self.session = session
        session.recorder.try_again = self.try_again
        session.study.ledger.patience = PATIENCE
        self.targets = [code for code in session.into if code != session.code][:9]
        self.actions: dict[str, Callable[[], None]] = {
            "s": lambda: session.goes_to(session.code),
            "u": session.undo,
            **dict.fromkeys(("j", "space", "down", "right"), lambda: session.move(1)),
            **dict.fromkeys(("k", "up", "left"), lambda: session.move(-1)),
        }

    def at_end(self) -> bool:
        """Whether the last item is left behind."""
        return self.session.item is None

    def lines(self) -> "list[Words]":
        """The coding at hand."""
        return split_screen(self.session, self.targets, self.screen)

    def press(self, key: str) -> None:
        """Do what a key stands for."""
        number = DIGITS.get(key, 0)
        if 1 <= number <= len(self.targets):
            self.session.goes_to(self.targets[number - 1])
        elif key in self.actions:
            self.actions[key]()
        else:
            self.session.message = tr("That key does nothing here.")


def split_screen(session: "Splitting", targets: "list[str]", screen: "Screen") -> "list[Words]":
    """The coding in its passage above; below, the codes with their keys, and what was told last."""
    from rich.text import Text as Words

    if session.item is None:
        lines = [Words(tr("That was the last one."), style="bold"), Words(session.message, style="italic")]
        return fitted(lines, screen.legend(tr("u undo  k back  any other key ends")), screen)
    lines = [_head(session), Words(), *_passage(session, screen), Words(), *_said(session.item, screen)]
    book, language = session.study.codebook, session.study.settings.language
    below = []
    for number, code in enumerate(targets, 1):
        label = word(book.code(code).label, language)
        definition = word(book.code(code).definition, language)
        told = f"{label}. {definition}" if definition else label
        below += screen.wrapped(Words.assemble((f" {number} ", "reverse"), " ", (code, "green"), f"  {told}"))[:2]
    told_last = screen.wrapped(Words(session.message, style="italic")) if session.message else [Words()]
    keys = tr("1–9 goes there  s stays  j k on, back  u undo  q quit")
    return fitted(lines, [*below, *told_last, *screen.legend(keys)], screen)


def _head(session: "Splitting") -> "Words":
    from rich.text import Text as Words

    assert session.item is not None
    head = Words(f"{session.position + 1}/{len(session.items)}  ", style="dim")
    head.append(session.code, style="bold green")
    head.append(f"  {session.item.place.text}  {session.item.coder}", style="bold")
    if chosen := session.chosen_for(session.item):
        head.append(f"  → {chosen}", style="yellow")
    return head


def _passage(session: "Splitting", screen: "Screen") -> "list[Words]":
    """The passages that the coding lies in, its own words set off."""
    from rich.text import Text as Words

    assert session.item is not None
    text, whole = session.around()
    own = session.item.place
    before, after = text.content[whole.start : own.start], text.content[own.end : whole.end]
    shown = Words.assemble((_line(before), "dim"), (_line(own.quote), "bold reverse"), (_line(after), "dim"))
    return screen.wrapped(shown, 2)


def _line(words: str) -> str:
    return words.replace("\n", " ")


def _said(coding: "Coding", screen: "Screen") -> "list[Words]":
    from rich.text import Text as Words

    said = " · ".join(part for part in (degree_said(coding.degree), coding.value, coding.case) if part)
    lines = [Words(f"  {said}", style="magenta")] if said else []
    if coding.memo:
        lines += screen.wrapped(Words(tr("memo {memo}", memo=coding.memo), style="dim"), 2)
    return lines
