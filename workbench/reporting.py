"""The report of an open study, put together from its tables, statements, explorations, codebook and method."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from corpus.attributes import Condition
from reports.annexed_extracts import annexed
from reports.citations import Citations
from reports.codebook_words import uses_of
from reports.extracts_by_number import by_number
from reports.hidden_note import hidden_note
from reports.method.methods import finished, method_sections
from reports.pictures import pictures_of
from reports.report import Chapter, Report, codebook_chapter, numbered, table_chapters
from reports.section import Section
from reports.study_material import StudyMaterial
from reports.title_page import ANNEX
from wording.catalogues import listed, say, say_number
from wording.messages import tr_n
from wording.numbers import day
from workbench.interview_guide import guide_sections
from workbench.logo import logo_of
from workbench.statements import written
from workbench.study import Study
from workbench.study_account import account_of
from workbench.tabulating import completed, material_of, tables_of

Advance = Callable[[int], None]
STEPS = 5
"""How many steps composing a report takes, for who shows progress."""


@dataclass(frozen=True, slots=True)
class ForReviewers:
    """The report, what cites its extracts, and what is left to do before it is sent, a sentence each."""

    report: Report
    citations: Citations
    left_to_do: tuple[str, ...]


def compose(
    study: Study,
    language: str,
    *,
    where: Sequence[Condition] = (),
    only: Sequence[str] = ANNEX,
    memos: bool = False,
    advance: Advance = lambda _: None,
) -> ForReviewers:
    """The report for reviewers in that language.

    `only` are the chapters that it is to have; `advance` is called at each of STEPS steps.
    """
    material = replace(material_of(study, where), language=language)
    declarations = list(study.codebook.tables.values())
    material = completed(study, material, declarations)
    advance(1)
    tables = tables_of(study, tuple(study.codebook.tables), material) if declarations else []
    by_table = groupby(written(study, tables, material, language=language), key=lambda sentence: sentence.table)
    sentences = {table: tuple(found) for table, found in by_table}
    advance(1)
    chapters = [chapter for chapter in table_chapters(tables, material, sentences) if chapter.id in only]
    advance(1)
    if "exploring" in only:
        chapters.append(Chapter("exploring", say("chapter_exploring", language), tuple(pictures_of(material))))
    advance(1)
    if "codebook" in only:
        chapters.append(codebook_chapter(study.codebook, language, uses_of(material.codings)))
    account = account_of(study, material if where else None)
    sections = tuple(method_sections(account, language)) if "method" in only else ()
    if sections:
        chapters.append(
            Chapter(
                "method",
                say("chapter_method", language),
                (*finished(sections, language), *guide_sections(study, language)),
            )
        )
    chapters = list(numbered(chapters))
    citations = Citations(material)
    extracts = annexed(material, citations) if "extracts" in only else None
    advance(1)
    until = say("report_lead", language, day=day(account.until or "", language))
    missing = hidden_note(material.hidden_texts, language)
    page = study.settings.title_page
    question = page.said("question", language)
    asked = [say("report_question", language, question=question)] if question else []
    lead = (*asked, until, _counted(material), *missing, say("ledger_head", language, head=account.head))
    made = Report(
        study.settings.titled(language),
        language,
        lead,
        by_number(tuple(chapters), extracts) if extracts else tuple(chapters),
        extracts,
        memos=memos,
        transcribed="texts" in only,
        authors=page.authors,
        byline=byline_of(study, material) if page.authors or page.version or page.date else (),
        logo=logo_of(study),
    )
    return ForReviewers(made, citations, method_to_do(sections))


def _counted(material: StudyMaterial) -> str:
    coders = ", ".join(material.coders) or say("nobody", material.language)
    return say_number("report_counted", material.total, material.language, coders=coders)


def byline_of(study: Study, material: StudyMaterial) -> tuple[str, ...]:
    """Authors, organisation, date and version; the day of the last decision where no date is given."""
    page, language = study.settings.title_page, material.language
    until = page.date or (material.until or account_of(study).until or "")[:10]
    version = say("report_version", language, version=page.version) if page.version else ""
    lines = (listed(list(page.authors), language) if page.authors else "", page.said("organisation", language))
    return tuple(line for line in (*lines, day(until, language) if until else "", version) if line)


def method_to_do(sections: Sequence[Section]) -> tuple[str, ...]:
    """How many points of the method chapter only the team can complete: told in the terminal, never printed."""
    todos = sum(len(section.todos) for section in sections)
    if not todos:
        return ()
    return (
        tr_n(
            "The method chapter of the annex has {n} point that only you can complete; see `glose methods`.",
            "The method chapter of the annex has {n} points that only you can complete; see `glose methods`.",
            todos,
        ),
    )


def default_folder(study: Study) -> Path:
    """Where a report is written unless another folder is named."""
    return study.folder / "report"
