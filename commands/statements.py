"""glose statements: quantified sentences of the tables, and the team's own statements checked."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import console, counted, in_study, json_option, print_json, warn_of_nothing, where_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coding.codebook.quantifiers import Thresholds
    from coding.statements.statement_check import StatementCheck
    from reports.cell import SynthesisTable
    from reports.statements.sentence import StatementSentence
    from reports.study_material import StudyMaterial
    from workbench.study import Study

_STYLES: dict[str, dict[str, Any]] = {
    "borne_out": {"fg": "green"},
    "not_borne_out": {"fg": "yellow"},
    "no_evidence": {"dim": True},
    "contradicted": {"fg": "red", "bold": True},
}
_NAMES = {
    "borne_out": "borne out",
    "not_borne_out": "not borne out",
    "no_evidence": "without evidence",
    "contradicted": "contradicted",
}


@click.command(short_help="Write quantified sentences with n/N, and check the team's own.")
@click.argument("names", nargs=-1, metavar="[TABLE…]")
@click.option(
    "--check",
    "file",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="Check the team's statements; default: statements.yaml in the study's folder.",
)
@click.option("--strict", is_flag=True, help="With --check: exit 1 if one is contradicted or not borne out.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The language of the sentences; default: the study's.")
@where_option
@json_option
@in_study
def statements(
    study: "Study",
    names: tuple[str, ...],
    file: str | None,
    strict: bool,
    lang: str | None,
    where: tuple[str, ...],
    as_json: bool,
) -> int:
    """Write what each table says in sentences with n/N, or check the statements the team wrote.

    The codebook sets from how many cases on "most" or "several" may be said (`quantifiers`); see docs/statements.md.

    \b
    Example:
      glose statements
      glose statements objectives --lang en
      glose statements --check
      glose statements --check paper/statements.yaml --strict
    """
    from dataclasses import replace

    from workbench.case_list import conditions
    from workbench.tabulating import material_of

    if file is None and strict:
        raise click.UsageError("--strict goes with --check.")
    if file is not None and (names or where):
        raise click.UsageError("--check takes a file only; a statement has conditions of its own (`where`).")
    material = material_of(study, conditions(study, where))
    warn_of_nothing(material.cases, where)
    material = replace(material, language=lang or material.language)
    if file is None:
        return _write(study, names, material, as_json=as_json)
    return _check(study, file, material, strict=strict, as_json=as_json)


def _write(study: "Study", names: tuple[str, ...], material: "StudyMaterial", *, as_json: bool) -> int:
    from reports.statements.lines import sentence_json
    from workbench.statements import thresholds_of, written
    from workbench.tabulating import tables_of

    tables = tables_of(study, names, material)
    sentences = written(study, tables, material, language=material.language)
    if as_json:
        print_json(sentence_json(sentence, material) for sentence in sentences)
        return 0
    _show_sentences(tables, sentences)
    if sentences and material.total:
        _show_thresholds(thresholds_of(study), material)
    return 0


def _show_sentences(tables: "Sequence[SynthesisTable]", sentences: "Sequence[StatementSentence]") -> None:
    by_table: dict[str, list[StatementSentence]] = {table.declaration.id: [] for table in tables}
    for sentence in sentences:
        by_table[sentence.table].append(sentence)
    for table in tables:
        if by_table[table.declaration.id]:
            click.secho(table.title, bold=True)
            for sentence in by_table[table.declaration.id]:
                click.echo(_filled(sentence.text))
            click.echo()
    silent = [name for name, mine in by_table.items() if not mine]
    if silent:
        click.echo(f"Nothing is counted over cases in: {', '.join(silent)}.", err=True)


def _filled(text: str, indent: str = "  ") -> str:
    """A paragraph as wide as the terminal; unlike rich, this keeps together what a no-break space joins."""
    from textwrap import fill

    return fill(text, console().width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _show_thresholds(thresholds: "Thresholds", material: "StudyMaterial") -> None:
    from reports.statements.wording import thresholds_in_words

    said = thresholds_in_words(thresholds, material.total, material.language)
    click.secho(_filled(said, ""), dim=True)


def _check(study: "Study", file: str, material: "StudyMaterial", *, strict: bool, as_json: bool) -> int:
    from reports.statements.lines import checked_json
    from workbench.statements import FILE, checked, thresholds_of

    found = checked(study, material, Path(file) if file else study.folder / FILE)
    thresholds = thresholds_of(study)
    if as_json:
        print_json(checked_json(one, material, thresholds, language=material.language) for one in found)
    else:
        _show_verdicts(found, material, thresholds)
    failing = any(one.judgement.verdict in ("contradicted", "not_borne_out") for one in found)
    return 1 if strict and failing else 0


def _show_verdicts(found: "Sequence[StatementCheck]", material: "StudyMaterial", thresholds: "Thresholds") -> None:
    from collections import Counter

    from reports.statement_fields import field_of
    from reports.statements.verdict_wording import why

    for one in found:
        said = {n: field_of(one, n, material.codebook, material.language) for n in ("verdict", "n", "statement")}
        verdict = click.style(said["verdict"], **_STYLES[one.judgement.verdict])
        click.echo(f"{click.style(one.id, bold=True)}  {verdict}  {said['n']}")
        click.echo(_filled(said["statement"]))
        click.secho(_filled(why(one, thresholds, material.language)), dim=True)
        click.echo()
    kinds = Counter[str](one.judgement.verdict for one in found)
    parts = ", ".join(f"{kinds[verdict]} {name}" for verdict, name in _NAMES.items() if kinds[verdict])
    click.echo(f"{counted(len(found), 'statement')}: {parts}.")
