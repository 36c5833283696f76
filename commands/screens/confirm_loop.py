"""The loop of `glose confirm`: a key, what it does to the session, the screen again."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from commands.screens.change_codings import change_codings
from commands.screens.confirm_help import help_screen
from commands.screens.confirm_prompts import ConfirmPrompts
from commands.screens.definition_screen import definition_screen
from commands.screens.loop import PATIENCE
from commands.screens.new_code import in_vivo, new_code
from wording.messages import quoted, tr, tr_n
from workbench import choosing
from workbench.finding_passages import passages_with, places_to_go, visit

_WORDS_SHOWN = 60
"""Characters of the words to be coded that a question shows."""

if TYPE_CHECKING:
    from rich.text import Text as Words

    from workbench.confirming import Session

_AT_THE_END = frozenset({"u", "U", "p", "k", "K", ":", "/"})
"""The keys that still work after the last passage."""


def run(session: "Session") -> None:
    """Let the person decide until they quit or nothing is left."""
    with _ConfirmLoop(session) as loop:
        if session.position:
            session.message = _where_it_stopped(session)
        while True:
            key = loop.key(loop.lines)
            if key in ("q", "Q") or (session.item is None and key not in _AT_THE_END):
                return
            session.message = ""
            loop.actions.get(key, loop.unknown)()


def _where_it_stopped(session: "Session") -> str:
    going_on = tr("Going on where you stopped.")
    if not session.left_before:
        return going_on
    left = tr_n("{n} left open before; : lists them.", "{n} left open before; : lists them.", session.left_before)
    return f"{going_on} {left}"


class _ConfirmLoop(ConfirmPrompts):
    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        session.recorder.try_again = self.try_again
        session.study.ledger.patience = PATIENCE
        by_word: dict[str, Callable[[], None]] = {
            "[": lambda: choosing.move_start(session, -1, "word"),
            "]": lambda: choosing.move_start(session, 1, "word"),
            "{": lambda: choosing.move_end(session, -1, "word"),
            "}": lambda: choosing.move_end(session, 1, "word"),
        }
        self.actions: dict[str, Callable[[], None]] = {
            **by_word,
            **dict.fromkeys(("x", "o"), self.other),
            **dict.fromkeys(("j", "space", "enter", "down", "right"), session.next),
            **dict.fromkeys(("k", "p", "up", "left"), session.back),
            "J": lambda: session.to_text(1),
            "K": lambda: session.to_text(-1),
            "a": self.accept,
            "r": session.reject,
            "R": self.reject_with_reason,
            "s": session.skip,
            "c": self.code,
            "b": self.move_borders,
            "n": self.new,
            "v": self.in_vivo,
            "w": lambda: choosing.mark_passage(session),
            "g": self.degree,
            "e": self.case,
            "m": self.memo,
            "d": self.definition,
            "l": lambda: change_codings(self),
            ":": self.jump,
            "/": self.search,
            "u": session.undo,
            "U": session.redo,
            "?": lambda: self.wait(lambda: help_screen(self.screen)),
        }

    def meanwhile(self) -> None:
        """Learn from what was decided, until a key comes: it takes longer than a screen may."""
        self.session.learn(self.keys.come)

    def wait(self, lines: "Callable[[], Sequence[Words]]") -> None:
        """Show the lines until any key is pressed."""
        self.key(lines)

    def accept(self) -> None:
        suggestion = self.session.suggestion
        if suggestion is None or self.specified([suggestion.code], {suggestion.code: suggestion.degree}):
            self.session.accept()

    def reject_with_reason(self) -> None:
        if self.session.suggestion is None:
            self.session.reject()
        elif (reason := self.ask(tr("Why is it rejected? "))) is not None:
            self.session.reject(reason)

    def degree(self) -> None:
        suggestion = self.session.suggestion
        if suggestion is None or not self.session.study.codebook.degrees(suggestion.code):
            self.session.message = tr("The code has no scale.")
            return
        answered, degree = self.grade(suggestion.code, suggestion.degree)
        if answered:
            self.session.span.degree = degree

    def other(self) -> None:
        codes = self.pick_codes(tr("Which code instead?"))
        if codes and self.specified(codes, {}):
            self.session.replace(codes)

    def code(self) -> None:
        codes = self.pick_codes(tr("Code by hand with:"))
        if codes and self.specified(codes, {}):
            self.session.add(codes)

    def new(self) -> None:
        """Make a new code; on wish the words marked are coded with it."""
        if (code := new_code(self)) is None:
            return
        made, words = self.session.message, choosing.marked(self.session)
        self.session.message = ""
        while True:
            match self.answer(
                tr("{made} Enter codes {words} with it, Esc does not.", made=made, words=quoted(_begun(words)))
            ):
                case "enter":
                    if self.specified([code], {}):
                        self.session.add([code])
                    return
                case "escape":
                    self.session.message = made
                    return
                case _:
                    self.session.message = tr("That key does nothing here.")

    def in_vivo(self) -> None:
        """Make a code of words that were said, and code them with it; they are chosen first where none were."""
        session = self.session
        if session.item is None:
            return
        proposed = session.proposed_bounds()
        if (session.span.start, session.span.end) == proposed and not self.borders("word"):
            return
        if (code := in_vivo(self)) is not None:
            session.add([code])

    def case(self) -> None:
        cases = [(case, " ".join(known.aliases)) for case, known in self.session.study.cases.items()]
        chosen = self.pick(tr("About which case?"), cases, several=False)
        if chosen:
            self.session.span.case = chosen[0]

    def memo(self) -> None:
        written = self.ask(tr("Memo: "), self.session.span.memo)
        if written is not None:
            self.session.span.memo = written.strip()

    def definition(self) -> None:
        suggestion = self.session.suggestion
        code = suggestion.code if suggestion else (self.pick(tr("Which code?"), self.codes(), several=False) or [""])[0]
        if code:
            self.wait(lambda: definition_screen(self.session, self.screen, code))

    def move_borders(self) -> None:
        self.borders()

    def jump(self) -> None:
        """Go to any passage; those with something open are listed first."""
        self.go_to_one_of(tr("Go to which passage? (text, number or words)"), places_to_go(self.session))

    def search(self) -> None:
        """Go to a passage that has some words."""
        words = self.ask(tr("Search: "))
        if not words:
            return
        if found := passages_with(self.session, words):
            self.go_to_one_of(tr_n("In {n} passage", "In {n} passages", len(found)), found)
        else:
            self.session.message = tr("“{words}” is in no passage.", words=words)

    def go_to_one_of(self, title: str, choices: "Sequence[tuple[str, str]]") -> None:
        if chosen := self.pick(title, choices, several=False, exactly=True):
            visit(self.session, chosen[0])


def _begun(words: str) -> str:
    """The words, or their beginning where they are many."""
    return words if len(words) <= _WORDS_SHOWN else words[:_WORDS_SHOWN].rstrip() + "…"
