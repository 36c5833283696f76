"""What changed in a study since a moment: entries, codings and classes, the codebook, summaries, cells of tables."""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace

from coding.codebook.changes import CodebookChange, codebook_change
from coding.codebook.file import read_codebook
from coding.codebook.model import Codebook
from coding.records.replay import Classification, Coding
from coding.records.study_acts import Revised, Summarised
from ledger.past import PastLedger
from reports.study_material import StudyMaterial
from reports.tables.compared import CellChange, cell_changes
from reports.tables.rendering import RenderedTable
from reports.tables.table_layout import rendered_table
from workbench.case_list import conditions
from workbench.looked_for import NEVER
from workbench.study import Study
from workbench.tabulating import material_of, tables_of


@dataclass(frozen=True, slots=True)
class StudyChanges:
    """What changed. `entries` counts what was recorded, by coder and kind; `codebook` is None where it was not revised.

    `added` and `gone` are codings and classes that hold now and did not, or held and do not; `summaries` are the cells
    (code, case) of which a summary was written or withdrawn.
    """

    since: str
    entries: Counter[tuple[str, str]]
    added: Sequence[Coding | Classification]
    gone: Sequence[Coding | Classification]
    codebook: CodebookChange | None
    summaries: Sequence[tuple[str, str]]
    cells: Sequence[CellChange]


def as_of(study: Study, moment: str) -> Study:
    """The same study as it was at that moment (UTC, ISO 8601), beside this one; its files are today's."""
    then = copy(study)
    then.ledger = PastLedger(study.ledger, moment)
    then.reload()
    return then


def tables_then(
    study: Study, since: str, names: Sequence[str], material: StudyMaterial, where: Sequence[str] = ()
) -> list[RenderedTable]:
    """The tables of these names (or all) as they were, laid out in the language of the material."""
    then = as_of(study, since)
    past = replace(material_of(then, conditions(then, where, of_codings=True)), language=material.language)
    return [rendered_table(table, past) for table in tables_of(then, names, past)]


def changes_since(study: Study, since: str) -> StudyChanges:
    """What differs between the study as it was at that moment and as it is (or is looked at) now."""
    then = as_of(study, since)
    asked = study.asked_coders
    made = [e for e in study.ledger.entries() if e.time > since and (not asked or e.coder in asked)]
    before, now = _records(then), _records(study)
    names = study.ledger.code_names()
    cells: list[CellChange] = []
    if study.codebook.tables:
        material = material_of(study)
        tables = [rendered_table(table, material) for table in tables_of(study, (), material)]
        for earlier, later in zip(tables_then(study, since, (), material), tables, strict=True):
            cells += cell_changes(earlier, later)
    written = dict.fromkeys(
        (names.today(said.code, entry.time), said.case)
        for entry in made
        if entry.kind == "summarise"
        for said in [entry.says(Summarised)]
    )
    return StudyChanges(
        since=since,
        entries=Counter((entry.coder, entry.kind) for entry in made),
        added=[record for name, record in now.items() if name not in before],
        gone=[record for name, record in before.items() if name not in now],
        codebook=_codebook_change(study, since),
        summaries=list(written),
        cells=cells,
    )


def _records(study: Study) -> dict[str, Coding | Classification]:
    found: Iterable[Coding | Classification] = (*study.ledger.codings(), *study.ledger.classifications())
    asked = study.asked_coders
    return {record.id: record for record in found if not asked or record.coder in asked}


def _codebook_change(study: Study, since: str) -> CodebookChange | None:
    """From the version recorded last before that moment to the file of today; None where they are the same."""
    recorded = [entry for entry in study.ledger.entries(kind="codebook") if entry.time <= since]
    if not recorded:
        return None
    book: Codebook | None = None
    sha256 = recorded[-1].says(Revised).sha256
    if sha256 != study.revision:
        book, _ = read_codebook(study.ledger.blob(sha256).decode(errors="replace"))
    names = study.ledger.code_names().between(book.codes if book else (), recorded[-1].time, NEVER)
    change = codebook_change(book, study.codebook, names) if book else None
    return change if change and change != CodebookChange() else None
