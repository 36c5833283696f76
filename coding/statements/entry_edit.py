"""One statement of statements.yaml changed, added or removed; the other lines of the file stay as they are."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from coding.codebook.edit import CannotEdit
from coding.statements.statements_file import KEYS
from wording.messages import tr

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")


def entries_in(source: str) -> dict[str, dict[str, Any]]:
    """Each statement of the file by its id, as YAML has it; raises CannotEdit where the file is no list of them."""
    _, value = _read(source)
    return {str(one.get("id")): one for one in value}


def with_entry(source: str, name: str | None, said: Mapping[str, Any]) -> str:
    """The file in which the statement with that id says this, or (None) with this statement at its end.

    What is empty is left out, and keys that `said` lacks stay as they are. What it gives may have faults, which
    `read_statements` tells. Raises CannotEdit, also where the lines of the statement have comments.
    """
    nodes, value = _read(source)
    if name is None:
        entry = _ordered(said)
        return _checked(source.rstrip("\n") + ("\n\n" if source.strip() else "") + _lines(entry, "- "), [*value, entry])
    at = _number(value, name)
    entry = _ordered({**value[at], **said})
    if entry == value[at]:
        return source
    first, last, prefix = _place(source, nodes, at)
    lines = source.split("\n")
    edited = "\n".join([*lines[:first], *_lines(entry, prefix).rstrip("\n").split("\n"), *lines[last:]])
    return _checked(edited, [*value[:at], entry, *value[at + 1 :]])


def without_entry(source: str, name: str) -> str:
    """The file without the statement with that id and its lines; raises CannotEdit."""
    nodes, value = _read(source)
    at = _number(value, name)
    first, last, _ = _place(source, nodes, at)
    lines = source.split("\n")
    while last < len(lines) and not lines[last].strip():
        last += 1
    left = value[:at] + value[at + 1 :]
    return _checked("\n".join([*lines[:first], *lines[last:]]), left) if left else ""


def _read(source: str) -> tuple[list[yaml.Node], list[dict[str, Any]]]:
    try:
        node, value = yaml.compose(source, yaml.SafeLoader), yaml.safe_load(source)
    except yaml.YAMLError:
        raise CannotEdit(tr("{file} has errors; correct its lines first.", file="statements.yaml")) from None
    if node is None:
        return [], []
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not all(isinstance(one, dict) for one in value):
        raise CannotEdit(tr("{file} has errors; correct its lines first.", file="statements.yaml"))
    return node.value, value


def _number(value: list[dict[str, Any]], name: str) -> int:
    found = [at for at, one in enumerate(value) if str(one.get("id")) == name]
    if len(found) != 1:
        raise CannotEdit(tr("There is no statement {name!r} any more.", name=name))
    return found[0]


def _place(source: str, nodes: list[yaml.Node], at: int) -> tuple[int, int, str]:
    """The lines of a statement, end exclusive, without the blank ones and comments after it; and what begins them."""
    lines = source.split("\n")
    first, prefix = nodes[at].start_mark.line, lines[nodes[at].start_mark.line][: nodes[at].start_mark.column]
    last = nodes[at + 1].start_mark.line if at + 1 < len(nodes) else len(lines)
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    commented = any(re.search(r"(^|\s)#", _QUOTED.sub("", line)) for line in lines[first:last])
    if prefix.strip() != "-" or commented:
        raise CannotEdit(tr("The lines of this statement have comments, or another form: edit them in the file."))
    return first, last, prefix


def _ordered(said: Mapping[str, Any]) -> dict[str, Any]:
    filled = {key: value for key, value in said.items() if value not in (None, "", [], {}, False)}
    return {key: filled[key] for key in sorted(filled, key=lambda key: KEYS.index(key) if key in KEYS else len(KEYS))}


def _lines(entry: Mapping[str, Any], prefix: str) -> str:
    written = yaml.safe_dump(dict(entry), allow_unicode=True, sort_keys=False, width=10_000).rstrip("\n").split("\n")
    return "\n".join([prefix + written[0], *(" " * len(prefix) + line for line in written[1:])]) + "\n"


def _checked(edited: str, expected: list[dict[str, Any]]) -> str:
    if yaml.safe_load(edited) != expected:
        raise CannotEdit(tr("The lines of this statement have comments, or another form: edit them in the file."))
    return edited
