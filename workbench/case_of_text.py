"""Giving texts that are in the study another case: planned, shown, then recorded for all of them or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.cases import case_column
from corpus.problem import GloseError, Problem
from corpus.read import bytes_of
from corpus.readers.encoding import UnreadableFile
from corpus.readers.sheets import read_sheets
from wording.messages import tr
from workbench.correcting import Correction, commit, work_out
from workbench.study import Study, UnknownCase, UnknownText

_TEXT_KEYS = ("text", "texte", "id", "fichier", "file")


class BadCaseTable(GloseError):
    """A table of texts and cases that has faults."""


def read_case_table(study: Study, path: Path) -> dict[str, str]:
    """The case of each text in a csv or xlsx file with the columns `text` and `case`; raises BadCaseTable."""
    try:
        sheets, _ = read_sheets(bytes_of(path), path.name)
    except UnreadableFile as error:
        raise BadCaseTable(str(error)) from error
    header, *rows = sheets[0].rows if sheets else ((),)
    text_at, case_at = _text_column(header), case_column(header)
    if text_at is None or case_at is None:
        raise BadCaseTable(
            tr("{file}:1: the first row must name the columns {columns}.", file=path.name, columns="text, case")
        )
    wanted: dict[str, str] = {}
    problems: list[Problem] = []
    for row, line in zip(rows, sheets[0].lines[1:], strict=True):
        text, case = (row[at] if at < len(row) else "" for at in (text_at, case_at))
        try:
            wanted[study.text(text).id] = study.case(case)
        except (UnknownText, UnknownCase) as error:
            problems.append(Problem(f"{path.name}:{line}", str(error)))
    if problems:
        raise BadCaseTable(tr("{file} was not taken; every text has its case as before.", file=path.name), (*problems,))
    return wanted


def _text_column(header: Sequence[str]) -> int | None:
    return next((at for at, cell in enumerate(header) if cell.casefold() in _TEXT_KEYS), None)


def plan_cases(study: Study, wanted: Mapping[str, str]) -> list[Correction]:
    """The corrections that give these texts (by id) these cases; texts that have theirs already have none.

    Codings that were about the text's case are about the new one afterwards; a coding that a coder made about another
    case keeps it. Raises UnknownText and UnknownCase.
    """
    plans = []
    for text_id, name in wanted.items():
        text, case = study.text(text_id), study.case(name)
        if text.case != case:
            plans.append(work_out(study, text, replace(text, case=case)))
    return plans


def record_cases(study: Study, plans: Iterable[Correction], *, coder: str) -> None:
    """Record the new cases, a text at a time, each with its codings."""
    for plan in plans:
        commit(study, plan, coder=coder)
