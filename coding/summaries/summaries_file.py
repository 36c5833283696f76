"""Reading a file of summaries written elsewhere: `code,case,text` and, where several wrote it, `coder`."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.problem import Problem
from corpus.readers.sheets import Sheet, read_sheets
from wording.messages import tr

REQUIRED = ("code", "case", "text")
OPTIONAL = ("coder",)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One row as written; `place` is `file:line`."""

    place: str
    code: str
    case: str
    text: str
    coder: str = ""


def read_summaries(data: bytes, name: str) -> tuple[list[SummaryRow], tuple[Problem, ...]]:
    """The summaries of a CSV, TSV or XLSX file, and what is wrong or doubtful in its form.

    Citations in `text` are written as elsewhere, mostly by the words they quote: `[^"attirer des entreprises"]`.
    Raises UnreadableFile where the file is damaged.
    """
    sheets, found = read_sheets(data, name)
    problems = list(found)
    if not sheets:
        return [], (*problems, Problem(name, tr("contains no summaries.")))
    [sheet, *_] = sheets
    columns = [column.casefold() for column in sheet.rows[0]]
    problems.extend(_wrong_columns(columns, f"{name}:{sheet.lines[0]}"))
    if any(problem.level == "error" for problem in problems):
        return [], tuple(problems)
    rows = _rows(sheet, columns, name, problems)
    if len(sheet.rows) == 1:
        problems.append(Problem(name, tr("contains no summaries.")))
    return rows, tuple(problems)


def _wrong_columns(columns: Sequence[str], place: str) -> list[Problem]:
    missing = [column for column in REQUIRED if column not in columns]
    unknown = [column for column in columns if column not in (*REQUIRED, *OPTIONAL)]
    found = [Problem(place, tr("lacks the column(s) {columns}.", columns=", ".join(missing)))] if missing else []
    if unknown:
        known = ", ".join((*REQUIRED, *OPTIONAL))
        message = tr("has unknown columns: {columns}. Choose from: {known}.", columns=", ".join(unknown), known=known)
        found.append(Problem(place, message))
    return found


def _rows(sheet: Sheet, columns: Sequence[str], name: str, problems: list[Problem]) -> list[SummaryRow]:
    rows: list[SummaryRow] = []
    for cells, line in zip(sheet.rows[1:], sheet.lines[1:], strict=True):
        place = f"{name}:{line}"
        if len(cells) > len(columns):
            message = tr("has {cells} cells; the header has {columns}.", cells=len(cells), columns=len(columns))
            message += " " + tr("Put texts that contain a comma in quotation marks.")
            problems.append(Problem(place, message))
            continue
        values = dict(zip(columns, cells, strict=False))
        empty = [column for column in REQUIRED if not values.get(column)]
        problems.extend(
            Problem(tr("{place}, column {column}", place=place, column=column), tr("is empty.")) for column in empty
        )
        if not empty:
            rows.append(SummaryRow(place, values["code"], values["case"], values["text"], values.get("coder", "")))
    return rows
