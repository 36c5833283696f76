"""A code's portrait: how often it is used, how strongly, about which cases, beside which codes, in which words."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from coding.codebook.model import ABSENT, word
from corpus.arrays import Int32Array, Int64Array
from reports.explore.cooccurrence import Pair, cooccurrence
from reports.explore.levels import codes_shown
from reports.explore.note import Note
from reports.explore.representative_quotes import representative
from reports.study_material import StudyMaterial
from reports.tables.measures import Groups, Measures

SAMPLE = 2000
"""So many quotes, evenly through the texts, are enough to tell which are typical."""
Longs = Int64Array


@dataclass(frozen=True, slots=True)
class CodeTally:
    """How many codings, texts and cases something has: a degree, a kind of text, a code below, a value given."""

    name: str
    codings: int
    texts: int
    cases: int


@dataclass(frozen=True, slots=True)
class CaseTally:
    """How often the code is about a case, and the strongest degree there (None where none is given)."""

    case: str
    codings: int
    strongest: str | None


@dataclass(frozen=True, slots=True)
class TypicalQuote:
    """A quote that represents many; `position` in `material.codings`."""

    position: int
    text: str
    start: int
    end: int
    quote: str
    code: str
    case: str | None
    speaker: str | None


@dataclass(frozen=True, slots=True)
class CodePortrait:
    """A code with all below it. `n` counts the cases where it is found, of `total`.

    In the cases `absent` it is only recorded as absent; those `unread` nobody has read to the end, and it is not found.
    """

    code: str
    label: str
    definition: str
    whole: CodeTally
    n: int
    total: int
    absent: tuple[str, ...]
    unread: tuple[str, ...]
    suggested: int
    coders: tuple[CodeTally, ...]
    degrees: tuple[CodeTally, ...]
    values: tuple[CodeTally, ...]
    kinds: tuple[CodeTally, ...]
    below: tuple[CodeTally, ...]
    cases: tuple[CaseTally, ...]
    beside: tuple[Pair, ...]
    quotes: tuple[TypicalQuote, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """How quotes are chosen, and what c is."""
        chosen = (Note("explore.note.typical"),) if self.quotes else ()
        return (*chosen, Note("explore.note.c")) if self.beside else chosen

    def records(self) -> list[dict[str, Any]]:
        """A line for the code, then one for each part of its portrait, as JSON and CSV have them."""
        parts = {"coder": self.coders, "degree": self.degrees, "value": self.values, "kind": self.kinds}
        parts["below"] = self.below
        return [
            {
                "what": "code",
                "name": self.code,
                "codings": self.whole.codings,
                "texts": self.whole.texts,
                "n": self.n,
                "N": self.total,
                "absent": list(self.absent),
                "unread": list(self.unread),
                "suggested": self.suggested,
                "definition": self.definition,
            },
            *(
                {"what": what, "name": t.name, "codings": t.codings, "texts": t.texts, "n": t.cases}
                for what, tallies in parts.items()
                for t in tallies
            ),
            *({"what": "case", "name": c.case, "codings": c.codings, "degree": c.strongest} for c in self.cases),
            *(
                {"what": "beside", "name": pair.second, "together": pair.together, "c": round(pair.c, 4)}
                for pair in self.beside
            ),
            *(
                {
                    "what": "quote",
                    "name": quote.code,
                    "case": quote.case,
                    "text": quote.text,
                    "start": quote.start,
                    "end": quote.end,
                    "quote": quote.quote,
                    "speaker": quote.speaker,
                }
                for quote in self.quotes
            ),
        ]


def code_portrait(material: StudyMaterial, code: str, *, quotes: int = 3, beside: int = 8) -> CodePortrait:
    """The portrait of a code with all below it; raises UnknownCode.

    `beside` are the codes outside its subtree that stand in the same passages most strongly, by c.
    """
    entry = material.codebook.code(code)
    mine = np.flatnonzero(codes_shown(material, [code]).numbers >= 0)
    cases = _cases(material, mine)
    absent = tuple(case.case for case in cases if case.strongest == ABSENT)
    found = {case.case for case in cases} - set(absent)
    codings = material.codings
    return CodePortrait(
        code=code,
        label=word(entry.label, material.language) or code,
        definition=word(entry.definition, material.language),
        whole=_tally(material, code, mine),
        n=len(found),
        total=material.total,
        absent=absent,
        unread=tuple(
            c
            for c in material.cases
            if c not in found and c not in absent and not material.is_read(c, material.codebook.subtree(code))
        ),
        suggested=int(codings.suggested[mine].sum()),
        coders=_tallies(material, mine, codings.coder.numbers, codings.coder.names),
        degrees=_degrees(material, mine),
        values=_tallies(material, mine, codings.value.numbers, codings.value.names)[:12],
        kinds=_kinds(material, mine),
        below=_below(material, code),
        cases=cases,
        beside=_beside(material, code, beside),
        quotes=_quotes(material, mine, quotes),
    )


def _tally(material: StudyMaterial, name: str, positions: Longs) -> CodeTally:
    codings = material.codings
    cases = np.unique(codings.case.numbers[positions])
    return CodeTally(name, len(positions), len(np.unique(codings.text.numbers[positions])), int((cases >= 0).sum()))


def _tallies(
    material: StudyMaterial, positions: Longs, numbers: Int32Array, names: tuple[str, ...]
) -> tuple[CodeTally, ...]:
    """A tally for each name the codings have, the most used first."""
    having = positions[numbers[positions] >= 0]
    groups = Groups.by(numbers[having].astype(np.int64), having)
    found = [_tally(material, names[key], at) for key, at in zip(groups.keys.tolist(), groups.slices(), strict=True)]
    return tuple(sorted(found, key=lambda tally: (-tally.codings, tally.name)))


def _degrees(material: StudyMaterial, positions: Longs) -> tuple[CodeTally, ...]:
    """The degrees, the strongest first, in the order of the study's scales."""
    found = _tallies(material, positions, material.codings.degree.numbers, material.codings.degree.names)
    ranks = {degree: rank for scale in material.codebook.scales.values() for rank, degree in enumerate(scale)}
    return tuple(sorted(found, key=lambda tally: -ranks.get(tally.name, -1)))


