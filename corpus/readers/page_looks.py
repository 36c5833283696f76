"""How the paragraphs and letters of a page are set, as far as its elements and their own style say it."""

import re
from typing import Any

from corpus.readers.set_runs import Run

_TAGS_APART = frozenset("a abbr cite code dfn kbd label mark q samp small tt var".split())
_BLACK = frozenset(("", "black", "#000", "#000000", "rgb(0,0,0)", "inherit", "initial", "windowtext"))
_OF_PARAGRAPHS = ("margin-left", "margin-right", "padding-left", "text-indent", "text-align", "background", "color")
_NOTHING = re.compile(r"0(?:\.0*)?(?:px|pt|em|rem|cm|mm|in|%)?|auto|left|start|justify|none|transparent|inherit")


def set_by(element: Any, around: Run) -> Run:
    """How an element inside a paragraph sets its letters, within letters that are set like those `around`."""
    style = _style(element)
    weight = style.get("font-weight", "")
    bold = element.tag in ("b", "strong") or weight in ("bold", "bolder", "600", "700", "800", "900")
    italic = element.tag in ("i", "em") or style.get("font-style") in ("italic", "oblique")
    underlined = element.tag in ("u", "ins") or "underline" in style.get("text-decoration", "")
    colour = (style.get("color") or element.get("color") or "").lower()
    apart = [element.tag] if element.tag in _TAGS_APART else []
    apart.extend((element.get("class") or "").split())
    apart.extend(style[key] for key in ("background", "background-color", "font-variant", "font-size") if key in style)
    return Run(
        "",
        around.bold or bold,
        around.italic or italic,
        around.underlined or underlined,
        around.colour if colour in _BLACK else colour,
        " ".join([around.other, *apart]).strip(),
    )


def looks_of(element: Any) -> tuple[str, ...]:
    """How a paragraph is set: its class, its indent and colour, and whether it is a quotation."""
    style = _style(element)
    named = " ".join((element.get("class") or "").split()) if element.tag == "p" else ""
    looks = [f"style {named}"] if named else []
    looks += [f"{key} {style[key]}" for key in _OF_PARAGRAPHS if key in style and not _NOTHING.fullmatch(style[key])]
    parent = element.getparent()
    if element.tag == "blockquote" or (parent is not None and parent.tag == "blockquote"):
        looks.append("quotation")
    return tuple(look for look in looks if look not in _OF_BLACK)


_OF_BLACK = frozenset(f"color {colour}" for colour in _BLACK)


def _style(element: Any) -> dict[str, str]:
    """What the element's own style states, without white space."""
    written = (element.get("style") or "").replace(" ", "").lower()
    return dict(pair.split(":", 1) for pair in written.split(";") if ":" in pair)
