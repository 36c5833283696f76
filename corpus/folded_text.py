"""A text without accents and capitals, in which every letter knows where it stands in the text itself."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from wording.spelling import folded


@dataclass(frozen=True, slots=True)
class FoldedText:
    """`words` are the characters folded one by one; `begins` is where each character's fold begins, and the end."""

    words: str
    begins: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text (code points) of a stretch of `words`; marks on its last letter belong to it."""
        last = bisect_right(self.begins, end) - 1
        return bisect_right(self.begins, start) - 1, last + (self.begins[last] < end)


@lru_cache(maxsize=1_024)
def folded_text(content: str) -> FoldedText:
    """The characters of a text, folded."""
    folds = {letter: folded(letter) for letter in set(content)}
    if all(len(fold) == 1 for fold in folds.values()):
        return FoldedText("".join([folds[letter] for letter in content]), range(len(content) + 1))
    pieces = [folds[letter] for letter in content]
    return FoldedText("".join(pieces), [0, *accumulate(map(len, pieces))])
