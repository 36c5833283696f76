"""The files of an export, by the name of its format."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from corpus.whole_file import write_whole
from exchange.documents.commented_word import commented_word
from exchange.iramuteq import iramuteq
from exchange.offsets import Unit
from exchange.refi.writing import qdc, qdpx
from exchange.spans import docbin, jsonl
from exchange.tei import metadata_table, tei
from exchange.web_annotation import web_annotations
from reports.formats.csv_text import records_csv
from reports.formats.sheet_text import portions
from wording.messages import tr
from workbench.exporting.as_project import as_project, tree_codes
from workbench.exporting.as_tei import tei_texts
from workbench.exporting.choice import Exported
from workbench.exporting.flat import FlatTable, flat_tables
from workbench.exporting.left_names import refuse_names
from workbench.exporting.passages_out import By, spanned, starred

PROGRAMS: Mapping[str, Unit] = {"nvivo": "utf16", "maxqda": "codepoints", "atlasti": "codepoints"}
"""What the offsets of a project count for each program; the standard says code points."""
SUFFIXES = {"iramuteq": "txt", "docbin": "spacy", "annotations": "jsonld"}
"""The suffix of a file where it is not the format's name."""
FOLDERS = ("csv", "tei")
"""The formats with several files."""


def write_export(
    exported: Exported,
    kind: str,
    out: Path,
    *,
    program: str | None = None,
    by: By = "speaker",
    interviewers: bool = False,
) -> list[Path]:
    """Write the export to `out`: a file, or for the FOLDERS a folder of files. Returns what was written.

    Raises NameLeft, and writes nothing, where the export is disguised and a name of the key is in it all the same.
    """
    if kind == "csv":
        made = {out / f"{table.name}.csv": records_csv(table.records()).encode() for table in flat_tables(exported)}
    elif kind == "tei":
        made = {out / name: data for name, data in tei_files(exported).items()}
    else:
        made = {out: made_file(exported, kind, program=program, by=by, interviewers=interviewers)}
    refuse_names(exported.disguise, {path.name if kind in FOLDERS else kind: data for path, data in made.items()})
    return [write_whole(path, data) for path, data in made.items()]


def made_file(
    exported: Exported, kind: str, *, program: str | None = None, by: By = "speaker", interviewers: bool = False
) -> bytes:
    """The file of a format, every one but the FOLDERS."""
    makers: Mapping[str, Callable[[], bytes | str]] = {
        "qdpx": lambda: qdpx(as_project(exported), unit=PROGRAMS.get(program or "", "codepoints")),
        "qdc": lambda: qdc(as_project(exported).codes),
        "xlsx": lambda: workbook_of(list(flat_tables(exported))),
        "iramuteq": lambda: iramuteq(starred(exported, by=by, interviewers=interviewers)),
        "jsonl": lambda: jsonl(spanned(exported)),
        "docbin": lambda: docbin(spanned(exported)),
        "docx": lambda: commented_word(as_project(exported)),
        "annotations": lambda: web_annotations(as_project(exported)),
    }
    made = makers[kind]()
    return made if isinstance(made, bytes) else made.encode()


def tei_files(exported: Exported) -> dict[str, bytes]:
    """A TEI document a text by its file's name, and the table of variables that TXM reads beside them."""
    codes = list(tree_codes(exported.codebook, exported.study.settings.language, {}, ""))
    texts = list(tei_texts(exported))
    files = {f"{file_name(text.id)}.xml": tei(text, codes) for text in texts}
    return {**files, "metadata.csv": records_csv(metadata_table(texts)).encode()}


def file_name(text: str) -> str:
    """The id of a text as the name of a file, without signs that no system takes."""
    return re.sub(r"[/\\:*?\"<>|\x00-\x1f]", "_", text)


def workbook_of(tables: Sequence[FlatTable]) -> bytes:
    """The tables as a workbook, a sheet each, heads frozen and filtered; words are text, so nothing runs as a formula.

    What a cell cannot hold goes on in further columns, and says so.
    """
    from xlsxwriter import Workbook

    target = io.BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.write_row(0, 0, table.heads, head)
            for number, row in enumerate(table.rows, 1):
                beyond = len(table.heads)
                for column, value in enumerate(row):
                    if isinstance(value, int):
                        sheet.write_number(number, column, value)
                    elif value:
                        first, *more = portions(value, tr("(goes on in the last columns)"))
                        sheet.write_string(number, column, first)
                        for piece in more:
                            sheet.write_string(number, beyond, piece)
                            beyond += 1
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.heads) - 1)
    return target.getvalue()
