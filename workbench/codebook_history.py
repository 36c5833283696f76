"""The codebook's recorded versions: what each changed against the one before, and why."""

from collections.abc import Sequence

from coding.codebook.changes import CodebookChange, codebook_change
from coding.codebook.file import read_codebook
from coding.codebook.model import Codebook
from coding.quality.account import Revision
from coding.records.code_names import CodeNames
from coding.records.entry import Entry
from coding.records.study_acts import CodebookRevised, CodesChanged
from workbench.looked_for import NEVER
from workbench.study import Study


def revisions_of(study: Study) -> tuple[tuple[Revision, ...], CodebookChange | None]:
    """Every recorded version, and what changed from the first that can be read to the last."""
    entries = list(study.ledger.entries(kind="codebook"))
    books = [recorded_book(study, entry.says(CodebookRevised).sha256) for entry in entries]
    known = [book for book in books if book is not None]
    return _revisions(entries, books, study.ledger.code_names()), _overall(study, entries, known)


def recorded_book(study: Study, sha256: str) -> Codebook | None:
    """A version of the codebook as it was recorded; None where today's Glose cannot read it."""
    return read_codebook(study.ledger.blob(sha256).decode(errors="replace"))[0]


_EDITED: dict[tuple[str, str], tuple[str, ...]] = {}
"""The codes that differ between two contents, by their hashes."""
_KEPT = 500


def codes_edited(study: Study, edit: Entry) -> tuple[str, ...]:
    """The codes that an edit of the codebook added, removed or changed; none where it changed something else."""
    said = edit.says(CodebookRevised)
    if said.before is None:
        return ()
    pair = (said.before, said.sha256)
    if pair not in _EDITED:
        then, now = (recorded_book(study, one) for one in pair)
        change = codebook_change(then, now) if then and now else CodebookChange()
        codes = (*change.added, *change.removed, *change.redefined, *change.shown_anew)
        if len(_EDITED) >= _KEPT:
            _EDITED.clear()
        _EDITED[pair] = tuple(dict.fromkeys(codes)) or _recoloured(then, now)
    return _EDITED[pair]


def _recoloured(then: Codebook | None, now: Codebook | None) -> tuple[str, ...]:
    """The codes that differ in anything else."""
    known = then.codes if then else {}
    return tuple(code for code, one in now.codes.items() if code in known and known[code] != one) if now else ()


def _overall(study: Study, entries: Sequence[Entry], known: Sequence[Codebook]) -> CodebookChange | None:
    """From the first codebook that can be read to the last."""
    if not known:
        return None
    names = study.ledger.code_names().between(known[0].codes, entries[0].time, entries[-1].time)
    return codebook_change(known[0], known[-1], names)


def _revisions(entries: Sequence[Entry], books: Sequence[Codebook | None], names: CodeNames) -> tuple[Revision, ...]:
    found: list[Revision] = []
    before: tuple[str, Codebook] | None = None
    until = [*(entry.time for entry in entries[1:]), NEVER] if entries else []
    for entry, book, next_time in zip(entries, books, until, strict=True):
        change = None
        if before and book:
            called = names.between(before[1].codes, before[0], entry.time)
            change = codebook_change(before[1], book, called)
        reasons = dict.fromkeys(why(one) for time, one in names.changes if entry.time <= time < next_time)
        found.append(Revision(entry.time, entry.coder, len(book.codes) if book else None, change, tuple(reasons)))
        before = (entry.time, book) if book else before
    return tuple(found)


def why(change: CodesChanged) -> str:
    """What was changed on purpose, and the reason that was given: `freins → obstacles: the word of the interviews`."""
    became = f" → {', '.join(change.into)}" if change.into else ""
    return f"{', '.join(change.codes)}{became}: {change.reason}"
