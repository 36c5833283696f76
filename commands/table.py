"""glose table: a table that is not declared, shown or written, and declared on wish."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import formats_option, json_option, warn_of_nothing
from commands.part_of_study import of_part_of_study
from commands.printing import print_json, show_problems, tell
from wording.catalogues import say
from wording.messages import tr

if TYPE_CHECKING:
    from reports.cell import SynthesisTable
    from reports.study_material import StudyMaterial
    from workbench.study import Study

_COUNTS = ("count", "places", "texts", "cases", "words")
_NUMBERS = ("sum", "mean", "median", "mean_degree", "median_degree")
_CELLS = ("mention", "degree", "degrees", "latest", *_COUNTS, *_NUMBERS, "class", "value", "quotes", "summary")


def _pairs(_context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """`NAME=…` as a mapping; raises BadParameter."""
    found = {}
    for value in values:
        name, sign, rest = value.partition("=")
        if not sign or not name.strip() or not rest.strip():
            raise click.BadParameter(
                tr("{value!r} is not NAME=… as in {example}.", value=value, example=parameter.metavar)
            )
        found[name.strip()] = rest.strip()
    return found


@click.command(short_help="Ask for a table that is not declared, and declare it with --save.")
@click.argument("rows")
@click.argument("columns", default="cases")
@click.option("--cell", type=click.Choice(_CELLS), default="mention", show_default=True, help="What a cell shows.")
@click.option("--level", type=click.IntRange(1), metavar="N", help="Roll the codes up to this level; 1 is the top.")
@click.option("--leaves", is_flag=True, help="Only codes without codes below them.")
@click.option("--merge", multiple=True, metavar="ID=A,B", callback=_pairs, help="Show these rows (or columns) as one.")
@click.option("--label", "labels", multiple=True, metavar="ID=WORDS", callback=_pairs, help="Label a row or column.")
@click.option("--sort", metavar="BY", help="Sort rows by n, total, label, id or a column, the largest first.")
@click.option("--up", is_flag=True, help="With --sort: the smallest first.")
@click.option("--most", type=click.IntRange(1), metavar="N", help="Only the first N rows.")
@click.option("--others", is_flag=True, help="With --most: the other rows as one.")
@click.option("--totals", is_flag=True, help="Add totals of rows and columns.")
@click.option(
    "--shares",
    type=click.Choice(["row", "column", "table", "cases", "read"]),
    help="Percentages of what row, column or table count, of all cases of the group, or of those read.",
)
@click.option("--difference", metavar="A,B", help="One more column: how column B differs from column A.")
@click.option("--test", is_flag=True, help="Test whether the columns differ, row by row.")
@click.option("--cases", "number", type=click.IntRange(1), metavar="N", help="How many cases N is.")
@click.option("--hide-empty", is_flag=True, help="Leave out rows and columns in which nothing is coded.")
@click.option("--figure", type=click.Choice(["heat_map", "bars"]), help="A figure on the page.")
@click.option("--title", metavar="WORDS", help="The title.")
@click.option("--note", metavar="WORDS", help="A sentence below the table.")
@click.option("--save", "name", metavar="ID", help="Declare it under this id in codebook.yaml.")
@formats_option("html", "md", "csv", "xlsx", "docx", "odt", "pdf", "tex", default="html")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write it there; default: show it here.",
)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The table's language; default: the study's.")
@json_option
@of_part_of_study
def table(
    study: "Study",
    name: str | None,
    formats: list[str],
    out: Path | None,
    lang: str | None,
    where: tuple[str, ...],
    as_json: bool,
    **asked: Any,
) -> None:
    """Show a table with these ROWS and COLUMNS (codes, a code, several with commas, cases, texts, a typology, an
    attribute, kind, year, quarter, month, coders, speaker_role, heading, question).

    Rows and columns are those of `tables:` in codebook.yaml; docs/tables.md explains them. A list of fields makes a
    listing: `glose table interviews case,role,date`. --save writes the declaration into codebook.yaml, as the last of
    its tables and with everything else left as it is; from then on `glose tables` and the report have it.

    \b
    Example:
      glose table objectives unit --cell cases --shares cases --totals
      glose table objectives unit --cell cases --test
      glose table objectives year --cell texts --difference 2015,2016
      glose table challenges --leaves --most 10 --others
      glose table challenges unit --cell cases --merge means=challenges.funding,challenges.legal
      glose table objectives --where kind=interview --sort n --save objectives_said --title "Objectifs en entretien"
    """
    from dataclasses import replace

    from workbench.asked_tables import UNNAMED, asked_table, made_table, save_table
    from workbench.tabulating import material_of

    conditions = [*where, *([f"coder={'|'.join(study.asked_coders)}"] if name and study.asked_coders else [])]
    material = material_of(study)
    material = replace(material, language=lang or material.language)
    title = asked["title"] or _title(asked["rows"], asked["columns"], material)
    keys = _keys(study, {**asked, "where": conditions, "title": title}, name or _free(UNNAMED, study))
    declaration, source = asked_table(study, keys)
    show_problems(material.doubts)
    made = made_table(study, declaration, material)
    if where and not made.rows:
        warn_of_nothing([], where)
    if name:
        save_table(study, source)
        tell(tr("{table} is declared in codebook.yaml.", table=name), err=True)
    if as_json:
        from reports.citations import Citations, cells_json

        print_json(cells_json(made, Citations(material)))
        return
    _show(study, made, material, formats=formats, out=out)


def _free(name: str, study: "Study") -> str:
    while name in study.codebook.tables:
        name += "_"
    return name


def _keys(study: "Study", asked: dict[str, Any], name: str) -> dict[str, Any]:
    """The keys of `tables:` that say what was asked."""
    from workbench.asked_tables import check_codes

    rows: Any = asked["rows"]
    columns: Any = [part.strip() for part in asked["columns"].split(",")]
    if len(columns) == 1 and rows not in ("interviews", "documents"):
        columns = _dated(study, columns[0])
    elif _are_codes(study, columns):
        columns = {"codes": columns}
    listed = [part.strip() for part in rows.split(",")]
    if len(listed) > 1 and _are_codes(study, listed):
        rows = {"codes": listed}
    merges = [
        {"id": one, "label": asked["labels"].pop(one, one), "of": _members(study, names, within=listed)}
        for one, names in asked["merge"].items()
    ]
    of_columns = [merge for merge in merges if _is_of_columns(study, merge["of"], rows, columns)]
    of_rows = [merge for merge in merges if merge not in of_columns]
    if _is_of_codes(study, rows):
        check_codes(study.codebook, [name for merge in of_rows for name in merge["of"]], listed)
    more = {"level": asked["level"], "leaves": asked["leaves"] or None}
    depth = {key: value for key, value in more.items() if value}
    turned = isinstance(columns, str) and _is_of_codes(study, columns)
    if of_rows or (depth and not turned):
        rows = {**_spelt(study, rows), **({} if turned else depth), **_merge(of_rows)}
    if of_columns and isinstance(columns, dict) and "dates" in columns:
        columns |= _merge(of_columns)
    elif isinstance(columns, str) and (of_columns or (depth and turned)):
        columns = {**_spelt(study, columns), **(depth if turned else {}), **_merge(of_columns)}
    sort = {"by": asked["sort"], "order": "up" if asked["up"] else "down"} if asked["sort"] else None
    keys = {
        "id": name,
        "title": asked["title"],
        "rows": rows,
        "columns": columns,
        "cell": asked["cell"] if isinstance(columns, str | dict) else None,
        "where": asked["where"],
        "sort": sort,
        "most": asked["most"],
        "others": asked["others"],
        "totals": asked["totals"],
        "shares": asked["shares"],
        "difference": [part.strip() for part in asked["difference"].split(",")] if asked["difference"] else None,
        "test": asked["test"],
        "labels": asked["labels"],
        "cases": asked["number"],
        "hide_empty": asked["hide_empty"],
        "figure": asked["figure"],
        "note": asked["note"],
    }
    if _is_typology(study, rows) and columns == "cases":
        keys["cell"] = "class"
    return {key: value for key, value in keys.items() if value}


def _title(rows: str, columns: str, material: "StudyMaterial") -> str:
    """What the table crosses, in the words of the study: `Objectifs × Statut`."""
    from coding.codebook.model import label_of
    from reports.attribute_words import head_of

    def word(axis: str) -> str:
        if axis in material.codebook.codes:
            return label_of(material.codebook, axis, material.language)
        return head_of(axis, material) if axis.isidentifier() else axis

    crossed = (", ".join(word(part.strip()) for part in axis.split(",")) for axis in (rows, columns))
    return " × ".join(crossed)


def _members(study: "Study", names: str, *, within: list[str]) -> list[str]:
    """The ids of what is to be merged: codes may be called by the end of their ids or their labels."""
    from workbench.asked_tables import code_called

    return [code_called(study.codebook, part.strip(), within) for part in names.split(",")]


def _is_of_columns(study: "Study", members: list[str], rows: Any, columns: Any) -> bool:
    """Whether columns are to be merged: where only one of both is of codes, a single code among them tells which."""
    with_code = any(name in study.codebook.codes for name in members)
    if not isinstance(columns, str | dict) or columns in ("cases", "texts", "coders", "kind"):
        return False
    return with_code != _is_of_codes(study, rows)


def _merge(merges: list[dict[str, Any]]) -> dict[str, Any]:
    return {"merge": merges} if merges else {}


def _dated(study: "Study", columns: str) -> "str | dict[str, str]":
    """Columns by year, quarter or month, unless the study has an attribute of that name."""
    from reports.explore.facet import PERIODS
    from workbench.case_list import attributes

    return {"dates": columns} if columns in PERIODS and columns not in attributes(study) else columns


def _is_of_codes(study: "Study", axis: Any) -> bool:
    return axis == "codes" or (axis in study.codebook.codes if isinstance(axis, str) else "codes" in axis)


def _is_typology(study: "Study", axis: object) -> bool:
    return isinstance(axis, str) and axis in study.codebook.typologies


def _are_codes(study: "Study", names: list[str]) -> bool:
    return all(name in study.codebook.codes for name in names)


def _spelt(study: "Study", axis: Any) -> dict[str, Any]:
    """Rows or columns written as a mapping, to which more can be added."""
    if isinstance(axis, dict):
        return axis
    if _is_of_codes(study, axis):
        return {"codes": axis}
    return {"typology": axis} if _is_typology(study, axis) else {"attribute": axis}


def _show(
    study: "Study", made: "SynthesisTable", material: "StudyMaterial", *, formats: list[str], out: Path | None
) -> None:
    from commands.screens.table_screen import show_table
    from reports.citations import Citations
    from reports.formats.files import write_table
    from reports.tables.table_layout import rendered_table

    rendered = rendered_table(made, material)
    if out is None:
        show_table(rendered)
        return
    head = say("ledger_head", material.language, head=study.ledger.head().written())
    noted, title = rendered.with_note(head), study.settings.titled(material.language)
    for path in write_table(made, noted, Citations(material), study=title, formats=formats, folder=out):
        tell(path)
