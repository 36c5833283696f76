"""How fast somebody decides: when a passage was shown, and how long each decision took."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median

_ENOUGH = 3
"""With fewer decisions nothing is said of the pace."""


@dataclass(slots=True)
class Pace:
    """The clock beside a session; `start` it whenever something else is shown."""

    _shown_at: float = 0.0
    _shown: str = ""
    _seconds: list[float] = field(default_factory=list)

    def start(self) -> None:
        """What is to be decided is shown now."""
        self._shown_at = time.monotonic()
        self._shown = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def decided(self) -> None:
        """A decision was recorded."""
        self._seconds.append(time.monotonic() - self._shown_at)

    def so_far(self) -> dict[str, object]:
        """When it was shown (UTC), and for how many seconds by now: what the ledger keeps."""
        return {"shown": self._shown, "seconds": round(time.monotonic() - self._shown_at, 2)}

    def seconds_each(self) -> float | None:
        """The median time of a decision; None before three."""
        return median(self._seconds) if len(self._seconds) >= _ENOUGH else None
