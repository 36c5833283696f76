"""The framework matrix of an open study: the quotes of a cell, what is written of it, and whether that still holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from coding.records.entry import Entry
from coding.records.replay import Coding
from coding.summaries.citing import Citable, FrameworkCell
from coding.summaries.staleness import CurrentStudy, stale_reasons
from coding.summaries.summary import KNOWN_DIGITS, CellKey, Summary, SummaryState, renumbered, signatures, standing
from reports.tables.axis import codes_of_axis
from workbench.consensus import standing_codings
from workbench.counted_coders import counted_codings
from workbench.study import Study

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns
    from reports.study_material import StudyMaterial


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell of the framework matrix: how many codings it has, and its summary if it was written."""

    code: str
    case: str
    codings: int
    summary: SummaryState | None

    @property
    def state(self) -> str:
        """`missing` where there are codings and no summary, `empty` where there is neither, else the summary's."""
        if self.summary is not None:
            return self.summary.state
        return "missing" if self.codings else "empty"


def cell_of(study: Study, code: str, case: str) -> FrameworkCell:
    """The cell with its quotes: the codings that count, numbered. Raises UnknownCode, UnknownCase."""
    return cells_of(study)(code, case)


def cells_of(study: Study) -> Callable[[str, str], FrameworkCell]:
    """Gives one cell after another; the codings of a case are read once."""

    @cache
    def about(case: str) -> list[Citable]:
        if study.settings.consensus:
            codings = standing_codings(study, case=case)
        else:
            codings = [c for c in study.ledger.codings(case=case) if study.counted((c.coder,))]
        numbers = study.ledger.numbers([coding.id for coding in codings])
        return [Citable(numbers[coding.id], coding) for coding in codings]

    def cell(code: str, case: str) -> FrameworkCell:
        code, case = study.codebook.code(code).id, study.case(case)
        below = frozenset(study.codebook.subtree(code))
        return FrameworkCell(code, case, tuple(quote for quote in about(case) if quote.coding.code in below))

    return cell


def cell_among(study: Study, material: "StudyMaterial", code: str, case: str) -> FrameworkCell:
    """The cell as `cell_of` gives it, from what tables are made from: only its own codings are read."""
    import numpy as np

    code, case, codings = study.codebook.code(code).id, study.case(case), material.codings
    inside = np.isin(codings.code.numbers, _code_numbers(study, codings, code))
    found = material.fetch(np.flatnonzero(inside & (codings.case.numbers == codings.case.number(case))))
    numbers = study.ledger.numbers([coding.id for coding in found])
    return FrameworkCell(code, case, tuple(Citable(numbers[coding.id], coding) for coding in found))


def heads_of(study: Study) -> dict[CellKey, tuple[Summary, ...]]:
    """The summaries that stand, by cell; a case that was renamed has its present name."""
    names, found = study.former_names, dict[CellKey, tuple[Summary, ...]]()
    for (code, case), heads in standing(_entries(study, "summarise", "undo"), study.ledger.code_names()).items():
        cell = (code, names.get(case, case))
        found[cell] = (*found.get(cell, ()), *heads)
    return found


def state_of(study: Study, cell: FrameworkCell) -> SummaryState | None:
    """The cell's current summary; None where nobody wrote one."""
    key = (cell.code, cell.case)
    ids = [quote.coding.id[:KNOWN_DIGITS] for quote in cell.quotes]
    heads = {key: heads_of(study).get(key, ())}
    return _states(study, heads, lambda summary: sum(i not in summary.known for i in ids)).get(key)


def summaries_of(study: Study, codings: "CodedColumns | None" = None) -> dict[CellKey, SummaryState]:
    """Every current summary, by code and case, with its signatures and why it is stale.

    `codings` are those that count, where they were read already: the number of new ones is taken from them.
    """
    heads = heads_of(study)
    if not heads:
        return {}
    return _states(study, heads, _fresh_in(study, counted_codings(study) if codings is None else codings))


def matrix_of(study: Study, code: str | None = None, codings: "CodedColumns | None" = None) -> list[MatrixCell]:
    """The cells of the framework matrix, by case, then code: of all its codes, or of one and those below it.

    Its codes are those of the declared tables of summaries, else the codes at the top of the book, and whatever else
    was written of; its cases are the study's. `codings` are those that count, where they were read already.
    """
    columns = counted_codings(study) if codings is None else codings
    written = summaries_of(study, columns)
    whole = [*_framework(study), *(summarised for summarised, _ in written)]
    codes = list(dict.fromkeys(study.codebook.subtree(code) if code else whole))
    cases = list(dict.fromkeys([*study.cases, *(case for _, case in written)]))
    number = _number_in(study, columns)
    return [MatrixCell(c, case, number(c, case), written.get((c, case))) for case in cases for c in codes]


