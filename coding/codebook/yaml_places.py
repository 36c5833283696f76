"""Where the entries of a codebook file stand in its characters: what an edit needs that changes nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from corpus.marked_yaml import Path

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class CodePlace:
    """One code in the file: its full id, its id as written, its mapping, and the list that holds it."""

    id: str
    written: str
    node: yaml.MappingNode
    siblings: yaml.SequenceNode
    path: Path
    """The path of the list: `("codes", 3, "codes")`."""


def compose(source: str) -> yaml.Node | None:
    """The nodes of a YAML file that can be read (see `read_marked`), each with its place."""
    node: yaml.Node | None = yaml.compose(source, Loader=_Loader)
    return node


def entry(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The value of a key of a mapping; None where it has no such key, or is no mapping."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if getattr(name, "value", None) == key), None)


def codes_in(codes: yaml.Node | None, path: Path = ("codes",), parent: str | None = None) -> Iterator[CodePlace]:
    """The codes of a list and those below them, in the order of the file."""
    if not isinstance(codes, yaml.SequenceNode):
        return
    for number, node in enumerate(codes.value):
        written = getattr(entry(node, "id"), "value", "")
        full = f"{parent}.{written}" if parent and not written.startswith(f"{parent}.") else written
        yield CodePlace(full, written, node, codes, path)
        yield from codes_in(entry(node, "codes"), (*path, number, "codes"), full)


def end_of(node: yaml.Node) -> int:
    """Where the last character of a node ends; comments and blank lines behind it do not belong to it."""
    if isinstance(node, yaml.ScalarNode) or getattr(node, "flow_style", True):
        return int(node.end_mark.index)
    if isinstance(node, yaml.MappingNode):
        key, value = node.value[-1]
        return max(int(key.end_mark.index), end_of(value))
    return end_of(node.value[-1])


def end_of_lines(source: str, node: yaml.Node, column: int) -> int:
    """The end of the line on which a node ends, with the comments right below it that are indented beyond a column."""
    at = len(source[: end_of(node)].rstrip())
    end = _line_end(source, at)
    while end < len(source):
        following = _line_end(source, end + 1)
        line = source[end + 1 : following]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= column:
            break
        end = following
    return end


def _line_end(source: str, at: int) -> int:
    found = source.find("\n", at)
    return len(source) if found < 0 else found
