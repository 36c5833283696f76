"""What the elements of a page are: blocks, headings, notes, hidden words, comments, and what frames every page."""

import re
from typing import Any

NOT_TEXT = frozenset("script style noscript template head svg button iframe datalist object audio video canvas".split())
FRAME = frozenset("nav footer aside select textarea".split())
"""What is around the text of a page; its words are counted."""
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BLOCKS = frozenset(
    (
        *HEADINGS,
        *"p li div section article main body html ul ol dl dt dd blockquote pre figure figcaption table header address "
        "details summary center form fieldset legend hgroup menu dir hr tr td th thead tbody tfoot caption".split(),
    )
)
FORMATTING = re.compile(
    r"</?(?:font|b|i|u|span|em|strong|big|small|tt|sub|sup|code|o:p)\b[^<>]{0,2000}>", re.IGNORECASE
)
"""Tags that only set letters; where they are never closed they pile up."""

_NOTE = re.compile(r"doc-(?:footnote|endnotes?)|\b(?:footnotes?|endnotes?|rearnotes?)\b")
_ASIDE = re.compile(r"doc-(?:noteref|toc|pagebreak)|\b(?:noteref|toc|pagebreak)\b")
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_NOTES = re.compile(r"(?:^|\s)(?:footnotes?|endnotes?)(?:\s|$)")
_ASIDES = re.compile(r"(?:^|\s)(?:footnote-ref|noteref|toc|table-of-contents|sommaire)(?:\s|$)")
_NOTE_LINK = re.compile(r".*#(?:_?fn|_ftn|_edn|_?footnote|_?endnote|_?note)[\w:.-]*\d", re.IGNORECASE)
_HIDDEN = re.compile(r"display:none|mso-hide:all|visibility:hidden")
_WORD_PART = re.compile(r"mso-element:([\w-]+)")


def role_of(element: Any) -> str:
    """What an element is beside the text: "hidden", "deleted", "note", "comment", "aside", or "" for the text itself.

    An aside is what programs write around the text: the sign of a note or list item, a table of contents, a header.
    """
    style = (element.get("style") or "").replace(" ", "").lower()
    if element.get("hidden") is not None or _HIDDEN.search(style):
        return "hidden"
    if element.tag == "del":
        return "deleted"
    if style and (part := _WORD_PART.search(style)):
        return _WORD_PARTS.get(part.group(1), "")
    if "mso-list:ignore" in style or "mso-special-character:footnote" in style:
        return "aside"
    return _by_names(element)


_WORD_PARTS = {
    "comment-list": "comments", "comment": "comment", "footnote-list": "notes", "endnote-list": "notes",
    "footnote": "note", "endnote": "note", "header": "aside", "footer": "aside",
}  # fmt: skip


def _by_names(element: Any) -> str:
    """What the names that an author gave to the element say of it."""
    kind = " ".join(element.get(key) or "" for key in ("role", "epub:type", _EPUB_TYPE))
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _ASIDE.search(kind) or _ASIDES.search(named):
        return "aside"
    if _NOTE.search(kind) or _NOTES.search(named):
        return "notes"
    if "MsoCommentReference" in named:
        return "aside"
    link = element if element.tag == "a" else element.find(".//a") if element.tag == "sup" else None
    return "aside" if link is not None and _NOTE_LINK.match(link.get("href") or "") else ""


def number_of_notes(element: Any) -> int:
    """How many notes a list of notes has."""
    return len(element.findall(".//li")) or sum(role_of(child) == "note" for child in element) or 1
