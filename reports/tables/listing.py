"""Tables whose rows are found: texts and cases with what is known of them, values given, statements, contradictions."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from coding.codebook.model import label_of, labels_of, word
from coding.codebook.table_declaration import TableDeclaration
from coding.records.columns import Positions
from corpus.cases import facts_about
from reports.attribute_words import head_of, text_labels
from reports.cell import SEPARATOR, Cell, Header, State
from reports.contradictions import Contradiction, Side, contradictions
from reports.statement_fields import field_of
from reports.study_material import StudyMaterial
from reports.tables.axis import codes_of_axis, date_of
from wording.catalogues import say
from wording.degree_word import degree_word

SHOWN = 3
"""How many quotes or sources a field names; the others are counted, and stand behind the value."""

Listed = tuple[tuple[Header, ...], tuple[Header, ...], list[Cell]]


def listed(table: TableDeclaration, material: StudyMaterial) -> Listed:
    """Rows, columns and cells of a listing, in the order things were found."""
    columns = tuple(Header(name, _column_label(name, material)) for name in table.columns.names)
    match table.rows.kind:
        case "values":
            rows, cells = _values(table, material)
        case "statements":
            rows, cells = _statements(table, material)
        case "contradictions":
            rows, cells = _contradictions(table, material)
        case _:
            rows, cells = _facts(table, material)
    return tuple(rows), columns, cells


def _column_label(name: str, material: StudyMaterial) -> str:
    shown = say(f"column_{name}", material.language)
    return shown if shown != f"column_{name}" and name not in material.declared else head_of(name, material)


def _facts(table: TableDeclaration, material: StudyMaterial) -> tuple[list[Header], list[Cell]]:
    """Cases or texts with their attributes."""
    labels: Mapping[str, str] = {}
    if table.rows.kind == "cases":
        known = {case.id: case.facts for case in material.cases.values()}
    else:
        kind = {"interviews": "interview", "documents": "document"}.get(table.rows.kind)
        # Where conditions leave some cases, texts of others are there only for what they say about these.
        texts = (t for t in material.texts.values() if not t.cases or any(case in material.cases for case in t.cases))
        known = {
            # A group interview belongs to the cases of its speakers.
            text.id: {**facts_about(text, material.cases), "case": ", ".join(text.cases)}
            for text in texts
            if kind in (None, text.kind)
        }
        labels = text_labels(material)
    cells = [
        Cell(row, name, "coded" if found.get(name) else "read", found.get(name) or None)
        for row, found in known.items()
        for name in table.columns.names
    ]
    return [Header(row, labels.get(row, row)) for row in known], cells


def _values(table: TableDeclaration, material: StudyMaterial) -> tuple[list[Header], list[Cell]]:
    """A row for each code, case and value given below a code; the same value given twice is one row."""
    codings, book = material.codings, material.codebook
    wanted = codes_of_axis(table.rows, book)
    coded = codings.code.mapped(code in wanted for code in codings.code.names) > 0
    chosen = material.left(coded & (codings.value.numbers >= 0))
    grouped: dict[tuple[str, str, str], list[int]] = {}
    codes, cases, values = (column.words_at(chosen) for column in (codings.code, codings.case, codings.value))
    for position, *given in zip(chosen.tolist(), codes, cases, values, strict=True):
        grouped.setdefault((given[0], given[1], given[2]), []).append(position)
    rank = {code: number for number, code in enumerate(wanted)}
    order = {case: number for number, case in enumerate(material.cases)}
    keys = sorted(grouped, key=lambda key: (rank[key[0]], order.get(key[1], len(order)), grouped[key][0]))
    words: dict[tuple[str, int], str] = {}
    shown = np.concatenate([grouped[key][:SHOWN] for key in keys]) if keys else np.zeros(0, np.int64)
    if "quote" in table.columns.names:
        quotes = (" ".join(quote.split()) for quote in material.quotes(shown))
        words |= {("quote", position): quote for position, quote in zip(shown.tolist(), quotes, strict=True)}
    if "memo" in table.columns.names:
        memos = (coding.memo or "" for coding in material.fetch(shown))
        words |= {("memo", position): memo for position, memo in zip(shown.tolist(), memos, strict=True)}
    for name, column in (("text", codings.text), ("coder", codings.coder)):
        if name in table.columns.names:
            words |= {(name, at): told for at, told in zip(chosen.tolist(), column.words_at(chosen), strict=True)}
    rows, cells = [], []
    labels = labels_of(book, wanted, material.language)
    for key in keys:
        row = "/".join(key)
        rows.append(Header(row, labels[key[0]]))
        positions = np.array(grouped[key])
        cells += [_field(row, name, key, positions, words, material, labels) for name in table.columns.names]
    return rows, cells


def _field(
    row: str,
    name: str,
    key: tuple[str, str, str],
    positions: Positions,
    words: Mapping[tuple[str, int], str],
    material: StudyMaterial,
    labels: Mapping[str, str],
) -> Cell:
    code, case, value = key
    if name == "value":
        return Cell(row, name, "coded", value, positions, values=((value, positions),))
    if name in ("code", "case"):
        shown = labels[code] if name == "code" else case or None
        return Cell(row, name, "coded" if shown else "read", shown)
    if name in ("quote", "memo"):
        found = [words[name, position] for position in positions[:SHOWN].tolist()]
        left = len(positions) - SHOWN
    else:
        known = name in ("text", "coder")
        told = (words[name, at] if known else _source(at, name, material) for at in positions.tolist())
        every = list(dict.fromkeys(told))
        found, left = every[:SHOWN], len(every) - SHOWN
    shown = SEPARATOR.join(one for one in dict.fromkeys(found) if one) or None
    if shown and left > 0:
        shown = f"{shown}{SEPARATOR}+ {left}"
    return Cell(row, name, "coded" if shown else "read", shown)


def _source(position: int, name: str, material: StudyMaterial) -> str:
    """Who says it, or when, by the text that a coding is from; empty where the text is not known."""
    codings = material.codings
    text = material.texts.get(codings.text.at(position) or "")
    if text is None:
        return ""
    if name == "speaker":
        turn = text.turn_at(int(codings.start[position]))
        return (turn.speaker if turn else None) or ""
    return date_of(text, material)


def _statements(table: TableDeclaration, material: StudyMaterial) -> tuple[list[Header], list[Cell]]:
    rows, cells = [], []
    for checked in material.statements:
        rows.append(Header(checked.id, checked.id))
        for name in table.columns.names:
            shown = field_of(checked, name, material.codebook, material.language)
            is_cases = name == "cases"
            evidence = checked.codings if is_cases and len(checked.codings) else None
            classes = checked.classes if is_cases else ()
            state: State = "coded" if shown else "read"
            cells.append(Cell(checked.id, name, state, shown or None, evidence, classes))
    return rows, cells


def _contradictions(table: TableDeclaration, material: StudyMaterial) -> tuple[list[Header], list[Cell]]:
    """Two degrees of different strength are not a contradiction here: the strongest shows, and all are kept."""
    rows: list[Header] = []
    cells: list[Cell] = []
    met: set[str] = set()
    known = {*material.codebook.codes, *material.codebook.typologies}
    for found in contradictions(material, ("value", "presence", "class")):
        if found.code not in known:
            continue
        row = "/".join(part for part in (found.code, found.case or "") if part)
        if row in met:
            row = f"{row}/{found.kind}"
        met.add(row)
        rows.append(Header(row, row))
        cells += [_contradicted(row, name, found, material) for name in table.columns.names]
    return rows, cells


def _contradicted(row: str, name: str, found: Contradiction, material: StudyMaterial) -> Cell:
    if name == "values":
        values = tuple(_sides(found.sides))
        evidence = np.concatenate([positions for _, positions in values]) if values else None
        classes = tuple(side.classification for side in found.sides if side.classification)
        shown = SEPARATOR.join(dict.fromkeys(_side_words(side, found, material) for side in found.sides))
        return Cell(row, name, "coded", shown, evidence, classes, values)
    fact = {
        "kind": say(f"contradiction_{found.kind}", material.language),
        "code": _coded_label(found.code, material),
        "case": found.case,
        "texts": ", ".join(dict.fromkeys(_side_text(side, material) for side in found.sides)),
    }[name]
    return Cell(row, name, "coded" if fact else "read", fact or None)


def _side_words(side: Side, found: Contradiction, material: StudyMaterial) -> str:
    """What a side says, in words: a value as it was given, a degree or class by its name."""
    if found.kind == "value":
        return side.value
    if side.classification is not None:
        chosen = material.codebook.typologies[found.code].get(side.value)
        return word(chosen.label, material.language) or side.value
    return degree_word(side.value, material.language)


def _coded_label(code: str, material: StudyMaterial) -> str:
    """The label of a code, or of the typology that was contradicted."""
    typology = material.codebook.typologies.get(code)
    return word(typology.label, material.language) if typology else label_of(material.codebook, code, material.language)


def _sides(sides: Sequence[Side]) -> Iterator[tuple[str, Positions]]:
    by_value: dict[str, list[int]] = {}
    for side in sides:
        if side.position is not None:
            by_value.setdefault(side.value, []).append(side.position)
    for value, positions in by_value.items():
        yield value, np.array(positions)


def _side_text(side: Side, material: StudyMaterial) -> str:
    if side.classification is not None:
        return side.classification.place.text
    return material.codings.text.at(side.position or 0) or ""
