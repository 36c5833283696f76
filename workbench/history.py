"""The ledger's entries as a history: filtered, in order, with those taken back marked."""

from coding.records.code_names import CodeNames
from coding.records.entry import Entry
from coding.records.proposals import Proposed
from coding.records.study_acts import CodesChanged
from coding.records.undoing import undone_by
from workbench.study import Study


def chronicle(
    study: Study, *, text: str | None = None, code: str | None = None, coder: str | None = None
) -> list[tuple[Entry, bool]]:
    """The entries about that text, that code (or one below it) and by that coder, each with "undone?".

    What was decided about a code under an earlier id is about the code. A change of codes is one entry here, and so is
    taking it back: how each record follows is told by `trace`, and here where a text is asked for.
    """
    entries = list(study.ledger.entries())
    undone, names = undone_by(entries), study.ledger.code_names()
    subjects = {entry.id: entry for entry in entries}
    following = {entry.id for entry in entries if entry.kind == "recode"} if text is None else set()
    return [
        (entry, entry.id in undone)
        for entry in entries
        if (coder is None or entry.coder == coder)
        and entry.id not in following
        and entry.target not in following
        and is_about(entry, subjects, names, text=text, code=code)
    ]


def was_decided(study: Study, code: str) -> bool:
    """Whether any entry is about the code or one below it, whether the codebook still has it or not."""
    return any((about := entry.code or "") == code or about.startswith(f"{code}.") for entry in study.ledger.entries())


def is_about(entry: Entry, subjects: dict[str, Entry], names: CodeNames, *, text: str | None, code: str | None) -> bool:
    """Whether an entry is about a text and a code (None: any); `subjects` are the entries that make records, by id."""
    # An undo or a retraction is about what its subject is about.
    about = subjects.get(entry.subject or "", entry)
    return text in (None, about.text) and (code is None or any(_within(one, code) for one in _codes(about, names)))


def _codes(about: Entry, names: CodeNames) -> list[str]:
    """The codes that an entry is about, by the ids that it says and by today's."""
    change = about.payload
    said = [about.code or ""]
    if isinstance(change, CodesChanged):
        said = [*change.codes, *change.into, *change.names, *change.names.values()]
    if isinstance(change, Proposed):
        said = list(change.codes)
    return [*said, *(names.today(one, about.time) for one in said)]


def _within(one: str, code: str) -> bool:
    return one == code or one.startswith(f"{code}.")
