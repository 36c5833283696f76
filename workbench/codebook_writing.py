"""Writing files of an open study: an edit of the codebook is on disk whole and in the ledger, or as it was."""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from coding.codebook.edit import NewCode, with_code
from coding.records.study_acts import CodebookRevised
from corpus.problem import GloseError
from corpus.whole_file import open_whole, write_whole
from ledger.situations import LedgerUnavailable, LedgerUnsure
from wording.messages import tr
from workbench.study import BrokenStudy, Study


class CodebookChanged(GloseError):
    """The codebook file is another than the one that the study was opened with."""


def add_code(study: Study, new: NewCode, *, coder: str) -> str:
    """Put a code into codebook.yaml and record the revision; the study has it from then on. Returns its full id.

    Raises CannotEdit, UnknownCode (no such parent), BrokenCodebook, CodebookChanged, and BrokenStudy where the file
    cannot be written. Where the ledger is busy the revision is recorded with the next decision.
    """
    before, after = study.codebook_source, with_code(study.codebook_source, new)
    with suppress(LedgerUnavailable):
        study.note_revisions(coder)
    write_codebook(study, after)
    with suppress(LedgerUnavailable):
        study.ledger.add_edit(coder, CodebookRevised, before, after)
    return new.full_id


def write_codebook(study: Study, edited: str) -> None:
    """Write an edit of the codebook that the study was opened with; raises CodebookChanged and BrokenStudy."""
    write_text_file(study.folder / "codebook.yaml", study.codebook_source, edited)
    study.reload_codebook()


@contextmanager
def edited_files(study: Study, edits: Mapping[str, tuple[str, str]]) -> Iterator[None]:
    """Files of the study, by name, as they are to be (`edits` says before and after); put back where the block fails.

    Where the server's answer was lost (LedgerUnsure) they stay edited, for what goes with them may be recorded. Raises
    CodebookChanged and BrokenStudy.
    """
    written: list[str] = []
    try:
        for name, (before, after) in edits.items():
            write_text_file(study.folder / name, before, after, private=not study.settings.shared)
            written.append(name)
        study.reload_codebook()
        yield
    except LedgerUnsure:
        raise
    except BaseException:
        for name in written:
            before, after = edits[name]
            with suppress(GloseError):
                write_text_file(study.folder / name, after, before)
        study.reload_codebook()
        raise


def read_text_file(path: Path) -> str | None:
    """What a file of the study says; None where there is none. Raises BrokenStudy where it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise BrokenStudy(tr("{file}: not UTF-8. Save the file as UTF-8 and try again.", file=path.name)) from None
    except OSError as error:
        raise BrokenStudy(tr("{file} cannot be read: {why}.", file=path.name, why=error.strerror)) from error


def write_text_file(file: Path, before: str, after: str, *, private: bool = True) -> None:
    """Write a file of the study anew that said `before`; raises CodebookChanged where it does not, and BrokenStudy.

    The file keeps its permissions, and the mark that some editors put at its beginning. A file that says nothing is
    none: it is made where it was not there (`private`: for its owner alone), and removed where nothing is left.
    """
    path = file.resolve()  # a link stays a link
    try:
        if not before and not path.exists():
            write_whole(path, after, private=private)
            return
        raw = path.read_bytes()
        if raw.decode("utf-8-sig", errors="replace") != before:
            raise CodebookChanged(
                tr("{file} was changed meanwhile by another program; nothing was written. Begin again.", file=file.name)
            )
        if not after:
            path.unlink()
            return
        mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
        mode = stat.S_IMODE(path.stat().st_mode)
        with open_whole(path, private=True) as writing:
            if hasattr(os, "fchmod"):
                os.fchmod(writing.fileno(), mode)
            writing.write(mark + after.encode())
    except OSError as error:
        why = error.strerror or str(error)
        raise BrokenStudy(tr("{file} cannot be written: {why}.", file=file.name, why=why)) from error
