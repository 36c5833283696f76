"""Changing what a code says in a codebook file: the lines of what changes change, comments and all other lines stay.

Of a list only the entries that change are written anew, so that the comments among the others are kept.
"""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml

from coding.codebook.code_lines import code_lines, flow
from coding.codebook.edit import CannotEdit
from coding.codebook.renaming import Replacement, checked_value, replaced, scalar
from coding.codebook.yaml_places import CodePlace, codes_in, compose, end_of, end_of_lines, entry
from corpus.marked_yaml import read_marked, value_of
from wording.messages import tr

FIELDS = (
    "label", "definition", "use_when", "avoid_when", "examples", "near_misses", "cues", "scale", "several", "colour",
    "retired",
)  # fmt: skip
"""What a code says beside its id and the codes below it, in the order in which it is written."""


@dataclass(frozen=True, slots=True)
class Written:
    """A code as the file has it: its lines without those of the codes below it, the number of the first, its values.

    `start` and `end` are the characters of the file that `text` stands in; `value` has the keys of FIELDS that are
    there, as they are written, and `id`.
    """

    text: str
    line: int
    start: int
    end: int
    value: Mapping[str, Any]


def written(source: str, code: str) -> Written:
    """A code as the file has it, whose YAML can be read; raises CannotEdit where the code has no place of its own."""
    place = place_of(source, code)
    column = int(place.siblings.start_mark.column) if not place.siblings.flow_style else 0
    start = int(place.node.start_mark.index)
    if not place.siblings.flow_style:
        start = source.rfind("\n", 0, start) + 1
    end = end_of_lines(source, place.node, column)
    below = next((key for key, _ in place.node.value if getattr(key, "value", "") == "codes"), None)
    if below is not None and not place.node.flow_style and place.node.value[-1][0] is below:
        end = source.rfind("\n", 0, int(below.start_mark.index))
    elif place.node.flow_style:
        end = end_of(place.node)
    end -= source[:end].endswith("\r")
    value = {key.value: value_of(one) for key, one in place.node.value if key.value != "codes"}
    return Written(source[start:end], source.count("\n", 0, start) + 1, start, end, value)


def place_of(source: str, code: str) -> CodePlace:
    """Where a code stands in a file that can be read; raises CannotEdit where it is written in no place of its own."""
    found = next((one for one in codes_in(entry(compose(source), "codes")) if one.id == code), None)
    if found is None:
        raise CannotEdit(tr("{code} has no lines of its own in codebook.yaml. Change it by hand.", code=code))
    return found


def with_fields(source: str, code: str, fields: Mapping[str, Any]) -> str:
    """The file in which a code says something else: `fields` are keys of FIELDS with values as YAML has them.

    An empty value (None, "", [] or {}) takes the key out. What it gives may have faults, which `read_codebook` tells.
    Raises CannotEdit where the file is written in a way that lets the code not be changed alone.
    """
    if unknown := sorted(set(fields) - set(FIELDS)):
        raise CannotEdit(tr("{keys}: nothing that a code says.", keys=", ".join(unknown)))
    expected = copy.deepcopy(read_marked(source, "codebook.yaml").value)
    for key in sorted(fields, key=FIELDS.index, reverse=True):
        place = place_of(source, code)
        before, after = _value_at(expected, place).get(key), fields[key]
        if after == before or (_nothing(after) and before is None):
            continue
        source = _with_field(source, place, key, before, None if _nothing(after) else after)
        said = _value_at(expected, place)
        if _nothing(after):
            del said[key]
        else:
            said[key] = after
    return checked_value(source, expected, [code])


def _nothing(value: object) -> bool:
    return value is None or value is False or (isinstance(value, str | list | dict) and not value)


def _value_at(value: Any, place: CodePlace) -> dict[str, Any]:
    for step in (*place.path, place.siblings.value.index(place.node)):
        value = value[step]
    found: dict[str, Any] = value
    return found


