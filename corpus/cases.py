"""The cases of a study, read from cases.csv: their names, aliases and attributes."""

import csv
import io
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.attributes import RESERVED, Attribute, Condition, type_attributes
from corpus.formula_guard import unguarded
from corpus.problem import Problem
from corpus.text import TEXT_KINDS, Text, facts
from wording.catalogues import say
from wording.messages import LANGUAGES, quoted, tr
from wording.spelling import folded

CASE_KEYS = ("case", "cas", "collectivité", "collectivite")
"""Names for the case in the head of a file or of a column, in lower case."""


@dataclass(frozen=True, slots=True)
class Case:
    """One unit of analysis; `id` is its name in NFC, `attributes` has its value in each column."""

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

    The header shows whether `,` or `;` separates cells; `;` (or `|`) separates aliases. The apostrophe that guards a
    cell against being run as a formula is not read.
    """
    problems: list[Problem] = []
    source = source.removeprefix("\ufeff")
    header = source.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(source), delimiter=delimiter)
    written = [unguarded(column.strip()).strip() for column in next(reader, [])]
    columns = _columns(written)
    if "case" not in columns:
        problems.append(Problem(f"{name}:1", tr("the first line must name the columns, including `case`.")))
        return {}, tuple(problems)
    problems.extend(_columns_of_one_name(written, name))
    problems.extend(_columns_named_like_filters(columns, name))
    cases: dict[str, Case] = {}
    for case, line in _rows(reader, columns, name, problems):
        if case.id in cases:
            problems.append(
                Problem(f"{name}:{line}", tr("the case {case!r} appears twice. Keep one of them.", case=case.id))
            )
        cases.setdefault(case.id, case)
    return cases, tuple(problems)


def case_column(header: Sequence[str]) -> int | None:
    """Which column (from 0) holds the case: the first that is headed `case`, `cas` or `Collectivité`, if one is."""
    return next((n for n, column in enumerate(header) if column.casefold() in CASE_KEYS), None)


def _columns(header: Sequence[str]) -> list[str]:
    """The columns, that of the case called `case` (it may be headed `cas` or `Collectivité`)."""
    if "case" in header:
        return list(header)
    at = case_column(header)
    return ["case" if n == at else column for n, column in enumerate(header)]


def _columns_of_one_name(header: Sequence[str], name: str) -> Iterator[Problem]:
    """Columns whose names are the same, but perhaps for capitals and accents, and two that are called the case."""
    alike: dict[str, list[str]] = {}
    for column in filter(None, header):
        key = folded(column)
        alike.setdefault("case" if key == "cas" else key, []).append(column)
    for columns in alike.values():
        if len(columns) > 1 and len(set(columns)) == 1:
            message = tr(
                "{n} columns are called {column!r}. Give each a name of its own.", n=len(columns), column=columns[0]
            )
            yield Problem(f"{name}:1", message)
        elif len(columns) > 1:
            message = tr(
                "the columns {columns} have one name. Give each a name of its own; capitals and accents do not tell "
                "names apart.",
                columns=", ".join(map(quoted, columns)),
            )
            yield Problem(f"{name}:1", message)


def _columns_named_like_filters(columns: Sequence[str], name: str) -> Iterator[Problem]:
    for column in dict.fromkeys(columns):
        if column in RESERVED:
            message = tr(
                "no attribute can be called {column!r}, because `--where {column}=…` asks for something else. "
                "Rename the column, e.g. {other!r}.",
                column=column,
                other=f"{column}_2",
            )
            yield Problem(f"{name}:1", message)


def check_attributes(
    cases: Mapping[str, Case],
    declared: Mapping[str, Attribute],
    name: str = "cases.csv",
    *,
    language: str = "",
    of_texts: Collection[str] = (),
) -> Iterator[Problem]:
    """Values that do not have their attribute's type: errors where study.yaml declares it, else warnings.

    An attribute that neither cases nor texts have (`of_texts` are those of texts) is a warning.
    """
    for attribute in attributes_of(cases, declared, language).values():
        if attribute.doubt:
            message = tr(
                "{attribute}: {value!r} {doubt}. Until then it is {read}.",
                attribute=attribute.name,
                value=attribute.doubtful,
                doubt=attribute.doubt,
                read=f"{attribute.read(attribute.doubtful):.10g}",
            )
            yield Problem(name, message, "warning")
        for case in cases.values():
            written = case.attributes.get(attribute.name, "")
            try:
                attribute.read(written) if written else None
            except ValueError as error:
                values = {"attribute": attribute.name, "case": case.id, "value": written, "fault": error}
                if attribute.declared:
                    yield Problem(name, tr("{attribute} of {case}: {value!r} {fault}.", **values))
                else:
                    message = tr("{attribute} of {case}: {value!r} {fault}, unlike the other values.", **values)
                    yield Problem(name, message, "warning")
    known = {column for case in cases.values() for column in case.attributes}
    for column in declared:
        if cases and column not in known and column not in of_texts:
            message = tr(
                "attributes declares {column!r}, but {file} has no such column, and no text has it in its head.",
                column=column,
                file=name,
            )
            yield Problem("study.yaml", message, "warning")


def attributes_of(
    cases: Mapping[str, Case], declared: Mapping[str, Attribute], language: str = ""
) -> dict[str, Attribute]:
    """The attributes of the case list, with their types; numbers as the study's language writes them."""
    names = dict.fromkeys(column for case in cases.values() for column in case.attributes)
    return type_attributes({n: [c.attributes.get(n, "") for c in cases.values()] for n in names}, declared, language)


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
    of_cases: Mapping[str, Attribute], texts: Iterable[Text], declared: Mapping[str, Attribute], language: str = ""
) -> dict[str, Attribute]:
    """Everything by which cases and texts can be chosen: the attributes of cases, then those that only texts have."""
    known = [facts(text) for text in texts]
    names = dict.fromkeys(("case", "kind", "language", *(name for of_text in known for name in of_text)))
    columns = {name: [of_text.get(name, "") for of_text in known] for name in names}
    either = {name: one.knowing(columns.get(name, ())) for name, one in of_cases.items()}
    only_texts = {name: values for name, values in columns.items() if name not in of_cases}
    typed = type_attributes(only_texts, declared, language)
    kinds = [(say(kind, language), kind) for kind in TEXT_KINDS for language in LANGUAGES]
    labels = declared["kind"].value_labels if "kind" in declared else {}
    kinds += [(word, kind) for kind in TEXT_KINDS for word in labels.get(kind, {}).values()]
    return {**either, **typed, "kind": Attribute("kind").knowing(TEXT_KINDS, kinds)}


