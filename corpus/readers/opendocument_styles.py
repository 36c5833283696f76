"""The styles of an OpenDocument text: which letters are bold, italic or hidden, and how paragraphs are set."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

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

    def is_bold(self, name: str) -> bool:
        """Whether letters in this style are bold."""
        return self._property(name, "text", "font-weight") in ("bold", "700", "800", "900")

    def is_italic(self, name: str) -> bool:
        """Whether letters in this style are italic."""
        return self._property(name, "text", "font-style") in ("italic", "oblique")

    def is_hidden(self, name: str) -> bool:
        """Whether letters in this style are hidden."""
        return self._property(name, "text", "display", TEXT) == "none"

    def looks(self, name: str) -> tuple[str, ...]:
        """How paragraphs in this style are set: the name of the style, the indent."""
        made_by_hand = re.compile(r"[PT]\d+")
        named = (s.get(f"{_STYLE}name", "") for s in self._line(name))
        style = next((n for n in named if not made_by_hand.fullmatch(n)), "")
        indent = self._property(name, "paragraph", "margin-left")
        indented = re.match(r"[\d.]*[1-9]", indent) is not None
        return (*((f"style {style}",) if style else ()), *((f"indent {indent}",) if indented else ()))
