"""Changing one setting in study.yaml, and nothing else in the file."""

import re
from dataclasses import replace

import yaml

from corpus.problem import GloseError
from wording.messages import tr
from workbench.settings import read_settings


class NotWritten(GloseError):
    """A setting that has to be written by hand, because the file is made so that Glose does not dare to."""


def with_ledger(source: str, url: str | None) -> str:
    """study.yaml with that ledger (None: the study's own file), its other lines and comments as they are.

    Raises NotWritten where the line cannot be put in safely.
    """
    line = "" if url is None else yaml.safe_dump({"ledger": url}, allow_unicode=True, width=10_000)
    changed, found = re.subn(r"(?m)^ledger[ \t]*:.*(\n|\Z)", lambda _: line, source, count=1)
    if not found and line:
        changed = source + ("" if source.endswith("\n") or not source else "\n") + line
    before, after = read_settings(source, "study"), read_settings(changed, "study")
    if after.problems or after.ledger != url or replace(before, ledger=url) != after:
        named = line.strip() or tr("no line `ledger:`")
        raise NotWritten(tr("study.yaml could not be changed; write into it: {line}", line=named))
    return changed
