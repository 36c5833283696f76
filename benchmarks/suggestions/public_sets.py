"""Public coded corpora, read as their authors published them, from wherever they lie in a folder.

Nothing of them is part of Glose. docs/benchmarks.md names the places, the licences and how to fetch them; each is found
by the name of one of its files. Their codebooks are thin: labels, and where the authors publish one, a sentence.
"""

import csv
import json
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import yaml

from benchmarks.suggestions.coded_sets import Coded, CodedSet, Key
from benchmarks.suggestions.sessions import CUES, sessions
from coding.codebook.file import load_codebook
from coding.codebook.model import Codebook, Cue
from corpus.text import Passage, Text

_TOGETHER = 20
"""How many short passages that belong to no longer text are put into one, as a coder would read them."""
_LEAST = 10
"""Codes given less often are left out: nothing can be learned or measured on them."""

_SPEECH_CODES = {
    "Immigration": "immigrés, étrangers, asile, réfugiés",
    "Démocratie": "assemblée, parlement, vote, élections, institutions démocratiques",
    "Progrès": "avancées économiques, technologiques ou sociales, progressisme, mondialisation",
    "Égalité": "égalité des chances et des droits, lutte contre les inégalités",
    "Nation": "la France, la nation française, ses symboles, sa culture, son peuple",
    "Autorité": "autorité, centralisation du pouvoir, importance du gouvernement, ordre",
    "Tradition": "valeurs, traditions, coutumes, identité, famille, valeurs de la République",
    "Ecologie": "écologie, environnement, ressources naturelles, climat, développement durable",
    "Tech": "technologie, innovation, son apport à l'économie et à la société",
    "Ue": "Union européenne, Europe, mentionnée de façon positive",
    "Soc": "politiques sociales : redistribution, aides, allocations, salaire minimum, assurance maladie, retraites",
    "Travail": "importance du travail et des travailleurs, emploi",
}
"""The codes of the speeches, each with a sentence that sums up the authors' instruction to their coders.

`Prodem` is left out: its instruction is that of `Démocratie`, word for word.
"""


def public_sets(folders: Iterable[Path]) -> Iterator[CodedSet]:
    """The public sets that lie anywhere in the folders, always in the same order."""
    places = list(folders)
    for marker, read in _READERS.items():
        found = sorted(path for folder in places for path in folder.rglob(marker))
        if found:
            yield from read(found[0])


def _consultation(path: Path) -> Iterator[CodedSet]:
    questions = {row["id"]: row["title/fr"].strip() for row in _rows(path.parent / "debats.csv", ";")}
    rows = [row for row in _rows(path, ";")
            if row["commentable_type"].endswith("Debate") and len(row["body"].split()) >= 8]  # fmt: skip
    often = {name for name, n in Counter(row["commentable_id"] for row in rows).items() if n >= 8}
    rows = [row for row in rows if row["commentable_id"] in often]
    random.Random(0).shuffle(rows)
    codes = [(f"d{name}", questions[name], "") for name in sorted(often)]
    passages = [(row["body"], frozenset({f"d{row['commentable_id']}"})) for row in rows]
    yield _set("consultation", "French consultation", "fr", codes, _in_parts("part", passages), least=1)


def _usability(path: Path) -> Iterator[CodedSet]:
    lines = _rows(path.parents[2] / "codebooks" / "codebook_20220223_6.csv", ",")
    ids = {row["tag"]: _id(row["tag"]) for row in lines}
    documents: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for row in _rows(path, ","):
        if row["tag"] in ids and row["content"].strip():
            documents[row["document"]].setdefault(_plain(row["content"]), set()).add(ids[row["tag"]])
    codes = [(ids[row["tag"]], row["tag"], row["description"]) for row in lines]
    texts = {name: [(words, frozenset(c)) for words, c in found.items()] for name, found in documents.items()}
    yield _set("usability", "English usability interviews", "en", codes, texts, least=1)


def _sessions(path: Path) -> Iterator[CodedSet]:
    codes, found = sessions(path)
    texts = {text.id: coded for text, coded in found}
    made = [text for text, _ in found]
    thin = _set("sessions", "English usability interviews, whole, with their tasks", "en", codes, texts, made=made)
    yield thin
    cued = {id_: replace(code, cues=tuple(Cue("phrase", phrase) for phrase in CUES[code.label["en"]].split("|")))
            for id_, code in thin.codebook.codes.items()}  # fmt: skip
    told = f"the same with cues, written from the descriptions of the {len(cued)} codes"
    yield replace(thin, name="sessions-cues", told=told, codebook=replace(thin.codebook, codes=cued))


def _edge(path: Path) -> Iterator[CodedSet]:
    book = path.with_name(path.name.replace("quotation_export", "codebook_full"))
    themes = [row["Code"] for row in _rows(book, ";") if row["Code Group 1"] == "Themes"]
    codes = [(f"t{name}", words, "") for name, words in (_theme(theme) for theme in themes)]
    passages = []
    for row in _rows(path, ";"):
        given = frozenset(f"t{number}" for number in re.findall(r"\bT(\d+)(?:\.| –)", row["Codes"]))
        passages.append((row["Text Content"].strip('"'), given))
    yield _set("edge", "English open-source documents", "en", codes, _in_parts("part", passages))


