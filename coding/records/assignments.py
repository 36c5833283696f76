"""Who is to code which text now, blind or not, and which texts were opened up: what the entries amount to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coding.records.assigning import Pair, TextOpened, TextsAssigned
from coding.records.entry import Entry
from coding.records.undoing import not_undone


@dataclass(frozen=True, slots=True)
class Assigned:
    """That a coder is to code a text: blind or not, since when (UTC, ISO 8601), handed out by whom, opened up when."""

    text: str
    coder: str
    blind: bool
    since: str
    by: str
    opened: str | None = None


@dataclass(frozen=True, slots=True)
class Assignments:
    """What is handed out now: by text, each of its coders. `first_by` is who handed out first, if anybody did."""

    by_text: Mapping[str, Mapping[str, Assigned]] = field(default_factory=dict)
    first_by: str | None = None

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Assignments":
        """What these entries amount to, whatever order they come in: of several on a text and coder the latest holds.

        What is handed out again just as it was stays as it was, also where it was opened up.
        """
        standing = sorted(not_undone(entries), key=lambda entry: (entry.time, entry.id))
        acts = [entry for entry in standing if entry.kind == "assign"]
        pairs: dict[Pair, Assigned] = {}
        for entry in acts:
            said = entry.says(TextsAssigned)
            for pair in said.taken:
                pairs.pop(pair, None)
            for text, coder in said.given:
                if (text, coder) in pairs and pairs[text, coder].blind == said.blind:
                    continue
                pairs[text, coder] = Assigned(text, coder, said.blind, entry.time, entry.coder)
        opened = _opened(entry for entry in standing if entry.kind == "open")
        by_text: dict[str, dict[str, Assigned]] = {}
        for (text, coder), one in pairs.items():
            when = max((time for time in opened.get((text, coder), ()) if time >= one.since), default=None)
            by_text.setdefault(text, {})[coder] = Assigned(text, coder, one.blind, one.since, one.by, when)
        return cls(by_text, acts[0].coder if acts else None)

    def coders_of(self, text: str) -> Mapping[str, Assigned]:
        """Who is to code the text, in the order they got it."""
        return self.by_text.get(text, {})

    def texts_of(self, coder: str) -> list[str]:
        """The texts that a coder is to code."""
        return [text for text, coders in self.by_text.items() if coder in coders]

    def blind(self, text: str) -> bool:
        """Whether several are to code the text, blind, and not all of them were shown what the others said."""
        coders = self.coders_of(text).values()
        return len(coders) > 1 and any(one.blind for one in coders) and any(one.opened is None for one in coders)

    def closed(self, finished: Mapping[str, Iterable[str]]) -> frozenset[str]:
        """The texts still blind, given who has read each to the end: those that not all of their coders have."""
        blind = (text for text in self.by_text if self.blind(text))
        return frozenset(text for text in blind if not set(self.by_text[text]) <= set(finished.get(text, ())))


def _opened(entries: Iterable[Entry]) -> dict[Pair, list[str]]:
    """When each coder of a text was shown what the others said."""
    found: dict[Pair, list[str]] = {}
    for entry in entries:
        said = entry.says(TextOpened)
        for coder in said.coders:
            found.setdefault((said.text, coder), []).append(entry.time)
    return found
