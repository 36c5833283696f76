"""Editing a codebook file as a careful person would: what is new is put in, every other character stays as it is.

The file is not written anew from its values, so comments, order, indentation and the way words are quoted are kept.
Whatever an edit gives is read again before it is handed out: it has the old values and the new one, or is refused.
"""

import copy
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from coding.codebook.code_lines import code_lines, flow
from coding.codebook.file import load_codebook
from coding.codebook.model import Codebook
from coding.codebook.yaml_places import CodePlace, codes_in, compose, end_of, end_of_lines, entry
from corpus.marked_yaml import Path, read_marked
from corpus.problem import GloseError
from wording.messages import tr
from wording.spelling import folded

_ID = re.compile(r"[a-z0-9_]+")
_LONGEST_ID = 40


class CannotEdit(GloseError):
    """An edit that the codebook file does not allow; the file is as it was."""


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code to be put into a codebook: its own part of the id, and its words in a language of the codebook.

    It becomes the last of those below `parent` (a full id), or the last of all where that is None. `codes` are new
    ones below it, whose `parent` is not asked.
    """

    id: str
    label: str
    parent: str | None = None
    definition: str = ""
    scale: str | None = None
    language: str | None = None
    colour: str = ""
    codes: "tuple[NewCode, ...]" = ()

    @property
    def full_id(self) -> str:
        """The id with that of the code above it."""
        return f"{self.parent}.{self.id}" if self.parent else self.id


def id_from(label: str, taken: Container[str], parent: str | None = None) -> str:
    """An id that can be read: the label in small letters without accents, words joined by `_`; numbered if it is taken.

    `taken` are full ids. A label without any Latin letter or digit becomes `code`.
    """
    words = re.findall(r"[a-z0-9]+", folded(label)) or ["code"]
    plain: str = words[0][:_LONGEST_ID]
    for word in words[1:]:
        if len(plain) + 1 + len(word) > _LONGEST_ID:
            break
        plain = f"{plain}_{word}"
    number, found = 1, plain
    while (f"{parent}.{found}" if parent else found) in taken:
        number += 1
        found = f"{plain}_{number}"
    return found


def id_problem(book: Codebook, own_id: str, parent: str | None = None) -> str | None:
    """Why a code cannot have this id below that parent; None where it can."""
    if not _ID.fullmatch(own_id):
        return tr("{id!r} is not an id: use lower-case letters a–z, digits and _ only.", id=own_id)
    full = f"{parent}.{own_id}" if parent else own_id
    if full in book.codes:
        return tr("The codebook has {code} already (line {line}).", code=full, line=book.codes[full].mark.line)
    return None


def with_code(source: str, new: NewCode) -> str:
    """The codebook file with one more code, and those below it; raises as `with_codes` does."""
    return with_codes(source, [new])


def with_codes(source: str, news: Sequence[NewCode]) -> str:
    """The codebook file with more codes below one parent, that of the first.

    Raises CannotEdit where the id is none or is taken, there is no such parent, or the file is written in a way (such
    as shared parts, `*name`) that lets no code be put in there alone; BrokenCodebook where the file has faults.
    """
    book = load_codebook(source)
    parent = news[0].parent
    for new in news:
        if fault := id_problem(book, new.id, parent):
            raise CannotEdit(fault)
    if parent is not None:
        book.code(parent)
    edited, path, values = _Insertion(source, news, first_language=book.languages[0]).made()
    if read_marked(edited, "codebook.yaml").value != _expected(source, path, values):
        raise CannotEdit(
            tr(
                "codebook.yaml is written in a way that lets {code} not be put in without changing something else. "
                "Write it in by hand.",
                code=news[0].full_id,
            )
        )
    load_codebook(edited)
    return edited


def value_of(new: NewCode, written_id: str = "", language: str = "") -> dict[str, Any]:
    """A code as the file says it; `language` is that of its words, where the file gives words by language."""
    value: dict[str, Any] = {"id": written_id or new.id, "label": {language: new.label} if language else new.label}
    if new.definition:
        value["definition"] = {language: new.definition} if language else new.definition
    if new.scale:
        value["scale"] = new.scale
    if new.colour:
        value["colour"] = new.colour
    if new.codes:
        value["codes"] = [value_of(below, language=language) for below in new.codes]
    return value


def _expected(source: str, path: Path, values: Sequence[dict[str, Any]]) -> Any:
    """What the file says, with values put into the list at a path; its last step is the position in the list."""
    expected = copy.deepcopy(read_marked(source, "codebook.yaml").value)
    *to_list, at = path
    holder = expected
    for step in to_list[:-1]:
        holder = holder[step]
    holder.setdefault(to_list[-1], [])[at:at] = values
    return expected


class _Insertion:
    """Where codes go, and how they are written there: as their neighbours are."""

    def __init__(self, source: str, news: Sequence[NewCode], *, first_language: str) -> None:
        self.source, self.news, self.new = source, news, news[0]
        self.newline = "\r\n" if "\r\n" in source else "\n"
        self.root = compose(source)
        self.codes = list(codes_in(entry(self.root, "codes")))
        self.like = self._like(self.new.parent)
        by_language = isinstance(entry(self.like.node, "label"), yaml.MappingNode)
        other = self.new.language if self.new.language != first_language else None
        self.language = other or (first_language if by_language else "")

    def made(self) -> tuple[str, Path, list[dict[str, Any]]]:
        """The file, where the first code is in it, and their values."""
        parent = next((code for code in self.codes if code.id == self.new.parent), None)
        if parent is None or self._is_flat(parent):
            siblings, path = self.like.siblings, self.like.path
            at = siblings.value.index(self.like.node) + 1
        elif isinstance(below := entry(parent.node, "codes"), yaml.SequenceNode):
            place = parent.siblings.value.index(parent.node)
            siblings, path, at = below, (*parent.path, place, "codes"), len(below.value)
        else:
            place = parent.siblings.value.index(parent.node)
            return self._first_below(parent), (*parent.path, place, "codes", 0), self._values(dotted=False)
        dotted = any("." in code.written for code in self.codes if code.siblings is siblings)
        values = self._values(dotted=dotted)
        text = self._in_flow(siblings, values) if siblings.flow_style else self._in_block(siblings, at, values)
        return text, (*path, at), values

    def _like(self, parent: str | None) -> CodePlace:
        """The code that the new one is written like, and behind: the last one below the parent, else the parent."""
        if parent is None:
            return [code for code in self.codes if len(code.path) == 1][-1]
        at = next(code for code in self.codes if code.id == parent)
        beside = [c for c in self.codes if c.siblings is at.siblings and c.id.startswith(f"{parent}.")]
        if beside:
            return beside[-1]
        return [c for c in self.codes if c.id == parent or c.id.rpartition(".")[0] == parent][-1]

    def _is_flat(self, parent: CodePlace) -> bool:
        """Whether the codes below it are beside it in the file, under their whole ids."""
        if entry(parent.node, "codes") is not None:
            return False
        return any("." in code.written for code in self.codes if code.siblings is parent.siblings)

    def _values(self, *, dotted: bool) -> list[dict[str, Any]]:
        return [value_of(new, new.full_id if dotted else new.id, self.language) for new in self.news]

    def _in_block(self, siblings: yaml.SequenceNode, at: int, values: list[dict[str, Any]]) -> str:
        items: Sequence[yaml.Node] = siblings.value
        before, dash = items[at - 1], siblings.start_mark.column
        end = end_of_lines(self.source, before, dash)
        same_line = items[0].start_mark.line == siblings.start_mark.line
        gap = max(items[0].start_mark.column - dash, 2) if same_line else 2
        apart = at > 1 and self._blank_line_between(items[at - 2], before)
        in_flow, opening = bool(getattr(before, "flow_style", False)), " " * dash + "-" + " " * (gap - 1)
        lines: list[str] = []
        for value in values:
            lines += [*([""] if apart else []), *self._item(value, opening, in_flow=in_flow)]
        return self._put_lines(end, lines)

    def _in_flow(self, siblings: yaml.SequenceNode, values: list[dict[str, Any]]) -> str:
        if not siblings.value:
            return self._put(siblings.start_mark.index + 1, ", ".join(map(flow, values)))
        last = siblings.value[-1]
        on_a_line = last.start_mark.line > siblings.start_mark.line
        apart = f",{self.newline}{' ' * last.start_mark.column}" if on_a_line else ", "
        return self._put(end_of(last), "".join(apart + flow(value) for value in values))

    def _first_below(self, parent: CodePlace) -> str:
        values = self._values(dotted=False)
        if parent.node.flow_style:
            return self._put(end_of(parent.node.value[-1][1]), f", codes: {flow(values)}")
        column, root = parent.node.start_mark.column, entry(self.root, "codes")
        step = 2 if root is None or getattr(root, "flow_style", True) else root.start_mark.column
        end = end_of_lines(self.source, parent.node, column - 1)
        opening = " " * (column + step) + "- "
        items = [line for value in values for line in self._item(value, opening, in_flow=False)]
        return self._put_lines(end, [" " * column + "codes:", *items])

    def _item(self, value: dict[str, Any], dash: str, *, in_flow: bool) -> list[str]:
        return [dash + flow(value)] if in_flow else code_lines(value, dash)

    def _blank_line_between(self, first: yaml.Node, second: yaml.Node) -> bool:
        between = self.source[end_of(first) : second.start_mark.index]
        return any(not line.strip() for line in between.splitlines()[1:])

    def _put_lines(self, end: int, lines: Sequence[str]) -> str:
        """The file with lines behind the line that ends there."""
        end -= self.source[:end].endswith("\r")
        return self._put(end, "".join(self.newline + line for line in lines))

    def _put(self, at: int, text: str) -> str:
        return self.source[:at] + text + self.source[at:]
