"""Texts as a Word document coded with comments: for colleagues who have nothing else, and for import again."""

import io
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from exchange.project import PlacedCoding, Project, Source


def commented_word(project: Project) -> bytes:
    """The document: each text under its name, and a comment for what one person coded at one place.

    The comment names the codes, one a line; its author is the coder. A memo is a comment of its own that ends with a
    full stop, so that it is not taken for a code. A code is named by its path
    (`Buts > Coût`) where another code has the same name.
    """
    from docx import Document

    document = Document()
    document.core_properties.title = project.title
    names = _names(project)
    people = {person.guid: person.name for person in project.people}
    by_source: dict[str, list[PlacedCoding]] = {}
    for coding in project.codings:
        by_source.setdefault(coding.source, []).append(coding)
    for source in project.sources:
        document.add_heading(source.name, 1)
        codings = by_source.get(source.guid, [])
        runs = list(_runs(document, source, codings))
        for (start, end, person), together in groupby(sorted(codings, key=_key), key=_key):
            inside = [run for first, last, run in runs if first < end and start < last]
            author = people.get(person, "")
            for said in _said(list(together), names):
                document.add_comment(inside, text=said, author=author, initials=author[:2].upper())
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _key(coding: PlacedCoding) -> tuple[int, int, str]:
    start, end = coding.at or (0, 0)
    return (start, end, coding.person or "")


def _said(codings: Sequence[PlacedCoding], names: dict[str, str]) -> list[str]:
    memos = [" · ".join(coding.memo.split("\n")) for coding in codings if coding.memo]
    ended = [memo if memo.endswith((".", "!", "?", "…")) else f"{memo}." for memo in memos]
    return ["\n".join(names[coding.code] for coding in codings), *ended]


def _names(project: Project) -> dict[str, str]:
    """What each code is called: its name, or its path where the name is not its alone."""
    alone = [code.name for code in project.codes]
    by_guid = {code.guid: code for code in project.codes}
    found: dict[str, str] = {}
    for code in project.codes:
        path, above = [code.name], code.parent
        while above and alone.count(code.name) > 1:
            path.insert(0, by_guid[above].name)
            above = by_guid[above].parent
        found[code.guid] = " > ".join(path)
    return found


def _runs(document: Any, source: Source, codings: Sequence[PlacedCoding]) -> Iterator[tuple[int, int, Any]]:
    """The runs of a text, a paragraph a line, cut where a coding begins or ends; each with its place in the text."""
    cuts = sorted({place for coding in codings for place in coding.at or ()})
    at = 0
    for line in source.content.split("\n"):
        paragraph = document.add_paragraph()
        inside = [place for place in cuts if at < place < at + len(line)]
        for first, last in pairwise([at, *inside, at + len(line)]):
            if first < last:
                yield first, last, paragraph.add_run(_printable(source.content[first:last]))
        at += len(line) + 1


def _printable(words: str) -> str:
    """The words with a blank in the place of each control character, which Word refuses."""
    return "".join(c if c == "\t" or c >= " " else " " for c in words)
