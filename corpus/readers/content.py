"""xml, and transcripts of tools saved as txt: the reader is told by what the file contains."""

import json
import re
from importlib import import_module

from corpus.block import Extract
from corpus.readers.elan import tiers_of_tab_export
from corpus.readers.encoding import UnreadableFile, decode
from corpus.readers.speech_table import blocks_of_table
from corpus.readers.spreadsheet import talk_in_columns
from corpus.readers.talkbank import is_chat
from corpus.readers.tiers import blocks_of_tiers
from wording.messages import tr

_SIGNS = (
    (re.compile(rb"^\W*<(?:[^\x00]*<)?ANNOTATION_DOCUMENT[\s>]"), "elan"),
    (re.compile(rb"^\W*<(?:[^\x00]*<)?basic-transcription[\s>]"), "exmaralda"),
    (re.compile(rb"^\W*<(?:[^\x00]*<)?Trans[\s>]"), "transcriber"),
    (re.compile(rb"<(?:\w+:)?tt\s[^>]*/ns/ttml"), "timed_markup"),
    (re.compile(rb"^(?:\xef\xbb\xbf)?WEBVTT(?:\s|$)"), "subtitles"),
    (re.compile(rb'^\W*File type = "ooTextFile|^\W*"?ooTextFile'), "praat"),
    (re.compile(rb"lblseg|(?:^|\n)D\xc3?[\xa9\xe9]but\tFin\tLocuteur\tTexte"), "sonal"),
)
_HEAD = 4000


def read(data: bytes, name: str) -> Extract:
    """A transcript in XML; raises UnreadableFile where it is of no kind that is known."""
    extract = read_by_content(data, name)
    if extract is None:
        raise UnreadableFile(
            tr("{name} is XML, but no transcript that Glose knows. Export it as txt, docx, srt or vtt.", name=name)
        )
    return extract


def read_by_content(data: bytes, name: str) -> Extract | None:
    """What the reader of a tool's format gives for these bytes, whatever the file is called; None for other files."""
    if is_chat(data):
        return _reader("talkbank", data, name)
    sample = data[:_HEAD].replace(b"\x00", b"")
    module = next((module for sign, module in _SIGNS if sign.search(sample)), None)
    if module is None and b'class="lblseg' in data:
        module = "sonal"
    if module:
        return _reader(module, data, name)
    if sample.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return _json(data, name)
    if b"\t" in sample:
        text, problems = decode(data, name)
        if tiers := tiers_of_tab_export(text):
            blocks, doubts = blocks_of_tiers(tiers, name)
            return Extract(blocks, problems=(*problems, *doubts))
        if rows := talk_in_columns(text):
            return Extract(tuple(blocks_of_table(rows)), problems=problems)
    return None


def _reader(module: str, data: bytes, name: str) -> Extract:
    extract: Extract = import_module(f"corpus.readers.{module}").read(data, name)
    return extract


def _json(data: bytes, name: str) -> Extract | None:
    """A transcript in JSON; None where the file only begins like one (`[silence]`)."""
    try:
        json.loads(decode(data, name)[0])
        return _reader("recognised", data, name)
    except (ValueError, RecursionError, UnreadableFile):
        return None
