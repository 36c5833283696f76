"""Which reader reads which suffix: Glose's own, then those that installed packages announce."""

from collections.abc import Callable
from importlib import import_module, metadata

from corpus.block import Extract
from corpus.readers.encoding import UnreadableFile

Reader = Callable[[bytes, str], Extract]
"""A reader takes a file's bytes and its name and gives its blocks; it raises UnreadableFile, and nothing else."""

GROUP = "glose.readers"
"""The entry-point group where a package announces a reader under a suffix without its dot."""

READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "word",
    ".odt": "opendocument",
    ".rtf": "richtext",
    ".pdf": "portable",
    ".html": "web",
    ".htm": "web",
    ".xhtml": "web",
    ".epub": "book",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".csv": "spreadsheet",
    ".tsv": "spreadsheet",
    ".xlsx": "spreadsheet",
    ".xlsm": "spreadsheet",
}
"""The module of corpus/readers that reads each suffix."""

_INSTEAD = {
    ".doc": "is the old binary Word format. Open it in a word processor and save it as docx",
    ".xls": "is the old binary Excel format. Open it in a spreadsheet and save it as xlsx or csv",
    ".ods": "is not read. Save it as xlsx or csv",
    ".pages": "is not read. Export it as docx or pdf",
    ".mp3": "is sound. Transcribe it first, then add the transcript",
    ".wav": "is sound. Transcribe it first, then add the transcript",
    ".m4a": "is sound. Transcribe it first, then add the transcript",
    ".jpg": "is a picture. Run text recognition on it first, then add the result",
    ".png": "is a picture. Run text recognition on it first, then add the result",
}


def reader_for(suffix: str) -> Reader:
    """The reader for a suffix (with its dot, in any case); raises UnreadableFile naming what there is."""
    suffix = suffix.lower()
    if suffix in READERS:
        reader: Reader = import_module(f"corpus.readers.{READERS[suffix]}").read
        return reader
    for point in metadata.entry_points(group=GROUP):
        if f".{point.name.lower().lstrip('.')}" == suffix:
            try:
                plugged: Reader = point.load()
            except (ImportError, AttributeError) as error:
                raise UnreadableFile(
                    f"the reader for {suffix} ({point.value}) cannot be loaded: {error}. Install its package anew."
                ) from error
            return plugged
    if suffix in _INSTEAD:
        raise UnreadableFile(f"{suffix} {_INSTEAD[suffix]}.")
    raise UnreadableFile(f"no reader for {suffix or 'a name without a suffix'}. Glose reads {', '.join(suffixes())}.")


def suffixes() -> tuple[str, ...]:
    """Every suffix that can be read here, plug-ins among them."""
    plugged = sorted(f".{point.name.lower().lstrip('.')}" for point in metadata.entry_points(group=GROUP))
    return (*READERS, *(suffix for suffix in plugged if suffix not in READERS))
