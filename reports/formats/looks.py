"""How cells of a workbook look: each look is made once, and one of words that could be a formula is guarded."""

from typing import Any

from reports.formats.sheet_text import as_words, could_be_formula

_MOST_SHAPES = 150
"""A workbook holds some two hundred formats of numbers of its own."""


class Looks:
    """The formats of a workbook, by their properties."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._shapes: set[str] = set()

    def of(self, **properties: Any) -> Any:
        """The format with these properties, as XlsxWriter names them."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def has_room_for(self, shape: str) -> bool:
        """Whether a cell can have this number format; Excel asks to repair a workbook that has too many."""
        if shape not in self._shapes and len(self._shapes) >= _MOST_SHAPES:
            return False
        self._shapes.add(shape)
        return True

    def write_words(self, page: Any, row: int, column: int, words: str, **properties: Any) -> None:
        """Write words so that they stay words, also when someone edits the cell and leaves it."""
        if could_be_formula(words):
            properties["quote_prefix"] = True
        page.write_string(row, column, as_words(words), self.of(**properties))
