"""glose statements: quantified sentences of the tables, and the team's own statements checked."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import json_option, warn_of_nothing
from commands.part_of_study import of_part_of_study
from commands.printing import console, paint, print_json, show_problems, tell, tell_painted, visible
from wording.messages import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
@click.option("--strict", is_flag=True, help="With --check: exit with 1 if one is contradicted or not borne out.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The language of the sentences; default: the study's.")
@json_option
@of_part_of_study
def statements(
    study: "Study",
    names: tuple[str, ...],
    file: str | None,
    strict: bool,
    lang: str | None,
    where: tuple[str, ...],
    as_json: bool,
) -> int:
    """Write what each table says in sentences with n/N, or check the statements that the team wrote.

    The codebook sets how many cases "most" or "several" needs (`quantifiers`); see docs/statements.md.

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
        raise click.UsageError(tr("--strict needs --check."))
    if file is not None and (names or where):
        raise click.UsageError(tr("--check takes only a file; each statement has its own conditions (`where`)."))
    material = material_of(study, conditions(study, where))
    warn_of_nothing(material.cases, where)
    show_problems(material.doubts)
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
    _show_sentences(tables, sentences, material)
    if sentences:
        speaking = {sentence.table for sentence in sentences}
        totals = {table.cases for table in tables if table.declaration.id in speaking}
        _show_thresholds(thresholds_of(study), totals, material.language)
    return 0


def _show_sentences(
    tables: "Sequence[SynthesisTable]", sentences: "Sequence[StatementSentence]", material: "StudyMaterial"
) -> None:
    from reports.statements.merging import merged

    by_table: dict[str, list[StatementSentence]] = {table.declaration.id: [] for table in tables}
    for sentence in sentences:
        by_table[sentence.table].append(sentence)
    for table in tables:
        if by_table[table.declaration.id]:
            tell_painted(paint(table.title, bold=True))
            labels = {row.id: row.label for row in table.rows}
            for line in merged(by_table[table.declaration.id], labels, material.language):
                tell(_filled(line.text))
            tell()
    silent = [name for name, mine in by_table.items() if not mine]
    if silent:
        tell(tr("Without sentences, because cases are not counted: {tables}.", tables=", ".join(silent)), err=True)


def _filled(text: str, indent: str = "  ") -> str:
    """A paragraph as wide as the terminal; unlike rich, this keeps together what a no-break space joins."""
    from textwrap import fill

    return fill(text, console().width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _show_thresholds(thresholds: "Thresholds", totals: "Collection[int]", language: str) -> None:
    """The bounds for each N that the tables above have."""
    from reports.statements.wording import thresholds_in_words

    for total in sorted(filter(None, totals), reverse=True):
        tell_painted(paint(_filled(thresholds_in_words(thresholds, total, language), ""), dim=True))


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
        fields = {n: field_of(one, n, material.codebook, material.language) for n in ("verdict", "n", "statement")}
        verdict = paint(fields["verdict"], **_STYLES[one.judgement.verdict])
        tell_painted(f"{paint(one.id, bold=True)}  {verdict}  {visible(fields['n'])}")
        tell(_filled(fields["statement"]))
        tell_painted(paint(_filled(why(one, thresholds, material.language)), dim=True))
        tell()
    kinds = Counter[str](one.judgement.verdict for one in found)
    names = {
        "borne_out": tr_n("{n} borne out", "{n} borne out", kinds["borne_out"]),
        "not_borne_out": tr_n("{n} not borne out", "{n} not borne out", kinds["not_borne_out"]),
        "no_evidence": tr("{n} without evidence", n=kinds["no_evidence"]),
        "contradicted": tr_n("{n} contradicted", "{n} contradicted", kinds["contradicted"]),
    }
    parts = ", ".join(name for verdict, name in names.items() if kinds[verdict])
    count = tr_n("{n} statement", "{n} statements", len(found))
    tell(tr("{what}: {detail}.", what=count, detail=parts))
