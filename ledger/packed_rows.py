"""Codings from SQLite with each column of a portion joined in one string: a tuple a coding costs twice as much."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from coding.records.columns import FIELDS, JOINT, NAMED, NONE
from coding.records.head import ID_LETTERS
from ledger import schema

_HEX = tuple(f"{number:02x}" for number in range(256))
_WHOLE = {"id": "''", "time": "''", "suggested": "''", "start": "' '", "end": "' '"}
"""What stands between values that have one length, or are numbers."""


def packed_codings(connection: Connection, *, most: int) -> Iterator[tuple[int, int, Sequence[str]]]:
    """The codings, so many rows at a time at most: how many there are, how many names are missing, then the columns.

    The columns come as `ColumnsBuilder.add_packed` takes them, in the order of FIELDS.
    """
    columns = ", ".join(_joined(name) for name in FIELDS)
    missing = " + ".join(f'count(*) - count("{name}")' for name in NAMED)
    asked = f"SELECT count(*), {missing}, {columns} FROM codings"  # noqa: S608 - only our own column names
    portion = text(f"{asked} WHERE rowid > :after AND rowid <= :until")
    last = connection.execute(text("SELECT coalesce(max(rowid), 0) FROM codings")).scalar_one()
    for after in range(0, last, most):
        row = connection.execute(portion, {"after": after, "until": after + most}).one()
        if row[0]:
            yield row[0], row[1], row[2:]


def _joined(name: str) -> str:
    if name in NAMED:
        may_lack = bool(schema.codings.c[name].nullable)
        value = f'coalesce("{name}", char({ord(NONE)}))' if may_lack else f'"{name}"'
        return f"group_concat({value}, char({ord(JOINT)}))"
    return f'group_concat("{name}", {_WHOLE[name]})'


def packed_ids(connection: Connection) -> bytes | None:
    """The ids of all entries by arrival, one behind the other; None where one has an unusual length.

    They are read by ranges of the small index, which has them by letters, and put into order here.
    """
    asked = "SELECT count(*), group_concat(id, ''), group_concat(position, ' ') FROM entries"
    portion = text(f"{asked} WHERE id >= :first AND id < :next")
    ids: list[bytes] = []
    positions: list[NDArray[np.int64]] = []
    for first, after in pairwise((*_HEX, "g")):
        count, names, at = connection.execute(portion, {"first": first, "next": after}).one()
        if count:
            ids.append(names.encode())
            positions.append(np.fromstring(at, np.int64, sep=" "))
    every = connection.execute(text("SELECT count(*) FROM entries")).scalar_one()
    whole = b"".join(ids)
    if len(whole) != ID_LETTERS * every or sum(map(len, positions)) != every:
        return None
    if not every:
        return b""
    order = np.argsort(np.concatenate(positions))
    return np.frombuffer(whole, f"S{ID_LETTERS}")[order].tobytes()
