"""The picture of agreement: alpha of each code as a dot, with its interval."""

from coding.codebook.model import word
from reports.agreement.report import AgreementReport
from reports.agreement.sentences import ALPHA, words_of
from reports.figures.dot_plot import Dot, dot_plot
from reports.figures.figure import Figure

MOST = 40
"""So many codes are shown, the worst first; the table has all."""
_LIMITS = (0.67, 0.8)
"""Where Krippendorff (2004, Reliability in Content Analysis) draws lines: below the first a code should not be relied
on, from the second on it may be."""


def picture(report: AgreementReport, language: str) -> Figure | None:
    """The figure; None where fewer than two codes have a value, or spans were compared."""
    dots = []
    for one in report.codes:
        found, value = one.measures.get(ALPHA), one.value(ALPHA)
        if found is not None and value is not None and one.code:
            known = report.book.codes.get(one.code)
            dots.append(Dot(one.code, word(known.label, language) if known else one.code, value, found.interval))
    if len(dots) < 2:
        return None
    title = words_of(language).count("picture", min(len(dots), MOST))
    return dot_plot(title, dots[:MOST], lines=_LIMITS, language=language, name="agreement")
