"""What a person names when tracing: the row or column of a table, and an entry of the ledger."""

from collections.abc import Callable, Sequence

from coding.records.entry import Entry
from corpus.problem import GloseError
from reports.cell import Header, SynthesisTable
from wording.messages import tr
from wording.spelling import did_you_mean, folded
from workbench.study import Study


class UnknownEntry(GloseError):
    """An entry that the ledger does not have, or a name that several begin with."""


class UnknownCell(GloseError):
    """A row or column that the table does not have."""


def header_named(table: SynthesisTable, headers: Sequence[Header], named: str, what: str) -> Header:
    """The row or column with that id or label; raises UnknownCell naming the nearest."""
    wanted, about = folded(named), {"table": table.declaration.id, "named": named}
    ways: tuple[Callable[[Header], bool], ...] = (
        lambda header: header.id == named,
        lambda header: wanted in (folded(header.id), folded(header.label)),
        lambda header: folded(header.id).rpartition(".")[2] == wanted,
    )
    for fits in ways:
        found = [header for header in headers if fits(header)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(header.id for header in found[:5])
            raise UnknownCell(
                tr(
                    "{named!r} names several rows or columns of {table}; give one of these ids: {ids}.",
                    **about,
                    ids=ids,
                )
            )
    others = table.columns if what == "row" else table.rows
    if any(wanted in (folded(header.id), folded(header.label)) for header in others):
        raise UnknownCell(
            tr("{named!r} is in the wrong place: the row of {table} comes first, then the column.", **about)
        )
    missing = (
        tr("The table {table} has no row {named!r}.", **about)
        if what == "row"
        else tr("The table {table} has no column {named!r}.", **about)
    )
    raise UnknownCell(missing + _nearest(headers, named))


def _nearest(headers: Sequence[Header], named: str) -> str:
    near = did_you_mean(named, [h.id for h in headers]) or did_you_mean(named, [h.label for h in headers])
    if near:
        return near
    if not headers:
        return ""
    some = ", ".join([*(header.id for header in headers[:8]), *(["…"] if len(headers) > 8 else [])])
    return " " + tr("Choose one of: {names}.", names=some)


def entry_named(study: Study, named: str) -> tuple[Entry, int]:
    """The entry with that number, else the one whose id begins so."""
    if not named.isdecimal() and len(named) < 6:
        raise UnknownEntry(
            tr("{named!r} is too short: give the first six digits of the entry's id, or its number.", named=named)
        )
    found = study.ledger.named(named.casefold())
    numbers = study.ledger.numbers([entry.id for entry in found])
    for entry in found:
        if str(numbers[entry.id]) == named or entry.id == named:
            return entry, numbers[entry.id]
    if not found:
        raise UnknownEntry(
            tr(
                "The ledger has no entry with the number or id {named!r}. `glose history` lists the entries.",
                named=named,
            )
        )
    if len(found) > 1:
        ids = ", ".join(entry.id[:12] for entry in found[:5])
        raise UnknownEntry(
            tr(
                "The ids of {n} entries begin with {named!r}: {ids}. Give more digits.",
                n=len(found),
                named=named,
                ids=ids,
            )
        )
    return found[0], numbers[found[0].id]
