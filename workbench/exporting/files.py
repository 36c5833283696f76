"""The files of an export, by the name of its format."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from corpus.problem import GloseError
from corpus.whole_file import write_whole
from exchange.documents.commented_word import commented_word
from exchange.iramuteq import iramuteq
from exchange.offsets import Unit
from exchange.refi.writing import qdc, qdpx
from exchange.spans import docbin, jsonl
from exchange.tei import metadata_table, tei
from exchange.web_annotation import web_annotations
from reports.formats.csv_text import records_csv, rows_csv
from reports.formats.flat_workbook import flat_workbook
from reports.formats.parquet import parquet
from wording.messages import tr
from workbench.exporting.as_project import as_project, tree_codes
from workbench.exporting.as_tei import tei_texts
from workbench.exporting.choice import Exported
from workbench.exporting.flat import chosen_tables
from workbench.exporting.left_names import refuse_names
from workbench.exporting.passages_out import By, spanned, starred

PROGRAMS: Mapping[str, Unit] = {"nvivo": "utf16", "maxqda": "codepoints", "atlasti": "codepoints"}
"""What the offsets of a project count for each program; the standard says code points."""
SUFFIXES = {"iramuteq": "txt", "docbin": "spacy", "annotations": "jsonld"}
"""The suffix of a file where it is not the format's name."""
FOLDERS = ("csv", "parquet", "tei")
"""The formats with several files."""


class NoSheetForIt(GloseError):
    """None of the tables asked for has a place in a workbook."""


def write_export(
    exported: Exported,
    kind: str,
    out: Path,
    *,
    program: str | None = None,
    by: By = "speaker",
    interviewers: bool = False,
    tables: Sequence[str] = (),
) -> list[Path]:
    """Write the export to `out`: a file, or for the FOLDERS a folder of files. Returns what was written.

    Of the flat tables only those named in `tables`, if there are any.

    Raises NameLeft, and writes nothing, where the export is disguised and a name of the key is in it all the same.
    """
    if kind == "csv":
        made = {out / name: data for name, data in flat_files(exported, tables).items()}
    elif kind == "parquet":
        made = {out / f"{table.name}.parquet": parquet(table) for table in chosen_tables(exported, tables)}
    elif kind == "tei":
        made = {out / name: data for name, data in tei_files(exported).items()}
    else:
        made = {out: made_file(exported, kind, program=program, by=by, interviewers=interviewers, tables=tables)}
    refuse_names(exported.disguise, {path.name if kind in FOLDERS else kind: data for path, data in made.items()})
    return [write_whole(path, data) for path, data in made.items()]


def made_file(
    exported: Exported,
    kind: str,
    *,
    program: str | None = None,
    by: By = "speaker",
    interviewers: bool = False,
    tables: Sequence[str] = (),
) -> bytes:
    """The file of a format, every one but the FOLDERS."""
    makers: Mapping[str, Callable[[], bytes | str]] = {
        "qdpx": lambda: qdpx(as_project(exported), unit=PROGRAMS.get(program or "", "codepoints")),
        "qdc": lambda: qdc(as_project(exported).codes),
        "xlsx": lambda: _workbook(exported, tables),
        "iramuteq": lambda: iramuteq(starred(exported, by=by, interviewers=interviewers)),
        "jsonl": lambda: jsonl(spanned(exported)),
        "docbin": lambda: docbin(spanned(exported)),
        "docx": lambda: commented_word(as_project(exported)),
        "annotations": lambda: web_annotations(as_project(exported)),
    }
    made = makers[kind]()
    return made if isinstance(made, bytes) else made.encode()


def _workbook(exported: Exported, tables: Sequence[str]) -> bytes:
    asked = chosen_tables(exported, tables)
    fitting = [table for table in asked if table.fits_a_sheet]
    if not fitting:
        raise NoSheetForIt(
            tr(
                "{table} has more cells than a sheet is good for; nothing was written. `glose export csv` writes it.",
                table=", ".join(table.name for table in asked),
            )
        )
    return flat_workbook(fitting)


def flat_files(exported: Exported, tables: Sequence[str] = ()) -> dict[str, bytes]:
    """The flat tables as CSV, by the names of their files."""
    return {
        f"{table.name}.csv": rows_csv(table.heads, table.rows(), words=table.words).encode()
        for table in chosen_tables(exported, tables)
    }


def tei_files(exported: Exported) -> dict[str, bytes]:
    """A TEI document a text by its file's name, and the table of variables that TXM reads beside them."""
    codes = list(tree_codes(exported.codebook, exported.study.settings.language, {}, ""))
    texts = list(tei_texts(exported))
    files = {f"{file_name(text.id)}.xml": tei(text, codes) for text in texts}
    return {**files, "metadata.csv": records_csv(metadata_table(texts)).encode()}


def file_name(text: str) -> str:
    """The id of a text as the name of a file, without signs that no system takes."""
    return re.sub(r"[/\\:*?\"<>|\x00-\x1f]", "_", text)
