"""Two versions of the codebook compared: what became of each code, and how its words read before and after."""

from dataclasses import dataclass

from coding.codebook.changes import CodebookChange, codebook_change
from coding.codebook.code_change import PARTS
from coding.codebook.model import Code, Codebook
from coding.records.study_acts import CodebookRevised, CodesChanged
from corpus.problem import GloseError
from wording.messages import tr
from workbench.codebook_history import recorded_book
from workbench.looked_for import NEVER
from workbench.study import Study


class NoRevision(GloseError):
    """A version of the codebook that the ledger does not have."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the codebook: as it was recorded at a time (UTC, ISO 8601), or (no time) as the file is."""

    book: Codebook
    sha256: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of a code that reads otherwise: `definition.fr`, `cues` …; `before` or `after` is empty where it lacks."""

    code: str
    part: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions, what changed, part by part in the order of the newer one, and the acts that changed it."""

    then: Version
    now: Version
    change: CodebookChange
    parts: tuple[PartChange, ...]
    acts: tuple[CodesChanged, ...]


def compare(study: Study, then: str | None, now: str | None) -> Compared:
    """Compare two versions, each named by the first digits of its hash or by a day (as it was at its end).

    By default the version recorded before today's, and the file as it is. Raises NoRevision, BrokenCodebook.
    """
    later = Version(study.codebook, study.revision) if now is None else _named(study, now)
    earlier = _before(study, later) if then is None else _named(study, then)
    names = study.ledger.code_names()
    until = later.time or NEVER
    called = names.between(earlier.book.codes, earlier.time, until)
    change = codebook_change(earlier.book, later.book, called)
    was = {new: old for old, new in reversed(change.renamed)}
    changed = (code for code in later.book.codes if code in (*change.redefined, *change.shown_anew))
    parts = tuple(
        part for code in changed for part in _parts(earlier.book.codes[was.get(code, code)], later.book.codes[code])
    )
    acts = tuple(one for time, one in names.changes if earlier.time < time <= until)
    return Compared(earlier, later, change, parts, acts)


def _named(study: Study, name: str) -> Version:
    entries = list(study.ledger.entries(kind="codebook"))
    if len(name) == 10 and name[4] == name[7] == "-":
        found = [entry for entry in entries if entry.time[:10] <= name][-1:]
    else:
        found = [entry for entry in entries if len(name) >= 6 and entry.says(CodebookRevised).sha256.startswith(name)]
    for entry in reversed(found):
        book = recorded_book(study, entry.says(CodebookRevised).sha256)
        if book is not None:
            return Version(book, entry.says(CodebookRevised).sha256, entry.time)
    raise NoRevision(
        tr(
            "No version of the codebook is recorded under {name!r}. Give a day like 2026-03-01, or the first digits of "
            "a version; `glose codebook diff --list` lists them.",
            name=name,
        )
    )


def _before(study: Study, later: Version) -> Version:
    """The last version recorded before this one that is another."""
    entries = [e for e in study.ledger.entries(kind="codebook") if not later.time or e.time < later.time]
    for entry in reversed(entries):
        sha256 = entry.says(CodebookRevised).sha256
        if sha256 != later.sha256 and (book := recorded_book(study, sha256)) is not None:
            return Version(book, sha256, entry.time)
    raise NoRevision(tr("Only one version of the codebook is recorded; there is nothing to compare it with."))


def _parts(then: Code, now: Code) -> list[PartChange]:
    before, after = _worded(then), _worded(now)
    keys = dict.fromkeys((*after, *before))
    return [
        PartChange(now.id, key, before.get(key, ()), after.get(key, ()))
        for key in keys
        if before.get(key, ()) != after.get(key, ())
    ]


def _worded(code: Code) -> dict[str, tuple[str, ...]]:
    """The parts of a code in words."""
    said: dict[str, tuple[str, ...]] = {}
    for part in PARTS:
        value = getattr(code, part)
        if isinstance(value, str | None):
            said[part] = (value,) if value else ()
        elif isinstance(value, tuple):
            said[part] = value
        else:
            said.update({f"{part}.{language}": (" ".join(words.split()),) for language, words in value.items()})
    said["examples"] = tuple(one.quote for one in code.examples)
    said["near_misses"] = tuple(one.quote for one in code.near_misses)
    said["cues"] = tuple(cue.phrase or str([dict(one) for one in cue.pattern]) for cue in code.cues)
    said["retired"] = (code.retired,) if code.retired else ()
    return said
