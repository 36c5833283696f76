"""Cells that hold several codes: parted at commas, although the names of codes may hold commas themselves."""

from collections.abc import Iterable


def parted(cells: Iterable[tuple[str, int | None]], known: Iterable[str] = ()) -> list[list[str] | None]:
    """The codes of each cell; None where they cannot be told. A cell comes with the number of its codes, if given.

    Names are learned from the cells that can be parted at every comma; these part the others.
    """
    listed = list(cells)
    names = set(known)
    found = [_simple(cell, number) for cell, number in listed]
    if not names:
        glued = _glued(listed)
        found = [one if one is not None else glue for one, glue in zip(found, glued, strict=True)]
        names |= {name for names_of_cell in found if names_of_cell for name in names_of_cell}
    again = zip(found, listed, strict=True)
    return [one if one is not None else _by_names(cell, number, names) for one, (cell, number) in again]


_OFTEN = 3
"""How often a piece must be seen before the same words, for the two to be one name."""


def _glued(listed: list[tuple[str, int | None]]) -> list[list[str] | None]:
    """Cells put together at the pieces that always go before the same words (`T2. Security` before `Trust: …`).

    A piece that has a colon itself is a whole name, however often the same theme comes after it. Taken only where that
    gives the number of codes that the cell is to have.
    """
    followers: dict[str, list[str]] = {}
    for cell, _ in listed:
        pieces = cell.split(", ")
        for piece, after in zip(pieces, [*pieces[1:], ""], strict=True):
            followers.setdefault(piece, []).append(after.partition(":")[0] if ": " in after else "")
    firsts = {
        piece
        for piece, heads in followers.items()
        if ": " not in piece and len(heads) >= _OFTEN and len(set(heads)) == 1 and heads[0]
    }
    found: list[list[str] | None] = []
    for cell, number in listed:
        names: list[str] = []
        open_name = False
        for piece in cell.split(", "):
            names[-1:] = [f"{names[-1]}, {piece}"] if open_name else [*names[-1:], piece]
            open_name = piece in firsts
        found.append(names if number is not None and len(names) == number else None)
    return found


def _pieces(cell: str) -> list[str]:
    for mark in ("\n", ";", "|"):
        if mark in cell:
            return [piece.strip() for piece in cell.split(mark) if piece.strip()]
    return [piece.strip() for piece in cell.split(", ") if piece.strip()]


def _simple(cell: str, number: int | None) -> list[str] | None:
    if number == 1:
        return [cell.strip()]
    pieces = _pieces(cell)
    return pieces if number is None or len(pieces) == number else None


def _by_names(cell: str, number: int | None, names: set[str]) -> list[str] | None:
    """The one way to put the pieces together to that many known names; None where there is none, or several."""
    pieces = cell.split(", ")
    ways: list[list[str]] = []

    def go_on(at: int, done: list[str]) -> None:
        if len(ways) > 1 or (number is not None and len(done) > number):
            return
        if at == len(pieces):
            if number is None or len(done) == number:
                ways.append(done)
            return
        for end in range(at + 1, min(at + 12, len(pieces)) + 1):
            name = ", ".join(pieces[at:end]).strip()
            if name in names:
                go_on(end, [*done, name])

    go_on(0, [])
    return ways[0] if len(ways) == 1 else None
