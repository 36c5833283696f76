"""The texts that a ledger holds as of the transaction that asks: what another program just added is among them."""

from collections.abc import Iterable

from sqlalchemy import Connection

from coding.records.study_acts import TextAdded
from corpus.problem import GloseError
from ledger.entry_rows import read_entries
from wording.messages import tr


class TextTaken(GloseError):
    """A text is added under an id that the ledger has."""


class OutdatedVersion(GloseError):
    """A text is corrected that was corrected meanwhile."""


class KnownTexts:
    """How many versions of each text there are, and the hash of the last one's characters.

    Only entries that came since it was last asked are read: the ledger grows at its end alone.
    """

    def __init__(self) -> None:
        self.versions: dict[str, int] = {}
        self.contents: dict[str, str] = {}
        self._read_until = 0

    def read_on(self, connection: Connection) -> None:
        """Take in what was recorded since, by whatever program."""
        for position, entry in read_entries(connection, after=self._read_until, kind="text"):
            added = entry.says(TextAdded)
            self.versions[added.text] = self.versions.get(added.text, 0) + 1
            self.contents[added.text] = added.sha256
            self._read_until = position

    def admit(self, texts: Iterable[TextAdded]) -> None:
        """Raise TextTaken or OutdatedVersion unless each is the next version of its text (the first of a new one)."""
        versions = dict(self.versions)
        for added in texts:
            there = versions.get(added.text, 0)
            if added.version == 1 and there:
                raise TextTaken(tr("The study has a text {text!r} already; nothing was added.", text=added.text))
            if added.version is not None and added.version != there + 1:
                raise OutdatedVersion(
                    tr("{text} was corrected meanwhile; nothing was recorded. Try again.", text=added.text)
                )
            versions[added.text] = there + 1
