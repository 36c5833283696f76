"""Adding files to a study: read, refuse or freeze each one, and say everything that is doubtful."""

import filecmp
import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.answers import Columns
from corpus.cases import case_name, names_of
from corpus.problem import Problem
from corpus.speech.speakers import Speakers
from corpus.stated import Stated
from corpus.text import Text, TextKind
from corpus.whole_file import make_folder, open_whole
from ledger.known_texts import TextTaken
from wording.messages import tr, tr_n
from wording.spelling import folded
from workbench.study import Study


@dataclass(frozen=True, slots=True)
class AddOptions:
    """What the person says about the files, where the files should not decide."""

    text_id: str | None = None
    case: str | None = None
    kind: TextKind | None = None
    language: str | None = None
    speakers: Speakers | None = None
    strict: bool = False
    mend: bool = False
    columns: Columns = field(default_factory=Columns)


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one file. `text` is None where it was refused; `added` is False where it was known."""

    path: Path
    text: Text | None
    added: bool
    problems: tuple[Problem, ...]
    about_case: tuple[Problem, ...] = ()
    """Those of the problems that are about its case, and no doubt about how the file was read."""

    @property
    def refused(self) -> bool:
        """Whether the file is not in the study."""
        return self.text is None

    def as_json(self) -> dict[str, Any]:
        """The object that `glose add --json` prints."""
        text = self.text
        problems = [{"place": p.place, "message": p.message, "level": p.level} for p in self.problems]
        if text is None:
            return {"text": None, "file": self.path.name, "added": False, "problems": problems}
        return {
            "text": text.id,
            "case": text.case,
            "kind": text.kind,
            "language": text.language,
            "sha256": text.sha256,
            "characters": len(text.content),
            "words": len(text.content.split()),
            "turns": len(text.turns),
            "passages": len(text.passages),
            "speakers": [{"name": s.name, "role": s.role, "turns": s.turns} for s in text.speakers],
            "metadata": text.metadata,
            "file": text.file,
            "added": self.added,
            "problems": problems,
        }


def add_files(study: Study, paths: Iterable[Path], wish: AddOptions, *, coder: str) -> Iterator[AddResult]:
    """Add the files one by one; each is frozen before the next is read."""
    study.note_revisions(coder)
    texts = dict(study.texts)
    for path in paths:
        for reception in _receive(study, path, wish, texts=texts, coder=coder):
            if reception.text is not None:
                texts[reception.text.id] = reception.text
            yield reception


def preview(study: Study, path: Path, wish: AddOptions) -> list[AddResult]:
    """What `add_files` would make of a file, with the same doubts, and nothing is recorded; one result for each answer
    of a table.
    """
    from corpus.answers import is_survey

    if wish.kind is not None or not (wish.columns.texts or is_survey(path)):
        return [_read(study, path, wish, texts=study.texts)[0]]
    answers, problems = _answers(study, path, wish)
    if not answers:
        return [AddResult(path, None, added=False, problems=problems)]
    named = [_with_case(study, answer) for answer in answers]
    doubts = _few(tuple(dict.fromkeys(doubt for _, found in named for doubt in found)))
    first = (*problems, *doubts)
    return [AddResult(path, text, False, first if number == 0 else ()) for number, (text, _) in enumerate(named)]


def _receive(study: Study, path: Path, wish: AddOptions, *, texts: dict[str, Text], coder: str) -> Iterable[AddResult]:
    from corpus.answers import is_survey

    if wish.kind is None and (wish.columns.texts or is_survey(path)):
        return _add_answers(study, path, wish, texts=texts, coder=coder)
    return [_add(study, path, wish, texts=texts, coder=coder)]


def _add_answers(study: Study, path: Path, wish: AddOptions, *, texts: dict[str, Text], coder: str) -> list[AddResult]:
    """Add every answer of a table, or none of them."""
    known = _same_bytes(path, texts.values())
    answers, problems = _answers(study, path, wish)
    taken = [answer.id for answer in answers if answer.id in texts]
    if known is not None and answers and len(taken) == len(answers):
        note = Problem(
            path.name, tr("is already in the study, as {text} and others; nothing was added.", text=known.id), "warning"
        )
        return [AddResult(path, known, added=False, problems=(note,))]
    if taken and known is None:
        message = tr(
            "the id {id!r} is taken by another file; rename the file or choose another --row column.", id=taken[0]
        )
        return [AddResult(path, None, added=False, problems=(*problems, Problem(path.name, message)))]
    if not answers:
        return [AddResult(path, None, added=False, problems=problems)]
    if wish.strict and problems:
        return [AddResult(path, None, added=False, problems=(*problems, _strictly_refused(path, len(problems))))]
    named = [_with_case(study, answer) for answer in answers if answer.id not in texts]
    doubts = tuple(dict.fromkeys(doubt for _, found in named for doubt in found))
    if (taken_meanwhile := _recorded(study, path, [text for text, _ in named], coder=coder)) is not None:
        return [AddResult(path, None, added=False, problems=(*problems, taken_meanwhile))]
    return [
        AddResult(path, text, added=True, problems=(*problems, *_few(doubts)) if number == 0 else ())
        for number, (text, _) in enumerate(named)
    ]


def _answers(study: Study, path: Path, wish: AddOptions) -> tuple[Sequence[Text], tuple[Problem, ...]]:
    from corpus.answers import read_answers

    usual, case = study.settings.language, _case(study, wish)
    return read_answers(path, wish.columns, language=wish.language, usual=usual, mend=wish.mend, case=case)


def _few(doubts: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The first doubts of a long list, and how many more there are."""
    if len(doubts) <= 5:
        return doubts
    return (
        *doubts[:4],
        Problem(
            doubts[0].place, tr_n("and {n} more like these.", "and {n} more like these.", len(doubts) - 4), "warning"
        ),
    )


