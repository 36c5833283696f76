"""The files of a coded transcript, by format, and the names by which links find them."""

from collections.abc import Callable, Iterable
from urllib.parse import quote
from zlib import crc32

from reports.citations import Citation
from reports.coded_transcript import anchor_of
from reports.formats.open_document import odt_of
from reports.formats.pdf import pdf_of
from reports.formats.transcript_document import transcript_document
from reports.formats.transcript_page import transcript_page
from reports.transcript_line import CodedTranscript

FOLDER = "texts"
"""Where a report has the transcripts of its texts, beside it."""

_FORBIDDEN = '/\\:*?"<>|'

TRANSCRIPT_FORMATS: dict[str, Callable[[CodedTranscript, str], Iterable[str | bytes]]] = {
    "html": lambda transcript, study: transcript_page(transcript, study=study),
    "docx": lambda transcript, study: [transcript_document(transcript, study=study)],
    "odt": lambda transcript, study: [odt_of(transcript_document(transcript, study=study))],
    "pdf": lambda transcript, study: [pdf_of(transcript_document(transcript, study=study))],
}
"""What a coded transcript can be written as."""


def transcript_name(text: str, kind: str) -> str:
    """The name of a transcript's file: the text's id; one that no file can have gets signs that do, and a number."""
    named = "".join("_" if sign in _FORBIDDEN or ord(sign) < ord(" ") else sign for sign in text)
    return f"{named}.{kind}" if named == text else f"{named}-{crc32(text.encode()):08x}.{kind}"


def link_of(citation: Citation) -> str:
    """Where a page of a report finds a coding in its transcript."""
    return f"{FOLDER}/{quote(transcript_name(citation.text, 'html'))}#{anchor_of(citation.entry)}"
