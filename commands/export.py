"""glose export: hand the study to another program, to a statistician, to a training run."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from commands.part_of_study import of_part_of_study
from commands.printing import tell
from wording.messages import counted, tr, tr_n

if TYPE_CHECKING:
    from workbench.exporting.choice import Exported
    from workbench.exporting.passages_out import By
    from workbench.study import Study

_FORMATS = ("qdpx", "qdc", "csv", "xlsx", "parquet", "iramuteq", "jsonl", "docbin", "annotations", "docx", "tei")
_OF_TABLES = ("csv", "xlsx", "parquet")

_TABLES = ("codings", "decisions", "texts", "passages", "cases_codes", "cases_degrees", "passages_codes")


@click.command(short_help="Hand the study to another program.")
@click.argument("format_name", type=click.Choice(_FORMATS), metavar="FORMAT")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="File, or folder for csv, parquet and tei; default: export/ of the study.",
)
@click.option(
    "--for", "program", type=click.Choice(["nvivo", "maxqda", "atlasti"]), help="qdpx: as this program reads it."
)
@click.option(
    "--by", type=click.Choice(["speaker", "passage"]), default="speaker", show_default=True,
    help="iramuteq: what is one text; passages have their codes as variables.",
)  # fmt: skip
@click.option("--interviewers", is_flag=True, help="iramuteq: what interviewers say as well.")
@click.option(
    "--table", "tables", type=click.Choice(_TABLES), multiple=True, metavar="NAME",
    help=f"csv, xlsx, parquet: only this table ({', '.join(_TABLES)}); may be repeated.",
)  # fmt: skip
@click.option("--pseudonyms", is_flag=True, help="With the pseudonyms of `glose pseudonyms` in place of names.")
@of_part_of_study
def export(
    study: "Study",
    format_name: str,
    out: Path | None,
    program: str | None,
    by: str,
    interviewers: bool,
    tables: tuple[str, ...],
    pseudonyms: bool,
    where: tuple[str, ...],
) -> int:
    """Write the study in another format: qdpx (REFI-QDA project, for NVivo, MAXQDA, ATLAS.ti, QualCoder and others),
    qdc (its codebook), csv, xlsx or parquet (flat tables: codings, decisions, texts, passages, matrices for R or
    fsQCA), iramuteq (texts with variables), jsonl or docbin (passages with spans, for training), annotations (W3C Web
    Annotation), docx (the texts in Word, codings as comments), tei (a TEI P5 document a text, for TXM).

    docs/export.md says what each keeps. The same study gives the same GUIDs in every export. With --pseudonyms texts,
    quotes, memos, cases and coders carry the pseudonyms of the key, whether or not they were put into the texts; if a
    name is found in what would be written, nothing is written.

    \b
    Example:
      glose export qdpx
      glose export qdpx --for nvivo --out study.qdpx
      glose export csv --where unit=commune --out tables
      glose export csv --table codings
      glose export iramuteq --by passage
      glose export docx --pseudonyms
    """
    if tables and format_name not in _OF_TABLES:
        raise click.UsageError(tr("--table goes with csv, xlsx and parquet."))
    from workbench.case_list import conditions
    from workbench.exporting.choice import exported
    from workbench.exporting.disguise import disguise_of
    from workbench.exporting.files import SUFFIXES, write_export

    chosen = exported(study, conditions(study, where), disguise_of(study) if pseudonyms else None)
    if chosen.lost:
        tell(
            tr_n(
                "{n} coding was left out: the codebook no longer has its code.",
                "{n} codings were left out: the codebook no longer has their codes.",
                chosen.lost,
            ),
            err=True,
        )
    folder = study.folder / "export"
    suffix = SUFFIXES.get(format_name, format_name)
    name = f"{study.folder.resolve().name}.{suffix}"
    target = out or {"csv": folder, "parquet": folder, "tei": folder / "tei"}.get(format_name, folder / name)
    written = write_export(
        chosen, format_name, target, program=program, by=cast("By", by), interviewers=interviewers, tables=tables
    )
    for note in (*_losses(format_name, program), *(_left_out(chosen, tables) if format_name == "xlsx" else ())):
        tell(note, err=True)
    for path in written:
        tell(path)
    return 0


def _losses(format_name: str, program: str | None) -> list[str]:
    """What the receiver will not have."""
    if format_name != "qdpx":
        return []
    notes = [
        tr("Degrees, values and other cases are in the comments of codings; suggestions and refusals do not go along.")
    ]
    if program == "nvivo":
        notes.append(tr("Offsets count UTF-16 units, as NVivo does; other programs count characters."))
    return notes


def _left_out(chosen: "Exported", tables: tuple[str, ...]) -> list[str]:
    """The tables that a workbook has no room for."""
    from workbench.exporting.flat import beyond_a_sheet

    return [
        tr(
            "{table} is not in the workbook: {rows} rows and {columns} columns are more than a sheet is good for. "
            "`glose export csv` writes it.",
            table=table.name,
            rows=counted(table.count),
            columns=counted(len(table.heads)),
        )
        for table in beyond_a_sheet(chosen, tables)
    ]
