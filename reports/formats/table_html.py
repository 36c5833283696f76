"""The cells and quotes of a table as HTML: what a template would write a hundred times slower, cell by cell."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from reports.formats.quoting import Link, QuotedPart, source
from reports.tables.rendering import RenderedCell, RenderedPart, RenderedRow, RenderedTable
from wording.catalogues import say, say_number


class Escaped(dict[str, str]):
    """Words as HTML has them, each escaped once: most cells of a table hold one of a few signs."""

    def __missing__(self, words: str) -> str:
        from markupsafe import escape

        made = self[words] = str(escape(words))
        return made


def table_body(
    rendered: RenderedTable, links: Mapping[RenderedPart, Link], opened: Mapping[int, str], *, named: bool = True
) -> str:
    """The rows of a table's body; parts with `links` lead to their quotes, `opened` says how many these are.

    A table that is not `named` is the same on paper: its rows have no ids, and no sign is explained where it is.
    """
    escaped = Escaped()
    cell_html = _Cells(rendered, links, opened, escaped).html if named else _on_paper(escaped)
    return "".join(
        part
        for number, row in enumerate(rendered.rows, 1)
        for part in (
            _row_head(row, f' id="row-{escaped[rendered.id]}-{number}"' if named else "", escaped),
            *map(cell_html, row.cells),
            *_ends(rendered, row, escaped),
            "</tr>",
        )
    )


def quote_sections(rendered: RenderedTable, quoted: Iterable[QuotedPart], *, level: int) -> Iterator[str]:
    """A section for each part of a cell with its quotes, under a heading of that level."""
    escaped, back = Escaped(), say("back", rendered.language)
    for found in quoted:
        head = f'{escaped[found.heading]} <a href="#from-{found.anchor}">{escaped[back]}</a>'
        pieces = [f'<section class="cell" id="{found.anchor}"><h{level}>{head}</h{level}>\n']
        for citation in found.citations:
            number = escaped[found.cited(citation)]
            memo = f'<br><span class="memo">{escaped[citation.memo]}</span>' if citation.memo else ""
            cited = f"<b>{number}</b>" if number else ""
            pieces.append(
                f"<blockquote><p>{cited}{escaped[citation.quote]}</p>"
                f"<footer>{escaped[source(citation, rendered.language)]}{memo}</footer></blockquote>\n"
            )
        if found.left:
            more = say_number(
                "more_quotes", found.left, rendered.language, table=rendered.id, row=found.row, column=found.column
            )
            pieces.append(f'<p class="notes">{escaped[more]}</p>\n')
        yield "".join([*pieces, "</section>\n"])


class _Cells:
    """Cells on a page, by what their table is."""

    def __init__(
        self,
        rendered: RenderedTable,
        links: Mapping[RenderedPart, Link],
        opened: Mapping[int, str],
        escaped: Escaped,
    ) -> None:
        self.links, self.opened, self.escaped = links, opened, escaped
        self.parted = rendered.wide and bool(rendered.legend)
        self.signs = bool(rendered.legend) and not rendered.wide

    def html(self, cell: RenderedCell) -> str:
        parts = [self.part(part, cell) for part in cell.parts]
        shown = "".join(f'<div class="part">{part}</div>' for part in parts) if self.parted else ", ".join(parts)
        marks = "".join(f'<br><small class="mark">{self.escaped[mark]}</small>' for mark in cell.marks)
        return f"{_cell_head(cell, self.escaped)}{shown}{marks}</td>"

    def part(self, part: RenderedPart, cell: RenderedCell) -> str:
        escaped, link = self.escaped, self.links.get(part)
        text = escaped[part.text]
        if link is None:
            spoken = escaped[cell.spoken] if self.signs else ""
            return f'<span role="img" aria-label="{spoken}" title="{spoken}">{text}</span>' if self.signs else text
        opens = escaped[self.opened[part.quotes]]
        if not part.text:
            return f'<a class="unwritten" id="{link.id}" href="{link.href}" title="{escaped[cell.spoken]}">{opens}</a>'
        told = escaped[cell.spoken] if len(cell.parts) == 1 else text
        return f'<a id="{link.id}" href="{link.href}" title="{told} · {opens}">{text}</a>'


def _on_paper(escaped: Escaped) -> Callable[[RenderedCell], str]:
    return lambda cell: f"{_cell_head(cell, escaped)}{escaped[cell.text]}</td>"


def _cell_head(cell: RenderedCell, escaped: Escaped) -> str:
    style = "" if cell.strength is None else f' style="--strength: {cell.strength:.2f}"'
    return f'<td class="{escaped[cell.look]}"{style}>'


def _row_head(row: RenderedRow, named: str, escaped: Escaped) -> str:
    style = f' style="--depth: {row.depth}"' if row.depth else ""
    return f'<tr{named} class="depth-{row.depth}"><th scope="row"{style}>{escaped[row.label]}</th>'


def _ends(rendered: RenderedTable, row: RenderedRow, escaped: Escaped) -> Iterator[str]:
    """The cells of n and of the total, where the table has these columns."""
    if rendered.counts:
        yield f'<td class="number">{"" if row.n is None else row.n}</td>'
    if rendered.has_row_totals:
        yield f'<td class="number">{escaped[row.total.text] if row.total else ""}</td>'
