"""What codes are called today that were renamed, moved or merged after something was recorded with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from coding.records.entry import Entry
from coding.records.study_acts import CodesChanged


@dataclass(frozen=True, slots=True)
class CodeNames:
    """The changes of codes that hold, the first first, each with its time (UTC, ISO 8601)."""

    changes: Sequence[tuple[str, CodesChanged]] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "CodeNames":
        """The names from the entries of changes (kind `revise`) that were not undone, in any order."""
        found = sorted(entries, key=lambda entry: (entry.time, entry.id))
        return cls(tuple((entry.time, entry.says(CodesChanged)) for entry in found))

    def today(self, code: str, since: str = "") -> str:
        """Today's id of the code that was called so at that time; by default as it was called at the very first."""
        for time, change in self.changes:
            if time > since:
                code = change.names.get(code, code)
        return code

    def between(self, codes: Iterable[str], since: str, until: str) -> dict[str, str]:
        """The codes that had another id at the second moment than at the first, with that id."""
        changes = CodeNames(tuple(one for one in self.changes if since < one[0] <= until))
        return {code: now for code in codes if (now := changes.today(code)) != code}

    def after(self, time: str) -> list[CodesChanged]:
        """The changes made later than that."""
        return [change for when, change in self.changes if when > time]

    def applied(self, entry: Entry) -> Entry:
        """The entry as it would read with today's ids of the codes that it is about, or that it says were shown."""
        if not self.after(entry.time):
            return entry

        def renamed(said: dict[str, Any]) -> dict[str, Any]:
            changed: dict[str, Any] = {}
            if isinstance(said.get("code"), str):
                changed["code"] = self.today(said["code"], entry.time)
            for key in ("shown", "hidden"):
                if isinstance(said.get(key), dict):
                    changed[key] = {self.today(code, entry.time): one for code, one in said[key].items()}
            return {**said, **changed}

        return entry.with_words(renamed)
