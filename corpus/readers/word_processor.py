"""docx, doc, rtf, odt: files of word processors, each read as what it is, whatever its name says."""

from dataclasses import replace
from pathlib import PurePath

from corpus.block import Extract
from corpus.problem import Problem
from corpus.readers import opendocument, portable, word
from corpus.readers.archive import open_archive, paths_of
from corpus.readers.by_content import READERS, Kind, kind_of
from corpus.readers.encoding import UnreadableFile
from wording.messages import tr

_EXPECTED: dict[str, str] = {".doc": "ole", ".dot": "ole", ".rtf": "rtf", ".odt": "odt", ".ott": "odt", ".mht": "mail"}
"""The kind that a suffix announces; the others announce docx."""
_EXPECTED[".mhtml"] = "mail"
_ENCRYPTED, _WORD, _EXCEL = (s.encode("utf-16-le") for s in ("EncryptedPackage", "WordDocument", "Workbook"))


def read(data: bytes, name: str) -> Extract:
    """The blocks of the file, with a warning where it is not in the format that its name says.

    Raises UnreadableFile where it is damaged or in a format that is not read, with what to do.
    """
    kind = kind_of(data)
    suffix = PurePath(name).suffix.lower()
    expected = _EXPECTED.get(suffix, "docx")
    is_archive = kind == "archive" or (kind in ("text", "binary") and expected in ("docx", "odt"))
    actual = _in_archive(data, name, expected) if is_archive else kind
    if actual == "text" and expected != "docx":
        raise UnreadableFile(
            tr(
                "{name} is plain text, although its suffix {suffix} says {format}. "
                "Name it .txt, or save it again as docx.",
                name=name,
                suffix=suffix,
                format=_SPOKEN.get(expected, expected),
            )
        )
    extract = _read_as(actual, data, name)
    if actual == expected:
        return extract
    message = tr(
        "has the suffix {suffix} but is {format}, and was read as such.",
        suffix=suffix,
        format=_SPOKEN.get(actual, actual),
    )
    return replace(extract, problems=(Problem(name, message, "warning"), *extract.problems))


_SPOKEN = {"rtf": "RTF", "html": "HTML", "pdf": "PDF", "mail": "MHT", "ole": "DOC", "docx": "DOCX", "odt": "ODT"}


def _in_archive(data: bytes, name: str, expected: str) -> str:
    """What is in an archive: "docx" or "odt"; what the name says where nothing in it tells."""
    paths = paths_of(open_archive(data, name))
    if "[content_types].xml" in paths:
        return "docx"
    return "odt" if "content.xml" in paths else expected


def _read_as(actual: str | Kind, data: bytes, name: str) -> Extract:
    match actual:
        case "docx":
            return word.read(data, name)
        case "odt":
            return opendocument.read(data, name)
        case "pdf":
            return portable.read(data, name)
        case "html" | "mail" | "rtf":
            return READERS[actual](data, name)
    raise UnreadableFile(_instead(actual, data, name))


def _instead(actual: str, data: bytes, name: str) -> str:
    """What to do with a file that is in a format which is not read."""
    if actual == "word xml":
        return tr("{name} is a Word document saved as XML. Open it in Word and save it as docx.", name=name)
    if actual == "ole" and _ENCRYPTED in data:
        return tr(
            "{name} is protected by a password. Open it in a word processor and save it as docx without a password.",
            name=name,
        )
    if actual == "ole" and _EXCEL in data and _WORD not in data:
        return tr("{name} is an old Excel workbook. Open it in a spreadsheet and save it as xlsx or csv.", name=name)
    if actual == "ole":
        return tr(
            "{name} is in the old binary Word format. Open it in a word processor and save it as docx.", name=name
        )
    return tr("{name} is not a document of a word processor. Save it again as docx or odt.", name=name)
