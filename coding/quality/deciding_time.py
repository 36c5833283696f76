"""How long a person looked at a suggestion before deciding on it."""

from datetime import datetime

from coding.records.entry import Entry
from coding.records.record_history import suggestion_of


def deciding_seconds(entry: Entry) -> float | None:
    """Seconds from showing a suggestion to the decision on it; None where it was decided from a file or by hand."""
    kept = suggestion_of(entry)
    if kept is None:
        return None
    if kept.seconds is not None:
        return float(kept.seconds)
    if not kept.shown:
        return None
    began, ended = datetime.fromisoformat(kept.shown), datetime.fromisoformat(entry.time)
    return max((ended - began).total_seconds(), 0.0)
