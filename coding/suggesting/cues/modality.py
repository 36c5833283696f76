"""Modality: whether a sentence speaks of a hypothesis, reports somebody else's words, or speaks of the past.

It is shown beside a suggestion and lowers nothing: the codebook decides whether such speech is to be coded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from coding.suggesting.cues.phrases import as_words, find_phrase, phrase_pattern
from coding.suggesting.features.token_index import TokenIndex

ModalityKind = Literal["hypothesis", "reported", "past"]

_HYPOTHESIS = (
    "peut-être", "éventuellement", "on pourrait", "il faudrait", "on aimerait", "on envisage", "nous envisageons",
    "à l'étude", "en projet", "si on", "si nous", "si la", "s'il", "un jour", "maybe", "perhaps", "we might",
    "we could", "if we", "would like to", "one day",
)  # fmt: skip
_REPORTED = (
    "on m'a dit", "on nous a dit", "on m'a raconté", "on dit que", "ils disent", "elles disent", "il paraît",
    "paraît-il", "selon", "d'après", "soi-disant", "j'ai entendu", "they say", "they told", "i was told",
    "we were told", "apparently", "according to", "i heard", "people say",
)  # fmt: skip
_PAST = (
    "à l'époque", "autrefois", "auparavant", "jadis", "dans le temps", "à l'origine", "il y a longtemps", "used to",
    "back then", "previously", "formerly", "in the past", "at the time",
)  # fmt: skip
_BEFORE = r"(?<!\ben\s)(?<!\bl['’])avant(?!\s+(?:tout|de|que|le|la|les|même|\d+)(?!\w))(?!\s+[ld]['’])"
""""Avant" as a time gone by: not "avant tout", "avant de", "avant 2020" or "l'avant"."""

_PHRASES: dict[ModalityKind, tuple[str, ...]] = {"hypothesis": _HYPOTHESIS, "reported": _REPORTED, "past": _PAST}


@lru_cache
def _any_of(kind: ModalityKind) -> re.Pattern[str]:
    phrases = phrase_pattern(_PHRASES[kind])
    return as_words(f"{phrases.pattern}|{_BEFORE}") if kind == "past" else phrases


@lru_cache
def _each_of(kind: ModalityKind) -> tuple[re.Pattern[str], ...]:
    """A pattern per phrase, compiled when one of them is first met."""
    before = (as_words(_BEFORE),) if kind == "past" else ()
    return (*before, *(phrase_pattern([phrase]) for phrase in _PHRASES[kind]))


@dataclass(frozen=True, slots=True)
class Modality:
    """Words (tokens `first`–`last`) that say how far what is said is meant as a present fact."""

    kind: ModalityKind
    first: int
    last: int


def modalities_of(index: TokenIndex, begin: int, end: int) -> Iterator[Modality]:
    """Each kind of modality that the tokens `begin`–`end` show, at the first of its phrases as listed here."""
    for kind in _PHRASES:
        if find_phrase(_any_of(kind), index, begin, end) is None:
            continue
        found = (find_phrase(pattern, index, begin, end) for pattern in _each_of(kind))
        first, last = next(tokens for tokens in found if tokens is not None)
        yield Modality(kind, first, last)
