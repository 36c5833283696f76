"""What a study's folder has seen of its ledger: a note outside the file, by which lost entries are missed."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from corpus.whole_file import make_folder
from ledger import schema


@dataclass(frozen=True, slots=True)
class Seen:
    """The last entry that was recorded from this folder: its position and id."""

    position: int
    entry: str


class Witness:
    """A file that names the last entry seen. It may be deleted; nothing is known then until the next entry.

    Where the ledger lacks what was seen, the note stays as it is, whatever is recorded afterwards.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._agrees: bool | None = None

    def seen(self) -> Seen | None:
        """What the note says; None where there is none that can be read."""
        try:
            position, entry = self.file.read_text(encoding="utf-8").split()
            return Seen(int(position), entry)
        except (OSError, ValueError):
            return None

    def missed(self, connection: Connection) -> Seen | None:
        """The entry that was seen, where the ledger does not hold it at its position."""
        seen = self.seen()
        if seen is None:
            return None
        c = schema.entries.c
        there = connection.execute(select(c.id).where(c.position == seen.position)).scalar()
        return None if there == seen.entry else seen

    def look(self, connection: Connection) -> None:
        """Look once, before anything is recorded, whether the ledger holds what was seen."""
        if self._agrees is None:
            self._agrees = self.missed(connection) is None

    def note(self, last: Seen) -> None:
        """Note the entry that was recorded last, for good; a folder that takes no note is left alone."""
        if self._agrees:
            with suppress(OSError):
                make_folder(self.file.parent, private=True)
                self.file.write_text(f"{last.position} {last.entry}\n", encoding="utf-8")
