"""What stands behind the question mark of an address, read the same way on every page."""

from collections.abc import Mapping
from typing import Any

_LARGEST = 2**63 - 1
"""The largest position that a ledger can hold."""
_NO = frozenset({"", "0", "no"})


def ticked(asked: Mapping[str, Any], name: str) -> bool:
    """Whether a box is ticked: it is there, and neither empty, 0 nor “no”."""
    return str(asked.get(name) or "") not in _NO


def whole_number(asked: Mapping[str, Any], name: str, default: int = 0) -> int:
    """The whole number, 0 or more; the default where there is none, or one larger than any that is kept."""
    found = as_number(str(asked.get(name, "")))
    return default if found is None else found


def as_number(words: str) -> int | None:
    """The whole number that the words are, 0 or more; None where they are none, or one larger than any that is kept."""
    if not words.isdecimal() or len(words) > len(str(_LARGEST)):
        return None
    found = int(words)
    return found if found <= _LARGEST else None


def sheet(asked: Mapping[str, Any], sheets: int) -> int:
    """The page of a list that is asked for (`page`, from 1); the nearest one where there is no such page."""
    return min(max(whole_number(asked, "page", 1), 1), sheets)


def sheets(count: int, size: int) -> int:
    """How many pages a list takes; an empty one takes a page, too."""
    return max(1, -(-count // size))


def where_in(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """The conditions of `where`, divided by `;`."""
    return tuple(part.strip() for part in str(asked.get("where", "")).split(";") if part.strip())


def filled(asked: Mapping[str, Any], *but: str) -> dict[str, str]:
    """What has a value, but for these names: what a link to another page of the same list keeps."""
    return {name: value for name, value in asked.items() if value and name not in but}
