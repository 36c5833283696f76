"""Where names stand in a text, in each spelling that is taken for theirs; a longer name comes before a part of it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from wording.spelling import caseless


def pattern_of(names: Iterable[str], *, loose: bool = False) -> re.Pattern[str] | None:
    """A regular expression for the names as whole words, the longest first; None where there is no name.

    If `loose`, names of several words, addresses and numbers are found whatever their capitals; a single word in small
    letters (`petit`) may be no name and is not.
    """
    forms = sorted({form for name in names for form in _forms(name)}, key=lambda form: (-len(form), form))
    if not forms:
        return None

    def written(form: str) -> str:
        words = r"[\s\u00a0]+".join(map(re.escape, form.split()))
        return f"(?i:{words})" if loose and not form.isalpha() else words

    pattern = "|".join(map(written, forms))
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


class StandingNames:
    """Counts names where they stand, but for where they are part of a longer one.

    Names that differ only by capitals are counted as the one that is written there, if it is one of them.
    """

    def __init__(self, names: Iterable[str]) -> None:
        known = list(names)
        self._pattern = pattern_of(known)
        self._exact, self._alike = set(known), {caseless(name): name for name in reversed(known)}

    def counts(self, content: str) -> Counter[str]:
        """How often each name stands in the content."""
        counts: Counter[str] = Counter()
        for found in self._pattern.finditer(content) if self._pattern else ():
            written = unicodedata.normalize("NFC", " ".join(found.group().split()))
            counts[written if written in self._exact else self._alike.get(caseless(written), written)] += 1
        return counts


def _forms(name: str) -> tuple[str, ...]:
    """The name as written, in capitals, and both with their letters taken apart (NFD)."""
    written = (name, name.upper())
    return tuple(dict.fromkeys((*written, *(unicodedata.normalize("NFD", form) for form in written))))
