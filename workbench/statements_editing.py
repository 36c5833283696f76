"""The team's statements edited as a file: checked before they are written, recorded, and taken back like any act."""

from coding.records.study_acts import StatementsRevised
from ledger.frozen_text import blob_id
from wording.messages import tr
from workbench.codebook_writing import CodebookChanged, edited_files, read_text_file
from workbench.statements import FILE, BrokenStatements, read_for
from workbench.study import Study


def source_of(study: Study) -> tuple[str, str]:
    """The file as it is, empty where there is none, and its revision (a hash)."""
    source = read_text_file(study.folder / FILE) or ""
    return source, blob_id(source.encode())


def save_statements(study: Study, edited: str, *, revision: str, coder: str) -> str:
    """Write the file whole, and record who edited it; an empty one is removed. Gives the new revision.

    Raises CodebookChanged where the file is another than that of `revision`, BrokenStatements with every fault, and
    BrokenStudy.
    """
    before, now = source_of(study)
    if now != revision:
        raise CodebookChanged(
            tr("{file} was changed meanwhile by another program; nothing was written. Begin again.", file=FILE)
        )
    if edited.strip():
        _, problems = read_for(study, edited)
        if problems:
            raise BrokenStatements(tr("{file} was not written; it is as it was.", file=FILE), problems)
    else:
        edited = ""
    if edited == before:
        return now
    with edited_files(study, {FILE: (before, edited)}):
        study.ledger.add_edit(coder, StatementsRevised, before, edited)
    return blob_id(edited.encode())
