"""What percentages of cases and texts are out of: all those of a group, or those of them that were read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coding.codebook.table_declaration import TableDeclaration
from reports.cell import Cell
from reports.study_material import StudyMaterial
from reports.tables.axis import Axis, UnknownAxis
from wording.messages import tr

Cells = Mapping[tuple[str, str], Cell]


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
    """The cases or texts, as the cells count them, under each header."""
    found: dict[str, list[str]] = {header.id: [] for header in groups.headers}
    for name, numbers in groups.under.items():
        for number in numbers:
            found[groups.headers[number].id].append(name)
    wanted = "text" if table.cell == "texts" else "case"
    if groups.by == wanted:
        return found
    return {header: _turned(names, wanted, material) for header, names in found.items()}


def _turned(names: Iterable[str], wanted: str, material: StudyMaterial) -> list[str]:
    """The texts of these cases, or the cases that these texts belong to."""
    if wanted == "text":
        return list(dict.fromkeys(text for case in names for text in material.texts_of.get(case, ())))
    texts = (material.texts[name] for name in names if name in material.texts)
    return list(dict.fromkeys(case for text in texts for case in text.cases))
