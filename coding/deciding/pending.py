"""What records a decision, once it is sound."""

from collections.abc import Mapping
from typing import Any

from coding.records.decisions import Accepted, Coded, KeptSuggestion, Rejected, WentThrough
from coding.suggesting.suggestion import Suggestion
from corpus.place import Place


def pending_reading(text: str, start: int, end: int, *, revision: str | None = None) -> WentThrough:
    """That a coder has gone through `start`–`end` of a text, looking for the codes of that revision of the codebook."""
    return WentThrough(text=text, start=start, end=end, codebook=revision or None)


def pending_coding(
    place: Place,
    code: str,
    *,
    case: str | None,
    degree: str | None,
    memo: str,
    revision: str,
    value: str | None = None,
    suggestion: Suggestion | None = None,
    provenance: Mapping[str, Any] | None = None,
) -> Coded:
    """A coding by hand, or the acceptance of a suggestion, which then is kept whole.

    `value` is a name, number or date that the coder read there.
    """
    what: dict[str, Any] = {
        "place": place,
        "code": code,
        "case": case,
        "degree": degree,
        "memo": memo or None,
        "codebook": revision,
        "value": value or None,
    }
    return Accepted(**what, suggestion=_kept(suggestion, provenance)) if suggestion else Coded(**what)


def pending_rejection(
    place: Place,
    code: str,
    *,
    reason: str,
    revision: str,
    suggestion: Suggestion | None = None,
    provenance: Mapping[str, Any] | None = None,
) -> Rejected:
    """A rejection, with the suggestion rejected."""
    kept = _kept(suggestion, provenance) if suggestion else None
    return Rejected(place=place, code=code, reason=reason or None, codebook=revision, suggestion=kept)


def _kept(suggestion: Suggestion, provenance: Mapping[str, Any] | None) -> KeptSuggestion:
    return KeptSuggestion.from_json({**suggestion.as_json(), **(provenance or {})})
