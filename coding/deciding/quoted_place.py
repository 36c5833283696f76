"""The place in a text that a decision is about: given exactly, or looked up by its quote."""

from collections.abc import Mapping, Sequence

from coding.deciding.decision import Decision, UnsoundDecision
from corpus.place import Place, QuoteMismatch, place_in, verify
from corpus.quote_search import find_quote, nearest_words, same_words
from corpus.text import Text
from wording.messages import quoted, tr, tr_n

_AROUND = 30
"""How many characters before and after a quote are shown, so that one of several places can be told."""
_PLACES_SHOWN = 9


def place_of_quote(decision: Decision, text: Text, texts: Mapping[str, Text] | None = None) -> Place:
    """The place given, verified, or the one where the quote is found. Raises UnsoundDecision and QuoteMismatch.

    Where the quote is not in the text, the message names what is nearest, or which of `texts` has it.
    """
    if decision.place is not None:
        verify(decision.place, text.content)
        return decision.place
    if decision.at is not None:
        return _place_at(decision, text, *decision.at)
    if not decision.quote:
        raise UnsoundDecision("quote", tr("is empty. Copy the words that the decision is about."))
    found = find_quote(text.content, decision.quote)
    if not found:
        raise UnsoundDecision("quote", not_there(decision.quote, text, texts or {}))
    if decision.occurrence > len(found):
        message = tr_n(
            "{occurrence}: the quote is found {n} time.",
            "{occurrence}: the quote is found {n} times.",
            len(found),
            occurrence=decision.occurrence,
        )
        raise UnsoundDecision("occurrence", message + listed(text, found))
    if len(found) > 1 and not decision.occurrence:
        message = tr(
            "is found {times} times in {text}. Give the number of the one you mean in `occurrence` (from 1).",
            times=len(found),
            text=text.id,
        )
        raise UnsoundDecision("quote", message + listed(text, found))
    start, end = found[max(decision.occurrence, 1) - 1]
    return Place(text.id, start, end, text.content[start:end])


def not_there(quote: str, text: Text, texts: Mapping[str, Text]) -> str:
    """That the quote is not in the text, and where it is, or what is nearest to it there."""
    missing = tr("“{words}” is not in {text}.", words=_short(quote), text=text.id)
    for other in texts.values():
        if other.id != text.id and (found := find_quote(other.content, quote)):
            return f"{missing} " + tr("It is in {place}.", place=_where(other, found[0][0]))
    near = nearest_words(text.content, quote)
    if near is None:
        return f"{missing} " + tr("Copy it from {command}.", command=f"`glose text {text.id}`")
    words = quoted(_short(text.content[near[0] : near[1]], 150))
    return f"{missing} " + tr("Nearest to it, in {place}: {words}", place=_where(text, near[0]), words=words)


def listed(text: Text, found: Sequence[tuple[int, int]]) -> str:
    """The places found, a line each behind a message, with their numbers and the words around them."""
    lines = [f"\n  {n}  {_in_context(text, *place)}" for n, place in enumerate(found[:_PLACES_SHOWN], 1)]
    if len(found) > _PLACES_SHOWN:
        lines.append("\n  " + tr_n("and {n} more place", "and {n} more places", len(found) - _PLACES_SHOWN))
    return "".join(lines)


def _place_at(decision: Decision, text: Text, start: int, end: int) -> Place:
    try:
        place = place_in(text.content, text.id, start, end)
    except QuoteMismatch as outside:
        raise UnsoundDecision("start", str(outside)) from None
    if decision.quote and not same_words(place.quote, decision.quote):
        words = quoted(_short(place.quote))
        message = tr("is not what stands at {start}–{end}: {words}", start=start, end=end, words=words)
        raise UnsoundDecision("quote", message)
    if not place.quote.strip():
        raise UnsoundDecision("start", tr("{start}–{end} holds only blanks.", start=start, end=end))
    return place


def _in_context(text: Text, start: int, end: int) -> str:
    before = " ".join(text.content[max(start - _AROUND, 0) : start].split())
    after = " ".join(text.content[end : end + _AROUND].split())
    words = _short(text.content[start:end])
    gap = [" " if piece[:1].isspace() else "" for piece in (text.content[start - 1 : start], text.content[end:])]
    return f"{_where(text, start)}: …{before}{gap[0]}[{words}]{gap[1]}{after}…"


def _where(text: Text, position: int) -> str:
    """`nice-entretien, passage 4`."""
    passage = next((p.number for p in text.passages if p.start <= position < p.end), None)
    return tr("{text}, passage {number}", text=text.id, number=passage) if passage else text.id


def _short(words: str, most: int = 60) -> str:
    words = " ".join(words.split())
    return words if len(words) < most else words[: most - 3] + "…"
