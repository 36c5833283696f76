"""Deciding the class of a case in an open study, on numbered quotes or on words of a text, and taking it back."""

from collections.abc import Sequence

from coding.classing.choice import Choice, pending_choice, pending_retractions
from coding.deciding.quoted_place import listed, not_there
from coding.records.entry import Entry
from coding.records.replay import Classification, Unclassed
from corpus.place import Place
from corpus.problem import GloseError
from corpus.quote_search import find_quote
from wording.messages import quoted, tr, tr_n
from workbench.class_proposals import CaseProposals
from workbench.study import Study


class NoSuchQuote(GloseError):
    """A quote was named that is not in the list, or is not found once in its text."""


class NothingToTakeBack(GloseError):
    """A coder wanted to take back a class that they never gave."""


def places_of(file: CaseProposals, named: Sequence[str]) -> tuple[Place, ...]:
    """The places of quotes named by their number or by the beginning of a coding's id; raises NoSuchQuote."""
    return tuple(dict.fromkeys(_place_of(file, name) for name in named))


def _place_of(file: CaseProposals, name: str) -> Place:
    if name.isdecimal() and len(name) < 6:
        found = [quote for number, quote in file.quotes.items() if number == int(name)]
    else:
        found = [quote for quote in file.quotes.values() if any(c.id.startswith(name) for c in quote.codings)]
    if len(found) != 1:
        there_are = (
            tr("They are numbered from 1 to {count}", count=len(file.quotes)) if file.quotes else tr("It has none")
        )
        shown = f'glose classify {file.typology.id} "{file.case}" --all'
        raise NoSuchQuote(
            tr(
                "{case} has no quote {name!r} in {typology}. {there_are}: `{command}` lists them.",
                case=file.case,
                name=name,
                typology=file.typology.id,
                there_are=there_are,
                command=shown,
            )
        )
    return found[0].place


def place_in(study: Study, text_id: str, quote: str) -> Place:
    """The place of a quote that is in a text once; raises NoSuchQuote, UnknownText."""
    text = study.text(text_id)
    found = find_quote(text.content, quote)
    if len(found) != 1:
        words = {"quote": quoted(quote[:60]), "text": text.id}
        raise NoSuchQuote(
            tr_n(
                "{quote} is {n} time in {text}; copy more of the words around it.",
                "{quote} is {n} times in {text}; copy more of the words around it.",
                len(found),
                **words,
            )
            + listed(text, found)
            if found
            else not_there(quote, text, study.texts)
        )
    start, end = found[0]
    return Place(text.id, start, end, text.content[start:end])


def held_by(study: Study, coder: str, typology: str, case: str) -> list[Classification | Unclassed]:
    """What a coder holds of a case in a typology."""
    classes = study.ledger.classifications(coder=coder, typology=typology, case=case)
    return [*classes, *study.ledger.unclassed(coder=coder, typology=typology, case=case)]


def decide_class(
    study: Study, file: CaseProposals, choice: Choice, *, coder: str, instead: bool = False
) -> list[Entry]:
    """Record a choice in one transaction, with the proposal that was shown; nothing where all of it holds already.

    Raises AlreadyClassed, NoQuote, UnknownCode (see `pending_choice`).
    """
    shown = file.proposal(choice.class_id)
    proposal = {**shown[1].as_json(), "rank": shown[0]} if shown else None
    mine = held_by(study, coder, choice.typology.id, choice.case)
    pending = pending_choice(choice, mine, revision=study.revision, instead=instead, proposal=proposal)
    if not pending:
        return []
    study.note_revisions(coder)
    return study.ledger.append(coder, pending)


def take_back(study: Study, typology: str, case: str, *, coder: str, reason: str = "") -> list[Entry]:
    """Retract a coder's classification of a case in a typology; raises NothingToTakeBack."""
    mine = held_by(study, coder, typology, case)
    if not mine:
        raise NothingToTakeBack(
            tr("{coder} has not classified {case} in {typology}.", coder=coder, case=case, typology=typology)
        )
    return study.ledger.append(coder, pending_retractions(mine, reason))
