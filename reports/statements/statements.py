"""The quantified sentences of a synthesis table: for each row how many cases have it, which, and what is not known."""

from dataclasses import replace

from coding.codebook.quantifiers import Thresholds
from reports.cell import SynthesisTable
from reports.statements.class_sentences import on_classes
from reports.statements.fact_sentences import on_facts
from reports.statements.sentence import SentenceWriter, StatementSentence
from reports.statements.theme_sentences import on_groups, on_themes
from reports.statements.wording import UNITS
from reports.study_material import StudyMaterial
from reports.tables.narrowing import narrowed
from reports.tables.regrouping import grouped_axis


def statements_of(
    table: SynthesisTable, material: StudyMaterial, thresholds: Thresholds, language: str
) -> list[StatementSentence]:
    """The sentences of a table, in the order of its rows; `material` is what the table was made from.

    Written for tables in which codes cross cases, texts, or groups of them; for typologies; for what is known of cases
    and texts. Other tables (values with their quotes, coders) hold nothing that is counted over cases.
    """
    declared = table.declaration
    # A copy would read all coverage anew, so it is made only where the language asks for it.
    spoken = material if material.language == language else replace(material, language=language)
    part = narrowed(declared, spoken)
    writer = SentenceWriter(table, part, thresholds, language)
    if declared.typology is not None:
        return list(on_classes(writer, part.codebook.typologies[declared.typology]))
    if declared.is_listing:
        return list(on_facts(writer)) if declared.rows.kind in UNITS else []
    if (declared.rows.kind, declared.columns.kind).count("codes") != 1:
        return []
    across = declared.columns if declared.rows.kind == "codes" else declared.rows
    if across.kind in ("cases", "texts"):
        return list(on_themes(writer, UNITS[across.kind]))
    axis = grouped_axis(across, declared, part)
    return list(on_groups(writer, axis, material.codings)) if axis.by in ("case", "text") else []
