"""Words in a spreadsheet: what a cell can hold, how high its row must be, what a sheet may be called."""

import re
import textwrap
from functools import lru_cache

LONGEST_CELL = 32_767
"""Excel counts UTF-16 units: a letter outside the basic plane is two."""
LONGEST_NAME = 31
LINE = 15.0
"""The height of a line of the usual letters, in points."""
_HIGHEST = 409.0
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]+")
_RESERVED = ("history",)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SHORT = 400


def could_be_formula(text: str) -> bool:
    """Whether a spreadsheet would take the words for a formula once someone edits their cell."""
    return text.startswith(_FORMULA)


def as_words(text: str) -> str:
    """The text as the library writes words: what begins and ends as its own markup does would be markup in the file."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def portions(text: str, more: str, *, most: int = LONGEST_CELL) -> list[str]:
    """The text in as many pieces as cells must hold it, none of it lost; all but the last end with the words `more`."""
    pieces = []
    while _units(text) > most:
        at = _fitting(text, most - _units(more) - 1)
        pieces.append(f"{text[:at].rstrip()} {more}")
        text = text[at:].lstrip()
    return [*pieces, text]


def _fitting(text: str, units: int) -> int:
    """How many letters of the text that many units hold, to the end of a word where there is one nearby."""
    at = min(units, len(text))
    while _units(text[:at]) > units:
        at -= max((_units(text[:at]) - units) // 2, 1)
    blank = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at))
    return blank if blank > at - 200 else at


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def height_of(texts_and_widths: list[tuple[str, float]], *, line: float = LINE) -> float:
    """How high a row must be to show these texts in columns of these widths, in points; no row may be higher than 409.

    Widths are counted in digits, as spreadsheets count them.
    """
    lines = max((lines_of(text, width) for text, width in texts_and_widths), default=1)
    return min(lines * line, _HIGHEST)


@lru_cache(50_000)
def lines_of(text: str, width: float) -> int:
    """In how many lines a column shows the text, rather one too many than one too few."""
    room = max(int(width * 0.95), 1)
    return sum(
        max(len(textwrap.wrap(part, room)) if len(part) <= _SHORT else -(-len(part) * 11 // (room * 10)), 1)
        for part in text.split("\n")
    )


def longest_word(text: str) -> int:
    """The letters of its longest word."""
    return max((len(word) for word in re.split(r"[\s-]+", text)), default=0)


def name_of_sheet(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have, of whole words where they fit, and adds it to those taken (their case aside)."""
    plain = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("'") or "–"
    if plain.casefold() in _RESERVED:
        plain += "."
    name, number = _shortened(plain, LONGEST_NAME), 2
    while name.casefold() in taken:
        name, number = f"{_shortened(plain, LONGEST_NAME - 1 - len(str(number)))}~{number}", number + 1
    taken.add(name.casefold())
    return name


def _shortened(words: str, units: int) -> str:
    """The words, or as many of them as fit with an ellipsis; a long one is cut rather than left out."""
    if _units(words) <= units:
        return words
    kept = words
    while _units(kept) > units - 1:
        kept = kept[:-1]
    blank = kept.rfind(" ") if not words[len(kept)].isspace() else len(kept)
    return (kept[:blank] if blank >= units * 2 // 3 else kept).rstrip(" ,.;'’-–(") + "…"


def link_to(sheet: str) -> str:
    """The address of a sheet's first cell inside its workbook."""
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!A1"
