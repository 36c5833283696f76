"""From codings to the cells of a synthesis table, each with its state, value and the codings behind it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from coding.codebook import Codebook, TableDeclaration, Typology, word
from coding.coverage import covered
from coding.replay import Classification, Coding, Reading
from corpus.attributes import Attribute
from corpus.cases import Case
from corpus.problem import GloseError
from corpus.text import Text
from reports.wording import label_of, say

State = Literal["unread", "read", "coded", "absent", "unclassified"]
Evidence = Coding | Classification


class UnknownAxis(GloseError):
    """A declared table has rows or columns that the study does not know."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `value` is the strongest degree, count, class or attribute; `evidence` what it rests on.

    `rolled` says that only codes below the row's hold it; `disputed` that counted coders gave different
    classes.
    """

    row: str
    column: str
    state: State
    value: str | int | None = None
    evidence: tuple[Evidence, ...] = ()
    rolled: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A row or column: its id, its label in the study's language and its depth in the code tree."""

    id: str
    label: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class SynthesisTable:
    """A computed table. `cells` is keyed by (row id, column id); `typology` is set where rows are classified."""

    declaration: TableDeclaration
    title: str
    rows: tuple[Header, ...]
    columns: tuple[Header, ...]
    cells: Mapping[tuple[str, str], Cell]
    cases: int
    typology: Typology | None = None

    def n(self, row: str) -> int:
        """How many cells of that row are coded."""
        return sum(self.cells[row, column.id].state == "coded" for column in self.columns)


@dataclass
class Material:
    """What tables are made from: only the codings, classes and readings that count."""

    codebook: Codebook
    cases: Mapping[str, Case]
    texts: Mapping[str, Text]
    codings: Sequence[Coding] = ()
    classifications: Sequence[Classification] = ()
    readings: Sequence[Reading] = ()
    coders: tuple[str, ...] = ()
    language: str = "fr"
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    where: tuple[str, ...] = ()

    @cached_property
    def read_texts(self) -> frozenset[str]:
        """The texts whose every passage a counted coder went through."""
        by_text: dict[str, list[Reading]] = defaultdict(list)
        for reading in self.readings:
            by_text[reading.text].append(reading)
        return frozenset(
            text.id
            for text in self.texts.values()
            if len(covered(text, by_text.get(text.id, ()))) == len(text.passages)
        )

    @property
    def total(self) -> int:
        """N: the number of cases the codebook declares, else of those there are."""
        return len(self.cases) if self.where else self.codebook.cases or len(self.cases)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Rows or columns: their headers, where a coding falls, and which texts must be read for "read"."""

    headers: tuple[Header, ...]
    keys: Callable[[Coding], Iterable[str]]
    texts: Callable[[str], Sequence[str] | None]


def synthesise(declaration: TableDeclaration, material: Material) -> SynthesisTable:
    """The table that the codebook declares; raises UnknownAxis where its rows or columns mean nothing."""
    if declaration.rows in material.codebook.typologies:
        return _typology_table(declaration, material)
    if isinstance(declaration.columns, tuple) or declaration.cell == "value":
        return _value_table(declaration, material)
    return _crossed_table(declaration, material)


def _table(
    declaration: TableDeclaration,
    material: Material,
    rows: Sequence[Header],
    columns: Sequence[Header],
    cells: Iterable[Cell],
) -> SynthesisTable:
    return SynthesisTable(
        declaration=declaration,
        title=word(declaration.title, material.language),
        rows=tuple(rows),
        columns=tuple(columns),
        cells={(cell.row, cell.column): cell for cell in cells},
        cases=material.total,
        typology=material.codebook.typologies.get(declaration.rows),
    )


def _crossed_table(declaration: TableDeclaration, material: Material) -> SynthesisTable:
    assert isinstance(declaration.columns, str)
    rows = _axis(declaration.rows, declaration, material)
    columns = _axis(declaration.columns, declaration, material)
    grouped: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for coding in material.codings:
        for row in rows.keys(coding):
            for column in columns.keys(coding):
                grouped[row, column].append(coding)
    cells = [
        _crossed_cell(row.id, column.id, grouped.get((row.id, column.id), []), declaration, material, rows, columns)
        for row in rows.headers
        for column in columns.headers
    ]
    return _table(declaration, material, rows.headers, columns.headers, cells)


def _crossed_cell(
    row: str,
    column: str,
    codings: list[Coding],
    declaration: TableDeclaration,
    material: Material,
    rows: _Axis,
    columns: _Axis,
) -> Cell:
    if not codings:
        needed = [t for t in (rows.texts(row), columns.texts(column)) if t is not None]
        texts = [text for texts in needed for text in texts]
        read = bool(texts) and all(text in material.read_texts for text in texts)
        return Cell(row, column, "read" if read else "unread")
    own = {row, column}
    rolled = (
        declaration.rows != declaration.columns
        and not any(coding.code in own for coding in codings)
        and (row in material.codebook.codes or column in material.codebook.codes)
    )
    strongest = strongest_degree(codings, material.codebook)
    value: str | int | None = len(codings) if declaration.cell == "count" else strongest
    state: State = "absent" if strongest == "absent" else "coded"
    return Cell(row, column, state, value, tuple(codings), rolled)


def strongest_degree(codings: Iterable[Coding], codebook: Codebook) -> str | None:
    """The strongest degree among the codings by their codes' scales; None where none has a degree."""
    ranked = [
        (codebook.degrees(coding.code).index(coding.degree), coding.degree)
        for coding in codings
        if coding.degree and coding.code in codebook.codes and coding.degree in codebook.degrees(coding.code)
    ]
    return max(ranked)[1] if ranked else None


