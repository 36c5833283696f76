"""json and otr: transcripts of speech recognition, exports of chats and oTranscribe, told apart by their keys."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from corpus.block import Extract
from corpus.problem import Problem
from corpus.readers.chat_export import slack_messages, teams_messages
from corpus.readers.encoding import UnreadableFile, decode
from corpus.readers.utterances import Utterance, blocks_of, unknown_voices
from wording.messages import tr

_TEXT = ("text", "transcript", "utterance", "sentence", "content", "body")
_SPEAKER = ("speaker_name", "speakerName", "speaker", "speaker_label", "speakerLabel", "speakerId", "name", "channel")
_START = ("start", "start_time", "startTime", "begin", "from", "offset", "data_start", "time", "ts")
_LISTS = ("segments", "utterances", "transcript", "transcription", "paragraphs", "sentences", "captions", "monologues")
_TIMES = {"timestamps", "offsets"}


def read(data: bytes, name: str) -> Extract:
    """The utterances of a transcript with the voices and times that it names, or the html in an oTranscribe file.

    Raises UnreadableFile where the file is not JSON, or holds no transcript of a kind that is known.
    """
    text, problems = decode(data, name)
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = tr("{name} is not valid JSON ({error}). Export it again.", name=name, error=error)
        raise UnreadableFile(message) from error
    if isinstance(value, Mapping) and isinstance(value.get("text"), str) and _is_otranscribe(value):
        return _otranscribe(value["text"], name, problems)
    chat = slack_messages(value) or teams_messages(value)
    if chat:
        said, notices = chat
        left_out = tr("notices of the chat (who joined or left, calls) were left out: {number}.", number=notices)
        doubts = (Problem(name, left_out, "warning"),) if notices else ()
        return Extract(blocks_of(said), problems=(*problems, *doubts))
    found = next((utterances for way in _WAYS if (utterances := way(value))), None)
    if found is None:
        raise UnreadableFile(
            tr(
                "{name} is JSON, but no transcript that Glose knows (segments with a text, a chat export). Export the "
                "transcript as txt, docx, srt or vtt.",
                name=name,
            )
        )
    blocks = blocks_of(found)
    return Extract(blocks, problems=(*problems, *unknown_voices(blocks, name)))


def _is_otranscribe(value: Mapping[str, Any]) -> bool:
    return "media-time" in value or "media" in value or "<p" in value["text"] or 'class="timestamp"' in value["text"]


def _otranscribe(page: str, name: str, problems: tuple[Problem, ...]) -> Extract:
    from corpus.readers.web import read as read_page

    extract = read_page(page.encode(), name)
    return replace(extract, problems=(*problems, *extract.problems))


def _listed(value: Any) -> list[Utterance]:
    """A list of segments with a text, or the first such list in one of the usual places of an object."""
    if isinstance(value, list):
        rows = _rows(value)
        said = [utterance for row in rows for utterance in _segment(row)]
        return said if rows and len(said) >= 0.5 * len(rows) else []
    if not isinstance(value, Mapping):
        return []
    for key in _LISTS:
        inner = value.get(key)
        if isinstance(inner, (list, dict)) and (said := _listed(inner)):
            return said
    return next((said for key in ("results", "result", "data") if (said := _listed(value.get(key)))), [])


def _segment(row: Mapping[str, Any]) -> Iterator[Utterance]:
    """One segment; where it has no voice of its own but its words have, a stretch for each of their voices."""
    text = next((row[key] for key in _TEXT if isinstance(row.get(key), str)), None)
    words = next((found for key in ("words", "elements") if (found := _rows(row.get(key)))), [])
    speaker, start = _speaker(row), _start(row)
    if not speaker and any(_speaker(word) for word in words):
        yield from _by_words(words)
    elif text is not None and text.strip():
        yield Utterance(text, speaker, start)
    elif text is None and words:
        first = next((time for word in words if (time := _start(word)) is not None), None)
        yield Utterance(_sentence(words), speaker, start if start is not None else first)


def _by_words(words: Sequence[Mapping[str, Any]]) -> Iterator[Utterance]:
    stretch: list[Mapping[str, Any]] = []
    for word in words:
        if stretch and _speaker(word) and _speaker(word) != _speaker(stretch[0]):
            yield Utterance(_sentence(stretch), _speaker(stretch[0]), _start(stretch[0]))
            stretch = []
        stretch.append(word)
    if stretch:
        yield Utterance(_sentence(stretch), _speaker(stretch[0]), _start(stretch[0]))


def _sentence(words: Sequence[Mapping[str, Any]]) -> str:
    """The words as they are written; a space between them where they bring none."""
    keys = ("punctuated_word", "word", "value", "text", "content")
    parts = [str(next((word[key] for key in keys if isinstance(word.get(key), str)), "")) for word in words]
    spaced = any(part != part.strip() or not part.strip() for part in parts)
    text = "".join(parts) if spaced else " ".join(part for part in parts if part)
    return " ".join(text.split())


def _speaker(row: Mapping[str, Any]) -> str:
    """The voice that a segment or word names; a bare number is a voice `Speaker 0`."""
    for key in _SPEAKER:
        value = row.get(key)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("label") or value.get("id")
        if isinstance(value, bool) or value is None or value == "":
            continue
        written = str(value).strip()
        if written.isdecimal():
            return f"Speaker {written}"
        return "" if written in ("?", "null", "None", "UNKNOWN", "Unknown") else written
    return ""


def _start(row: Mapping[str, Any]) -> float | None:
    """The time in seconds at which a segment or word begins."""
    for key in _TIMES:
        if isinstance(row.get(key), Mapping) and "from" in row[key]:
            return _seconds(row[key]["from"], whole=key == "offsets")
    if isinstance(row.get("timestamp"), (list, tuple)) and row["timestamp"]:
        return _seconds(row["timestamp"][0])
    return next((time for key in _START if (time := _seconds(row.get(key))) is not None), None)


def _seconds(written: Any, *, whole: bool = False) -> float | None:
    """A number of seconds (of milliseconds where it is `whole`), or a clock 00:00:01,200."""
    if isinstance(written, bool) or not isinstance(written, (int, float, str)):
        return None
    if isinstance(written, (int, float)):
        if not isfinite(written):
            return None
        return written / 1000 if whole else float(written)
    total = 0.0
    for part in written.strip().rstrip("s").replace(",", ".").split(":"):
        try:
            total = total * 60 + float(part)
        except ValueError:
            return None
    return total if isfinite(total) else None


def _in_milliseconds(said: list[Utterance]) -> list[Utterance]:
    """Times in whole milliseconds as seconds: such times are far apart for the words between them."""
    times = [one.start for one in said if one.start is not None]
    words = sum(len(one.text.split()) for one in said)
    if len(times) < 2 or any(time != int(time) for time in times) or max(times) - min(times) < 60 * max(words, 1):
        return said
    return [replace(one, start=one.start / 1000 if one.start is not None else None) for one in said]


def _segments(value: Any) -> list[Utterance] | None:
    return _in_milliseconds(_listed(value)) or None


def _items(value: Any) -> list[Utterance] | None:
    """Words and punctuation marks one by one, each with its voice, as Amazon Transcribe lists them."""
    words: list[dict[str, Any]] = []
    segments = _rows(_at(value, "results", "speaker_labels", "segments"))
    voices = {one.get("start_time"): one.get("speaker_label") for part in segments for one in _rows(part.get("items"))}
    for item in _rows(_at(value, "results", "items")):
        written = _at(item, "alternatives", 0, "content")
        if written is None:
            continue
        if item.get("type") == "punctuation" and words:
            words[-1]["word"] += str(written)
        else:
            voice = item.get("speaker_label") or voices.get(item.get("start_time"))
            words.append({**item, "word": str(written), **({"speaker_label": voice} if voice else {})})
    return list(_by_words(words)) or None


def _channels(value: Any) -> list[Utterance] | None:
    """The paragraphs, or else the words, of the first channel, as Deepgram nests them."""
    best = _at(value, "results", "channels", 0, "alternatives", 0)
    said = [
        Utterance(
            " ".join(str(one.get("text", "")) for one in _rows(part.get("sentences"))), _speaker(part), _start(part)
        )
        for part in _rows(_at(best, "paragraphs", "paragraphs"))
    ]
    return said or list(_by_words(_rows(_at(best, "words")))) or None


def _at(value: Any, *path: str | int) -> Any:
    """What lies at a path of keys and places; None where there is nothing."""
    for step in path:
        if isinstance(step, str) and isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and len(value) > step:
            value = value[step]
        else:
            return None
    return value


def _rows(value: Any) -> list[Mapping[str, Any]]:
    """The objects in a list; none where it is no list."""
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _whole(value: Any) -> list[Utterance] | None:
    """A transcript that is only a text."""
    text = value.get("text") if isinstance(value, Mapping) else None
    return [Utterance(text)] if isinstance(text, str) and len(text.split()) > 3 else None


_WAYS: tuple[Callable[[Any], list[Utterance] | None], ...] = (_items, _segments, _channels, _whole)
