"""Finding a codebook's cues in a study: lemma phrases without spaCy, patterns with its matchers."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coding.codebook import Codebook, Cue
from coding.lexicon import is_telling, light, words_of
from coding.token_index import TokenIndex
from corpus.analysis import Analysis, cache_name, rebuild_docs
from corpus.text import Text

if TYPE_CHECKING:
    from spacy.language import Language

GAP = 3
"""How many other words may stand between two words of a cue ("attire de nouvelles entreprises")."""

Spans = NDArray[np.int64]
"""Pairs of tokens, first and last, shape (m, 2)."""


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
    patterns = _match_patterns(codebook, index, analyses, cache)
    phrases: dict[str, Spans] = {}
    for code in codebook.codes.values():
        for cue in code.cues:
            if cue.kind == "phrase":
                if cue.phrase not in phrases:
                    phrases[cue.phrase] = match_phrase(cue.phrase, index)
                spans = phrases[cue.phrase]
            else:
                spans = patterns.get(_pattern_key(cue), np.zeros((0, 2), np.int64))
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


def _pattern_key(cue: Cue) -> str:
    written = json.dumps([cue.kind, list(cue.pattern)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _match_patterns(
    codebook: Codebook, index: TokenIndex, analyses: Mapping[str, Analysis], cache: Path | None
) -> dict[str, Spans]:
    """Matches of every token and dependency pattern; those of a text are kept beside its parse."""
    wanted = {_pattern_key(c): c for code in codebook.codes.values() for c in code.cues if c.kind != "phrase"}
    if not wanted:
        return {}
    found: dict[str, list[tuple[int, int]]] = {key: [] for key in wanted}
    for text in index.texts:
        kept_at = cache / cache_name(text).replace(".npz", ".patterns.json") if cache else None
        kept = _kept(kept_at)
        missing = {key: cue for key, cue in wanted.items() if key not in kept}
        if missing:
            kept.update(_run_patterns(missing, text, analyses[text.id]))
            if kept_at:
                _keep(kept_at, kept)
        offset = index.first_token[text.id]
        for key in wanted:
            found[key].extend((first + offset, last + offset) for first, last in kept[key])
    return {key: np.array(spans, np.int64).reshape(-1, 2) for key, spans in found.items()}


def _kept(path: Path | None) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8")) if path else {}
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(path: Path, kept: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps(kept), encoding="utf-8")
    partial.replace(path)


@lru_cache(maxsize=2)
def _blank(language: str) -> "Language":
    import spacy

    return spacy.blank(language)


def _run_patterns(cues: Mapping[str, Cue], text: Text, analysis: Analysis) -> dict[str, list[list[int]]]:
    from spacy.matcher import DependencyMatcher, Matcher

    nlp = _blank(text.language)
    tokens, trees = Matcher(nlp.vocab), DependencyMatcher(nlp.vocab)
    for key, cue in cues.items():
        if cue.kind == "pattern":
            tokens.add(key, [[dict(part) for part in cue.pattern]], greedy="LONGEST")
        else:
            trees.add(key, [[dict(part) for part in cue.pattern]])
    found: dict[str, list[list[int]]] = {key: [] for key in cues}
    for first, doc in rebuild_docs(text, analysis, nlp):
        # spaCy warns of a matcher without patterns, so each is asked only where it has some.
        for match, start, end in tokens(doc) if len(tokens) else ():
            found[nlp.vocab.strings[match]].append([first + start, first + end - 1])
        for match, nodes in trees(doc) if len(trees) else ():
            found[nlp.vocab.strings[match]].append([first + min(nodes), first + max(nodes)])
    return {key: sorted(spans) for key, spans in found.items()}


def pattern_fault(cue: Cue) -> str | None:
    """Why spaCy refuses a cue's pattern, in its words; None where it takes it."""
    from spacy.errors import MatchPatternError
    from spacy.matcher import DependencyMatcher, Matcher

    vocab = _blank("fr").vocab
    try:
        if cue.kind == "pattern":
            Matcher(vocab, validate=True).add("cue", [[dict(part) for part in cue.pattern]])
        elif cue.kind == "dependency":
            DependencyMatcher(vocab, validate=True).add("cue", [[dict(part) for part in cue.pattern]])
    except (MatchPatternError, ValueError, KeyError, TypeError) as error:
        return " ".join(str(error).split())
    return None


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
