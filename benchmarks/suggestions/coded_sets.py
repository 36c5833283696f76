"""Coded texts to measure suggestions on: the sample study, and two public sets read from a folder.

The public sets are not part of Glose: `fr-grand-debat-mel` (comments on the questions of a French consultation; the
question is the code, its wording all there is of a codebook) and `qda/taguette-tables` (highlights of English usability
interviews with their codes; the codebook is labels and a sentence each).
"""

import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from coding.codebook.file import load_codebook
from coding.codebook.model import Codebook
from corpus.text import Passage, Text

Key = tuple[str, int]
"""A text and the number of a passage in it."""


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


def public_sets(folder: Path) -> Iterator[CodedSet]:
    """The public sets that lie in the folder."""
    if (folder / "fr-grand-debat-mel").is_dir():
        yield _consultation(folder / "fr-grand-debat-mel")
    if (folder / "qda" / "taguette-tables").is_dir():
        yield _usability(folder / "qda" / "taguette-tables")


def _consultation(folder: Path) -> CodedSet:
    questions = {row["id"]: row["title/fr"].strip() for row in _rows(folder / "debats.csv", ";")}
    rows = [row for row in _rows(folder / "commentaires_debats.csv", ";")
            if row["commentable_type"].endswith("Debate") and len(row["body"].split()) >= 8]  # fmt: skip
    often = {name for name, n in Counter(row["commentable_id"] for row in rows).items() if n >= 8}
    rows = [row for row in rows if row["commentable_id"] in often]
    random.Random(0).shuffle(rows)
    book = _book([(f"d{name}", questions[name], "") for name in sorted(often)], "fr")
    texts, given = [], {}
    for first in range(0, len(rows), 20):
        part = rows[first : first + 20]
        texts.append(text := _text(f"part-{first}", [row["body"] for row in part], "fr"))
        given.update({(text.id, n): frozenset({f"d{row['commentable_id']}"}) for n, row in enumerate(part, 1)})
    return CodedSet("consultation", "French consultation, thin codebook of 24 codes", texts, book, given)


def _usability(folder: Path) -> CodedSet:
    lines = _rows(folder / "codebooks" / "codebook_20220223_6.csv", ",")
    ids = {row["tag"]: re.sub(r"[^a-z0-9]+", "_", row["tag"].lower()).strip("_") for row in lines}
    book = _book([(ids[row["tag"]], row["tag"], row["description"]) for row in lines], "en")
    documents: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for row in _rows(folder / "tags" / "csv" / "all_tags_20220224.csv", ","):
        if row["tag"] in ids and row["content"].strip():
            documents[row["document"]].setdefault(" ".join(row["content"].split()), set()).add(ids[row["tag"]])
    texts, given = [], {}
    for name, passages in documents.items():
        texts.append(text := _text(name, list(passages), "en"))
        given.update({(text.id, n): frozenset(codes) for n, codes in enumerate(passages.values(), 1)})
    return CodedSet("usability", "English usability interviews, thin codebook of 22 codes", texts, book, given)


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _book(codes: list[tuple[str, str, str]], language: str) -> Codebook:
    listed = [{"id": code, "label": label, "definition": definition} for code, label, definition in codes]
    return load_codebook(yaml.safe_dump({"codebook": {"languages": [language]}, "codes": listed}, allow_unicode=True))


def _text(name: str, paragraphs: list[str], language: str) -> Text:
    passages, parts, at = [], [], 0
    for number, paragraph in enumerate(paragraphs, 1):
        words = " ".join(paragraph.split())
        passages.append(Passage(number, at, at + len(words)))
        parts.append(words)
        at += len(words) + 2
    return Text(name, "document", "\n\n".join(parts), language, None, name, "", passages=tuple(passages))
