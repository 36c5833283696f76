"""The line below a table or figure that names its source: which texts, coded until when, and what N is."""

from collections.abc import Mapping

from reports.cell import SynthesisTable
from reports.study_material import StudyMaterial
from reports.tables.narrowing import narrowed
from wording.catalogues import listed, say, say_number
from wording.numbers import day

_KINDS = ("interview", "document")
_LISTED = {"interviews": ("interview",), "documents": ("document",), "texts": _KINDS}


def source_of(table: SynthesisTable, material: StudyMaterial, *, until: str = "") -> str:
    """The source of a table, and of the figure that shows it; `until` (ISO 8601) is when the last decision was made.

    The texts are those that the conditions of the table leave. N is named where the table counts cases; a list of texts
    or cases rests on what the team knows of them.
    """
    if table.declaration.is_listing and table.declaration.rows.kind in ("cases", *_LISTED):
        return facts_source(material, table)
    part = narrowed(table.declaration, material)
    return _coded(part, until, cases=table.cases if table.whole == table.cases else None)


def source_of_all(material: StudyMaterial, *, until: str = "") -> str:
    """The source of a figure that is made from the whole study."""
    return _coded(material, until, cases=material.total)


def facts_source(material: StudyMaterial, table: SynthesisTable | None = None) -> str:
    """The source of what was collected about the texts of a list, or about the cases."""
    language = material.language
    kinds = _LISTED.get(table.declaration.rows.kind, ()) if table else ()
    if table and kinds:
        shown = {row.id for row in table.rows}
        texts = {name: text for name, text in material.texts.items() if name in shown} or material.texts
        what = _texts(texts, language)
    else:
        what = say_number("source_cases", len(table.rows) if table else len(material.cases), language)
    return say("source_facts", language, what=what) if what else ""


def _coded(part: StudyMaterial, until: str, *, cases: int | None) -> str:
    language = part.language
    texts = _texts(part.texts, language)
    if not texts:
        return ""
    what = say("source_until", language, texts=texts, day=day(until[:10], language)) if until else texts
    if cases is None:
        return say("source_coded", language, what=what)
    return say("source_coded_cases", language, what=what, cases=say_number("source_cases", cases, language))


def _texts(texts: Mapping[str, object], language: str) -> str:
    kinds = [getattr(text, "kind", "") for text in texts.values()]
    parts = [say_number(f"reader_{kind}", kinds.count(kind), language) for kind in _KINDS if kind in kinds]
    return listed(parts, language)
