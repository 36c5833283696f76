"""The report on agreement as a file: one page, a document (Word, ODT, PDF), Markdown, or a workbook."""

from collections.abc import Callable, Mapping

from reports.agreement.paper import lead, sections
from reports.agreement.picture import picture
from reports.agreement.report import AgreementReport
from reports.agreement.sentences import words_of
from reports.formats import section_files
from reports.formats.section_files import Paper, Pieces
from reports.formats.section_sheets import sheet
from reports.formats.workbook import workbook
from reports.section import Section


def _paper(report: AgreementReport, language: str) -> Paper:
    title, said = words_of(language).say("title"), sections(report, language)
    return Paper(title, report.study, lead(report, language), said, language, picture=picture(report, language))


def _md(report: AgreementReport, language: str) -> Pieces:
    return section_files.markdown(_paper(report, language))


def _html(report: AgreementReport, language: str) -> Pieces:
    return section_files.page(_paper(report, language))


def _docx(report: AgreementReport, language: str) -> Pieces:
    return section_files.document(_paper(report, language))


def _odt(report: AgreementReport, language: str) -> Pieces:
    return section_files.odt(_paper(report, language))


def _pdf(report: AgreementReport, language: str) -> Pieces:
    return section_files.pdf(_paper(report, language))


def _xlsx(report: AgreementReport, language: str) -> Pieces:
    """A sheet for each section; all disagreements on one, with the code first, so that they can be filtered."""
    found = sections(report, language)
    plain = [one for one in found if one.rows and one.level == 1]
    sheets = [sheet(f"section-{at}", one.title, one.rows, language, numbers=True) for at, one in enumerate(plain, 1)]
    if rows := _all_disagreements(report, [one for one in found if one.level == 2], language):
        sheets.append(sheet("disagreements", words_of(language).say("disagreements"), rows, language))
    yield workbook(sheets, None, study=report.study)


def _all_disagreements(report: AgreementReport, by_code: list[Section], language: str) -> tuple[tuple[str, ...], ...]:
    phrases = words_of(language)
    rows = []
    for section in by_code:
        coders = section.rows[0][2:]
        for where, words, *said in section.rows[1:]:
            by_coder = dict(zip(coders, said, strict=True))
            rows.append((section.title, where, words, *(by_coder.get(coder, "") for coder in report.coders)))
    return ((*phrases.head("code", "where", "words"), *report.coders), *rows) if rows else ()


FORMATS: Mapping[str, Callable[[AgreementReport, str], Pieces]] = {
    "md": _md,
    "html": _html,
    "docx": _docx,
    "odt": _odt,
    "pdf": _pdf,
    "xlsx": _xlsx,
}
"""What the report on agreement can be written as."""
