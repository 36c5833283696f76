"""The parse of a text by spaCy, cached as plain arrays so that reading it again needs no spaCy.

Importing spaCy and loading a pipeline takes seconds; a study is parsed once and codes are suggested many times. The
name of a cached parse is a hash of the text's characters and passages and the pipeline's name and version.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.array_cache import cache_arrays, cached_arrays
from corpus.arrays import BoolArray, Int32Array
from corpus.parse.pipelines import load, parser_name
from corpus.text import Passage, Text

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

FORMAT = "3"
"""Changes whenever the content of a cached parse changes."""


@dataclass(frozen=True)
class Analysis:
    """The tokens of a text: arrays of the same length n, with one value per token.

    `start` and `end` are code points in the text; `passage` is the passage's index from 0 and `sentence` counts
    through the text from 0; `head` is the index of the syntactic head; `lower`, `lemma`, `pos` and `dep` index
    `strings`.
    """

    start: Int32Array
    end: Int32Array
    passage: Int32Array
    sentence: Int32Array
    head: Int32Array
    lower: Int32Array
    lemma: Int32Array
    pos: Int32Array
    dep: Int32Array
    strings: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.start)


_ARRAYS = ("start", "end", "passage", "sentence", "head", "lower", "lemma", "pos", "dep")


def analyse(
    texts: Sequence[Text],
    *,
    cache: Path,
    jobs: int = 1,
    advance: Callable[[int], None] = lambda _: None,
) -> dict[str, Analysis]:
    """The analysis of every text by id, from `cache` or parsed now by `jobs` processes.

    `advance` is called with the number of characters of each text when it is done.
    """
    analyses: dict[str, Analysis] = {}
    missing: list[Text] = []
    for text in texts:
        cached = _read(cache / cache_name(text))
        if cached is None:
            missing.append(text)
        else:
            analyses[text.id] = cached
            advance(len(text.content))
    for language, unparsed in by_language(missing).items():
        for text, analysis in parsed(unparsed, language, jobs):
            keep(cache, text, analysis)
            analyses[text.id] = analysis
            advance(len(text.content))
    return {text.id: analyses[text.id] for text in texts}


def by_language(texts: Iterable[Text]) -> dict[str, list[Text]]:
    """The texts of each language, in order."""
    found: dict[str, list[Text]] = {}
    for text in texts:
        found.setdefault(text.language, []).append(text)
    return found


def keep(cache: Path, text: Text, analysis: Analysis) -> None:
    """Write down the analysis of a text where `analyse` finds it; raises OSError where it cannot be written."""
    strings = np.frombuffer("\x00".join(analysis.strings).encode(), np.uint8)
    numbers = np.stack([getattr(analysis, name) for name in _ARRAYS])
    cache_arrays(cache / cache_name(text), {"strings": strings, "numbers": numbers})


def analysis_kept(text: Text, cache: Path) -> Analysis | None:
    """The analysis of a text that was parsed before; None where it has to be parsed first. Kept in memory too."""
    return _kept(cache / cache_name(text))


@lru_cache(maxsize=1_024)
def _found(path: Path) -> Analysis:
    found = _read(path)
    if found is None:
        raise LookupError
    return found


def _kept(path: Path) -> Analysis | None:
    try:
        return _found(path)
    except LookupError:
        return None


def cache_name(text: Text) -> str:
    """The name of the file with the cached parse of this text by the installed pipeline."""
    name, version = parser_name(text.language)
    bounds = ",".join(f"{p.start}-{p.end}" for p in text.passages)
    key = f"{FORMAT}/{name}/{version}/{text.sha256}/{bounds}"
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.npz"


def parsed(texts: Sequence[Text], language: str, jobs: int = 1) -> Iterator[tuple[Text, Analysis]]:
    """Each text of a language with its analysis, made now by `jobs` processes."""
    nlp = load(language)
    passages = ((text.quote(p), None) for text in texts for p in text.passages)
    docs = nlp.pipe(passages, as_tuples=True, n_process=jobs, batch_size=64)
    for text in texts:
        yield text, _flatten(text, [next(docs)[0] for _ in text.passages])


def _flatten(text: Text, docs: "Sequence[Doc]") -> Analysis:
    """The parsed passages of a text as one set of arrays."""
    from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, LOWER, POS, SENT_START

    sizes = [len(doc) for doc in docs]
    if not sum(sizes):
        return Analysis(strings=(), **{name: np.zeros(0, np.int32) for name in _ARRAYS})
    raw = np.concatenate(
        [doc.to_array([IDX, LENGTH, HEAD, SENT_START, LOWER, LEMMA, POS, DEP]) for doc in docs if len(doc)]
    )
    raw[:, 5] = np.where(raw[:, 5] == 0, raw[:, 4], raw[:, 5])  # a tokeniser gives no lemmas: use the form
    signed = raw[:, :4].astype(np.int64)
    first_tokens = np.cumsum([0, *sizes[:-1]])
    start = signed[:, 0] + np.repeat([passage.start for passage in text.passages], sizes)
    keys, numbered = np.unique(raw[:, 4:], return_inverse=True)
    strings = docs[0].vocab.strings
    lower, lemma, pos, dep = numbered.reshape(-1, 4).T
    begins = _sentence_starts(signed[:, 3] == 1, raw[:, 4], first_tokens[np.array(sizes) > 0], docs[0])
    columns = {
        "start": start,
        "end": start + signed[:, 1],
        "passage": np.repeat(np.arange(len(docs)), sizes),
        "sentence": np.cumsum(begins) - 1,
        "head": np.arange(len(raw)) + signed[:, 2],
        "lower": lower,
        "lemma": lemma,
        "pos": pos,
        "dep": dep,
    }
    arrays = {name: column.astype(np.int32) for name, column in columns.items()}
    return Analysis(strings=tuple(strings[key] if key else "" for key in keys.tolist()), **arrays)


def analysis_of(doc: "Doc", passages: Sequence[Passage]) -> Analysis:
    """A document that was parsed as a whole, as an analysis of its passages, whose offsets are in `doc.text`.

    Tokens outside the passages are left out. Without a parser, sentences end at punctuation.
    """
    table: dict[str, int] = {}
    columns: dict[str, list[int]] = {name: [] for name in _ARRAYS}
    number, sentence, ended = -1, -1, True
    kept: dict[int, int] = {}
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        at = next((n for n, p in enumerate(passages[max(number, 0) :], max(number, 0)) if start < p.end), None)
        if at is None or start < passages[at].start:
            continue
        begins = at != number or (ended and (token.is_sent_start is not False))
        number, sentence = at, sentence + begins
        ended = token.lower_ in _ENDS
        kept[token.i] = len(columns["start"])
        values = (start, end, at, sentence, token.head.i)
        for name, value in zip(_ARRAYS[:5], values, strict=True):
            columns[name].append(value)
        for name, string in zip(
            _ARRAYS[5:], (token.lower_, token.lemma_ or token.lower_, token.pos_, token.dep_), strict=True
        ):
            columns[name].append(table.setdefault(string, len(table)))
    columns["head"] = [kept.get(head, n) for n, head in enumerate(columns["head"])]
    return Analysis(strings=tuple(table), **{name: np.array(column, np.int32) for name, column in columns.items()})


_ENDS = (*'. ! ? … ; : ... !! ?! ?? .. » ” ) "'.split(), "\n", "\n\n")


def _sentence_starts(parsed: BoolArray, lower: NDArray[Any], first_tokens: NDArray[Any], doc: "Doc") -> BoolArray:
    """Where sentences begin: where the parser says so after a mark that can end one (speech misleads the parser).

    `lower` has the hashes of the tokens in lower case; each passage begins a sentence.
    """
    marks = np.array([doc.vocab.strings[mark] for mark in _ENDS], lower.dtype)
    begins: BoolArray = parsed & np.concatenate([[True], np.isin(lower[:-1], marks)])
    begins[first_tokens] = True
    return begins


def rebuild_docs(
    text: Text, analysis: Analysis, vocab: "Vocab", passages: Sequence[int]
) -> "Iterator[tuple[int, tuple[int, Doc]]]":
    """The parsed Doc of each passage with one of these numbers, with the index of its first token."""
    from spacy.tokens import Doc

    strings = analysis.strings
    for number in passages:
        # A passage's number counts from 1, the array of the analysis from 0.
        first, last = np.searchsorted(analysis.passage, [number - 1, number]).tolist()
        if first == last:
            continue
        tokens = range(first, last)
        doc = Doc(
            vocab,
            words=[text.content[analysis.start[t] : analysis.end[t]] for t in tokens],
            spaces=[text.content[analysis.end[t] : analysis.end[t] + 1] == " " for t in tokens],
            lemmas=[strings[analysis.lemma[t]] for t in tokens],
            pos=[strings[analysis.pos[t]] for t in tokens],
            deps=[strings[analysis.dep[t]] for t in tokens],
            heads=[int(analysis.head[t]) - first for t in tokens],
        )
        yield number, (first, doc)


def _read(path: Path) -> Analysis | None:
    cached = cached_arrays(path) or {}
    numbers = cached.get("numbers")
    if "strings" not in cached or numbers is None or numbers.shape[0] != len(_ARRAYS):
        return None
    strings = cached["strings"].tobytes().decode().split("\x00")
    return Analysis(strings=tuple(strings), **dict(zip(_ARRAYS, numbers, strict=True)))
