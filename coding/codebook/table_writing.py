"""Putting a table into a codebook file: as one more item under `tables:`, everything else left as it is written."""

from collections.abc import Mapping
from typing import Any

import yaml

from corpus.problem import GloseError
from wording.messages import tr


class NoPlaceForTable(GloseError):
    """The codebook file is written in a way that a table cannot be put into by lines."""


def entry_of(keys: Mapping[str, Any]) -> list[str]:
    """The lines of an item that declares a table: one line a key, what is nested in braces."""
    lines = []
    for key, value in keys.items():
        written = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000, sort_keys=False)
        lines.append(f"{key}: {written.removesuffix(chr(10)).removesuffix(chr(10) + '...')}")
    return [f"{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines)]


def with_table(source: str, keys: Mapping[str, Any]) -> str:
    """The file with the table as the last under `tables:`; raises NoPlaceForTable where these are written in brackets.

    `source` must be YAML that can be read.
    """
    lines = source.splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    key, tables = _tables(source)
    if key is None or tables is None:
        return "".join((*lines, end, f"tables:{end}", *(f"  {line}{end}" for line in entry_of(keys))))
    if isinstance(tables, yaml.ScalarNode) and not tables.value:
        at = key.start_mark.line + 1
        return "".join((*lines[:at], *(f"  {line}{end}" for line in entry_of(keys)), *lines[at:]))
    if not isinstance(tables, yaml.SequenceNode) or tables.flow_style:
        raise NoPlaceForTable(
            tr("The tables of codebook.yaml are written in brackets. Write one a line (`- id: …`), then try again.")
        )
    indent = " " * tables.start_mark.column
    at = _last_line(tables) + 1
    return "".join((*lines[:at], *(f"{indent}{line}{end}" for line in entry_of(keys)), *lines[at:]))


def _tables(source: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The key `tables` and what stands under it; None where there is no such key."""
    top = yaml.compose(source, Loader=yaml.SafeLoader)
    pairs = top.value if isinstance(top, yaml.MappingNode) else []
    return next(((key, value) for key, value in pairs if key.value == "tables"), (None, None))


def _last_line(node: yaml.Node) -> int:
    """The line, from 0, on which the last thing written in the node ends."""
    if isinstance(node, yaml.ScalarNode) or getattr(node, "flow_style", False):
        mark = node.end_mark
        # A block scalar ends at the start of the line behind it.
        return int(mark.line - 1 if mark.column == 0 and mark.line > node.start_mark.line else mark.line)
    children = node.value
    if not children:
        return int(node.end_mark.line)
    last = children[-1][1] if isinstance(node, yaml.MappingNode) else children[-1]
    return _last_line(last)
