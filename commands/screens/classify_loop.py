"""The loop of `glose classify --step`: a case and what is proposed for it, a key, the next case."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text as Words

from coding.codebook.model import word
from coding.records.replay import NO_EVIDENCE, NOT_CLASSIFIED
from commands.options import counted
from commands.screens.classify_screen import READING, codes_at, quote_line, reasons_of, score_of
from commands.screens.confirm_screen import Screen
from commands.screens.keys import Keys, typed_line

if TYPE_CHECKING:
    from coding.codebook.model import TypologyClass
    from workbench.class_proposals import CaseProposals
    from workbench.class_session import ClassSession

KEYS = "1–9 class  n not classified  o no evidence  ↑ ↓ space quotes  a all  m memo  d define  s skip  u undo  q quit"
DIGITS = {**{digit: int(digit) for digit in "123456789"}, **{key: n for n, key in enumerate("&é\"'(-è_ç", 1)}}
"""The keys for the classes; on an AZERTY keyboard the digits' keys give the second ones without shift."""


def run(session: "ClassSession") -> None:
    """Let the person decide until they quit or every case is gone through."""
    loop = _ClassifyLoop(session)
    with loop.keys, loop.screen.console.screen(hide_cursor=True):
        while True:
            loop.show()
            key = loop.keys.next()
            if key in ("q", "Q") or (session.file is None and key != "u"):
                return
            session.message = ""
            loop.press(key)


class _ClassifyLoop:
    def __init__(self, session: "ClassSession") -> None:
        self.session = session
        self.screen = Screen()
        self.keys = Keys()
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
            self.session.message = "That key does nothing."

    def show(self) -> None:
        self.screen.draw(case_screen(self.session, self.screen))

    def define(self) -> None:
        self.screen.draw(classes_screen(self.session, self.screen))
        self.keys.next()

    def memo(self) -> None:
        """Ask for the note that the decision will carry; escape leaves it as it was."""

        def shown(typed: str) -> None:
            self.session.message = f"Memo: {typed}▏  (enter done · esc back)"
            self.show()
            self.session.message = ""

        typed = typed_line(self.keys, shown, self.session.memo)
        if typed is not None:
            self.session.memo = typed.strip()


def case_screen(session: "ClassSession", screen: Screen) -> list[Words]:
    """The case at hand, its classes with what speaks for each, and its quotes, on one screen."""
    file = session.file
    if file is None:
        said = screen.wrapped(Words(session.message, style="italic"))
        end = Words("u takes the last decision back · any other key ends", style="dim")
        return [Words("That was the last case.", style="bold"), Words(), *said, Words(), end]
    language = session.study.settings.language
    at = f"{session.position + 1}/{len(session.files)}"
    title = Words.assemble((file.case, "bold"), f"  {word(file.typology.label, language)}  ", (at, "cyan"))
    top = [title, Words("─" * screen.width, style="dim")]
    classes = [line for n, c in enumerate(session.classes, 1) for line in _class_lines(file, n, c, language)]
    below = [*_notes(session, screen), *screen.wrapped(Words(KEYS, style="dim"))]
    room = max(screen.height - len(top) - len(classes) - len(below) - 1, 3)
    quotes = _quotes(session, screen, room)
    filler = [Words()] * max(room - len(quotes), 0)
    return [*top, *classes, Words(), *quotes, *filler, *below]


def _class_lines(file: "CaseProposals", number: int, chosen: "TypologyClass", language: str) -> list[Words]:
    found = file.proposal(chosen.id)
    indent = "  " * len(file.typology.above(chosen.id))
    name = Words.assemble(("  " + indent, ""), (f"{number} ", "bold cyan"), (word(chosen.label, language) or chosen.id))
    if found is None:
        return [name]
    proposal = found[1]
    name.stylize("bold")
    name += Words(f"  {score_of(proposal)}", style="cyan")
    return [name, *(Words(f"      {indent}{reason}", style="dim") for reason in reasons_of(proposal))]


def _quotes(session: "ClassSession", screen: Screen, room: int) -> list[Words]:
    """The quotes around the cursor, one a line, then the one under the cursor in full."""
    file, quotes = session.file, session.quotes
    assert file is not None
    if not quotes:
        said = f"Nothing is coded: {READING[file.reading]}." if not file.proposed.coded else "a lists what is coded."
        return [Words(f"  No quote speaks for a class. {said}", style="dim")]
    at_hand = quotes[session.cursor]
    whole = screen.wrapped(Words(f"“{' '.join(at_hand.place.quote.split())}”", style="italic"), 4)
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


def _notes(session: "ClassSession", screen: Screen) -> list[Words]:
    file = session.file
    assert file is not None
    notes = [f"example of {name}, not a member: “{example.quote}”" for name, example in file.examples]
    notes += [f"memo “{session.memo}”"] if session.memo else []
    notes += [f"{counted(len(session.ticked), 'quote')} ticked"] if session.ticked else []
    lines = [Words(note, style="magenta") for note in notes]
    return [*lines, *(screen.wrapped(Words(session.message, style="italic")) if session.message else [])]


def classes_screen(session: "ClassSession", screen: Screen) -> list[Words]:
    """What each class means, with quotes that are typical of it."""
    language = session.study.settings.language
    lines: list[Words] = []
    for number, chosen in enumerate(session.classes, 1):
        lines.append(Words.assemble((f"{number} ", "bold cyan"), (word(chosen.label, language), "bold")))
        lines += screen.wrapped(Words(word(chosen.definition, language) or "(no definition)"), 4)
        for example in chosen.examples:
            lines += screen.wrapped(Words(f"example: “{example.quote}”", style="dim"), 4)
    return [*lines[: screen.height - 2], Words(), Words("Any key goes back.", style="dim")]
