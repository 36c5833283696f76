"""Merging other copies of a study: the ledger's entries, the files of new texts, and what differs put to a person."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from coding.codebook.file import read_codebook
from coding.records.study_acts import Revised
from corpus.cases import read_cases
from corpus.problem import GloseError, Problem
from corpus.whole_file import write_whole
from ledger.address import shown, without_password
from ledger.connection import file_url
from ledger.frozen_text import blob_id
from ledger.incoming import HalfCopy
from ledger.ledger import Ledger
from ledger.merging import Conflict, merge
from ledger.merging_texts import TextChoice, UndecidedTexts
from wording.messages import tr
from workbench.study import Study

Side = Literal["ours", "theirs"]
FILES = {"codebook": "codebook.yaml", "cases": "cases.csv"}
"""What both copies keep in a file, and record whole when a decision is made under it."""


class NotAnotherCopy(GloseError):
    """What was named is no copy of a study, or the study itself."""


class Undecided(GloseError):
    """What both copies have otherwise, and nobody said which holds: `kinds` are texts, codebook or cases."""

    def __init__(self, message: str, problems: tuple[Problem, ...], kinds: tuple[str, ...]) -> None:
        super().__init__(message, problems)
        self.kinds = kinds


@dataclass(frozen=True, slots=True)
class MergedCopy:
    """What one copy brought: see `ledger.merging.Merge`; `source` is what was named, without a password."""

    source: str
    entries: int
    texts: tuple[str, ...]
    coders: Mapping[str, int]
    already: int
    conflicts: tuple[Conflict, ...]

    def as_json(self) -> dict[str, Any]:
        """The object that `glose merge --json` prints."""
        return {
            "source": self.source,
            "entries": self.entries,
            "texts": len(self.texts),
            "coders": dict(self.coders),
            "already": self.already,
            "conflicts": [{"kind": one.kind, "what": one.what, "message": one.message} for one in self.conflicts],
        }


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decided: per text (`*`: all) and per file of the study."""

    texts: Mapping[str, TextChoice]
    files: Mapping[str, Side]


def merge_copy(study: Study, other: str, choices: Choices, *, coder: str) -> MergedCopy:
    """Take in another copy: a study's folder, a ledger's file or a URL.

    Raises NotAnotherCopy, HalfCopy, Undecided; nothing is recorded then.
    """
    folder = Path(other) if "://" not in other and Path(other).is_dir() else None
    with _opened(other, folder) as source:
        if shown(source.url) == shown(study.ledger.url):
            raise NotAnotherCopy(tr("{other} is the ledger of this study itself.", other=other))
        if source.missed() is not None:
            message = tr(
                "{url} lacks entries that its folder has seen: nothing of it was taken.", url=shown(source.url)
            )
            raise HalfCopy(message)
        files = _differing(study, source, choices)
        study.note_revisions(coder)
        try:
            done = merge(study.ledger, source, by=coder, texts=choices.texts)
        except UndecidedTexts as undecided:
            raise Undecided(str(undecided), undecided.problems, ("texts",)) from None
    conflicts = list(done.conflicts)
    if done.entries:
        conflicts += _take_files(study, files, coder)
        conflicts += _take_texts(study, folder, done.texts) if folder is not None else []
        study.reload()
    return MergedCopy(without_password(other), done.entries, done.texts, done.coders, done.already, tuple(conflicts))


def _opened(other: str, folder: Path | None) -> Ledger:
    if folder is None:
        return Ledger.open(other if "://" in other else file_url(Path(other).resolve()))
    if (folder / "study.yaml").is_file():
        return Study.open(folder).ledger
    if (folder / "study.db").is_file():
        return Ledger.open(file_url((folder / "study.db").resolve()))
    raise NotAnotherCopy(tr("{other} is no copy of a study: it has neither study.yaml nor study.db.", other=folder))


@dataclass(frozen=True, slots=True)
class _File:
    """A file that both copies have otherwise: what the other's says, and which holds."""

    kind: str
    theirs: str
    holds: Side


def _differing(study: Study, source: Ledger, choices: Choices) -> list[_File]:
    """The files of the study that differ; one of which the other is an earlier version is no question."""
    found, undecided = [], []
    for kind in FILES:
        mine = study.codebook_source if kind == "codebook" else study.cases_source
        theirs = source.revision(kind)
        if theirs is None or theirs == blob_id(mine.encode()):
            continue
        if theirs in _recorded(study.ledger, kind):
            continue  # an earlier version of ours
        holds = choices.files.get(kind)
        content = source.blob(theirs).decode()
        if holds is None:
            undecided.append((kind, _difference(kind, mine, content)))
        else:
            found.append(_File(kind, content, holds))
    if undecided:
        problems = tuple(Problem(FILES[kind], difference) for kind, difference in undecided)
        options = ", ".join(f"--{kind} ours|theirs" for kind, _ in undecided)
        message = tr("Both copies have their own; nothing was merged. Say which holds: {options}.", options=options)
        raise Undecided(message, problems, tuple(kind for kind, _ in undecided))
    return found


def _recorded(ledger: Ledger, kind: str) -> set[str]:
    return {entry.says(Revised).sha256 for entry in ledger.entries(kind=kind)}


def _difference(kind: str, mine: str, theirs: str) -> str:
    """Which codes or cases only one of the two has."""
    ours, others = (_names(kind, source) for source in (mine, theirs))
    only_ours, only_theirs = (", ".join(sorted(a - b)[:8]) or "–" for a, b in ((ours, others), (others, ours)))
    return tr("differs in the two copies; only here: {ours}; only there: {theirs}.", ours=only_ours, theirs=only_theirs)


def _names(kind: str, source: str) -> set[str]:
    if kind == "cases":
        return set(read_cases(source)[0])
    codebook, _ = read_codebook(source)
    return set(codebook.codes) if codebook is not None else set()


def _take_files(study: Study, files: list[_File], coder: str) -> list[Conflict]:
    """Write the other's file where that was chosen; ours is in the ledger by now, whichever holds."""
    told = []
    for one in files:
        message = tr("differs in the two copies; the version here holds.")
        if one.holds == "theirs":
            write_whole(study.folder / FILES[one.kind], one.theirs, private=not study.settings.shared)
            message = tr("differs in the two copies; the version there holds.")
        told.append(Conflict(one.kind, FILES[one.kind], message))
    study.reload()
    study.note_revisions(coder)
    return told


def _take_texts(study: Study, folder: Path, texts: tuple[str, ...]) -> list[Conflict]:
    """Copy the files of new texts; one whose name is taken by another file is told."""
    told = []
    all_texts = study.ledger.texts()
    for name in texts:
        file = all_texts[name].file
        theirs, ours = folder / "texts" / file, study.folder / "texts" / file
        if not theirs.is_file():
            continue
        if not ours.exists():
            ours.parent.mkdir(exist_ok=True)
            shutil.copyfile(theirs, ours)
        elif ours.read_bytes() != theirs.read_bytes():
            message = tr("texts/ has another file of that name; it was not copied.")
            told.append(Conflict("file", file, message))
    return told
