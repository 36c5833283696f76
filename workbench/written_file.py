"""What the team wrote in a file of its own beside the study: `findings.md`, `guide.md`."""

from collections.abc import Sequence

from reports.reader_report import Line, lines_of
from workbench.study import Study


def written_in(study: Study, name: str, language: str) -> Sequence[Line] | None:
    """The lines of `NAME.LANGUAGE.md` or else of `NAME.md` in the study's folder; None where there is neither.

    Raises OSError or UnicodeDecodeError where it cannot be read.
    """
    for file in (study.folder / f"{name}.{language}.md", study.folder / f"{name}.md"):
        if file.is_file():
            return list(lines_of(file.read_text(encoding="utf-8-sig")))
    return None


def in_other_words(study: Study, name: str, language: str) -> bool:
    """Whether a report in that language has the words of `NAME.md`, which is in the study's own."""
    asked, plain = (study.folder / file for file in (f"{name}.{language}.md", f"{name}.md"))
    return language != study.settings.language and plain.is_file() and not asked.is_file()
