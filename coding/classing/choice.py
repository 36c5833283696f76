"""What coders decided on the class of a case, and the entries that record a choice; classes exclude each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coding.codebook.model import Typology
from coding.records.decisions import Classified, Retracted
from coding.records.replay import UNCLASSED, Classification, Unclassed
from corpus.place import Place
from corpus.problem import GloseError
from wording.messages import tr, tr_n


class AlreadyClassed(GloseError):
    """A coder who has put a case into a class puts it into another: classes exclude each other."""


class NoQuote(GloseError):
    """A class was to be decided on nothing: it needs the quotes that it rests on."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What one coder decided about a case: a class, with its quotes, or one of UNCLASSED, without."""

    coder: str
    class_id: str
    records: tuple[Classification | Unclassed, ...]

    @property
    def quotes(self) -> tuple[Place, ...]:
        """The places it was decided on."""
        return tuple(record.place for record in self.records if isinstance(record, Classification))

    @property
    def memos(self) -> tuple[str, ...]:
        """The notes made with it, each once."""
        return tuple(dict.fromkeys(record.memo for record in self.records if record.memo))


def decided_classes(records: Iterable[Classification | Unclassed]) -> dict[tuple[str, str], tuple[Decided, ...]]:
    """What each coder decided, by (typology, case); coders in alphabetical order."""
    grouped: dict[tuple[str, str], dict[tuple[str, str], list[Classification | Unclassed]]] = defaultdict(dict)
    for record in records:
        chosen = record.said if isinstance(record, Unclassed) else record.class_id
        grouped[record.typology, record.case].setdefault((record.coder, chosen), []).append(record)
    return {
        key: tuple(Decided(coder, chosen, tuple(made)) for (coder, chosen), made in sorted(by_coder.items()))
        for key, by_coder in grouped.items()
    }


def agreed_class(decided: Sequence[Decided]) -> str | None:
    """The class that all who decided gave; None where nobody did, they differ, or it is in no class."""
    chosen = {one.class_id for one in decided}
    return chosen.pop() if len(chosen) == 1 and not chosen & set(UNCLASSED) else None


def pending_classification(
    typology: str,
    class_id: str,
    case: str,
    *,
    place: Place | None,
    memo: str,
    revision: str,
    proposal: Mapping[str, Any] | None = None,
) -> Classified:
    """That a case is in a class, on a quote; without one, that it is in none. `proposal` is what was shown of it."""
    return Classified(
        place=place,
        typology=typology,
        class_id=class_id,
        case=case,
        memo=memo or None,
        codebook=revision,
        proposal=proposal or None,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose for a case: a class on these places, or (of UNCLASSED) none."""

    typology: Typology
    case: str
    class_id: str
    places: tuple[Place, ...] = ()
    memo: str = ""


def pending_choice(
    choice: Choice,
    mine: Sequence[Classification | Unclassed],
    *,
    revision: str,
    instead: bool = False,
    proposal: Mapping[str, Any] | None = None,
) -> list[Classified | Retracted]:
    """What records a choice; none where all of it holds already.

    `mine` is what the coder holds of that case and typology. Raises AlreadyClassed where that is another class, unless
    `instead`, which takes it back first; NoQuote where a class comes without a quote; UnknownCode.
    """
    unclassed = choice.class_id in UNCLASSED
    if not unclassed:
        choice.typology.get(choice.class_id)
        if not choice.places:
            raise NoQuote(_nothing_named(choice))
    former = [one for several in decided_classes(mine).values() for one in several]
    others = [one for one in former if one.class_id != choice.class_id]
    if others and not instead:
        raise AlreadyClassed(_already(choice, others[0]))
    held = {place for one in former if one not in others for place in one.quotes}
    said_already = unclassed and len(others) < len(former)
    places: list[Place | None] = [None] if unclassed else [place for place in choice.places if place not in held]
    pending = [
        pending_classification(
            choice.typology.id,
            choice.class_id,
            choice.case,
            place=place,
            memo=choice.memo,
            revision=revision,
            proposal=proposal,
        )
        for place in ([] if said_already else dict.fromkeys(places))
    ]
    return [*pending_retractions(record for one in others for record in one.records), *pending]


def pending_retractions(records: Iterable[Classification | Unclassed], reason: str = "") -> list[Retracted]:
    """One retraction for each of these records."""
    return [Retracted(subject=r.id, target=r.id, reason=reason or None) for r in records]


def _nothing_named(choice: Choice) -> str:
    return tr(
        "{class_id} needs the quotes that support it. Name them with --on N[,N] (`{listing}` numbers those of the "
        "proposals), or with --text and --quote; only not_classified and no_evidence need none.",
        class_id=choice.class_id,
        listing=f'glose classify {choice.typology.id} "{choice.case}"',
    )


def _already(choice: Choice, former: Decided) -> str:
    values = {
        "coder": former.coder,
        "earlier": f"{choice.typology.id}.{former.class_id}",
        "case": choice.case,
        "chosen": choice.class_id,
        "back": f'glose classify {choice.typology.id} "{choice.case}" --retract --coder {former.coder}',
    }
    if not former.quotes:
        return tr(
            "{coder} has put {case} into {earlier}, and classes exclude each other. Add --instead to put {chosen} in "
            "its place, or take it back: `{back}`.",
            **values,
        )
    return tr_n(
        "{coder} has put {case} into {earlier} on {n} quote, and classes exclude each other. Add --instead to put "
        "{chosen} in its place, or take it back: `{back}`.",
        "{coder} has put {case} into {earlier} on {n} quotes, and classes exclude each other. Add --instead to put "
        "{chosen} in its place, or take it back: `{back}`.",
        len(former.quotes),
        **values,
    )
