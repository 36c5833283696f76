"""Edits of the study's files that were made here: recorded with what the file said before, so that they are taken back.

What somebody changed in an editor is noticed and recorded as well, but it is nobody's act here. Taking an edit back is
an undo and a further revision in one transaction, so that nothing is ever taken out of the ledger.
"""

from collections.abc import Iterable

from coding.codebook.file import read_codebook
from coding.records.decisions import Undone
from coding.records.entry import Entry
from coding.records.payload import Payload
from coding.records.study_acts import CasesRevised, CodebookRevised, Revised, StatementsRevised
from corpus.cases import case_name, names_of, read_cases
from corpus.problem import GloseError
from ledger.frozen_text import blob_id
from wording.messages import tr
from workbench.codebook_writing import edited_files, read_text_file
from workbench.columns_now import columns_now
from workbench.study import BlindHere, Study

FILES: dict[str, str] = {
    CodebookRevised.kind: "codebook.yaml",
    CasesRevised.kind: "cases.csv",
    StatementsRevised.kind: "statements.yaml",
}
"""The file that each kind of revision is about."""


class EditStands(GloseError):
    """An edit of a file that cannot be taken back, or done again, as the study is now."""


def hindrance(study: Study, entry: Entry, *, again: bool = False) -> GloseError | None:
    """Why an edit cannot be taken back now, or (`again`) made again; None where it can."""
    was, now = _from_to(entry, again=again)
    file = FILES[entry.kind]
    if _content_hash(study, entry.kind) != was:
        return EditStands(
            tr("{file} was changed since, so this edit stays as it is: change the file instead.", file=file)
        )
    without = list(_left_without(study, entry.kind, study.ledger.blob(now).decode()))
    if not without:
        return None
    try:
        study.must_not_be_blind()
    except BlindHere as hidden:
        return hidden
    named = ", ".join(without[:8])
    return EditStands(
        tr("{file} cannot be as it was: {names} would be missing, and the study uses them.", file=file, names=named)
    )


def take_back_edit(study: Study, entry: Entry, *, coder: str) -> str:
    """Put a file back to what it said before an edit, and record both; gives the file's name.

    Raises EditStands, CodebookChanged, BrokenStudy, BlindHere.
    """
    undone = Undone(subject=entry.id, target=entry.id)
    return _written(study, entry, [undone], coder=coder, again=False)


def edit_again(study: Study, entry: Entry, *, coder: str) -> str:
    """Make an edit again that was taken back; gives the file's name, and raises as taking back does."""
    return _written(study, entry, [], coder=coder, again=True)


def _written(study: Study, entry: Entry, first: list[Payload], *, coder: str, again: bool) -> str:
    if (stands := hindrance(study, entry, again=again)) is not None:
        raise stands
    was, now = _from_to(entry, again=again)
    said = type(entry.says(Revised))(sha256=now, before=was if again else None)
    file, content = FILES[entry.kind], study.ledger.blob(now)
    raw = read_text_file(study.folder / file) or ""
    with edited_files(study, {file: (raw, _with_its_line_ends(content.decode(), raw))}):
        study.ledger.append(coder, [*first, said], blobs=[content])
    study.reload()
    return file


def _from_to(entry: Entry, *, again: bool) -> tuple[str, str]:
    """The content that the file must have now, and the one that it gets."""
    edit = entry.says(Revised)
    if edit.before is None:
        raise EditStands(tr("This was not edited here, so it is not taken back here."))
    return (edit.before, edit.sha256) if again else (edit.sha256, edit.before)


def _content_hash(study: Study, kind: str) -> str:
    if kind == StatementsRevised.kind:
        return blob_id((read_text_file(study.folder / FILES[kind]) or "").encode())
    source = study.codebook_source if kind == CodebookRevised.kind else study.cases_source
    return blob_id(source.encode())


def _left_without(study: Study, kind: str, content: str) -> Iterable[str]:
    """The codes or cases that the study uses and that the file would have no more."""
    if kind == CodebookRevised.kind:
        book, _ = read_codebook(content)
        known = book.codes if book is not None else {}
        used = {code for code, n in columns_now(study).code.counts().items() if n}
        return sorted(used & study.codebook.codes.keys() - set(known))
    if kind == StatementsRevised.kind:
        return ()
    names = names_of(read_cases(content)[0].values())
    return sorted(_recorded_cases(study) & names_of(study.listed_cases.values()) - names)


def _recorded_cases(study: Study) -> set[str]:
    """The names of cases that texts and codings were recorded with, whatever these cases are called today."""
    as_recorded = study.ledger.whole
    as_recorded.case_names = dict
    coded = (case for case, n in as_recorded.coding_columns().case.counts().items() if n)
    of_texts = (case for text in as_recorded.texts().values() for case in text.cases)
    return {case_name(case) for case in (*coded, *of_texts) if case}


def _with_its_line_ends(content: str, raw: str) -> str:
    """What was kept with plain line ends, with those that the file has."""
    return content.replace("\n", "\r\n") if "\r\n" in raw and "\r\n" not in content else content
