"""Writing the codebook of an open study: an edit is on disk whole and in the ledger, or the file is as it was."""

import os
import stat
from contextlib import suppress

from coding.codebook.edit import NewCode, with_code
from corpus.problem import GloseError
from corpus.whole_file import open_whole
from ledger.situations import LedgerUnavailable
from wording.messages import tr
from workbench.study import BrokenStudy, Study


class CodebookChanged(GloseError):
    """The codebook file is another than the one that the study was opened with."""


def add_code(study: Study, new: NewCode, *, coder: str) -> str:
    """Put a code into codebook.yaml and record the revision; the study has it from then on. Returns its full id.

    Raises CannotEdit, UnknownCode (no such parent), BrokenCodebook, CodebookChanged, and BrokenStudy where the file
    cannot be written. Where the ledger is busy the revision is recorded with the next decision.
    """
    write_codebook(study, with_code(study.codebook_source, new))
    with suppress(LedgerUnavailable):
        study.note_revisions(coder)
    return new.full_id


def write_codebook(study: Study, edited: str) -> None:
    """Write an edit of the codebook that the study was opened with; raises CodebookChanged and BrokenStudy.

    The file keeps its permissions, and the mark that some editors put at its beginning.
    """
    path = (study.folder / "codebook.yaml").resolve()  # a link stays a link
    try:
        raw = path.read_bytes()
        if raw.decode("utf-8-sig", errors="replace") != study.codebook_source:
            raise CodebookChanged(
                tr("codebook.yaml was changed meanwhile by another program; nothing was written. Begin again.")
            )
        mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
        mode = stat.S_IMODE(path.stat().st_mode)
        with open_whole(path, private=True) as file:
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), mode)
            file.write(mark + edited.encode())
    except OSError as error:
        why = error.strerror or str(error)
        raise BrokenStudy(tr("{file} cannot be written: {why}.", file="codebook.yaml", why=why)) from error
    study.reload_codebook()
