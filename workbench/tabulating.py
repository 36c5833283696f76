"""The tables of an open study: whose codings count, and the declared tables made from them."""

from collections.abc import Sequence

from coding.codebook import TableDeclaration
from corpus.attributes import Condition
from corpus.cases import attributes_of
from corpus.problem import GloseError
from reports.synthesis import Material, SynthesisTable, synthesise
from workbench.casework import chosen_cases
from workbench.study import Study


class UnknownTable(GloseError):
    """A table that the codebook does not declare."""


def declared(study: Study, names: Sequence[str]) -> list[TableDeclaration]:
    """The declarations of these tables, or of all; raises UnknownTable naming those there are."""
    tables = study.codebook.tables
    if not tables:
        raise UnknownTable("The codebook declares no tables. Add `tables:` to codebook.yaml; see docs/codebook.md.")
    for name in names:
        if name not in tables:
            raise UnknownTable(f"The codebook declares no table {name!r}. It has: {', '.join(tables)}.")
    return [tables[name] for name in names] if names else list(tables.values())


def material_of(study: Study, where: Sequence[Condition] = ()) -> Material:
    """What the tables are made from: the codings, classes and readings of the coders who count.

    `where` leaves only the cases (and their texts and codings) for which every condition holds.
    """
    cases = chosen_cases(study, where) if where else study.cases
    texts = {t.id: t for t in study.texts.values() if not where or t.case in cases}
    ledger = study.ledger
    codings, classes, readings = ledger.codings(), ledger.classifications(), ledger.readings()
    everyone = sorted({c.coder for c in codings} | {c.coder for c in classes} | {r.coder for r in readings})
    counted = study.counted(everyone)
    return Material(
        codebook=study.codebook,
        cases=cases,
        texts=texts,
        codings=[c for c in codings if c.coder in counted and (not where or c.case in cases)],
        classifications=[c for c in classes if c.coder in counted and c.case in cases],
        readings=[r for r in readings if r.coder in counted],
        coders=tuple(counted),
        language=study.settings.language,
        attributes=attributes_of(study.listed_cases, study.settings.attributes),
        where=tuple(f"{c.attribute.name} {c.sign} {c.value}" for c in where),
    )


def tables_of(study: Study, names: Sequence[str], material: Material) -> list[SynthesisTable]:
    """The tables of these names, or all, in the order asked or declared."""
    return [synthesise(declaration, material) for declaration in declared(study, names)]
