"""What coders can have looked for as they read: readings made before a code existed, or meant what it means now."""

import contextlib
import json
from pathlib import Path

from coding.codebook.file import read_codebook
from coding.codebook.meaning import Meaning, Unsought, carried, meanings, unsought
from coding.records.study_acts import CodebookRevised
from corpus.whole_file import write_whole
from workbench.read_under_now import read_under_now
from workbench.study import Study


def unsought_of(study: Study) -> dict[str, Unsought]:
    """By id of a reading, the codes that were not looked for in it; readings in which all were are left out."""
    revisions = recorded_at(study)
    if revisions.keys() <= {study.revision}:
        return {}
    under = read_under_now(study)
    earlier = set(under.values()) - {study.revision}
    if not earlier:
        return {}
    then = PastMeanings(study)
    by_revision = {sha256: unsought(then.today(sha256, revisions.get(sha256, "")), then.now) for sha256 in earlier}
    missed = {sha256: found for sha256, found in by_revision.items() if found.codes}
    return {reading: missed[sha256] for reading, sha256 in under.items() if sha256 in missed}


def sought_since(study: Study) -> dict[str, str]:
    """From when on (UTC, ISO 8601) each code meant what it means now; codes that always did are left out.

    Where that meaning is not recorded yet it is a time that never comes.
    """
    recorded = [(entry.time, entry.says(CodebookRevised).sha256) for entry in study.ledger.entries(kind="codebook")]
    if {sha256 for _, sha256 in recorded} <= {study.revision}:
        return {}
    then, found = PastMeanings(study), dict[str, str]()
    for time, sha256 in recorded:
        other = unsought(then.today(sha256, time), then.now).codes
        found.update({code: time for code, since in found.items() if since == NEVER and code not in other})
        found.update(dict.fromkeys(other, NEVER))
    return found


def recorded_at(study: Study) -> dict[str, str]:
    """When each codebook was recorded last."""
    return {e.says(CodebookRevised).sha256: e.time for e in study.ledger.entries(kind="codebook")}


class PastMeanings:
    """What the codes of earlier codebooks meant, by the ids that they have today."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.names = study.ledger.code_names()
        in_use = {code for code, one in study.codebook.codes.items() if not one.retired}
        self.now = {code: meaning for code, meaning in meanings(study.codebook).items() if code in in_use}

    def today(self, sha256: str, time: str) -> dict[str, Meaning]:
        """What the codes of the codebook meant that was recorded at that time, whatever they are called since."""
        found = meanings_of(self.study, sha256)
        for change in self.names.after(time):
            before, after = change.files.get("codebook.yaml", (self.study.revision, self.study.revision))
            found = carried(found, change, meanings_of(self.study, before), meanings_of(self.study, after))
        return found


NEVER = "9999"
"""A time after all others."""


def meanings_of(study: Study, sha256: str) -> dict[str, Meaning]:
    """What the codes of a recorded codebook meant; nothing where today's Glose cannot read it.

    Reading a large codebook takes a third of a second, so what it says is kept beside the parses, and by the study
    while it is open.
    """
    if sha256 in study.past_meanings:
        return study.past_meanings[sha256]
    kept = study.cache / "codebooks" / f"{sha256}.json"
    found = _kept(kept)
    if found is None:
        book = read_codebook(study.ledger.blob(sha256).decode(errors="replace"))[0]
        found = meanings(book) if book is not None else {}
        with contextlib.suppress(OSError):  # without the copy it is read again
            write_whole(kept, json.dumps(found, ensure_ascii=False))
    study.past_meanings[sha256] = found
    return found


def _kept(path: Path) -> dict[str, Meaning] | None:
    try:
        found: dict[str, Meaning] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found
