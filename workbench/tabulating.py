"""The tables of an open study: whose codings count, and the declared tables made from them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from coding.codebook.table_declaration import TableDeclaration
from corpus.attributes import Condition
from corpus.cases import attributes_of
from corpus.problem import GloseError
from ledger.ledger import Ledger
from ledger.past import PastLedger
from reports.cell import SynthesisTable
from reports.study_material import StudyMaterial
from reports.tables.measures import Measures
from reports.tables.narrowing import narrow, narrowed, only_chosen
from reports.tables.synthesis import synthesise
from wording.messages import tr
from workbench.background import begun
from workbench.consensus import by_id, consensus, doubts
from workbench.counted_coders import codings_of, counting, faults_in_count, known_coders
from workbench.forked import MANY, can_fork, forked
from workbench.looked_for import unsought_of
from workbench.lost_names import left_over, problems_of
from workbench.study import Study

if TYPE_CHECKING:
    from coding.records.columns import CodedColumns


class UnknownTable(GloseError):
    """A table that the codebook does not declare."""


def declared(study: Study, names: Sequence[str]) -> list[TableDeclaration]:
    """The declarations of these tables, or of all; raises UnknownTable naming those there are."""
    tables = study.codebook.tables
    if not tables:
        raise UnknownTable(tr("The codebook declares no tables. Add `tables:` to codebook.yaml; see docs/tables.md."))
    for name in names:
        if name not in tables:
            raise UnknownTable(
                tr(
                    "The codebook declares no table {name!r}. Choose one of: {names}.",
                    name=name,
                    names=", ".join(tables),
                )
            )
    return [tables[name] for name in names] if names else list(tables.values())


def material_of(
    study: Study,
    where: Sequence[Condition] = (),
    *,
    all_coders: bool = False,
    meanwhile: Callable[[], object] = lambda: None,
) -> StudyMaterial:
    """What the tables are made from: the codings, classes and readings of the coders who count.

    `where` leaves only the cases and texts for which every condition holds; see `narrow`. With `all_coders` those count
    too whom study.yaml does not name. `meanwhile` is done while codings are read. Raises TooManyCases where more cases
    are coded than the codebook says there are.
    """
    ledger = study.ledger
    coded = _columns_begun(ledger)
    texts = study.texts
    meanwhile()
    columns = coded()
    classes, unclassed, readings = ledger.classifications(), ledger.unclassed(), ledger.readings()
    decided = {c.coder for c in classes} | {u.coder for u in unclassed} | {r.coder for r in readings}
    everyone = sorted({name for name in columns.coder.names if name} | decided)
    counted = tuple(everyone) if all_coders else counting(study, everyone)
    cases, number = study.cases, study.codebook.cases
    stands = consensus(study) if study.settings.consensus and not all_coders else None
    codings = stands.columns if stands else codings_of(columns, counted)
    if stands:
        counted = tuple(sorted({*counted, *(name for name in codings.coder.names if name)}))
    left = left_over(study, codings, [c for c in classes if c.coder in counted])
    whole = StudyMaterial(
        codebook=study.codebook,
        cases=cases,
        texts=texts,
        codings=codings,
        by_id=by_id(study, stands) if stands else ledger.codings_by_id,
        classifications=[c for c in classes if c.coder in counted and c.case in cases],
        unclassed=[u for u in unclassed if u.coder in counted and u.case in cases],
        readings=[r for r in readings if r.coder in counted],
        coders=tuple(counted),
        language=study.settings.language,
        attributes=attributes_of(study.listed_cases, study.settings.attributes, study.settings.language),
        declared=study.settings.attributes,
        declared_cases=number.number if number else None,
        case_count_reason=number.reason if number else {},
        unsought=unsought_of(study),
        doubts=(
            *(replace(problem, level="warning") for problem, _ in faults_in_count(study, everyone)),
            *problems_of(left),
            *(doubts(stands) if stands else ()),
        ),
        left_over=left,
        contested=stands.contested if stands else None,
        hidden_texts=tuple(sorted(study.hidden.texts)) if study.hidden else (),
        until=ledger.until if isinstance(ledger, PastLedger) else None,
        everyone=tuple(dict.fromkeys([*everyone, *known_coders(study)])),
        arrived=lambda: {name: number for number, name in enumerate(ledger.ids())},
    )
    if isinstance(ledger, PastLedger):
        whole = replace(whole, whole=replace(whole, texts=ledger.whole.texts(), until=None))
    part = only_chosen(narrow(whole, where)) if where else whole
    if number and part.declared_cases is not None and not all_coders:
        number.check(len(part.coded_cases))
    return part


def _columns_begun(ledger: Ledger) -> "Callable[[], CodedColumns]":
    """The codings as columns, read while this process goes on, many of them by a copy of it."""
    if not can_fork() or ledger.coding_count() < MANY:
        return begun(ledger.coding_columns)
    ledger.close()
    return forked(ledger.coding_columns)


def tables_of(study: Study, names: Sequence[str], material: StudyMaterial) -> list[SynthesisTable]:
    """The tables of these names, or all, in the order asked or declared."""
    return [make() for make in table_makers(study, names, material)]


def table_makers(study: Study, names: Sequence[str], material: StudyMaterial) -> list[Callable[[], SynthesisTable]]:
    """What makes each of these tables, or of all; made in one process they share what they count."""
    declarations = declared(study, names)
    whole = completed(study, material, declarations)
    measures = Measures(whole)

    def made(table: TableDeclaration) -> SynthesisTable:
        return synthesise(table, _with_its_statements(study, table, whole), measures=measures)

    return [partial(made, table) for table in declarations]


def _with_its_statements(study: Study, table: TableDeclaration, material: StudyMaterial) -> StudyMaterial:
    """The material with the team's statements checked against what the conditions of a table of them leave."""
    if table.rows.kind != "statements" or not table.where:
        return material
    from workbench.statements import checked

    return replace(material, statements=checked(study, narrowed(table, material)))


def completed(study: Study, material: StudyMaterial, declarations: Sequence[TableDeclaration]) -> StudyMaterial:
    """The material with what only some tables need: written summaries, and the team's statements checked."""
    if any(table.cell == "summary" for table in declarations) and not material.summaries:
        from workbench.summarising import summaries_of

        material = replace(material, summaries=summaries_of(study, material.codings))
    if any(table.rows.kind == "statements" for table in declarations) and not material.statements:
        from workbench.statements import checked

        material = replace(material, statements=checked(study, material))
    return material
