"""The codings of the coders who count, which study.yaml names."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from corpus.problem import GloseError, Problem
from wording.messages import tr
from wording.spelling import did_you_mean, folded
from workbench.consensus import consensus
from workbench.study import Study

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns


class NobodyCounted(GloseError):
    """`count` in study.yaml names somebody who has decided nothing, and somebody else has nearly that name."""


NEAR = 0.8
"""How alike two names must be, from 0 to 1, for one to be taken for a slip in the other."""
SAME = 0.85
"""How alike, for two coders to be taken for one person."""


def counting(study: Study, deciding: Sequence[str]) -> tuple[str, ...]:
    """Those of the coders who decided something that count; raises NobodyCounted where a name looks like a slip."""
    slips = [problem for problem, near in faults_in_count(study, deciding) if near]
    if slips:
        raise NobodyCounted(tr("study.yaml counts somebody else than it means to."), (*slips,))
    return study.counted(deciding)


def faults_in_count(study: Study, deciding: Sequence[str]) -> Iterator[tuple[Problem, str | None]]:
    """The names in `count` that decided nothing, each with the name it may be a slip of; `deciding` are those who did.

    A name among others may belong to somebody who has not begun: that is a warning.
    """
    count = study.settings.count
    strange = [name for name in count if name not in deciding] if count != "all" and deciding else []
    for name in strange:
        left = {folded(other): other for other in deciding if other not in count}
        swapped = [other for other in left if sorted(other) == sorted(folded(name))]
        alike = swapped or get_close_matches(folded(name), left, n=1, cutoff=NEAR)
        near = left[alike[0]] if alike else None
        hint = (
            tr("Did you mean {name!r}?", name=near)
            if near
            else tr("Those who have: {coders}.", coders=", ".join(deciding))
        )
        message = " ".join((tr("count names {name!r}, who has decided nothing.", name=name), hint))
        is_error = near is not None or len(strange) == len(count)
        yield Problem(study.settings.count_place, message, "error" if is_error else "warning"), near


def renamed_coders(study: Study, deciding: Sequence[str]) -> Iterator[Problem]:
    """Coders who decided something under a name that is nearly the one study.yaml has (`coder`), or nearly another's.

    One person under two names counts as two. Names in `count` are checked by `faults_in_count`.
    """
    declared = [study.settings.coder] if study.settings.coder else []
    for at, name in enumerate(deciding):
        near = next((other for other in (*declared, *deciding[:at]) if _one_person(name, other)), None)
        if near is not None and name not in declared:
            message = tr(
                "{name} has recorded decisions, and so has {near}, or will: if that is one person under two names, "
                "tables count two. Name those who count under `count` in study.yaml, and go on under one name.",
                name=name,
                near=near,
            )
            yield Problem(tr("coders"), message, "warning")


def _one_person(name: str, other: str) -> bool:
    """Whether two names are nearly the same; numbers in names tell people apart."""
    numbers = [[sign for sign in each if sign.isdecimal()] for each in (name, other)]
    alike = get_close_matches(folded(name), [folded(other)], n=1, cutoff=SAME)
    return name != other and numbers[0] == numbers[1] and bool(alike)


class UnknownCoder(GloseError):
    """Somebody who recorded nothing in the study."""


def coder_named(study: Study, name: str) -> str:
    """The coder with that name; raises UnknownCoder where nobody of that name recorded anything."""
    coders = study.ledger.coders()
    if name in coders:
        return name
    hint = did_you_mean(name, coders) or " " + tr("Those who have: {coders}.", coders=", ".join(coders) or "–")
    raise UnknownCoder(tr("{name!r} has recorded nothing in this study.", name=name) + hint)


def known_coders(study: Study) -> list[str]:
    """The coders that study.yaml names."""
    named = study.settings.count if study.settings.count != "all" else ()
    return [*named, *([study.settings.coder] if study.settings.coder else [])]


def counted_codings(study: Study) -> "CodedColumns":
    """The codings of an open study that its tables count."""
    if study.settings.consensus:
        return consensus(study).columns
    columns = study.ledger.coding_columns()
    return codings_of(columns, study.counted(columns.coder.names))


def codings_of(columns: "CodedColumns", coders: Sequence[str]) -> "CodedColumns":
    """The codings of these coders; the same columns where there are no others."""
    if set(columns.coder.names) <= set(coders):
        return columns
    import numpy as np

    return columns.where(np.isin(columns.coder.numbers, [columns.coder.number(coder) for coder in coders]))