def _kinds(material: StudyMaterial, positions: Longs) -> tuple[CodeTally, ...]:
    kinds = ("interview", "document")
    texts = material.texts
    column = material.codings.text
    numbers = column.mapped(kinds.index(texts[name].kind) if name in texts else -1 for name in column.names)
    return _tallies(material, positions, numbers, kinds)


def _below(material: StudyMaterial, code: str) -> tuple[CodeTally, ...]:
    """The codes next below, each with all below it, in the codebook's order."""
    children = [child.id for child in material.codebook.codes.values() if child.parent == code]
    return tuple(
        _tally(material, child, np.flatnonzero(codes_shown(material, [child]).numbers >= 0)) for child in children
    )


def _cases(material: StudyMaterial, positions: Longs) -> tuple[CaseTally, ...]:
    """The cases the code is about, in the study's order."""
    codings = material.codings
    about = positions[codings.case.numbers[positions] >= 0]
    groups = Groups.by(codings.case.numbers[about].astype(np.int64), about)
    strongest = Measures(material).strongest(groups)
    names = [codings.case.names[key] for key in groups.keys.tolist()]
    order = {case: number for number, case in enumerate(material.cases)}
    found = [CaseTally(*parts) for parts in zip(names, groups.counts.tolist(), strongest, strict=True)]
    return tuple(sorted(found, key=lambda tally: (order.get(tally.case, len(order)), tally.case)))


def _beside(material: StudyMaterial, code: str, most: int) -> tuple[Pair, ...]:
    """The codes that stand in the same passages, with the code itself as `first`."""
    return tuple(cooccurrence(material, gathered=code).pairs_of(code)[:most])


def _quotes(material: StudyMaterial, positions: Longs, most: int) -> tuple[TypicalQuote, ...]:
    codings = material.codings
    known = np.array([name in material.texts for name in codings.text.names], bool)
    positions = positions[known[codings.text.numbers[positions]]] if len(positions) else positions
    sample = positions[:: max(1, len(positions) // SAMPLE)]
    places = [(codings.text.at(at) or "", int(codings.start[at]), int(codings.end[at])) for at in sample.tolist()]
    written = [material.texts[text].content[start:end] for text, start, end in places]
    chosen = representative(written, [codings.case.at(at) for at in sample.tolist()], most=most)
    found = []
    for at in chosen:
        position, (text, start, end) = int(sample[at]), places[at]
        turn = material.texts[text].turn_at(start)
        found.append(
            TypicalQuote(
                position=position,
                text=text,
                start=start,
                end=end,
                quote=written[at],
                code=codings.code.at(position) or "",
                case=codings.case.at(position),
                speaker=turn.speaker if turn else None,
            )
        )
    return tuple(found)
