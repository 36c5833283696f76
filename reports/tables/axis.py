"""The rows or columns of a table, and under which of them each coding falls."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from coding.codebook.model import Codebook, Typology, labels_of, word
from coding.codebook.table_declaration import AxisDeclaration, TableDeclaration
from coding.records.columns import CodedColumns, Column, Positions
from corpus.arrays import BoolArray, Int32Array
from corpus.attributes import Attribute
from corpus.dates import first_day
from corpus.problem import GloseError
from corpus.text import Text
from reports.attribute_words import shown_value, text_labels
from reports.cell import Header
from reports.dividing_attribute import dividing_attribute
from reports.study_material import StudyMaterial
from wording.catalogues import say
from wording.messages import tr
from wording.spelling import did_you_mean

AxisBy = Literal["code", "case", "text", "coder", "place"]


class UnknownAxis(GloseError):
    """A declared table has rows or columns that the study does not know."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Rows or columns. A coding falls under the headers that `under` gives for its code, case, text or coder (`by`).

    `own` is the header that is the code itself; `texts` gives the texts that must be read for a header to be "read",
    None where the axis does not say. `names` are the names that codings have by their place (`by` is place).
    """

    headers: tuple[Header, ...]
    by: AxisBy
    under: Mapping[str, Sequence[int]]
    texts: Callable[[str], Sequence[str] | None]
    own: Mapping[str, int]
    names: Column | None = None

    def column(self, codings: CodedColumns) -> Column:
        """The column by which codings fall under the headers."""
        if self.names is not None:
            return self.names
        found: Column = getattr(codings, self.by)
        return found

    @property
    def codes_under(self) -> tuple[tuple[str, ...], ...]:
        """On an axis of codes, for each header the codes of the codebook that count for it: its own and those below."""
        found: list[list[str]] = [[] for _ in self.headers]
        for code, numbers in self.under.items():
            for number in numbers:
                found[number].append(code)
        return tuple(map(tuple, found))

    @property
    def several(self) -> bool:
        """Whether a coding may fall under several headers."""
        return any(len(headers) > 1 for headers in self.under.values())

    def places(self, column: Column, among: BoolArray | None = None) -> tuple[Positions, Int32Array]:
        """Positions of codings and numbers of headers: one pair for each header that a coding falls under.

        `among` marks the codings that are asked for; None for all. Codings that fall under none are left out first: a
        table of one family has little to do with the others.
        """
        lists = [self.under.get(name, ()) for name in column.names]
        falling = column.mapped(bool(found) for found in lists) > 0
        chosen = np.flatnonzero(falling if among is None else falling & among)
        column = Column(column.names, column.numbers[chosen])
        lengths = column.mapped(len(found) for found in lists)
        np.maximum(lengths, 0, out=lengths)
        starts = column.mapped(np.cumsum([0, *(len(found) for found in lists)])[:-1].tolist())
        flat = np.fromiter((header for found in lists for header in found), np.int32)
        positions = np.repeat(chosen, lengths)
        ends = np.cumsum(lengths)
        offsets = np.arange(len(positions)) - np.repeat(ends - lengths, lengths)
        return positions, flat[np.repeat(starts, lengths) + offsets]

    def own_numbers(self, column: Column) -> Int32Array:
        """For each coding the number of the header that is its own code, -1 where there is none."""
        return column.mapped(self.own.get(name, -1) for name in column.names)


def axis_of(declared: AxisDeclaration, table: TableDeclaration, material: StudyMaterial) -> Axis:
    """The axis as declared; raises UnknownAxis where the study has no such attribute."""
    match declared.kind:
        case "codes":
            return _codes(declared, material)
        case "cases":
            return _by_case({case: case for case in material.cases}, tuple(material.cases), material)
        case "texts":
            return _by_text(
                {text: text for text in material.texts}, tuple(material.texts), labels=text_labels(material)
            )
        case "coders":
            headers = tuple(Header(coder, coder) for coder in material.coders)
            under = {header.id: [number] for number, header in enumerate(headers)}
            return Axis(headers, "coder", under, lambda _: None, {})
        case "kind":
            kinds = {kind: shown_value("kind", kind, material) for kind in ("interview", "document")}
            return _by_text({t.id: t.kind for t in material.texts.values()}, tuple(kinds), labels=kinds)
        case "typology":
            return _classes(material.codebook.typologies[declared.name], material)
        case "dates":
            return _dates(declared.name, table, material)
        case "attribute":
            return _attribute(declared.name, table, material)
    raise UnknownAxis(
        tr(
            "codebook.yaml:{mark}: {kind} cannot be crossed with anything in the table {table}.",
            mark=table.mark,
            kind=declared.kind,
            table=table.called,
        )
    )


def _codes(declared: AxisDeclaration, material: StudyMaterial) -> Axis:
    book = material.codebook
    ids = codes_of_axis(declared, book)
    shallowest = min((book.codes[code].depth for code in ids), default=0)
    flat = len(declared.names) > 1 or declared.leaves
    labels = labels_of(book, ids, material.language)
    headers = tuple(Header(code, labels[code], 0 if flat else book.codes[code].depth - shallowest) for code in ids)
    at = {code: number for number, code in enumerate(ids)}
    under = {code: [at[above] for above in path(code) if above in at] for code in book.codes}
    # Rolled up to a level, a code speaks for what is below it: there is no row of its own for that.
    own = at if declared.level is None else {code: found[-1] for code, found in under.items() if found}
    return Axis(headers, "code", under, lambda _: None, own)


def codes_of_axis(declared: AxisDeclaration, book: Codebook) -> tuple[str, ...]:
    """The codes of an axis in the book's order, or as listed: subtrees, cut at a level, or only the leaves."""
    if (declared.listed or len(declared.names) > 1) and not declared.leaves and declared.level is None:
        return declared.names
    subtrees = [book.subtree(name) for name in declared.names] if declared.names else [tuple(book.codes)]
    ids = list(dict.fromkeys(code for subtree in subtrees for code in subtree))
    if declared.level is not None:
        ids = [code for code in ids if book.codes[code].depth < declared.level]
    if declared.leaves:
        parents = {book.codes[code].parent for code in ids}
        ids = [code for code in ids if code not in parents]
    return tuple(ids)


