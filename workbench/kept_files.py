"""The files beside the ledger: whether the originals are as they were, and a copy of the ledger would be whole."""

import hashlib
from collections.abc import Iterator

from corpus.problem import Problem
from corpus.text import Text
from wording.messages import tr
from workbench.study import Study


def check_files(study: Study) -> Iterator[Problem]:
    """What is doubtful about the files of a study: originals changed or gone, a ledger's log left behind."""
    yield from _check_seen(study)
    yield from _check_log(study)
    yield from _check_originals(study)


def _check_seen(study: Study) -> Iterator[Problem]:
    """Entries that were recorded in this folder and are not in the ledger that lies there now."""
    if (seen := study.ledger.missed()) is not None and study.ledger.witness is not None:
        message = tr(
            "entry {number} ({id}) was recorded in this folder and is not there any more: an older copy of the ledger "
            "was put back, or the file {log} was lost. If you put a backup back, delete {note}.",
            number=seen.position,
            id=seen.entry[:12],
            log="study.db-wal",
            note=study.ledger.witness.file,
        )
        yield Problem(tr("ledger file"), message)


def _check_log(study: Study) -> Iterator[Problem]:
    if (log := study.ledger.log_found) is not None:
        message = tr(
            "was there when the study was opened: another program is at work on it, or one was ended while it was. "
            "A copy of the ledger without this file lacks what was recorded last; make copies with `glose backup`."
        )
        yield Problem(log.name, message, "warning")


def _check_originals(study: Study) -> Iterator[Problem]:
    """Texts whose file in texts/ is not what they were read from; what was read is kept in the ledger."""
    folder = study.folder / "texts"
    kept: dict[str, str] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_file():
            with path.open("rb") as file:
                kept[hashlib.file_digest(file, "sha256").hexdigest()] = path.name
    said: set[str] = set()
    for text in study.texts.values():
        if text.file_sha256 not in kept and text.file not in said:
            said.add(text.file)  # a file of many answers is named once
            yield Problem(f"texts/{text.file}", _what_happened(study, text), "warning")


def _what_happened(study: Study, text: Text) -> str:
    if (study.folder / "texts" / text.file).is_file():
        return tr(
            "was changed since {text} was read from it. Put the original back, or make the change one of the study "
            "with `glose correct {text} FILE`.",
            text=text.id,
        )
    return tr(
        "is gone; {text} was read from it. The study keeps what was read and cannot read it anew. Put the file back.",
        text=text.id,
    )
