"""From a cell of a table to the entries it rests on, and from an entry to the cells where it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from coding.codebook.changes import CodebookChange, codebook_change
from coding.codebook.code_change import changed_parts
from coding.codebook.file import read_codebook
from coding.codebook.model import Codebook
from coding.codebook.table_declaration import AxisKind
from coding.quality.sample_audit import Review
from coding.records.columns import columns_of
from coding.records.decisions import Coded, Rejected
from coding.records.entry import NOTING, Entry
from coding.records.record_history import RecordHistory, history_of_record
from coding.records.replay import Classification, Coding, Record, Rejection, Unclassed, fold
from coding.records.settled import Adjudication
from coding.records.study_acts import CodebookRevised, Reviewed, Revised, Summarised
from coding.records.undoing import undone_by
from coding.summaries.summary import Summary, standing
from reports.cell import Cell, Header, SynthesisTable
from reports.study_material import StudyMaterial, kept_in_memory
from reports.tables.narrowing import narrowed
from reports.tables.synthesis import synthesise
from wording.messages import language, tr
from workbench.auditing import reviews_of
from workbench.consensus import adjudications_of
from workbench.pseudonymised import masked_entry, masked_history, masked_review, masks_of
from workbench.study import Study
from workbench.tabulating import declared, material_of, tables_of
from workbench.trace_names import UnknownCell, entry_named, header_named


@dataclass(frozen=True, slots=True)
class EvidenceTrail:
    """A coding or classification with all that was recorded about it.

    `number` is its entry's in the ledger. `changed` names the parts of the code's definition that are different now;
    None where the codebook it was made under is not in the ledger. `settled` are the adjudications that looked at it.
    """

    number: int
    history: RecordHistory
    changed: tuple[str, ...] | None
    reviews: tuple[Review, ...]
    summaries: tuple[Summary, ...]
    settled: tuple[Adjudication, ...] = ()


@dataclass(frozen=True, slots=True)
class CellTrace:
    """A cell with what stands behind it, and what stood there and was taken back or lost."""

    table: SynthesisTable
    row: Header
    column: Header
    cell: Cell
    trail: tuple[EvidenceTrail, ...]
    gone: tuple[EvidenceTrail, ...]


@dataclass(frozen=True, slots=True)
class TableCellRef:
    """A cell of a declared table in which a record stands."""

    table: str
    title: str
    row: Header
    column: Header


@dataclass(frozen=True, slots=True)
class EntryTrace:
    """An entry, the record it makes or speaks about with its history, and every cell that shows that record.

    `undone` says that an undo takes the entry back; `counted` that the tables count its coder. `revision` is what a
    codebook entry changed against the one before it, `current` whether a text or codebook is as the entry says.
    """

    number: int
    entry: Entry
    undone: bool
    trail: EvidenceTrail | None
    counted: bool
    cells: tuple[TableCellRef, ...]
    revision: CodebookChange | None = None
    current: bool | None = None


def trace_cell(
    study: Study,
    table: str,
    row: str,
    column: str | None,
    *,
    most: int | None = None,
    as_recorded: bool = False,
) -> CellTrace:
    """What is behind the cell; rows and columns by id, label or the last part of a code's id.

    No column is needed where the table has one only. `most` is how many of the records behind the cell to tell of
    (None: all). Names are shown as their pseudonyms, unless `as_recorded`. Raises UnknownTable, UnknownCell.
    """
    declared(study, [table])
    material = replace(material_of(study), language=language())
    made = tables_of(study, [table], material)[0]
    across = _header_of(study, made, row, "row")
    if column is None and len(made.columns) > 1:
        raise UnknownCell(
            tr("The table {table} has {n} columns; name one after the row.", table=table, n=len(made.columns))
        )
    down = made.columns[0] if column is None else _header_of(study, made, column, "column")
    cell = made.cells[across.id, down.id]
    tracer = _Tracer(study, as_recorded=as_recorded)
    codings = [] if cell.evidence is None else [material.codings.id(at) for at in cell.evidence.tolist()]
    unclassed = [one.id for one in _unclassed_in(made, across.id, material)]
    trail = tracer.trails([*codings, *(given.id for given in cell.classes), *unclassed][:most])
    gone = tracer.gone_from(made, cell, material)
    return CellTrace(made, across, down, cell, trail, gone)


def _header_of(study: Study, made: SynthesisTable, name: str, which: Literal["row", "column"]) -> Header:
    """The row or column by its id or its label, in the language asked for or in the study's own."""
    headers = made.rows if which == "row" else made.columns
    try:
        return header_named(made, headers, name, which)
    except UnknownCell:
        if language() == study.settings.language:
            raise
        own = tables_of(study, [made.declaration.id], material_of(study))[0]
        found = header_named(own, own.rows if which == "row" else own.columns, name, which)
        return next(header for header in headers if header.id == found.id)


