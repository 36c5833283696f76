"""Where a codebook file names codes outside of `codes:`: its tables, its typologies' rules, its excluded words."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import yaml

from coding.codebook.yaml_places import entry
from corpus.marked_yaml import Path

_CONDITION = re.compile(r"(?P<head>\s*code\s*!?=\s*)(?P<codes>.+?)(?P<tail>\s*)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A scalar of the file that names codes: its node, and its path; of a key (`is_key`) the path ends with it."""

    node: yaml.ScalarNode
    path: Path
    is_key: bool = False
    is_condition: bool = False

    def renamed(self, names: Mapping[str, str]) -> str:
        """What it says once codes have other ids."""
        written: str = self.node.value
        if not self.is_condition:
            return names.get(written, written)
        found = _CONDITION.fullmatch(written)
        if found is None:
            return written
        codes = dict.fromkeys(names.get(code.strip(), code.strip()) for code in found["codes"].split("|"))
        same = [code.strip() for code in found["codes"].split("|")] == list(codes)
        return written if same else found["head"] + "|".join(codes) + found["tail"]


def references(root: yaml.Node | None, codes: Collection[str]) -> Iterator[Reference]:
    """Every place outside of `codes:` that may name one of the codebook's codes, in the order of the file's keys."""
    for number, table in enumerate(_items(entry(root, "tables"))):
        yield from _in_table(table, ("tables", number), codes)
    for number, typology in enumerate(_items(entry(root, "typologies"))):
        yield from _in_classes(entry(typology, "classes"), ("typologies", number, "classes"))
    yield from _keys(entry(entry(root, "suggestions"), "exclude"), ("suggestions", "exclude"))


def _in_table(table: yaml.Node, here: Path, codes: Collection[str]) -> Iterator[Reference]:
    axes = [(axis, entry(table, axis)) for axis in ("rows", "columns")]
    of_codes = False
    for axis, node in axes:
        if isinstance(node, yaml.ScalarNode):
            of_codes = of_codes or node.value == "codes" or node.value in codes
            if node.value in codes:
                yield Reference(node, (*here, axis))
            continue
        named = entry(node, "codes") is not None
        of_codes = of_codes or named
        for key in ("codes", "values"):
            yield from _values(entry(node, key), (*here, axis, key))
        for number, merge in enumerate(_items(entry(node, "merge")) if named else ()):
            yield from _values(entry(merge, "of"), (*here, axis, "merge", number, "of"))
    for condition, path in _numbered(entry(table, "where"), (*here, "where")):
        yield Reference(condition, path, is_condition=True)
    if of_codes:
        yield from _keys(entry(table, "labels"), (*here, "labels"))
        yield from _values(entry(entry(table, "sort"), "by"), (*here, "sort", "by"))
        yield from _values(entry(table, "difference"), (*here, "difference"))


def _in_classes(classes: yaml.Node | None, here: Path) -> Iterator[Reference]:
    for number, one in enumerate(_items(classes)):
        for key in ("when", "unless"):
            rules = entry(one, key)
            if isinstance(rules, yaml.ScalarNode):
                yield Reference(rules, (*here, number, key))
            for at, rule in enumerate(_items(rules)):
                yield from _values(rule, (*here, number, key, at))
                yield from _values(entry(rule, "code"), (*here, number, key, at, "code"))
        yield from _in_classes(entry(one, "classes"), (*here, number, "classes"))


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _numbered(node: yaml.Node | None, here: Path) -> Iterator[tuple[yaml.ScalarNode, Path]]:
    if isinstance(node, yaml.ScalarNode):
        yield node, here
    for number, one in enumerate(_items(node)):
        if isinstance(one, yaml.ScalarNode):
            yield one, (*here, number)


def _values(node: yaml.Node | None, here: Path) -> Iterator[Reference]:
    """A scalar, or the scalars of a list."""
    for scalar, path in _numbered(node, here):
        yield Reference(scalar, path)


def _keys(node: yaml.Node | None, here: Path) -> Iterator[Reference]:
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            yield Reference(key, (*here, key.value), is_key=True)
