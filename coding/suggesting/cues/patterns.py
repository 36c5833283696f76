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

from coding.codebook.model import Codebook, Cue
from coding.suggesting.features.token_index import TokenIndex
from corpus.arrays import Int64Array
from corpus.parse.analysis import Analysis, cache_name, rebuild_docs
from corpus.text import Text
from corpus.whole_file import write_whole

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Spans = Int64Array
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
    search = _Search(index)
    for text in index.texts if wanted else ():
        kept_at = cache / cache_name(text).replace(".npz", ".patterns.json") if cache else None
        kept = _kept(kept_at)
        missing = {key: cue for key, cue in wanted.items() if key not in kept}
        if missing:
            kept.update(search.run(missing, text, analyses[text.id]))
            if kept_at:
                _keep(kept_at, kept)
        offset = index.first_token[text.id]
        for key in wanted:
            found[key].extend((first + offset, last + offset) for first, last in kept[key])
    return {key: np.array(spans, np.int64).reshape(-1, 2) for key, spans in found.items()}


class _Search:
    """Runs patterns over passages that have every word a pattern cannot do without, each matcher made once."""

    def __init__(self, index: TokenIndex) -> None:
        self.index = index
        self.candidates: dict[str, set[int] | None] = {}
        self.matchers: dict[tuple[str, str], Any] = {}

    def run(self, cues: Mapping[str, Cue], text: Text, analysis: Analysis) -> dict[str, list[list[int]]]:
        """The matches of these patterns in one text, as tokens of the text."""
        found: dict[str, list[list[int]]] = {key: [] for key in cues}
        to_run: dict[int, list[str]] = {}
        for key, cue in cues.items():
            candidates = self._candidates(key, cue)
            for passage in text.passages:
                if candidates is None or self.index.global_number(text.id, passage.number) in candidates:
                    to_run.setdefault(passage.number, []).append(key)
        if not to_run:
            return found
        for number, (first, doc) in rebuild_docs(text, analysis, _blank(text.language), sorted(to_run)):
            for key in to_run[number]:
                for start, end in self._matches(key, cues[key], text.language, doc):
                    found[key].append([first + start, first + end])
        return found

    def _candidates(self, key: str, cue: Cue) -> set[int] | None:
        """The passages worth running the pattern on; None where it names no word."""
        if key not in self.candidates:
            standing = [set(self.index.passage[self.index.exactly(words)].tolist()) for words in _needed(cue)]
            self.candidates[key] = set.intersection(*standing) if standing else None
        return self.candidates[key]

    def _matches(self, key: str, cue: Cue, language: str, doc: "Doc") -> list[tuple[int, int]]:
        from spacy.matcher import DependencyMatcher, Matcher

        if (key, language) not in self.matchers:
            vocab = _blank(language).vocab
            pattern = [[dict(part) for part in cue.pattern]]
            matcher: Any = Matcher(vocab) if cue.kind == "pattern" else DependencyMatcher(vocab)
            matcher.add(key, pattern, **({"greedy": "LONGEST"} if cue.kind == "pattern" else {}))
            self.matchers[key, language] = matcher
        matches = self.matchers[key, language](doc)
        if cue.kind == "pattern":
            return sorted((start, end - 1) for _, start, end in matches)
        return sorted((min(nodes), max(nodes)) for _, nodes in matches)


def _needed(cue: Cue) -> Iterator[list[str]]:
    """For each token that a match must have and that form or lemma identifies, what it may be."""
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
    write_whole(path, json.dumps(kept))


@lru_cache(maxsize=2)
def _blank(language: str) -> "Language":
    import spacy

    return spacy.blank(language)


def pattern_fault(cue: Cue) -> str | None:
    """Why spaCy refuses a cue's pattern, in its words; None where it takes it."""
    from spacy.errors import MatchPatternError
    from spacy.matcher import DependencyMatcher, Matcher
    from spacy.vocab import Vocab

    # A pattern's form is the same in all languages, and making a French tokeniser takes longer than all of `check`.
    vocab = Vocab()
    try:
        if cue.kind == "pattern":
            Matcher(vocab, validate=True).add("cue", [[dict(part) for part in cue.pattern]])
        elif cue.kind == "dependency":
            DependencyMatcher(vocab, validate=True).add("cue", [[dict(part) for part in cue.pattern]])
    except (MatchPatternError, ValueError, KeyError, TypeError) as error:
        return " ".join(str(error).split())
    return None
