"""Checks the licences of what users install with Glose against the list in pyproject.toml; `make licences`."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name

from docs.installed import of_all_extras

ROOT = Path(__file__).resolve().parents[1]
NEVER = ("GPL", "GNU", "UNKNOWN")
"""Words of licences that a library may have only if it is named with its licence, one by one."""


@dataclass(frozen=True, slots=True)
class Rules:
    """`allowed` are words that name an allowed licence; `named` are packages each with the licence it may have."""

    allowed: Sequence[str]
    named: Mapping[str, str]


def rules_of(pyproject: Path) -> Rules:
    """The list in pyproject.toml, under `[tool.licences]`."""
    listed = tomllib.loads(pyproject.read_text(encoding="utf-8"))["tool"]["licences"]
    return Rules(listed["allowed"], {canonicalize_name(name): licence for name, licence in listed["named"].items()})


def refusals(licences: Mapping[str, str], rules: Rules) -> list[str]:
    """What is wrong with these licences (by package), a sentence each; a named package that is gone is one, too."""
    known = {canonicalize_name(name): licence for name, licence in licences.items()}
    wrong = []
    for name, licence in sorted(known.items()):
        if name in rules.named:
            if licence != rules.named[name]:
                wrong.append(
                    f"{name} has the licence {licence!r}, and pyproject.toml names {rules.named[name]!r} for it"
                )
        elif any(word in licence for word in NEVER) or not any(word in licence for word in rules.allowed):
            wrong.append(f"{name} has the licence {licence!r}, which pyproject.toml does not allow")
    wrong += [
        f"{name} is named in pyproject.toml and not installed" for name in sorted(rules.named.keys() - known.keys())
    ]
    return wrong


def licences_of(names: Sequence[str]) -> dict[str, str]:
    """The licence of each of these packages, as its metadata say."""
    command = [str(Path(sys.executable).parent / "pip-licenses"), "--format", "json", "--packages", *names]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own words
    return {str(one["Name"]): str(one["License"]) for one in json.loads(said)}


if __name__ == "__main__":
    rules = rules_of(ROOT / "pyproject.toml")
    found = licences_of(of_all_extras())
    faults = refusals(found, rules)
    sys.stdout.write("\n".join(faults or [f"licences: {len(found)} packages, all as pyproject.toml allows"]) + "\n")
    sys.exit(1 if faults else 0)
