"""Texts for IRaMuTeQ and Alceste: each opens with a line of stars and variables, `**** *case_nice *role_other`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wording.spelling import folded

_STARS = "****"


@dataclass(frozen=True, slots=True)
class StarredText:
    """One text with its variables: names and values in any writing; a value may be several."""

    words: str
    variables: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


def iramuteq(texts: Iterable[StarredText]) -> str:
    """The corpus. Variables keep letters a–z, digits and `_`; what the program would read as stars is taken away."""
    parts = []
    for text in texts:
        named = " ".join(
            f"*{_plain(name)}_{_plain(value)}"
            for name, values in text.variables.items()
            for value in ((values,) if isinstance(values, str) else values)
            if _plain(value)
        )
        words = re.sub(r"[ \t]+", " ", re.sub(r"\*+", " ", text.words)).strip()
        parts.append(f"{_STARS} {named}\n{words}\n")
    return "\n".join(parts)


def _plain(written: str) -> str:
    """The words as the name of a variable: small letters without accents, joined by nothing that means something."""
    return re.sub(r"[^a-z0-9]+", "", folded(written))
