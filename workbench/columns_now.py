"""Every coding as columns, kept between questions: read anew, or mended, only where something was recorded."""

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from coding.records.columns import CodedColumns, columns_of, with_others
from ledger.reading import LedgerReader
from workbench.study import Study

_FEW = 2_000
"""Codings that may have changed for the kept columns to be mended; more are read anew with all others."""


@dataclass(slots=True)
class _Kept:
    mark: tuple[int, int]
    seen_as: tuple[Any, ...]
    columns: CodedColumns


_KEPT: "WeakKeyDictionary[LedgerReader, _Kept]" = WeakKeyDictionary()


def columns_now(study: Study) -> CodedColumns:
    """Every coding that holds and may be seen, as columns; read anew, or mended, only where something was recorded."""
    ledger = study.ledger
    mark, seen_as = ledger.mark(), (study.hidden, dict(study.former_names))
    kept = _KEPT.get(ledger)
    if kept is not None and kept.seen_as == seen_as:
        if kept.mark == mark:
            return kept.columns
        mended = None if study.hidden else _mended(study, kept, mark[0])
        if mended is not None:
            _KEPT[ledger] = _Kept(mark, seen_as, mended)
            return mended
    _KEPT[ledger] = _Kept(mark, seen_as, ledger.coding_columns())
    return _KEPT[ledger].columns


def _mended(study: Study, kept: _Kept, last: int) -> CodedColumns | None:
    """The kept columns with what changed up to the `last` position; None where that is more than can be mended."""
    ledger = study.ledger
    if not ledger.arrives_in_order or last - kept.mark[0] > _FEW:
        return None
    subjects = {entry.subject for _, entry in ledger.arrived_after(kept.mark[0]) if entry.subject}
    if len(subjects) > _FEW:
        return None
    held = ledger.codings_by_id(sorted(subjects))
    return with_others(kept.columns, subjects, columns_of(held.values()))
