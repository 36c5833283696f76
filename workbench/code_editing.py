"""Editing the codebook as a file, by hand or by a form: what an edit would open again, said before it is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coding.codebook.changes import CodebookChange, codebook_change
from coding.codebook.code_fields import with_fields, written
from coding.codebook.file import BrokenCodebook
from coding.codebook.meaning import meanings, unsought
from coding.codebook.model import Codebook
from coding.records.study_acts import CodebookRevised
from corpus.problem import GloseError
from wording.messages import tr
from workbench.changing_codes import CODEBOOK, make, plan_minor
from workbench.codebook_history import recorded_book
from workbench.codebook_writing import CodebookChanged, edited_files
from workbench.columns_now import columns_now
from workbench.looked_for import unsought_of
from workbench.study import Study


class NoReason(GloseError):
    """Something that is kept with its reason was asked for without one."""


@dataclass(frozen=True, slots=True)
class OpenedCode:
    """A code that an edit would open again: its codings, and the texts in which somebody looked for it."""

    code: str
    codings: int
    texts: int


@dataclass(frozen=True, slots=True)
class Opens:
    """What an edit would do to what was coded and read.

    `redefined` codes mean something else, `added` ones nobody has looked for, and `removed` ones leave codings without
    a code (only those that have some are named).
    """

    redefined: tuple[OpenedCode, ...] = ()
    added: tuple[OpenedCode, ...] = ()
    removed: tuple[OpenedCode, ...] = ()


def opens(study: Study, edited: Codebook) -> Opens:
    """What the study would have to go through again, were this its codebook; nothing where its own has faults."""
    if _is_broken(study):
        return Opens()
    book = study.codebook
    was = {code: meaning for code, meaning in meanings(book).items() if not book.codes[code].retired}
    now = {code: meaning for code, meaning in meanings(edited).items() if not edited.codes[code].retired}
    found = unsought(was, now)
    uses = columns_now(study).code.counts()
    missed = unsought_of(study) if found.codes else {}
    readings = study.ledger.readings() if found.codes else []

    def opened(code: str) -> OpenedCode:
        read = {r.text for r in readings if r.id not in missed or code not in missed[r.id].codes}
        return OpenedCode(code, uses.get(code, 0), len(read))

    added = [code for code in found.added if code not in book.codes]
    gone = [code for code in book.codes if code not in edited.codes and uses.get(code, 0)]
    return Opens(
        tuple(opened(code) for code in edited.codes if code in found.redefined),
        tuple(opened(code) for code in edited.codes if code in added),
        tuple(OpenedCode(code, uses[code], 0) for code in gone),
    )


def edited_code(
    study: Study, code: str, *, text: str | None = None, fields: Mapping[str, Any] | None = None, before: str = ""
) -> str:
    """The codebook file with other lines for a code (`text`), or with what a form says of it (`fields`).

    `before` are the lines that the edit began from: where the file has others by now, CodebookChanged is raised with
    who recorded what. Raises UnknownCode, CannotEdit, BrokenCodebook.
    """
    source = study.codebook_source
    found = written(source, code)
    if before and before != found.text:
        raise CodebookChanged(
            tr("{code} reads otherwise by now{who}; nothing was written.", code=code, who=_who_changed(study))
        )
    if fields is not None:
        return with_fields(source, code, fields)
    return source[: found.start] + (text or "") + source[found.end :]


def edited_file(study: Study, source: str, *, revision: str) -> str:
    """A whole codebook file that replaces the one of that revision; raises CodebookChanged where it is another now."""
    if revision != study.revision:
        changed = _told(recorded_change(study, revision))
        message = tr("codebook.yaml reads otherwise by now{who}; nothing was written.", who=_who_changed(study))
        raise CodebookChanged(f"{message} {changed}".rstrip())
    return source


def recorded_change(study: Study, revision: str) -> CodebookChange | None:
    """What changed in the codebook since a version of it; None where that one was not recorded."""
    recorded = any(entry.written and revision in entry.written for entry in study.ledger.entries(kind="codebook"))
    book = recorded_book(study, revision) if recorded else None
    return None if book is None else codebook_change(book, study.codebook)


def save(study: Study, edited: str, *, coder: str, minor: Sequence[str] = (), reason: str = "") -> None:
    """Write an edited codebook and record it; `minor` codes mean what they meant, for that reason.

    The edit is an act that can be taken back; where the file had faults before, it is not put back to those. Raises
    BrokenCodebook, CodebookChanged, BrokenStudy, NoReason.
    """
    if minor and not reason.strip():
        raise NoReason(tr("Say why the other words mean the same: the reason is kept."))
    before = study.codebook_source
    if edited == before:
        return
    was_broken = _is_broken(study)
    if not was_broken:
        study.note_revisions(coder)
    with edited_files(study, {CODEBOOK: (before, edited)}):
        if was_broken:
            study.note_revisions(coder)
        else:
            study.ledger.add_edit(coder, CodebookRevised, before, edited)
    if minor:
        make(study, plan_minor(study, minor), coder=coder, reason=reason.strip(), minor=True)


def _is_broken(study: Study) -> bool:
    """Whether the file has faults now, as after an edit elsewhere: it is mended here, and not recorded as it is."""
    try:
        return not study.codebook.codes
    except BrokenCodebook:
        return True


def _who_changed(study: Study) -> str:
    """By basile, 2026-03-01 10:12` where the present file is a recorded one; nothing where it is not."""
    for entry in reversed(list(study.ledger.entries(kind="codebook"))):
        if study.revision in entry.written:
            when = entry.time[:16].replace("T", " ")
            return " " + tr("(recorded by {coder}, {when} UTC)", coder=entry.coder, when=when)
    return ""


def _told(change: CodebookChange | None) -> str:
    if change is None:
        return ""
    named = (*change.added, *change.removed, *change.redefined, *change.shown_anew, *(old for old, _ in change.renamed))
    return tr("Changed: {codes}.", codes=", ".join(dict.fromkeys(named))) if named else ""
