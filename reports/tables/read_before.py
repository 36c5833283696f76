"""Texts read to the end before a code existed, or meant what it means now: counted, and noted below a table."""

from collections.abc import Iterable, Iterator

from coding.codebook.meaning import ReadBefore
from coding.codebook.model import label_of
from reports.cell import SynthesisTable
from reports.study_material import StudyMaterial
from reports.tables.axis import codes_of_axis
from wording.catalogues import listed, say, say_number


def read_before(material: StudyMaterial, code: str, texts: Iterable[str]) -> ReadBefore | None:
    """How many of these texts were read to the end without looking for the code or one below it; None if none was."""
    below = material.codebook.subtree(code)
    early = (material.read_texts - material.read_for(below)).intersection(texts)
    if not early:
        return None
    if early <= material.read_for([code]):
        return ReadBefore(len(early), "below")
    return ReadBefore(len(early), "added" if _is_added(material, code) else "redefined")


def _is_added(material: StudyMaterial, code: str) -> bool:
    return any(code in one.added for one in material.occasions)


def read_before_notes(table: SynthesisTable, material: StudyMaterial) -> Iterator[str]:
    """A sentence for the codes that as many texts were read without, if a cell of the table is open for that."""
    if not any(cell.reopened for cell in table.cells.values()):
        return
    alike: dict[tuple[str, int], list[str]] = {}
    for code in _codes(table, material):
        early = len(material.read_texts - material.read_for([code]))
        if early:
            alike.setdefault(("added" if _is_added(material, code) else "redefined", early), []).append(code)
    language = material.language
    for (why, texts), codes in alike.items():
        names = [say("in_quotes", language, words=label_of(material.codebook, code, language)) for code in codes]
        several = "_several" if len(codes) > 1 else ""
        yield say_number(f"read_before_{why}{several}", texts, language, codes=listed(names, language))


def _codes(table: SynthesisTable, material: StudyMaterial) -> list[str]:
    """The codes that the table asks for: those below its rows or columns, or all."""
    declared = table.declaration
    axis = next((one for one in (declared.rows, declared.columns) if one.kind == "codes"), None)
    asked = material.codebook.codes if axis is None else codes_of_axis(axis, material.codebook)
    below = dict.fromkeys(found for code in asked for found in material.codebook.subtree(code))
    return [code for code in below if material.asked is None or code in material.asked]
