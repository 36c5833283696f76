"""Texts as a Word document coded with comments: for colleagues who have nothing else, and for import again."""

import io
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count, groupby, pairwise
from typing import Any, cast

from exchange.project import PlacedCoding, Project, Source

_SHADES = ("DCE8F5", "FBE3CF", "DDEFD9", "F6D9DE", "E6DEF3", "FFF2CC", "D5EDED", "EADFD3")
"""For families of codes without a colour, in turn."""


def commented_word(project: Project) -> bytes:
    """The document: each text under its name, and a comment for what one person coded at one place.

    Coded words are shaded in their code's colour; where codings overlap, in that of the shortest.
    The comment names the codes, one a line; its author is the coder. A memo is a comment of its own that ends with a
    full stop, so that it is not taken for a code. A code is named by its path
    (`Buts > Coût`) where another code has the same name.
    """
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE

    document = Document()
    assert document.comments is not None  # makes the part
    comments = cast("Any", document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)).element
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    numbers = count()
    document.core_properties.title = project.title
    names, shades = _names(project), _shades(project)
    people = {person.guid: person.name for person in project.people}
    by_source: dict[str, list[PlacedCoding]] = {}
    for coding in project.codings:
        by_source.setdefault(coding.source, []).append(coding)
    for source in project.sources:
        _paragraph(document, "Heading 1").add_run(_printable(source.name))
        codings = by_source.get(source.guid, [])
        runs = list(_runs(document, source, codings))
        reach = _Reach([first for first, _, _ in runs], [last for _, last, _ in runs])
        for number, shade in reach.painted(codings, shades).items():
            _shade(runs[number][2], shade)
        for (start, end, person), together in groupby(sorted(codings, key=_key), key=_key):
            at, until = reach.of(start, end)
            first, last = runs[at][2], runs[until][2]
            for said in _said(list(together), names):
                number = next(numbers)
                comments.append(_comment(number, said, people.get(person, ""), moment))
                first.mark_comment_range(last, number)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where the runs of a text begin and end, in order."""

    begins: Sequence[int]
    ends: Sequence[int]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the first and last run of a place."""
        first = min(bisect_right(self.ends, start), len(self.ends) - 1)
        return first, max(bisect_left(self.begins, end) - 1, first)

    def painted(self, codings: Sequence[PlacedCoding], shades: Mapping[str, str]) -> dict[int, str]:
        """The shade of each run that is coded; shorter codings are painted over longer ones."""
        found: dict[int, str] = {}
        placed = [(one.at, shades[one.code]) for one in codings if one.at and self.ends]
        for (start, end), shade in sorted(placed, key=lambda one: one[0][0] - one[0][1]):
            first, last = self.of(start, end)
            found.update(dict.fromkeys(range(first, last + 1), shade))
        return found


def _shade(run: Any, fill: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    look = {"val": "clear", "color": "auto", "fill": fill}
    run._r.get_or_add_rPr().append(OxmlElement("w:shd", {qn(f"w:{name}"): value for name, value in look.items()}))


def _shades(project: Project) -> dict[str, str]:
    """A light shade for each code: of its colour, or one above it has it, else one for its family."""
    by_guid = {code.guid: code for code in project.codes}
    families = [code.guid for code in project.codes if not code.parent]
    found: dict[str, str] = {}
    for code in project.codes:
        at = code
        while not at.colour and at.parent:
            at = by_guid[at.parent]
        found[code.guid] = _lightened(at.colour) if at.colour else _SHADES[families.index(at.guid) % len(_SHADES)]
    return found


def _lightened(colour: str) -> str:
    """A colour (`#2a7fb8` or `#27b`) with three parts of white, as six digits."""
    digits = colour.removeprefix("#")
    whole = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return "".join(f"{(int(whole[at : at + 2], 16) + 3 * 255) // 4:02X}" for at in (0, 2, 4))


def _paragraph(document: Any, style: str = "Normal") -> Any:
    """A paragraph at the document's end, put there at once: the library looks through all before it."""
    from docx.oxml import OxmlElement
    from docx.text.paragraph import Paragraph

    made = OxmlElement("w:p")
    document.element.body[-1].addprevious(made)  # before the section, which ends the body
    paragraph = Paragraph(cast("Any", made), document._body)
    if style != "Normal":
        paragraph.style = style
    return paragraph


def _comment(number: int, said: str, author: str, moment: str) -> Any:
    """The element of a comment with a paragraph a line; the library would look through all comments for a number."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    names = {"id": str(number), "author": author, "date": moment, "initials": author[:2].upper()}
    comment: Any = OxmlElement("w:comment", {qn(f"w:{name}"): value for name, value in names.items()})
    for line in said.split("\n"):
        paragraph = comment.add_p()
        paragraph.style = "CommentText"
        paragraph.add_r().text = _printable(line)
    return comment


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
        paragraph = _paragraph(document)
        inside = cuts[bisect_right(cuts, at) : bisect_left(cuts, at + len(line))]
        for first, last in pairwise([at, *inside, at + len(line)]):
            if first < last:
                yield first, last, paragraph.add_run(_printable(source.content[first:last]))
        at += len(line) + 1


def _printable(words: str) -> str:
    """The words with a blank in the place of each control character, which Word refuses."""
    return "".join(c if c == "\t" or c >= " " else " " for c in words)
