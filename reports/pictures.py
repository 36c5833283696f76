"""The explorations that every report has: codes that meet, cases alike, saturation, and what is missing."""

from collections.abc import Iterator

from coding.codebook.model import label_of
from reports.explore.cooccurrence import Pair, cooccurrence
from reports.explore.drawing import dendrogram_of, network_of, saturation_figure
from reports.explore.missing import gaps
from reports.explore.saturation import saturation
from reports.explore.similarity import NothingToCompare, similarity
from reports.report import FigureItem
from reports.section import Section
from reports.study_material import StudyMaterial
from wording.catalogues import say
from wording.numbers import number

LEVEL = 2
"""Codes are looked at on this level of the book: the families' members, few enough for a picture."""
PAIRS = 15
OFTEN = 2
"""Codes that met once do not make a pattern, however rare each of them is."""


def pictures_of(material: StudyMaterial) -> Iterator[FigureItem | Section]:
    """The explorations, in the order in which they are shown; those for which there is nothing yet are left out."""
    if len(material.codings):
        yield _meetings(material)
        yield from _alike(material)
        yield _saturation(material)
    yield _missing(material)


def _meetings(material: StudyMaterial) -> FigureItem:
    language = material.language
    found = cooccurrence(material, within="passage", level=LEVEL)
    head = tuple(
        say(key, language)
        for key in ("first_code", "second_code", "together", "alone_first", "alone_second", "c", "g2")
    )
    least = OFTEN if found.pairs(OFTEN) else 1
    rows = [_pair(pair, material) for pair in found.pairs(least)[:PAIRS]]
    notes = tuple(note.words(language) for note in found.notes)
    return FigureItem(network_of(found, least=least, language=language), notes, (head, *rows) if rows else ())


def _pair(pair: Pair, material: StudyMaterial) -> tuple[str, ...]:
    language, book = material.language, material.codebook
    counts = (number(n, language) for n in (pair.together, pair.n_first, pair.n_second))
    g2 = "" if pair.g2 is None else number(pair.g2, language, 1)
    names = (label_of(book, pair.first, language), label_of(book, pair.second, language))
    return (*names, *counts, number(pair.c, language, 2), g2)


def _alike(material: StudyMaterial) -> Iterator[FigureItem]:
    try:
        found = similarity(material, level=LEVEL)
    except NothingToCompare:
        return
    notes = tuple(note.words(material.language) for note in found.notes)
    yield FigureItem(dendrogram_of(found, material), notes)


def _saturation(material: StudyMaterial) -> FigureItem:
    found = saturation(material, kind="interview")
    notes = tuple(note.words(material.language) for note in found.notes)
    return FigureItem(saturation_figure(found, material), notes)


def _missing(material: StudyMaterial) -> Section:
    """What the lead should know before sending the report: codes never used, cases and texts without codings."""
    found, language = gaps(material), material.language
    groups = {
        "gap_codes_unused": [label_of(material.codebook, code, language) for code in found.codes_unused],
        "gap_cases_without_code": found.cases_without_code,
        "gap_cases_without_text": found.cases_without_text,
        "gap_texts_without_coding": found.texts_without_coding,
        "gap_texts_without_case": found.texts_without_case,
        "gap_unread": [unread.case for unread in found.unread],
    }
    head = (say("gap", language), "n", say("gap_which", language))
    rows = [
        (say(key, language), number(len(names), language), ", ".join(names) or "–") for key, names in groups.items()
    ]
    return Section(say("gaps", language), rows=(head, *rows))
