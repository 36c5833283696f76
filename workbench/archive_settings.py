"""`archive:` of study.yaml: what a data archive asks about a study, each with its element in DDI Codebook 2.5."""

from collections.abc import Iterator, Mapping

from corpus.marked_yaml import Marked
from corpus.problem import Problem
from wording.messages import LANGUAGES, tr
from wording.spelling import did_you_mean

DDI: Mapping[str, str] = {
    "abstract": "stdyInfo/abstract",
    "creators": "citation/rspStmt/AuthEnty",
    "funder": "citation/prodStmt/fundAg",
    "keywords": "stdyInfo/subject/keyword",
    "places": "stdyInfo/sumDscr/geogCover",
    "period": "stdyInfo/sumDscr/timePrd",
    "collected": "stdyInfo/sumDscr/collDate",
    "population": "stdyInfo/sumDscr/universe",
    "sampling": "method/dataColl/sampProc",
    "consent": "",
    "access": "dataAccs/useStmt/conditions",
    "contact": "dataAccs/useStmt/contact",
    "licence": "",
}
"""The keys of `archive:`, and where DDI has them below `stdyDscr`; empty where it has no element of its own."""
ArchiveNotes = Mapping[str, Mapping[str, tuple[str, ...]]]
"""What is said of each key, by language; "" where it is said for all languages."""


def read_archive(given: object, marked: Marked) -> tuple[ArchiveNotes, list[Problem]]:
    """What `archive:` says: words, lists of words, or either by language; with every fault as a problem at its line."""
    if given is None:
        return {}, []
    if not isinstance(given, dict):
        example = "archive: {creators: [Anne Roy], access: sur demande}"
        return {}, [Problem(marked.place(("archive",)), tr("write e.g. `{example}`.", example=example))]
    problems = [Problem(marked.place(("archive", key)), fault) for key in given for fault in _faults(key, given[key])]
    if problems:
        return {}, problems
    found = {}
    for key, value in given.items():
        by_language = value if isinstance(value, dict) else {"": value}
        found[key] = {language: _several(words) for language, words in by_language.items() if words is not None}
    return found, []


def said(notes: ArchiveNotes, key: str, language: str) -> tuple[str, ...]:
    """What is said of a key in that language, else for all, else in another; nothing where nothing is said."""
    by_language = notes.get(key, {})
    return by_language.get(language) or by_language.get("") or next(iter(by_language.values()), ())


def _faults(key: object, value: object) -> Iterator[str]:
    if key not in DDI:
        message = tr("unknown setting {key!r}. Choose from: {keys}.", key=key, keys=", ".join(DDI))
        yield message + did_you_mean(str(key), DDI)
    elif isinstance(value, dict):
        if not all(language in LANGUAGES and not isinstance(words, dict) for language, words in value.items()):
            yield tr("{key}: {value!r} is not of the right type.", key=key, value=value)
    elif isinstance(value, bool) or (isinstance(value, list) and any(isinstance(one, dict | list) for one in value)):
        yield tr("{key}: {value!r} is not of the right type.", key=key, value=value)


def _several(value: object) -> tuple[str, ...]:
    several = value if isinstance(value, list) else [value]
    return tuple(words for one in several if (words := str(one).strip()))
