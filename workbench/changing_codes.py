"""Changing codes on purpose: the files are edited, and every record with a code follows it, in one recorded act."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from coding.codebook.edit import NewCode, with_code
from coding.codebook.file import load_codebook
from coding.codebook.joining import joined
from coding.codebook.meaning import meanings
from coding.codebook.moving import id_below, moved
from coding.codebook.renaming import ids_after, renamed
from coding.codebook.retiring import retired
from coding.records.decisions import Recoded
from coding.records.entry import Entry
from coding.records.payload import Payload
from coding.records.replay import Coding, Rejection
from coding.records.study_acts import CodebookRevised, CodesChanged, Summarised
from coding.statements.renamed_codes import statements_about
from corpus.problem import GloseError
from ledger.frozen_text import blob_id
from wording.messages import tr
from workbench.codebook_writing import edited_files, read_text_file
from workbench.looked_for import meanings_of
from workbench.statements import FILE as STATEMENTS
from workbench.study import Study

CODEBOOK = "codebook.yaml"


class NothingToChange(GloseError):
    """A change of codes that changes nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of codes that is worked out and not made: see `CodesChanged`; `edits` are the files, before and after.

    `records` are the codings and rejections that follow, `ungraded` how many codings would lose their degree. Where
    they do not all go to the code that theirs becomes (`names`), `targets` says by id of a record to which.
    """

    act: str
    codes: tuple[str, ...]
    into: tuple[str, ...]
    names: Mapping[str, str]
    edits: Mapping[str, tuple[str, str]]
    records: Sequence[Coding | Rejection] = ()
    ungraded: int = 0
    targets: Mapping[str, str] = field(default_factory=dict)

    def code_of(self, record: Coding | Rejection) -> str:
        """The code that a record has after the change."""
        return self.targets[record.id] if record.id in self.targets else self.names[record.code]


@dataclass(frozen=True, slots=True)
class Made:
    """What was recorded: the act, and how many codings and rejections follow it."""

    act: Entry
    codings: int
    rejections: int
    files: tuple[str, ...] = field(default=())


def plan_rename(study: Study, old: str, new: str) -> Change:
    """What giving a code another id does; of one that the file lost, what it does to take its records along.

    Raises UnknownCode, CannotEdit, NothingToChange.
    """
    book = study.codebook
    parent = old.rpartition(".")[0]
    if parent and "." not in new:
        new = f"{parent}.{new}"
    if old in book.codes:
        names = ids_after(book, old, new)
        return worked_out(study, "rename", (old,), (new,), names, renamed(study.codebook_source, old, new))
    used = [code for code in used_codes(study) if code == old or code.startswith(f"{old}.")]
    if not used:
        book.code(old)
    book.code(new)
    moved = {code: new + code[len(old) :] for code in used}
    names = {code: now for code, now in moved.items() if now in book.codes}
    return worked_out(study, "rename", (old,), (new,), names, study.codebook_source)


def plan_move(study: Study, code: str, parent: str | None) -> Change:
    """What putting a code below another one, or (None) at the top, does; raises UnknownCode, CannotEdit."""
    book = study.codebook
    new = id_below(book, code, parent)
    edited = moved(study.codebook_source, code, parent)
    return worked_out(study, "move", (code,), (new,), ids_after(book, code, new), edited)


def plan_merge(study: Study, codes: Sequence[str], into: str, new: NewCode | None = None) -> Change:
    """What joining codes into one does, into one that the codebook has or into a `new` one.

    Raises UnknownCode, CannotEdit, NothingToChange.
    """
    source = study.codebook_source if new is None else with_code(study.codebook_source, new)
    others = [code for code in dict.fromkeys(codes) if code != into]
    if not others:
        raise NothingToChange(tr("There is nothing to join: name the codes, and the one that they become."))
    edited, names = joined(source, others, into)
    return worked_out(study, "merge", tuple(dict.fromkeys(codes)), (into,), names, edited)


def plan_retire(study: Study, code: str, reason: str) -> Change:
    """What taking a code out of use does: it stays in the codebook with its codings, marked; raises CannotEdit."""
    return worked_out(study, "retire", (code,), (), {}, retired(study.codebook_source, code, reason))


def plan_minor(study: Study, codes: Sequence[str]) -> Change:
    """That what changed in these codes' definitions, since they last read otherwise, changes nothing in what they mean.

    Raises UnknownCode, and NothingToChange where one of them never read otherwise.
    """
    named = tuple(dict.fromkeys(study.codebook.code(code).id for code in codes))
    today = meanings(study.codebook)
    for entry in reversed(list(study.ledger.entries(kind="codebook"))):
        sha256 = entry.says(CodebookRevised).sha256
        then = meanings_of(study, sha256)
        if all(code in then and then[code] != today[code] for code in named):
            before = study.ledger.blob(sha256).decode()
            return Change("redefine", named, (), {}, {CODEBOOK: (before, study.codebook_source)})
    raise NothingToChange(
        tr("{codes}: no recorded version of the codebook defines it otherwise.", codes=", ".join(named))
    )


def standing_twice(study: Study, change: Change) -> int:
    """How many codings would say again what another one by the same coder says, once the change is made."""
    said: set[tuple[object, ...]] = set()
    twice = 0
    for one in sorted(study.ledger.codings(), key=lambda coding: coding.code in change.names):
        code = change.names.get(one.code, one.code)
        what = (one.coder, one.place, code, one.case, one.value)
        twice += what in said and one.code in change.names
        said.add(what)
    return twice


def used_codes(study: Study) -> list[str]:
    """Every code that a coding, rejection or summary has, whether the codebook has it or not."""
    names = study.ledger.code_names()
    written = (names.today(entry.says(Summarised).code, entry.time) for entry in study.ledger.current("summarise"))
    records: list[Coding | Rejection] = [*study.ledger.codings(), *study.ledger.rejections()]
    return sorted({*written, *(record.code for record in records)})


def worked_out(
    study: Study,
    act: str,
    codes: Sequence[str],
    into: Sequence[str],
    names: Mapping[str, str],
    edited: str,
) -> Change:
    """The change, with the files that follow and the records that go along.

    Raises CannotEdit, BrokenCodebook, BlindHere.
    """
    study.must_not_be_blind()
    edits = {CODEBOOK: (study.codebook_source, edited)} if edited != study.codebook_source else {}
    statements = read_text_file(study.folder / STATEMENTS)
    if names and statements is not None and (after := statements_about(statements, names)) != statements:
        edits[STATEMENTS] = (statements, after)
    records: list[Coding | Rejection] = [*study.ledger.codings(), *study.ledger.rejections()]
    mine = [record for record in records if record.code in names]
    book = load_codebook(edited)
    lost = [
        one
        for one in mine
        if isinstance(one, Coding) and one.degree and not kept_degree(one, names[one.code], book.degrees)
    ]
    return Change(act, tuple(codes), tuple(into), dict(names), edits, mine, len(lost))


def kept_degree(record: Coding | Rejection, code: str, degrees: Callable[[str], Sequence[str]]) -> str | None:
    """The degree that a coding keeps under another code: its own, if that code has it."""
    degree = record.degree if isinstance(record, Coding) else None
    return degree if degree in degrees(code) else None


def make(study: Study, change: Change, *, coder: str, reason: str, minor: bool | None = None) -> Made:
    """Edit the files and record the change with all that follows it; nothing is left half done.

    Raises NothingToChange, CodebookChanged, BrokenStudy, OutdatedVersion, LedgerUnavailable; the files are then as
    they were, but where the server's answer was lost (LedgerUnsure): there they are as the change has them.
    """
    if not (change.edits or change.names or change.act in ("redefine", "split")):
        raise NothingToChange(tr("Nothing has that code, so nothing follows."))
    study.note_revisions(coder)
    edits = change.edits if change.act != "redefine" else {}
    with edited_files(study, edits):
        entries = _record(study, change, coder=coder, reason=reason, minor=minor)
    act = next(entry for entry in entries if entry.kind == "revise")
    codings = sum(isinstance(record, Coding) for record in change.records)
    return Made(act, codings, len(change.records) - codings, tuple(edits))


def _record(study: Study, change: Change, *, coder: str, reason: str, minor: bool | None) -> list[Entry]:
    contents = {name: (before.encode(), after.encode()) for name, (before, after) in change.edits.items()}
    hashes = {name: (blob_id(before), blob_id(after)) for name, (before, after) in contents.items()}
    written_hashes = hashes if change.act != "redefine" else {}
    revised: list[Payload] = [CodebookRevised(sha256=written_hashes[CODEBOOK][1])] if CODEBOOK in written_hashes else []
    act = CodesChanged(
        act=change.act,
        codes=change.codes,
        into=change.into,
        names={old: new for old, new in change.names.items() if old != new},
        files=hashes,
        reason=reason,
        minor=minor,
    )
    return study.ledger.change_codes(
        coder,
        [*revised, act],
        partial(_following, study, change),
        codes=[old for old, new in change.names.items() if old != new],
        blobs=[content for pair in contents.values() for content in pair],
    )


def _following(study: Study, change: Change, act: Entry) -> list[Recoded]:
    at = last_recodes(study)
    return [recoded(study, record, change.code_of(record), act, at) for record in change.records]


def recoded(study: Study, record: Coding | Rejection, code: str, act: Entry, last: Mapping[str, Entry]) -> Recoded:
    """What gives a record another code because of a change of codes; `last` as `last_recodes` gives it."""
    before = last.get(record.id)
    return Recoded(
        subject=record.id,
        target=before.id if before else record.id,
        act=act.id,
        code=code,
        step=(before.says(Recoded).step if before else 0) + 1,
        degree=kept_degree(record, code, study.codebook.degrees),
    )


def last_recodes(study: Study) -> dict[str, Entry]:
    """The entry that gave each record the code that it has, if it is not the one it was made with."""
    found: dict[str, Entry] = {}
    for entry in sorted(study.ledger.current("recode"), key=lambda e: (e.says(Recoded).step, e.time, e.id)):
        found[entry.subject or ""] = entry
    return found
