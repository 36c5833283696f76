"""Which format a file is in, by its first bytes: names of files are often wrong, what they hold is not."""

import re
from collections.abc import Callable
from typing import Literal

from corpus.block import Extract
from corpus.readers import plain, richtext, saved_page, web

Kind = Literal["archive", "binary", "html", "mail", "ole", "pdf", "rtf", "text", "word xml"]

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div|p|h[1-6]|span|b)\b", re.IGNORECASE)
_MAIL = re.compile(rb"^(?:mime-version|content-type|from|received|return-path|date|subject):", re.IGNORECASE)
_OF_A_PAGE = re.compile(rb"multipart/|^content-type:\s*text/html", re.IGNORECASE | re.MULTILINE)
_WORD_XML = (b"schemas.microsoft.com/office/word/2003/wordml", b"schemas.microsoft.com/office/2006/xmlPackage")

READERS: dict[Kind, Callable[[bytes, str], Extract]] = {
    "html": web.read,
    "mail": saved_page.read,
    "rtf": richtext.read,
    "text": plain.read,
}
"""The reader for each kind that is a single file of text."""


def kind_of(data: bytes) -> Kind:
    """The kind of a file; "text" where nothing tells it apart and it may be text, else "binary"."""
    head = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:].lstrip()
    for start, kind in _STARTS.items():
        if head.startswith(start):
            return kind
    if head.startswith(b"<") and any(space in head for space in _WORD_XML):
        return "word xml"
    if _MAIL.match(head) and _OF_A_PAGE.search(data[:4000]):
        return "mail"
    if head.startswith(b"<") and _HTML.search(head):
        return "html"
    return "binary" if b"\x00" in head else "text"


_STARTS: dict[bytes, Kind] = {
    b"PK\x03\x04": "archive",
    b"PK\x05\x06": "archive",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "ole",
    b"%PDF": "pdf",
    b"{\\rtf": "rtf",
}
