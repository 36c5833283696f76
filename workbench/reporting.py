"""The report of an open study, put together from its tables, statements, explorations, codebook and method."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from corpus.attributes import Condition
from reports.citations import Citations
from reports.method.methods import method_sections
from reports.pictures import pictures_of
from reports.report import Chapter, Report, codebook_chapter, table_chapters
from reports.study_material import StudyMaterial
from wording.catalogues import say, say_number
from wording.numbers import day
from workbench.statements import written
from workbench.study import Study
from workbench.study_account import account_of
from workbench.tabulating import completed, material_of, tables_of

Advance = Callable[[int], None]
STEPS = 5
"""How many steps composing a report takes, for who shows progress."""


def compose(
    study: Study, language: str, *, where: Sequence[Condition] = (), advance: Advance = lambda _: None
) -> tuple[Report, Citations]:
    """The whole report in that language, and what cites its quotes; `advance` is called at each of STEPS steps."""
    material = replace(material_of(study, where), language=language)
    declarations = list(study.codebook.tables.values())
    material = completed(study, material, declarations)
    advance(1)
    tables = tables_of(study, tuple(study.codebook.tables), material) if declarations else []
    by_table = groupby(written(study, tables, material, language=language), key=lambda sentence: sentence.table)
    sentences = {table: tuple(found) for table, found in by_table}
    advance(1)
    chapters = list(table_chapters(tables, material, sentences))
    advance(1)
    pictures = tuple(pictures_of(material))
    chapters.append(Chapter("exploring", say("chapter_exploring", language), pictures))
    advance(1)
    chapters.append(codebook_chapter(study.codebook, language))
    account = account_of(study)
    chapters.append(Chapter("method", say("chapter_method", language), tuple(method_sections(account, language))))
    advance(1)
    until = say("report_lead", language, day=day(account.until or "", language))
    lead = (until, _counted(material), say("ledger_head", language, head=account.head))
    title = study.settings.title
    return Report(title, language, lead, tuple(chapters)), Citations(material)


def _counted(material: StudyMaterial) -> str:
    coders = ", ".join(material.coders) or say("nobody", material.language)
    return say_number("report_counted", material.total, material.language, coders=coders)


def default_folder(study: Study) -> Path:
    """Where a report is written unless another folder is named."""
    return study.folder / "report"