def _add(study: Study, path: Path, wish: AddOptions, *, texts: dict[str, Text], coder: str) -> AddResult:
    found, fresh = _read(study, path, wish, texts=texts)
    if not fresh or found.text is None:
        return found
    if wish.strict and (reading := [p for p in found.problems if p not in found.about_case]):
        refusal = _strictly_refused(path, len(reading))
        return AddResult(path, None, added=False, problems=(*reading, refusal))
    if (taken_meanwhile := _recorded(study, path, [found.text], coder=coder)) is not None:
        return AddResult(path, None, added=False, problems=(*found.problems, taken_meanwhile))
    return replace(found, added=True)


def _read(study: Study, path: Path, wish: AddOptions, *, texts: Mapping[str, Text]) -> tuple[AddResult, bool]:
    """The text as it would be added, with everything that is doubtful, and whether it is not in the study yet."""
    from corpus.answers_in_doubt import rows_in_doubt
    from corpus.read import read_text

    known = _same_bytes(path, texts.values())
    if known is not None:
        note = Problem(
            path.name, tr("is already in the study, as {text}; nothing was added.", text=known.id), "warning"
        )
        return AddResult(path, known, added=False, problems=(note,)), False
    text, problems = read_text(
        path,
        text_id=wish.text_id,
        kind=wish.kind,
        case=_case(study, wish),
        language=wish.language,
        usual=study.settings.language,
        mend=wish.mend,
        speakers=wish.speakers,
    )
    if text is None:
        return AddResult(path, None, added=False, problems=problems), False
    if wish.kind is None and text.kind == "document":
        problems = (*problems, *rows_in_doubt(path))
    if text.id in texts:
        taken = Problem(path.name, tr("the id {id!r} is taken by another file; choose one with --id.", id=text.id))
        return AddResult(path, None, added=False, problems=(*problems, taken)), False
    text, doubts = _with_case(study, text)
    stated = Stated(wish.speakers, wish.kind, wish.language, wish.mend)
    text = replace(text, reading=stated.as_json())
    return AddResult(path, text, added=False, problems=(*problems, *doubts), about_case=tuple(doubts)), True


