"""Joining codes of a codebook file into one: what shows or finds them goes along, whatever names them changes."""

import copy
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import yaml

from coding.codebook.code_lines import flow
from coding.codebook.code_references import references
from coding.codebook.cutting import cut
from coding.codebook.edit import CannotEdit
from coding.codebook.file import BrokenCodebook, load_codebook
from coding.codebook.moving import moved
from coding.codebook.renaming import Replacement, checked, ids_after, rename_key, replaced, scalar
from coding.codebook.yaml_places import CodePlace, codes_in, compose, end_of, end_of_lines, entry
from corpus.marked_yaml import Path, read_marked
from wording.messages import tr

CARRIED = ("examples", "near_misses", "cues")
"""What goes along to the code that others are joined into."""


def joined(source: str, codes: Sequence[str], into: str) -> tuple[str, dict[str, str]]:
    """The codebook file in which codes are one that it has, and today's id of every code that has another.

    Examples, near-misses and cues go along, and the codes below. Raises UnknownCode; CannotEdit where a code lies below
    one that is to go, two codes would have one id, or the file does not let it be done alone; BrokenCodebook.
    """
    book = load_codebook(source)
    named = dict.fromkeys(book.code(code).id for code in codes)
    gone = sorted((code for code in named if code != book.code(into).id), key=lambda code: -code.count("."))
    for code in gone:
        if into in book.subtree(code):
            raise CannotEdit(tr("{code} lies below {other}, which would go. Move it first.", code=into, other=code))
    names: dict[str, str] = {}
    for code in gone:
        for child in [one.id for one in load_codebook(source).codes.values() if one.parent == code]:
            new = f"{into}.{child.rpartition('.')[2]}"
            names.update(ids_after(load_codebook(source), child, new))
            source = moved(source, child, into)
        source = _joined(source, code, into)
        names[code] = into
    return source, names


def _joined(source: str, code: str, into: str) -> str:
    """The file in which one code without any below it has become another one."""
    for key in CARRIED:
        source = _with_items(source, code, into, key)
    source = _named_instead(source, code, into)
    root, expected = compose(source), copy.deepcopy(read_marked(source, "codebook.yaml").value)
    places = {place.id: place for place in codes_in(entry(root, "codes"))}
    place = places[code]
    above = next((one.node for one in places.values() if entry(one.node, "codes") is place.siblings), None)
    holder = _value_at(expected, place.path[:-1])
    holder["codes"].pop(place.siblings.value.index(place.node))
    if not holder["codes"] and not place.siblings.flow_style:
        del holder["codes"]
    try:
        return checked(cut(source, place, above).rest, expected, [code])
    except BrokenCodebook as broken:
        raise CannotEdit(
            tr(
                "Without {code} codebook.yaml would have faults, the first: {fault} Change that first.",
                code=code,
                fault=str(broken.problems[0]),
            )
        ) from broken


def _with_items(source: str, code: str, into: str, key: str) -> str:
    """The file in which a list of one code is in that of another as well."""
    root, expected = compose(source), copy.deepcopy(read_marked(source, "codebook.yaml").value)
    places = {place.id: place for place in codes_in(entry(root, "codes"))}
    there = _value(expected, places[into])
    items = [one for one in _value(expected, places[code]).get(key, ()) if one not in there.get(key, ())]
    if not items:
        return source
    there[key] = [*there.get(key, ()), *items]
    node, newline = places[into].node, "\r\n" if "\r\n" in source else "\n"
    held = entry(node, key)
    if held is not None and getattr(held, "flow_style", True):
        at = end_of(held.value[-1]) if held.value else int(held.start_mark.index) + 1
        text = ("" if not held.value else ", ") + ", ".join(map(flow, items))
    elif held is not None:
        column = int(held.start_mark.column)
        at = end_of_lines(source, held.value[-1], column)
        text = "".join(f"{newline}{' ' * column}- {flow(item)}" for item in items)
    elif node.flow_style:
        at, text = end_of(node.value[0][1]), f", {key}: {flow(items)}"
    else:
        column = int(node.start_mark.column)
        at = end_of_lines(source, _last_before_codes(node), column)
        lines = [f"{' ' * column}{key}:", *(f"{' ' * (column + 2)}- {flow(item)}" for item in items)]
        text = "".join(newline + line for line in lines)
    at -= source[:at].endswith("\r")
    return checked(source[:at] + text + source[at:], expected, [code])


def _last_before_codes(node: yaml.MappingNode) -> yaml.Node:
    """The last value of a code before its `codes:`."""
    last: yaml.Node = node.value[0][1]
    for key, value in node.value:
        if key.value == "codes":
            break
        last = value
    return last


def _named_instead(source: str, code: str, into: str) -> str:
    """The file in which tables, rules and excluded words name another code; none twice in a list."""
    root, expected = compose(source), copy.deepcopy(read_marked(source, "codebook.yaml").value)
    changes: list[Replacement] = []
    lists: dict[Path, list[int]] = defaultdict(list)
    names = {code: into}
    for found in references(root, load_codebook(source).codes):
        new = found.renamed(names)
        if new == found.node.value:
            continue
        holder = _value_at(expected, found.path[:-1])
        if isinstance(holder, list) and not found.is_key and not found.is_condition and into in holder:
            lists[found.path[:-1]].append(int(found.path[-1]))
            continue
        changes.append(scalar(found.node, new))
        if found.is_key:
            rename_key(expected, found.path, new)
        else:
            holder[found.path[-1]] = new
    for path, positions in lists.items():
        for at in sorted(positions, reverse=True):
            _value_at(expected, path).pop(at)
            changes.append(_without_item(source, _node_at(root, path), at))
    return _sound(replaced(source, changes), expected, code)


def _sound(edited: str, expected: Any, code: str) -> str:
    """The file, if it says what is expected; that it has faults is told as what does not let the codes be joined."""
    try:
        return checked(edited, expected, [code])
    except BrokenCodebook as broken:
        fault = str(broken.problems[0])
        raise CannotEdit(tr("{code} cannot go yet: {fault} Change that first.", code=code, fault=fault)) from broken


def _without_item(source: str, items: yaml.Node | None, at: int) -> Replacement:
    """What takes an item out of a list."""
    assert isinstance(items, yaml.SequenceNode)
    nodes: Sequence[yaml.Node] = items.value
    if items.flow_style:
        if at:
            return end_of(nodes[at - 1]), end_of(nodes[at]), ""
        return int(nodes[0].start_mark.index), int(nodes[1].start_mark.index), ""
    start = source.rfind("\n", 0, int(nodes[at].start_mark.index)) + 1
    end = source.find("\n", end_of(nodes[at]))
    return start, len(source) if end < 0 else end + 1, ""


def _node_at(node: yaml.Node | None, path: Path) -> yaml.Node | None:
    for step in path:
        node = (
            node.value[step]
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int)
            else entry(node, str(step))
        )
    return node


def _value_at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _value(value: Any, place: CodePlace) -> Any:
    return _value_at(value, (*place.path, place.siblings.value.index(place.node)))
