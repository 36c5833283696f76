"""`report:` of study.yaml: the title page of the report for readers, and how its extracts name who speaks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from corpus.marked_yaml import Marked
from corpus.problem import Problem
from reports.title_page import TitlePage
from wording.messages import tr

KEYS = ("title", "question", "authors", "organisation", "date", "version", "participant")
_IN_LANGUAGES = ("title", "question", "organisation", "participant")


def read_title_page(given: object, marked: Marked) -> tuple[TitlePage, list[Problem]]:
    """What `report:` says, with every fault in it as a problem."""
    if given is None:
        return TitlePage(), []
    if not isinstance(given, dict):
        example = "report: {authors: [Anne Roy], organisation: CNAM}"
        return TitlePage(), [Problem(marked.place(("report",)), tr("write e.g. `{example}`.", example=example))]
    values: dict[str, Any] = {}
    problems = []
    for key, value in given.items():
        place = marked.place(("report", key))
        if key not in KEYS:
            message = tr("unknown setting {key!r}. Choose from: {keys}.", key=key, keys=", ".join(KEYS))
            problems.append(Problem(place, message))
        elif value is not None and (found := _read(str(key), value)) is not None:
            values[str(key)] = found
        elif value is not None:
            problems.append(Problem(place, tr("{key}: {value!r} is not of the right type.", key=key, value=value)))
    return TitlePage(**values), problems


def _read(key: str, value: object) -> object:
    """The value as the title page has it; None where it is of another type."""
    if key == "authors":
        several = value if isinstance(value, list) else [value]
        return tuple(map(str, several)) if all(isinstance(one, str) for one in several) else None
    if key in _IN_LANGUAGES and isinstance(value, Mapping):
        return dict(value) if all(isinstance(words, str) for words in value.values()) else None
    if isinstance(value, list | Mapping | bool):
        return None
    written = value.isoformat() if isinstance(value, date | datetime) else str(value)
    return {"": written} if key in _IN_LANGUAGES else written
