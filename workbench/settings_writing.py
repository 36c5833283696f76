"""Changing one setting in study.yaml, and nothing else in the file; what is changed at the desk can be taken back."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import yaml

from coding.records.decisions import Undone
from coding.records.entry import Entry
from coding.records.payload import Payload
from coding.records.study_acts import SettingsChanged
from corpus.problem import GloseError
from wording.messages import tr
from workbench.codebook_writing import edited_files, read_text_file
from workbench.file_edits import EditStands
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


def change_settings(study: Study, *, title: str, language: str, count: Count, coder: str) -> list[str]:
    """Write the settings that differ from what the file says, and record them; gives their names.

    Raises NotWritten, UnsoundSetting, CodebookChanged (the file changed meanwhile). The study is opened anew to see it.
    """
    source, now = _settings_now(study)
    wanted = {"title": " ".join(title.split()), "language": language, "count": _plain(count)}
    changed = {key: (now[key], value) for key, value in wanted.items() if value != now[key]}
    if changed:
        _record(study, source, {key: value for key, (_, value) in changed.items()}, changed, (), coder=coder)
    return list(changed)


def hindrance(study: Study, entry: Entry, *, again: bool = False) -> GloseError | None:
    """Why a change of settings cannot be taken back now, or (`again`) made again; None where it can."""
    _, now = _settings_now(study)
    for key, (was, then) in entry.says(SettingsChanged).changed.items():
        if now[key] != (was if again else then):
            return EditStands(
                tr("{file} was changed since, so this edit stays as it is: change the file instead.", file=FILE)
            )
    return None


def take_back_settings(study: Study, entry: Entry, *, coder: str) -> str:
    """Write the settings as they were before a change, and record that; gives the file's name.

    Raises EditStands, NotWritten, CodebookChanged.
    """
    return _put(study, entry, coder=coder, again=False)


def settings_again(study: Study, entry: Entry, *, coder: str) -> str:
    """Change the settings again as before they were taken back; gives the file's name, and raises as that does."""
    return _put(study, entry, coder=coder, again=True)


def _put(study: Study, entry: Entry, *, coder: str, again: bool) -> str:
    if (stands := hindrance(study, entry, again=again)) is not None:
        raise stands
    changed = entry.says(SettingsChanged).changed
    undone = () if again else (Undone(subject=entry.id, target=entry.id),)
    wanted = {key: then if again else was for key, (was, then) in changed.items()}
    _record(study, _settings_now(study)[0], wanted, changed if again else {}, undone, coder=coder)
    return FILE


def _record(
    study: Study,
    source: str,
    wanted: Mapping[str, Any],
    changed: Mapping[str, tuple[Any, Any]],
    undone: Sequence[Payload],
    *,
    coder: str,
) -> None:
    """Write the settings wanted into the file, and record what changed by it."""
    edited = source
    for key, value in wanted.items():
        edited = _WRITTEN[key](edited, value)
    with edited_files(study, {FILE: (source, edited)}):
        said: list[Payload] = [SettingsChanged(changed=changed)] if changed else []
        study.ledger.append(coder, [*undone, *said])


def _settings_now(study: Study) -> tuple[str, dict[str, Any]]:
    """What study.yaml says, and the settings that are changed here, as they are recorded."""
    source = read_text_file(study.folder / FILE) or ""
    now = read_settings(source, study.folder.name)
    count = "consensus" if now.consensus else _plain(now.count)
    return source, {"title": now.title, "language": now.language, "count": count}


def _plain(count: Count) -> object:
    return count if isinstance(count, str) else list(count)


_WRITTEN: dict[str, Callable[[str, Any], str]] = {"title": with_title, "language": with_language, "count": with_count}
"""How each setting that is changed here is written."""


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
