"""The list of tables, and one table with the quotes of a cell beside it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from coding.codebook.model import label_of, word
from coding.codebook.table_declaration import AxisDeclaration, TableDeclaration
from corpus.attributes import BadCondition
from desk.address import where_in, whole_number
from desk.api.tables import asked_cell, table_asked
from desk.pages.codings import choices_of
from desk.pages.frame import page
from desk.tabulated import MadeTable, tabulated
from desk.visit import Visit, visited
from reports.attribute_words import head_of
from reports.statements.merging import merged
from wording.catalogues import say
from workbench.statements import written

_NAMED = 3
"""Codes of an axis that are named in the list of tables."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A declared table in the list: what crosses what in it, and what a cell shows."""

    id: str
    title: str
    rows: str
    columns: str
    cell: str


def tables(visit: Visit) -> Response:
    """Every declared table, and the typologies that are decided."""
    book, language = visit.study.codebook, visit.language
    lines = [_line(visit, one) for one in book.tables.values()]
    typologies = [
        (one.id, word(one.label, language) or one.id, word(one.definition, language))
        for one in book.typologies.values()
    ]
    return page(visit, "tables.html.j2", name="tables", title="", lines=lines, typologies=typologies)


def table(visit: Visit) -> Response:
    """One table as the report has it, or of what conditions leave; the cell that is asked for is open beside it."""
    where, wrong = where_in(visit.asked), ""
    try:
        made = table_asked(visit, where)
    except BadCondition as bad:
        where, wrong = (), str(bad)
        made = table_asked(visit, where)
    names = list(visit.study.codebook.tables)
    at = names.index(made.table.declaration.id)
    return page(
        visit,
        "table.html.j2",
        name="tables",
        title=made.rendered.title,
        rendered=made.rendered,
        places=made.places,
        cell=asked_cell(visit, made, where),
        where="; ".join(where_in(visit.asked)),
        wrong=wrong,
        keep=f"{urlencode({'where': '; '.join(where)})}&" if where else "",
        conditions=choices_of(visit)["conditions"],
        at=(visit.asked.get("row", ""), visit.asked.get("column", ""), whole_number(visit.asked, "part")),
        doubts=tabulated(visit, where).material.doubts,
        typology=made.table.declaration.typology,
        summaries=made.table.declaration.cell == "summary",
        codes=visit.study.codebook.codes,
        sentences=_in_words(visit, made, where),
        before=names[at - 1] if at else None,
        after=names[at + 1] if at + 1 < len(names) else None,
    )


def _in_words(visit: Visit, made: MadeTable, where: tuple[str, ...]) -> list[str]:
    """What the table says, in the sentences of `glose statements`; none where cases are not counted."""
    material = tabulated(visit, where).material
    told = written(visit.study, [made.table], material, language=visit.language)
    labels = {row.id: row.label for row in made.table.rows}
    return [line.text for line in merged(told, labels, visit.language)]


def _line(visit: Visit, one: TableDeclaration) -> TableLine:
    language = visit.language
    kind = "fields" if one.is_listing else one.cell
    return TableLine(
        one.id,
        word(one.title, language) or one.id,
        _axis(visit, one.rows),
        _axis(visit, one.columns),
        say(f"desk_shows_{kind}", language),
    )


def _axis(visit: Visit, axis: AxisDeclaration) -> str:
    """What the rows or columns are, in the words of the study."""
    book, language, names = visit.study.codebook, visit.language, axis.names
    if axis.kind in ("codes", "values") and names:
        labels = [label_of(book, name, language) for name in names if name in book.codes]
        more = f" + {len(labels) - _NAMED}" if len(labels) > _NAMED else ""
        return ", ".join(labels[:_NAMED]) + more
    if axis.kind == "attribute":
        return head_of(axis.name, tabulated(visit).material)
    if axis.kind == "typology":
        return word(book.typologies[axis.name].label, language) if axis.name in book.typologies else axis.name
    return say(f"desk_axis_{axis.kind}", language)


ROUTES = [Route("/tables", visited(tables)), Route("/tables/{table}", visited(table))]
