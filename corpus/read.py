"""Reading a file into a text: its characters, turns, passages and metadata, and everything uncertain about them."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from corpus.block import Block, Extract
from corpus.cases import CASE_KEYS
from corpus.characters import BLANK
from corpus.file_content import bytes_of
from corpus.front_matter import fact_in
from corpus.label_words import is_interviewer_word
from corpus.parse.language import detect_language
from corpus.problem import Problem
from corpus.readers.bounds import bounded
from corpus.readers.doubled import doubts as doubled_doubts
from corpus.readers.doubled import mended
from corpus.readers.encoding import UnreadableFile
from corpus.readers.registry import reader_for
from corpus.readers.speech_table import going_on
from corpus.reading_doubts import second_interview_in, unspoken
from corpus.spans import Span
from corpus.speech.label_doubts import label_doubts, unknown_labels
from corpus.speech.layout import TextLayout, TextLine, lay_out
from corpus.speech.line_labels import labels_of_lines
from corpus.speech.passages import paragraphs
from corpus.speech.speakers import Speakers
from corpus.speech.talk_doubts import talk_doubts
from corpus.speech.turns import Conversation, find_turns
from corpus.text import Text, TextKind, Turn
from wording.messages import tr

_NAMES = {"fonction": "role", "rôle": "role", "poste": "role", "position": "role", "langue": "language"}
"""The study's names for metadata that files name differently."""
_LANGUAGES = ("fr", "en")


def read_text(
    path: Path,
    *,
    text_id: str | None = None,
    kind: TextKind | None = None,
    case: str | None = None,
    language: str | None = None,
    usual: str = "fr",
    mend: bool = False,
    metadata: Mapping[str, str] | None = None,
    speakers: Speakers | None = None,
) -> tuple[Text | None, tuple[Problem, ...]]:
    """The text in a file and every problem found; the text is None where one of the problems is an error.

    Arguments (`kind`, `case`, `language`, `metadata`) take precedence over the file's head, and the head over what is
    detected from the text; `usual` is the language of a text that is too short to tell its own. With `mend`, letters
    that were encoded twice (`Ã©`) are put right. Comments in the margin are kept as the metadata `comments`. Problems
    have places like `file:12` or `file page 3`.
    """
    name = path.name
    try:
        data = bytes_of(path)
        extract = _extract(data, path)
        if not any(block.text.strip(BLANK) for block in extract.blocks):
            raise _empty(name)
    except UnreadableFile as error:
        return None, (Problem(name, without_name(str(error), name)),)
    digest = hashlib.sha256(data).hexdigest()
    return _text_of(
        mended(extract) if mend else extract,
        name,
        digest,
        text_id=text_id or unicodedata.normalize("NFC", path.stem),
        kind=kind,
        case=case,
        language=language,
        usual=usual,
        metadata=metadata or {},
        speakers=speakers,
    )


def text_of(
    content: str,
    file: str,
    *,
    text_id: str,
    case: str | None,
    usual: str,
    metadata: Mapping[str, str],
    language: str = "",
) -> tuple[Text | None, tuple[Problem, ...]]:
    """The text that these characters are, every one of them kept, as `read_text` gives that of the file `file`.

    For texts that come from another program, where places are known by their offsets: no reader changes anything.
    """
    data = content.encode("utf-8", "replace")
    try:
        if not content.strip(BLANK):
            raise _empty(file)
        extract = bounded(lambda _data, _name: Extract((_clean(Block(content)),)), ".txt")(data, file)
    except UnreadableFile as error:
        return None, (Problem(file, without_name(str(error), file)),)
    return _text_of(
        extract,
        file,
        hashlib.sha256(data).hexdigest(),
        text_id=text_id,
        kind=None,
        case=case,
        language=language or None,
        usual=usual,
        metadata=metadata,
        speakers=None,
    )


def _text_of(
    extract: Extract,
    name: str,
    digest: str,
    *,
    text_id: str,
    kind: TextKind | None,
    case: str | None,
    language: str | None,
    usual: str,
    metadata: Mapping[str, str],
    speakers: Speakers | None,
) -> tuple[Text | None, tuple[Problem, ...]]:
    """The text of an extract; `digest` is the SHA-256 of its file."""
    layout = lay_out(extract.blocks)
    given = {key: str(value) for key, value in {**extract.metadata, **(metadata or {})}.items()}
    conversation = None if kind == "document" else find_turns(layout, name, speakers)
    head = _head(layout, conversation.first if conversation else None)
    facts = {**head, **given}
    voiced = any(block.speaker for block in extract.blocks)
    chosen = kind or ("interview" if voiced and conversation else _kind(facts, conversation))
    problems = [*extract.problems, *doubled_doubts(layout.content, name)]
    marks: tuple[Span, ...] = ()
    if chosen == "interview":
        conversation = conversation or _one_voice(layout, name)
        turns, passages, marks = conversation.turns, conversation.passages, conversation.marks
        problems.extend(conversation.problems)
    else:
        turns, passages = (), paragraphs(layout)
        if kind is None:
            told = speakers or Speakers()
            labels = labels_of_lines(layout, told)
            doubts = list(label_doubts(layout, labels, name, speakers=told, taken={}))
            problems.extend(doubts or (() if told.pattern else talk_doubts(layout, name)))
    if speakers is not None and kind != "document":
        problems.extend(unknown_labels(layout, [turn.speaker for turn in turns], name, speakers))
    if chosen == "interview":
        problems.extend(unspoken(layout, passages, name, conversation.notices if conversation else ()))
        problems.extend(second_interview_in(layout, turns, name))
    if any(problem.level == "error" for problem in problems):
        return None, tuple(problems)
    spoken, certain = (language, True) if language else _language(layout.content, facts, usual)
    if not certain:
        message = tr(
            "its language is uncertain; treated as {language}. If that is wrong, pass --lang.", language=spoken
        )
        problems.append(Problem(name, message, "warning"))
    return Text(
        id=text_id,
        kind=chosen,
        content=layout.content,
        language=spoken,
        case=case or next((facts[key] for key in CASE_KEYS if facts.get(key)), None),
        file=name,
        file_sha256=digest,
        turns=turns,
        passages=passages,
        marks=marks,
        metadata={
            **{_NAMES.get(k, k): v for k, v in facts.items() if k not in (*CASE_KEYS, "kind", "type")},
            **({"comments": "\n".join(extract.notes)} if extract.notes else {}),
        },
    ), tuple(problems)


