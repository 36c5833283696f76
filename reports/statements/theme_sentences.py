"""Sentences on codes: in how many cases or texts each is found, how strongly, with which value, in which groups."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import numpy as np

from coding.codebook.meaning import ReadBefore
from coding.codebook.model import ABSENT, Codebook
from coding.records.columns import CodedColumns, Column, Positions
from reports.cell import Cell, Header
from reports.statements.sentence import Cells, SentenceWriter, StatementSentence
from reports.statements.wording import Count, Unit, joined, noun, nouns_of
from reports.tables.axis import Axis
from reports.tables.read_before import read_before
from reports.tables.regrouping import OTHERS
from wording.catalogues import say
from wording.degree_word import degree_word
from wording.numbers import number

_GRADED = ("degree", "degrees", "latest")
_GROUPS_AT_MOST = 6
"""More groups than that are read in the table."""
_WIDE_FROM = 3
"""A range of fewer themes is not worth a sentence."""


def on_themes(writer: SentenceWriter, unit: Unit) -> Iterator[StatementSentence]:
    """For each code a sentence on who has it; where there are, on degrees, shared values and the widest range too."""
    units = tuple(writer.material.cases if unit == "case" else writer.material.texts)
    for line in _lines(writer):
        cells = {one: _cell(writer, line.id, one) for one in units}
        count = _counted(writer, line, cells, unit)
        yield writer.sentence(line.id, "theme", count, cells=cells, label=line.label)
        if writer.table.declaration.cell in _GRADED:
            yield from _on_degrees(writer, line, cells, count)
        if writer.table.declaration.cell == "value":
            yield from _on_values(writer, line, cells, count)
        if unit == "case":
            yield from _on_range(writer, line, cells, count)


def _lines(writer: SentenceWriter) -> Sequence[Header]:
    """The codes of the table, whether they are its rows or its columns; of the row for all others nothing is said."""
    lines = writer.table.rows if writer.table.declaration.rows.kind == "codes" else writer.table.columns
    return [line for line in lines if line.id != OTHERS]


def _codes(line: Header) -> tuple[str, ...]:
    """The codes that a row stands for: its own, or those merged into it."""
    return line.merged or (line.id,)


def _below(writer: SentenceWriter, line: Header) -> tuple[str, ...]:
    """The codes of a row and those below them."""
    book = writer.material.codebook
    return tuple(dict.fromkeys(code for top in _codes(line) for code in book.subtree(top)))


def _cell(writer: SentenceWriter, code: str, across: str) -> Cell:
    turned = writer.table.declaration.rows.kind != "codes"
    return writer.table.cells[(across, code) if turned else (code, across)]


def _in_state(cells: Cells, *states: str) -> tuple[str, ...]:
    return tuple(one for one, cell in cells.items() if cell.state in states)


def _counted(writer: SentenceWriter, line: Header, cells: Cells, unit: Unit) -> Count:
    total = writer.table.cases if unit == "case" else len(cells)
    reopened = [one for one, cell in cells.items() if cell.reopened]
    return Count(
        total=total,
        found=_in_state(cells, "coded"),
        lacking=_in_state(cells, "read", "absent"),
        absent=_in_state(cells, "absent"),
        unread=_in_state(cells, "unread"),
        unlisted=max(total - len(cells), 0),
        unit=unit,
        read_before=_read_before(writer, line, reopened, unit) if reopened else None,
        names=writer.names_of(unit),
    )


def _read_before(writer: SentenceWriter, line: Header, units: Iterable[str], unit: Unit) -> ReadBefore | None:
    """How many texts (of these cases) were read too early to say anything about the code (the first, if several)."""
    texts_of = writer.material.texts_of
    texts = list(units if unit != "case" else [text for case in units for text in texts_of.get(case, ())])
    found = (read_before(writer.material, code, texts) for code in _codes(line))
    return next((early for early in found if early), None)


def _on_degrees(writer: SentenceWriter, line: Header, cells: Cells, count: Count) -> Iterator[StatementSentence]:
    """Who gives a code the strongest degree that anybody gives it, and at which degree the others are."""
    scale = _scale_of(_below(writer, line), writer.material.codebook)
    at = {degree: tuple(one for one in count.found if cells[one].value == degree) for degree in reversed(scale)}
    given = [degree for degree in at if at[degree]]
    if not given:
        return
    top, *weaker = given
    elsewhere = ", ".join(_at_degree(writer, degree, count, at[degree]) for degree in weaker)
    details = [say("statement_degrees", writer.language, degrees=elsewhere)] if elsewhere else []
    graded = _having(writer, line, count, at[top])
    degree = degree_word(top, writer.language)
    yield writer.sentence(line.id, "degree", graded, cells=cells, details=details, label=line.label, degree=degree)


def _having(writer: SentenceWriter, line: Header, count: Count, found: tuple[str, ...]) -> Count:
    """The count of those that have a certain degree or value: what is coded otherwise and not read may yet have it."""
    unread = _unread(writer, line, count.unit)
    others = [one for one in count.found if one not in found]
    return replace(
        count,
        found=found,
        lacking=(*count.lacking, *(one for one in others if one not in unread)),
        unread=(*count.unread, *(one for one in others if one in unread)),
        absent=(),
    )


def _scale_of(codes: Iterable[str], book: Codebook) -> tuple[str, ...]:
    """The scale of the first of these codes that has one."""
    return next((scale for code in codes if (scale := book.degrees(code))), ())


def _at_degree(writer: SentenceWriter, degree: str, count: Count, some: Sequence[str]) -> str:
    word, names = degree_word(degree, writer.language), count.listed(some, writer.language)
    return say("statement_at_degree", writer.language, degree=word, names=names)


def _on_values(writer: SentenceWriter, line: Header, cells: Cells, count: Count) -> Iterator[StatementSentence]:
    """A sentence for each value that several give, the commonest first."""
    often = Counter(value for cell in cells.values() for value, _ in cell.values)
    for value, times in often.most_common():
        if times > 1:
            found = tuple(one for one, cell in cells.items() if value in dict(cell.values))
            having = _having(writer, line, count, found)
            yield writer.sentence(line.id, "value", having, cells=cells, label=line.label, value=value)


def _on_range(writer: SentenceWriter, line: Header, cells: Cells, count: Count) -> Iterator[StatementSentence]:
    """The one case that has the most of the codes right below this one."""
    book = writer.material.codebook
    below = [one.id for one in _lines(writer) if one.id in book.codes and book.codes[one.id].parent == line.id]
    held = {one: [cell for code in below if (cell := _cell(writer, code, one)).state == "coded"] for one in cells}
    widest, *others = sorted(held, key=lambda one: -len(held[one])) or [""]
    most = len(held.get(widest, ()))
    if most < _WIDE_FROM or (others and len(held[others[0]]) == most):
        return
    figures = {"most": number(most, writer.language), "all": number(len(below), writer.language)}
    unread = tuple(one for one in _unread(writer, line, "case") if one != widest)
    only = Count(count.total, (widest,), unread=unread, unlisted=count.unlisted)
    key = "statement_widest_so_far" if only.is_open("only") else "statement_widest"
    clause = say(key, writer.language, names=widest, label=line.label, **figures)
    text = joined([clause], writer.language)
    sentence = writer.saying(text, line.id, "widest", quantifier="only", count=only, cells=cells)
    yield replace(sentence, cells=tuple((cell.row, cell.column) for cell in held[widest]))


def on_groups(writer: SentenceWriter, axis: Axis, codings: CodedColumns) -> Iterator[StatementSentence]:
    """For each code a sentence over the cases (or texts) of all groups of `axis`, with n of N for each group.

    The positions in the table's cells are of `codings`. A coding that says "absent" is not counted; what it is about
    is known not to have the code, however far it was read.
    """
    groups = _members(axis)
    unit: Unit = "case" if axis.by == "case" else "text"
    names = codings.case if axis.by == "case" else codings.text
    degrees, absent = codings.degree.numbers, codings.degree.number(ABSENT)
    for line in _lines(writer):
        unread = _unread(writer, line, unit)
        holders: dict[str, set[str]] = {}
        without: set[str] = set()
        for header in axis.headers:
            evidence = _cell(writer, line.id, header.id).evidence
            holders[header.id] = set() if evidence is None else _named(names, evidence[degrees[evidence] != absent])
            without |= set() if evidence is None else _named(names, evidence[degrees[evidence] == absent])
        yield _on_group(writer, line, axis, groups=groups, holders=holders, without=without, unread=unread, unit=unit)


def _called(axis: Axis, writer: SentenceWriter) -> dict[str, str]:
    """What a sentence calls each group: kinds of texts in several (`entretiens`), others as the table heads them."""
    declared, language = writer.table.declaration, writer.language
    if "kind" not in (declared.rows.kind, declared.columns.kind):
        return {header.id: header.label for header in axis.headers}
    kinds = {"interview": noun("interview", 2, language), "document": noun("document", 2, language)}
    return {header.id: kinds.get(header.id, header.label) for header in axis.headers}


def _named(column: Column, positions: Positions) -> set[str]:
    """The different names that a column has at these positions."""
    return {column.names[number] for number in np.unique(column.numbers[positions]).tolist() if number >= 0}


def _members(axis: Axis) -> dict[str, list[str]]:
    """The cases or texts under each header."""
    found: dict[str, list[str]] = {header.id: [] for header in axis.headers}
    for name, numbers in axis.under.items():
        for at in numbers:
            found[axis.headers[at].id].append(name)
    return found


def _unread(writer: SentenceWriter, line: Header, unit: Unit) -> frozenset[str]:
    material = writer.material
    below = _below(writer, line)
    if unit == "case":
        return frozenset(case for case in material.cases if not material.is_read(case, below))
    return frozenset(material.texts) - material.read_for(below)


def _on_group(
    writer: SentenceWriter,
    line: Header,
    axis: Axis,
    *,
    groups: Mapping[str, Sequence[str]],
    holders: Mapping[str, set[str]],
    without: AbstractSet[str],
    unread: frozenset[str],
    unit: Unit,
) -> StatementSentence:
    everyone = tuple(dict.fromkeys(one for members in groups.values() for one in members))
    found = tuple(one for one in everyone if any(one in held for held in holders.values()))
    absent = tuple(one for one in everyone if one not in found and one in without)
    open_ones = tuple(one for one in everyone if one not in (*found, *absent) and one in unread)
    known = {name: sum(one not in open_ones for one in members) for name, members in groups.items()}
    shares = ", ".join(
        say(
            "statement_group" if known[group] else "statement_group_unread",
            writer.language,
            label=called,
            n=len(holders[group]),
            N=known[group],
        )
        for group, called in _called(axis, writer).items()
    )
    count = Count(
        total=len(everyone),
        found=found,
        lacking=tuple(one for one in everyone if one not in (*found, *open_ones)),
        absent=absent,
        unread=open_ones,
        unit=unit,
        read_before=_read_before(writer, line, open_ones, unit),
        names=writer.names_of(unit),
    )
    cells = {header.id: _cell(writer, line.id, header.id) for header in axis.headers}
    key = "statement_groups_so_far" if open_ones else "statement_groups"
    told = say(key, writer.language, groups=shares, **nouns_of(unit, writer.language))
    # What all have, every group has: then the groups say nothing more.
    details = [told] if len(groups) <= _GROUPS_AT_MOST and (open_ones or len(found) < len(everyone)) else []
    sentence = writer.sentence(line.id, "theme", count, cells={}, details=details, label=line.label)
    shown = [cell for cell in cells.values() if (cell.state == "coded") == bool(found)]
    return replace(sentence, cells=tuple((cell.row, cell.column) for cell in shown))
