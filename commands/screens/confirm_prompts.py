"""What `glose confirm` asks for: a key out of some, a line of text, codes from a list, a degree, a value."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text as Words

from coding.codebook.model import word
from commands.screens.confirm_screen import end_screen, passage_screen
from commands.screens.keys import edited
from commands.screens.loop import DIGITS, DecidingLoop
from commands.screens.picker import containing, matching, picker_screen
from commands.screens.terms import degree_said
from wording.messages import quoted, tr
from workbench import choosing

if TYPE_CHECKING:
    from workbench.confirming import Session
    from workbench.marking import Unit


class ConfirmPrompts(DecidingLoop):
    """The questions, each answered by the keys that it names; other keys are told to do nothing."""

    session: "Session"

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.session = session

    def lines(self) -> list[Words]:
        """The passage at hand; after the last one, the way back."""
        if self.session.item is None:
            return end_screen(self.session, self.screen)
        return passage_screen(self.session, self.screen)

    def answer(self, message: str) -> str:
        """The key that answers a question, which is shown below the passage only until then."""
        before = self.session.message
        self.session.message = f"{before}\n{message}" if before else message
        key = self.key(self.lines)
        self.session.message = ""
        return key

    def unknown(self) -> None:
        """Say that a key does nothing."""
        self.session.message = tr("That key does nothing; ? lists the keys.")

    def ask(self, question: str, typed: str = "") -> str | None:
        """A line of text, from what is typed already; None where the person goes back with Esc."""
        before, self.session.message = self.session.message, ""

        def shown(typed: str) -> list[Words]:
            asked = f"{question}{typed}▏  {tr('(Enter done · Esc back)')}"
            self.session.message = f"{before}\n{asked}" if before else asked
            lines = self.lines()
            self.session.message = ""
            return lines

        return self.line(shown, typed)

    def grade(self, code: str, found: str | None = None) -> tuple[bool, str | None]:
        """Ask for the degree if the code has a scale: whether it was answered, and the degree; `found` is proposed."""
        degrees = self.session.study.codebook.degrees(code)
        if not degrees:
            return True, None
        offered = "  ".join(f"{number}={degree_said(degree)}" for number, degree in enumerate(degrees, 1))
        proposed = found if found in degrees else None
        by_default = f"{tr('Enter')}={degree_said(proposed)}" if proposed else tr("Enter=none")
        question = "  ".join([f"{code}: {tr('Degree?')}", offered, by_default, tr("Esc=back")])
        while True:
            key = self.answer(question)
            number = DIGITS.get(key, 0)
            if 1 <= number <= len(degrees):
                return True, degrees[number - 1]
            if key == "enter":
                return True, proposed
            if key == "escape":
                return False, None
            self.session.message = tr("That key does nothing here.")

    def specified(self, codes: Sequence[str], found: Mapping[str, str | None]) -> bool:
        """Ask for each code's degree and value, where it takes them; False where the person goes back."""
        span = self.session.span
        for code in codes:
            if code not in span.degrees and span.degree is None:
                answered, span.degrees[code] = self.grade(code, found.get(code))
                if not answered:
                    span.degrees.clear()
                    return False
            if self.session.study.codebook.codes[code].several and code not in span.values:
                if (value := self.value(code)) is None:
                    span.degrees.clear()
                    return False
                span.values[code] = value
        return True

    def value(self, code: str, typed: str = "") -> str | None:
        """Ask for a value, from what it is already; None where the person goes back."""
        return self.ask(tr("Value for {code} (a name, number or date; empty for none): ", code=code), typed)

    def borders(self, by: "Unit" = "sentence") -> bool:
        """Move the borders; False where they are left as they were."""
        session, before = self.session, (self.session.span.start, self.session.span.end)
        while True:
            step = tr("by sentence (Tab: by word)") if by == "sentence" else tr("by word (Tab: by sentence)")
            hint = tr("← → move the start, ↑ ↓ the end; w whole passage; Enter done, Esc back")
            match self.answer(tr("Borders, {step}: {hint}", step=step, hint=hint)):
                case "left":
                    choosing.move_start(session, -1, by)
                case "right":
                    choosing.move_start(session, 1, by)
                case "up":
                    choosing.move_end(session, -1, by)
                case "down":
                    choosing.move_end(session, 1, by)
                case "tab":
                    by = "word" if by == "sentence" else "sentence"
                case "w":
                    choosing.mark(session, *choosing.passage_bounds(session))
                case "enter" | "b":
                    return True
                case "escape":
                    choosing.mark(session, *before)
                    return False
                case _:
                    session.message = tr("That key does nothing here.")

    def codes(self) -> list[tuple[str, str]]:
        """The ids and labels of all codes."""
        study = self.session.study
        return [(code.id, word(code.label, study.settings.language)) for code in study.codebook.codes.values()]

    def pick_codes(self, title: str) -> list[str]:
        """Codes for the words marked, which are shown; ← → choose between these, their sentence and the passage."""
        session = self.session
        proposed = (session.span.start, session.span.end)
        extents: list[tuple[str, Callable[[], None]]] = [
            (tr("as marked"), lambda: choosing.mark(session, *proposed)),
            (tr("the sentence"), lambda: choosing.mark_sentence(session)),
            (tr("the whole passage"), lambda: choosing.mark(session, *choosing.passage_bounds(session))),
        ]
        at = 0

        def turn(steps: int) -> None:
            nonlocal at
            at = (at + steps) % len(extents)
            choosing.mark(session, *proposed)
            extents[at][1]()

        def about() -> list[Words]:
            words = self.screen.wrapped(Words(quoted(choosing.marked(session)), style="green"))
            cut = [*words[:2], Words("…", style="green"), words[-1]] if len(words) > 4 else words
            return [*cut, Words(extents[at][0], style="dim")]

        turns = {"left": lambda: turn(-1), "right": lambda: turn(1)}
        chosen = self.pick(title, self.codes(), about=about, turns=turns, more=[tr("← → other words")])
        if not chosen:
            choosing.mark(session, *proposed)
        return chosen

    def pick(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        *,
        several: bool = True,
        exactly: bool = False,
        about: Callable[[], Sequence[Words]] = list,
        turns: Mapping[str, Callable[[], None]] | None = None,
        more: Sequence[str] = (),
    ) -> list[str]:
        """The ids chosen from a list that typing narrows, `exactly` or not; none where the person goes back."""
        typed, at, taken = "", 0, list[str]()
        while True:
            found = containing(choices, typed) if exactly else matching(choices, typed)
            at = min(at, max(len(found) - 1, 0))
            key = self.key(
                lambda typed=typed, found=found, at=at, taken=taken: picker_screen(  # type: ignore[misc]
                    title,
                    typed,
                    found,
                    at=at,
                    taken=taken,
                    screen=self.screen,
                    several=several,
                    about=about(),
                    more=more,
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
                case _ if turns and key in turns:
                    turns[key]()
                case _:
                    typed, at = edited(typed, key), 0
