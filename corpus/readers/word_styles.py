"""The styles of a Word document: which are headings, bold, italic or hidden, in any language of the program."""

from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTENTS = -1
"""The level of lines in the table of contents, which are left out."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Heading levels by style id, and the ids of styles that are bold, italic or hidden."""

    levels: dict[str, int] = field(default_factory=dict)
    bold: frozenset[str] = frozenset()
    italic: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


def read_styles(root: Any) -> Styles:
    """The styles in the root of their part. A style inherits from its parent."""
    styles = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    levels = {id_: level for id_, style in styles.items() if (level := _level(style))}
    bold, italic, hidden = (
        frozenset(id_ for id_ in styles if _has(styles, id_, mark)) for mark in ("b", "i", "vanish")
    )
    return Styles(levels, bold, italic, hidden)


def _level(style: Any) -> int:
    named = style.find(f"{W}name")
    title = "" if named is None else named.get(f"{W}val", "").lower()
    if title == "title":
        return 1
    if title.startswith("toc ") and title[4:].isdecimal():
        return CONTENTS
    return int(title[8:]) if title.startswith("heading ") and title[8:].isdecimal() else 0


def _has(styles: dict[str, Any], style_id: str, mark: str) -> bool:
    """Whether the style, or one that it is based on, sets the mark."""
    seen: set[str] = set()
    while style_id in styles and style_id not in seen:
        seen.add(style_id)
        marked = is_marked(styles[style_id], mark)
        if marked is not None:
            return marked
        parent = styles[style_id].find(f"{W}basedOn")
        style_id = "" if parent is None else parent.get(f"{W}val", "")
    return False


def is_marked(element: Any, mark: str) -> bool | None:
    """Whether a run or style sets `b`, `i` or another mark on or off; None where it does neither."""
    found = element.find(f"{W}rPr/{W}{mark}")
    return None if found is None else found.get(f"{W}val", "true") not in ("0", "false", "off", "none")
