"""The report of an import as a page of HTML that needs nothing else."""

from pathlib import Path

from corpus.whole_file import write_whole
from reports.formats.page import environment
from wording.messages import counted, language, tr
from workbench.importing.report import ImportReport


def written_page(report: ImportReport, path: Path) -> Path:
    """Write the report as an HTML page to `path`; raises OSError where that fails."""
    origin = report.origin
    words = {
        "title": tr("Import of {file}", file=origin.file),
        "source": ", ".join(part for part in (origin.format, origin.program, report.study) if part),
        "heads": ("", tr("in the file"), tr("in the study"), tr("new"), tr("left out")),
        "left": tr("Left out"),
        "left_heads": (tr("kind"), tr("what"), tr("why"), tr("number")),
        "doubts": tr("Doubts"),
        "dry": tr("Nothing was recorded (--dry-run).") if report.dry else "",
    }
    page = (
        environment()
        .get_template("import.html.j2")
        .render(language=language(), words=words, report=report, counted=counted, kind_word=kind_of_thing)
    )
    return write_whole(path, page)


def kind_of_thing(kind: str) -> str:
    """A kind of thing in a project of another program, in the terminal's language."""
    words = {
        "texts": tr("texts"),
        "codes": tr("codes"),
        "codings": tr("codings"),
        "coders": tr("coders"),
        "cases": tr("cases"),
        "attributes": tr("attributes"),
        "memos": tr("memos"),
        "groups": tr("groups"),
        "links": tr("links"),
        "quotations": tr("passages without a code"),
    }
    return words.get(kind, kind)
