"""The notation in which a test's docstring says its study: codes, texts and codings, one a line (CONTRIBUTING has it)."""

import json
import shlex
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Any

SCALE = ("absent", "wanted", "mentioned", "strong")
KINDS = ("interview", "document")


class BadNotation(ValueError):
    """A line of a docstring that the notation does not have."""


@dataclass
class Notes:
    """What a docstring says, as the fixture `material` takes it; `codes` maps an id to whether it has a scale."""

    codes: dict[str, bool] = field(default_factory=dict)
    texts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    codings: list[tuple[str, int, int, str, str | None, dict[str, Any]]] = field(default_factory=list)
    classes: list[tuple[str, str, str, str]] = field(default_factory=list)
    read: list[str] = field(default_factory=list)

    @property
    def codebook(self) -> str | None:
        """The codebook of the `code` lines as YAML; None where there are none."""
        if not self.codes:
            return None
        roots: list[dict[str, Any]] = []
        made: dict[str, dict[str, Any]] = {}
        for code, scaled in self.codes.items():
            parent, _, own = code.rpartition(".")
            made[code] = {"id": own, "label": own.capitalize(), **({"scale": "degree"} if scaled else {})}
            (made[parent].setdefault("codes", []) if parent else roots).append(made[code])
        return json.dumps({"codebook": {"title": "T"}, "scales": {"degree": SCALE}, "codes": roots})


def notes_of(docstring: str | None) -> Notes:
    """Read a docstring from the first line that begins with `code` or `text`; raises BadNotation with a wrong line."""
    notes = Notes()
    lines = dropwhile(lambda line: line.split()[:1] not in (["code"], ["text"]), (docstring or "").splitlines())
    for line in lines:
        try:
            _take(notes, shlex.split(line, comments=True))
        except (ValueError, IndexError, KeyError) as error:
            raise BadNotation(f"not a line of the notation: {line.strip()!r} ({error})") from error
    return notes


def _take(notes: Notes, words: list[str]) -> None:
    """Add what one line says; raises ValueError where its first word or one of its options is unknown."""
    if not words:
        return
    first, *rest = words
    if first == "code":
        code, *scale = rest
        notes.codes[code] = _flag(scale, "degree")
    elif first == "text":
        notes.texts.append((rest[0], _text(rest[1:])))
    elif first == "read":
        notes.read.extend(rest)
    elif first == "class":
        class_id, case, text, coder = rest
        notes.classes.append((class_id, case, text, coder))
    elif first in {name for name, _ in notes.texts}:
        notes.codings.append(_coding(first, rest))
    else:
        raise ValueError("it begins with code, text, read, class, or the name of a text above")


def _flag(words: list[str], name: str) -> bool:
    if words not in ([], [name]):
        raise ValueError(f"only {name} may stand there")
    return bool(words)


def _text(words: list[str]) -> dict[str, Any]:
    """`Nice document passages=4 date=2015-11-18`: the case, the kind, then what is given by name."""
    said: dict[str, Any] = {}
    for word in words:
        name, given, value = word.partition("=")
        if given:
            said[name] = int(value) if name == "passages" else value
        elif word in KINDS:
            said["kind"] = word
        elif "case" in said:
            raise ValueError(f"{word} is neither a kind nor given as name=value")
        else:
            said["case"] = word
    return said


def _coding(text: str, words: list[str]) -> tuple[str, int, int, str, str | None, dict[str, Any]]:
    """`10:12 aims.green Nice strong by=basile value="six"`: words 10 and 11, the code, the case, the degree, the rest."""
    span, code, *rest = words
    first, _, last = span.partition(":")
    case: str | None = None
    said: dict[str, Any] = {}
    for word in rest:
        name, given, value = word.partition("=")
        if given:
            said[{"by": "coder", "value": "value"}[name]] = value
        elif word in SCALE:
            said["degree"] = word
        elif word == "suggested":
            said["suggested"] = True
        elif case is None:
            case = word
        else:
            raise ValueError(f"{word} is neither a degree nor given as by= or value=")
    return text, int(first), int(last), code, case, said
