"""The paragraphs of a Word document as text, with where its comments begin and end, and the comments themselves."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exchange.archive import Archive, open_project_archive
from exchange.markup import children, local, parse_project_xml
from exchange.moments import moment

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_LEVEL = re.compile(r"(?:heading|titre|berschrift|titulo|ttulo|kop|nagwek|list\D*|liste\D*)\s*(\d?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `level` is its depth as a heading or item of a list (from 0), -1 for any other."""

    text: str
    level: int


@dataclass(slots=True)
class Comment:
    """A comment in the margin: its paragraphs, who wrote it and when, and the stretch of the text it is on."""

    paragraphs: list[str]
    author: str
    time: str
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class WordText:
    """The text of a document: its paragraphs joined by line feeds, and its comments by their ids."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    content: str = ""
    comments: dict[str, Comment] = field(default_factory=dict)


def paragraphs_of(path: Path) -> list[Paragraph]:
    """The paragraphs of a Word document; raises UnreadableProject."""
    return word_text(path).paragraphs


def word_text(path: Path) -> WordText:
    """The text and comments of a Word document (docx); raises UnreadableProject where it is damaged."""
    archive = open_project_archive(path)
    try:
        made = WordText(comments=_comments(archive, path.name))
        body = parse_project_xml(archive.read(archive.find("word/document.xml") or "word/document.xml"), path.name)
        parts: list[str] = []
        at = 0
        for paragraph in (one for one in body.iter() if local(one) == "p" and one.tag.startswith((_W, _STRICT))):
            begin = len(parts)
            at = _walk(paragraph, parts, at, made.comments)
            made.paragraphs.append(Paragraph("".join(parts[begin:]), _level(paragraph)))
            parts.append("\n")
            at += 1
        made.content = "".join(parts)
        return made
    finally:
        archive.close()


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _walk(element: Any, parts: list[str], at: int, comments: dict[str, Comment]) -> int:
    """Collect the characters below an element from position `at`; deleted words and inner paragraphs are left out."""
    for child in children(element):
        kind = local(child)
        if kind in ("del", "moveFrom", "p", "txbxContent", "instrText", "Fallback"):
            continue
        words = {"t": child.text or "", "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(kind)
        if words is not None:
            parts.append(words)
            at += len(words)
        elif kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            comment = comments.get(_attribute(child, "id"))
            if comment is not None and kind == "commentRangeStart":
                comment.start = at
            elif comment is not None and kind == "commentRangeEnd":
                comment.end = at
        elif kind not in ("pPr", "rPr"):
            at = _walk(child, parts, at, comments)
    return at


def _comments(archive: Archive, name: str) -> dict[str, Comment]:
    part = archive.find("word/comments.xml")
    if part is None:
        return {}
    found: dict[str, Comment] = {}
    for element in children(parse_project_xml(archive.read(part), name), "comment"):
        paragraphs: list[str] = []
        for paragraph in (one for one in element.iter() if local(one) == "p"):
            letters: list[str] = []
            _walk(paragraph, letters, 0, {})
            if words := "".join(letters).strip():
                paragraphs.append(words)
        author, time = _attribute(element, "author"), moment(_attribute(element, "date"))
        found[_attribute(element, "id")] = Comment(paragraphs, author, time)
    return found


def _level(paragraph: Any) -> int:
    """The depth of a paragraph as a heading (Heading 1 is 0) or as an item of a list."""
    properties = next(children(paragraph, "pPr"), None)
    if properties is None:
        return -1
    style = next((_attribute(one, "val") for one in children(properties, "pStyle")), "")
    outline = next((_attribute(one, "val") for one in children(properties, "outlineLvl")), "")
    numbering = next(children(properties, "numPr"), None)
    if outline.isdecimal() and int(outline) < 9:
        return int(outline)
    heading = _LEVEL.match(style)
    is_item = heading is not None and style.casefold().startswith("list")
    if heading and not is_item:
        return int(heading[1] or 1) - 1
    if numbering is not None or is_item:
        depth = (
            next((_attribute(one, "val") for one in numbering if local(one) == "ilvl"), "")
            if numbering is not None
            else ""
        )
        return 9 + (int(depth) if depth.isdecimal() else int(heading[1] or 1) - 1 if heading else 0)
    return 0 if style.casefold() in ("title", "titre", "titel") else -1
