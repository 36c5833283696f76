"""A quantified sentence of a synthesis table, and what all sentences of one table are written with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coding.codebook.quantifiers import Quantifier, Thresholds
from reports.attribute_words import text_labels
from reports.cell import Cell, SynthesisTable
from reports.statements.wording import Count, Unit, worded
from reports.study_material import StudyMaterial

SentenceKind = Literal["theme", "degree", "widest", "value", "span", "class", "unclassified", "inferred"]
Cells = Mapping[str, Cell]
"""The cell of each case (or text) that a sentence is about."""


@dataclass(frozen=True, slots=True)
class StatementSentence:
    """A quantified sentence of a table, with the cells it rests on.

    `row` is the code, class or field it is about; `found` the cases (or texts, by `unit`) that have it, `unread` those
    not read to the end that may have it; `n` is the number of `found` and `total` is N; `at_least` is what the
    quantifier asks for. The quantifier is None where unread cases may still make it wrong. `brief` are the words
    without what is unread.
    """

    table: str
    row: str
    kind: SentenceKind
    quantifier: Quantifier | None
    total: int
    at_least: int
    unit: Unit
    found: tuple[str, ...]
    unread: tuple[str, ...]
    text: str
    cells: tuple[tuple[str, str], ...]
    brief: str = ""

    @property
    def n(self) -> int:
        """How many have it."""
        return len(self.found)


@dataclass(frozen=True, slots=True)
class SentenceWriter:
    """What sentences on a table are written with: `material` is what the table's conditions leave of a study."""

    table: SynthesisTable
    material: StudyMaterial
    thresholds: Thresholds
    language: str

    def names_of(self, unit: Unit) -> Mapping[str, str]:
        """What readers are told instead of the ids of texts; nothing where ids may be named."""
        return text_labels(self.material) if unit != "case" and self.material.for_readers else {}

    def sentence(
        self, row: str, kind: SentenceKind, count: Count, *, cells: Cells, details: Sequence[str] = (), **values: str
    ) -> StatementSentence:
        """The sentence in words; `values` are what its predicate speaks of, `details` clauses after the names."""
        quantifier = count.quantifier(self.thresholds)
        text, brief = (
            worded(
                count,
                quantifier,
                f"statement_{kind}",
                language=self.language,
                details=details,
                name_unread=name_unread,
                **values,
            )
            for name_unread in (True, False)
        )
        said = self.saying(text, row, kind, quantifier=quantifier, count=count, cells=cells)
        return replace(said, brief=brief)

    def saying(
        self, text: str, row: str, kind: SentenceKind, *, quantifier: Quantifier, count: Count, cells: Cells
    ) -> StatementSentence:
        """A sentence already in words, with the cells of all that have it or are recorded as not having it.

        "None" rests on every cell that was read.
        """
        shown = count.lacking if quantifier == "none" else (*count.found, *count.absent)
        resting = [cells[one] for one in shown if one in cells]
        return StatementSentence(
            table=self.table.declaration.id,
            row=row,
            kind=kind,
            quantifier=None if count.is_open(quantifier) else quantifier,
            total=count.total,
            at_least=self.thresholds.at_least(quantifier, count.total),
            unit=count.unit,
            found=count.found,
            unread=count.unread,
            text=text,
            cells=tuple(dict.fromkeys((cell.row, cell.column) for cell in resting)),
        )
