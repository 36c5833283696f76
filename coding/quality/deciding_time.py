"""How long a person looked at a suggestion before deciding on it."""

from datetime import datetime

from coding.records.entry import Entry


def deciding_seconds(entry: Entry) -> float | None:
    """Seconds from showing a suggestion to the decision on it; None where it was decided from a file or by hand."""
    kept = entry.payload.get("suggestion") or {}
    if "seconds" in kept:
        return float(kept["seconds"])
    if not kept.get("shown"):
        return None
    began, ended = datetime.fromisoformat(str(kept["shown"])), datetime.fromisoformat(entry.time)
    return max((ended - began).total_seconds(), 0.0)
