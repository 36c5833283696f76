"""Speakers as a person names them: which labels are speakers, what they are called, and what part they have."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from corpus.marked_yaml import read_marked
from corpus.problem import Problem
from corpus.text import Role

IGNORED = "none"
"""The role that says a label is no speaker."""

_ROLES = {role: role for role in (*get_args(Role), IGNORED)}
_WORDS = {**_ROLES, "enquêteur": "interviewer", "enquêtrice": "interviewer", "répondant": "respondent",
          "répondante": "respondent", "autre": "other", "aucun": IGNORED}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speakers:
    """What was said about a file's speakers.

    `pattern`, where given, is the only thing that makes a label: its group `speaker` (or the first) is the name.
    `names` and `roles` are by the label in lower case; role "none" makes a label part of the text.
    """

    pattern: re.Pattern[str] | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)

    def name(self, label: str) -> str:
        """What a speaker is called."""
        return self.names.get(label.casefold(), label)


def read_speakers(given: str) -> tuple[Speakers | None, tuple[Problem, ...]]:
    """What `--speakers` says: a YAML or CSV file, `Q=interviewer,R=respondent`, or a regular expression.

    YAML: `Q: interviewer` or `JD: {name: Jean Dupont, role: respondent}` a line. CSV: `label,speaker,role`.
    """
    path = Path(given)
    if path.suffix.lower() in (".yaml", ".yml", ".csv"):
        try:
            source = path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            return None, (Problem(path.name, f"cannot be read as a list of speakers: {error}."),)
        return (_from_csv if path.suffix.lower() == ".csv" else _from_yaml)(source, path.name)
    if re.fullmatch(r"[^=,()\\^]+=\w+(?:\s*,\s*[^=,()\\^]+=\w+)*", given):
        pairs = [pair.partition("=") for pair in given.split(",")]
        rows = [("--speakers", label.strip(), "", role.strip()) for label, _, role in pairs]
        return _made(rows)
    try:
        pattern = re.compile(given)
    except re.error as error:
        return None, (Problem("--speakers", f"{given!r} is no regular expression: {error}."),)
    if not pattern.groups:
        message = "the regular expression needs a group for the name, e.g. '^(\\w+) -'."
        return None, (Problem("--speakers", message),)
    return Speakers(pattern), ()


def _from_csv(source: str, name: str) -> tuple[Speakers | None, tuple[Problem, ...]]:
    delimiter = ";" if source.partition("\n")[0].count(";") else ","
    reader = csv.DictReader(io.StringIO(source), delimiter=delimiter)
    if "label" not in (reader.fieldnames or ()):
        return None, (Problem(f"{name}:1", "the first line must name the columns: label,speaker,role."),)
    rows = [
        (f"{name}:{reader.line_num}", (r["label"] or "").strip(), (r.get("speaker") or "").strip(), r.get("role") or "")
        for r in reader
    ]
    return _made(rows)


def _from_yaml(source: str, name: str) -> tuple[Speakers | None, tuple[Problem, ...]]:
    marked = read_marked(source, name)
    if marked.problems:
        return None, tuple(marked.problems)
    if not isinstance(marked.value, dict):
        return None, (Problem(name, "must hold a line for each label, e.g. `Q: interviewer`."),)
    rows = []
    for label, said in marked.value.items():
        entry = said if isinstance(said, dict) else {"role": said}
        place = marked.place((label,))
        rows.append((place, str(label), str(entry.get("name") or ""), str(entry.get("role") or "")))
    return _made(rows)


def _made(rows: list[tuple[str, str, str, str]]) -> tuple[Speakers | None, tuple[Problem, ...]]:
    problems = []
    names: dict[str, str] = {}
    roles: dict[str, str] = {}
    for place, label, name, role in rows:
        known = _WORDS.get(role.strip().casefold())
        if not label:
            problems.append(Problem(place, "the label is empty."))
        elif role.strip() and known is None:
            problems.append(Problem(place, f"{role!r} is no role. There are: {', '.join(_ROLES)}."))
        names[label.casefold()] = name or label
        if known:
            roles[label.casefold()] = known
    return (None, tuple(problems)) if problems else (Speakers(None, names, roles), ())
