"""Reading the kept file of a text anew, under today's rules or with other speakers, its codings kept by their words."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.problem import GloseError, Problem
from corpus.pseudonyms.replacer import PseudonymReplacer
from corpus.speech.speakers import Speakers
from corpus.stated import Stated
from corpus.text import Role, Text, Turn
from wording.messages import tr
from workbench.correcting import Correction, NothingToCorrect, work_out
from workbench.pseudonymising import key_of, load_key
from workbench.study import Study


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the person says about a text that is read anew; what is not `stated` stays as it was stated before.

    With `as_detected`, nothing that was stated before holds.
    """

    stated: Stated = field(default_factory=Stated)
    strict: bool = False
    as_detected: bool = False


def stated_before(study: Study, text_id: str, wish: ReadOptions) -> str:
    """What holds from an earlier `add` or `read` of the text in a new reading, as options; empty where nothing does."""
    before = Stated.from_json(study.text(text_id).reading)
    if wish.as_detected:
        return ""
    new = wish.stated
    held = Stated(
        None if new.speakers else before.speakers,
        None if new.kind else before.kind,
        None if new.language else before.language,
        before.mend and not new.mend,
    )
    key = key_of(study)
    return PseudonymReplacer(load_key(key)).mask(held.options()) if key.exists() else held.options()


def plan_rereading(study: Study, text_id: str, wish: ReadOptions) -> Correction:
    """What reading the text's kept file again would change, and where every record on the text would then lie.

    What was stated when the text was read before holds unless `wish` says otherwise, and so do the roles and cases of
    its speakers; names that were replaced by pseudonyms are replaced again. Raises GloseError where the file is not in
    texts/ any more, holds several texts or cannot be read, and NothingToCorrect where it reads as the text is.
    """
    from corpus.read import read_text

    old = study.text(text_id)
    path = kept_file(study, old)
    before = Stated() if wish.as_detected else Stated.from_json(old.reading)
    stated = wish.stated.over(before)
    anew = wish.as_detected or wish.stated.speakers is not None
    known = () if anew else old.turns
    roles = {turn.speaker.casefold(): turn.role for turn in known if turn.speaker and turn.role != "other"}
    cases = {turn.speaker.casefold(): turn.case for turn in known if turn.speaker and turn.case}
    kind = stated.kind or ("interview" if old.kind == "interview" and not wish.as_detected else None)
    new, problems = read_text(
        path,
        text_id=old.id,
        kind=kind,
        case=old.case,
        language=wish.stated.language or old.language,
        mend=stated.mend,
        speakers=_speakers(stated.speakers, roles, cases),
    )
    problems = tuple(replace(problem, place=problem.place.replace(path.name, old.file, 1)) for problem in problems)
    if new is None:
        raise GloseError(tr("{file} cannot be read so; {text} is unchanged.", file=old.file, text=old.id), problems)
    if wish.strict and problems:
        raise GloseError(
            tr("{text} is unchanged, because --strict refuses a reading with doubts.", text=old.id), problems
        )
    new = replace(new, file=old.file, metadata={**old.metadata, **new.metadata}, reading=old.reading)
    new = _with_pseudonyms(study, old, new)
    if not anew:
        turns = (_as_known(turn, roles, cases) for turn in new.turns)  # a pseudonym is in no label of the file
        new = replace(new, turns=tuple(turns))
    if new == old and _holds(stated, Stated.from_json(old.reading)):
        raise NothingToCorrect(tr("{file} reads as {text} is; there is nothing to change.", file=old.file, text=old.id))
    return work_out(study, old, replace(new, reading=stated.as_json()), problems=problems)


def _speakers(stated: Speakers | None, roles: Mapping[str, Role], cases: Mapping[str, str]) -> Speakers:
    """The speakers as stated, and those of the reading before with the roles and cases they had."""
    known = stated or Speakers()
    return replace(known, roles={**roles, **known.roles}, cases={**cases, **known.cases})


def _holds(stated: Stated, before: Stated) -> bool:
    """Whether a later reading would be the same without what is stated now: the text itself has its language."""
    kind = stated.kind if stated.kind == "document" else before.kind
    return replace(stated, kind=kind, language=before.language) == before


def kept_file(study: Study, text: Text) -> Path:
    """The file in texts/ that the text was read from; raises GloseError where there is none or it holds many texts."""
    siblings = sum(other.file_sha256 == text.file_sha256 for other in study.texts.values())
    if siblings > 1:
        raise GloseError(
            tr(
                "{file} holds {count} texts, one for each answer, which nobody speaks. There is nothing to read anew.",
                file=text.file,
                count=siblings,
            )
        )
    folder = study.folder / "texts"
    likely = [folder / text.file, *sorted(folder.glob(f"*{Path(text.file).suffix}"))] if folder.is_dir() else []
    for path in likely:
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == text.file_sha256:
            return path
    raise GloseError(
        tr(
            "{file}, from which {text} was read, is not in texts/ any more, or was changed. Put it back, or use "
            "`glose correct {text} FILE`.",
            file=text.file,
            text=text.id,
        )
    )


def outdated(study: Study) -> Iterator[tuple[Text, int]]:
    """Texts that were read when words could still lie in no passage, each with the number of such words."""
    for text in study.texts.values():
        if text.marks is None and (words := text.words_outside):
            yield text, words


def outdated_problems(study: Study) -> Iterator[Problem]:
    """A warning for each text that was read under the older rule and has words in no passage."""
    for text, words in outdated(study):
        message = tr(
            "was read by an earlier version, and about {n} of its words are in no passage, so nobody can code or "
            "read them. `glose read {text}` reads its file anew; codings keep their place.",
            n=words,
            text=text.id,
        )
        yield Problem(text.id, message, "warning")


def _as_known(turn: Turn, roles: Mapping[str, Role], cases: Mapping[str, str]) -> Turn:
    """The turn with the role and the case of its speaker, as far as they were known."""
    speaker = (turn.speaker or "").casefold()
    return turn._replace(role=roles.get(speaker, turn.role), case=cases.get(speaker, turn.case))


def _with_pseudonyms(study: Study, old: Text, new: Text) -> Text:
    """The text with the study's pseudonyms, if they were put into it before."""
    key = key_of(study)
    if not key.exists():
        return new
    masks = PseudonymReplacer(load_key(key))
    return new if masks.find(old.content) else masks.mask_text(new)[0]
