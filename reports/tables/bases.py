"""What percentages of cases and texts are out of: all those of a group, or those of them that were read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from coding.codebook.table_declaration import TableDeclaration
from coding.records.columns import Column
from reports.cell import Cell
from reports.study_material import StudyMaterial
from reports.tables.axis import Axis, UnknownAxis
from wording.messages import tr

Cells = Mapping[tuple[str, str], Cell]
Wanted = Literal["case", "text"]


def shares_of_units(
    cells: Cells, rows: Axis, columns: Axis, table: TableDeclaration, material: StudyMaterial
) -> dict[tuple[str, str], Cell]:
    """The cells with their share of the cases (or texts) of their group: of all, or of those read for the codes.

    A case that is coded counts as read. Raises UnknownAxis where neither rows nor columns are groups of cases or texts,
    TooManyCases where more cases of a group are coded than the table says it has.
    """
    groups, turned = (columns, False) if columns.by in ("case", "text") else (rows, True)
    if groups.by not in ("case", "text"):
        raise UnknownAxis(
            tr(
                "codebook.yaml:{mark}: shares of cases need groups of cases or texts as columns in the table {table}.",
                mark=table.mark,
                table=table.called,
            )
        )
    codes = (columns if turned else rows).codes_under if (columns if turned else rows).by == "code" else None
    members = members_of(groups, table, material)
    across = {header.id: at for at, header in enumerate((columns if turned else rows).headers)}
    found = {}
    for key, cell in cells.items():
        group, other = key if turned else (key[1], key[0])
        sought = codes[across[other]] if codes is not None else tuple(material.codebook.codes)
        base = _base(cell, group, members[group], sought, table, material)
        found[key] = replace(cell, share=(cell.number or 0) / base if base else None, base=base)
    return found


def _base(
    cell: Cell,
    group: str,
    members: Sequence[str],
    codes: Sequence[str],
    table: TableDeclaration,
    material: StudyMaterial,
) -> int:
    if table.shares == "cases":
        declared = table.cases.groups.get(group) if table.cases and table.cell == "cases" else None
        if declared is not None and table.cases is not None:
            table.cases.check(int(cell.number or 0), group)
        return len(members) if declared is None else declared
    if table.cell == "texts":
        read = material.read_for(codes)
    else:
        read = frozenset(case for case in members if material.is_read(case, codes))
    known = read | _coded(cell, table, material)
    return sum(one in known for one in members)


def _coded(cell: Cell, table: TableDeclaration, material: StudyMaterial) -> frozenset[str]:
    """The cases or texts that the cell counts."""
    if cell.evidence is None:
        return frozenset()
    column = material.codings.text if table.cell == "texts" else material.codings.case
    return frozenset(name for position in cell.evidence.tolist() if (name := column.at(position)) is not None)


def members_of(groups: Axis, table: TableDeclaration, material: StudyMaterial) -> dict[str, list[str]]:
    """The cases or texts, as the cells count them, under each header.

    Where groups are of cases and texts are counted, or the other way round, what is coded in a group belongs to it too:
    a text of Nice says something of Lyon, and is then one of the texts of Lyon.
    """
    found: dict[str, list[str]] = {header.id: [] for header in groups.headers}
    for name, numbers in groups.under.items():
        for number in numbers:
            found[groups.headers[number].id].append(name)
    wanted: Wanted = "text" if table.cell == "texts" else "case"
    if groups.by == wanted:
        return found
    coded = _coded_in(groups, wanted, material)
    return {
        header: list(dict.fromkeys((*_turned(names, wanted, material), *coded[header])))
        for header, names in found.items()
    }


def _turned(names: Iterable[str], wanted: Wanted, material: StudyMaterial) -> list[str]:
    """The texts of these cases, or the cases that these texts belong to."""
    if wanted == "text":
        return [text for case in names for text in material.texts_of.get(case, ())]
    texts = (material.texts[name] for name in names if name in material.texts)
    return [case for text in texts for case in text.cases if case in material.cases]


def _coded_in(groups: Axis, wanted: Wanted, material: StudyMaterial) -> dict[str, list[str]]:
    """The texts in which something is coded, or the cases about which something is, under each header."""
    codings = material.codings
    units: Column = getattr(codings, wanted)
    positions, header = groups.places(groups.column(codings), material.chosen)
    width = len(units.names) + 1
    pairs = np.unique(header.astype(np.int64) * width + units.numbers[positions] + 1)
    found: dict[str, list[str]] = {one.id: [] for one in groups.headers}
    for pair in pairs[pairs % width > 0].tolist():
        found[groups.headers[pair // width].id].append(units.names[pair % width - 1])
    return found
