"""Finding a codebook's patterns in a study: those of tokens by our own matcher, dependencies by spaCy's.

spaCy is imported only for dependencies, and for tokens that are asked for their spelling (`IS_TITLE`, `LIKE_NUM`), that
were not yet run on a text: what was found is kept beside its parse.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from coding.codebook.model import Codebook, Cue
from coding.suggesting.cues.kept_spans import KeptSpans
from coding.suggesting.cues.pattern_rules import require_sound_patterns, slow_pattern
from coding.suggesting.cues.token_matcher import SlowExpression, TokenMatcher, asks_for_spelling
from coding.suggesting.features.token_index import TokenIndex
from corpus.arrays import Int64Array
from corpus.parse.analysis import Analysis, cache_name, rebuild_docs
from corpus.text import Text
from corpus.whole_file import write_whole

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Spans = Int64Array
"""Pairs of tokens, first and last, shape (m, 2)."""


def pattern_key(cue: Cue) -> str:
    """What a pattern's matches are kept under: 16 hexadecimal digits."""
    written = json.dumps([cue.kind, list(cue.pattern)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def match_patterns(
    codebook: Codebook, index: TokenIndex, analyses: Mapping[str, Analysis], kept: KeptSpans, *, cache: Path | None
) -> dict[str, Spans]:
    """Matches of every token and dependency pattern of the codebook, by its key; `kept` has those of tokens.

    Raises BrokenCodebook, with their lines, if patterns are refused or a regular expression takes too long.
    """
    require_sound_patterns(codebook, kind="pattern")
    cues = {pattern_key(cue): cue for code in codebook.codes.values() for cue in code.cues if cue.kind != "phrase"}
    at_once = {key: cue for key, cue in cues.items() if cue.kind == "pattern" and not asks_for_spelling(cue.pattern)}
    matcher = TokenMatcher(index, _flag)
    try:
        found = {key: kept.of(f"pattern {key}", partial(_tokens, matcher, cue)) for key, cue in at_once.items()}
        wanted = {key: cue for key, cue in cues.items() if key not in at_once}
        others = _with_spacy(wanted, codebook, matcher, analyses, cache)
    except SlowExpression as error:
        raise slow_pattern(codebook, str(error)) from None
    return found | {key: _spans(pairs) for key, pairs in others.items()}


def _tokens(matcher: TokenMatcher, cue: Cue) -> Spans:
    return _spans(matcher.find(cue.pattern, _passages(cue, matcher.index)))


def _spans(pairs: list[tuple[int, int]]) -> Spans:
    return np.array(pairs, np.int64).reshape(-1, 2)


def _passages(cue: Cue, index: TokenIndex) -> "set[int] | range":
    """The passages worth running a pattern on: those with every word that a match must have."""
    standing = [set(index.passage[index.exactly(words)].tolist()) for words in _needed(cue)]
    return set.intersection(*standing) if standing else range(index.passages)


def _with_spacy(
    wanted: Mapping[str, Cue],
    codebook: Codebook,
    matcher: TokenMatcher,
    analyses: Mapping[str, Analysis],
    cache: Path | None,
) -> dict[str, list[tuple[int, int]]]:
    """The matches of patterns that need spaCy, from what is kept beside the parses or found now."""
    index = matcher.index
    found: dict[str, list[tuple[int, int]]] = {key: [] for key in wanted}
    search = _Search(matcher)
    for text in index.texts if wanted else ():
        kept_at = cache / cache_name(text).replace(".npz", ".patterns.json") if cache else None
        kept = _kept(kept_at)
        missing = {key: cue for key, cue in wanted.items() if key not in kept}
        if missing:
            search.prepare(codebook)
            kept.update(search.run(missing, text, analyses[text.id]))
            if kept_at:
                _keep(kept_at, kept)
        offset = index.first_token[text.id]
        for key in wanted:
            found[key].extend((first + offset, last + offset) for first, last in kept[key])
    return found


class _Search:
    """Runs dependencies over passages that have every word a pattern cannot do without, each matcher made once."""

    def __init__(self, tokens: TokenMatcher) -> None:
        self.tokens = tokens
        self.candidates: dict[str, set[int] | range] = {}
        self.matchers: dict[tuple[str, str], Any] = {}
        self.sound = False

    def prepare(self, codebook: Codebook) -> None:
        """Refuse what spaCy would stumble over, once, before anything is run."""
        if not self.sound:
            require_sound_patterns(codebook, kind="dependency")
            self.sound = True

    def run(self, cues: Mapping[str, Cue], text: Text, analysis: Analysis) -> dict[str, list[list[int]]]:
        """The matches of these patterns in one text, as tokens of the text."""
        found: dict[str, list[list[int]]] = {key: [] for key in cues}
        to_run: dict[int, list[str]] = {}
        index, offset = self.tokens.index, self.tokens.index.first_token[text.id]
        for key, cue in cues.items():
            if key not in self.candidates:
                self.candidates[key] = _passages(cue, index)
            if cue.kind == "pattern":
                here = [number for number in index.numbers_in(text.id) if number in self.candidates[key]]
                spans = self.tokens.find(cue.pattern, here)
                found[key] = [[first - offset, last - offset] for first, last in spans]
                continue
            for passage in text.passages:
                if index.global_number(text.id, passage.number) in self.candidates[key]:
                    to_run.setdefault(passage.number, []).append(key)
        if not to_run:
            return found
        for number, (first, doc) in rebuild_docs(text, analysis, _vocab(text.language), sorted(to_run)):
            for key in to_run[number]:
                for start, end in self._matches(key, cues[key], text.language, doc):
                    found[key].append([first + start, first + end])
        return found

    def _matches(self, key: str, cue: Cue, language: str, doc: "Doc") -> list[tuple[int, int]]:
        from spacy.matcher import DependencyMatcher

        if (key, language) not in self.matchers:
            matcher: Any = DependencyMatcher(_vocab(language))
            matcher.add(key, [[self._without_expressions(part) for part in cue.pattern]])
            self.matchers[key, language] = matcher
        return sorted((min(nodes), max(nodes)) for _, nodes in self.matchers[key, language](doc))

    def _without_expressions(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """A token of a dependency with the words that a regular expression finds in place of the expression."""
        asked = {name: self.tokens.listed(str(name).upper(), wanted) for name, wanted in part["RIGHT_ATTRS"].items()}
        return {**part, "RIGHT_ATTRS": asked}


def _flag(language: str, word: str, name: str) -> object:
    """What a word's spelling says of it: spaCy's attributes of words without their context."""
    lexeme = _vocab(language)[word]
    return len(word) if name == "LENGTH" else getattr(lexeme, name.lower() + ("_" if name in _SPELLED else ""))


_SPELLED = ("SHAPE", "PREFIX", "SUFFIX")


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
def _vocab(language: str) -> "Vocab":
    """What is known of a language's words, without its tokeniser, which takes long to make."""
    from spacy.util import get_lang_class
    from spacy.vocab import create_vocab

    return create_vocab(language, get_lang_class(language).Defaults)


def load_for_patterns(codebook: Codebook, languages: Iterable[str]) -> None:
    """Load what spaCy is asked for by the codebook's patterns, which takes seconds: for when there is time.

    Raises BrokenCodebook as `match_patterns` does.
    """
    cues = [cue for code in codebook.codes.values() for cue in code.cues if cue.kind != "phrase"]
    if any(cue.kind == "dependency" or asks_for_spelling(cue.pattern) for cue in cues):
        require_sound_patterns(codebook, kind="pattern")
        require_sound_patterns(codebook, kind="dependency")
        for language in sorted(languages):
            _vocab(language)
