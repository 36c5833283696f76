"""Changes of the study that are taken back by a further change: which function does it for each kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from coding.records.entry import EDITING, Entry
from coding.records.study_acts import SettingsChanged, TextAdded
from corpus.problem import GloseError
from workbench import case_taken_back, file_edits, settings_writing
from workbench.study import Study


class _Hindrance(Protocol):
    def __call__(self, study: Study, entry: Entry, *, again: bool = False) -> GloseError | None: ...


class _Change(Protocol):
    def __call__(self, study: Study, entry: Entry, *, coder: str) -> str: ...


@dataclass(frozen=True, slots=True)
class _Way:
    hindrance: _Hindrance
    back: _Change
    again: _Change


_OF_FILES = _Way(file_edits.hindrance, file_edits.take_back_edit, file_edits.edit_again)
_WAYS: Mapping[str, _Way] = {
    **dict.fromkeys(EDITING, _OF_FILES),
    SettingsChanged.kind: _Way(
        settings_writing.hindrance, settings_writing.take_back_settings, settings_writing.settings_again
    ),
    TextAdded.kind: _Way(case_taken_back.hindrance, case_taken_back.take_back_case, case_taken_back.case_again),
}


def hindrance(study: Study, entry: Entry, *, again: bool = False) -> GloseError | None:
    """Why a change cannot be taken back as the study is now, or (`again`) made again; None where it can."""
    return _WAYS[entry.kind].hindrance(study, entry, again=again)


def take_back_edit(study: Study, entry: Entry, *, coder: str) -> str:
    """Put a file, settings or a text's case back to what they were, and record both; gives the file's or text's name.

    Raises EditStands, CodebookChanged, BrokenStudy, BlindHere.
    """
    return _WAYS[entry.kind].back(study, entry, coder=coder)


def edit_again(study: Study, entry: Entry, *, coder: str) -> str:
    """Make a change again that was taken back; gives the name, and raises as taking back does."""
    return _WAYS[entry.kind].again(study, entry, coder=coder)
