"""What a person stated about how a file is to be read, kept with its text, so that a new reading begins from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.problem import shortened
from corpus.speech.speakers import Speakers
from corpus.text import TextKind


@dataclass(frozen=True, slots=True)
class Stated:
    """The statements of one person about one file: None and False where nothing was stated.

    The case, the id and the language are facts of the text itself; the language is here to be shown.
    """

    speakers: Speakers | None = None
    kind: TextKind | None = None
    language: str | None = None
    mend: bool = False

    def over(self, before: "Stated") -> "Stated":
        """What holds where this is stated after `before`: speakers as a whole, the rest one by one."""
        return Stated(
            self.speakers or before.speakers,
            self.kind or before.kind,
            self.language or before.language,
            self.mend or before.mend,
        )

    def as_json(self) -> dict[str, Any] | None:
        """The object that the ledger keeps with the text; None where nothing was stated."""
        speakers = self.speakers
        written: dict[str, Any] = {}
        if speakers and speakers.pattern:
            written["pattern"] = speakers.pattern.pattern
        elif speakers:
            written["speakers"] = speakers.rows()
        if self.kind:
            written["kind"] = self.kind
        if self.language:
            written["language"] = self.language
        if self.mend:
            written["mend"] = True
        return written or None

    @classmethod
    def from_json(cls, written: Mapping[str, Any] | None) -> "Stated":
        """What was stated, from that object; nothing where a text has none, as those from before it was kept."""
        kept = written or {}
        rows = kept.get("speakers", ())
        speakers = Speakers.of_pattern(kept["pattern"]) if kept.get("pattern") else Speakers.of_rows(rows)
        return cls(speakers, kept.get("kind"), kept.get("language"), bool(kept.get("mend")))

    def options(self) -> str:
        """The statements as options of the command line, in one line: `--speakers "H1=respondent" --kind document`."""
        speakers, parts = self.speakers, list[str]()
        if speakers and speakers.pattern:
            parts.append(f"--speakers '{speakers.pattern.pattern}'")
        elif speakers:
            parts.append(f'--speakers "{", ".join(map(_pair, speakers.rows()))}"')
        parts.extend([f"--kind {self.kind}"] if self.kind else [])
        parts.extend([f"--lang {self.language}"] if self.language else [])
        parts.extend(["--mend-letters"] if self.mend else [])
        return " ".join(parts)


def _pair(row: Mapping[str, str]) -> str:
    """A speaker in short: `A=interviewer`, `JD=Jean Dupont (respondent)`."""
    facts = ", ".join(row[key] for key in ("role", "case") if key in row)
    if "name" not in row:
        return f"{shortened(row['label'])}={facts}"
    return f"{shortened(row['label'])}={shortened(row['name'])}" + (f" ({facts})" if facts else "")