def _axis(name: str, declaration: TableDeclaration, material: Material) -> _Axis:
    by_name = {"cases": _case_axis, "texts": _text_axis, "coders": _coder_axis}
    if name in by_name:
        return by_name[name](material)
    if name == "codes" or name in material.codebook.codes:
        return _code_axis(name, material)
    if any(name in case.attributes for case in material.cases.values()):
        return _attribute_axis(name, material)
    raise UnknownAxis(
        f"codebook.yaml:{declaration.mark}: the table {declaration.id} names {name!r}, which is no code, "
        "typology or attribute of cases.csv, nor one of codes, cases, texts, coders."
    )


def _code_axis(name: str, material: Material) -> _Axis:
    codebook = material.codebook
    ids = tuple(codebook.codes) if name == "codes" else codebook.subtree(name)
    top = 0 if name == "codes" else codebook.codes[name].depth
    shown = frozenset(ids)
    headers = tuple(Header(i, label_of(codebook, i, material.language), codebook.codes[i].depth - top) for i in ids)
    above: dict[str, tuple[str, ...]] = {}

    def keys(coding: Coding) -> Iterable[str]:
        if coding.code not in above:
            parts = coding.code.split(".")
            path = (".".join(parts[: depth + 1]) for depth in range(len(parts)))
            above[coding.code] = tuple(code for code in path if code in shown)
        return above[coding.code]

    return _Axis(headers, keys, lambda _: None)


def _case_axis(material: Material) -> _Axis:
    texts: dict[str, list[str]] = defaultdict(list)
    for text in material.texts.values():
        if text.case:
            texts[text.case].append(text.id)
    headers = tuple(Header(case, case) for case in material.cases)
    return _Axis(headers, lambda c: (c.case,) if c.case else (), lambda case: texts.get(case, []))


def _text_axis(material: Material) -> _Axis:
    headers = tuple(Header(text, text) for text in material.texts)
    return _Axis(headers, lambda c: (c.place.text,), lambda text: [text])


def _coder_axis(material: Material) -> _Axis:
    headers = tuple(Header(coder, coder) for coder in material.coders)
    return _Axis(headers, lambda c: (c.coder,), lambda _: list(material.texts))


def _attribute_axis(name: str, material: Material) -> _Axis:
    value_of = {case.id: case.attributes.get(name, "") for case in material.cases.values()}
    attribute = material.attributes.get(name) or Attribute(name)
    values = sorted((value for value in dict.fromkeys(value_of.values()) if value), key=attribute.rank)
    headers = tuple(Header(value, value) for value in values)
    texts = {
        value: [t.id for t in material.texts.values() if t.case and value_of.get(t.case) == value] for value in values
    }

    def keys(coding: Coding) -> Iterable[str]:
        value = value_of.get(coding.case or "")
        return (value,) if value else ()

    return _Axis(headers, keys, lambda value: texts.get(value, []))


def _typology_table(declaration: TableDeclaration, material: Material) -> SynthesisTable:
    typology = material.codebook.typologies[declaration.rows]
    by_case: dict[str, list[Classification]] = defaultdict(list)
    for classification in material.classifications:
        if classification.typology == typology.id:
            by_case[classification.case].append(classification)
    rows = [Header(case, case) for case in material.cases]
    column = Header(typology.id, word(typology.label, material.language))
    cells = [_class_cell(case, typology, by_case.get(case, [])) for case in material.cases]
    return _table(declaration, material, rows, [column], cells)


def _class_cell(case: str, typology: Typology, found: list[Classification]) -> Cell:
    if not found:
        return Cell(case, typology.id, "unclassified", typology.default)
    classes = {classification.class_id for classification in found}
    agreed = classes.pop() if len(classes) == 1 else None
    return Cell(case, typology.id, "coded", agreed, tuple(found), disputed=agreed is None)


def _value_table(declaration: TableDeclaration, material: Material) -> SynthesisTable:
    names = (declaration.columns,) if isinstance(declaration.columns, str) else declaration.columns
    columns = [Header(name, say(name, material.language)) for name in names]
    if declaration.rows == "cases":
        values = {case.id: {"case": case.id, **case.attributes} for case in material.cases.values()}
    elif declaration.rows in ("texts", "interviews", "documents"):
        kind = {"interviews": "interview", "documents": "document"}.get(declaration.rows)
        texts = [text for text in material.texts.values() if kind in (None, text.kind)]
        values = {text.id: _values_of(text, material) for text in texts}
    else:
        raise UnknownAxis(
            f"codebook.yaml:{declaration.mark}: a table of values has rows cases, texts, interviews or "
            f"documents, not {declaration.rows!r}."
        )
    cells = [
        Cell(row, name, "coded" if found.get(name) else "read", found.get(name) or None)
        for row, found in values.items()
        for name in names
    ]
    return _table(declaration, material, [Header(row, row) for row in values], columns, cells)


def _values_of(text: Text, material: Material) -> dict[str, str]:
    """What is known of a text: its case's attributes, over them what its own file says."""
    case = material.cases.get(text.case or "")
    attributes = case.attributes if case else {}
    return {**attributes, **text.metadata, "case": text.case or "", "kind": text.kind, "language": text.language}
