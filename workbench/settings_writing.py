"""Changing one setting in study.yaml, and nothing else in the file."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import yaml

from corpus.problem import GloseError
from wording.messages import tr
from workbench.codebook_writing import read_text_file, write_text_file
from workbench.settings import Settings, read_settings
from workbench.study import Study

FILE = "study.yaml"
Count = Literal["all", "consensus"] | Sequence[str]
"""Whose codings count: everybody's, what was agreed on, or those of coders by name."""


class NotWritten(GloseError):
    """A setting that has to be written by hand, because the file is made so that Glose does not dare to."""


class UnsoundSetting(GloseError):
    """A setting that the study cannot have."""


def with_ledger(source: str, url: str | None) -> str:
    """study.yaml with that ledger (None: the study's own file), its other lines and comments as they are.

    Raises NotWritten where the line cannot be put in safely.
    """
    return _with(source, "ledger", url, {"ledger": url})


def with_title(source: str, title: str) -> str:
    """study.yaml with that title; raises NotWritten, and UnsoundSetting where it is empty."""
    plain = " ".join(title.split())
    if not plain:
        raise UnsoundSetting(tr("A study needs a title."))
    return _with(source, "title", plain, {"title": plain})


def with_language(source: str, language: str) -> str:
    """study.yaml with that language of the study; raises NotWritten, UnsoundSetting."""
    if language not in ("fr", "en"):
        raise UnsoundSetting(tr("language must be fr or en."))
    return _with(source, "language", language, {"language": language})


def with_count(source: str, count: Count) -> str:
    """study.yaml that says whose codings count; raises NotWritten, and UnsoundSetting where nobody is named."""
    if isinstance(count, str):
        return _with(source, "count", count, {"count": "all", "consensus": count == "consensus"})
    names = tuple(dict.fromkeys(name for coder in count if (name := coder.strip())))
    if not names:
        raise UnsoundSetting(tr("Name somebody whose codings count, or choose all."))
    return _with(source, "count", list(names), {"count": names, "consensus": False})


def change_settings(study: Study, *, title: str, language: str, count: Count) -> list[str]:
    """Write what differs from the settings that the study was opened with; the names of the settings changed.

    Raises NotWritten, UnsoundSetting, CodebookChanged (the file changed meanwhile). The study is opened anew to see it.
    """
    before = read_text_file(study.folder / FILE) or ""
    now = study.settings
    after, changed = before, list[str]()
    counted: Count = "consensus" if now.consensus else now.count
    if " ".join(title.split()) != now.title:
        after, changed = with_title(after, title), [*changed, "title"]
    if language != now.language:
        after, changed = with_language(after, language), [*changed, "language"]
    if (count if isinstance(count, str) else tuple(count)) != counted:
        after, changed = with_count(after, count), [*changed, "count"]
    if changed:
        write_text_file(study.folder / FILE, before, after)
    return changed


def _with(source: str, key: str, value: object, wanted: dict[str, Any]) -> str:
    """The file with that setting (None: without it); a comment behind it, and all other lines, stay as they are."""
    line = "" if value is None else _line(key, value)
    pattern = (
        rf"(?m)^{key}[ \t]*:(?:[^\n#'\"]|'[^'\n]*'|\"[^\"\n]*\"|(?<=\S)#)*?(?P<comment>[ \t]+#[^\n]*)?(?P<end>\n|\Z)"
    )

    def put(found: re.Match[str]) -> str:
        return line + (found["comment"] or "") + found["end"] if line else ""

    changed, found = re.subn(pattern, put, source, count=1)
    if not found and line:
        changed = source + ("" if source.endswith("\n") or not source else "\n") + line + "\n"
    before, after = read_settings(source, "study"), read_settings(changed, "study")
    expected: Settings = replace(before, **wanted)
    if after.problems or expected != after:
        named = line or tr("no line `ledger:`")
        raise NotWritten(tr("study.yaml could not be changed; write into it: {line}", line=named))
    return changed


def _line(key: str, value: object) -> str:
    flow = isinstance(value, list)
    written = yaml.safe_dump({key: value}, allow_unicode=True, width=10_000, default_flow_style=None if flow else False)
    return written.rstrip("\n")
