"""The team's statements in their file, about codes that have other ids: nothing else in the file changes."""

import copy
from collections.abc import Mapping

import yaml

from coding.codebook.renaming import checked_value, replaced, scalar
from coding.codebook.yaml_places import compose, entry
from corpus.marked_yaml import read_marked


def statements_about(source: str, names: Mapping[str, str]) -> str:
    """The file with today's ids of these codes; as it was where it names none of them or has faults.

    Raises CannotEdit where it is written in a way that does not let it be changed alone.
    """
    marked, root = read_marked(source, "statements.yaml"), compose_safely(source)
    if marked.problems or not isinstance(root, yaml.SequenceNode):
        return source
    expected, changes = copy.deepcopy(marked.value), []
    for number, statement in enumerate(root.value):
        node = entry(statement, "code")
        if isinstance(node, yaml.ScalarNode) and node.value in names:
            changes.append(scalar(node, names[node.value]))
            expected[number]["code"] = names[node.value]
    return checked_value(replaced(source, changes), expected, names, file="statements.yaml")


def compose_safely(source: str) -> yaml.Node | None:
    """The nodes of a file; None where it is no YAML."""
    try:
        return compose(source)
    except yaml.YAMLError:
        return None
