"""Taking a code out of use in a codebook file: a line says so and why, the rest stays."""

import copy

import yaml

from coding.codebook.code_lines import flow
from coding.codebook.edit import CannotEdit
from coding.codebook.file import load_codebook
from coding.codebook.renaming import checked
from coding.codebook.yaml_places import codes_in, compose, end_of, end_of_lines, entry
from corpus.marked_yaml import read_marked
from wording.messages import tr


def retired(source: str, code: str, reason: str) -> str:
    """The codebook file in which the code is no longer in use, below its id.

    Raises UnknownCode, BrokenCodebook, and CannotEdit where it is retired already.
    """
    book = load_codebook(source)
    if book.code(code).retired:
        raise CannotEdit(tr("{code} is retired already: {reason}", code=code, reason=book.code(code).retired))
    expected = copy.deepcopy(read_marked(source, "codebook.yaml").value)
    place = next(one for one in codes_in(entry(compose(source), "codes")) if one.id == code)
    value = expected
    for step in (*place.path, place.siblings.value.index(place.node)):
        value = value[step]
    value["retired"] = reason
    node, newline = place.node, "\r\n" if "\r\n" in source else "\n"
    written = entry(node, "id")
    assert isinstance(written, yaml.ScalarNode)
    if node.flow_style:
        at, text = end_of(written), f", retired: {flow(reason)}"
    else:
        column = int(node.start_mark.column)
        at = end_of_lines(source, written, column)
        text = f"{newline}{' ' * column}retired: {flow(reason)}"
    at -= source[:at].endswith("\r")
    return checked(source[:at] + text + source[at:], expected, [code])
