"""Putting a table into a codebook file: as one more item under `tables:`, everything else left as it is written."""

from collections.abc import Mapping
from typing import Any

import yaml

from coding.codebook.yaml_places import compose, end_of_lines, entry
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
    end = "\r\n" if "\r\n" in source else "\n"
    root = compose(source)
    tables = entry(root, "tables")
    if tables is None:
        whole = source if not source or source.endswith("\n") else source + end
        return "".join((whole, end, f"tables:{end}", *(f"  {line}{end}" for line in entry_of(keys))))
    if isinstance(tables, yaml.SequenceNode) and not tables.flow_style:
        column = tables.start_mark.column
        return _below(source, end_of_lines(source, tables, column), " " * column, keys, end)
    if isinstance(tables, yaml.ScalarNode) and not tables.value:
        return _below(source, end_of_lines(source, tables, 0), "  ", keys, end)
    raise NoPlaceForTable(
        tr("The tables of codebook.yaml are written in brackets. Write one a line (`- id: …`), then try again.")
    )


def _below(source: str, at: int, indent: str, keys: Mapping[str, Any], end: str) -> str:
    """The file with the table below the line that ends there."""
    at -= source[:at].endswith("\r")
    return source[:at] + "".join(f"{end}{indent}{line}" for line in entry_of(keys)) + source[at:]
