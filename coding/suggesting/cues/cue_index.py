"""Finding a codebook's cues in a study: lemma phrases by index, without spaCy."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from coding.codebook.model import Codebook, Cue
from coding.suggesting.cues.cue_phrase import Part, cue_phrase
from coding.suggesting.cues.kept_spans import KeptSpans
from coding.suggesting.cues.patterns import Spans, match_patterns, pattern_key
from coding.suggesting.features.lexicon import light
from coding.suggesting.features.token_index import TokenIndex
from corpus.arrays import Int64Array
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
    codebook: Codebook,
    index: TokenIndex,
    analyses: Mapping[str, Analysis],
    *,
    cache: Path | None,
    kept: KeptSpans | None = None,
) -> Iterator[CueMatches]:
    """Every cue of the codebook with its matches in the study, codes in order; what is found new is kept at the end."""
    kept = kept or KeptSpans(index, cache)
    patterns = match_patterns(codebook, index, analyses, kept, cache=cache)
    for code in codebook.codes.values():
        for cue in code.cues:
            if cue.kind == "phrase":
                spans = kept.of(f"phrase {cue.phrase}", partial(match_phrase, cue.phrase, index))
            else:
                spans = patterns.get(pattern_key(cue), np.zeros((0, 2), np.int64))
            yield CueMatches(code.id, cue, spans)
    kept.keep()


def match_phrase(phrase: str, index: TokenIndex) -> Spans:
    """Where the parts of a phrase (`cue_phrase`) follow one another within a sentence, at most GAP words apart.

    What a negation in the phrase itself asks for is not looked at: that is for who weighs the match.
    """
    looked_for = cue_phrase(phrase)
    found = [_match_parts(parts, index) for parts in _spellings(looked_for.parts)]
    if looked_for.negators == ("non",):
        found.append(_match_parts((_joined(Part("non"), looked_for.parts[0]), *looked_for.parts[1:]), index))
    spans = np.concatenate(found) if found else np.zeros((0, 2), np.int64)
    return np.unique(spans, axis=0) if len(found) > 1 else spans


def _spellings(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """The parts as they are, with every hyphen as a blank, and with a hyphen for each blank between two words."""
    if not parts:
        return
    yield parts
    parted = tuple(piece for part in parts for piece in _parted(part))
    if len(parted) > len(parts):
        yield parted
    for at in range(len(parts) - 1):
        if parts[at].pattern is None and parts[at + 1].pattern is None and "'" not in parts[at].word:
            yield (*parts[:at], _joined(parts[at], parts[at + 1]), *parts[at + 2 :])


def _parted(part: Part) -> list[Part]:
    """The words between the hyphens of a word."""
    return [part] if part.pattern else [Part(word) for word in part.word.split("-") if word]


def _joined(first: Part, second: Part) -> Part:
    return Part(f"{first.word}-{second.word}")


def _match_parts(parts: tuple[Part, ...], index: TokenIndex, gap: int = GAP) -> Spans:
    first, last = _occurrences(parts[0], index)
    for part in parts[1:]:
        if not len(first):
            break
        starts, ends = _occurrences(part, index)
        at = np.searchsorted(starts, last, side="right")
        within = at < len(starts)
        first, last, at = first[within], last[within], at[within]
        reached = starts[at]
        near = (reached - last <= gap + 1) & (index.sentence[reached] == index.sentence[last])
        first, last = first[near], ends[at][near]
    return np.stack([first, last], axis=1) if len(first) else np.zeros((0, 2), np.int64)


def _occurrences(part: Part, index: TokenIndex) -> tuple[Int64Array, Int64Array]:
    """The first and the last tokens of each place where a part stands, in order."""
    if part.pattern is None:
        tokens = index.positions(part.word)
        return tokens, tokens
    spans = index.spans_of(re.compile(part.pattern, re.IGNORECASE))
    return spans[:, 0], spans[:, 1]


def shared_cues(codebook: Codebook) -> dict[str, list[str]]:
    """The phrases that are a cue of more than one code, with those codes, whatever their inflection."""
    owners: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for code in codebook.codes.values():
        for cue in code.cues:
            if cue.kind == "phrase":
                key = tuple(light(word) for word in cue_phrase(cue.phrase).key)
                owners.setdefault(key, []).append((code.id, cue.phrase))
    shared = {}
    for held in owners.values():
        codes = list(dict.fromkeys(code for code, _ in held))
        if len(codes) > 1:
            shared[held[0][1]] = codes
    return shared
