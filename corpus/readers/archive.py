"""Opening zip archives, as docx, odt and similar files are, without trusting them."""

import io
import zipfile
import zlib
from typing import Any

from corpus.readers.encoding import UnreadableFile
from wording.messages import tr

UNPACKED_AT_MOST = 200 * 1024 * 1024
"""Bytes of a whole archive, by its own account; also the most that is unpacked of one part."""
XML_AT_MOST = 64 * 1024 * 1024
"""Bytes of one part that is read as XML."""
NODES_AT_MOST = 2_000_000
"""Signs `<` and `=` in one part: each becomes about 150 bytes of a tree, so that a tree stays below 400 MB."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways of packing that are read: Python unpacks others at one go."""
DAMAGE = (
    KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError, NotImplementedError,
)  # fmt: skip
"""What a damaged archive leads to."""
_PIECE = 1 << 20


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive; raises UnreadableFile where it is damaged, encrypted or far too large when unpacked."""
    if data.startswith(_OLE):
        raise UnreadableFile(
            tr(
                "{name} is protected by a password or is an old binary file. "
                "Open it in a word processor and save it as docx without a password.",
                name=name,
            )
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except DAMAGE as error:
        raise _damaged(name, error) from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_AT_MOST:
        raise _too_large(name, unpacked, UNPACKED_AT_MOST)
    if any(entry.compress_type not in METHODS for entry in entries):
        # Python unpacks other methods at one go, however much they hold; office programs do not write them.
        raise _damaged(name, ValueError(tr("it is packed in an unusual way")))
    return archive


def paths_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names in an archive by their plain form: small letters, `/`, no `/` at the beginning. The last one counts."""
    return {entry.replace("\\", "/").lstrip("/").lower(): entry for entry in archive.namelist()}


def member(archive: zipfile.ZipFile, path: str, name: str, most: int = UNPACKED_AT_MOST) -> bytes:
    """One file in the archive; raises UnreadableFile where it is missing, damaged, encrypted or far too large."""
    try:
        return unpacked(archive, path, most)
    except Overflowing as error:
        raise _too_large(name, max(error.size, archive.getinfo(path).file_size), most) from None
    except DAMAGE as error:
        raise _damaged(name, error) from error


class Overflowing(Exception):
    """A part that unpacks to more than was allowed; `size` is how many bytes had come by then."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def unpacked(archive: zipfile.ZipFile, path: str, most: int) -> bytes:
    """One part of an archive, piece by piece, because the size that the archive states can be a lie.

    Raises Overflowing where it holds more than `most` bytes, and one of DAMAGE where it cannot be unpacked.
    """
    pieces: list[bytes] = []
    size = 0
    with archive.open(path) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > most:
                raise Overflowing(size)
            pieces.append(piece)
    return b"".join(pieces)


def parse_xml(data: bytes, name: str) -> Any:
    """The root element; entities are not expanded and nothing is fetched.

    Raises UnreadableFile where it is damaged, where it is larger than any transcript, and where elements are nested
    more than 256 deep (libxml2 would go no further, nor should a reader that calls itself).
    """
    from lxml import etree

    if len(data) > XML_AT_MOST:
        raise _too_large(name, len(data), XML_AT_MOST)
    if data.count(b"<") + data.count(b"=") > NODES_AT_MOST:
        raise too_many_elements(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise not_parsed(name, str(error)) from error


def not_parsed(name: str, error: str) -> UnreadableFile:
    """The reason why a part was not read: it is deep, or one of its texts is long, or else it is damaged."""
    if "depth" in error.lower():
        return too_deep(name)
    if "too long" in error.lower() or "huge text" in error.lower():
        return UnreadableFile(
            tr("{name} has a paragraph of more than {most} MB, more than any transcript. Split it.", name=name, most=10)
        )
    return _damaged(name, ValueError(error))


def too_many_elements(name: str) -> UnreadableFile:
    """The error for a file whose elements would fill the memory."""
    return UnreadableFile(
        tr(
            "{name} has more than {most} million elements, more than any transcript. "
            "Copy its text into a new document, or split it.",
            name=name,
            most=NODES_AT_MOST // 10**6,
        )
    )


def too_deep(name: str) -> UnreadableFile:
    """The error for a file whose elements are nested deeper than anybody writes."""
    return UnreadableFile(
        tr(
            "{name} nests its elements more than {most} deep, so that its end cannot be read. "
            "Copy its text into a new document, or save it in another format.",
            name=name,
            most=256,
        )
    )


def _too_large(name: str, size: int, most: int) -> UnreadableFile:
    return UnreadableFile(
        tr(
            "{name} unpacks to {size} MB, but no more than {most} MB are read. "
            "Save it again without pictures and sound, or split it.",
            name=name,
            size=size // 2**20,
            most=most // 2**20,
        )
    )


def _damaged(name: str, error: Exception) -> UnreadableFile:
    details = str(error).strip("'\"") or type(error).__name__
    return UnreadableFile(
        tr(
            "{name} is damaged ({error}). Open it in a word processor and save it again, or find a copy.",
            name=name,
            error=details,
        )
    )
