"""The loop of `glose adjudicate`: a key, what it settles, why, the screen again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coding.codebook.model import word
from commands.screens.adjudicate_screen import agreed_screen, coders_of, dispute_screen, reasons_line
from commands.screens.keys import edited
from commands.screens.loop import DIGITS, PATIENCE, DecidingLoop
from commands.screens.picker import matching, picker_screen
from commands.screens.terms import degree_said
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from rich.text import Text as Words

    from workbench.adjudicating import Adjudicating


def run(session: "Adjudicating", *, hidden: bool) -> None:
    """Let the person decide until they quit or nothing is left: first on what coders agree on."""
    with _AdjudicateLoop(session, hidden=hidden) as loop:
        if not loop.agreements():
            return
        loop.decide()


class _AdjudicateLoop(DecidingLoop):
    session: "Adjudicating"

    def __init__(self, session: "Adjudicating", *, hidden: bool) -> None:
        super().__init__()
        self.session, self.hidden = session, hidden
        session.recorder.try_again = self.try_again
        session.study.ledger.patience = PATIENCE
        self.actions: dict[str, Callable[[], None]] = {
            "b": lambda: self.settle("both", tr("all of them stand")),
            "f": lambda: self.settle("first_to_last", tr("borders from the first to the last")),
            "c": lambda: self.settle("common", tr("borders of what is common")),
            "n": lambda: self.settle("neither", tr("none of them is right")),
            **dict.fromkeys(("o", "x"), self.other),
            "p": lambda: self.settle("postpone", tr("postponed"), ask_why=False),
            "s": session.split,
            "m": self.write_note,
            "w": self.propose,
            "u": session.undo,
            **dict.fromkeys(("j", "space", "down", "right"), lambda: session.move(1)),
            **dict.fromkeys(("k", "up", "left"), lambda: session.move(-1)),
        }

    def at_end(self) -> bool:
        """Whether the last item is left behind."""
        return self.session.item is None

    def lines(self) -> "list[Words]":
        """The dispute at hand."""
        return dispute_screen(self.session, self.screen, hidden=self.hidden)

    def agreements(self) -> bool:
        """Ask whether what coders agree on is taken over; False where the person quits."""
        number = len(self.session.compared.agreed_to_take())
        if not number:
            return True
        words = tr_n(
            "On {n} coding all who read the passage agree. Taken over, it is settled in your name.",
            "On {n} codings all who read the passages agree. Taken over, they are settled in your name.",
            number,
        )
        while True:
            match self.key(lambda: agreed_screen(words, self.screen)):
                case "enter":
                    self.session.take_agreed()
                    return True
                case "j" | "space" | "escape":
                    return True
                case "q" | "Q":
                    return False

    def press(self, key: str) -> None:
        """Do what a key stands for."""
        coders = coders_of(self.session.item, hidden=self.hidden) if self.session.item else ()
        number = DIGITS.get(key, 0)
        if 1 <= number <= len(coders):
            self.take(coders[number - 1], number)
        elif key in self.actions:
            self.actions[key]()
        else:
            self.session.message = tr("That key does nothing here.")

    def take(self, coder: str, number: int) -> None:
        name = tr("coder {n}", n=number) if self.hidden else coder
        self.settle("take", tr("what {coder} coded stands", coder=name), take=coder)

    def settle(self, outcome: str, what: str, *, ask_why: bool = True, **said: str) -> None:
        """Ask why, and record."""
        answered, reason = self.why() if ask_why else (True, "")
        if answered:
            self.session.settle(outcome, what, reason=reason, **said)

    def why(self) -> tuple[bool, str]:
        """Whether the question for a reason was answered, and the reason; empty for none."""
        reasons = self.session.study.settings.reasons
        while True:
            self.session.message = reasons_line(reasons)
            key = self.key(self.lines)
            self.session.message = ""
            number = DIGITS.get(key, 0)
            if 1 <= number <= min(len(reasons), 9):
                return True, reasons[number - 1]
            if key in ("enter", "escape"):
                return key == "enter", ""

    def other(self) -> None:
        """Another code instead, with its degree where it has a scale."""
        study = self.session.study
        codes = [(code.id, word(code.label, study.settings.language)) for code in study.codebook.codes.values()]
        if code := self.pick(tr("Which code instead?"), codes):
            words = {degree: degree_said(degree) for degree in study.codebook.degrees(code)}
            degrees = [(degree, said if said != degree else "") for degree, said in words.items()]
            degree = self.pick(tr("Degree? Esc: none"), degrees) if degrees else ""
            self.settle("another", tr("coded as {codes}", codes=code), code=code, degree=degree)

    def write_note(self) -> None:
        """A note that goes with the next decision."""
        written = self.typed(tr("Note: "), self.session.note)
        if written is not None:
            self.session.note = written.strip()

    def propose(self) -> None:
        """Say that the codebook must change, and how: a proposal with the codes and codings at hand."""
        written = self.typed(tr("What must change in the codebook? "))
        if written and written.strip():
            self.session.propose(written)

    def typed(self, question: str, typed: str = "") -> str | None:
        """A line of text, asked for below the dispute; None where the person goes back."""

        def shown(typed: str) -> "list[Words]":
            self.session.message = f"{question}{typed}▏  {tr('(Enter done · Esc back)')}"
            return self.lines()

        written = self.line(shown, typed)
        self.session.message = ""
        return written

    def pick(self, title: str, choices: list[tuple[str, str]]) -> str:
        """One id from a list that typing narrows; empty where the person goes back."""
        typed, at = "", 0
        while True:
            found = matching(choices, typed)
            at = min(at, max(len(found) - 1, 0))
            key = self.key(
                lambda typed=typed, found=found, at=at: picker_screen(  # type: ignore[misc]
                    title, typed, found, at=at, taken=(), screen=self.screen, several=False
                )
            )
            match key:
                case "enter":
                    return found[at][0] if found else ""
                case "escape":
                    return ""
                case "up":
                    at = max(at - 1, 0)
                case "down":
                    at += 1
                case _:
                    typed, at = edited(typed, key), 0
