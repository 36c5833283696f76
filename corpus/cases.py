"""The cases of a study, read from cases.csv: their names, aliases and attributes."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.attributes import Attribute, Condition, type_attributes
from corpus.problem import Problem
from corpus.text import Text, facts


@dataclass(frozen=True, slots=True)
class Case:
    """One unit of analysis; `id` is its name in NFC, `attributes` one value a column."""

    id: str
    aliases: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the case is called: its id, then its aliases."""
        return (self.id, *self.aliases)

    @property
    def facts(self) -> dict[str, str]:
        """What conditions can ask of the case: its name as `case`, and its attributes."""
        return {"case": self.id, **self.attributes}


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


def names_of(cases: Iterable[Case]) -> set[str]:
    """Everything that these cases are called."""
    return {name for case in cases for name in case.names}


def case_named(name: str, cases: Iterable[Case]) -> str | None:
    """The id of the case with that name or alias; None where there is none."""
    wanted = case_name(name)
    return next((case.id for case in cases if wanted in case.names), None)


def cases_meeting(conditions: Sequence[Condition], cases: Iterable[Case]) -> dict[str, Case]:
    """The cases that meet all conditions, by id."""
    return {case.id: case for case in cases if all(condition.holds(case.facts) for condition in conditions)}


def facts_about(text: Text, cases: Mapping[str, Case]) -> dict[str, str]:
    """What is known about a text: the attributes of its case, replaced by what its own file says."""
    case = cases.get(text.case or "")
    return {**(case.attributes if case else {}), **facts(text)}


def attributes_with_texts(
    of_cases: Mapping[str, Attribute], texts: Iterable[Text], declared: Mapping[str, Attribute]
) -> dict[str, Attribute]:
    """Everything by which cases and texts can be chosen: the attributes of cases, then those that only texts have."""
    known = [facts(text) for text in texts]
    names = dict.fromkeys(("case", "kind", "language", *(name for of_text in known for name in of_text)))
    columns = {name: [of_text.get(name, "") for of_text in known] for name in names if name not in of_cases}
    return {**of_cases, **type_attributes(columns, declared)}


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
        yield Case(case_id, tuple(alias for a in aliases if (alias := case_name(a))), values), line


def case_name(name: str) -> str:
    """The id of a case: its name in NFC without outer blanks."""
    return unicodedata.normalize("NFC", name.strip())
