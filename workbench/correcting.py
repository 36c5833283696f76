"""Correcting a text: what changes in it, where every record on it lies then, and recording both at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from coding.records.decisions import Moved, Undone
from coding.records.replay import Classification, Coding, Placed, Reading, Rejection
from corpus.anchoring import AnchorFate, Anchors, Edit, lines_changed
from corpus.problem import GloseError, Problem
from corpus.speech.speakers import Speakers
from corpus.stated import Stated
from corpus.text import Text
from ledger.known_texts import OutdatedVersion
from wording.messages import tr
from workbench.study import Study


class NothingToCorrect(GloseError):
    """The file has the same text as the study."""


class StaleCorrection(GloseError):
    """The text or what lies on it was changed since the correction was worked out."""


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one record: its quote before and after (None where it is lost or quotes nothing).

    `case` is what a coding is about from then on, where that changes with the case of its text or speaker.
    """

    record: Placed
    fate: AnchorFate
    start: int
    end: int
    before: str | None
    after: str | None
    case: str | None = None

    @property
    def what(self) -> str:
        """What kind of record it is, with its code or class."""
        match self.record:
            case Coding(code=code):
                return code
            case Rejection(code=code):
                return f"rejection of {code}"
            case Classification(typology=typology, class_id=chosen):
                return f"{typology}.{chosen}"
            case _:
                return "reading"

    def as_json(self) -> dict[str, Any]:
        """The object that `glose correct --json` prints."""
        place = self.record if isinstance(self.record, Reading) else self.record.place
        return {
            "entry": self.record.id,
            "what": self.what,
            "coder": self.record.coder,
            "fate": self.fate,
            "old_start": place.start,
            "old_end": place.end,
            "old_quote": self.before,
            "start": self.start if self.fate != "lost" else None,
            "end": self.end if self.fate != "lost" else None,
            "quote": self.after,
            **({"case": self.case} if self.case else {}),
        }


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction worked out but not recorded: `changes` are (line, was, is), `moves` one for each record."""

    old: Text
    new: Text
    version: int
    changes: tuple[tuple[int, str, str], ...]
    moves: tuple[Move, ...]
    problems: tuple[Problem, ...] = ()

    def count(self, fate: AnchorFate) -> int:
        """How many records, readings aside, meet that fate."""
        return sum(move.fate == fate for move in self.moves if not isinstance(move.record, Reading))


def plan_correction(study: Study, text_id: str, path: Path, *, speakers: Speakers | None = None) -> Correction:
    """Read the corrected file as the text was read and work out what it does to the records on it.

    What was stated when the text was read holds, and who asks and who answers stays as it was, unless `speakers` says
    otherwise. Raises GloseError where the file
    cannot be read, NothingToCorrect where no character and no turn differs.
    """
    from corpus.read import read_text

    old = study.text(text_id)
    before = Stated.from_json(old.reading)
    known = before.speakers or Speakers()
    roles = {turn.speaker.casefold(): turn.role for turn in old.turns if turn.speaker}
    read = partial(
        read_text, path, text_id=old.id, kind=old.kind, case=old.case, language=old.language, mend=before.mend
    )
    new, problems = read(speakers=speakers or replace(known, roles={**roles, **known.roles}))
    if new is None and speakers is None and before.speakers:  # the corrected file may have none of the labels stated
        message = tr(
            "what was stated about the speakers of {text} does not fit this file, and was left out.", text=old.id
        )
        doubt = Problem(path.name, message, "warning")
        new, problems = read(speakers=Speakers(roles=roles))
        problems = (doubt, *problems)
    if new is None:
        raise GloseError(tr("{file} cannot be read; {text} is unchanged.", file=path.name, text=old.id), problems)
    stated = Stated(speakers=speakers).over(before)
    new = replace(new, metadata={**old.metadata, **new.metadata}, reading=stated.as_json())
    if new.content == old.content and new.turns == old.turns and new.passages == old.passages:
        raise NothingToCorrect(
            tr("{file} has the same content as {text}; there is nothing to correct.", file=path.name, text=old.id)
        )
    return work_out(study, old, new, problems=problems)


def work_out(
    study: Study,
    old: Text,
    new: Text,
    *,
    edits: Sequence[Edit] | None = None,
    problems: Sequence[Problem] = (),
    lossless: bool = False,
) -> Correction:
    """What the new version of a text does to every record on the old one; `edits` where they are known.

    Raises BlindHere where some of these records are hidden.
    """
    study.must_not_be_blind([old.id])
    anchors = Anchors(old.content, new.content, edits, lossless=lossless)
    changes = tuple(lines_changed(old.content, new.content))
    version = len(study.ledger.versions(old.id)) + 1
    moves = tuple(_about(_move(record, anchors, new.content), old, new) for record in _records(study, old.id))
    return Correction(old, new, version, changes, moves, tuple(problems))


def _records(study: Study, text: str) -> list[Placed]:
    ledger = study.ledger
    return [
        *ledger.codings(text=text),
        *ledger.classifications(text=text),
        *ledger.rejections(text=text),
        *ledger.readings(text=text),
    ]


def _move(record: Placed, anchors: Anchors, content: str) -> Move:
    if isinstance(record, Reading):
        start, end = anchors.span(record.start, record.end)
        fate: AnchorFate = "lost" if start == end else "moved" if (start, end) != (record.start, record.end) else "kept"
        return Move(record, fate, start, end, None, None)
    place = record.place
    found = anchors.locate(place.start, place.end)
    after = None if found.fate == "lost" else content[found.start : found.end]
    return Move(record, found.fate, found.start, found.end, place.quote, after)


def _about(move: Move, old: Text, new: Text) -> Move:
    """The move, with another case where the coding was about the case of its place and that is another now."""
    if not isinstance(move.record, Coding) or move.fate == "lost":
        return move
    was, now = old.case_at(move.record.place.start), new.case_at(move.start)
    return replace(move, case=now) if move.record.case == was != now else move


def commit(
    study: Study,
    correction: Correction,
    *,
    coder: str,
    case_was: str | None = None,
    undone: Sequence[Undone] = (),
) -> int:
    """Record the new version and every move, all or none; gives how many records have a new place.

    `case_was` is the text's former case where it gets another one and nothing else changes; `undone` is taken back
    with it. Raises StaleCorrection where somebody recorded something on the text in between.
    """
    versions = study.ledger.versions(correction.old.id)
    moves = [_pending(move, correction) for move in correction.moves]
    same_records = _records(study, correction.old.id) == [move.record for move in correction.moves]
    if not same_records or versions[-1] != correction.old or len(versions) != correction.version - 1:
        raise _stale(correction)
    try:
        study.ledger.correct(coder, correction.new, moves, version=correction.version, case_was=case_was, undone=undone)
    except OutdatedVersion:
        raise _stale(correction) from None
    study.reload()
    return sum(move.fate != "kept" or move.case is not None for move in correction.moves)


def _stale(correction: Correction) -> StaleCorrection:
    text = correction.old.id
    return StaleCorrection(tr("{text} or its codings have changed meanwhile; run the correction again.", text=text))


def _pending(move: Move, correction: Correction) -> Moved:
    """Every record is moved, also one that keeps its place: it says in which version that place is."""
    lost = move.fate == "lost"
    return Moved(
        subject=move.record.id,
        target=move.record.id,
        text=correction.old.id,
        version=correction.version,
        fate=move.fate,
        start=None if lost else move.start,
        end=None if lost else move.end,
        quote=None if lost else move.after,
        lost=move.before if lost else None,
        case=move.case,
    )
