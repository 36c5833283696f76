"""What texts are called where there is little room: their case, and the rest of their name where a case has several."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.text import Text


def short_names(ids: Sequence[str], texts: Mapping[str, Text]) -> dict[str, str]:
    """A name for each text: `Nice`, or `Nice, strategie` where several of these texts are of the case.

    No two are alike: a text whose name would be another's keeps its id.
    """
    cases = {name: texts[name].case for name in ids if name in texts}
    several = Counter(case for case in cases.values() if case)
    names = {}
    for name in ids:
        case = cases.get(name)
        if not case:
            names[name] = name
        elif several[case] == 1:
            names[name] = case
        else:
            rest = _rest(name, case)
            names[name] = f"{case}, {rest}" if rest else name
    taken = Counter(names.values())
    return {name: short if taken[short] == 1 else name for name, short in names.items()}


def _rest(name: str, case: str) -> str:
    """The words of the name that are not the case's."""
    known = set(_words(case))
    return " ".join(word for word in re.split(r"[-_. ]+", name) if word and _plain(word) not in known)


def _words(text: str) -> list[str]:
    return [_plain(word) for word in re.split(r"[\W_]+", text) if word]


def _plain(word: str) -> str:
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))
