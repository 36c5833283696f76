"""The place in a text that a decision is about: given exactly, or looked up by its quote."""

from coding.deciding.decision import Decision, UnsoundDecision
from corpus.place import Place, find_quote, verify
from corpus.text import Text
from wording.messages import tr, tr_n


def place_of_quote(decision: Decision, text: Text) -> Place:
    """The place given, verified, or the one where the quote is found. Raises UnsoundDecision and QuoteMismatch."""
    if decision.place is not None:
        verify(decision.place, text.content)
        return decision.place
    if not decision.quote:
        raise UnsoundDecision("quote", tr("is empty. Copy the words that the decision is about."))
    found = find_quote(text.content, decision.quote)
    if not found:
        short = decision.quote if len(decision.quote) < 60 else decision.quote[:57] + "…"
        raise UnsoundDecision(
            "quote", tr("“{words}” is not in {text}. Copy it from `glose text`.", words=short, text=text.id)
        )
    if decision.occurrence > len(found):
        message = tr_n(
            "{occurrence}: the quote is found {n} time.",
            "{occurrence}: the quote is found {n} times.",
            len(found),
            occurrence=decision.occurrence,
        )
        raise UnsoundDecision("occurrence", message)
    if len(found) > 1 and not decision.occurrence:
        message = tr(
            "is found {times} times in {text}. Give the number of the one you mean in `occurrence` (from 1).",
            times=len(found),
            text=text.id,
        )
        raise UnsoundDecision("quote", message)
    start, end = found[max(decision.occurrence, 1) - 1]
    return Place(text.id, start, end, text.content[start:end])
