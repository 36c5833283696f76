"""The styles of an OpenDocument text: which letters are bold, italic or hidden, and how paragraphs are set."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.readers.set_runs import Run

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"


class OdfStyles:
    """How each style sets letters and paragraphs; a style inherits from its parent."""

    def __init__(self, roots: Sequence[Any]) -> None:
        self._styles = {
            style.get(f"{_STYLE}name", ""): style for root in roots for style in root.iter(f"{_STYLE}style")
        }

    def _property(self, name: str, kind: str, key: str, space: str = _FO) -> str:
        for style in self._line(name):
            properties = style.find(f"{_STYLE}{kind}-properties")
            value = properties.get(f"{space}{key}") if properties is not None else None
            if value is not None:
                return str(value)
        return ""

    def _line(self, name: str) -> Iterator[Any]:
        """The style and those that it inherits from."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].get(f"{_STYLE}parent-style-name", "")

    def run(self, text: str, names: Sequence[str]) -> Run:
        """Letters in these styles, the innermost last."""
        bold = any(self._property(name, "text", "font-weight") in ("bold", "700", "800", "900") for name in names)
        italic = any(self._property(name, "text", "font-style") in ("italic", "oblique") for name in names)
        line = any(self._property(name, "text", "text-underline-style", _STYLE) not in ("", "none") for name in names)
        others = (
            next((value for name in reversed(names) if (value := self._property(name, "text", key))), "")
            for key in ("color", "background-color", "font-variant", "text-transform", "font-size")
        )
        return Run(text, bold, italic, line, other=" ".join(value for value in others if value not in _USUAL))

    def is_hidden(self, name: str) -> bool:
        """Whether letters in this style are hidden."""
        return self._property(name, "text", "display", TEXT) == "none"

    def looks(self, name: str) -> tuple[str, ...]:
        """How paragraphs in this style are set: the name of the style, the indent."""
        made_by_hand = re.compile(r"[PT]\d+")
        named = (s.get(f"{_STYLE}name", "") for s in self._line(name))
        style = next((n for n in named if not made_by_hand.fullmatch(n)), "")
        widths = {side: self._property(name, "paragraph", key) for side, key in _INDENTS.items()}
        indents = [f"{side} {width}" for side, width in widths.items() if re.match(r"-?[\d.]*[1-9]", width)]
        aligned = self._property(name, "paragraph", "text-align")
        sides = [f"aligned {aligned}"] if aligned in ("end", "right", "center") else []
        return (*((f"style {style}",) if style else ()), *indents, *sides)


_INDENTS = {"indent": "margin-left", "right indent": "margin-right", "first line": "text-indent"}
_USUAL = ("", "#000000", "transparent", "normal", "none")
