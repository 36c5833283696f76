"""The ledger's entries as a history: filtered, in order, with those taken back marked."""

from coding.records.entry import Entry
from coding.records.undoing import undone_by
from workbench.study import Study


def chronicle(
    study: Study, *, text: str | None = None, code: str | None = None, coder: str | None = None
) -> list[tuple[Entry, bool]]:
    """The entries about that text, that code (or one below it) and by that coder, each with "undone?"."""
    entries = list(study.ledger.entries())
    undone = undone_by(entries)
    subjects = {entry.id: entry for entry in entries}
    return [
        (entry, entry.id in undone)
        for entry in entries
        if (coder is None or entry.coder == coder) and _is_about(entry, subjects, text, code)
    ]


def was_decided(study: Study, code: str) -> bool:
    """Whether any entry is about the code or one below it, whether the codebook still has it or not."""
    return any((about := entry.code or "") == code or about.startswith(f"{code}.") for entry in study.ledger.entries())


def _is_about(entry: Entry, subjects: dict[str, Entry], text: str | None, code: str | None) -> bool:
    # An undo or a retraction is about what its subject is about.
    about = subjects.get(entry.subject or "", entry)
    coded = about.code or ""
    fits_code = code is None or coded == code or coded.startswith(f"{code}.")
    return fits_code and text in (None, about.text)
