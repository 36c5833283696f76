"""Taking a code out of the lines of a codebook file, and putting it in elsewhere, its comments with it."""

from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from coding.codebook.yaml_places import CodePlace, end_of, end_of_lines, entry


@dataclass(frozen=True, slots=True)
class Cut:
    """The file without a code, and the code as it stood there: `piece` is its text, its first line at `column`.

    In a list written in brackets (`in_flow`) it is what stood between the commas.
    """

    rest: str
    piece: str
    column: int
    in_flow: bool


def cut(source: str, place: CodePlace, holder: yaml.Node | None) -> Cut:
    """Take a code out; `holder` is the code that its list belongs to, whose `codes:` goes where nothing is left."""
    if place.siblings.flow_style:
        return _cut_in_flow(source, place)
    column = int(place.siblings.start_mark.column)
    begin = _first_comment(source, _line_start(source, place.node.start_mark.index), column)
    end = end_of_lines(source, place.node, column)
    piece = source[begin:end]
    if len(place.siblings.value) == 1 and holder is not None:
        key = next(name for name, value in holder.value if value is place.siblings)
        begin = _line_start(source, key.start_mark.index)
    return Cut(_without_lines(source, begin, end), piece, column, in_flow=False)


def put_below(source: str, parent: CodePlace, found: Cut, *, step: int) -> str | None:
    """The file with the code below another, behind what is below it; None where it cannot be written there."""
    below = entry(parent.node, "codes")
    newline = "\r\n" if "\r\n" in source else "\n"
    if parent.node.flow_style or (isinstance(below, yaml.SequenceNode) and below.flow_style):
        return _put_in_flow(source, parent, below, found)
    if isinstance(below, yaml.SequenceNode):
        column = int(below.start_mark.column)
        end = end_of_lines(source, below.value[-1], column)
        head: list[str] = []
    else:
        own = int(parent.node.start_mark.column)
        column = own + step
        end = end_of_lines(source, parent.node, own - 1)
        head = [" " * own + "codes:"]
    return _put_lines(source, end, [*head, *_lines_at(found, column)], newline)


def put_last(source: str, codes: yaml.SequenceNode, found: Cut) -> str | None:
    """The file with the code as the last of a list, that of all codes; None where it cannot be written there."""
    newline = "\r\n" if "\r\n" in source else "\n"
    if codes.flow_style:
        return (
            None if "\n" in found.piece and not found.in_flow else _insert(source, end_of(codes.value[-1]), ", ", found)
        )
    column = int(codes.start_mark.column)
    return _put_lines(source, end_of_lines(source, codes.value[-1], column), _lines_at(found, column), newline)


def _cut_in_flow(source: str, place: CodePlace) -> Cut:
    items: Sequence[yaml.Node] = place.siblings.value
    at = items.index(place.node)
    start, end = int(place.node.start_mark.index), end_of(place.node)
    piece = source[start:end]
    if at + 1 < len(items):
        end = int(items[at + 1].start_mark.index)
    elif at:
        start = end_of(items[at - 1])
    return Cut(source[:start] + source[end:], piece, 0, in_flow=True)


def _put_in_flow(source: str, parent: CodePlace, below: yaml.Node | None, found: Cut) -> str | None:
    if not found.in_flow and "\n" in found.piece.strip("\n"):
        return None
    if isinstance(below, yaml.SequenceNode) and below.value:
        return _insert(source, end_of(below.value[-1]), ", ", found)
    if isinstance(below, yaml.SequenceNode):
        return _insert(source, int(below.start_mark.index) + 1, "", found)
    end = end_of(parent.node.value[-1][1])
    return source[:end] + f", codes: [{_in_flow(found)}]" + source[end:]


def _insert(source: str, at: int, apart: str, found: Cut) -> str:
    return source[:at] + apart + _in_flow(found) + source[at:]


def _in_flow(found: Cut) -> str:
    return found.piece if found.in_flow else found.piece.strip().removeprefix("-").strip()


def _lines_at(found: Cut, column: int) -> list[str]:
    """The lines of the code with its dash at that column."""
    lines = found.piece.splitlines()
    if found.in_flow:
        return [" " * column + "- " + lines[0], *(" " * (column + 2) + line.strip() for line in lines[1:])]
    shift = column - found.column
    if shift >= 0:
        return [" " * shift + line if line.strip() else line for line in lines]
    return [line[-shift:] if not line[:-shift].strip() else line.lstrip() for line in lines]


def _put_lines(source: str, end: int, lines: Sequence[str], newline: str) -> str:
    end -= source[:end].endswith("\r")
    return source[:end] + "".join(newline + line for line in lines) + source[end:]


def _without_lines(source: str, begin: int, end: int) -> str:
    """The file without these lines; of two blank lines that then meet, one goes."""
    after = source[end:].removeprefix("\r").removeprefix("\n")
    before = source[:begin]
    if before.rstrip("\r\n").endswith("codes:") and after.startswith(("\n", "\r\n")):
        return before + after.lstrip("\r\n")
    blank = before.endswith(("\n\n", "\n\r\n")) and (not after.strip() or after.startswith(("\n", "\r\n")))
    return (before[: len(before.rstrip())] + "\n" if blank else before) + after


def _line_start(source: str, at: int) -> int:
    return source.rfind("\n", 0, at) + 1


def _first_comment(source: str, begin: int, column: int) -> int:
    """Where the comments right above a line begin that are indented like it."""
    while begin:
        above = _line_start(source, begin - 1)
        line = source[above : begin - 1].rstrip("\r")
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) != column:
            return begin
        begin = above
    return begin
