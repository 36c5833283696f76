"""Contents and the entries that name them: a text is kept as two, its characters and its structure."""

import hashlib
from collections.abc import Mapping

from coding.records.payload import Payload
from coding.records.study_acts import CodesChanged, ProjectImported, Revised, TextAdded
from corpus.structure import read_structure, structure_json
from corpus.text import Text


def blob_id(content: bytes) -> str:
    """SHA-256 of the content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def freeze(text: Text, version: int = 1) -> tuple[TextAdded, tuple[bytes, bytes]]:
    """What records a text (or, from 2, a corrected version of it), and the contents it names: characters, structure."""
    content, structure = text.content.encode(), structure_json(text).encode()
    added = TextAdded(
        text=text.id,
        text_kind=text.kind,
        case=text.case,
        language=text.language,
        file=text.file,
        file_sha256=text.file_sha256,
        sha256=blob_id(content),
        structure=blob_id(structure),
        metadata=dict(text.metadata),
        version=version,
        reading=text.reading,
    )
    return added, (content, structure)


def thaw(added: TextAdded, contents: Mapping[str, bytes]) -> Text:
    """The text that was recorded, from the contents that the entry names.

    Raises KeyError where one is missing; ValueError, KeyError or TypeError where the structure cannot be read.
    """
    turns, passages, marks = read_structure(contents[added.structure].decode(errors="replace"))
    return Text(
        id=added.text,
        kind=added.text_kind,
        content=contents[added.sha256].decode(errors="replace"),
        language=added.language,
        case=added.case,
        file=added.file,
        file_sha256=added.file_sha256,
        turns=turns,
        passages=passages,
        marks=marks,
        metadata=dict(added.metadata),
        reading=added.reading,
    )


def contents_named(payload: Payload) -> tuple[str, ...]:
    """The hashes of the contents that a payload names."""
    match payload:
        case TextAdded(sha256=characters, structure=structure):
            return characters, structure
        case Revised(sha256=whole):
            return (whole,)
        case CodesChanged(files=files):
            return tuple(name for pair in files.values() for name in pair)
        case ProjectImported(names=names, parts=parts):
            return (names, parts) if parts else (names,)
        case _:
            return ()
