"""Tables of codings: Taguette's highlights, coded segments of MAXQDA, quotations of ATLAS.ti, anybody's own."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from exchange.archive import UnreadableProject
from exchange.gathering import Gathering
from exchange.project import Project
from exchange.tables.codebooks import add_codebook, colour_of, in_levels, is_codebook, joined_names, told_path
from exchange.tables.columns import Columns, UnclearColumns, columns_by_name, columns_of_codings
from exchange.tables.dates import moments
from exchange.tables.joined_codes import parted
from exchange.tables.reading import SUFFIXES, Table, tables_in
from exchange.tables.wide import unfolded
from wording.messages import quoted, tr, tr_n

SHOWN = 12
"""Headings named in a note."""


def sees_table(path: Path) -> bool:
    """Whether a path is a table, or a folder of nothing but tables."""
    if path.is_dir():
        return bool(_files(path)) and not (path / "study.yaml").exists()
    return path.suffix.casefold() in SUFFIXES


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [one for one in sorted(path.rglob("*")) if one.is_file() and one.suffix.casefold() in SUFFIXES]


def read_tables(path: Path, *, columns: Mapping[str, str] | None = None) -> Project:
    """The codings and codes in a table, or in the tables of a folder; raises UnreadableProject, UnclearColumns."""
    made = Gathering.of(path, "table")
    codings, books = _sorted(path, made, columns)
    for table in filter(in_levels, books):
        add_codebook(made, table, {})
    joined = joined_names(made)
    for table in books:
        if not in_levels(table):
            add_codebook(made, table, joined)
    for file, table, found in codings:
        _add(made, file, table, found, joined)
    for _, table, found in codings[:1]:
        shown = ", ".join(f"{role}: {table[0][at]}" for role, at in found.at.items())
        made.notes.append(tr("Columns: {columns}.", columns=shown))
    if made.parted_names:
        written, names = next(iter(made.parted_names.items()))
        message = tr_n(
            "{n} name of a code was taken for a path: {name} is {code} below {above}. If the sign is part of the name, "
            "write another one in the file.",
            "{n} names of codes were taken for paths: {name} is {code} below {above}. If the sign is part of a name, "
            "write another one in the file.",
            len(made.parted_names),
            name=quoted(written),
            code=quoted(names[-1]),
            above=quoted(names[-2]),
        )
        made.notes.append(message)
    return made.project()


def _sorted(
    path: Path, made: Gathering, stated: Mapping[str, str] | None
) -> tuple[list[tuple[Path, Table, Columns]], list[Table]]:
    """The tables of codings with their columns, and the codebooks; tables of a folder that are neither are doubted."""
    codings, books = list[tuple[Path, Table, Columns]](), list[Table]()
    for file in _files(path):
        for table in tables_in(file):
            if is_codebook(table) and not stated:
                books.append(table)
                continue
            try:
                codings.append((file, *_with_columns(table, made, file, stated)))
            except UnclearColumns as error:
                if path.is_file():
                    raise
                made.doubt(file.name, str(error))
    if not codings and not books:
        raise UnreadableProject(tr("{file} holds no table of codings or codes.", file=path.name))
    return codings, books


def _with_columns(table: Table, made: Gathering, file: Path, stated: Mapping[str, str] | None) -> tuple[Table, Columns]:
    """The table with a row a coding, and its columns; answers whose respondents have no column are in one text."""
    held: list[str] = []
    if "code" not in (stated or {}):
        table, held = unfolded(table)
    if held:
        shown = ", ".join(held[:SHOWN]) + (" …" if len(held) > SHOWN else "")
        made.notes.append(tr("A row has its codes in {n} columns: {columns}.", n=len(held), columns=shown))
    try:
        return table, columns_of_codings(table, stated)
    except UnclearColumns as error:
        if not held or set(error.missing) != {"document"}:
            raise
    named = [["document", *table[0]], *([file.stem, *row] for row in table[1:])]
    return named, columns_of_codings(named, stated)


def _add(made: Gathering, file: Path, table: Table, columns: Columns, joined: Mapping[str, tuple[str, ...]]) -> None:
    rows = [row for row in table[1:] if any(row)]
    times = moments([columns.cell(row, "time") for row in rows])
    numbers = [_number(columns.cell(row, "number")) for row in rows]
    cells = [(columns.cell(row, "code"), number) for row, number in zip(rows, numbers, strict=True)]
    below = set(joined.values())
    known = [*(names[-1] for names in made.codes if names not in below), *joined]
    several = columns.has("number") or _joined(table, columns)
    codes = parted(cells, known) if several else [[cell.strip()] if cell.strip() else [] for cell, _ in cells]
    often: Counter[tuple[str, str, str]] = Counter()
    for row, time, names, (cell, number) in zip(rows, times, codes, cells, strict=True):
        document, words = columns.cell(row, "document") or file.stem, columns.cell(row, "words")
        made.counts["codings"] += len(names) if names is not None else number or 1
        if names is None:
            why = tr(
                "the names of its codes cannot be told apart; import it in one folder with the table of codes: {cell}",
                cell=cell[:200],
            )
            made.leave("codings", document, why, number or 1)
            continue
        if not names:
            kept = tr("Glose has no place for it")
            made.leave("quotations", tr("marked passages without a code"), kept)
        if not words.strip():
            made.leave("codings", document, tr("the row has no words"), len(names))
            continue
        own = columns.cell(row, "id")
        for name in names:
            path = joined.get(name) or told_path(made, name)
            often[document, words, name] += 1
            key = (own, words) if own else (words, often[document, words, name])
            guid, at = made.excerpt(document, words, key)
            code = made.code(path, colour=colour_of(columns.cell(row, "colour")))
            made.coding(
                guid,
                code,
                at,
                own=key,
                person=made.person(columns.cell(row, "coder")),
                time=time,
                memo=columns.cell(row, "memo"),
                quote=words,
                near=_number(columns.cell(row, "start")),
            )


def _number(cell: str) -> int | None:
    return int(cell) if cell.strip().isdecimal() and len(cell) < 12 else None


def _joined(table: Table, columns: Columns) -> bool:
    """Whether the heading says that a cell holds several codes, and cells do."""
    heading = table[0][columns.at["code"]].casefold()
    plural = columns_by_name([heading]).has("code") and heading.rstrip().endswith("s")
    return plural and any(mark in row[columns.at["code"]] for row in table[1:] for mark in ("\n", ";", "|", ", "))
