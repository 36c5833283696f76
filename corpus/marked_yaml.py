"""YAML read safely, remembering the line and column of every key and item."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from corpus.problem import Problem
from wording.messages import tr

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value: `("codes", 0, "label", "fr")`."""

NODES_AT_MOST = 500_000
"""A codebook of 5,000 codes has about 300,000 nodes; more is an alias bomb."""

_TEXT = "tag:yaml.org,2002:str"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mark(NamedTuple):
    """Line and column in a file, both from 1."""

    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """As places are written: `12:5`."""
        return f"{self.line}:{self.column}"


NOWHERE = Mark()
"""The mark of values that were not read from a file."""


@dataclass(slots=True)
class Marked:
    """The content of a YAML file (`value`), and where each part is (`marks`: path to line and column, both from 1)."""

    name: str
    value: Any = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> str:
        """`file:line:column` of the value at that path, or of the nearest one that encloses it."""
        return f"{self.name}:{self.mark(path)}"

    def mark(self, path: Path) -> Mark:
        """The line and column of the value at that path, or of the nearest one that encloses it."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, Mark(1, 1))


class _TooLarge(Exception):
    """The aliases of the file expand to more nodes than a person would write."""


def read_marked(source: str, name: str) -> Marked:
    """Read YAML of the safe subset; whatever is wrong with it becomes a problem with its place.

    Bad syntax, tabs in the indentation, duplicate keys, keys that are not text, and aliases that expand without end
    have messages of their own. Scalars have the types of YAML 1.1's safe schema.
    """
    marked = Marked(name)
    try:
        node = yaml.compose(source, Loader=_Loader)
        if node is not None:
            marked.value = _Builder(marked).build(node, ())
    except yaml.MarkedYAMLError as error:
        marked.problems.append(_syntax_problem(error, source, name))
    except yaml.YAMLError as error:
        marked.problems.append(
            Problem(name, tr("is not YAML: {error}. Save it as UTF-8 without control characters.", error=error))
        )
    except (_TooLarge, RecursionError):
        marked.value = None
        marked.problems.append(
            Problem(name, tr("has nested aliases that expand to far too much. Write the values out."))
        )
    except ValueError as error:
        marked.problems.append(
            Problem(name, tr("has a value that cannot be read: {error}. Put it in quotes.", error=error))
        )
    return marked


def value_of(node: yaml.Node) -> Any:
    """The plain value of a node, as `read_marked` gives it."""
    return _Builder(Marked("")).build(node, ())


def _syntax_problem(error: yaml.MarkedYAMLError, source: str, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = source.splitlines()
    for number in {line, max(line - 1, 1)}:
        text = lines[number - 1] if number <= len(lines) else ""
        indent = text[: len(text) - len(text.lstrip())]
        if "\t" in indent:
            where = f"{name}:{number}:{indent.index(chr(9)) + 1}"
            return Problem(where, tr("a tab in the indentation. YAML indents with spaces: replace the tab with two."))
    what = (error.problem or "syntax error").strip()
    message = tr("{fault}. Check the indentation, quotes and colons around here.", fault=what)
    return Problem(f"{name}:{line}:{column}", message)


class _Builder:
    """Turns YAML nodes into plain values, and notes where they are and which keys are duplicates."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.seen = 0
        self.scalars = yaml.SafeLoader("")

    def build(self, node: yaml.Node, path: Path) -> Any:
        self.seen += 1
        if self.seen > NODES_AT_MOST:
            raise _TooLarge
        self.marked.marks.setdefault(path, Mark(node.start_mark.line + 1, node.start_mark.column + 1))
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, number)) for number, item in enumerate(node.value)]
        return self._scalar(node)

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
            where = f"{self.marked.name}:{line}:{column}"
            if not isinstance(key_node, yaml.ScalarNode):
                self.marked.problems.append(Problem(where, tr("a key must be a word, not a list or a mapping.")))
                continue
            key = str(key_node.value)
            if key in first:
                message = tr(
                    "the key {key!r} appears twice (first on line {line}). Keep one.", key=key, line=first[key]
                )
                self.marked.problems.append(Problem(where, message))
                continue
            first[key] = line
            self.marked.marks[(*path, key)] = Mark(line, column)
            yield key, self.build(value_node, (*path, key))

    def _scalar(self, node: yaml.Node) -> Any:
        if node.tag == _TEXT:
            return node.value
        try:
            return self.scalars.construct_object(node)
        except yaml.YAMLError:
            return node.value
