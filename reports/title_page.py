"""What readers are told before a report begins, and what it is to have: `report:` of study.yaml."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coding.codebook.model import Words, word

Audience = Literal["annex", "reader", "article"]
"""Who gets a report: reviewers, clients and the public, or the readers of a journal."""
Amount = Literal["none", "few", "all"]
"""How many extracts readers get: none, a few typical ones per family of codes, or every one."""
ANNEX = ("corpus", "tables", "typologies", "statements", "exploring", "codebook", "method", "extracts", "texts")
"""The chapters of the report for reviewers; the texts are transcripts beside it."""
READER = ("summary", "corpus", "tables", "typologies", "exploring", "extracts")
"""The chapters of the report for readers; an article has no extracts unless it asks for them."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture for the title page: its bytes, its type (`image/png`), and words for who cannot see it."""

    data: bytes
    media: str
    alt: str

    @property
    def base64(self) -> str:
        """Its bytes as a page holds them."""
        return b64encode(self.data).decode()


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What `report:` in study.yaml says; each is empty where it says nothing.

    `participant` is the template by which extracts name who speaks (`reports/extracts.py`), `logo` the name of a
    picture in the study's folder. `audience`, `only` (chapters), `quotes` and `memos` are what the command takes by
    default. `places` are the lines of the file, by key.
    """

    title: Words = field(default_factory=dict)
    question: Words = field(default_factory=dict)
    organisation: Words = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    date: str = ""
    version: str = ""
    participant: Words = field(default_factory=dict)
    logo: str = ""
    audience: Audience | None = None
    only: tuple[str, ...] = ()
    quotes: Amount | None = None
    memos: bool = False
    places: Mapping[str, str] = field(default_factory=dict, compare=False)

    def said(self, name: str, language: str) -> str:
        """One of `title`, `question`, `organisation`, `participant` in that language."""
        words: Mapping[str, str] = getattr(self, name)
        return word(words, language)
