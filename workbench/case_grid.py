"""The case list as a grid: its cells as cases.csv has them, checked as they are typed, and written back.

A line of the file that nobody touched stays as it is written, with its quotes and what follows it; the separator, the
line ends and the mark at the beginning are the file's own.
"""

import csv
import hashlib
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coding.records.study_acts import CasesRevised
from corpus.attributes import Attribute
from corpus.cases import Case, attributes_of, case_column, case_name, names_of, read_cases
from corpus.formula_guard import guarded, unguarded
from corpus.problem import GloseError, Level, Problem
from corpus.readers.encoding import UnreadableFile, decode_raw
from corpus.whole_file import write_whole
from wording.messages import tr
from workbench.case_list import BadCaseList, attribute_faults, cases_in_use
from workbench.codebook_writing import write_text_file
from workbench.study import BrokenStudy, Study

FILE = "cases.csv"
_NEW = "case,aliases\n"


class CasesChanged(GloseError):
    """The case list is another than the one that was edited."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the grid: its cells, and the number of the line in the file (from 0) that it was, None if it is new."""

    cells: tuple[str, ...]
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong in a cell: the row and column from 0, None where it is about a whole row, or about the list."""

    message: str
    level: Level
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class CaseGrid:
    """The case list as it is in the file: `revision` is the hash of its bytes, `raw` each line as it is written."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    revision: str
    raw_header: str = ""
    raw: tuple[str, ...] = ()
    delimiter: str = ","
    newline: str = "\n"
    doubts: tuple[Problem, ...] = ()

    @property
    def case_at(self) -> int:
        """Which column holds the case; 0 in a list without one."""
        return _case_at(self.header)


@dataclass(frozen=True, slots=True)
class CheckedGrid:
    """A grid as it would be written, its cases and their attributes with types, and what is wrong where."""

    source: str
    cases: dict[str, Case]
    attributes: dict[str, Attribute]
    problems: tuple[CellProblem, ...] = field(default=())

    @property
    def errors(self) -> list[CellProblem]:
        """Those of the problems for which it is refused."""
        return [one for one in self.problems if one.level == "error"]


