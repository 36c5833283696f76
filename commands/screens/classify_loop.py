"""The loop of `glose classify --step`: a case and what is proposed for it, a key, the next case."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text as Words

from coding.codebook.model import word
from coding.records.replay import NO_EVIDENCE, NOT_CLASSIFIED
from commands.screens.classify_screen import codes_at, quote_line, reading_words, reasons_of, score_of
from commands.screens.loop import DIGITS, PATIENCE, DecidingLoop
from wording.messages import quoted, tr, tr_n

if TYPE_CHECKING:
    from coding.codebook.model import TypologyClass
    from commands.screens.screen import Screen
    from workbench.class_proposals import CaseProposals
    from workbench.class_session import ClassSession


def run(session: "ClassSession") -> None:
    """Let the person decide until they quit or every case is gone through."""
    with _ClassifyLoop(session) as loop:
        loop.decide()


class _ClassifyLoop(DecidingLoop):
    session: "ClassSession"
    going_back = ("u",)

    def at_end(self) -> bool:
        """Whether the last case is left behind."""
        return self.session.file is None

    def __init__(self, session: "ClassSession") -> None:
        super().__init__()
        self.session = session
        session.recorder.try_again = self.try_again
        session.study.ledger.patience = PATIENCE
        self.actions: dict[str, Callable[[], None]] = {
            "n": lambda: session.choose(NOT_CLASSIFIED),
            "o": lambda: session.choose(NO_EVIDENCE),
            "up": lambda: session.move(-1),
            "down": lambda: session.move(1),
            "space": session.tick,
            "a": session.list_all,
            "m": self.memo,
            "d": self.define,
            "s": session.skip,
            "u": session.undo,
        }

    def press(self, key: str) -> None:
        number = DIGITS.get(key, 0)
        if 0 < number <= len(self.session.classes):
            self.session.choose(self.session.classes[number - 1].id)
        elif key in self.actions:
            self.actions[key]()
        else:
            self.session.message = tr("That key does nothing here.")

    def lines(self) -> Sequence[Words]:
        return case_screen(self.session, self.screen)

    def define(self) -> None:
        self.key(lambda: classes_screen(self.session, self.screen))

    def memo(self) -> None:
        """Ask for the note that the decision will carry; Esc leaves it as it was."""

        def shown(typed: str) -> Sequence[Words]:
            self.session.message = f"{tr('Memo: ')}{typed}▏  {tr('(Enter done · Esc back)')}"
            lines = self.lines()
            self.session.message = ""
            return lines

        typed = self.line(shown, self.session.memo)
        if typed is not None:
            self.session.memo = typed.strip()


LINES_PER_NOTE = 3
"""A longer note is cut, so that the keys stay in sight."""


def case_screen(session: "ClassSession", screen: "Screen") -> list[Words]:
    """The case at hand, its classes with what speaks for each, and its quotes, on one screen."""
    file = session.file
    if file is None:
        message = screen.wrapped(Words(session.message, style="italic"))
        end = screen.legend(tr("u undo the last decision  any other key ends"))
        return [Words(tr("That was the last case."), style="bold"), Words(), *message, Words(), *end]
    language = session.study.settings.language
    at = f"{session.position + 1}/{len(session.files)}"
    title = Words.assemble((file.case, "bold"), f"  {word(file.typology.label, language)}  ", (at, "cyan"))
    top = [title, Words("─" * screen.width, style="dim")]
    classes = [line for n, c in enumerate(session.classes, 1) for line in _class_lines(file, n, c, language, screen)]
    keys = tr(
        "1–9 class  n not classified  o no evidence  ↑ ↓ space quotes  a all  m memo  d define  s skip  u undo  q quit"
    )
    below = [*_notes(session, screen), *screen.legend(keys)]
    room = max(screen.height - len(top) - len(classes) - len(below) - 1, 3)
    quotes = _quotes(session, screen, room)
    filler = [Words()] * max(room - len(quotes), 0)
    return [*top, *classes, Words(), *quotes, *filler, *below]


def _class_lines(
    file: "CaseProposals", number: int, chosen: "TypologyClass", language: str, screen: "Screen"
) -> list[Words]:
    found = file.proposal(chosen.id)
    indent = "  " * len(file.typology.above(chosen.id))
    name = Words.assemble(("  " + indent, ""), (f"{number} ", "bold cyan"), (word(chosen.label, language) or chosen.id))
    if found is None:
        return [name]
    proposal = found[1]
    name.stylize("bold")
    name += Words(f"  {score_of(proposal)}", style="cyan")
    reasons = [screen.wrapped(Words(reason, style="dim"), 6 + len(indent)) for reason in reasons_of(proposal)]
    return [name, *(line for lines in reasons for line in lines)]


def _quotes(session: "ClassSession", screen: "Screen", room: int) -> list[Words]:
    """The quotes around the cursor, one a line, then the one under the cursor in full."""
    file, quotes = session.file, session.quotes
    assert file is not None
    if not quotes:
        nothing = tr("Nothing is coded: {reading}.", reading=reading_words(file.reading))
        why = tr("a lists what is coded.") if file.proposed.coded else nothing
        return screen.wrapped(Words(f"{tr('No quote speaks for a class.')} {why}", style="dim"), 2)
    at_hand = quotes[session.cursor]
    whole = screen.wrapped(Words(quoted(" ".join(at_hand.place.quote.split())), style="italic"), 4)
    whole = [*whole[: max(room // 2 - 1, 1)], Words(f"    {at_hand.place.text} · {codes_at(at_hand)}", style="dim")]
    listed = max(room - len(whole) - 1, 1)
    first = max(0, min(session.cursor - listed // 2, len(quotes) - listed))
    lines = []
    for at, quote in list(enumerate(quotes))[first : first + listed]:
        line = quote_line(quote, width=screen.width, mark="●" if quote.number in session.ticked else " ")
        if at == session.cursor:
            line.stylize("reverse")
        lines.append(line)
    return [*lines, Words(), *whole]


def _notes(session: "ClassSession", screen: "Screen") -> list[Words]:
    file = session.file
    assert file is not None
    notes = [
        tr("example of {name}, not a member: {quote}", name=name, quote=quoted(example.quote))
        for name, example in file.examples
    ]
    notes += [tr("memo {memo}", memo=quoted(session.memo))] if session.memo else []
    notes += [tr_n("{n} quote ticked", "{n} quotes ticked", len(session.ticked))] if session.ticked else []
    lines = [line for note in notes for line in screen.wrapped(Words(note, style="magenta"))[:LINES_PER_NOTE]]
    return [*lines, *(screen.wrapped(Words(session.message, style="italic")) if session.message else [])]


def classes_screen(session: "ClassSession", screen: "Screen") -> list[Words]:
    """What each class means, with quotes that are typical of it."""
    language = session.study.settings.language
    lines: list[Words] = []
    for number, chosen in enumerate(session.classes, 1):
        lines.append(Words.assemble((f"{number} ", "bold cyan"), (word(chosen.label, language), "bold")))
        lines += screen.wrapped(Words(word(chosen.definition, language) or tr("(no definition)")), 4)
        for example in chosen.examples:
            lines += screen.wrapped(Words(tr("example: {quote}", quote=quoted(example.quote)), style="dim"), 4)
    return [*lines[: screen.height - 2], Words(), Words(tr("Any key goes back."), style="dim")]
