"""Finding a codebook's cues in a study: lemma phrases by index, without spaCy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coding.codebook.model import Codebook, Cue
from coding.suggesting.cues.patterns import Spans, match_patterns, pattern_key
from coding.suggesting.features.lexicon import is_telling, light, words_of
from coding.suggesting.features.token_index import TokenIndex
from corpus.parse.analysis import Analysis

GAP = 3
"""How many other words may stand between two words of a cue ("attire de nouvelles entreprises")."""


@dataclass(frozen=True)
class CueMatches:
    """Where one cue of one code was found."""

    code: str
    cue: Cue
    spans: Spans


def match_cues(
    codebook: Codebook, index: TokenIndex, analyses: Mapping[str, Analysis], *, cache: Path | None
) -> Iterator[CueMatches]:
    """Every cue of the codebook with its matches in the study, codes in order."""
    patterns = match_patterns(codebook, index, analyses, cache=cache)
    phrases: dict[str, Spans] = {}
    for code in codebook.codes.values():
        for cue in code.cues:
            if cue.kind == "phrase":
                if cue.phrase not in phrases:
                    phrases[cue.phrase] = match_phrase(cue.phrase, index)
                spans = phrases[cue.phrase]
            else:
                spans = patterns.get(pattern_key(cue), np.zeros((0, 2), np.int64))
            yield CueMatches(code.id, cue, spans)


def match_phrase(phrase: str, index: TokenIndex) -> Spans:
    """Where the telling words of a phrase follow one another within a sentence, at most GAP words apart."""
    telling = _words_to_find(phrase)
    spans = _match_words(tuple(telling), index)
    if any("-" in word for word in telling):
        parted = tuple(part for word in telling for part in word.split("-") if part)
        spans = np.unique(np.concatenate([spans, _match_words(parted, index, gap=GAP)]), axis=0)
    return spans


def _words_to_find(phrase: str) -> list[str]:
    """The words that a match needs: those that tell something, and numbers ("industrie 4.0")."""
    words = words_of(phrase)
    return [word for word in words if is_telling(word) or word[0].isdecimal()] or words


def _match_words(words: tuple[str, ...], index: TokenIndex, gap: int = GAP) -> Spans:
    if not words:
        return np.zeros((0, 2), np.int64)
    first = last = index.positions(words[0])
    for word in words[1:]:
        if not len(first):
            break
        following = index.positions(word)
        at = np.searchsorted(following, last, side="right")
        within = at < len(following)
        first, last, at = first[within], last[within], at[within]
        reached = following[at]
        near = (reached - last <= gap + 1) & (index.sentence[reached] == index.sentence[last])
        first, last = first[near], reached[near]
    return np.stack([first, last], axis=1) if len(first) else np.zeros((0, 2), np.int64)


def shared_cues(codebook: Codebook) -> dict[str, list[str]]:
    """The phrases that are a cue of more than one code, with those codes, whatever their inflection."""
    owners: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for code in codebook.codes.values():
        for cue in code.cues:
            if cue.kind == "phrase":
                owners.setdefault(tuple(light(word) for word in _words_to_find(cue.phrase)), []).append(
                    (code.id, cue.phrase)
                )
    shared = {}
    for held in owners.values():
        codes = list(dict.fromkeys(code for code, _ in held))
        if len(codes) > 1:
            shared[held[0][1]] = codes
    return shared