def _case(study: Study, wish: AddOptions) -> str | None:
    """The case that was named, by its own name where an alias was given."""
    known = wish.case and case_name(wish.case) in names_of(study.cases.values())
    return study.case(wish.case) if known and wish.case else wish.case


def _recorded(study: Study, path: Path, texts: Sequence[Text], *, coder: str) -> Problem | None:
    """Keep the file and freeze its texts; neither, and why, where another program added one of them meanwhile."""
    kept = keep_file(study, path)
    try:
        study.ledger.add_texts(coder, texts)
    except BaseException as error:
        if kept is not None:
            kept.unlink(missing_ok=True)
        if isinstance(error, TextTaken):
            return Problem(path.name, str(error))
        raise
    return None


def _strictly_refused(path: Path, doubts: int) -> Problem:
    message = tr_n(
        "was not added, because --strict refuses a file with a doubt about its reading.",
        "was not added, because --strict refuses a file with {n} doubts about its reading.",
        doubts,
    )
    return Problem(path.name, message)


def _same_bytes(path: Path, texts: Iterable[Text]) -> Text | None:
    """The text that was read from the same bytes; None where there is none or the file cannot be read."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
    return next((text for text in texts if text.file_sha256 == digest), None)


def _with_case(study: Study, text: Text) -> tuple[Text, list[Problem]]:
    """The text with its case as the study calls it, and the doubts there are about it."""
    listed = names_of(study.cases.values())
    turns = tuple(
        turn._replace(case=study.case(turn.case) if case_name(turn.case) in listed else case_name(turn.case))
        if turn.case
        else turn
        for turn in text.turns
    )
    text, doubts = replace(text, turns=turns), list[Problem]()
    for name in text.cases:
        if name != text.case and name not in study.listed_cases:
            doubts.append(Problem(text.file, tr("the case {case!r} is not in cases.csv.", case=name), "warning"))
    case = text.case or _case_in_name(study, text)
    if case is None and text.cases:
        return text, doubts
    if case is None:
        doubts.append(
            Problem(text.file, tr("no case is named; pass --case, or name it in the file's header."), "warning")
        )
        return text, doubts
    case = study.case(case) if case_name(case) in listed else case_name(case)
    if case not in study.listed_cases:
        doubts.append(Problem(text.file, tr("the case {case!r} is not in cases.csv.", case=case), "warning"))
    return replace(text, case=case), doubts


def _case_in_name(study: Study, text: Text) -> str | None:
    """The case whose name begins the text's id, word for word, the longest of several; None where none does.

    So a file `P10_visite` is about the case P10 and never about P1.
    """
    id_ = _words(text.id)
    names = [(_words(name), case.id) for case in study.listed_cases.values() for name in case.names]
    fitting = [(len(words), case) for words, case in names if words and id_[: len(words)] == words]
    longest = max((length for length, _ in fitting), default=0)
    found = {case for length, case in fitting if length == longest}
    return found.pop() if len(found) == 1 else None


def _words(name: str) -> list[str]:
    """The words and numbers of a name without accents and capitals: `P10_Saint-Étienne` → p10, saint, etienne."""
    return re.findall(r"[^\W_]+", folded(name))


def keep_file(study: Study, path: Path) -> Path | None:
    """Copy the file into texts/ unless it lies there, and give the copy; one that fails leaves nothing behind.

    Of two programs that keep files of one name at once, the second takes the next number.
    """
    target = study.folder / "texts" / path.name
    if path.resolve() == target.resolve():
        return None
    make_folder(target.parent, private=not study.settings.shared)
    number = 2
    while True:
        try:
            if target.is_file() and filecmp.cmp(path, target, shallow=False):
                return None  # kept by a command that was ended before it was done, or for another text
            if not target.exists():
                return _copied(path, target, private=not study.settings.shared)
        except FileExistsError:
            pass  # made since we looked
        target = target.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1


def _copied(path: Path, target: Path, *, private: bool) -> Path:
    with open_whole(target, private=private, new=True) as copy, path.open("rb") as original:
        shutil.copyfileobj(original, copy)
    return target
