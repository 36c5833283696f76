"""The report for readers of an open study: what was found, without a word on who coded and what is still to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from coding.codebook.model import Codebook, word
from coding.statements.statement_check import StatementCheck
from corpus.attributes import Condition
from reports.citations import Citations
from reports.explore.case_places import map_of, on_map
from reports.explore.drawing import dendrogram_of
from reports.explore.similarity import NothingToCompare, similarity
from reports.extracts import extracts_by_code
from reports.figures.figure import Figure
from reports.hidden_note import hidden_note
from reports.method.methods import method_sections
from reports.reader_report import Line, ReaderReport, is_for_readers, reader_chapters
from reports.statement_fields import quoted_subject_of
from reports.statements.sentence import StatementSentence
from reports.study_material import StudyMaterial
from reports.tables.notes import unwritten
from reports.title_page import READER, Amount
from wording.catalogues import listed, say, say_number
from wording.messages import apart, tr, tr_n
from wording.numbers import number
from workbench.logo import logo_of
from workbench.participants import participant_template
from workbench.reporting import byline_of, method_to_do
from workbench.statements import checked, written
from workbench.study import Study
from workbench.study_account import account_of
from workbench.tabulating import completed, material_of, tables_of
from workbench.written_file import in_other_words, written_in

Advance = Callable[[int], None]
READER_STEPS = 4
"""How many steps composing the report for readers takes, for who shows progress."""
FINDINGS = "findings"
TELLING = ("all", "nearly_all", "most")
"""Of what fewer cases have, the table itself says which: a sentence a row would say it twice."""
LISTED = ("class", "unclassified", "inferred")
"""What a table of classes has as its rows, cases by name and number."""
IN_WORDS = ("value", "summary")
"""Cells that say in words what is there: that most cases have some adds nothing."""
_LEVEL = 2
_MOST_FINDINGS = 10
_MOST_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class ForReaders:
    """The report, what its extracts are cited from, and what is left to do before it is sent, a sentence each."""

    report: ReaderReport
    material: StudyMaterial
    left_to_do: tuple[str, ...]


def compose_for_readers(
    study: Study,
    language: str,
    *,
    where: Sequence[Condition] = (),
    amount: Amount = "few",
    only: Sequence[str] = READER,
    advance: Advance = lambda _: None,
) -> ForReaders:
    """The report for readers in that language.

    `only` are the chapters that it is to have; `advance` is called at each of READER_STEPS steps.
    """
    material = replace(material_of(study, where), language=language, for_readers=True)
    declarations = list(study.codebook.tables.values())
    material = completed(study, material, declarations)
    every = tables_of(study, tuple(study.codebook.tables), material) if declarations else []
    tables = [table for table in every if is_for_readers(table)]
    advance(1)
    sentences = written(study, tables, material, language=language)
    worded = {table.declaration.id for table in tables if table.declaration.cell in IN_WORDS}
    by_table = _by_table([one for one in sentences if one.table not in worded])
    checks = material.statements or checked(study, material)
    advance(1)
    until = material.until or account_of(study).until or ""
    alike, maps = _alike(material), _maps(material)
    page = study.settings.title_page
    participant = participant_template(study, material)
    made = ReaderReport(
        language=language,
        title=study.settings.titled(language),
        byline=byline_of(study, material),
        question=page.said("question", language) if "summary" in only else "",
        corpus=_corpus(material) if "summary" in only else (),
        findings=_findings(study, checks, sentences, language) if "summary" in only else (),
        chapters=reader_chapters(tables, material, by_table, alike, maps=maps, only=only, until=until),
        extracts=extracts_by_code(
            material,
            Citations(material),
            amount=amount if "extracts" in only else "none",
            participant=participant,
        ),
        authors=page.authors,
        logo=logo_of(study),
    )
    advance(1)
    annexed = [table.title for table in every if not is_for_readers(table)]
    left = _left_to_do(study, material, annexed, blank=sum(map(unwritten, tables)) if "tables" in only else 0)
    advance(1)
    return ForReaders(made, material, left)


def _by_table(sentences: Sequence[StatementSentence]) -> dict[str, tuple[StatementSentence, ...]]:
    """What each table says beyond its cells, by its id; no sentence stands below two tables."""
    made: dict[str, tuple[StatementSentence, ...]] = {}
    said: set[str] = set()
    for table, found in groupby(sentences, key=lambda one: one.table):
        made[table] = tuple(one for one in _telling([*found]) if one.text not in said)
        said |= {one.text for one in made[table]}
    return made


def _telling(sentences: Sequence[StatementSentence]) -> tuple[StatementSentence, ...]:
    """What a table says beyond its cells: what most cases have, the strongest first."""
    strong = [one for how in TELLING for one in sentences if one.quantifier == how and one.kind not in LISTED]
    return tuple(strong[:_MOST_SENTENCES])


def _corpus(material: StudyMaterial) -> tuple[str, ...]:
    """What was read and how much of it, and which cases are unread: told here once."""
    language = material.language
    kinds = [text.kind for text in material.texts.values()]
    parts = [
        say_number(f"reader_{kind}", kinds.count(kind), language) for kind in ("interview", "document") if kind in kinds
    ]
    sentences = []
    if parts:
        sentences.append(say("reader_corpus", language, texts=listed(parts, language)))
    sentences.append(say_number("reader_cases" if parts else "reader_cases_alone", material.total, language))
    unread = [case for case in material.cases if material.texts_of.get(case) and not material.is_read(case)]
    without = [case for case in material.cases if not material.texts_of.get(case)]
    if unread:
        sentences.append(say_number("reader_unread", len(unread), language, names=listed(unread, language)))
    if without:
        sentences.append(say_number("reader_without_text", len(without), language, names=listed(without, language)))
    return (*sentences, *hidden_note(material.hidden_texts, language))


def _findings(
    study: Study, checks: Sequence[StatementCheck], sentences: Sequence[StatementSentence], language: str
) -> tuple[Line, ...]:
    """What the team wrote in findings.md, else its statements that hold, else the strongest sentences of the tables."""
    if (own := written_in(study, FINDINGS, language)) is not None:
        return tuple(own)
    held = [_with_share(check, study.codebook, language) for check in checks if check.judgement.verdict == "borne_out"]
    strong = [one.brief or one.text for one in sentences if one.quantifier in TELLING]
    return tuple(Line("item", text) for text in held or strong[:_MOST_FINDINGS])


def _with_share(check: StatementCheck, codebook: Codebook, language: str) -> str:
    """The statement with what was counted and n/N before its full stop: a negative one says it of the others."""
    text = word(check.statement.text, language).strip()
    n, total = number(check.judgement.n, language), number(check.judgement.total, language)
    if f"{n}/{total}" in text:
        return text
    subject = quoted_subject_of(check.statement, codebook, language)
    colon = say("figure_colon", language).replace(" ", "\u00a0")
    return f"{text.rstrip('.')} ({subject}{colon}{n}/{total})."


def _maps(material: StudyMaterial) -> tuple[Figure, ...]:
    """The map of the cases, where two or more of them have coordinates."""
    found = on_map(material)
    return (map_of(found, material),) if len(found.where.places) > 1 else ()


def _alike(material: StudyMaterial) -> tuple[Figure, ...]:
    """The tree of cases that are alike, where there are enough to compare."""
    if not len(material.codings):
        return ()
    try:
        return (dendrogram_of(similarity(material, level=_LEVEL), material),)
    except NothingToCompare:
        return ()


def _left_to_do(study: Study, material: StudyMaterial, annexed: Sequence[str], *, blank: int) -> tuple[str, ...]:
    """What only the team can add; it is told in the terminal and never printed in the report.

    `blank` counts the cells of framework matrices that are still to be summarised.
    """
    language, page = material.language, study.settings.title_page
    missing = [
        name
        for name, given in (("authors", page.authors), ("organisation", page.organisation), ("question", page.question))
        if not given
    ]
    said = []
    if missing:
        said.append(tr("study.yaml has nothing under `report:` for: {names}.", names=", ".join(missing)))
    if written_in(study, FINDINGS, language) is None:
        said.append(
            tr("There is no findings.md: the main findings are statements that hold, or sentences of the tables.")
        )
    if in_other_words(study, FINDINGS, language):
        said.append(
            tr("findings.md is printed as it is. Write findings.{language}.md for this language.", language=language)
        )
    if blank:
        said.append(
            tr_n(
                "{n} cell of the framework matrix is blank: it is still to be summarised (`glose summarise`).",
                "{n} cells of the framework matrix are blank: they are still to be summarised (`glose summarise`).",
                blank,
            )
        )
    if annexed:
        said.append(tr("Only in the annex (`glose report`): {titles}.", titles=apart(annexed)))
    said += method_to_do(tuple(method_sections(account_of(study), language)))
    return tuple(said)
