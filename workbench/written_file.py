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
