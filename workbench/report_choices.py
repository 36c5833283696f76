"""What a report is to have: chosen on the command line, else declared under `report:` in study.yaml."""

from dataclasses import dataclass

from corpus.problem import GloseError
from reports.title_page import ANNEX, READER, Amount, Audience
from wording.messages import tr
from workbench.study import Study
from workbench.title_settings import unknown_chapter


class UnfitChoice(GloseError):
    """A chapter that the report does not have, or a choice that does not fit who gets it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Who gets the report, its chapters, how many extracts readers get, and whether memos are printed."""

    audience: Audience
    only: tuple[str, ...]
    quotes: Amount
    memos: bool


def chosen(
    study: Study, *, audience: Audience | None, only: str | None, quotes: Amount | None, memos: bool | None
) -> Choices:
    """The choices given, each else as study.yaml has it. Raises UnfitChoice, naming the nearest chapter."""
    page = study.settings.title_page
    declared = page.audience or "annex"
    whom = audience or declared
    if quotes and whom == "annex":
        raise UnfitChoice(tr("--quotes goes with --for reader or --for article: the annex has every extract."))
    if memos and whom != "annex":
        raise UnfitChoice(tr("--memos goes with --for annex: readers get no memos."))
    known = ANNEX if whom == "annex" else READER
    wanted = tuple(part.strip() for part in (only or "").split(",") if part.strip())
    if only is None and (whom == "annex") == (declared == "annex"):
        wanted = page.only
    for name in wanted:
        if name not in known:
            raise UnfitChoice(unknown_chapter(name, known))
    usual: Amount = "few" if whom == "reader" or "extracts" in wanted else "none"
    amount = quotes or (page.quotes if whom == declared or whom == "reader" else None) or usual
    return Choices(whom, wanted or known, amount, whom == "annex" and (page.memos if memos is None else memos))
