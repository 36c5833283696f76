"""Tables of a typology: the class of each case, with the quotes that are its evidence."""

from collections import defaultdict
from collections.abc import Sequence

from coding.codebook.model import Typology, word
from coding.records.replay import Classification, Unclassed
from reports.cell import Cell, Header
from reports.study_material import StudyMaterial


def classes_of(typology: Typology, material: StudyMaterial) -> tuple[tuple[Header, ...], Header, list[Cell]]:
    """A row for each case, the one column, and a cell for each case with its class or why it has none."""
    by_case: dict[str, list[Classification]] = defaultdict(list)
    for classification in material.classifications:
        if classification.typology == typology.id:
            by_case[classification.case].append(classification)
    unclassed: dict[str, list[Unclassed]] = defaultdict(list)
    for one in material.unclassed:
        if one.typology == typology.id:
            unclassed[one.case].append(one)
    rows = tuple(Header(case, case) for case in material.cases)
    column = Header(typology.id, word(typology.label, material.language))
    cells = [_class_cell(case, typology, by_case.get(case, []), unclassed.get(case, ())) for case in material.cases]
    return rows, column, cells


def _class_cell(case: str, typology: Typology, found: Sequence[Classification], unclassed: Sequence[Unclassed]) -> Cell:
    """In a class, in none, or in dispute: where coders differ, whoever spoke last does not settle it."""
    if found:
        classes = {classification.class_id for classification in found}
        agreed = classes.pop() if len(classes) == 1 and not unclassed else None
        return Cell(case, typology.id, "coded", agreed, classes=tuple(found), disputed=agreed is None)
    reasons = {one.said for one in unclassed}
    value = None if unclassed else typology.default
    reason = reasons.pop() if len(reasons) == 1 else None
    return Cell(case, typology.id, "unclassified", value, said=reason, disputed=bool(reasons))
