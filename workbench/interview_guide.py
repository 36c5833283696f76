"""The questions that were asked: `guide.md` of the study, as a section of the annex."""

from collections.abc import Iterator

from reports.section import Section
from wording.catalogues import say
from workbench.study import Study
from workbench.written_file import written_in

GUIDE = "guide"


def guide_sections(study: Study, language: str) -> Iterator[Section]:
    """The interview guide by its headings, from `guide.LANGUAGE.md` or else `guide.md`; nothing where there is none.

    It is what COREQ asks for in its item 17; the ledger does not know it.
    """
    lines = written_in(study, GUIDE, language)
    if lines is None:
        return
    title, level, said = say("interview_guide", language), 1, list[str]()
    for line in lines:
        if line.kind == "head":
            if said or level == 1:
                yield Section(title, tuple(said), level=level)
            title, level, said = line.text, 2, []
        else:
            said.append(f"– {line.text}" if line.kind == "item" else line.text)
    yield Section(title, tuple(said), level=level)
