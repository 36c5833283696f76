"""Reading a file into a text: characters, turns, passages, metadata, and every doubt about them."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from corpus.block import Block, Extract
from corpus.label_words import is_interviewer_word
from corpus.parse.language import tell_language
from corpus.problem import Problem
from corpus.readers.encoding import UnreadableFile
from corpus.readers.registry import reader_for
from corpus.speech.layout import TextLayout, lay_out
from corpus.speech.speakers import Speakers
from corpus.speech.turns import Conversation, find_turns
from corpus.text import Passage, Text, TextKind, Turn

BYTES_AT_MOST = 50_000_000
CASE_KEYS = ("case", "cas", "collectivité", "collectivite")
"""What the case is called in a file's head or in a column, in lower case."""
_NAMES = {"fonction": "role", "rôle": "role", "poste": "role", "position": "role", "langue": "language"}
"""What metadata are called in a study, whatever a file's head calls them."""
_HEAD_LINE = re.compile(r"^([^\W\d_][^:\n\t]{0,30}?)\s?(?::\s+|\t+:?\s*)(\S.*)$")
_LANGUAGES = ("fr", "en")


STOPPED = "its reader stopped"
"""What is said of a file on which a reader raised what it should not."""


def read_text(
    path: Path,
    *,
    text_id: str | None = None,
    kind: TextKind | None = None,
    case: str | None = None,
    language: str | None = None,
    metadata: Mapping[str, str] | None = None,
    speakers: Speakers | None = None,
) -> tuple[Text | None, tuple[Problem, ...]]:
    """The text that a file holds and every problem met; the text is None when one of them is an error.

    What is given (`kind`, `case`, `language`, `metadata`) goes before what the file's head says, and that
    before what is told from the text. Problems have places like `file:12` or `file page 3`.
    """
    name = path.name
    try:
        data = bytes_of(path)
        extract = _extract(data, path)
        if not any(block.text.strip() for block in extract.blocks):
            raise UnreadableFile(f"{name} is empty: it holds no text. Add the right file.")
    except UnreadableFile as error:
        return None, (Problem(name, _without_name(str(error), name)),)
    layout = lay_out(extract.blocks)
    given = {key: str(value) for key, value in {**extract.metadata, **(metadata or {})}.items()}
    conversation = None if kind == "document" else find_turns(layout, name, speakers)
    head = _head(layout, conversation.first if conversation else None)
    facts = {**head, **given}
    voiced = any(block.speaker for block in extract.blocks)
    chosen = kind or ("interview" if voiced and conversation else _kind(facts, conversation))
    problems = list(extract.problems)
    if chosen == "interview":
        conversation = conversation or find_turns(layout, name, speakers)
        turns, passages, doubts = _interview(layout, conversation, name)
        problems.extend(doubts)
    else:
        turns, passages = (), _document(layout)
    spoken, sure = (language, True) if language else _language(layout.content, facts)
    if not sure:
        problems.append(Problem(name, f"its language was not sure and taken as {spoken}; pass --lang.", "warning"))
    return Text(
        id=text_id or unicodedata.normalize("NFC", path.stem),
        kind=chosen,
        content=layout.content,
        language=spoken or "fr",
        case=case or next((facts[key] for key in CASE_KEYS if facts.get(key)), None),
        file=name,
        file_sha256=hashlib.sha256(data).hexdigest(),
        turns=turns,
        passages=passages,
        metadata={_NAMES.get(k, k): v for k, v in facts.items() if k not in (*CASE_KEYS, "kind", "type")},
    ), tuple(problems)


def bytes_of(path: Path) -> bytes:
    """What the file holds; raises UnreadableFile where it cannot be read or is far too large."""
    name = path.name
    try:
        size = path.stat().st_size
        if size > BYTES_AT_MOST:
            raise UnreadableFile(
                f"has {size // 10**6} MB; more than {BYTES_AT_MOST // 10**6} MB is no transcript. "
                "Take out the pictures or split it."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"there is no file {path}. Check the path.") from None
    except IsADirectoryError:
        raise UnreadableFile(f"{name} is a folder; name the files in it ({name}/*).") from None
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {error.strerror}.") from None


