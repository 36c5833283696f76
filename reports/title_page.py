"""What readers are told before a report begins: whose it is, of when, and on which question."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coding.codebook.model import Words, word


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What `report:` in study.yaml says; each is empty where it says nothing.

    `participant` is the template by which extracts name who speaks (`reports/extracts.py`).
    """

    title: Words = field(default_factory=dict)
    question: Words = field(default_factory=dict)
    organisation: Words = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    date: str = ""
    version: str = ""
    participant: Words = field(default_factory=dict)

    def said(self, name: str, language: str) -> str:
        """One of `title`, `question`, `organisation`, `participant` in that language."""
        words: Mapping[str, str] = getattr(self, name)
        return word(words, language)
