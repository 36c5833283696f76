"""Putting a code elsewhere in a codebook file: its lines move, whatever names it or the codes below it changes."""

import copy
from collections.abc import Mapping
from typing import Any

import yaml

from coding.codebook.cutting import cut, put_below, put_last
from coding.codebook.edit import CannotEdit, id_problem
from coding.codebook.file import BrokenCodebook, load_codebook
from coding.codebook.model import Codebook
from coding.codebook.renaming import check_tables, checked, ids_after, of_references, replaced, scalar
from coding.codebook.yaml_places import CodePlace, codes_in, compose, entry
from corpus.marked_yaml import Path, read_marked
from wording.messages import tr


def id_below(book: Codebook, code: str, parent: str | None) -> str:
    """The id that a code has once it lies below another, or (None) at the top; raises UnknownCode and CannotEdit."""
    own = book.code(code).id.rpartition(".")[2]
    if parent is not None and book.code(parent).id in book.subtree(code):
        raise CannotEdit(tr("{code} cannot lie below itself.", code=code))
    if parent == book.code(code).parent:
        above = parent or tr("the top")
        raise CannotEdit(tr("{code} is there already, below {parent}.", code=code, parent=above))
    if fault := id_problem(book, own, parent):
        raise CannotEdit(fault)
    return f"{parent}.{own}" if parent else own


def moved(source: str, code: str, parent: str | None) -> str:
    """The codebook file with a code, and those below it, below another code or (None) at the top.

    Raises as `id_below` does, CannotEdit also where the file is written in a way that does not let the code be moved
    alone, BrokenCodebook where the file has faults.
    """
    book = load_codebook(source)
    names = ids_after(book, code, id_below(book, code, parent))
    text, expected = moved_lines(source, code, parent)
    root = compose(text)
    changes = of_references(root, names, expected, codes=book.codes)
    try:
        edited = checked(replaced(text, changes), expected, [code])
    except BrokenCodebook:  # codes that lie below others by their ids alone stay behind
        raise _not_alone(code) from None
    after = load_codebook(edited)
    if set(after.codes) != {names.get(one, one) for one in book.codes}:
        raise _not_alone(code)
    check_tables(book, after)
    return edited


def moved_lines(source: str, code: str, parent: str | None) -> tuple[str, Any]:
    """The file with the lines of a code elsewhere, whatever names it as it was; and the value that it then has.

    Raises CannotEdit.
    """
    root = compose(source)
    places = {place.id: place for place in codes_in(entry(root, "codes"))}
    place, expected = places[code], copy.deepcopy(read_marked(source, "codebook.yaml").value)
    above = _holder(places, place)
    if (above is None) != (len(place.path) == 1):
        raise _not_alone(code)
    value = _taken(expected, place, keep_list=bool(place.siblings.flow_style))
    found = cut(source, place, above.node if above else None)
    new_root = compose(found.rest)
    left = {one.id: one for one in codes_in(entry(new_root, "codes"))}
    if parent is None:
        codes = entry(new_root, "codes")
        text = put_last(found.rest, codes, found) if isinstance(codes, yaml.SequenceNode) else None
        expected["codes"].append(value)
    else:
        column = getattr(entry(new_root, "codes"), "start_mark", None)
        step = 2 if column is None or not column.column else int(column.column)
        text = put_below(found.rest, left[parent], found, step=step)
        _at(expected, left[parent]).setdefault("codes", []).append(value)
    if text is None:
        raise _not_alone(code)
    new = f"{parent}.{code.rpartition('.')[2]}" if parent else code.rpartition(".")[2]
    return _with_written_ids(text, expected, {code: new})


def _with_written_ids(text: str, expected: Any, became: Mapping[str, str]) -> tuple[str, Any]:
    """The file whose moved codes have no longer their old whole ids, where they are written whole."""
    [(old, new)] = became.items()
    changes = []
    for place in codes_in(entry(compose(text), "codes")):
        if "." in place.written and (place.written == old or place.written.startswith(f"{old}.")):
            node = entry(place.node, "id")
            if isinstance(node, yaml.ScalarNode):
                changes.append(scalar(node, new + place.written[len(old) :]))
                _at(expected, place)["id"] = new + place.written[len(old) :]
    return replaced(text, changes), expected


def _holder(places: Mapping[str, CodePlace], place: CodePlace) -> CodePlace | None:
    """The code whose list holds this one."""
    above = (one for one in places.values() if entry(one.node, "codes") is place.siblings)
    return next(above, None)


def _taken(value: Any, place: CodePlace, *, keep_list: bool) -> Any:
    """Take the code out of the value of the file and give it; a list that is empty then goes, unless it is kept."""
    *to, _ = place.path
    holder = value
    for step in to:
        holder = holder[step]
    at = place.siblings.value.index(place.node)
    taken = holder["codes"].pop(at)
    if not holder["codes"] and not keep_list:
        del holder["codes"]
    return taken


def _at(value: Any, place: CodePlace) -> Any:
    """The value of a code in the value of the file."""
    path: Path = (*place.path, place.siblings.value.index(place.node))
    for step in path:
        value = value[step]
    return value


def _not_alone(code: str) -> CannotEdit:
    return CannotEdit(
        tr(
            "codebook.yaml is written in a way that lets {code} not be moved alone. Move it by hand; `glose codebook "
            "rename OLD NEW` then takes along what was coded with it.",
            code=code,
        )
    )
