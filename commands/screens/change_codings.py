"""The list of what is coded in the passage at hand, and the keys that change a coding there."""

from typing import TYPE_CHECKING

from commands.screens.codings_here import codings_screen
from wording.messages import tr
from workbench import choosing, recoding

if TYPE_CHECKING:
    from coding.records.replay import Coding
    from commands.screens.confirm_prompts import ConfirmPrompts


def change_codings(prompts: "ConfirmPrompts") -> None:
    """List what is coded in the passage, and change it there, until the person goes back."""
    session, at = prompts.session, 0
    while here := session.codings_here():
        at = min(at, len(here) - 1)
        match prompts.key(lambda at=at, here=here: codings_screen(session, prompts.screen, here, at)):  # type: ignore[misc]
            case "escape" | "enter" | "l" | "q":
                return
            case "up" | "k":
                at = max(at - 1, 0)
            case "down" | "j":
                at += 1
            case key:
                session.message = ""
                _change(prompts, key, here[at])
    session.message = session.message or tr("You have coded nothing in this passage.")


def _change(prompts: "ConfirmPrompts", key: str, coding: "Coding") -> None:
    session = prompts.session
    changes = {"x": _recode, "o": _recode, "b": _move, "g": _grade, "v": _value, "m": _memo}
    if key == "r":
        recoding.retract(session, coding)
    elif key == "u":
        session.undo()
    elif key in changes:
        changes[key](prompts, coding)
    else:
        session.message = tr("That key does nothing here.")


def _recode(prompts: "ConfirmPrompts", coding: "Coding") -> None:
    if codes := prompts.pick(tr("Which code instead?"), prompts.codes()):
        recoding.recode(prompts.session, coding, codes)


def _move(prompts: "ConfirmPrompts", coding: "Coding") -> None:
    session = prompts.session
    choosing.mark(session, coding.place.start, coding.place.end)
    if prompts.borders():
        recoding.move(session, coding, session.span.start, session.span.end)


def _grade(prompts: "ConfirmPrompts", coding: "Coding") -> None:
    answered, degree = prompts.grade(coding.code, coding.degree)
    if answered:
        recoding.grade(prompts.session, coding, degree)


def _value(prompts: "ConfirmPrompts", coding: "Coding") -> None:
    if (value := prompts.value(coding.code, coding.value or "")) is not None:
        recoding.give_value(prompts.session, coding, value)


def _memo(prompts: "ConfirmPrompts", coding: "Coding") -> None:
    if (memo := prompts.ask(tr("Memo: "), coding.memo or "")) is not None:
        recoding.note(prompts.session, coding, memo)
