"""The cases of a study, read from cases.csv: their names, aliases and attributes."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.attributes import Attribute, type_attributes
from corpus.problem import Problem


@dataclass(frozen=True, slots=True)
class Case:
    """One unit of analysis; `id` is its name in NFC, `attributes` one value a column."""

    id: str
    aliases: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


def read_cases(source: str, name: str = "cases.csv") -> tuple[dict[str, Case], tuple[Problem, ...]]:
    """The cases of a CSV (`case,aliases,…`) by id, in the file's order, and what is wrong with it.

    Separators `,` and `;` are told apart by the header; aliases are separated by `;` (or `|`).
    """
    problems: list[Problem] = []
    source = source.removeprefix("\ufeff")
    header = source.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(source), delimiter=delimiter)
    columns = [column.strip() for column in next(reader, [])]
    if "case" not in columns:
        problems.append(Problem(f"{name}:1", "the first line must name the columns, `case` among them."))
        return {}, tuple(problems)
    cases: dict[str, Case] = {}
    for case, line in _rows(reader, columns, name, problems):
        if case.id in cases:
            problems.append(Problem(f"{name}:{line}", f"the case {case.id!r} stands here a second time."))
        cases.setdefault(case.id, case)
    return cases, tuple(problems)


def check_attributes(
    cases: Mapping[str, Case], declared: Mapping[str, Attribute], name: str = "cases.csv"
) -> Iterator[Problem]:
    """Values that are not of their attribute's type: errors where study.yaml declares it, else warnings."""
    for attribute in attributes_of(cases, declared).values():
        for case in cases.values():
            written = case.attributes.get(attribute.name, "")
            try:
                attribute.read(written) if written else None
            except ValueError as error:
                like = "" if attribute.declared else ", as the other values are"
                message = f"{attribute.name} of {case.id}: {written!r} {error}{like}."
                yield Problem(name, message, "error" if attribute.declared else "warning")
    known = {column for case in cases.values() for column in case.attributes}
    for column in declared:
        if cases and column not in known:
            yield Problem("study.yaml", f"attributes declares {column!r}, which {name} has no column for.", "warning")


def attributes_of(cases: Mapping[str, Case], declared: Mapping[str, Attribute]) -> dict[str, Attribute]:
    """The attributes of the case list, with their types."""
    names = dict.fromkeys(column for case in cases.values() for column in case.attributes)
    return type_attributes({n: [c.attributes.get(n, "") for c in cases.values()] for n in names}, declared)


def _rows(
    reader: Iterator[list[str]], columns: list[str], name: str, problems: list[Problem]
) -> Iterator[tuple[Case, int]]:
    for number, row in enumerate(reader, 2):
        line = getattr(reader, "line_num", number)
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(columns):
            message = f"has {len(row)} cells, the header {len(columns)}. Put a cell with a comma in quotes."
            problems.append(Problem(f"{name}:{line}", message))
        values = {c: cell.strip() for c, cell in zip(columns, row, strict=False) if c}
        case_id = case_name(values.pop("case", ""))
        if not case_id:
            problems.append(Problem(f"{name}:{line}", "the column `case` is empty."))
            continue
        aliases = values.pop("aliases", "").replace("|", ";").split(";")
        yield Case(case_id, tuple(a.strip() for a in aliases if a.strip()), values), line


def case_name(name: str) -> str:
    """The id of a case: its name in NFC without outer blanks."""
    return unicodedata.normalize("NFC", name.strip())
