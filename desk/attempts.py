"""How often somebody may try to sign in: a few times at once, then after pauses that grow."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

_WINDOW = 60.0
"""Seconds in which failures are counted together."""
_FORGOTTEN = 3600.0
"""Seconds after the last failure, when all is forgotten."""
_KEPT = 20_000
"""Names and addresses that are remembered: the memory of a desk cannot be filled."""


@dataclass(slots=True)
class _Failures:
    number: int
    last: float
    until: float


@dataclass(frozen=True, slots=True)
class _Limit:
    """How many failures are free, and the longest pause in seconds after more of them."""

    free: int
    longest: float


_NAME = _Limit(5, 60)
"""For one name, from anywhere: short pauses, so that strangers cannot lock somebody out for long."""
_ADDRESS = _Limit(15, 900)
"""From one address, whatever the name: people of one house may share it."""
_PAIR = _Limit(5, 900)
"""For one name from one address."""


class Attempts:
    """Failures to sign in, by name and address. `now` gives seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failures: dict[tuple[str, str], _Failures] = {}
        self._lock = Lock()

    def begin(self, name: str, address: str) -> int:
        """Seconds until the next try; 0 where it may be made now. It then counts as failed until it has succeeded.

        After the free ones each failure makes the pause twice as long. Tries at the same moment are counted one by one.
        """
        with self._lock:
            now = self._now()
            known = [self._failures.get(key) for key, _ in _keys(name, address)]
            left = max((one.until - now for one in known if one), default=0.0)
            if left > 0:
                return math.ceil(left)
            for (key, limit), before in zip(_keys(name, address), known, strict=True):
                self._failures.pop(key, None)
                self._failures[key] = _one_more(before, limit, now)
            while len(self._failures) > _KEPT:
                del self._failures[next(iter(self._failures))]
            return 0

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of that name, and that this was one of those from the address."""
        with self._lock:
            for key, limit in _keys(name, address):
                one = self._failures.get(key)
                if one and limit is _ADDRESS:
                    one.number, one.until = one.number - 1, 0.0
                else:
                    self._failures.pop(key, None)


def _one_more(before: _Failures | None, limit: _Limit, now: float) -> _Failures:
    kept = before is not None and now - before.last <= (_WINDOW if before.number < limit.free else _FORGOTTEN)
    number = before.number + 1 if before is not None and kept else 1
    pause = min(limit.longest, 5.0 * 2 ** min(number - limit.free, 20)) if number >= limit.free else 0.0
    return _Failures(number, now, now + pause)


def _keys(name: str, address: str) -> tuple[tuple[tuple[str, str], _Limit], ...]:
    short = name[:200]
    return (((short, ""), _NAME), (("", address), _ADDRESS), ((short, address), _PAIR))
