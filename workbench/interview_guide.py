"""The questions that were asked: `guide.md` of the study, as a section of the annex."""

from collections.abc import Iterator

from reports.reader_report import lines_of
from reports.section import Section
from wording.catalogues import say
from workbench.study import Study

GUIDE = "guide"


def guide_sections(study: Study, language: str) -> Iterator[Section]:
    """The interview guide by its headings, from `guide.LANGUAGE.md` or else `guide.md`; nothing where there is none.

    It is what COREQ asks for in its item 17; the ledger does not know it.
    """
    for name in (f"{GUIDE}.{language}.md", f"{GUIDE}.md"):
        file = study.folder / name
        if file.is_file():
            title, level, said = say("interview_guide", language), 1, list[str]()
            for line in lines_of(file.read_text(encoding="utf-8-sig")):
                if line.kind == "head":
                    if said or level == 1:
                        yield Section(title, tuple(said), level=level)
                    title, level, said = line.text, 2, []
                else:
                    said.append(f"– {line.text}" if line.kind == "item" else line.text)
            yield Section(title, tuple(said), level=level)
            return
