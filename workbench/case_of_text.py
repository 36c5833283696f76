"""Giving texts that are in the study another case: planned, shown, then recorded for all of them or none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.cases import CASE_KEYS
from corpus.file_content import bytes_of
from corpus.problem import GloseError, Problem
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
    columns = [_only_column(header, keys, path.name) for keys in (_TEXT_KEYS, CASE_KEYS)]
    wanted: dict[str, str] = {}
    problems: list[Problem] = []
    for row, line in zip(rows, sheets[0].lines[1:], strict=True):
        text, case = (row[at] if at < len(row) else "" for at in columns)
        if not text and not case:
            continue
        try:
            key, meant = _text_of(study, text), study.case(case)
        except (UnknownText, UnknownCase) as error:
            problems.append(Problem(f"{path.name}:{line}", str(error)))
            continue
        if wanted.setdefault(key, meant) != meant:
            message = tr(
                "{text} was given the case {other!r} further up and is given {case!r} here. Keep one of the lines.",
                text=key,
                other=wanted[key],
                case=meant,
            )
            problems.append(Problem(f"{path.name}:{line}", message))
    if problems:
        raise BadCaseTable(tr("{file} was not taken; every text has its case as before.", file=path.name), (*problems,))
    return wanted


def _only_column(header: Sequence[str], keys: Sequence[str], file: str) -> int:
    """The column (from 0) that is called one of `keys`; raises BadCaseTable where none or several are."""
    found = [at for at, cell in enumerate(header) if cell.strip().casefold() in keys]
    if not found:
        raise BadCaseTable(
            tr("{file}:1: the first row must name the columns {columns}.", file=file, columns="text, case")
        )
    if len(found) > 1:
        raise BadCaseTable(
            tr(
                "{file}:1: {columns} could each be the column {column!r}. Rename all but one of them.",
                file=file,
                columns=", ".join(header[at] for at in found),
                column=keys[0],
            )
        )
    return found[0]


def _text_of(study: Study, named: str) -> str:
    """The id of the text that is called so, or whose file is, if only one is; raises UnknownText."""
    of_file = [text.id for text in study.texts.values() if text.file == named]
    return of_file[0] if named not in study.texts and len(of_file) == 1 else study.text(named).id


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
    """Record the new cases, a text at a time, each with its codings: acts of the coder's, which can be taken back."""
    for plan in plans:
        commit(study, plan, coder=coder, case_was=plan.old.case or "")