def path(code: str) -> tuple[str, ...]:
    """The code's id and those above it, the highest first."""
    parts = code.split(".")
    return tuple(".".join(parts[: depth + 1]) for depth in range(len(parts)))


def _by_case(
    group_of: Mapping[str, str],
    groups: Sequence[str],
    material: StudyMaterial,
    *,
    labels: Mapping[str, str] | None = None,
) -> Axis:
    """An axis whose headers are groups of cases."""
    headers = tuple(Header(group, (labels or {}).get(group, group)) for group in groups)
    at = {group: number for number, group in enumerate(groups)}
    texts: dict[str, list[str]] = {group: [] for group in groups}
    for case, group in group_of.items():
        if group in texts:
            texts[group].extend(material.texts_of.get(case, ()))
    under = {case: [at[group]] for case, group in group_of.items() if group in at}
    return Axis(headers, "case", under, lambda group: texts[group], {})


def _by_text(group_of: Mapping[str, str], groups: Sequence[str], *, labels: Mapping[str, str] | None = None) -> Axis:
    """An axis whose headers are groups of texts."""
    headers = tuple(Header(group, (labels or {}).get(group, group)) for group in groups)
    at = {group: number for number, group in enumerate(groups)}
    texts: dict[str, list[str]] = {group: [] for group in groups}
    for text, group in group_of.items():
        if group in texts:
            texts[group].append(text)
    under = {text: [at[group]] for text, group in group_of.items() if group in at}
    return Axis(headers, "text", under, lambda group: texts[group] or None, {})


