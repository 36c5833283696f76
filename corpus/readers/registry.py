"""The reader for each suffix: Glose's own, then those of installed packages."""

from importlib import import_module, metadata

from corpus.readers.bounds import Reader, bounded
from corpus.readers.encoding import UnreadableFile
from wording.messages import tr

GROUP = "glose.readers"
"""The entry-point group in which a package registers a reader under a suffix without its dot."""

READERS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "word_processor",
    ".docm": "word_processor",
    ".dotx": "word_processor",
    ".dotm": "word_processor",
    ".doc": "word_processor",
    ".odt": "word_processor",
    ".ott": "word_processor",
    ".rtf": "word_processor",
    ".mht": "word_processor",
    ".mhtml": "word_processor",
    ".pdf": "portable",
    ".html": "web",
    ".htm": "web",
    ".xhtml": "web",
    ".epub": "book",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".sbv": "subtitles",
    ".ttml": "timed_markup",
    ".dfxp": "timed_markup",
    ".csv": "spreadsheet",
    ".tsv": "spreadsheet",
    ".xlsx": "spreadsheet",
    ".xlsm": "spreadsheet",
    ".json": "recognised",
    ".otr": "recognised",
    ".eaf": "elan",
    ".exb": "exmaralda",
    ".textgrid": "praat",
    ".trs": "transcriber",
    ".cha": "talkbank",
    ".sonal": "sonal",
    ".purge": "sonal",
    ".rtr": "sonal",
    ".xml": "content",
}
"""The module of corpus/readers that reads each suffix."""


def reader_for(suffix: str) -> Reader:
    """The reader for a suffix (with its dot, in any case); raises UnreadableFile, which says what to do instead."""
    suffix = suffix.lower()
    if suffix in READERS:
        return bounded(import_module(f"corpus.readers.{READERS[suffix]}").read, suffix)
    for point in metadata.entry_points(group=GROUP):
        if f".{point.name.lower().lstrip('.')}" == suffix:
            try:
                plugged: Reader = point.load()
            except (ImportError, AttributeError) as error:
                raise UnreadableFile(
                    tr(
                        "the reader for {suffix} ({entry_point}) cannot be loaded: {error}. Install its package again.",
                        suffix=suffix,
                        entry_point=point.value,
                        error=error,
                    )
                ) from error
            return bounded(plugged, suffix)
    raise UnreadableFile(_instead(suffix))


def _instead(suffix: str) -> str:
    """What to do with a file that has no reader."""
    match suffix:
        case ".xls":
            return tr(".xls is the old binary Excel format. Open the file in a spreadsheet and save it as xlsx or csv.")
        case ".ods":
            return tr(".ods is not read. Save the file as xlsx or csv.")
        case ".pages":
            return tr(".pages is not read. Export the file as docx or pdf.")
        case ".mp3" | ".wav" | ".m4a":
            return tr("{suffix} is sound. Transcribe it first, then add the transcript.", suffix=suffix)
        case ".jpg" | ".png":
            return tr("{suffix} is a picture. Run text recognition on it first, then add the result.", suffix=suffix)
    known = ", ".join(suffixes())
    if not suffix:
        return tr("a file whose name has no suffix cannot be read. Glose reads {suffixes}.", suffixes=known)
    return tr("there is no reader for {suffix}. Glose reads {suffixes}.", suffix=suffix, suffixes=known)


def suffixes() -> tuple[str, ...]:
    """Every suffix that can be read, including those of plug-ins."""
    plugged = sorted(f".{point.name.lower().lstrip('.')}" for point in metadata.entry_points(group=GROUP))
    return (*READERS, *(suffix for suffix in plugged if suffix not in READERS))
