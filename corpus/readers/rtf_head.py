"""The head of an rtf file: the code pages of its typefaces, its colours, and which styles are headings."""

import re
from dataclasses import dataclass, field

from corpus.readers.rtf_marks import code_page, code_page_of_typeface

TABLES = {"fonttbl": "fonts", "colortbl": "colours", "stylesheet": "styles"}
"""The groups of the head by what they hold."""
_HEADING = re.compile(r"(?:heading|titre) (\d)", re.IGNORECASE)


@dataclass(slots=True)
class RtfHead:
    """Code pages by typeface, colours by number ("" for black), and depths of headings by style."""

    pages: dict[int, str] = field(default_factory=dict)
    colours: list[str] = field(default_factory=list)
    styles: dict[int, int] = field(default_factory=dict)
    _number: int = 0
    _tint: dict[str, int] = field(default_factory=dict)
    _written: str = ""

    def take(self, word: str, number: int) -> None:
        """Take a control word of the head."""
        if word in ("f", "s"):
            self._number, self._written = number, ""
        elif word == "fcharset":
            self.pages[self._number] = code_page_of_typeface(number, "")
        elif word == "cpg":
            self.pages[self._number] = code_page(number)
        elif word in ("red", "green", "blue"):
            self._tint[word] = min(max(number, 0), 255)

    def say(self, table: str, words: str) -> None:
        """Take names; a semicolon ends each entry."""
        if table == "colours":
            for _ in range(min(words.count(";"), 10_000)):
                red, green, blue = (self._tint.get(part, 0) for part in ("red", "green", "blue"))
                self.colours.append(f"{red:02X}{green:02X}{blue:02X}" if any((red, green, blue)) else "")
                self._tint = {}
        elif table == "styles":
            self._written = (self._written + words)[:100]
            if found := _HEADING.match(self._written.strip()):
                self.styles[self._number] = int(found.group(1))

    def colour(self, number: int) -> str:
        """The colour of a number as six hexadecimal digits; empty where it is black or has none."""
        return self.colours[number] if 0 <= number < len(self.colours) else ""
