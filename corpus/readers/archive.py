"""Opening zip archives, as docx, odt and similar files are, without trusting them."""

import io
import zipfile
import zlib
from typing import Any

from corpus.readers.encoding import UnreadableFile
from wording.messages import tr

UNPACKED_AT_MOST = 200 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
        unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise _damaged(name, error) from error
    if unpacked > UNPACKED_AT_MOST:
        raise UnreadableFile(
            tr(
                "{name} unpacks to {size} MB, more than any transcript. Save it again without pictures and sound.",
                name=name,
                size=unpacked // 2**20,
            )
        )
    return archive


def member(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    """One file in the archive; raises UnreadableFile where it is missing, damaged or encrypted."""
    try:
        return archive.read(path)
    except (
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
    ) as error:
        raise _damaged(name, error) from error


def parse_xml(data: bytes, name: str) -> Any:
    """The root element; entities are not expanded and nothing is fetched. Raises UnreadableFile."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged(name, error) from error


def _damaged(name: str, error: Exception) -> UnreadableFile:
    details = str(error).strip("'\"") or type(error).__name__
    return UnreadableFile(
        tr(
            "{name} is damaged ({error}). Open it in a word processor and save it again, or find a copy.",
            name=name,
            error=details,
        )
    )
