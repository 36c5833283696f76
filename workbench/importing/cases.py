"""The cases of a file in the study's case list: rows and columns that are new, and values where none stood."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.attributes import RESERVED
from corpus.cases import Case, case_name, case_named
from corpus.formula_guard import guarded
from corpus.problem import Problem
from exchange.project import Attribute, LeftOut, ProjectCase
from wording.messages import tr
from workbench.importing.known import KnownThings

_OWN = ("case", "aliases")


@dataclass(slots=True)
class CasePlan:
    """`ids` gives the case of each GUID, `columns` the column of each attribute.

    `source` is cases.csv as it will be.
    """

    ids: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    source: str = ""
    new: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def case_of(self, cases: Sequence[ProjectCase], *, selections: bool = False) -> dict[str, str]:
        """The case of each source (or selection) that belongs to exactly one."""
        owners: dict[str, set[str]] = {}
        for case in cases:
            for member in case.selections if selections else case.sources:
                owners.setdefault(member, set()).add(self.ids[case.guid])
        return {member: next(iter(found)) for member, found in owners.items() if len(found) == 1}


def plan_cases(
    cases: Sequence[ProjectCase],
    attributes: Sequence[Attribute],
    listed: Mapping[str, Case],
    known: KnownThings,
    source: str,
) -> CasePlan:
    """The case list with the file's cases and attributes; what the list says already stays."""
    plan = CasePlan(source=source)
    of_cases = {name for case in cases for name in case.attributes}
    plan.columns = {one.guid: known.id("attributes", one.guid) or _column(one.name) for one in attributes}
    decided_here = {one.name for one in attributes if one.guid in known.typologies}
    of_cases -= decided_here
    names = {one.name: plan.columns[one.guid] for one in attributes}
    rows = {case.id: dict(case.attributes) for case in listed.values()}
    aliases = {case.id: case.aliases for case in listed.values()}
    columns = list(dict.fromkeys([*(column for row in rows.values() for column in row)]))
    columns += [names[name] for name in names if name in of_cases and names[name] not in columns]
    for case in cases:
        name = _case_id(case, listed, known, plan)
        plan.ids[case.guid] = name
        row = rows.setdefault(name, {})
        aliases.setdefault(name, ())
        for attribute, value in case.attributes.items():
            if attribute in decided_here:
                continue
            _put(row, names.get(attribute, _column(attribute)), " ".join(value.split()), name, plan)
        if case.description and not row.get("description"):
            row["description"] = " ".join(case.description.split())
            columns += [] if "description" in columns else ["description"]
    if cases and (plan.new or any(rows[c.id] != dict(c.attributes) for c in listed.values())):
        plan.source = _csv(columns, rows, aliases)
    return plan


def _case_id(case: ProjectCase, listed: Mapping[str, Case], known: KnownThings, plan: CasePlan) -> str:
    earlier = known.id("cases", case.guid)
    there = earlier if earlier in listed else case_named(case.name, listed.values())
    name = there or case_name(case.name) or f"case {len(plan.ids) + 1}"
    if there is None and name not in plan.new:
        plan.new.append(name)
    return name


def _put(row: dict[str, str], column: str, value: str, case: str, plan: CasePlan) -> None:
    before = row.get(column, "")
    if before and before != value:
        message = tr(
            "{attribute} of {case}: the study says {before!r}, the file {value!r}; the study's value stays.",
            attribute=column,
            case=case,
            before=before,
            value=value,
        )
        plan.problems.append(Problem("cases.csv", message, "warning"))
        return
    row[column] = value


def _column(name: str) -> str:
    """The column of an attribute: its name, unless the case list means something else by it."""
    plain = " ".join(name.split()) or "attribute"
    return f"{plain}_2" if plain.casefold() in (*_OWN, *RESERVED) else plain


def _csv(columns: Sequence[str], rows: Mapping[str, Mapping[str, str]], aliases: Mapping[str, Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_OWN, *map(guarded, columns)])
    for case, row in rows.items():
        writer.writerow(map(guarded, [case, ";".join(aliases[case]), *(row.get(column, "") for column in columns)]))
    return out.getvalue()
