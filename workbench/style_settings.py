"""`style:` of study.yaml: the colour and font of figures, or greys."""

import re
from collections.abc import Iterator

from corpus.marked_yaml import Marked
from corpus.problem import Problem
from reports.figures.style import KEYS, FigureStyle
from wording.messages import tr
from wording.spelling import did_you_mean

_EXAMPLE = 'style: {colour: "#17704a", font: Lato}'
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FONT = re.compile(r"[\w .-]{1,60}")


def read_style(given: object, marked: Marked) -> tuple[FigureStyle | None, list[Problem]]:
    """How figures are to look, with every fault as a problem at its line; None where nothing is said."""
    if given is None:
        return None, []
    if not isinstance(given, dict):
        return None, [Problem(marked.place(("style",)), tr("write e.g. `{example}`.", example=_EXAMPLE))]
    problems = [Problem(marked.place(("style", key)), fault) for key in given for fault in _faults(key, given[key])]
    if problems:
        return None, problems
    return FigureStyle(**{str(key): value for key, value in given.items() if value is not None}), []


def _faults(key: object, value: object) -> Iterator[str]:
    if key not in KEYS:
        message = tr("unknown setting {key!r}. Choose from: {keys}.", key=key, keys=", ".join(KEYS))
        yield message + did_you_mean(str(key), KEYS)
    elif value is None:
        return
    elif not isinstance(value, KEYS[str(key)]):
        yield tr("{key}: {value!r} is not of the right type.", key=key, value=value)
    elif key == "colour" and not _COLOUR.fullmatch(str(value)):
        yield tr("{value!r} is no colour. Write it as six digits, e.g. {example}.", value=value, example='"#17704a"')
    elif key == "font" and not _FONT.fullmatch(str(value)):
        yield tr("{value!r} is no font's name.", value=value)
