"""The codings that stand: what was adjudicated and, where all who went through a passage agree, what they agree on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from coding.quality.consensus.differences import Compared, Difference
from coding.records.columns import FIELDS, CodedColumns, ColumnsBuilder
from coding.records.replay import Coding
from coding.records.settled import Adjudication
from corpus.place import Place
from corpus.text import Text

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Consensus:
    """The codings that stand, as columns, and what is still open; `columns_compared` are all that were compared.

    `open` are the differences that nobody has settled, and `contested` their codings. `moved` are the borders, by id,
    of codings that stand with others than they were made with; `made` the codings that an adjudication made itself, by
    the id of its entry.
    """

    columns: CodedColumns
    columns_compared: CodedColumns
    open: tuple[Difference, ...]
    contested: CodedColumns
    moved: Mapping[str, Bounds]
    made: Mapping[str, Coding]

    def as_they_stand(
        self, codings: Mapping[str, Coding], ids: Sequence[str], texts: Mapping[str, Text]
    ) -> dict[str, Coding]:
        """These codings with the borders that they stand with, and those among `ids` that adjudications made."""
        found = {one: self.made[one] for one in ids if one in self.made}
        for name, coding in codings.items():
            found[name] = self.standing(coding, texts)
        return found

    def standing(self, coding: Coding, texts: Mapping[str, Text]) -> Coding:
        """A coding with the borders that it stands with."""
        if coding.id not in self.moved:
            return coding
        return replace(coding, place=_place(texts[coding.place.text], *self.moved[coding.id]))


def consensus_of(found: Compared, settled: Sequence[Adjudication], texts: Mapping[str, Text]) -> Consensus:
    """What stands after these adjudications, all of which are in force."""
    columns = found.columns
    at = {coding.decode(): number for number, coding in enumerate(columns.ids.tolist())}
    considered = {coding for one in settled for coding in one.says.considered}
    still_open = tuple(one for one in found.differences if _is_open(one, columns, considered))
    kept: set[int] = set()
    moved: dict[str, Bounds] = {}
    made: dict[str, Coding] = {}
    for one in settled:
        looked_at = [at[coding] for coding in one.says.considered if coding in at]
        stands = [at[coding] for coding in one.says.kept if coding in at]
        if one.says.outcome == "another" and looked_at:
            made[one.id] = _made(one, looked_at, columns, texts)
        elif one.says.outcome in ("first_to_last", "common"):
            for first, bounds in merged(stands, columns, one.says.outcome):
                kept.add(first)
                moved[columns.id(first)] = bounds
        else:
            kept.update(stands)
    kept.update(one.positions[0] for one in found.agreed if not any(columns.id(p) in considered for p in one.positions))
    for difference in still_open:
        if difference.common and not any(columns.id(p) in considered for p in difference.positions):
            kept.add(difference.positions[0])
            moved[columns.id(difference.positions[0])] = difference.common
    contested = sorted({position for one in still_open for position in one.positions})
    return Consensus(
        columns=_columns(columns, sorted(kept), moved, made),
        columns_compared=columns,
        open=still_open,
        contested=columns.where(np.array(contested, np.int64)),
        moved=moved,
        made=made,
    )


def _is_open(one: Difference, columns: CodedColumns, considered: set[str]) -> bool:
    return any(columns.id(position) not in considered for position in one.positions)


def merged(positions: Iterable[int], columns: CodedColumns, how: str) -> list[tuple[int, Bounds]]:
    """For each code the first of the codings with it, and its borders: from the first to the last, or what is common.

    A code of which the codings have nothing in common is left out.
    """
    by_code: dict[tuple[str | None, str | None], list[int]] = {}
    for position in positions:
        by_code.setdefault((columns.text.at(position), columns.code.at(position)), []).append(position)
    found = []
    for some in by_code.values():
        starts, ends = columns.start[some].tolist(), columns.end[some].tolist()
        bounds = (min(starts), max(ends)) if how == "first_to_last" else (max(starts), min(ends))
        if bounds[0] < bounds[1]:
            found.append((some[0], bounds))
    return found


def _made(one: Adjudication, looked_at: list[int], columns: CodedColumns, texts: Mapping[str, Text]) -> Coding:
    """The coding of another code, from the first to the last of the codings that were looked at."""
    text = texts[columns.text.at(looked_at[0]) or ""]
    place = _place(text, int(columns.start[looked_at].min()), int(columns.end[looked_at].max()))
    case = columns.case.at(looked_at[0])
    says = one.says
    return Coding(one.id, place, says.code or "", case, says.degree, one.coder, one.time, says.note)


def _columns(
    columns: CodedColumns, kept: list[int], moved: Mapping[str, Bounds], made: Mapping[str, Coding]
) -> CodedColumns:
    if not moved and not made:
        return columns.where(np.array(kept, np.int64))
    builder = ColumnsBuilder()
    builder.add([_row(columns, position, moved) for position in kept])
    builder.add([_row_of(coding) for coding in made.values()])
    return builder.columns()


def _row(columns: CodedColumns, position: int, moved: Mapping[str, Bounds]) -> tuple[Any, ...]:
    start, end = moved.get(columns.id(position), (int(columns.start[position]), int(columns.end[position])))
    plain = {"id": columns.ids[position], "start": start, "end": end, "time": columns.time[position]}
    plain["suggested"] = bool(columns.suggested[position])
    return tuple(plain[name] if name in plain else getattr(columns, name).at(position) for name in FIELDS)


def _row_of(coding: Coding) -> tuple[Any, ...]:
    place = {"text": coding.place.text, "start": coding.place.start, "end": coding.place.end}
    return tuple(place[name] if name in place else getattr(coding, name) for name in FIELDS)


def _place(text: Text, start: int, end: int) -> Place:
    return Place(text.id, start, end, text.content[start:end])
