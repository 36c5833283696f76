"""A table that is asked for without being declared: read like a declared one, shown, and written down on wish."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coding.codebook.file import read_codebook
from coding.codebook.model import Code, Codebook
from coding.codebook.table_declaration import TableDeclaration
from coding.codebook.table_writing import with_table
from corpus.problem import GloseError
from reports.cell import SynthesisTable
from reports.study_material import StudyMaterial
from reports.tables.synthesis import synthesise
from wording.messages import tr
from wording.spelling import did_you_mean, folded
from workbench.codebook_writing import write_codebook
from workbench.study import Study
from workbench.tabulating import completed

UNNAMED = "table"
"""The id of a table that is only shown."""


class WrongTable(GloseError):
    """A table was asked for in a way that codebook.yaml would not take either."""


def asked_table(study: Study, keys: Mapping[str, Any]) -> tuple[TableDeclaration, str]:
    """The declaration that these keys of `tables:` make, and the codebook file with it.

    Raises WrongTable with what is wrong, NoPlaceForTable.
    """
    _ = study.codebook  # a codebook with faults of its own is told as such, before anything is added to it
    source = with_table(study.codebook_source, keys)
    book, problems = read_codebook(source)
    if book is None:
        wrong = [problem.message for problem in problems if problem.level == "error"]
        raise WrongTable(" ".join(wrong))
    return replace(book.tables[keys["id"]], asked=True), source


def made_table(study: Study, declaration: TableDeclaration, material: StudyMaterial) -> SynthesisTable:
    """The table; raises WrongTable where the study has no such rows, columns or values."""
    whole = completed(study, material, [declaration])
    try:
        return synthesise(declaration, whole)
    except GloseError as error:
        place, _, message = str(error).partition(": ")
        raise WrongTable(message if place.startswith("codebook.yaml") else str(error)) from error


def save_table(study: Study, source: str) -> None:
    """Write the codebook with the table, whole; raises CodebookChanged where the file was changed meanwhile."""
    write_codebook(study, source)


def code_called(codebook: Codebook, name: str, within: Sequence[str]) -> str:
    """The id of the code that a person calls so: by its id, the end of it or a label; the name itself where none is.

    Where several are called so, it is the one among or below the codes `within`.
    """
    if name in codebook.codes:
        return name
    found = [
        code.id
        for code in codebook.codes.values()
        if code.id.endswith(f".{name}") or folded(name) in map(folded, code.label.values())
    ]
    near = [one for one in found if any(one == code or one.startswith(f"{code}.") for code in within)]
    meant = near or found
    return meant[0] if len(meant) == 1 else name


def check_codes(codebook: Codebook, names: Sequence[str], within: Sequence[str]) -> None:
    """Raises WrongTable for the first of these that is no code, with the nearest id or label, first below `within`."""
    for name in names:
        if name not in codebook.codes:
            near = [code for code in codebook.codes.values() if any(code.id.startswith(f"{one}.") for one in within)]
            hints = (did_you_mean(name, _names(some)) for some in (near, codebook.codes.values()))
            raise WrongTable(tr("The codebook has no code {code!r}.", code=name) + next(filter(None, hints), ""))


def _names(codes: Iterable[Code]) -> list[str]:
    return [name for code in codes for name in (code.id, *code.label.values())]
