"""Cases that were renamed: records and texts with the name that a case has today.

The ledger keeps what was recorded; the case list says which former names (aliases) a case has.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from coding.records.replay import Classification, Coding, Record, Unclassed
from corpus.text import Text

R = TypeVar("R", bound=Record)


def called_today(record: R, names: Mapping[str, str]) -> R:
    """The record with its case as it is called today; `names` gives today's name for each former one."""
    if isinstance(record, Coding | Classification | Unclassed) and record.case and record.case in names:
        return replace(record, case=names[record.case])
    return record


def text_called_today(text: Text, names: Mapping[str, str]) -> Text:
    """The text with its case and those of its speakers as they are called today."""
    if not any(case in names for case in text.cases):
        return text
    turns = tuple(t._replace(case=names[t.case]) if t.case and t.case in names else t for t in text.turns)
    return replace(text, case=names.get(text.case or "", text.case), turns=turns)


def names_meant(case: str | None, names: Mapping[str, str]) -> tuple[str, ...] | None:
    """Every name under which a case may have been recorded; None where no case is asked for."""
    return None if case is None else (case, *(former for former, today in names.items() if today == case))
