"""Finding a codebook's token and dependency patterns in a study, with spaCy's matchers.

spaCy is imported only for patterns that were not yet run on a text: what was found is kept beside its parse.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coding.codebook import Codebook, Cue
from coding.token_index import TokenIndex
from corpus.analysis import Analysis, cache_name, rebuild_docs
from corpus.text import Text

if TYPE_CHECKING:
    from spacy.language import Language

Spans = NDArray[np.int64]
"""Pairs of tokens, first and last, shape (m, 2)."""


def pattern_key(cue: Cue) -> str:
    """What a pattern's matches are kept under: 16 hexadecimal digits."""
    written = json.dumps([cue.kind, list(cue.pattern)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def match_patterns(
    codebook: Codebook, index: TokenIndex, analyses: Mapping[str, Analysis], *, cache: Path | None
) -> dict[str, Spans]:
    """Matches of every token and dependency pattern of the codebook, by its key."""
    wanted = {pattern_key(c): c for code in codebook.codes.values() for c in code.cues if c.kind != "phrase"}
    found: dict[str, list[tuple[int, int]]] = {key: [] for key in wanted}
    candidates: dict[str, set[int] | None] = {}
    for text in index.texts if wanted else ():
        kept_at = cache / cache_name(text).replace(".npz", ".patterns.json") if cache else None
        kept = _kept(kept_at)
        missing = {key: cue for key, cue in wanted.items() if key not in kept}
        if missing:
            for key in missing:
                if key not in candidates:
                    candidates[key] = _candidates(missing[key], index)
            kept.update(_run(missing, text, analyses[text.id], candidates, index.first_passage[text.id]))
            if kept_at:
                _keep(kept_at, kept)
        offset = index.first_token[text.id]
        for key in wanted:
            found[key].extend((first + offset, last + offset) for first, last in kept[key])
    return {key: np.array(spans, np.int64).reshape(-1, 2) for key, spans in found.items()}


def _candidates(cue: Cue, index: TokenIndex) -> set[int] | None:
    """The passages that have the rarest word the pattern cannot do without; None where it names none."""
    standing = [index.exactly(words) for words in _needed(cue)]
    rarest = min(standing, key=len, default=None)
    return None if rarest is None else set(index.passage[rarest].tolist())


def _needed(cue: Cue) -> Iterator[list[str]]:
    """For each token that a match must have and that is told by form or lemma, what it may be."""
    for part in cue.pattern:
        attributes = part.get("RIGHT_ATTRS", part)
        if part.get("OP", "1") not in ("1", "+"):
            continue
        for name in ("LEMMA", "LOWER"):
            value = attributes.get(name)
            if isinstance(value, str):
                yield [value]
            elif isinstance(value, Mapping) and list(value) == ["IN"]:
                yield [str(word) for word in value["IN"]]


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


def _run(
    cues: Mapping[str, Cue],
    text: Text,
    analysis: Analysis,
    candidates: Mapping[str, set[int] | None],
    first_passage: int,
) -> dict[str, list[list[int]]]:
    """The matches of these patterns in one text, as tokens of the text."""
    found: dict[str, list[list[int]]] = {key: [] for key in cues}
    everywhere = any(candidates[key] is None for key in cues)
    passages = {p for key in cues for p in candidates[key] or ()}
    numbers = [n for n in range(len(text.passages)) if everywhere or n + first_passage in passages]
    if not numbers:
        return found
    nlp = _blank(text.language)
    tokens, trees = _matchers(cues, nlp)
    for first, doc in rebuild_docs(text, analysis, nlp, numbers):
        # spaCy warns of a matcher without patterns, so each is asked only where it has some.
        for match, start, end in tokens(doc) if len(tokens) else ():
            found[nlp.vocab.strings[match]].append([first + start, first + end - 1])
        for match, nodes in trees(doc) if len(trees) else ():
            found[nlp.vocab.strings[match]].append([first + min(nodes), first + max(nodes)])
    return {key: sorted(spans) for key, spans in found.items()}


def _matchers(cues: Mapping[str, Cue], nlp: "Language") -> tuple[Any, Any]:
    from spacy.matcher import DependencyMatcher, Matcher

    tokens, trees = Matcher(nlp.vocab), DependencyMatcher(nlp.vocab)
    for key, cue in cues.items():
        pattern = [[dict(part) for part in cue.pattern]]
        if cue.kind == "pattern":
            tokens.add(key, pattern, greedy="LONGEST")
        else:
            trees.add(key, pattern)
    return tokens, trees


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
