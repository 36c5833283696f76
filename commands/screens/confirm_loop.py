"""The loop of `glose confirm`: a key, what it does to the session, the screen again."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coding.codebook.model import word
from commands.screens.confirm_screen import (
    Screen,
    definition_screen,
    end_screen,
    help_screen,
    passage_screen,
    picker_screen,
)
from commands.screens.keys import Keys, edited, typed_line
from wording.spelling import folded

if TYPE_CHECKING:
    from rich.text import Text as Words

    from workbench.confirming import Session

KEYS = "a accept  r reject  s skip  o other  c code  b borders  ␣ next  ? help  q quit"


def run(session: "Session") -> None:
    """Let the person decide until they quit or nothing is left."""
    loop = _ConfirmLoop(session)
    with loop.keys, loop.screen.console.screen(hide_cursor=True):
        while True:
            loop.show(loop.lines())
            key = loop.keys.next()
            if key in ("q", "Q") or (session.item is None and key not in ("u", "p")):
                return
            session.message = ""
            loop.actions.get(key, loop.unknown)()


class _ConfirmLoop:
    def __init__(self, session: "Session") -> None:
        self.session = session
        self.screen = Screen()
        self.keys = Keys()
        self.actions: dict[str, Callable[[], None]] = {
            "a": self.accept,
            "r": session.reject,
            "R": lambda: session.reject(self.ask("Why is it rejected? ") or ""),
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
            "?": lambda: self.wait(help_screen()),
        }

    def lines(self) -> "list[Words]":
        """The passage at hand; after the last one, the way back."""
        if self.session.item is None:
            return end_screen(self.session)
        return passage_screen(self.session, self.screen, keys=KEYS)

    def show(self, lines: "Sequence[Words]") -> None:
        self.screen.draw(lines)

    def wait(self, lines: "Sequence[Words]") -> None:
        self.show(lines)
        self.keys.next()

    def unknown(self) -> None:
        self.session.message = "That key does nothing; ? lists the keys."

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
        told = self.session.suggestion.degree if self.session.suggestion else None
        proposed = told if told in degrees else None
        self.session.message = f"Degree?  {offered}  enter={proposed or 'none'}  esc=back"
        self.show(passage_screen(self.session, self.screen, keys=KEYS))
        self.session.message = ""
        # On an AZERTY keyboard the digits' keys give these without shift.
        key = dict(zip("&é\"'(-è_ç", "123456789", strict=True)).get(pressed := self.keys.next(), pressed)
        if key.isdecimal() and 1 <= int(key) <= len(degrees):
            self.session.set_degree(degrees[int(key) - 1])
            return True
        if key == "enter":
            self.session.set_degree(proposed)
        return key == "enter"

    def degree(self) -> None:
        suggestion = self.session.suggestion
        if suggestion is None or not self.session.study.codebook.degrees(suggestion.code):
            self.session.message = "The code has no scale."
            return
        self.session.set_degree(None)
        self.grade(suggestion.code)

    def other(self) -> None:
        codes = self.pick("Which code instead?", self.codes())
        if codes:
            self.session.replace(codes) if self.graded(codes) else None

    def code(self) -> None:
        codes = self.pick("Code by hand with", self.codes())
        if codes:
            self.session.add(codes) if self.graded(codes) else None

    def graded(self, codes: Sequence[str]) -> bool:
        scaled = [code for code in codes if self.session.study.codebook.degrees(code)]
        return not scaled or self.session.span.degree is not None or self.grade(scaled[0])

    def codes(self) -> list[tuple[str, str]]:
        study = self.session.study
        return [(code.id, word(code.label, study.settings.language)) for code in study.codebook.codes.values()]

    def case(self) -> None:
        cases = [(case, " ".join(known.aliases)) for case, known in self.session.study.cases.items()]
        chosen = self.pick("About which case?", cases, several=False)
        if chosen:
            self.session.set_case(chosen[0])

    def memo(self) -> None:
        written = self.ask("Memo: ")
        if written is not None:
            self.session.set_memo(written)

    def definition(self) -> None:
        suggestion = self.session.suggestion
        code = suggestion.code if suggestion else (self.pick("Which code?", self.codes(), several=False) or [""])[0]
        if code:
            self.wait(definition_screen(self.session, self.screen, code))

    def borders(self) -> None:
        moves: dict[str, Callable[[], None]] = {
            "left": lambda: self.session.move_start(-1),
            "right": lambda: self.session.move_start(1),
            "up": lambda: self.session.move_end(-1),
            "down": lambda: self.session.move_end(1),
        }
        key = ""
        while key not in ("enter", "escape", "b", "q"):
            self.session.message = "Borders: ← → the beginning, ↑ ↓ the end, by sentence; enter when done"
            self.show(passage_screen(self.session, self.screen, keys=KEYS))
            key = self.keys.next()
            if key in moves:
                moves[key]()
        self.session.message = ""

    def ask(self, question: str) -> str | None:
        """A line of text; None where the person goes back with escape."""

        def shown(typed: str) -> None:
            self.session.message = f"{question}{typed}▏  (enter done · esc back)"
            self.show(passage_screen(self.session, self.screen, keys=KEYS))
            self.session.message = ""

        return typed_line(self.keys, shown)

    def pick(self, title: str, choices: Sequence[tuple[str, str]], *, several: bool = True) -> list[str]:
        """The ids chosen from a list that typing narrows; none where the person goes back."""
        typed, at, taken = "", 0, list[str]()
        while True:
            found = matching(choices, typed)
            at = min(at, max(len(found) - 1, 0))
            self.show(picker_screen(title, typed, found, at=at, taken=taken, height=self.screen.height))
            match self.keys.next():
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
                case key:
                    typed, at = edited(typed, key), 0


def matching(choices: Sequence[tuple[str, str]], typed: str) -> list[tuple[str, str]]:
    """The choices that fit what is typed, best first; all where nothing is typed. Accents may be left out."""
    if not typed.strip():
        return list(choices)
    from rapidfuzz import fuzz, process

    names = {
        number: folded(f"{value.replace('.', ' ').replace('_', ' ')} {label}")
        for number, (value, label) in enumerate(choices)
    }
    ranked = process.extract(folded(typed), names, scorer=fuzz.WRatio, limit=30, score_cutoff=55)
    whole = [n for n, name in names.items() if all(part in name for part in folded(typed).split())]
    order = dict.fromkeys([*whole, *(number for _, _, number in ranked)])
    return [choices[number] for number in order]
