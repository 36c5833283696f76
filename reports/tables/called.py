"""Which row or column a person means: they see its label, and know its id or the end of it."""

from collections.abc import Sequence

from reports.cell import Header
from wording.spelling import folded


def called(name: str, headers: Sequence[Header]) -> str | None:
    """The id of the one header that has this id, else this label or an id that ends so; None where none or several do.

    Accents and capitals of labels do not count.
    """
    if any(header.id == name for header in headers):
        return name
    found = {one.id for one in headers if folded(one.label) == folded(name) or one.id.endswith(f".{name}")}
    return found.pop() if len(found) == 1 else None


def names_of(headers: Sequence[Header]) -> list[str]:
    """Every id and label, for who looks for the nearest."""
    return [*(header.id for header in headers), *(header.label for header in headers)]
