"""The versions of each text as a ledger's entries say them, also where copies of a study that differed were merged."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from coding.records.entry import Entry
from coding.records.study_acts import Merged, TextAdded
from corpus.place import Place, QuoteMismatch, verify
from corpus.problem import Problem
from wording.messages import tr


class TextVersions:
    """Which version each text has as the entries come; in a merged ledger two copies' versions stand side by side."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._is_merged = any(entry.kind == Merged.kind for entry in entries)
        added = [entry.says(TextAdded) for entry in entries if entry.kind == TextAdded.kind]
        self._joined = {name for one in added for name in one.joins or ()}
        self._before: dict[str, list[TextAdded]] = defaultdict(list)

    def check(self, entry: Entry, added: TextAdded, place: str) -> Iterator[Problem]:
        """Whether a text is added once and then corrected; entries from before versions were written may be either.

        What another copy of the study added under the same name is sound where it is the same, where a later version
        joins it, and where it goes on from a version that is there.
        """
        before = self._before[added.text]
        before.append(added)
        if self._is_merged and (entry.id in self._joined or self._is_known(added, before[:-1])):
            return
        if added.version == 1 and len(before) > 1:
            yield Problem(place, tr("adds the text {text}, which the study had already.", text=added.text))
        elif added.version not in (None, len(before)):
            message = tr(
                "is version {version} of {text}, which had {there} before.",
                version=added.version,
                text=added.text,
                there=len(before) - 1,
            )
            yield Problem(place, message)

    @staticmethod
    def _is_known(added: TextAdded, before: Sequence[TextAdded]) -> bool:
        return any((one.sha256, one.structure) == (added.sha256, added.structure) for one in before)

    def read_in_another(self, place: Place, contents: Mapping[str, bytes]) -> bool:
        """Whether, in a merged ledger, a quote reads in an earlier version of its text: that of the other copy."""
        return self._is_merged and any(_reads(place, contents.get(one.sha256)) for one in self._before[place.text])


def _reads(place: Place, content: bytes | None) -> bool:
    try:
        verify(place, (content or b"").decode(errors="replace"))
    except QuoteMismatch:
        return False
    return True
