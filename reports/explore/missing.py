"""Gaps: what is not coded, not read, or about no case, and therefore carries no finding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from reports.explore.note import Note
from reports.study_material import StudyMaterial
from reports.tables.axis import path


@dataclass(frozen=True, slots=True)
class UnreadCase:
    """A case of which something is unread: its texts not read to the end, and the codes not found in it so far.

    Of each of these `cells` nobody can say yet that the code is missing. A case without any text has no `texts`.
    """

    case: str
    texts: tuple[str, ...]
    cells: int


@dataclass(frozen=True, slots=True)
class MissingCodings:
    """What is missing. Codes count with what is below them; `outdated` are codes of codings that the codebook lost."""

    codes_unused: tuple[str, ...]
    codes_without_case: tuple[str, ...]
    outdated: Mapping[str, int]
    cases_without_code: tuple[str, ...]
    cases_without_text: tuple[str, ...]
    texts_without_coding: tuple[str, ...]
    texts_without_case: tuple[str, ...]
    codings_without_case: int
    unread: tuple[UnreadCase, ...]
    codes: int
    cases: int

    @property
    def notes(self) -> tuple[Note, ...]:
        """What an unread cell is."""
        cells = sum(case.cells for case in self.unread)
        return (Note("explore.note.unread", {"cells": cells, "all": self.codes * self.cases}),) if cells else ()

    def records(self) -> list[dict[str, Any]]:
        """A line a gap, as JSON and CSV have them: what it is, and the code, case or text that has it."""
        return [
            *({"gap": "code_unused", "code": code} for code in self.codes_unused),
            *({"gap": "code_without_case", "code": code} for code in self.codes_without_case),
            *({"gap": "code_outdated", "code": code, "codings": n} for code, n in self.outdated.items()),
            *({"gap": "case_without_code", "case": case} for case in self.cases_without_code),
            *({"gap": "case_without_text", "case": case} for case in self.cases_without_text),
            *({"gap": "text_without_coding", "text": text} for text in self.texts_without_coding),
            *({"gap": "text_without_case", "text": text} for text in self.texts_without_case),
            *({"gap": "cells_unread", "case": c.case, "cells": c.cells, "texts": list(c.texts)} for c in self.unread),
            {"gap": "codings_without_case", "codings": self.codings_without_case},
        ]


def gaps(material: StudyMaterial) -> MissingCodings:
    """Codes never used or never about a case, cases and texts without a coding, and what is still unread."""
    book, codings = material.codebook, material.codings
    used = _with_above(codings.code.names[number] for number in np.unique(codings.code.numbers))
    about = codings.case.numbers >= 0
    placed = _with_above(codings.code.names[number] for number in np.unique(codings.code.numbers[about]))
    coded_cases = {codings.case.names[number] for number in np.unique(codings.case.numbers[about])}
    coded_cases |= {classification.case for classification in material.classifications}
    coded_texts = {codings.text.names[number] for number in np.unique(codings.text.numbers)}
    coded_texts |= {classification.place.text for classification in material.classifications}
    counts = np.bincount(codings.code.numbers, minlength=len(codings.code.names)).tolist()
    lost = {code: n for code, n in zip(codings.code.names, counts, strict=True) if n and code not in book.codes}
    return MissingCodings(
        codes_unused=tuple(code for code in book.codes if code not in used),
        codes_without_case=tuple(code for code in book.codes if code in used and code not in placed),
        outdated=lost,
        cases_without_code=tuple(case for case in material.cases if case not in coded_cases),
        cases_without_text=tuple(case for case in material.cases if not material.texts_of.get(case)),
        texts_without_coding=tuple(text for text in material.texts if text not in coded_texts),
        texts_without_case=tuple(text.id for text in material.texts.values() if not text.cases),
        codings_without_case=int((~about).sum()),
        unread=_unread(material),
        codes=len(book.codes),
        cases=len(material.cases),
    )


def _read_for_each(material: StudyMaterial) -> dict[str, frozenset[str]]:
    """For each code the texts read to the end by people who looked for it and for those below it."""
    reopened = _with_above(code for one in material.occasions for code in one.codes)
    return {
        code: material.read_for(material.codebook.subtree(code)) if code in reopened else material.read_texts
        for code in material.codebook.codes
    }


def _with_above(codes: Iterable[str]) -> set[str]:
    """The codes and every code above them."""
    return {above for code in codes for above in path(code)}


def _unread(material: StudyMaterial) -> tuple[UnreadCase, ...]:
    """The cases of which something is unread, the most cells first."""
    codings, book = material.codings, material.codebook
    width = len(codings.case.names)
    about = codings.case.numbers >= 0
    pairs = np.unique(codings.code.numbers[about].astype(np.int64) * width + codings.case.numbers[about]).tolist()
    coded: dict[str, set[str]] = {case: set() for case in material.cases}
    for pair in pairs:
        case = codings.case.names[pair % width]
        if case in coded:
            coded[case].update(path(codings.code.names[pair // width]))
    read = _read_for_each(material)
    found = []
    for case in material.cases:
        texts = material.texts_of.get(case, ())
        lacking = [code for code in book.codes if code not in coded[case]]
        open_ones = [code for code in lacking if not texts or not read[code].issuperset(texts)]
        unread = tuple(text for text in texts if any(text not in each for each in {read[code] for code in open_ones}))
        if open_ones:
            found.append(UnreadCase(case, unread, len(open_ones)))
    return tuple(sorted(found, key=lambda unread: -unread.cells))
