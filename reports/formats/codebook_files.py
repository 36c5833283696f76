"""The codebook as an appendix: Markdown, one page, a document (Word, ODT, PDF), or a workbook with a sheet of codes."""

from collections.abc import Callable, Mapping

from coding.codebook.model import Codebook
from reports.codebook_words import codebook_sections
from reports.formats import section_files
from reports.formats.section_files import Paper, Pieces
from reports.formats.section_sheets import sheet
from reports.formats.workbook import workbook
from wording.catalogues import say, say_number

Written = Callable[[Codebook, str, str], Pieces]
"""A codebook in a format, from the study's title and the language."""


def _paper(codebook: Codebook, study: str, language: str) -> Paper:
    title = codebook.title if codebook.title and codebook.title != study else say("chapter_codebook", language)
    lead = (say_number("codebook_lead", len(codebook.codes), language),)
    return Paper(title, study, lead, codebook_sections(codebook, language, whole=True), language)


def _md(codebook: Codebook, study: str, language: str) -> Pieces:
    return section_files.markdown(_paper(codebook, study, language))


def _html(codebook: Codebook, study: str, language: str) -> Pieces:
    return section_files.page(_paper(codebook, study, language))


def _docx(codebook: Codebook, study: str, language: str) -> Pieces:
    return section_files.document(_paper(codebook, study, language))


def _odt(codebook: Codebook, study: str, language: str) -> Pieces:
    return section_files.odt(_paper(codebook, study, language))


def _pdf(codebook: Codebook, study: str, language: str) -> Pieces:
    return section_files.pdf(_paper(codebook, study, language))


def _xlsx(codebook: Codebook, study: str, language: str) -> Pieces:
    """All codes on one sheet, so that they can be filtered, then a sheet for the scales and for each typology."""
    paper = _paper(codebook, study, language)
    families = sum(code.parent is None for code in codebook.codes.values())
    codes, others = paper.sections[:families], paper.sections[families:]
    rows = [row for section in codes for row in section.rows[1:]]
    sheets = [sheet("codes", paper.title, [codes[0].rows[0], *rows], language)] if codes else []
    sheets += [sheet(f"section-{at}", one.title, one.rows, language) for at, one in enumerate(others, 1)]
    yield workbook(sheets, None, study=study)


FORMATS: Mapping[str, Written] = {"md": _md, "html": _html, "docx": _docx, "odt": _odt, "pdf": _pdf, "xlsx": _xlsx}
"""What the codebook can be written as."""