def _unclassed_in(table: SynthesisTable, row: str, material: StudyMaterial) -> list[Unclassed]:
    """What was recorded, instead of a class, for the case in that row of a table of classes."""
    typology = table.declaration.typology
    if typology is None:
        return []
    part = narrowed(table.declaration, material)
    return [one for one in part.unclassed if one.typology == typology and one.case == row]


def trace_entry(study: Study, named: str, *, as_recorded: bool = False, cells: bool = True) -> EntryTrace:
    """What an entry did and where it stands, by its number in the ledger or the first six or more digits of its id.

    Names are shown as their pseudonyms, unless `as_recorded`; without `cells` no table is made. Raises UnknownEntry.
    """
    entry, number = entry_named(study, named)
    tracer = _Tracer(study, as_recorded=as_recorded)
    about = entry.says(Reviewed).coding if entry.kind == "review" else None if entry.kind in NOTING else entry.subject
    trail = tracer.trail(about) if about else None
    return EntryTrace(
        number=number,
        entry=entry if tracer.masks is None else masked_entry(entry, tracer.masks),
        undone=entry.id in undone_by(study.ledger.entries(subject=entry.subject or entry.id)),
        trail=trail,
        counted=trail is not None and bool(study.counted([trail.history.created.coder])),
        cells=tuple(tracer.spots(trail.history.record)) if trail and cells else (),
        revision=tracer.revision(entry) if entry.kind == "codebook" else None,
        current=_is_current(study, entry),
    )


def _is_current(study: Study, entry: Entry) -> bool | None:
    """Whether a text, codebook or case list is still as the entry recorded it; None for other entries."""
    if entry.kind == "text":
        return entry.id == [other.id for other in study.ledger.entries(kind="text") if other.text == entry.text][-1]
    if isinstance(entry.payload, Revised):
        now = study.revision if entry.kind == "codebook" else study.ledger.revision(entry.kind)
        return entry.payload.sha256 == now
    return None


def _hash(entry: Entry) -> str:
    """The content of a recorded codebook."""
    return entry.says(CodebookRevised).sha256