def _with_field(source: str, place: CodePlace, key: str, before: Any, after: Any) -> str:
    pair = next(((name, value) for name, value in place.node.value if getattr(name, "value", None) == key), None)
    if place.node.flow_style:
        return replaced(source, [_in_flow(place.node, key, pair, after)])
    if pair is None:
        return _inserted(source, place.node, key, after)
    name, value = pair
    column, newline = int(place.node.start_mark.column), "\r\n" if "\r\n" in source else "\n"
    if isinstance(value, yaml.ScalarNode) and value.style in (None, "'", '"') and isinstance(after, str):
        return replaced(source, [scalar(value, after)])
    if isinstance(value, yaml.MappingNode) and isinstance(after, dict) and list(before) == list(after):
        nodes = [one for _, one in value.value]
        changed = [
            (node, words)
            for node, words, was in zip(nodes, after.values(), before.values(), strict=True)
            if words != was
        ]
        if all(isinstance(node, yaml.ScalarNode) and node.style in (None, "'", '"') for node, _ in changed):
            return replaced(source, [scalar(node, words) for node, words in changed])
    in_block = isinstance(value, yaml.SequenceNode) and not value.flow_style
    if in_block and isinstance(after, list) and isinstance(before, list):
        return _with_items(source, value, before, after, newline)
    start, end = _lines_of(source, name, value, column)
    if after is None:
        return source[:start] + source[end:].removeprefix("\r").removeprefix("\n")
    lines = _key_lines(key, after, column)
    return source[:start] + newline.join(lines) + source[end:]


def _lines_of(source: str, name: yaml.Node, value: yaml.Node, column: int) -> tuple[int, int]:
    """The lines of a key with its value; the id shares its line with the dash, but it is never changed here."""
    start = source.rfind("\n", 0, int(name.start_mark.index)) + 1
    end = end_of_lines(source, value, column) if not isinstance(value, yaml.ScalarNode) else _scalar_end(source, value)
    return start, end - source[:end].endswith("\r")


def _scalar_end(source: str, value: yaml.ScalarNode) -> int:
    at = len(source[: int(value.end_mark.index)].rstrip())
    found = source.find("\n", at)
    return len(source) if found < 0 else found


def _key_lines(key: str, value: Any, column: int) -> list[str]:
    """A key as lines of a block: a list has a line for each entry, a wording by language one for each."""
    indent = " " * column
    if isinstance(value, list):
        return [f"{indent}{key}:", *(f"{indent}  - {flow(one)}" for one in value)]
    if isinstance(value, dict):
        lines = code_lines(value, f"{indent}  ")
        return [f"{indent}{key}:", *lines]
    return code_lines({key: value}, indent)


def _inserted(source: str, node: yaml.MappingNode, key: str, value: Any) -> str:
    """The file with one more key, behind those that are written before it."""
    earlier = ("id", *FIELDS[: FIELDS.index(key)])
    name, behind = next(pair for pair in reversed(node.value) if getattr(pair[0], "value", "") in earlier)
    column, newline = int(node.start_mark.column), "\r\n" if "\r\n" in source else "\n"
    _, end = _lines_of(source, name, behind, column)
    return source[:end] + "".join(newline + line for line in _key_lines(key, value, column)) + source[end:]


def _in_flow(node: yaml.MappingNode, key: str, pair: tuple[yaml.Node, yaml.Node] | None, after: Any) -> Replacement:
    """What changes a key within a code that is written in brackets."""
    if pair is None:
        end = end_of(node.value[-1][1])
        return end, end, f", {key}: {flow(after)}"
    name, value = pair
    if after is not None:
        return int(value.start_mark.index), end_of(value), flow(after)
    at = next(number for number, (one, _) in enumerate(node.value) if one is name)
    before = end_of(node.value[at - 1][1])  # the id stands before it, or after
    if at:
        return before, end_of(value), ""
    return int(name.start_mark.index), int(node.value[1][0].start_mark.index), ""


def _with_items(source: str, node: yaml.SequenceNode, before: Sequence[Any], after: Sequence[Any], newline: str) -> str:
    """The file with other entries in a list of lines: those that stay keep their lines and the comments at them."""
    column = int(node.start_mark.column)
    ends = [_item_end(source, item, column) for item in node.value]
    starts = [source.rfind("\n", 0, int(item.start_mark.index)) + 1 for item in node.value]
    written_before, written_after = [flow(one) for one in before], [flow(one) for one in after]
    changes: list[Replacement] = []
    matcher = SequenceMatcher(None, written_before, written_after, autojunk=False)
    for what, begin, stop, first, last in matcher.get_opcodes():
        if what == "equal":
            continue
        lines = [" " * column + "- " + one for one in written_after[first:last]]
        if begin < stop:
            end = ends[stop - 1]
            if lines:
                changes.append((starts[begin], end, newline.join(lines)))
            else:
                changes.append((starts[begin], min(end + len(newline), len(source)), ""))
        elif begin:
            changes.append((ends[begin - 1], ends[begin - 1], "".join(newline + line for line in lines)))
        else:
            changes.append((starts[0], starts[0], "".join(line + newline for line in lines)))
    return replaced(source, changes)


def _item_end(source: str, item: yaml.Node, column: int) -> int:
    end = _scalar_end(source, item) if isinstance(item, yaml.ScalarNode) else end_of_lines(source, item, column)
    return end - source[:end].endswith("\r")
