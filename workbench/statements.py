"""The statements of an open study: sentences written from its tables, and the team's own checked against it."""

from collections.abc import Sequence
from pathlib import Path

from coding.codebook.quantifiers import Thresholds, read_quantifiers
from coding.statements.statement import Statement
from coding.statements.statement_check import StatementCheck
from coding.statements.statements_file import read_statements
from corpus.cases import attributes_of, case_attribute
from corpus.file_content import bytes_of
from corpus.problem import GloseError, Problem
from corpus.readers.encoding import decode
from reports.cell import SynthesisTable
from reports.statements.checks import check_statements
from reports.statements.sentence import StatementSentence
from reports.statements.statements import statements_of
from reports.study_material import StudyMaterial
from wording.messages import tr, tr_n
from workbench.study import Study

FILE = "statements.yaml"


class NoStatements(GloseError):
    """There is no file of statements where one was looked for."""


class BrokenStatements(GloseError):
    """A file of statements, or the bounds of quantifiers, has faults; `problems` lists all of them."""


def thresholds_of(study: Study) -> Thresholds:
    """The bounds of quantifiers that the codebook sets; raises BrokenStatements."""
    thresholds, problems = read_quantifiers(study.codebook.quantifiers, lambda _: "codebook.yaml")
    if problems:
        raise BrokenStatements(tr("The bounds under `quantifiers:` in codebook.yaml have errors."), problems)
    return thresholds


def written(
    study: Study, tables: Sequence[SynthesisTable], material: StudyMaterial, *, language: str
) -> list[StatementSentence]:
    """The sentences of these tables, in order; `material` is what the tables were made from."""
    thresholds = thresholds_of(study)
    return [sentence for table in tables for sentence in statements_of(table, material, thresholds, language)]


def statements(study: Study, path: Path | None = None) -> tuple[Statement, ...]:
    """The team's statements in a file, by default statements.yaml in the study's folder.

    Raises NoStatements where there is no such file, BrokenStatements with every fault in it.
    """
    file = path or study.folder / FILE
    if not file.is_file():
        raise NoStatements(
            tr(
                "There is no file {file}. Write your statements in {default}; see docs/statements.md.",
                file=file,
                default=FILE,
            )
        )
    source, _ = decode(bytes_of(file), file.name)
    found, problems = read_for(study, source, name=file.name)
    if problems:
        raise BrokenStatements(
            tr_n(
                "{file} has {n} error; nothing was checked.",
                "{file} has {n} errors; nothing was checked.",
                len(problems),
                file=file.name,
            ),
            problems,
        )
    return found


def read_for(study: Study, source: str, *, name: str = FILE) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """The statements that a source says about this study, and everything that is wrong with it."""
    known = {
        **attributes_of(study.listed_cases, study.settings.attributes, study.settings.language),
        "case": case_attribute(study.cases.values()),
    }
    return read_statements(source, study.codebook, cases=study.cases, attributes=known, name=name)


def checked(study: Study, material: StudyMaterial, path: Path | None = None) -> list[StatementCheck]:
    """The verdict on each of the team's statements; none where the study has no statements.yaml and none was named."""
    if path is None and not (study.folder / FILE).is_file():
        return []
    return check_statements(statements(study, path), material, thresholds_of(study))
