"""Giving codes other ids in a codebook file: the ids and whatever names them change, every other character stays."""

import copy
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import yaml

from coding.codebook.code_lines import flow
from coding.codebook.code_references import references
from coding.codebook.edit import CannotEdit, id_problem
from coding.codebook.file import load_codebook
from coding.codebook.model import Codebook
from coding.codebook.yaml_places import codes_in, compose, entry
from corpus.marked_yaml import Path, read_marked
from wording.messages import tr

Replacement = tuple[int, int, str]
"""Start and end of characters that are replaced, and what stands there instead."""


def ids_after(book: Codebook, old: str, new: str) -> dict[str, str]:
    """The ids of a code and those below it, each with the one it has once `old` is called `new`."""
    return {code: new + code[len(old) :] for code in book.subtree(book.code(old).id)}


def renamed(source: str, old: str, new: str) -> str:
    """The codebook file in which a code has another id of its own below the same parent.

    Raises UnknownCode, CannotEdit where the new id is none, is taken, or has another parent, or the file is written
    in a way that does not let it be changed alone; BrokenCodebook where the file has faults.
    """
    book = load_codebook(source)
    parent, _, own = new.rpartition(".")
    if (parent or None) != book.code(old).parent:
        where = old.rpartition(".")[0]
        example = f"{where}.{own}" if where else own
        raise CannotEdit(
            tr(
                "{new} lies elsewhere in the codebook. Rename the code where it is ({example}), and `glose codebook "
                "move` puts it elsewhere.",
                new=new,
                example=example,
            )
        )
    if fault := id_problem(book, own, parent or None):
        raise CannotEdit(fault)
    return with_ids(source, ids_after(book, old, new))


def with_ids(source: str, names: Mapping[str, str]) -> str:
    """The file in which these codes have other ids, each below a parent of the same name; raises as `renamed` does."""
    book = load_codebook(source)
    root, expected = compose(source), copy.deepcopy(read_marked(source, "codebook.yaml").value)
    changes = [*_of_codes(root, names, expected), *of_references(root, names, expected, codes=book.codes)]
    edited = checked(replaced(source, changes), expected, names)
    check_tables(book, load_codebook(edited))
    return edited


def check_tables(then: Codebook, now: Codebook) -> None:
    """Raise CannotEdit where a table would read the new id of a code as something else, or something else as a code."""
    for name, table in then.tables.items():
        if name in now.tables and any(
            getattr(table, axis).kind != getattr(now.tables[name], axis).kind for axis in ("rows", "columns")
        ):
            raise CannotEdit(
                tr("With that id the table {table} would have other rows or columns. Choose another id.", table=name)
            )


def checked(edited: str, expected: Any, codes: Iterable[str]) -> str:
    """The edited codebook file, if it says what is expected and nothing else; raises CannotEdit, BrokenCodebook."""
    load_codebook(checked_value(edited, expected, codes))
    return edited


def checked_value(edited: str, expected: Any, codes: Iterable[str], *, file: str = "codebook.yaml") -> str:
    """An edited file of YAML, if it says what is expected and nothing else; raises CannotEdit."""
    if read_marked(edited, file).value != expected:
        raise CannotEdit(
            tr(
                "{file} is written in a way that lets {codes} not be changed without changing something else. "
                "Change it by hand; `glose check` then says how the codings follow.",
                file=file,
                codes=", ".join(codes),
            )
        )
    return edited


def replaced(source: str, changes: Iterable[Replacement]) -> str:
    """The file with other characters in some places; the places do not overlap."""
    for start, end, text in sorted(changes, reverse=True):
        source = source[:start] + text + source[end:]
    return source


def scalar(node: yaml.ScalarNode, value: str) -> Replacement:
    """What puts another value into a scalar, quoted as it was."""
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    quote = node.style if node.style in ("'", '"') else ""
    written = f"{quote}{value}{quote}" if quote and quote not in value else flow(value)
    return start, end, written


def _of_codes(root: yaml.Node | None, names: Mapping[str, str], expected: Any) -> Iterable[Replacement]:
    """The ids where the codes are; of nested ones only their own part is written."""
    for place in codes_in(entry(root, "codes")):
        if place.id not in names:
            continue
        dotted, new = "." in place.written, names[place.id]
        written = new if dotted else new.rpartition(".")[2]
        node = entry(place.node, "id")
        if written == place.written or not isinstance(node, yaml.ScalarNode):
            continue
        _put(expected, (*place.path, place.siblings.value.index(place.node), "id"), written)
        yield scalar(node, written)


def of_references(
    root: yaml.Node | None, names: Mapping[str, str], expected: Any, *, codes: Collection[str]
) -> list[Replacement]:
    """What changes outside of `codes:`; `expected`, the value of the file, is changed likewise.

    `codes` are the ids that tell a row of codes from another.
    """
    changes: list[Replacement] = []
    keys: list[tuple[Path, str]] = []
    for found in references(root, codes):
        new = found.renamed(names)
        if new == found.node.value:
            continue
        changes.append(scalar(found.node, new))
        if found.is_key:
            keys.append((found.path, new))
        else:
            _put(expected, found.path, new)
    for path, new in keys:
        rename_key(expected, path, new)
    return changes


def rename_key(value: Any, path: Path, new: str) -> None:
    """Give a key of a mapping within a value another name, in its place."""
    *to, old = path
    for step in to:
        value = value[step]
    items = [(new if key == old else key, one) for key, one in value.items()]
    value.clear()
    value.update(items)


def _put(value: Any, path: Path, new: Any) -> None:
    *to, last = path
    for step in to:
        value = value[step]
    value[last] = new