def case_attribute(cases: Iterable[Case]) -> Attribute:
    """What conditions may ask of `case`: the name of a case or an alias of it."""
    listed = list(cases)
    return Attribute("case").knowing(
        [case.id for case in listed], [(alias, case.id) for case in listed for alias in case.aliases]
    )


def _rows(
    reader: Iterator[list[str]], columns: list[str], name: str, problems: list[Problem]
) -> Iterator[tuple[Case, int]]:
    for number, row in enumerate(reader, 2):
        line = getattr(reader, "line_num", number)
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(columns):
            message = tr(
                "has {cells} cells, but the header has {columns}. Put cells that contain a comma in quotes.",
                cells=len(row),
                columns=len(columns),
            )
            problems.append(Problem(f"{name}:{line}", message))
        values = {c: unguarded(cell.strip()).strip() for c, cell in zip(columns, row, strict=False) if c}
        case_id = case_name(values.pop("case", ""))
        if not case_id:
            problems.append(Problem(f"{name}:{line}", tr("the column `case` is empty. Name the case.")))
            continue
        aliases = values.pop("aliases", "").replace("|", ";").split(";")
        yield Case(case_id, tuple(alias for a in aliases if (alias := case_name(a))), values), line


def case_name(name: str) -> str:
    """The id of a case: its name in NFC without spaces around it."""
    return unicodedata.normalize("NFC", name.strip())