def _theme(label: str) -> tuple[str, str]:
    number, words = re.split(r"[.\s–]+", label.removeprefix("T"), maxsplit=1)
    return number, words


def _climate(path: Path) -> Iterator[CodedSet]:
    named = _rows(path.with_name("label_mapping_second_coder_canonical.csv"), ",")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for language, told in (("fr", "French newspapers on the climate"), ("en", "Canadian newspapers on the climate")):
        codes = []
        for row in named:
            code = row["technical_label_en"].replace("Solutions_", "Solution_")
            if not code.endswith("_SUB") or code.startswith("Messenger"):
                continue  # who speaks, the tone, and the heads of families are not what is said
            french = row["second_coder_label_fr"].replace("des CC", "du changement climatique")
            french = french.replace("les CC", "le changement climatique").replace("aux CC", "au changement climatique")
            label, definition = (french, "") if language == "fr" else (row["readable_label_en"], row["description"])
            codes.append((_id(code), label, definition))
        ids = {code for code, _, _ in codes}
        own = [row for row in rows if row["meta"]["language"] == language.upper()]
        own.sort(key=lambda row: (_id(row["meta"]["media"]), row["meta"]["date"], row["meta"]["doc_ID"], row["id"]))
        texts: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for paper, rows_ in groupby(own, key=lambda row: _id(row["meta"]["media"])):
            texts |= _in_parts(paper, [(row["text"], frozenset(map(_id, row["label"])) & ids) for row in rows_])
        yield _set(f"climate-{language}", told, language, codes, texts)


def _speeches(path: Path) -> Iterator[CodedSet]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows.sort(key=lambda row: (row["meta"]["date"], row["meta"]["doc_ID"], int(row["meta"]["sentence_id"])))
    texts: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for row in rows:
        given = {label.removesuffix(" Detection") for label in row["label"] if label.endswith(" Detection")}
        texts[f"speech-{row['meta']['doc_ID']}"].append((row["text"], frozenset(map(_id, given & set(_SPEECH_CODES)))))
    codes = [(_id(name), name, definition) for name, definition in _SPEECH_CODES.items()]
    yield _set("speeches", "French government speeches", "fr", codes, texts)


_READERS: dict[str, Callable[[Path], Iterator[CodedSet]]] = {
    "commentaires_debats.csv": _consultation,
    "all_tags_20220224.csv": _usability,
    "SERDIF_P2_ThematicAnalysis.sqlite3": _sessions,
    "20250914_quotation_export.csv": _edge,
    "Annotated_sentences.jsonl": _climate,
    "verification_annotation.jsonl": _speeches,
}


def _in_parts(name: str, passages: Sequence[Coded]) -> dict[str, list[Coded]]:
    return {f"{name}-{at}": list(passages[at : at + _TOGETHER]) for at in range(0, len(passages), _TOGETHER)}


def _set(
    name: str,
    told: str,
    language: str,
    codes: Sequence[tuple[str, str, str]],
    texts: dict[str, list[Coded]],
    *,
    least: int = _LEAST,
    made: list[Text] | None = None,
) -> CodedSet:
    """A set of these texts (`made` where they have turns) with the codes that were given at least `least` times."""
    often = Counter(code for passages in texts.values() for _, given in passages for code in given)
    kept = [code for code in codes if often[code[0]] >= least]
    ids = {code for code, _, _ in kept}
    written = [_text(text, [words for words, _ in passages], language) for text, passages in texts.items()]
    given: dict[Key, frozenset[str]] = {}
    for text, passages in texts.items():
        given |= {(text, n): codes_ & ids for n, (_, codes_) in enumerate(passages, 1) if codes_ & ids}
    told = f"{told}, thin codebook of {len(kept)} codes"
    return CodedSet(name, told, made or written, _book(kept, language), given)


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _id(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", "_", plain).strip("_")


def _plain(words: str) -> str:
    return " ".join(words.split())


def _book(codes: Sequence[tuple[str, str, str]], language: str) -> Codebook:
    listed = [{"id": code, "label": label, "definition": definition} for code, label, definition in codes]
    return load_codebook(yaml.safe_dump({"codebook": {"languages": [language]}, "codes": listed}, allow_unicode=True))


def _text(name: str, paragraphs: list[str], language: str) -> Text:
    passages, parts, at = [], [], 0
    for number, paragraph in enumerate(paragraphs, 1):
        words = _plain(paragraph)
        passages.append(Passage(number, at, at + len(words)))
        parts.append(words)
        at += len(words) + 2
    return Text(name, "document", "\n\n".join(parts), language, None, name, "", passages=tuple(passages))
