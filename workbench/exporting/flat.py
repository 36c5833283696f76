"""A study as flat tables for people who count: codings, decisions, texts, passages, and matrices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coding.codebook.model import ABSENT, label_of
from coding.records.replay import Coding, Rejection
from corpus.characters import WORD
from corpus.text import Text
from workbench.exporting.choice import Exported

Value = str | int | None
"""What a cell may hold; None where there is nothing, or nobody has looked."""


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table by its name: the heads of its columns and rows of as many values."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> Iterator[dict[str, Value]]:
        """The rows, each value by the head of its column."""
        return (dict(zip(self.heads, row, strict=True)) for row in self.rows)


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


def _codings(exported: Exported) -> FlatTable:
    language = exported.study.settings.language
    facts = list(dict.fromkeys(name for case in exported.cases.values() for name in case.attributes))
    heads = (
        *("text", "start", "end", "quote", "code", "label", "path", "degree", "value", "case"),
        *("speaker", "role", "turn", "timestamp", "passage", "page", "heading"),
        *("coder", "time", "from_suggestion", "memo", "entry"),
        *(f"case_{name}" for name in facts),
    )
    rows = []
    for coding in exported.codings:
        text, place = exported.texts[coding.place.text], coding.place
        turn = text.turn_at(place.start)
        passage = next(iter(text.passages_in(place.start, place.end)), None)
        about = exported.cases[coding.case].attributes if coding.case and coding.case in exported.cases else {}
        above = [label_of(exported.codebook, code, language) for code in _path(coding.code)]
        rows.append((
            *(text.id, place.start, place.end, place.quote, coding.code),
            *(above[-1], " > ".join(above), coding.degree, coding.value, coding.case),
            *((turn.speaker, turn.role, turn.number, turn.timestamp) if turn else (None, None, None, None)),
            *((passage.number, passage.page, passage.heading) if passage else (None, None, None)),
            *(coding.coder, coding.time, int(coding.suggested), coding.memo, coding.id),
            *(about.get(name) or None for name in facts),
        ))  # fmt: skip
    return FlatTable("codings", heads, tuple(rows))


def _decisions(exported: Exported) -> FlatTable:
    """Codings and refusals in the order in which they were made: `decision` is accept, code or reject."""
    heads = ("time", "decision", "coder", "text", "start", "end", "quote", "code", "reason", "entry")
    rows = []
    made: list[Coding | Rejection] = [*exported.codings, *exported.rejections]
    for one in made:
        if isinstance(one, Coding):
            decision, reason = "accept" if one.suggested else "code", None
        else:
            decision, reason = "reject", one.reason
        place = one.place
        where = (place.text, place.start, place.end, place.quote)
        rows.append((one.time, decision, one.coder, *where, one.code, reason, one.id))
    return FlatTable("decisions", heads, tuple(sorted(rows, key=lambda row: (row[0], row[-1]))))


def _texts(exported: Exported) -> FlatTable:
    facts = list(dict.fromkeys(name for text in exported.texts.values() for name in text.metadata))
    heads = ("text", "kind", "language", "case", "words", "characters", "passages", "passages_read", "codings",
             *(f"text_{name}" for name in facts))  # fmt: skip
    read = exported.read
    rows = tuple(
        (
            *(text.id, text.kind, text.language, text.case, len(WORD.findall(text.content)), len(text.content)),
            *(len(text.passages), len(read[text.id]), len(exported.by_text[text.id])),
            *(text.metadata.get(name) or None for name in facts),
        )
        for text in exported.texts.values()
    )
    return FlatTable("texts", heads, rows)


def _passages(exported: Exported) -> FlatTable:
    heads = ("text", "passage", "start", "end", "speaker", "role", "page", "heading", "words", "read", "quote")
    read, rows = exported.read, []
    for text in exported.texts.values():
        for passage in text.passages:
            turn = text.turn_at(passage.start)
            words = text.quote(passage)
            rows.append((
                *(text.id, passage.number, passage.start, passage.end),
                *((turn.speaker, turn.role) if turn else (None, None)),
                *(passage.page, passage.heading, len(WORD.findall(words))),
                *(int(passage.number in read[text.id]), words),
            ))  # fmt: skip
    return FlatTable("passages", heads, tuple(rows))


def _by_case(exported: Exported) -> Iterator[FlatTable]:
    codes, cases = list(exported.codebook.codes), list(exported.cases)
    read = exported.read
    whole = {case: _is_read(case, exported.texts, read) for case in cases}
    held: dict[tuple[str, str], set[str | None]] = {}
    for coding in exported.counted:
        for code in _path(coding.code):
            held.setdefault((coding.case or "", code), set()).add(coding.degree)
    ones, degrees = [], []
    for case in cases:
        found = [held.get((case, code)) for code in codes]
        ones.append((case, *(_one(degrees, read=whole[case]) for degrees in found)))
        degrees.append((case, *(_strongest(exported, code, had) for code, had in zip(codes, found, strict=True))))
    yield FlatTable("cases_codes", ("case", *codes), tuple(ones))
    yield FlatTable("cases_degrees", ("case", *codes), tuple(degrees))


def _by_passage(exported: Exported) -> FlatTable:
    codes = list(exported.codebook.codes)
    read = exported.read
    held: dict[tuple[str, int], set[str]] = {}
    for coding in exported.counted:
        if coding.degree != ABSENT:
            for passage in exported.texts[coding.place.text].passages_in(coding.place.start, coding.place.end):
                held.setdefault((coding.place.text, passage.number), set()).update(_path(coding.code))
    rows = []
    for text in exported.texts.values():
        for passage in text.passages:
            had = held.get((text.id, passage.number), set())
            looked = bool(had) or passage.number in read[text.id]
            rows.append((text.id, passage.number, *(int(code in had) if looked else None for code in codes)))
    return FlatTable("passages_codes", ("text", "passage", *codes), tuple(rows))


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


def _is_read(case: str, texts: Mapping[str, Text], read: Mapping[str, set[int]]) -> bool:
    own = [text for text in texts.values() if case in text.cases]
    return bool(own) and all(len(read[text.id]) == len(text.passages) for text in own)
