"""Contradictions: one code, one case, and two values that cannot both be so, at two places."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from coding.codebook.model import ABSENT, Typology
from coding.records.columns import CodedColumns
from coding.records.replay import Classification
from corpus.amounts import as_amount
from corpus.arrays import Int64Array
from corpus.dates import as_date
from reports.places import line_of_places
from reports.study_material import StudyMaterial

if TYPE_CHECKING:
    from reports.citations import Citations

ContradictionKind = Literal["presence", "class", "value", "degree"]
"""`presence`: recorded as absent here and present there · `class`: two classes of an exclusive typology ·
`value`: two names, numbers or dates · `degree`: two strengths."""

KINDS: tuple[ContradictionKind, ...] = get_args(ContradictionKind)
PRESENT = "present"
"""The value of a coding without a degree, where another says `absent`."""

Longs = Int64Array


@dataclass(frozen=True, slots=True)
class Side:
    """One place that speaks for one value: `position` in `material.codings`, or the classification."""

    value: str
    position: int | None = None
    classification: Classification | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two values or more of one code (or typology) for one case (None: codings that belong to no case).

    `sides` lie in order of text and place, every coding that carries one of the values, in so many different `texts`:
    several values in one text may be a list, in several texts hardly. `one_coder` says that a single coder gave two of
    the values: the material is at odds with itself, not one coder with another.
    """

    code: str
    case: str | None
    kind: ContradictionKind
    sides: tuple[Side, ...]
    texts: int
    one_coder: bool

    @property
    def evidence(self) -> Longs:
        """The positions of the codings on its sides."""
        return np.array([side.position for side in self.sides if side.position is not None], np.int64)

    @property
    def classes(self) -> tuple[Classification, ...]:
        """The classifications on its sides."""
        return tuple(side.classification for side in self.sides if side.classification is not None)

    @property
    def values(self) -> tuple[str, ...]:
        """The values, in the order in which the texts have them, each wording once."""
        return tuple(dict.fromkeys(side.value for side in self.sides))


def contradictions(material: StudyMaterial, kinds: Collection[ContradictionKind] = KINDS) -> list[Contradiction]:
    """Every contradiction of those kinds, by code in the codebook's order, then case in the study's order.

    Values are compared as days or as amounts (`12,5 M€`, in the notation of the text's language) where they read as
    such, else without regard to case and white space. Two
    codings whose places overlap are two readings of one place, which agreement is about, and make no contradiction. A
    class and a class above it agree.
    """
    found = [*_between_values(material), *_between_degrees(material), *_between_classes(material)]
    codes = {code: number for number, code in enumerate((*material.codebook.codes, *material.codebook.typologies))}
    cases = {case: number for number, case in enumerate(material.cases)}

    def rank(item: Contradiction) -> tuple[int, str, int, int]:
        return (
            codes.get(item.code, len(codes)),
            item.code,
            cases.get(item.case or "", len(cases)),
            KINDS.index(item.kind),
        )

    return sorted((item for item in found if item.kind in kinds), key=rank)


def records(found: Sequence[Contradiction], citations: "Citations") -> list[dict[str, Any]]:
    """A line a side, as JSON and CSV have them; `contradiction` numbers those that belong together, from 1."""
    citations.prepare(contradiction.evidence for contradiction in found)
    return [
        {
            "contradiction": number,
            "kind": contradiction.kind,
            "code": contradiction.code,
            "case": contradiction.case,
            "texts": contradiction.texts,
            "one_coder": contradiction.one_coder,
            "value": side.value,
            "text": cited.text,
            "source": citations.material.texts[cited.text].kind if cited.text in citations.material.texts else None,
            "start": cited.start,
            "end": cited.end,
            "quote": cited.quote,
            "speaker": cited.speaker,
            "page": cited.page,
            "coder": cited.coder,
            "entry": cited.entry,
        }
        for number, contradiction in enumerate(found, 1)
        for side, cited in zip(contradiction.sides, citations.of(contradiction), strict=True)
    ]


def _between_values(material: StudyMaterial) -> Iterator[Contradiction]:
    """Those between names, numbers and dates; a code that may have several values contradicts nothing by them."""
    codings = material.codings
    same = _senses(codings, material)
    book = material.codebook.codes
    single = codings.code.mapped(code not in book or not book[code].several for code in codings.code.names) > 0
    having = material.left((codings.value.numbers >= 0) & single)
    names = codings.value
    yield from _between(codings, having, same[having], names.words_at, lambda _: "value")


def _between_degrees(material: StudyMaterial) -> Iterator[Contradiction]:
    """Those between degrees; a coding without a degree speaks for presence where another says `absent`."""
    codings = material.codings
    absent = codings.degree.number(ABSENT)
    denied = np.unique(_subjects(codings)[material.left(codings.degree.numbers == absent)])
    bare = (codings.degree.numbers < 0) & np.isin(_subjects(codings), denied)
    having = material.left((codings.degree.numbers >= 0) | bare)
    numbers = codings.degree.numbers[having]

    def kind(values: Collection[int]) -> ContradictionKind:
        return "presence" if absent in values else "degree"

    def words(positions: Longs) -> list[str]:
        return [degree or PRESENT for degree in codings.degree.words_at(positions)]

    yield from _between(codings, having, numbers, words, kind)