def _entries(study: Study, *kinds: str) -> list[Entry]:
    return [entry for kind in kinds for entry in study.ledger.entries(kind=kind)]


def _framework(study: Study) -> list[str]:
    book = study.codebook
    tables = [table for table in book.tables.values() if table.cell == "summary"]
    axes = [axis for table in tables for axis in (table.rows, table.columns) if axis.kind == "codes"]
    shown = [code for axis in axes for code in codes_of_axis(axis, book)]
    return shown or [code.id for code in book.codes.values() if code.parent is None]


# Summaries compared with the study as it is now


def _states(
    study: Study, heads: Mapping[CellKey, tuple[Summary, ...]], fresh: Callable[[Summary], int]
) -> dict[CellKey, SummaryState]:
    summaries = [summary for found in heads.values() for summary in found]
    if not summaries:
        return {}
    today = _today(study, summaries)
    numbers = study.ledger.numbers(sorted({coding for s in summaries for coding in s.cites.values()}))
    signed = signatures(_entries(study, "sign", "undo"))

    def state(summary: Summary, *rivals: Summary) -> SummaryState:
        text, cites = renumbered(summary, numbers)
        return SummaryState(
            entry=summary.id,
            text=text,
            coder=summary.coder,
            time=summary.time,
            signed=signed.get(summary.id, ()),
            stale=stale_reasons(summary, today),
            fresh=fresh(summary),
            cites=cites,
            rivals=tuple(state(rival) for rival in rivals),
        )

    return {cell: state(*found) for cell, found in heads.items() if found}


def _today(study: Study, summaries: Iterable[Summary]) -> CurrentStudy:
    ledger = study.ledger
    given = list(summaries)
    cited = sorted({coding for summary in given for coding in summary.cites.values()})
    texts = {seen.text for summary in given for seen in summary.seen.values()}

    def later(text: str, quote: str, coder: str, time: str) -> list[Coding]:
        there = ledger.codings(text=text, coder=coder)
        same = [c for c in there if c.time > time and c.place.quote == quote]
        return sorted(same, key=lambda coding: (coding.time, coding.id))

    return CurrentStudy(
        codebook=study.codebook,
        codings=ledger.codings_by_id(cited),
        counts=cache(lambda coder: bool(study.counted((coder,)))),
        sha256={text: study.texts[text].sha256 for text in texts if text in study.texts},
        numbers=ledger.numbers,
        about=lambda coding: list(ledger.entries(subject=coding)),
        quote_then=lambda seen: ledger.blob(seen.sha256).decode()[seen.start : seen.end],
        later=later,
    )


def _fresh_in(study: Study, codings: "CodedColumns") -> Callable[[Summary], int]:
    """Counts the codings of a summary's cell that it did not know."""
    import numpy as np

    by_case = np.argsort(codings.case.numbers, kind="stable")
    cases = codings.case.numbers[by_case]

    def fresh(summary: Summary) -> int:
        case = codings.case.number(summary.case)
        mine = by_case[np.searchsorted(cases, case) : np.searchsorted(cases, case, side="right")]
        inside = np.isin(codings.code.numbers[mine], _code_numbers(study, codings, summary.code))
        known = np.array(sorted(summary.known), f"S{KNOWN_DIGITS}")
        return int((~np.isin(codings.ids[mine[inside]].astype(f"S{KNOWN_DIGITS}"), known)).sum())

    return fresh


def _number_in(study: Study, codings: "CodedColumns") -> Callable[[str, str], int]:
    """Counts the codings of a cell."""
    import numpy as np

    @cache
    def by_case(code: str) -> list[int]:
        inside = np.isin(codings.code.numbers, _code_numbers(study, codings, code))
        cases = codings.case.numbers[inside & (codings.case.numbers >= 0)]
        return [int(n) for n in np.bincount(cases, minlength=len(codings.case.names))]

    at = {case: number for number, case in enumerate(codings.case.names)}
    return lambda code, case: by_case(code)[at[case]] if case in at else 0


def _code_numbers(study: Study, codings: "CodedColumns", code: str) -> list[int]:
    below = set(study.codebook.subtree(code))
    return [number for number, name in enumerate(codings.code.names) if name in below]