_WORDS = ("codes", "cases", "texts", "coders", "kind")


def _attribute(name: str, table: TableDeclaration, material: StudyMaterial) -> Axis:
    divides = dividing_attribute(name, material)
    if divides is not None:
        values = _values(divides.values.values(), divides.attribute)
        labels = {value: shown_value(name, value, material) for value in values}
        if divides.by == "case":
            return _by_case(divides.values, values, material, labels=labels)
        return _by_text(divides.values, values, labels=labels)
    if material.whole is not None and dividing_attribute(name, material.whole) is not None:
        return _by_text({}, [])
    raise UnknownAxis(
        tr(
            "codebook.yaml:{mark}: the table {table} names {name!r}, which is not a code, a typology, or an attribute "
            "of cases.csv or of a text. Choose one of these, or codes, cases, texts, coders or kind.",
            mark=table.mark,
            table=table.called,
            name=name,
        )
        + did_you_mean(name, [*_WORDS, *material.codebook.codes, *material.codebook.typologies, *material.attributes])
    )


def _values(values: Iterable[str], attribute: Attribute) -> list[str]:
    return sorted((value for value in dict.fromkeys(values) if value), key=attribute.rank)


def _classes(typology: Typology, material: StudyMaterial) -> Axis:
    """The classes of a typology as headers: a case is under its class and every class that holds it."""
    headers = [Header(c.id, word(c.label, material.language) or c.id) for c in typology.classes]
    headers.append(Header("unclassified", say("unclassified", material.language)))
    at = {header.id: number for number, header in enumerate(headers)}
    members: dict[str, set[str]] = {}
    for classification in material.classifications:
        if classification.typology == typology.id:
            members.setdefault(classification.case, set()).add(classification.class_id)
    under: dict[str, list[int]] = {}
    for case in material.cases:
        classes = members.get(case) or ({typology.default} if typology.default else {"unclassified"})
        found = {holder for one in classes if one in at for holder in (one, *typology.above(one))}
        under[case] = sorted(at[holder] for holder in found)
    texts = {
        header.id: [t for case, numbers in under.items() if at[header.id] in numbers for t in _texts(case, material)]
        for header in headers
    }
    met = {header for numbers in under.values() for header in numbers}
    # A class that no case is in has nothing that could be unread.
    return Axis(tuple(headers), "case", under, lambda header: texts[header] if at[header] in met else None, {})


def _texts(case: str, material: StudyMaterial) -> Sequence[str]:
    return material.texts_of.get(case, ())


def _dates(step: str, table: TableDeclaration, material: StudyMaterial) -> Axis:
    """Texts by the year, quarter or month of their date: what their own head says, else their case's attribute."""
    of_texts = {text.id: period(date_of(text, material), step) for text in material.texts.values()}
    if not any(of_texts.values()) and material.whole is None:
        raise UnknownAxis(
            tr(
                "codebook.yaml:{mark}: the table {table} is by date, but no text has a date. Write `date:` in the head "
                "of the texts, or give cases.csv a column `date`.",
                mark=table.mark,
                table=table.called,
            )
        )
    return _by_text(of_texts, sorted({found for found in of_texts.values() if found}))


def date_of(text: Text, material: StudyMaterial) -> str:
    """A text's date as written; empty where neither the text nor its case has one."""
    case = material.cases.get(text.case or "")
    return text.metadata.get("date", "") or (case.attributes.get("date", "") if case else "")


def period(written: str, step: str) -> str:
    """`2015`, `2015-T4` or `2015-12` for a date; empty where it is none."""
    try:
        day = first_day(written)
    except ValueError:
        return written if step == "year" and written.isdecimal() and len(written) == 4 else ""
    match step:
        case "year":
            return f"{day.year}"
        case "quarter":
            return f"{day.year}-T{(day.month + 2) // 3}"
    return f"{day.year}-{day.month:02}"
