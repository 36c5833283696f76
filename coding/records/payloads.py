"""The kinds of entries: which payload each has, and what can be asked of any of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coding.records.adjudications import Adjudicated
from coding.records.assigning import TextOpened, TextsAssigned
from coding.records.decisions import (
    Accepted,
    Classified,
    Coded,
    Moved,
    Recoded,
    Rejected,
    Retracted,
    Undone,
    WentThrough,
)
from coding.records.payload import Payload
from coding.records.proposals import Answered, Proposed
from coding.records.study_acts import (
    CasesRevised,
    CodebookRevised,
    CodesChanged,
    Joined,
    KeyRegistered,
    KeyRevoked,
    KeyVouched,
    MemoWritten,
    Merged,
    ProjectImported,
    Reviewed,
    SampleDrawn,
    SettingsChanged,
    Signed,
    StatementsRevised,
    SuggestionsListed,
    Summarised,
    TextAdded,
)
from corpus.place import Place


@dataclass(frozen=True, slots=True)
class UnknownPayload(Payload):
    """What an entry of a kind that this version of Glose does not know says: the entry keeps it, nothing reads it."""


_TYPES: dict[str, type[Payload]] = {
    one.kind: one
    for one in (
        *(TextAdded, CodebookRevised, CasesRevised, StatementsRevised, SettingsChanged, SuggestionsListed),
        *(Coded, Accepted, Rejected, Classified, WentThrough),
        *(Retracted, Undone, Moved, Recoded, CodesChanged),
        *(Summarised, Signed, SampleDrawn, Reviewed, Adjudicated),
        *(ProjectImported, MemoWritten),
        *(Proposed, Answered),
        *(Joined, Merged),
        *(KeyRegistered, KeyRevoked, KeyVouched),
        *(TextsAssigned, TextOpened),
    )
}


def payload_of(kind: str, written: Mapping[str, Any]) -> Payload:
    """What an entry of that kind says; raises UnreadablePayload where it lacks something."""
    return _TYPES[kind].from_json(written) if kind in _TYPES else UnknownPayload()


def place_of(payload: Payload) -> Place | None:
    """The place that a payload quotes; None where it quotes none."""
    return payload.place if isinstance(payload, Coded | Rejected | Classified | Moved | Adjudicated) else None


def text_of(payload: Payload) -> str | None:
    """The id of the text that a payload is about, if it is about one."""
    if isinstance(payload, TextAdded | WentThrough | Moved | TextOpened):
        return payload.text
    place = place_of(payload)
    return place.text if place else None


def code_of(payload: Payload) -> str | None:
    """The code that a payload is about, or the class as `typology.class`; None where it is about neither."""
    match payload:
        case (
            Coded(code=code) | Rejected(code=code) | Recoded(code=code) | Summarised(code=code) | Adjudicated(code=code)
        ):
            return code
        case Classified(typology=typology, class_id=class_id):
            return f"{typology}.{class_id}"
        case _:
            return None
