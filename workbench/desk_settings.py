"""`desk:` of study.yaml: which keys do what at the desk."""

from collections.abc import Mapping
from typing import Final

from corpus.marked_yaml import Marked
from corpus.problem import Problem
from wording.messages import tr
from wording.spelling import did_you_mean

DESK_KEYS: Final[Mapping[str, str]] = {
    "accept": "a",
    "reject": "r",
    "reject_why": "R",
    "on": " ",
    "other": "x",
    "code": "c",
    "new": "n",
    "in_vivo": "v",
    "next": "j",
    "previous": "k",
    "next_text": "J",
    "previous_text": "K",
    "find": "/",
    "start_earlier": "[",
    "start_later": "]",
    "end_earlier": "{",
    "end_later": "}",
    "whole": "w",
    "unit": "b",
    "degree": "g",
    "case": "e",
    "memo": "m",
    "value": "t",
    "list": "l",
    "definition": "d",
    "why": "i",
    "why_not": "q",
    "undo": "u",
    "redo": "U",
    "acts": "h",
    "text_memo": "M",
}
"""What the keys of a text do, each with its usual key; arrows, Enter, Delete, Escape and ? are not changed."""

_EXAMPLE = "desk: {keys: {accept: y, reject: n}}"
_TAKEN = "?"
_NAMED = {"space": " "}


def read_desk_keys(given: object, marked: Marked) -> tuple[Mapping[str, str], list[Problem]]:
    """The key of each act, with every fault as a problem at its line; the usual ones where nothing is said."""
    if given is None:
        return DESK_KEYS, []
    keys = given.get("keys") if isinstance(given, dict) else None
    if not isinstance(given, dict) or set(given) != {"keys"} or not isinstance(keys, dict):
        return DESK_KEYS, [Problem(marked.place(("desk",)), tr("write e.g. `{example}`.", example=_EXAMPLE))]
    problems: list[Problem] = []
    chosen = dict(DESK_KEYS)
    for act, written in keys.items():
        place = marked.place(("desk", "keys", act))
        key = _NAMED.get(str(written), str(written))
        if act not in DESK_KEYS:
            message = tr("unknown setting {key!r}. Choose from: {keys}.", key=act, keys=", ".join(DESK_KEYS))
            problems.append(Problem(place, message + did_you_mean(str(act), DESK_KEYS)))
        elif len(key) != 1 or not key.isprintable() or key in _TAKEN:
            message = tr("{key!r} is no key for this: give one sign, or `space`; ? lists the keys.", key=str(written))
            problems.append(Problem(place, message))
        else:
            chosen[str(act)] = key
    by_key: dict[str, str] = {}
    for act, key in chosen.items():
        if key in by_key:
            place = marked.place(("desk", "keys", act if act in keys else by_key[key]))
            both = {"first": by_key[key], "second": act}
            problems.append(Problem(place, tr("{first} and {second} have the same key {key!r}.", key=key, **both)))
        by_key.setdefault(key, act)
    return (DESK_KEYS, problems) if problems else (chosen, [])
