"""`report:` of study.yaml: the title page, how extracts name who speaks, and what a report is to have."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, get_args

from corpus.marked_yaml import Marked
from corpus.problem import Problem
from reports.title_page import ANNEX, READER, Amount, Audience, TitlePage
from wording.messages import LANGUAGES, tr
from wording.spelling import did_you_mean

KEYS = (
    *("title", "question", "authors", "organisation", "logo", "date", "version", "participant"),
    *("for", "only", "quotes", "memos"),
)
_IN_LANGUAGES = ("title", "question", "organisation", "participant")
_CHOICES = {"for": get_args(Audience), "quotes": get_args(Amount)}
_FIELDS = {"for": "audience"}


def read_title_page(given: object, marked: Marked) -> tuple[TitlePage, list[Problem]]:
    """What `report:` says, with every fault in it as a problem."""
    if given is None:
        return TitlePage(), []
    if not isinstance(given, dict):
        example = "report: {authors: [Anne Roy], organisation: CNAM}"
        return TitlePage(), [Problem(marked.place(("report",)), tr("write e.g. `{example}`.", example=example))]
    values: dict[str, Any] = {"places": {key: marked.place(("report", key)) for key in given}}
    problems = []
    for key, value in given.items():
        if faults := list(_faults(key, value, given)):
            problems += [Problem(values["places"][key], fault) for fault in faults]
        elif value is not None:
            values[_FIELDS.get(key, str(key))] = _read(key, value)
    return TitlePage(**values), problems


def _faults(key: object, value: object, given: Mapping[Any, object]) -> Iterator[str]:
    if key not in KEYS:
        message = tr("unknown setting {key!r}. Choose from: {keys}.", key=key, keys=", ".join(KEYS))
        yield message + did_you_mean(str(key), KEYS)
    elif value is None:
        return
    elif key in _CHOICES and value not in _CHOICES[key]:
        yield tr("{words}: unknown. Choose from: {names}.", words=value, names=", ".join(_CHOICES[key]))
    elif (
        key in _IN_LANGUAGES
        and isinstance(value, Mapping)
        and (strange := [one for one in value if one not in LANGUAGES])
    ):
        yield tr(
            "{key}: {words!r} is no language. Choose from: {names}.",
            key=key,
            words=strange[0],
            names=", ".join(LANGUAGES),
        )
    elif _read(str(key), value) is None:
        yield tr("{key}: {value!r} is not of the right type.", key=key, value=value)
    elif key == "only":
        known = READER if given.get("for") in ("reader", "article") else ANNEX
        yield from (unknown_chapter(name, known) for name in _several(value) or () if name not in known)


def unknown_chapter(name: str, known: Sequence[str]) -> str:
    """That this report has no such chapter, and the nearest one, or those there are."""
    said = tr("This report has no chapter {name!r}.", name=name)
    return said + (did_you_mean(name, known) or " " + tr("Choose from: {names}.", names=", ".join(known)))


def _read(key: str, value: object) -> object:
    """The value as the title page has it; None where it is of another type."""
    if key == "memos":
        return value if isinstance(value, bool) else None
    if key in ("authors", "only"):
        return _several(value)
    if key in _IN_LANGUAGES and isinstance(value, Mapping):
        return dict(value) if all(isinstance(words, str) for words in value.values()) else None
    if isinstance(value, list | Mapping | bool):
        return None
    written = value.isoformat() if isinstance(value, date | datetime) else str(value)
    return {"": written} if key in _IN_LANGUAGES else written


def _several(value: object) -> tuple[str, ...] | None:
    several: list[Any] = value if isinstance(value, list) else [value]
    return tuple(several) if all(isinstance(one, str) for one in several) else None
