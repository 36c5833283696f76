"""The head of a ledger: how many entries it held and a digest of them all, short enough to be printed on a page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

_WRITTEN = re.compile(r"ledger\s*:\s*(\d+)\s*:\s*([0-9a-f]{32,64})(?![0-9a-f])")
"""Printed French has a space before a colon."""
ID_LETTERS = 64
"""How long an entry's id is."""
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True, order=True)
class LedgerHead:
    """A ledger at one moment: its number of entries, and the SHA-256 (hexadecimal) of their ids in order of arrival.

    An id is the hash of all that its entry says, so the digest stands for every word and for the order. On a page its
    first 32 digits are printed.
    """

    entries: int
    digest: str

    def written(self, digits: int = 32) -> str:
        """The head as pages print it: `ledger:412:9f2c…`."""
        return f"ledger:{self.entries}:{self.digest[:digits]}"

    def stands_in(self, ids: Sequence[str]) -> bool:
        """Whether a ledger with these ids, by arrival, begins with all the entries that this head names."""
        return len(ids) >= self.entries and head_of(ids[: self.entries]).digest.startswith(self.digest)


def head_of(ids: Iterable[str]) -> LedgerHead:
    """The head of a ledger with these ids, in order of arrival."""
    digest, number, every = sha256(), 0, iter(ids)
    while some := list(islice(every, _AT_ONCE)):
        digest.update("".join(some).encode())
        number += len(some)
    return LedgerHead(number, digest.hexdigest())


def head_of_packed(ids: bytes) -> LedgerHead:
    """The head of a ledger whose ids, in order of arrival, stand one behind the other."""
    return LedgerHead(len(ids) // ID_LETTERS, sha256(ids).hexdigest())


def heads_written_in(words: str) -> list[LedgerHead]:
    """Every head that a page prints, each once, the shortest ledger first; one that a line's end broke as well."""
    found = _WRITTEN.findall(words) or _WRITTEN.findall("".join(words.split()))
    return sorted({LedgerHead(int(number), digest) for number, digest in found})
