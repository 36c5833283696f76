"""What a study recorded under names that it no longer has: codings and classes that no row or column can show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from wording.catalogues import say, say_number


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Records under a lost name: `n` codings with a code, or about a case, or cases in a class.

    `now` is the code that it may have become.
    """

    kind: Literal["code", "case", "class"]
    name: str
    n: int
    now: str | None = None

    def in_words(self, language: str) -> str:
        """A sentence below a table."""
        now = say("left_over_now", language, now=self.now) if self.now else ""
        return say_number(f"left_over_{self.kind}", self.n, language, name=self.name, now=now)

    def concerns(self, codes: Sequence[str] | None, typologies: Sequence[str]) -> bool:
        """Whether a table of these codes (None: of all) and typologies would show the records, if it could."""
        if self.kind == "case":
            return True
        if self.kind == "class":
            return self.name.partition(".")[0] in typologies
        near = {*_above(self.name), *(_above(self.now) if self.now else ())}
        return codes is None or not near.isdisjoint(codes)


def _above(code: str) -> Iterator[str]:
    """The code's id and those above it."""
    while code:
        yield code
        code = code.rpartition(".")[0]
