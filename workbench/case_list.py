"""The case list: taking it from a table file, the attributes in it, and choosing by them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coding.records.coverage import covered
from corpus.attributes import FILTERS, FINISHED, Attribute, BadCondition, Condition, condition_name, read_conditions
from corpus.cases import (
    Case,
    attributes_of,
    attributes_with_texts,
    case_attribute,
    case_column,
    case_name,
    check_attributes,
    facts_about,
    names_of,
    read_cases,
)
from corpus.file_content import bytes_of
from corpus.formula_guard import guarded, unguarded
from corpus.problem import GloseError, Problem
from corpus.readers.encoding import UnreadableFile
from corpus.readers.sheets import read_sheets
from corpus.text import Text, facts_named
from corpus.whole_file import write_whole
from reports.tables.narrowing import coding_attributes, finished_attribute, reading_facts
from wording.messages import tr
from workbench.counted_coders import known_coders
from workbench.study import Study


class BadCaseList(GloseError):
    """A table file that cannot be the study's case list."""


@dataclass(frozen=True, slots=True)
class CaseList:
    """A case list that was read but not taken: its CSV, its cases, the warnings met."""

    source: str
    cases: dict[str, Case]
    problems: tuple[Problem, ...]


def attributes(study: Study) -> dict[str, Attribute]:
    """Everything cases and texts can be chosen by: the attributes of cases, then what the texts' heads say."""
    declared = study.settings.attributes
    known = attributes_with_texts(
        attributes_of(study.listed_cases, declared, study.settings.language),
        study.texts.values(),
        declared,
        study.settings.language,
    )
    return {**known, "case": case_attribute(study.cases.values())}


def conditions(
    study: Study, given: Sequence[str], *, of_texts: bool = True, of_codings: bool = False
) -> tuple[Condition, ...]:
    """The conditions of `--where`, on cases and (unless only cases are asked for) on the reading of texts.

    With `of_codings` they may ask for a code, coder, degree, value or decision, as those that a table declares. Raises
    BadCondition.
    """
    if not given:
        return ()
    known = attributes(study)
    if of_texts:
        known |= {FINISHED: finished_attribute()}
    asked = [words for words in given if condition_name(words) in FILTERS]
    if asked and of_codings:
        columns = study.ledger.coding_columns()
        known |= coding_attributes(study.codebook, columns, (*columns.coder.names, *known_coders(study)))
    elif asked:
        raise BadCondition(
            tr(
                "{condition!r} asks for codings; here conditions are on cases and texts. Tables, `glose explore` and "
                "`glose figure` take it.",
                condition=asked[0],
            )
        )
    return read_conditions(given, known)


def chosen_texts(study: Study, wanted: Sequence[Condition]) -> dict[str, Text]:
    """The texts that meet all conditions, by their own facts over those of their case, and how far they are read."""
    cases = study.cases
    read = _read_to_the_end(study) if any(one.attribute.name == FINISHED for one in wanted) else frozenset()
    known = {text.id: {**facts_about(text, cases), **reading_facts(text.id, read)} for text in study.texts.values()}
    return {
        text.id: text for text in study.texts.values() if all(condition.holds(known[text.id]) for condition in wanted)
    }


def _read_to_the_end(study: Study) -> frozenset[str]:
    """The texts whose every passage the coders who count went through."""
    read = counted_coverage(study, study.texts)
    return frozenset(text.id for text in study.texts.values() if len(read[text.id]) == len(text.passages))


def counted_coverage(study: Study, texts: Iterable[str]) -> dict[str, set[int]]:
    """By text the numbers of the passages that the coders who count went through."""
    readings = study.ledger.readings()
    counted = set(study.counted(sorted({reading.coder for reading in readings})))
    mine = [reading for reading in readings if reading.coder in counted]
    return {text: {passage.number for passage in covered(study.texts[text], mine)} for text in texts}


def attribute_faults(study: Study, cases: Mapping[str, Case], file: str = "cases.csv") -> Iterator[Problem]:
    """What is wrong with the values of a case list, by the attributes that study.yaml declares for cases and texts."""
    settings = study.settings
    of_texts = facts_named(study.texts.values())
    return check_attributes(cases, settings.attributes, file, language=settings.language, of_texts=of_texts)


def read_case_list(study: Study, path: Path) -> CaseList:
    """The case list in a csv or xlsx file; raises BadCaseList with every fault in it."""
    try:
        sheets, problems = read_sheets(bytes_of(path), path.name)
    except UnreadableFile as error:
        raise BadCaseList(str(error)) from error
    if not sheets:
        raise BadCaseList(
            tr("{file} is empty. Its first row must name the columns, `case` among them.", file=path.name)
        )
    header, *rows = sheets[0].rows
    case_at = case_column(header)
    if case_at is None:
        raise BadCaseList(
            tr(
                "{file}:1: no column is called `case`. The columns are: {columns}.",
                file=path.name,
                columns=", ".join(header),
            )
        )
    titles = ["case" if n == case_at else title for n, title in enumerate(header)]
    source = _csv([titles, *rows])
    cases, faults = read_cases(source, path.name)
    faults = (
        *problems,
        *faults,
        *attribute_faults(study, cases, path.name),
    )
    errors = tuple(problem for problem in faults if problem.level == "error")
    gone = [case for case in cases_in_use(study) if case not in names_of(cases.values())]
    errors += tuple(
        Problem(path.name, tr("lacks the case {case!r}, which texts or codings are about.", case=case)) for case in gone
    )
    if errors:
        raise BadCaseList(tr("{file} was not imported; cases.csv is unchanged.", file=path.name), errors)
    return CaseList(source, cases, faults)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([guarded(unguarded(cell)) for cell in row] for row in rows)
    return out.getvalue()


def cases_in_use(study: Study) -> list[str]:
    """The listed cases that texts or codings are about, by their names of today: none of them may be left out."""
    columns = study.ledger.whole.coding_columns().case
    coded = (columns.names[number] for number in np.unique(columns.numbers).tolist() if number >= 0)
    of_texts = (case for text in study.texts.values() for case in text.cases)
    used = {case_name(case) for case in (*coded, *of_texts) if case}
    return sorted(used & set(study.listed_cases))


def take_case_list(study: Study, case_list: CaseList, *, coder: str) -> None:
    """Make it the study's cases.csv and record it; the file is whole or as it was."""
    write_whole(study.folder / "cases.csv", case_list.source, private=not study.settings.shared)
    study.ledger.add_cases(coder, case_list.source)
    study.reload()