def _extract(data: bytes, path: Path) -> Extract:
    reader = reader_for(path.suffix)
    if not data.strip():
        raise _empty(path.name)
    try:
        extract = reader(data, path.name)
    except UnreadableFile:
        raise
    except Exception as error:  # a reader of ours or a plug-in: one file must not stop the others
        what = f"{type(error).__name__}: {str(error)[:120]}"
        raise UnreadableFile(
            tr(
                "{name}: {stopped} ({error}). Save it again, if necessary in another format.",
                name=path.name,
                stopped=reader_stopped(),
                error=what,
            )
        ) from error
    doubts = dict.fromkeys(block.doubt for block in extract.blocks if block.doubt)
    problems = (*extract.problems, *(Problem(path.name, doubt, "warning") for doubt in doubts))
    return replace(extract, blocks=tuple(_clean(block) for block in going_on(extract.blocks)), problems=problems)


def reader_stopped() -> str:
    """The words for a reader that raised an exception which readers should not raise."""
    return tr("its reader stopped")


def _empty(name: str) -> UnreadableFile:
    return UnreadableFile(tr("{name} is empty: it has no text. Add the right file.", name=name))


def _clean(block: Block) -> Block:
    """The block without characters that UTF-8 cannot encode (lone surrogates) or that are not text (NUL)."""
    clean = block.text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
    return block if clean == block.text else replace(block, text=clean)


def without_name(message: str, name: str) -> str:
    """The message without the file's name at its beginning, to be shown after that name as its place."""
    return re.sub(rf"^{re.escape(name)}[\u00a0 ]?[:,]? ?", "", message)


def _head(layout: TextLayout, first: int | None) -> dict[str, str]:
    """The lines `Key : value` at the beginning, before the first speech (in a document: one below the other)."""
    lines = [line for line in layout.lines if first is None or line.start < first][:30]
    facts: dict[str, str] = {}
    for number, line in enumerate(lines):
        fact = fact_in(layout.text(line)) if _may_be_a_fact(line, layout.text(line)) else None
        if fact:
            facts.setdefault(*fact)
        elif first is None and (facts or number >= 3):
            break
    return facts


def _may_be_a_fact(line: TextLine, text: str) -> bool:
    """Whether a line may be `Key : value`: a paragraph, or a row of two cells."""
    return line.block.form == "paragraph" or (line.block.form == "row" and text.count("\t") < 2)


def _kind(facts: Mapping[str, str], conversation: Conversation | None) -> TextKind:
    stated = (facts.get("kind") or facts.get("type") or "").casefold()
    if stated in ("interview", "entretien", "transcript", "transcription"):
        return "interview"
    if stated in ("document", "stratégie", "strategie", "strategy"):
        return "document"
    if conversation is None:
        return "document"
    if conversation.by_tool:
        return "interview"
    voices = {turn.speaker for turn in conversation.turns}
    several = len(voices) > 1 or None in voices or len(conversation.turns) > 5
    asks = any(is_interviewer_word(voice or "") for voice in voices)
    return "interview" if several and (len(conversation.turns) >= 3 or asks) else "document"


def _one_voice(layout: TextLayout, name: str) -> Conversation:
    """The whole text as one turn of an unknown voice."""
    passages = tuple(passage._replace(turn=1) for passage in paragraphs(layout))
    turn = Turn(1, passages[0].start, passages[-1].end, None, "other")
    message = tr(
        "no speakers were detected, so it is one turn by an unknown voice. Put `Name:` before each turn, "
        "or add it with --kind document."
    )
    return Conversation((turn,), passages, (), turn.start, (Problem(name, message, "warning"),))


def _language(content: str, facts: Mapping[str, str], usual: str) -> tuple[str, bool]:
    stated = (facts.get("language") or facts.get("langue") or facts.get("lang") or "")[:2].casefold()
    return (stated, True) if stated in _LANGUAGES else detect_language(content, usual)