class _Tracer:
    """Looks up what was recorded about records, reading reviews, summaries and old codebooks once."""

    def __init__(self, study: Study, *, as_recorded: bool) -> None:
        self.study = study
        self.masks = None if as_recorded else masks_of(study)
        self.adjudications = adjudications_of(study)
        self._books: dict[str, Codebook | None] = {study.revision: study.codebook}

    @cached_property
    def reviews(self) -> Mapping[str, Sequence[Review]]:
        return reviews_of(self.study)

    @cached_property
    def summaries(self) -> Sequence[Summary]:
        ledger = self.study.ledger
        cells = standing([*ledger.entries(kind="summarise"), *ledger.entries(kind="undo")], ledger.code_names())
        return [summary for several in cells.values() for summary in several]

    def trails(self, ids: Sequence[str]) -> tuple[EvidenceTrail, ...]:
        return tuple(trail for record in ids if (trail := self.trail(record)) is not None)

    def trail(self, subject: str) -> EvidenceTrail | None:
        """The record with that id and all that was recorded about it; None where no entry of the ledger makes it."""
        history = history_of_record(self.study.ledger.entries(subject=subject))
        if history is None:
            return None
        number = self.study.ledger.numbers([history.created.id])[history.created.id]
        cited = tuple(summary for summary in self.summaries if subject in summary.cites.values())
        reviews = tuple(self.reviews.get(subject, ()))
        changed = self._changed(history)
        if self.masks is not None:
            history = masked_history(history, self.masks)
            reviews = tuple(masked_review(review, self.masks) for review in reviews)
        return EvidenceTrail(number, history, changed, reviews, cited, tuple(self.adjudications.get(subject, ())))

    def _changed(self, history: RecordHistory) -> tuple[str, ...] | None:
        decided, now = history.created.payload, history.record
        if not isinstance(decided, Coded | Rejected | Summarised):
            return None
        if not decided.codebook or (then := self._book(decided.codebook)) is None:
            return None
        today = now.code if isinstance(now, Coding | Rejection) else decided.code
        if isinstance(decided, Summarised):
            today = self.study.ledger.code_names().today(decided.code, history.created.time)
        return changed_parts(then, self.study.codebook, decided.code, today)

    def _book(self, revision: str) -> Codebook | None:
        """The codebook as it was; None where this version of Glose cannot read it or the ledger lacks it."""
        if revision not in self._books:
            recorded = any(_hash(entry) == revision for entry in self.study.ledger.entries(kind="codebook"))
            self._books[revision] = read_codebook(self.study.ledger.blob(revision).decode())[0] if recorded else None
        return self._books[revision]

    def revision(self, entry: Entry) -> CodebookChange | None:
        """What a recorded codebook changed against the one recorded before it; None for the first."""
        recorded = list(self.study.ledger.entries(kind="codebook"))
        at = [other.id for other in recorded].index(entry.id)
        before = recorded[at - 1] if at else None
        then = self._book(_hash(before)) if before else None
        now = self._book(_hash(entry))
        if then is None or now is None or before is None:
            return None
        return codebook_change(then, now, self.study.ledger.code_names().between(then.codes, before.time, entry.time))

    def gone_from(self, table: SynthesisTable, cell: Cell, material: StudyMaterial) -> tuple[EvidenceTrail, ...]:
        """What would stand in the cell had it not been taken back or lost."""
        ledger = self.study.ledger
        spoken = {e.subject for kind in ("retract", "undo", "move") for e in ledger.entries(kind=kind)}
        stories = [
            history
            for subject in sorted(filter(None, spoken))
            if (history := history_of_record(ledger.entries(subject=subject)))
        ]
        lost = [s.created for s in stories if s.status != "holds" and s.created.kind not in NOTING]
        records = [record for made in lost if made.coder in material.coders and (record := fold([made]))]
        alone = _with_only(records, material)
        again = synthesise(table.declaration, alone).cells.get((cell.row, cell.column))
        if again is None:
            return ()
        evidence = [] if again.evidence is None else alone.fetch(again.evidence)
        gone = {record.id for record in records}
        given = [found.id for found in again.classes if found.id in gone]
        return self.trails([*(coding.id for coding in evidence), *given])

    def spots(self, record: Record | None) -> Iterable[TableCellRef]:
        """The cells of declared tables in which a record stands; none where it is gone, or its coder does not count."""
        if not isinstance(record, Coding | Classification | Unclassed) or not self.study.codebook.tables:
            return
        whole = replace(material_of(self.study), language=language())
        if record.coder not in whole.coders:
            return
        alone = _with_only([record], whole)
        compared = {table.id for table in self.study.codebook.tables.values() if table.rows.kind in _COMPARING}
        for table in tables_of(self.study, (), alone):
            if table.declaration.id not in compared:
                yield from _spots_in(table, record, alone)
            else:
                yield from _spots_in(tables_of(self.study, [table.declaration.id], whole)[0], record, whole)


_COMPARING: tuple[AxisKind, ...] = ("statements", "contradictions")
"""Listings whose rows come of comparing codings: one alone says nothing of them."""


def _spots_in(
    table: SynthesisTable, record: Coding | Classification | Unclassed, material: StudyMaterial
) -> Iterable[TableCellRef]:
    """The cells of the table that rest on the record."""
    position = np.flatnonzero(material.codings.ids == record.id.encode())
    rows, columns = ({header.id: header for header in headers} for headers in (table.rows, table.columns))
    for (row, column), cell in table.cells.items():
        coded = cell.evidence is not None and np.isin(position, cell.evidence).any()
        given = [*cell.classes, *(_unclassed_in(table, row, material) if isinstance(record, Unclassed) else ())]
        if coded or any(one.id == record.id for one in given):
            yield TableCellRef(table.declaration.id, table.title, rows[row], columns[column])


def _with_only(records: Sequence[Record], material: StudyMaterial) -> StudyMaterial:
    """The same study with these codings and no others; classes are added, since they say under what codings fall."""
    codings = [record for record in records if isinstance(record, Coding)]
    known = {given.id for given in material.classifications}
    classes = [record for record in records if isinstance(record, Classification) and record.id not in known]
    return replace(
        material,
        codings=columns_of(codings),
        by_id=kept_in_memory(codings),
        classifications=[*material.classifications, *classes],
    )
