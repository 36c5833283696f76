"""The loop of `glose confirm`: a key, what it does to the session, the screen again."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coding.codebook.model import word
from commands.screens.confirm_screen import end_screen, help_screen, passage_screen
from commands.screens.definition_screen import definition_screen
from commands.screens.keys import edited
from commands.screens.loop import DIGITS, KeyLoop
from commands.screens.picker import matching, picker_screen
from wording.messages import tr

_PATIENCE = 2.0
"""Seconds that a decision waits, without a word and then between two tries, for a ledger that cannot be written to."""

if TYPE_CHECKING:
    from rich.text import Text as Words

    from workbench.confirming import Session


def run(session: "Session") -> None:
    """Let the person decide until they quit or nothing is left."""
    with _ConfirmLoop(session) as loop:
        while True:
            key = loop.key(loop.lines)
            if key in ("q", "Q") or (session.item is None and key not in ("u", "p")):
                return
            session.message = ""
            loop.actions.get(key, loop.unknown)()


class _ConfirmLoop(KeyLoop):
    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.session = session
        session.try_again = self.try_again
        session.study.ledger.patience = _PATIENCE
        self.actions: dict[str, Callable[[], None]] = {
            "a": self.accept,
            "r": session.reject,
            "R": lambda: session.reject(self.ask(tr("Why is it rejected? ")) or ""),
            "s": session.skip,
            "o": self.other,
            "c": self.code,
            "b": self.borders,
            "g": self.degree,
            "e": self.case,
            "m": self.memo,
            "d": self.definition,
            "u": session.undo,
            "space": session.next,
            "enter": session.next,
            "p": session.back,
            "?": lambda: self.wait(help_screen),
        }

    def lines(self) -> "list[Words]":
        """The passage at hand; after the last one, the way back."""
        if self.session.item is None:
            return end_screen(self.session, self.screen)
        return passage_screen(self.session, self.screen)

    def try_again(self, what: str, error: Exception) -> bool:
        """Show that a decision is not recorded yet, and why; False where the person gives up on it with Esc."""
        before = self.session.message
        self.session.message = tr("NOT RECORDED YET: {what}. {why} Trying again; Esc gives up.", what=what, why=error)
        self.screen.draw(self.lines())
        self.session.message = before
        return not self.keys.escape_within(_PATIENCE)

    def wait(self, lines: "Callable[[], Sequence[Words]]") -> None:
        """Show the lines until any key is pressed."""
        self.key(lines)

    def answer(self, message: str) -> str:
        """The key that answers a question, which is shown below the passage only until then."""
        self.session.message = message
        key = self.key(self.lines)
        self.session.message = ""
        return key

    def unknown(self) -> None:
        self.session.message = tr("That key does nothing; ? lists the keys.")

    def accept(self) -> None:
        suggestion = self.session.suggestion
        if suggestion and self.session.span.degree is None and not self.grade(suggestion.code):
            return
        self.session.accept()

    def grade(self, code: str) -> bool:
        """Ask for the degree if the code has a scale; False where the person goes back."""
        degrees = self.session.study.codebook.degrees(code)
        if not degrees:
            return True
        offered = "  ".join(f"{number}={degree}" for number, degree in enumerate(degrees, 1))
        found = self.session.suggestion.degree if self.session.suggestion else None
        proposed = found if found in degrees else None
        none = tr("Enter=none")
        by_default = f"{tr('Enter')}={proposed}" if proposed else none
        key = self.answer("  ".join([tr("Degree?"), offered, by_default, tr("Esc=back")]))
        number = DIGITS.get(key, 0)
        if 1 <= number <= len(degrees):
            self.session.set_degree(degrees[number - 1])
            return True
        if key == "enter":
            self.session.set_degree(proposed)
        return key == "enter"

    def degree(self) -> None:
        suggestion = self.session.suggestion
        if suggestion is None or not self.session.study.codebook.degrees(suggestion.code):
            self.session.message = tr("The code has no scale.")
            return
        self.session.set_degree(None)
        self.grade(suggestion.code)

    def other(self) -> None:
        codes = self.pick(tr("Which code instead?"), self.codes())
        if codes and self.graded(codes):
            self.session.replace(codes)

    def code(self) -> None:
        codes = self.pick(tr("Code by hand with:"), self.codes())
        if codes and self.graded(codes):
            self.session.add(codes)

    def graded(self, codes: Sequence[str]) -> bool:
        scaled = [code for code in codes if self.session.study.codebook.degrees(code)]
        return not scaled or self.session.span.degree is not None or self.grade(scaled[0])

    def codes(self) -> list[tuple[str, str]]:
        study = self.session.study
        return [(code.id, word(code.label, study.settings.language)) for code in study.codebook.codes.values()]

    def case(self) -> None:
        cases = [(case, " ".join(known.aliases)) for case, known in self.session.study.cases.items()]
        chosen = self.pick(tr("About which case?"), cases, several=False)
        if chosen:
            self.session.set_case(chosen[0])

    def memo(self) -> None:
        written = self.ask(tr("Memo: "))
        if written is not None:
            self.session.set_memo(written)

    def definition(self) -> None:
        suggestion = self.session.suggestion
        code = suggestion.code if suggestion else (self.pick(tr("Which code?"), self.codes(), several=False) or [""])[0]
        if code:
            self.wait(lambda: definition_screen(self.session, self.screen, code))

    def borders(self) -> None:
        moves: dict[str, Callable[[], None]] = {
            "left": lambda: self.session.move_start(-1),
            "right": lambda: self.session.move_start(1),
            "up": lambda: self.session.move_end(-1),
            "down": lambda: self.session.move_end(1),
        }
        key = ""
        while key not in ("enter", "escape", "b", "q"):
            key = self.answer(tr("Borders, by sentence: ← → move the start, ↑ ↓ the end; Enter when done"))
            moves.get(key, lambda: None)()

    def ask(self, question: str) -> str | None:
        """A line of text; None where the person goes back with Esc."""

        def shown(typed: str) -> "list[Words]":
            self.session.message = f"{question}{typed}▏  {tr('(Enter done · Esc back)')}"
            lines = self.lines()
            self.session.message = ""
            return lines

        return self.line(shown)

    def pick(self, title: str, choices: Sequence[tuple[str, str]], *, several: bool = True) -> list[str]:
        """The ids chosen from a list that typing narrows; none where the person goes back."""
        typed, at, taken = "", 0, list[str]()
        while True:
            found = matching(choices, typed)
            at = min(at, max(len(found) - 1, 0))
            key = self.key(
                lambda typed=typed, found=found, at=at, taken=taken: picker_screen(  # type: ignore[misc]
                    title, typed, found, at=at, taken=taken, screen=self.screen, several=several
                )
            )
            match key:
                case "enter":
                    return taken or [found[at][0]] if found else taken
                case "escape":
                    return []
                case "up":
                    at = max(at - 1, 0)
                case "down":
                    at += 1
                case "tab":
                    if found and several:
                        value = found[at][0]
                        taken = [t for t in taken if t != value] if value in taken else [*taken, value]
                case _:
                    typed, at = edited(typed, key), 0
