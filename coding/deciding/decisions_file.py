"""Reading a file of decisions made elsewhere: CSV with a header, or JSON lines."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coding.deciding.decision import Decision
from corpus.problem import Problem
from wording.messages import tr

REQUIRED = ("text", "quote", "code", "decision")
OPTIONAL = ("start", "end", "occurrence", "case", "degree", "value", "coder", "memo", "reason")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One row of a file: `place` is `file:line`; `coder` is empty where the row names nobody."""

    place: str
    decision: Decision
    coder: str = ""

    def place_of(self, column: str) -> str:
        """Where a problem with that column lies."""
        return tr("{place}, column {column}", place=self.place, column=column)


def read_decisions(source: str, name: str) -> tuple[list[DecisionRow], tuple[Problem, ...]]:
    """The rows of a decisions file and what is wrong with its form.

    A name ending in `.jsonl` (or a text that begins with `{`) is read as JSON lines, else as CSV, whose
    separator (`,`, `;` or tab) the header tells.
    """
    problems: list[Problem] = []
    source = source.removeprefix("\ufeff")
    as_lines = name.lower().endswith((".jsonl", ".ndjson")) or source.lstrip().startswith("{")
    raw = _json_rows(source, name, problems) if as_lines else _csv_rows(source, name, problems)
    rows = [row for place, values in raw if (row := _row(place, values, problems)) is not None]
    if not rows and not problems:
        problems.append(Problem(name, tr("contains no decisions.")))
    return rows, tuple(problems)


def _csv_rows(source: str, name: str, problems: list[Problem]) -> Iterator[tuple[str, dict[str, str]]]:
    header = source.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(source, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [column.strip().lower() for column in next(reader, [])]
        if not _columns_are_right(columns, name, problems):
            return
        line = reader.line_num + 1
        for row in reader:
            place, line = f"{name}:{line}", reader.line_num + 1
            if not any(row):
                continue
            if len(row) != len(columns):
                message = tr("has {cells} cells; the header has {columns}.", cells=len(row), columns=len(columns))
                problems.append(Problem(place, message))
                continue
            yield place, dict(zip(columns, row, strict=True))
    except csv.Error as error:
        problems.append(
            Problem(
                f"{name}:{reader.line_num}", tr("is not valid CSV: {error}. Check the quotation marks.", error=error)
            )
        )


def _columns_are_right(columns: list[str], name: str, problems: list[Problem]) -> bool:
    placed = "start" in columns and "end" in columns
    missing = [column for column in REQUIRED if column not in columns and not (placed and column == "quote")]
    unknown = [column for column in columns if column not in (*REQUIRED, *OPTIONAL)]
    if missing:
        problems.append(Problem(f"{name}:1", tr("lacks the column(s) {columns}.", columns=", ".join(missing))))
    if unknown:
        known = ", ".join((*REQUIRED, *OPTIONAL))
        message = tr("has unknown columns: {columns}. Choose from: {known}.", columns=", ".join(unknown), known=known)
        problems.append(Problem(f"{name}:1", message))
    return not missing and not unknown


def _json_rows(source: str, name: str, problems: list[Problem]) -> Iterator[tuple[str, dict[str, str]]]:
    for number, line in enumerate(source.splitlines(), 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            values = json.loads(line)
        except ValueError as error:
            problems.append(Problem(place, tr("is not a JSON object: {error}.", error=error)))
            continue
        if not isinstance(values, dict):
            problems.append(Problem(place, tr("is not a JSON object but a single value.")))
            continue
        unknown = sorted(set(values) - {*REQUIRED, *OPTIONAL})
        if unknown:
            problems.append(Problem(place, tr("has unknown keys: {keys}.", keys=", ".join(unknown))))
            continue
        yield place, {key: "" if value is None else str(value) for key, value in values.items()}


def _row(place: str, values: Mapping[str, str], problems: list[Problem]) -> DecisionRow | None:
    numbers: dict[str, int | None] = {}
    for column, lowest in (("occurrence", 1), ("start", 0), ("end", 1)):
        written = values.get(column, "").strip()
        if written and not (written.isdecimal() and int(written) >= lowest):
            message = tr("{number!r} is not a whole number from {lowest}.", number=written, lowest=lowest)
            problems.append(Problem(tr("{place}, column {column}", place=place, column=column), message))
            return None
        numbers[column] = int(written) if written else None
    start, end = numbers["start"], numbers["end"]
    if (start is None) != (end is None):
        empty = "start" if start is None else "end"
        message = tr("is empty. Give start and end together, in characters from 0, or neither.")
        problems.append(Problem(tr("{place}, column {column}", place=place, column=empty), message))
        return None
    plain = {key: values.get(key, "").strip() for key in (*REQUIRED, *OPTIONAL) if key not in numbers}
    coder = plain.pop("coder")
    at = None if start is None or end is None else (start, end)
    decision = Decision(occurrence=numbers["occurrence"] or 0, at=at, **plain)  # type: ignore[arg-type]
    return DecisionRow(place, decision, coder)