def _extract(data: bytes, path: Path) -> Extract:
    reader = reader_for(path.suffix)
    if not data.strip():
        raise UnreadableFile(f"{path.name} is empty: it holds no text. Add the right file.")
    try:
        extract = reader(data, path.name)
    except UnreadableFile:
        raise
    except Exception as error:  # a reader of ours or a plug-in: one file must not stop the others
        what = f"{type(error).__name__}: {str(error)[:120]}"
        raise UnreadableFile(f"{path.name}: {STOPPED} ({what}). Save it anew, in another format if need be.") from error
    return replace(extract, blocks=tuple(_sound(block) for block in extract.blocks))


def _sound(block: Block) -> Block:
    """The block without characters that UTF-8 cannot write (lone surrogates) or that are no text (NUL)."""
    clean = block.text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
    return block if clean == block.text else replace(block, text=clean)


def _without_name(message: str, name: str) -> str:
    return re.sub(rf"^{re.escape(name)}[:,]? ", "", message)


def _head(layout: TextLayout, first: int | None) -> dict[str, str]:
    """`Key : value` lines at the beginning, before the first speech (in a document: one under the other)."""
    lines = [line for line in layout.lines if first is None or line.start < first][:30]
    facts: dict[str, str] = {}
    for number, line in enumerate(lines):
        found = _HEAD_LINE.match(layout.text(line)) if line.block.form in ("paragraph", "row") else None
        if found and _is_key(found.group(1)) and len(found.group(2)) <= 200:
            facts.setdefault(found.group(1).strip().casefold(), found.group(2).strip())
        elif first is None and (facts or number >= 3):
            break
    return facts


def _is_key(words: str) -> bool:
    return "," not in words and len(words.split()) <= 3 and not re.fullmatch(r"[A-Za-z]{1,2}\d*", words.strip())


def _kind(facts: Mapping[str, str], conversation: Conversation | None) -> TextKind:
    said = (facts.get("kind") or facts.get("type") or "").casefold()
    if said in ("interview", "entretien", "transcript", "transcription"):
        return "interview"
    if said in ("document", "stratégie", "strategie", "strategy"):
        return "document"
    if conversation is None:
        return "document"
    voices = {turn.speaker for turn in conversation.turns}
    several = len(voices) > 1 or None in voices or len(conversation.turns) > 5
    asks = any(is_interviewer_word(voice or "") for voice in voices)
    return "interview" if several and (len(conversation.turns) >= 3 or asks) else "document"


def _interview(
    layout: TextLayout, conversation: Conversation | None, name: str
) -> tuple[tuple[Turn, ...], tuple[Passage, ...], list[Problem]]:
    if conversation is not None and conversation.turns:
        doubts = [
            replace(p, place=f"{name} {p.place}" if p.place == "speakers" else p.place) for p in conversation.problems
        ]
        return conversation.turns, conversation.passages, doubts
    passages = tuple(replace(p, turn=1) for p in _document(layout))
    turn = Turn(1, passages[0].start, passages[-1].end, None, "other")
    message = (
        "no speaker could be told, so it is one turn of an unknown voice. Put `Name:` before each turn, "
        "or add it with --kind document."
    )
    return (turn,), passages, [Problem(name, message, "warning")]


def _document(layout: TextLayout) -> tuple[Passage, ...]:
    """The paragraphs, items, rows and headings of a document as passages."""
    passages: list[Passage] = []
    heading: str | None = None
    for line in layout.lines:
        opens = line.opens or line.block.form in ("item", "row")
        if line.block.form == "heading":
            heading = line.block.text
        if passages and not opens:
            passages[-1] = replace(passages[-1], end=line.end)
        else:
            level = max(line.block.level, 1) if line.block.form == "heading" else None
            number = len(passages) + 1
            passages.append(Passage(number, line.start, line.end, heading, line.block.page, level=level))
    return tuple(passages)


def _language(content: str, facts: Mapping[str, str]) -> tuple[str, bool]:
    said = (facts.get("language") or facts.get("langue") or facts.get("lang") or "")[:2].casefold()
    return (said, True) if said in _LANGUAGES else tell_language(content)