def _between(
    codings: CodedColumns,
    having: Longs,
    numbers: NDArray[Any],
    words: Callable[[Longs], list[str]],
    kind: Callable[[Collection[int]], ContradictionKind],
) -> Iterator[Contradiction]:
    """The contradictions among the codings at `having`, whose values have these numbers."""
    subjects = _subjects(codings)[having]
    starts, ends = line_of_places(codings)
    spans = starts[having], ends[having]
    apart = _apart(subjects, numbers, *spans)
    if not len(apart):
        return
    coders = len(codings.coder.names)
    by_coder = _apart(subjects * coders + codings.coder.numbers[having], numbers, *spans)
    alone = set(np.unique(by_coder // coders).tolist())
    chosen = np.flatnonzero(np.isin(subjects, apart))
    chosen = chosen[np.argsort(subjects[chosen], kind="stable")]
    for group in np.split(chosen, np.flatnonzero(np.diff(subjects[chosen])) + 1):
        where = having[group]
        first = int(where[0])
        yield Contradiction(
            code=codings.code.at(first) or "",
            case=codings.case.at(first),
            kind=kind(set(numbers[group].tolist())),
            sides=tuple(map(Side, words(where), where.tolist())),
            texts=len(set(codings.text.numbers[where].tolist())),
            one_coder=int(subjects[group[0]]) in alone,
        )


def _subjects(codings: CodedColumns) -> Longs:
    """A number a coding for what it is about: its code and its case."""
    cases = len(codings.case.names) + 1
    return codings.code.numbers.astype(np.int64) * cases + codings.case.numbers + 1


def _apart(subjects: Longs, numbers: NDArray[Any], starts: Longs, ends: Longs) -> Longs:
    """The subjects that have two values at two places which share no character.

    Of each value the earliest end and the latest start are enough: two values lie apart if one has ended where the
    other starts.
    """
    order = np.lexsort((numbers, subjects))
    if not len(order):
        return order
    subject, value = subjects[order], numbers[order]
    heads = np.flatnonzero(np.r_[True, (np.diff(subject) != 0) | (np.diff(value) != 0)])
    first_end = np.minimum.reduceat(ends[order], heads)
    last_start = np.maximum.reduceat(starts[order], heads)
    pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    several = np.isin(subject[heads], _repeated(subject[heads]))
    parts = zip(
        subject[heads][several].tolist(), first_end[several].tolist(), last_start[several].tolist(), strict=True
    )
    for name, ended, started in parts:
        pairs[name].append((ended, started))
    return np.array([name for name, spans in pairs.items() if _two_apart(spans)], np.int64)


def _repeated(sorted_values: Longs) -> Longs:
    return np.unique(sorted_values[1:][np.diff(sorted_values) == 0])


def _two_apart(spans: Sequence[tuple[int, int]]) -> bool:
    """Whether of these values (earliest end, latest start) one has ended where another starts."""
    by_end = sorted(range(len(spans)), key=lambda value: spans[value][0])[:2]
    return any(
        spans[ended][0] <= started for value, (_, started) in enumerate(spans) for ended in by_end if ended != value
    )


def _senses(codings: CodedColumns, material: StudyMaterial) -> Int64Array:
    """For each coding a number for what its value says in the language of its text; -1 where it gives none."""
    known: dict[object, int] = {}
    languages = [material.texts[name].language if name in material.texts else "" for name in codings.text.names]
    found = np.full(len(codings), -1, np.int64)
    for language in dict.fromkeys(languages):
        here = codings.text.mapped(one == language for one in languages) > 0
        senses = (_sense(name, language) for name in codings.value.names)
        found[here] = codings.value.mapped(known.setdefault(sense, len(known)) for sense in senses)[here]
    return found


def _sense(written: str, language: str) -> object:
    # Not `folded`: two values that differ by an accent are a difference to be looked at.
    plain = " ".join(unicodedata.normalize("NFKC", written).casefold().replace("’", "'").split()).strip(" .,;:")
    try:
        return as_date(written)
    except ValueError:
        pass
    try:
        return as_amount(plain, language=language)
    except ValueError:
        return plain


def _between_classes(material: StudyMaterial) -> Iterator[Contradiction]:
    """Those between classes: a case may be in one class of a typology only, whatever the places."""
    given: dict[tuple[str, str], list[Classification]] = defaultdict(list)
    for classification in material.classifications:
        given[classification.typology, classification.case].append(classification)
    for (typology_id, case), found in given.items():
        typology = material.codebook.typologies.get(typology_id)
        if _exclude(typology, {c.class_id for c in found}):
            ordered = sorted(found, key=lambda c: (c.place.text, c.place.start, c.place.end, c.time, c.id))
            by_coder = [{c.class_id for c in found if c.coder == coder} for coder in {c.coder for c in found}]
            yield Contradiction(
                code=typology_id,
                case=case,
                kind="class",
                sides=tuple(Side(c.class_id, None, c) for c in ordered),
                texts=len({c.place.text for c in ordered}),
                one_coder=any(_exclude(typology, classes) for classes in by_coder),
            )


def _exclude(typology: Typology | None, classes: Collection[str]) -> bool:
    """Whether two of the classes exclude each other: neither is above the other."""
    above = {one: typology.above(one) if typology else () for one in classes}
    return any(one not in above[other] and other not in above[one] for one, other in combinations(sorted(classes), 2))
