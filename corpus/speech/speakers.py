"""Speakers as a person names them: which labels are speakers, their names and their roles."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from corpus.marked_yaml import read_marked
from corpus.problem import Problem
from corpus.text import Role
from wording.messages import tr

IGNORED = "none"
"""The role of a label that is not a speaker."""

_ROLES = {role: role for role in (*get_args(Role), IGNORED)}
_WORDS = {**_ROLES, "enquêteur": "interviewer", "enquêtrice": "interviewer", "répondant": "respondent",
          "répondante": "respondent", "autre": "other", "aucun": IGNORED}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speakers:
    """What a person stated about a file's speakers.

    Where `pattern` is given, only what it matches is a label: its group `speaker` (or the first) is the name.
    The keys of `names`, `roles` and `cases` are labels in lower case; the role "none" makes a label part of the text;
    `cases` has the case of a speaker where those of one text belong to several; `written` the labels as a person wrote
    them.
    """

    pattern: re.Pattern[str] | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def name(self, label: str) -> str:
        """The name of the speaker with that label."""
        return self.names.get(label.casefold(), label)

    def rows(self) -> list[dict[str, str]]:
        """What is stated of each label (`label`, and `name`, `role`, `case` as far as they are), as JSON has it."""
        rows = []
        for label, name in self.names.items():
            written = self.written.get(label, label)
            facts = {"role": self.roles.get(label), "case": self.cases.get(label)}
            named = {"name": name} if name != written else {}
            rows.append({"label": written, **named, **{key: fact for key, fact in facts.items() if fact}})
        return rows

    @classmethod
    def of_rows(cls, rows: Iterable[Mapping[str, str]]) -> "Speakers | None":
        """The speakers that `rows` described; None where there are no rows."""
        given = [(row["label"].casefold(), row) for row in rows]
        if not given:
            return None
        return cls(
            None,
            {label: row.get("name", row["label"]) for label, row in given},
            {label: row["role"] for label, row in given if "role" in row},
            {label: row["case"] for label, row in given if "case" in row},
            {label: row["label"] for label, row in given},
        )

    @classmethod
    def of_pattern(cls, pattern: str) -> "Speakers":
        """Speakers behind the labels that a regular expression matches."""
        return cls(re.compile(pattern))


def read_speakers(given: str) -> tuple[Speakers | None, tuple[Problem, ...]]:
    """The value of `--speakers`: a YAML or CSV file, `Q=interviewer,R=respondent`, or a regular expression.

    YAML has `Q: interviewer` or `JD: {name: Jean Dupont, role: respondent, case: Nice}` on each line, CSV
    `label,speaker,role,case`.
    """
    path = Path(given)
    if path.suffix.lower() in (".yaml", ".yml", ".csv"):
        try:
            source = path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            return None, (Problem(path.name, tr("cannot be read as a list of speakers: {error}.", error=error)),)
        return (_from_csv if path.suffix.lower() == ".csv" else _from_yaml)(source, path.name)
    if _PAIRS.fullmatch(given):
        pairs = [pair.partition("=") for pair in given.split(",")]
        rows = [("--speakers", label.strip(), "", role.strip(), "") for label, _, role in pairs]
        return _from_rows(rows)
    try:
        pattern = re.compile(given)
    except re.error as error:
        message = tr("{pattern!r} is not a regular expression: {error}.", pattern=given, error=error)
        return None, (Problem("--speakers", message),)
    if not pattern.groups:
        message = tr("the regular expression needs a group for the name, e.g. {example}.", example="'^(\\w+) -'")
        return None, (Problem("--speakers", message),)
    return Speakers(pattern), ()


_LABEL = r"[^=,()\\^]+"
_PAIRS = re.compile(rf"{_LABEL}=\w+(?:\s*,\s*{_LABEL}=\w+)*")


def may_be_stated(label: str) -> bool:
    """Whether a label can be stated as `label=role`; others need a file."""
    return len(label) <= 60 and re.fullmatch(_LABEL, label) is not None


def _from_csv(source: str, name: str) -> tuple[Speakers | None, tuple[Problem, ...]]:
    delimiter = ";" if source.partition("\n")[0].count(";") else ","
    reader = csv.DictReader(io.StringIO(source), delimiter=delimiter)
    if "label" not in (reader.fieldnames or ()):
        return None, (
            Problem(f"{name}:1", tr("the first line must name the columns: {columns}.", columns="label,speaker,role")),
        )
    rows = [
        (f"{name}:{reader.line_num}", *((row.get(key) or "").strip() for key in ("label", "speaker", "role", "case")))
        for row in reader
    ]
    return _from_rows(rows)


def _from_yaml(source: str, name: str) -> tuple[Speakers | None, tuple[Problem, ...]]:
    marked = read_marked(source, name)
    if marked.problems:
        return None, tuple(marked.problems)
    if not isinstance(marked.value, dict):
        return None, (Problem(name, tr("must have one line per label, e.g. `Q: interviewer`.")),)
    rows = []
    for label, value in marked.value.items():
        entry = value if isinstance(value, dict) else {"role": value}
        place = marked.place((label,))
        rows.append((place, str(label), *(str(entry.get(key) or "") for key in ("name", "role", "case"))))
    return _from_rows(rows)


def _from_rows(rows: Iterable[tuple[str, ...]]) -> tuple[Speakers | None, tuple[Problem, ...]]:
    problems = []
    names: dict[str, str] = {}
    roles: dict[str, str] = {}
    cases: dict[str, str] = {}
    written: dict[str, str] = {}
    for place, label, name, role, case in rows:
        known = _WORDS.get(role.strip().casefold())
        if not label:
            problems.append(Problem(place, tr("the label is empty. Write the label as it appears in the file.")))
        elif role.strip() and known is None:
            message = tr("{role!r} is not a role. Choose one of: {roles}.", role=role, roles=", ".join(_ROLES))
            problems.append(Problem(place, message))
        names[label.casefold()] = name or label
        written[label.casefold()] = label
        if known:
            roles[label.casefold()] = known
        if case:
            cases[label.casefold()] = case
    return (None, tuple(problems)) if problems else (Speakers(None, names, roles, cases, written), ())
