"""Codes as lines of a codebook file, as a person would write them: a key per line, long words folded."""

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

_WIDTH = 100
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""What would end a line of YAML, or is not allowed in it as it is."""


def code_lines(value: Mapping[str, Any], dash: str, *, step: int = 2) -> list[str]:
    """The lines of one code, with those below it; `dash` opens the first (`  - `).

    `step` is by how much the list of codes below is indented.
    """
    indent = " " * len(dash)
    lines: list[str] = []
    for key, one in value.items():
        if key == "codes":
            lines.append("codes:")
            below = [line for code in one for line in code_lines(code, " " * step + "- ", step=step)]
            lines.extend(below)
        else:
            lines.extend(_entry(key, one, _WIDTH - len(indent)))
    return [(dash if number == 0 else indent) + line if line else "" for number, line in enumerate(lines)]


def _entry(key: str, value: object, width: int) -> list[str]:
    """A key with its value: on one line, or below it where the value is long or has lines."""
    if not isinstance(value, str) or _ESCAPED.search(value) or any(c < " " and c != "\n" for c in value):
        return [f"{key}: {flow(value)}"]
    lines = value.split("\n")
    plain = all(line == line.strip() for line in lines) and "\t" not in value and lines[0] and lines[-1]
    if len(lines) > 1 and plain:
        return [f"{key}: |-", *(f"  {line}" if line else "" for line in lines)]
    written = f"{key}: {flow(value)}"
    if len(lines) == 1 and plain and "  " not in value and len(written) > width and " " in value:
        folded = textwrap.wrap(value, max(width - 2, 40), break_long_words=False, break_on_hyphens=False)
        return [f"{key}: >-", *(f"  {line}" for line in folded)]
    return [written]


def flow(value: object) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    plain: str = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=float("inf")).strip()[1:-1]
    if plain == value:
        return plain
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
