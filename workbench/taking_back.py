"""Taking back one's last decisions: entry by entry, a change of codes and an edit of a file with the files."""

from collections.abc import Sequence
from dataclasses import dataclass

from coding.records.decisions import Recoded, Undone
from coding.records.entry import Entry
from coding.records.payload import Payload
from coding.records.study_acts import CodebookRevised, CodesChanged
from coding.records.undoing import is_edit, pending_undos, undoable
from ledger.frozen_text import blob_id
from workbench.codebook_writing import edited_files, read_text_file
from workbench.edits import hindrance, take_back_edit
from workbench.study import Study


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An entry that was taken back; of what edited files, those put back and those that were changed since.

    An edit that cannot be taken back as the study is now `stays`, for that reason.
    """

    entry: Entry
    followed: int = 0
    restored: tuple[str, ...] = ()
    changed_since: tuple[str, ...] = ()
    stays: str = ""


def take_back(study: Study, number: int, *, coder: str) -> list[TakenBack]:
    """Take back the coder's last decisions, the last first; fewer where there are fewer.

    Edits of files that stay are passed over, and told.
    """
    told: list[TakenBack] = []
    left = number
    for entry in undoable(study.ledger.entries(coder=coder)):
        if not left:
            break
        why = hindrance(study, entry) if is_edit(entry) else None
        if why is not None:
            told.append(TakenBack(entry, stays=str(why)))
            continue
        told += take_back_these(study, [entry], coder=coder)
        left -= 1
    return told


def take_back_these(study: Study, entries: Sequence[Entry], *, coder: str) -> list[TakenBack]:
    """Take back these entries of the coder, in this order: those that depend on others come before them."""
    done: list[TakenBack] = []
    plain: list[Entry] = []
    for entry in entries:
        if entry.kind == "revise" or is_edit(entry):
            done += _plainly(study, plain, coder)
            plain = []
            done.append(_change(study, entry, coder) if entry.kind == "revise" else _edit(study, entry, coder))
        else:
            plain.append(entry)
    return [*done, *_plainly(study, plain, coder)]


def _plainly(study: Study, entries: Sequence[Entry], coder: str) -> list[TakenBack]:
    if entries:
        study.ledger.append(coder, pending_undos(entries))
    return [TakenBack(entry) for entry in entries]


def _edit(study: Study, entry: Entry, coder: str) -> TakenBack:
    return TakenBack(entry, restored=(take_back_edit(study, entry, coder=coder),))


def _change(study: Study, entry: Entry, coder: str) -> TakenBack:
    """Take back a change of codes with everything that followed it; raises BlindHere where some of it is hidden."""
    study.must_not_be_blind()
    recoded = [one for one in study.ledger.current("recode") if one.says(Recoded).act == entry.id]
    undos: list[Payload] = [Undone(subject=one.subject or "", target=one.id) for one in recoded]
    undos.append(Undone(subject=entry.id, target=entry.id))
    back, since = _files(study, entry.says(CodesChanged))
    book = back.get("codebook.yaml")
    revised: list[Payload] = [CodebookRevised(sha256=blob_id(book[1].encode()))] if book else []
    with edited_files(study, back):
        # A content of its own makes the recording hold the whole ledger, as the change itself did.
        study.ledger.append(coder, [*undos, *revised], blobs=[before.encode() for _, before in back.values()])
    return TakenBack(entry, len(recoded), tuple(back), since)


def _files(study: Study, change: CodesChanged) -> tuple[dict[str, tuple[str, str]], tuple[str, ...]]:
    """The files to be put back, as they are and as they were; and those that are not what the change left."""
    back: dict[str, tuple[str, str]] = {}
    since: list[str] = []
    for name, (before, after) in change.files.items() if change.act != "redefine" else ():
        now = read_text_file(study.folder / name)
        if now is not None and blob_id(now.encode()) == after:
            back[name] = (now, study.ledger.blob(before).decode())
        else:
            since.append(name)
    return back, tuple(since)
