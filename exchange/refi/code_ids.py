"""The ids of codes in a project that Glose wrote: a part of the archive beside those of the standard.

Other programs read the parts that the project names, and no others: they leave this one alone.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from exchange.archive import Archive
from exchange.guids import plain_guid
from exchange.project import TreeCode

CODE_IDS = "glose/codes.json"
"""An object with the id of each code (`objectives.environment`) by its GUID."""


def with_ids(codes: Iterable[TreeCode], archive: Archive) -> Iterator[TreeCode]:
    """The codes with the ids that the archive gives them; a part that is not as Glose writes it gives none."""
    ids = dict(_ids_in(archive))
    return (replace(code, id=ids.get(code.guid, "")) for code in codes)


def _ids_in(archive: Archive) -> Iterator[tuple[str, str]]:
    name = archive.find(CODE_IDS)
    try:
        written = json.loads(archive.read(name)) if name else {}
    except (ValueError, RecursionError):
        return
    for guid, own in written.items() if isinstance(written, dict) else ():
        if isinstance(own, str):
            yield plain_guid(guid), own
