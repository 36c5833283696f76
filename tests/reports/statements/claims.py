"""A small study for tests of statements: four cases, a text each, and codings given as (code, case, degree, value)."""

from coding.codebook.file import load_codebook
from coding.codebook.quantifiers import Thresholds
from coding.records.columns import columns_of
from coding.records.replay import Classification, Coding, Reading
from coding.statements.statement import Statement
from corpus.cases import Case
from corpus.place import Place
from corpus.text import Passage, Text
from reports.statements.checks import check_statements
from reports.study_material import StudyMaterial, kept_in_memory

BOOK = load_codebook("""\
codebook: {title: Essai, languages: [fr, en], cases: 4}
scales: {degree: [absent, wanted, mentioned, priority], level: [low, high]}
codes:
  - id: aims
    label: {fr: Objectifs, en: Aims}
    scale: degree
    codes: [{id: jobs, label: {fr: Emploi, en: Jobs}, scale: degree}, {id: plan, label: {fr: Plan, en: Plan}}]
  - {id: budget, label: {fr: Budget, en: Budget}, scale: level}
typologies:
  - id: organisation
    label: {fr: Organisation, en: Organisation}
    default: by_project
    classes:
      - {id: by_project, label: Par projet}
      - {id: dedicated, label: Dédiée, classes: [{id: internal, label: Interne}, {id: external, label: Externe}]}
tables: [{id: degrees, rows: aims, columns: cases, cell: degree}]
""")
CASES = {"Nice": "métropole", "Lyon": "métropole", "Paris": "commune", "Brest": "commune"}


def material(codings=(), read=tuple(CASES), **more):
    made = [
        Coding(f"{n:064}", Place(case.lower(), 0, 1, "x"), code, case, degree, "lead", "2024", value=value)
        for n, (code, case, degree, value) in enumerate(codings)
    ]
    texts = {
        c.lower(): Text(c.lower(), "interview", "x", "fr", c, "f", "0", passages=(Passage(1, 0, 1),)) for c in CASES
    }
    return StudyMaterial(
        codebook=BOOK,
        cases={case: Case(case, (), {"unit": unit}) for case, unit in CASES.items()},
        texts=texts,
        codings=columns_of(made),
        by_id=kept_in_memory(made),
        readings=[Reading(case, case.lower(), 0, 1, "lead", "2024") for case in read],
        declared_cases=4,
        **more,
    )


def check(made, quantifier="several", **claimed):
    [checked] = check_statements([Statement("S", {}, quantifier, **claimed)], made, Thresholds())
    return checked


def classed(case, class_id, coder="lead"):
    return Classification(
        f"{case}-{class_id}-{coder}", "organisation", class_id, case, Place(case.lower(), 0, 1, "x"), coder, "2024"
    )
