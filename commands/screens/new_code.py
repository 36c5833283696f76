"""A code made while coding: from a label that is typed, or in vivo, from the words that somebody said."""

from typing import TYPE_CHECKING

from coding.codebook.edit import NewCode, id_from, id_problem
from commands.screens.terms import degree_said
from wording.messages import quoted, tr
from workbench import choosing
from workbench.making_codes import make_code

if TYPE_CHECKING:
    from commands.screens.confirm_prompts import ConfirmPrompts


def new_code(prompts: "ConfirmPrompts") -> str | None:
    """Ask for a code and make it; its id, or None where the person goes back or it could not be made."""
    label = _one_line(prompts.ask(tr("New code, its label: ")))
    if not label or (parent := _parent(prompts, label)) is None:
        return None
    if (own_id := _id(prompts, label, parent)) is None:
        return None
    if (definition := prompts.ask(tr("Definition (may be empty): "))) is None:
        return None
    if (scale := _scale(prompts)) is None:
        return None
    new = NewCode(own_id, label, parent or None, _one_line(definition), scale or None, _language(prompts))
    return new.full_id if make_code(prompts.session, new) else None


def in_vivo(prompts: "ConfirmPrompts") -> str | None:
    """Make a code of the words marked, in these words; its id, or None where the person goes back."""
    label = _one_line(prompts.ask(tr("Code in vivo, in these words: "), choosing.marked(prompts.session)))
    if not label or (parent := _parent(prompts, label)) is None:
        return None
    own_id = id_from(label, prompts.session.study.codebook.codes, parent or None)
    new = NewCode(own_id, label, parent or None, language=_language(prompts))
    return new.full_id if make_code(prompts.session, new) else None


def _parent(prompts: "ConfirmPrompts", label: str) -> str | None:
    """The code that it is to be below, empty for none; None where the person goes back."""
    at_the_top = ("", tr("(below no other code)"))
    chosen = prompts.pick(
        tr("Below which code does {label} go?", label=quoted(label)), [at_the_top, *prompts.codes()], several=False
    )
    return chosen[0] if chosen else None


def _id(prompts: "ConfirmPrompts", label: str, parent: str) -> str | None:
    book = prompts.session.study.codebook
    typed = id_from(label, book.codes, parent or None)
    while True:
        above = f"{parent}." if parent else ""
        answer = prompts.ask(tr("Its id: {above}", above=above), typed)
        if answer is None:
            return None
        typed = answer.strip()
        fault = id_problem(book, typed, parent or None)
        if fault is None:
            return typed
        prompts.session.message = fault


def _scale(prompts: "ConfirmPrompts") -> str | None:
    """The scale of its degrees, empty for none; None where the person goes back."""
    scales = prompts.session.study.codebook.scales
    if not scales:
        return ""
    choices = [
        ("", tr("(no degrees)")),
        *((name, ", ".join(map(degree_said, degrees))) for name, degrees in scales.items()),
    ]
    chosen = prompts.pick(tr("Which scale do its degrees have?"), choices, several=False)
    return chosen[0] if chosen else None


def _language(prompts: "ConfirmPrompts") -> str | None:
    """The language that the words are written in: the study's, where the codebook has it."""
    study = prompts.session.study
    return study.settings.language if study.settings.language in study.codebook.languages else None


def _one_line(typed: str | None) -> str:
    return " ".join((typed or "").split())