def grid_of(study: Study) -> CaseGrid:
    """The grid as the file is now; raises BrokenStudy where it cannot be read."""
    data = _bytes(study.folder / FILE)
    try:
        source, doubts = decode_raw(data, FILE) if data else (_NEW, ())
    except UnreadableFile as error:
        raise BrokenStudy(tr("{file} cannot be read: {why}.", file=FILE, why=error)) from error
    newline = "\r\n" if "\r\n" in source else "\r" if "\r" in source and "\n" not in source else "\n"
    first = re.split(r"[\r\n]", source, maxsplit=1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    records = _records(source, delimiter)
    raw_header, header = records[0] if records else ("", ["case", "aliases"])
    width = max(len(cells) for _, cells in [*records, ("", header)])
    titles = [*header, *[""] * (width - len(header))]
    rows = records[1:]
    padded = [(*cells, *[""] * (width - len(cells))) for _, cells in rows]
    return CaseGrid(
        header=tuple(titles),
        rows=tuple(Row(cells, number) for number, cells in enumerate(padded)),
        revision=hashlib.sha256(data).hexdigest(),
        raw_header=raw_header,
        raw=tuple(raw for raw, _ in rows),
        delimiter=delimiter,
        newline=newline,
        doubts=doubts,
    )


def check_grid(
    study: Study, before: CaseGrid, header: Sequence[str], rows: Sequence[Row], in_use: Collection[str] | None = None
) -> CheckedGrid:
    """What the file would say, and everything that is wrong, as `glose check` and `glose cases` would tell it.

    `in_use` are the cases that texts or codings are about, where they are known already.
    """
    source, first_lines = _written(before, header, rows)
    plain = source.replace("\r\n", "\n").replace("\r", "\n")
    cases, faults = read_cases(plain, FILE)
    problems = [_placed(fault, first_lines) for fault in faults]
    attributes = attributes_of(cases, study.settings.attributes, study.settings.language)
    problems += _wrong_values(attributes, header, rows)
    problems += [
        CellProblem(fault.message, fault.level)
        for fault in attribute_faults(study, cases)
        if fault.place == "study.yaml"
    ]
    problems += _shared_names(cases, header, rows)
    gone = [
        case for case in (cases_in_use(study) if in_use is None else in_use) if case not in names_of(cases.values())
    ]
    problems += [
        CellProblem(tr("lacks the case {case!r}, which texts or codings are about.", case=case), "error")
        for case in gone
    ]
    return CheckedGrid(source, cases, attributes, tuple(problems))


def write_grid(study: Study, revision: str, header: Sequence[str], rows: Sequence[Row], *, coder: str) -> CheckedGrid:
    """Write the grid into cases.csv and record it; the file is whole or as it was.

    Raises CasesChanged where the file is another than that of `revision`, BadCaseList with everything that is wrong.
    """
    before = grid_of(study)
    if before.revision != revision:
        message = tr("{file} was changed meanwhile by another program; nothing was written. Begin again.", file=FILE)
        raise CasesChanged(message)
    checked = check_grid(study, before, header, rows)
    if checked.errors:
        faults = tuple(Problem(_place(one), one.message, one.level) for one in checked.errors)
        raise BadCaseList(tr("{file} was not written; it is as it was.", file=FILE), faults)
    path = study.folder / FILE
    data, was = _bytes(path), study.cases_source
    if was:
        study.ledger.add_cases(coder, was)
    try:
        write_text_file(path, data.decode("utf-8-sig"), checked.source) if data else _create(study, path, checked)
    except UnicodeDecodeError:  # an older encoding: from now on it is UTF-8
        write_whole(path, checked.source, private=not study.settings.shared)
    study.reload()
    if study.cases_source != was:
        study.ledger.add_edit(coder, CasesRevised, was, study.cases_source)
    return checked


def _create(study: Study, path: Path, checked: CheckedGrid) -> None:
    write_whole(path, checked.source, private=not study.settings.shared)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise BrokenStudy(tr("{file} cannot be read: {why}.", file=FILE, why=error.strerror)) from error


def _records(source: str, delimiter: str) -> list[tuple[str, list[str]]]:
    """Each record of the file as it is written, with empty lines after it, and its cells as they are read."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", source)
    reader = csv.reader((re.sub(r"\r\n?", "\n", line) for line in lines), delimiter=delimiter)
    records: list[tuple[str, list[str]]] = []
    at = 0
    for record in reader:
        raw = "".join(lines[at : reader.line_num])
        at = reader.line_num
        cells = [unguarded(cell.strip()).strip() for cell in record]
        if any(cells) or not records:
            records.append((raw, cells))
        else:
            records[-1] = (records[-1][0] + raw, records[-1][1])
    return records


def _written(before: CaseGrid, header: Sequence[str], rows: Sequence[Row]) -> tuple[str, list[int]]:
    """The file as it is to be, and the line (from 1) on which each row begins."""
    same = tuple(header) == before.header
    pieces = [before.raw_header if same and before.raw_header else _line(header, before)]
    for row in rows:
        kept = same and row.origin is not None and row.cells == before.rows[row.origin].cells
        pieces.append(before.raw[row.origin or 0] if kept else _line(row.cells, before))
    ended = [piece if piece.endswith(("\n", "\r")) else piece + before.newline for piece in pieces[:-1]]
    first_lines, line = [], 1
    for piece in ended:
        line += _lines(piece)
        first_lines.append(line)
    return "".join([*ended, pieces[-1]]), first_lines


def _line(cells: Sequence[str], grid: CaseGrid) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=grid.delimiter, lineterminator=grid.newline)
    writer.writerow([guarded(" ".join(cell.split())) for cell in cells])
    return out.getvalue()


def _lines(piece: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", piece))


def _placed(fault: Problem, first_lines: Sequence[int]) -> CellProblem:
    """A problem with a line, in its row."""
    line = fault.place.rpartition(":")[2]
    if not line.isdecimal() or int(line) == 1:
        return CellProblem(fault.message, fault.level)
    row = max((n for n, first in enumerate(first_lines) if first <= int(line)), default=None)
    return CellProblem(fault.message, fault.level, row)


def _place(problem: CellProblem) -> str:
    return FILE if problem.row is None else f"{FILE}:{problem.row + 2}"


def _wrong_values(
    attributes: dict[str, Attribute], header: Sequence[str], rows: Sequence[Row]
) -> Iterator[CellProblem]:
    for at, name in enumerate(header):
        attribute = attributes.get(name.strip())
        if attribute is None:
            continue
        for number, row in enumerate(rows):
            written = row.cells[at].strip() if at < len(row.cells) else ""
            try:
                attribute.read(written) if written else None
            except ValueError as fault:
                message = tr("{attribute}: {value!r} {fault}.", attribute=name, value=written, fault=fault)
                yield CellProblem(message, "error" if attribute.declared else "warning", number, at)


def _shared_names(cases: dict[str, Case], header: Sequence[str], rows: Sequence[Row]) -> Iterator[CellProblem]:
    """Names that two cases have: a text with such a name would be about the first of them."""
    at = _case_at(header)
    line_of = {case_name(row.cells[at]): number for number, row in enumerate(rows) if at < len(row.cells)}
    owners: dict[str, str] = {}
    for case in cases.values():
        for name in case.names:
            owner = owners.setdefault(name, case.id)
            if owner != case.id:
                message = tr("{name!r} is a name of {case} and of {other}.", name=name, case=owner, other=case.id)
                yield CellProblem(message, "warning", line_of.get(case.id))


def _case_at(header: Sequence[str]) -> int:
    titles = [title.strip() for title in header]
    return titles.index("case") if "case" in titles else case_column(titles) or 0
