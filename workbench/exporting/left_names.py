"""Whether a name of the key is left in what is about to be written: a last look at the bytes themselves."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from xml.sax.saxutils import unescape

from corpus.problem import GloseError
from reports.formats.parquet import BEGINNING, words_of_parquet
from wording.messages import quoted, tr
from workbench.exporting.disguise import Disguise


class NameLeft(GloseError):
    """Something that was to have pseudonyms only holds a name of the key."""


def refuse_names(disguise: Disguise, files: Mapping[str, bytes]) -> None:
    """Raise NameLeft where a file, or a part of one that is an archive, or its name, holds a name of the key."""
    if not disguise.on:
        return
    for name, data in files.items():
        for part, words in _parts(name, data):
            found = disguise.masks.find(words)
            if found:
                start, end, _ = found[0]
                raise NameLeft(
                    tr(
                        "{file} would still hold the name {name}; nothing was written. Look where the study has it "
                        "(`glose check` lists places), and replace it there.",
                        file=part,
                        name=quoted(words[start:end]),
                    )
                )


def _parts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The name and words of a file, and those of what is packed in it; `_` and `-` part words as blanks do."""
    yield name, _spaced(name)
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                yield from _parts(f"{name}/{part}", archive.read(part))
        return
    if data.startswith(BEGINNING):
        for words in words_of_parquet(data):
            yield name, words
            yield name, _spaced(words)
        return
    with suppress(zlib.error):
        data = zlib.decompress(data)  # DocBin
    written = data.decode("utf-8", "replace")
    yield name, written
    if "_" in written or "&" in written:
        yield name, _spaced(unescape(written, {"&quot;": '"', "&apos;": "'"}))


def _spaced(words: str) -> str:
    return words.replace("_", " ")
