"""A cell of a crossed table on paper, by the kind of cell: a sign, a degree, a number, values, quotes, a summary."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from coding.codebook.table_declaration import CellKind
from coding.records.replay import Coding
from reports.cell import SEPARATOR, Cell, SynthesisTable
from reports.study_material import StudyMaterial
from reports.tables.footnotes import Footnotes, footnoted
from reports.tables.rendering import SIGNS, RenderedCell, RenderedPart
from reports.tables.summary_words import remarks
from wording.catalogues import say
from wording.degree_word import degree_word
from wording.numbers import number, percent, with_unit

NO_FOOTNOTES = Footnotes()
QUOTES_IN_CELL = 3
"""How many quotes a cell shows itself; the others are one click away."""


CONTESTED = "≠"
"""Marks a cell that rests on differences which nobody has adjudicated."""


def rendered_cell(
    cell: Cell, table: SynthesisTable, material: StudyMaterial, footnotes: Footnotes = NO_FOOTNOTES
) -> RenderedCell:
    """The cell as it is written and spoken, with a mark where coders differ and nobody has settled it."""
    made = _rendered(cell, table, material, footnotes)
    return replace(made, marks=(*made.marks, CONTESTED)) if cell.contested else made


def _rendered(cell: Cell, table: SynthesisTable, material: StudyMaterial, footnotes: Footnotes) -> RenderedCell:
    """The cell as it is written and spoken; its parts lead to the quotes behind it, `footnotes` number those cited."""
    kind = table.declaration.cell
    language = material.language
    if kind == "summary":
        return _for_readers(cell) if material.for_readers else _summary(cell, footnotes, language)
    look = "rolled" if cell.state == "coded" and cell.rolled else cell.state
    if cell.state in ("read", "unread"):
        return _nothing(look, language)
    return _SHOWN.get(kind, _mention)(cell, look, material)


@cache
def _nothing(look: str, language: str) -> RenderedCell:
    """A cell without a coding: most cells of a large table, and all alike."""
    return RenderedCell((RenderedPart(SIGNS[look]),), look, say(f"legend_{look}", language))


def meaning_of(look: str, material: StudyMaterial) -> str:
    """What a look means, in words: for readers, who need not know what a code is, in theirs."""
    key = f"reader_{look}" if material.for_readers and look in ("coded", "rolled") else f"legend_{look}"
    return say(key, material.language)


def counted(value: float, language: str) -> RenderedCell:
    """A total."""
    shown = number(value, language)
    return RenderedCell((RenderedPart(shown),), "plain", shown, value)


def _mention(cell: Cell, look: str, material: StudyMaterial) -> RenderedCell:
    spoken = meaning_of(look, material)
    part = RenderedPart(SIGNS[look], cell.row, cell.column, cell.evidence, cell.classes)
    return RenderedCell((part,), look, spoken, strength=_strength(cell, material))


def _degree(cell: Cell, look: str, material: StudyMaterial) -> RenderedCell:
    if cell.value is None:
        return _mention(cell, look, material)
    shown = degree_word(str(cell.value), material.language)
    sign = SIGNS["absent"] if look == "absent" else f"({shown})" if cell.rolled else shown
    spoken = f"{shown}, {meaning_of(look, material)}"
    part = RenderedPart(sign, cell.row, cell.column, cell.evidence, cell.classes)
    return RenderedCell((part,), look, spoken, strength=_strength(cell, material))


def _count(cell: Cell, look: str, material: StudyMaterial) -> RenderedCell:
    """What is counted; a cell that is only said to be absent has the sign of that, and no number where none is left."""
    if look == "absent" and not cell.number:
        return replace(_mention(cell, look, material), share=cell.share)
    language = material.language
    shown = number(cell.number or 0, language)
    shown = f"({shown})" if cell.rolled else shown
    shown = _said_absent(shown, look)
    if cell.share is not None:
        shown = f"{shown} · {percent(cell.share, language)}"
    part = RenderedPart(shown, cell.row, cell.column, cell.evidence, cell.classes)
    return RenderedCell((part,), look, f"{shown}, {meaning_of(look, material)}", cell.number, share=cell.share)


def _number(cell: Cell, look: str, material: StudyMaterial) -> RenderedCell:
    """A number with its unit and how many values it is made from; a mention where they make none."""
    language, made = material.language, cell.together
    if made is None or made.number is None:
        if made is not None and made.mixed:
            shown = say(f"{made.mixed}_differ", language)
            part = RenderedPart(shown, cell.row, cell.column, cell.evidence, cell.classes)
            return RenderedCell((part,), look, shown)
        return _mention(cell, look, material)
    digits = None if float(made.number).is_integer() else 2
    shown = with_unit(number(made.number, language, digits), made.unit, language)
    shown = _said_absent(shown, look)
    part = RenderedPart(f"{shown} ({number(made.n, language)})", cell.row, cell.column, cell.evidence, cell.classes)
    return RenderedCell((part,), look, f"{shown}, {meaning_of(look, material)}", made.number)


def _said_absent(shown: str, look: str) -> str:
    """The number with the sign of absence before it where that is all that is said: no state looks like another."""
    return f"{SIGNS['absent']} {shown}" if look == "absent" else shown


def _degrees(cell: Cell, look: str, material: StudyMaterial) -> RenderedCell:
    """Every degree given, side by side, in words."""
    return _values(cell, look, material, wording=lambda degree: degree_word(degree, material.language))


def _values(cell: Cell, look: str, material: StudyMaterial, *, wording: Callable[[str], str] = str) -> RenderedCell:
    """Every value given, side by side, as it was given; a coding that gives none is a mention."""
    if not cell.values:
        return _mention(cell, look, material)
    parts = tuple(RenderedPart(wording(value), cell.row, cell.column, given) for value, given in cell.values)
    between = say("figure_semicolon", material.language) if material.for_readers else SEPARATOR
    return RenderedCell(parts, look, ", ".join(part.text for part in parts), between=between)


def _quotes(cell: Cell, look: str, material: StudyMaterial) -> RenderedCell:
    assert cell.evidence is not None
    shown = material.fetch(cell.evidence[:QUOTES_IN_CELL])
    parts = [
        RenderedPart(_in_quotes(coding, material), cell.row, cell.column, cell.evidence[at : at + 1])
        for at, coding in enumerate(shown)
    ]
    left = cell.evidence[QUOTES_IN_CELL:]
    if len(left):
        parts.append(RenderedPart(f"+ {len(left)}", cell.row, cell.column, left))
    return RenderedCell(tuple(parts), look, meaning_of(look, material), between=SEPARATOR)


def _in_quotes(coding: Coding, material: StudyMaterial) -> str:
    return say("in_quotes", material.language, words=" ".join(coding.place.quote.split()))


def _summary(cell: Cell, footnotes: Footnotes, language: str) -> RenderedCell:
    """What was written of the cell, who signed it and why it is stale; blank where codings wait for their summary."""
    written = cell.summary
    if written is None:
        empty = "missing" if cell.codings else cell.state
        sign = "" if cell.codings else SIGNS[empty]
        return RenderedCell(
            (RenderedPart(sign, cell.row, cell.column, cell.evidence),), empty, say(f"legend_{empty}", language)
        )
    numbers = {coding: footnotes.numbers[n] for n, coding in written.cites if n in footnotes.numbers}
    text = footnoted(written.text, footnotes.numbers)
    part = RenderedPart(text, cell.row, cell.column, cell.evidence, numbers=numbers)
    look = "stale" if written.stale or written.rivals else "coded"
    marks = tuple(_by_footnote(mark, footnotes) for mark in remarks(written, language))
    return RenderedCell((part,), look, footnoted(written.text, {}), marks=marks)


def _for_readers(cell: Cell) -> RenderedCell:
    """What was written of the cell, without the numbers of its quotes; blank where nothing is written yet."""
    text = footnoted(cell.summary.text, {}) if cell.summary else ""
    return RenderedCell((RenderedPart(text),), "plain", text)


def _by_footnote(remark: str, footnotes: Footnotes) -> str:
    """A remark that names citations by the numbers of their footnotes; those without one keep the ledger's."""

    def named(found: re.Match[str]) -> str:
        number = footnotes.numbers.get(int(found[1]))
        return found[0] if number is None else f"[{number}]"

    return re.sub(r"\[\^(\d+)\]", named, remark)


def _strength(cell: Cell, material: StudyMaterial) -> float | None:
    """The position of the cell's degree on the scale of the codes behind it, from 0 to 1."""
    if cell.value is None or cell.evidence is None:
        return None
    code = material.codings.code.at(int(cell.evidence[0]))
    degrees = material.codebook.degrees(code) if code and code in material.codebook.codes else ()
    if cell.value in degrees and len(degrees) > 1:
        return degrees.index(str(cell.value)) / (len(degrees) - 1)
    return None


_SHOWN: Mapping[CellKind, Callable[[Cell, str, StudyMaterial], RenderedCell]] = {
    "degree": _degree,
    "latest": _degree,
    "degrees": _degrees,
    "count": _count,
    "places": _count,
    "texts": _count,
    "cases": _count,
    "words": _count,
    "value": _values,
    "quotes": _quotes,
    "sum": _number,
    "mean": _number,
    "median": _number,
    "mean_degree": _number,
    "median_degree": _number,
}
