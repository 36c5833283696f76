"""Which code each coding counts for when codes are rolled up to a level of the codebook."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.arrays import Int32Array
from reports.study_material import StudyMaterial
from reports.tables.axis import path


@dataclass(frozen=True, slots=True)
class CodesShown:
    """The codes looked at, in the codebook's order, and for each coding the number of its code among them, or -1."""

    ids: tuple[str, ...]
    numbers: Int32Array


def codes_shown(
    material: StudyMaterial, codes: Sequence[str] = (), *, level: int | None = None, gathered: str | None = None
) -> CodesShown:
    """The codes below (and with) `codes`, or all; deeper ones count for the code above them at `level` (1: the top).

    What is below `gathered` counts for that code. Raises UnknownCode where the codebook lacks one of `codes`.
    """
    book = material.codebook
    for code in codes:
        book.code(code)
    wanted = {below for code in codes for below in book.subtree(code)} if codes else set(book.codes)
    shown_for = {code: path(code)[: level or None][-1] for code in book.codes if code in wanted}
    shown_for |= dict.fromkeys(book.subtree(gathered) if gathered else (), gathered or "")
    shown = set(shown_for.values())
    ids = tuple(code for code in book.codes if code in shown)
    at = {code: number for number, code in enumerate(ids)}
    column = material.codings.code
    return CodesShown(ids, column.mapped(at.get(shown_for.get(name, ""), -1) for name in column.names))
