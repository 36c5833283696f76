"""Coded texts to measure suggestions on, and those of the sample study (public_sets.py reads others)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from coding.codebook.model import Codebook
from corpus.text import Text

Key = tuple[str, int]
"""A text and the number of a passage in it."""

Coded = tuple[str, frozenset[str]]
"""The words of a passage and the codes that people gave it."""


@dataclass(frozen=True)
class CodedSet:
    """Texts, a codebook, and the codes that people gave to passages; `told` says what it is."""

    name: str
    told: str
    texts: list[Text]
    codebook: Codebook
    given: Mapping[Key, frozenset[str]]


def sample_sets(texts: Mapping[str, Text], codebook: Codebook, codings: list[tuple[Key, str]]) -> Iterator[CodedSet]:
    """The sample study with all its codes, and with the 24 commonest codes of the second level. No examples."""
    given: dict[Key, set[str]] = defaultdict(set)
    for key, code in codings:
        given[key].add(code)
    bare = replace(codebook, codes={c: replace(code, examples=()) for c, code in codebook.codes.items()})
    frozen = {key: frozenset(codes) for key, codes in given.items()}
    yield CodedSet("sample", "sample study, 209 codes", list(texts.values()), bare, frozen)
    second = Counter(_second(code) for codes in given.values() for code in codes)
    kept = [code for code, _ in second.most_common() if code in bare.codes and code.count(".") == 1][:24]
    codes = {code: replace(bare.codes[code], parent=None) for code in bare.codes if code in kept}
    merged = {key: frozenset(_second(code) for code in codes_) & set(kept) for key, codes_ in given.items()}
    merged = {key: codes_ for key, codes_ in merged.items() if codes_}
    yield CodedSet("sample-24", "sample study, its 24 commonest codes of the second level", list(texts.values()),
                   replace(bare, codes=codes), merged)  # fmt: skip


def _second(code: str) -> str:
    return ".".join(code.split(".")[:2])
