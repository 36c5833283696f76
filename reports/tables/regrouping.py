"""Rows or columns that a table shows as one: merged by its declaration, or the rest below its first rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coding.codebook.model import PATH, word
from coding.codebook.table_declaration import AxisDeclaration, Merge, TableDeclaration
from reports.cell import Header
from reports.dividing_attribute import dividing_attribute
from reports.study_material import StudyMaterial
from reports.tables.axis import Axis, UnknownAxis, axis_of
from reports.tables.called import called, names_of
from reports.tables.voices import PLACES
from wording.catalogues import say
from wording.messages import tr
from wording.spelling import did_you_mean, folded

OTHERS = "_others"
"""The id of the row that stands for all rows not shown."""


def grouped_axis(declared: AxisDeclaration, table: TableDeclaration, material: StudyMaterial) -> Axis:
    """The axis as declared, with what the table merges; raises UnknownAxis."""
    axis = _axis(declared, table, material)
    return _merged(axis, declared.merged, table, material) if declared.merged else axis


def _axis(declared: AxisDeclaration, table: TableDeclaration, material: StudyMaterial) -> Axis:
    if declared.kind == "attribute" and declared.name in PLACES and not dividing_attribute(declared.name, material):
        return PLACES[declared.name](material)
    return axis_of(declared, table, material)


def is_left_out(name: str, table: TableDeclaration, material: StudyMaterial) -> bool:
    """Whether a row or column that is not here is one of the whole study, of which the material is a part."""
    if material.whole is None:
        return False
    whole = replace(material.whole, language=material.language)
    if table.is_listing or table.typology is not None:
        return name in whole.cases or name in whole.texts
    return any(called(name, grouped_axis(one, table, whole).headers) for one in (table.rows, table.columns))


def _merged(axis: Axis, merges: Sequence[Merge], table: TableDeclaration, material: StudyMaterial) -> Axis:
    """The axis with the declared headers as one, at the place of the first of them.

    What lies below a merged code goes with it. Raises UnknownAxis where the axis has no such header.
    """
    ids = [header.id for header in axis.headers]
    into: dict[int, Header] = {}
    for merge in merges:
        if merge.id in ids and merge.id not in merge.of:
            raise UnknownAxis(
                tr(
                    "codebook.yaml:{mark}: the table {table} has a row or column {name!r} already; name what is merged "
                    "otherwise.",
                    mark=merge.mark,
                    table=table.called,
                    name=merge.id,
                )
            )
        found = (_member(name, merge, table, axis.headers, material) for name in merge.of)
        members = tuple(name for name in found if name is not None)
        if not members:
            continue
        first = axis.headers[min(ids.index(name) for name in members)]
        header = Header(merge.id, word(merge.label, material.language) or merge.id, first.depth, members)
        for number, one in enumerate(ids):
            if one in members or (axis.by == "code" and any(one.startswith(f"{code}.") for code in members)):
                into[number] = header
    headers = dict.fromkeys(into.get(number, header) for number, header in enumerate(axis.headers))
    return _regrouped(axis, tuple(headers), {n: into.get(n, header) for n, header in enumerate(axis.headers)})


def _member(
    name: str, merge: Merge, table: TableDeclaration, headers: Sequence[Header], material: StudyMaterial
) -> str | None:
    """The id of the row or column that is to be merged, named by its id, the end of it or its label.

    None where it is left out of this part of the study.
    """
    if (found := called(name, headers)) is not None:
        return found
    if material.whole is not None:
        unmerged = replace(table, rows=replace(table.rows, merged=()), columns=replace(table.columns, merged=()))
        if is_left_out(name, unmerged, material):
            return None
    raise UnknownAxis(
        tr(
            "codebook.yaml:{mark}: the table {table} merges {name!r}, which is none of its rows or columns. Name them "
            "by their ids or as the table does.",
            mark=merge.mark,
            table=table.called,
            name=name,
        )
        + (did_you_mean(name, names_of(headers)) or did_you_mean(name, material.codebook.codes))
    )


def with_others(axis: Axis, kept: Sequence[str], language: str) -> Axis:
    """The axis with these headers alone, flat, and one more for the rest.

    The rest holds what falls under none of them and, of codes, what is coded with one that is not shown: where a code
    above it is shown, both count it. It is not called as one of the rows is.
    """
    ends = {folded(header.label.split(PATH)[-1]) for header in axis.headers}
    short = say("other_rows", language)
    others = Header(OTHERS, say("all_other_rows", language) if folded(short) in ends else short)
    shown = {header.id: header for header in axis.headers if header.id in kept}
    flat = [Header(name, shown[name].label, 0, shown[name].merged) for name in kept]
    by_id = {header.id: header for header in flat}
    of = {number: by_id.get(header.id, others) for number, header in enumerate(axis.headers)}
    regrouped = _regrouped(axis, (*flat, others), of)
    last = len(flat)
    under = {}
    for name, numbers in axis.under.items():
        shown_there = [n for n in regrouped.under[name] if n != last]
        left = numbers and (of[numbers[-1]] is others if axis.by == "code" else not shown_there)
        under[name] = [*shown_there, last] if left else shown_there
    return Axis(regrouped.headers, axis.by, under, regrouped.texts, regrouped.own, axis.names)


def _regrouped(axis: Axis, headers: Sequence[Header], of: Mapping[int, Header]) -> Axis:
    at = {header.id: number for number, header in enumerate(headers)}
    number_of = {old: at[header.id] for old, header in of.items()}
    under = {name: list(dict.fromkeys(number_of[n] for n in numbers)) for name, numbers in axis.under.items()}
    members: dict[str, list[str]] = {}
    for old, header in of.items():
        members.setdefault(header.id, []).append(axis.headers[old].id)

    def texts(header: str) -> Sequence[str] | None:
        behind = [axis.texts(one) for one in members[header]]
        known = [found for found in behind if found is not None]
        return list(dict.fromkeys(text for found in known for text in found)) if known else None

    own = {name: number_of[number] for name, number in axis.own.items()}
    return Axis(tuple(headers), axis.by, under, texts, own, axis.names)
