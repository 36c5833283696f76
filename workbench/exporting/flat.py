"""A study as flat tables for people who count: codings, decisions, texts, passages, and matrices."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from coding.codebook.model import ABSENT, label_of
from coding.records.replay import Coding, Rejection
from corpus.attributes import as_number, type_attributes
from corpus.cases import attributes_of
from corpus.characters import WORD
from corpus.text import Text, Whereabouts
from reports.formats.flat_workbook import ColumnKind, FlatTable, Row
from workbench.exporting.choice import Exported

_KINDS: Mapping[str, ColumnKind] = {
    **dict.fromkeys(("start", "end", "turn", "passage", "page", "words", "characters"), "whole"),
    **dict.fromkeys(("passages", "passages_read", "codings"), "whole"),
    **dict.fromkeys(("from_suggestion", "read"), "truth"),
    "time": "moment",
}
"""What the columns of the tables hold that are no words."""
_LEADING_ZERO = re.compile(r"[-+−]?0\d")


def flat_tables(exported: Exported) -> Iterator[FlatTable]:
    """All tables: `codings`, `decisions`, `texts`, `passages`, `cases_codes`, `cases_degrees`, `passages_codes`.

    In the matrices a code counts for the codes above it as well; 1 is coded, 0 read and not coded, empty not read. They
    hold what tables count; the other tables what everybody coded.
    """
    yield _codings(exported)
    yield _decisions(exported)
    yield _texts(exported)
    yield _passages(exported)
    yield from _by_case(exported)
    yield _by_passage(exported)


def chosen_tables(exported: Exported, names: Sequence[str] = ()) -> list[FlatTable]:
    """The tables of these names; all where none is named."""
    return [table for table in flat_tables(exported) if not names or table.name in names]


def beyond_a_sheet(exported: Exported, names: Sequence[str] = ()) -> list[FlatTable]:
    """Those that a workbook leaves out: what no sheet holds, and matrices that nobody could open."""
    return [table for table in chosen_tables(exported, names) if not table.fits_a_sheet]


def _codings(exported: Exported) -> FlatTable:
    language = exported.study.settings.language
    attributes = attributes_of(exported.cases, {}, language)
    heads = (
        *("text", "start", "end", "quote", "code", "label", "path", "degree", "value", "case"),
        *("speaker", "role", "turn", "timestamp", "passage", "page", "heading"),
        *("coder", "time", "from_suggestion", "memo", "entry"),
        *(f"case_{name}" for name in attributes),
    )

    @cache
    def path(code: str) -> tuple[str, str]:
        above = [label_of(exported.codebook, above, language) for above in _path(code)]
        return above[-1], " > ".join(above)

    @cache
    def about(case: str | None) -> Row:
        known = exported.cases[case].attributes if case and case in exported.cases else {}
        return [attribute.plain(known.get(name, "")) or None for name, attribute in attributes.items()]

    def rows() -> Iterator[Row]:
        where = {name: Whereabouts(text) for name, text in exported.texts.items()}
        for coding in exported.codings:
            text, place = exported.texts[coding.place.text], coding.place
            turn, passage = where[text.id].of(place.start, place.end)
            yield (
                *(text.id, place.start, place.end, place.quote, coding.code),
                *(*path(coding.code), coding.degree, coding.value, coding.case),
                *((turn.speaker, turn.role, turn.number, turn.timestamp) if turn else (None, None, None, None)),
                *((passage.number, passage.page, passage.heading) if passage else (None, None, None)),
                *(coding.coder, coding.time, int(coding.suggested), coding.memo, coding.id),
                *about(coding.case),
            )

    kinds = {
        f"case_{name}": _kind(one.plain(case.attributes.get(name, "")) for case in exported.cases.values())
        for name, one in attributes.items()
    }
    return FlatTable("codings", heads, len(exported.codings), rows, kinds={**_KINDS, **kinds})


def _decisions(exported: Exported) -> FlatTable:
    """Codings and refusals in the order in which they were made: `decision` is accept, code or reject."""
    heads = ("time", "decision", "coder", "text", "start", "end", "quote", "code", "reason", "entry")
    made: list[Coding | Rejection] = [*exported.codings, *exported.rejections]

    def rows() -> Iterator[Row]:
        for one in sorted(made, key=lambda one: (one.time, one.id)):
            if isinstance(one, Coding):
                decision, reason = "accept" if one.suggested else "code", None
            else:
                decision, reason = "reject", one.reason
            place = one.place
            where = (place.text, place.start, place.end, place.quote)
            yield (one.time, decision, one.coder, *where, one.code, reason, one.id)

    return FlatTable("decisions", heads, len(made), rows, kinds=_KINDS)


def _texts(exported: Exported) -> FlatTable:
    names = dict.fromkeys(name for text in exported.texts.values() for name in text.metadata)
    columns = {name: [text.metadata.get(name, "") for text in exported.texts.values()] for name in names}
    facts = type_attributes(columns, {}, exported.study.settings.language)
    heads = ("text", "kind", "language", "case", "words", "characters", "passages", "passages_read", "codings",
             *(f"text_{name}" for name in facts))  # fmt: skip

    def row(text: Text) -> Row:
        return (
            *(text.id, text.kind, text.language, text.case, len(WORD.findall(text.content)), len(text.content)),
            *(len(text.passages), len(exported.read[text.id]), len(exported.by_text[text.id])),
            *(one.plain(text.metadata.get(name, "")) or None for name, one in facts.items()),
        )

    own = {f"text_{name}": _kind(map(one.plain, columns[name])) for name, one in facts.items()}
    rows = exported.texts.values()
    return FlatTable("texts", heads, len(exported.texts), lambda: map(row, rows), kinds={**_KINDS, **own})


def _passages(exported: Exported) -> FlatTable:
    heads = ("text", "passage", "start", "end", "speaker", "role", "page", "heading", "words", "read", "quote")

    def rows() -> Iterator[Row]:
        for text in exported.texts.values():
            read = exported.read[text.id]
            for passage in text.passages:
                turn = text.turn_at(passage.start)
                words = text.quote(passage)
                yield (
                    *(text.id, passage.number, passage.start, passage.end),
                    *((turn.speaker, turn.role) if turn else (None, None)),
                    *(passage.page, passage.heading, len(WORD.findall(words))),
                    *(int(passage.number in read), words),
                )

    return FlatTable("passages", heads, _passages_of(exported), rows, kinds=_KINDS)


def _by_case(exported: Exported) -> Iterator[FlatTable]:
    codes, cases = list(exported.codebook.codes), list(exported.cases)

    @cache
    def held() -> Mapping[tuple[str, str], set[str | None]]:
        found: dict[tuple[str, str], set[str | None]] = {}
        for coding in exported.counted:
            for code in _path(coding.code):
                found.setdefault((coding.case or "", code), set()).add(coding.degree)
        return found

    def ones() -> Iterator[Row]:
        whole = _wholly_read(exported)
        for case in cases:
            yield (case, *(_one(held().get((case, code)), read=case in whole) for code in codes))

    def degrees() -> Iterator[Row]:
        for case in cases:
            yield (case, *(_strongest(exported, code, held().get((case, code))) for code in codes))

    yield FlatTable("cases_codes", ("case", *codes), len(cases), ones, matrix=True, words=1)
    yield FlatTable("cases_degrees", ("case", *codes), len(cases), degrees, matrix=True)


def _by_passage(exported: Exported) -> FlatTable:
    codes = list(exported.codebook.codes)
    column = {code: number for number, code in enumerate(codes)}

    def rows() -> Iterator[Row]:
        held: dict[tuple[str, int], set[int]] = {}
        for coding in exported.counted:
            if coding.degree != ABSENT:
                above = [column[code] for code in _path(coding.code) if code in column]
                for passage in exported.texts[coding.place.text].passages_in(coding.place.start, coding.place.end):
                    held.setdefault((coding.place.text, passage.number), set()).update(above)
        unseen, nothing = [None] * len(codes), [0] * len(codes)
        for text in exported.texts.values():
            read = exported.read[text.id]
            for passage in text.passages:
                had = held.get((text.id, passage.number))
                cells = nothing if had or passage.number in read else unseen
                if had:
                    cells = [*nothing]
                    for number in had:
                        cells[number] = 1
                yield (text.id, passage.number, *cells)

    heads, count = ("text", "passage", *codes), _passages_of(exported)
    return FlatTable("passages_codes", heads, count, rows, matrix=True, words=2, kinds={"passage": "whole"})


def _kind(values: Iterable[str | None]) -> ColumnKind:
    """Numbers where every value is one; words where one begins with a zero, as postal codes do."""
    numbers = []
    for value in values:
        if value:
            try:
                numbers.append(as_number(value))
            except ValueError:
                return "words"
            if _LEADING_ZERO.match(value):
                return "words"
    if not numbers:
        return "words"
    return "whole" if all(one.is_integer() and abs(one) < 2**53 for one in numbers) else "number"


def _passages_of(exported: Exported) -> int:
    return sum(len(text.passages) for text in exported.texts.values())


def _one(degrees: set[str | None] | None, *, read: bool) -> int | None:
    """1 where something is coded and not only absent, 0 where it is absent or was read in vain, else None."""
    if degrees is None:
        return 0 if read else None
    return int(bool(degrees - {ABSENT}))


def _strongest(exported: Exported, code: str, had: set[str | None] | None) -> str | None:
    """The strongest degree of the code's scale among these; without a scale nothing."""
    order = exported.codebook.degrees(code)
    return max((degree for degree in had or () if degree in order), key=lambda d: order.index(d or ""), default=None)


def _path(code: str) -> list[str]:
    """The codes above, the highest first, then the code."""
    parts = code.split(".")
    return [".".join(parts[: n + 1]) for n in range(len(parts))]


def _wholly_read(exported: Exported) -> set[str]:
    """The cases of which every text was read to its end."""
    cases, open_cases = set[str](), set[str]()
    for text in exported.texts.values():
        own = text.cases
        cases.update(own)
        if len(exported.read[text.id]) != len(text.passages):
            open_cases.update(own)
    return cases - open_cases
