"""Writing that waits: while the ledger is busy, full or away, a person is told and it is tried again."""

from collections.abc import Callable
from typing import TypeVar

from ledger.situations import LedgerUnavailable

T = TypeVar("T")

TryAgain = Callable[[str, Exception], bool]
"""Asked with what is to be recorded and why it could not be: whether to try again."""


def until_written(write: Callable[[], T], what: str, try_again: TryAgain | None) -> T | None:
    """What `write` gives, tried until it succeeds; None where the person gave up. Raises where nobody can be asked."""
    while True:
        try:
            return write()
        except LedgerUnavailable as error:
            if try_again is None:
                raise
            if not try_again(what, error):
                return None
