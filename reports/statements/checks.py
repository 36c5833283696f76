"""Checking the team's statements against the codings that count: which cases have what is claimed, and which do not."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from coding.codebook.model import ABSENT, Codebook, Typology
from coding.codebook.quantifiers import Thresholds
from coding.records.columns import Positions
from coding.records.replay import NOT_CLASSIFIED, Classification
from coding.statements.statement import Statement
from coding.statements.statement_check import CaseFindings, StatementCheck, judge
from corpus.arrays import BoolArray
from corpus.cases import cases_meeting
from reports.study_material import StudyMaterial
from reports.tables.measures import Amounts, ranks_of
from reports.tables.read_before import read_before
from wording.spelling import has_words


def check_statements(
    statements: Iterable[Statement], material: StudyMaterial, thresholds: Thresholds
) -> list[StatementCheck]:
    """The verdict on each statement, in their order."""
    ranks = ranks_of(material.codings, material.codebook)
    return [_checked(statement, material, thresholds, ranks) for statement in statements]


def _checked(statement: Statement, material: StudyMaterial, thresholds: Thresholds, ranks: Amounts) -> StatementCheck:
    cases = tuple(cases_meeting(statement.where, material.cases.values()))
    result = _classed(statement, cases, material) if statement.group else _coded(statement, cases, material, ranks)
    codes = material.codebook.subtree(statement.code) if statement.code else ()
    sure = result.found | result.absent | result.otherwise | result.disputed
    unread = tuple(case for case in cases if case not in sure and not material.is_read(case, codes))
    texts = [text for case in unread for text in material.texts_of.get(case, ())]
    findings = CaseFindings(
        cases=cases,
        total=len(cases) if statement.where else material.total,
        found=_among(cases, result.found),
        absent=_among(cases, result.absent),
        otherwise=_among(cases, result.otherwise),
        disputed=_among(cases, result.disputed),
        inferred=_among(cases, result.inferred),
        unread=unread,
        read_before=read_before(material, statement.code, texts) if statement.code else None,
    )
    return StatementCheck(
        statement=statement,
        findings=findings,
        judgement=judge(statement, findings, thresholds),
        codings=result.codings,
        contrary=result.contrary,
        classes=result.classes,
        other_classes=result.other_classes,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What the codings or classes tell of each case, and which of them do."""

    codings: Positions
    contrary: Positions
    classes: tuple[Classification, ...] = ()
    other_classes: tuple[Classification, ...] = ()
    found: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    otherwise: frozenset[str] = frozenset()
    disputed: frozenset[str] = frozenset()
    inferred: frozenset[str] = frozenset()


def _among(cases: Sequence[str], some: frozenset[str]) -> tuple[str, ...]:
    """Those cases in the order of the study."""
    return tuple(case for case in cases if case in some)


def _coded(statement: Statement, cases: Sequence[str], material: StudyMaterial, ranks: Amounts) -> _Told:
    """Cases with codings of the code or a code below it.

    As in the tables, a case is absent where every coding says `absent`. A case is graded otherwise where a degree is
    claimed and the strongest given is below it or, if exactly this one is claimed, above it.
    """
    assert statement.code is not None
    codings = material.codings
    mine = _of_code(statement.code, cases, material)
    absent = codings.degree.numbers[mine] == codings.degree.number(ABSENT)
    graded = (ranks[mine] >= 0) & ~absent
    enough = ~absent & _valued(statement.value, mine, material)
    reached, beyond = _graded(statement, mine, material, ranks)
    reached &= enough
    said_absent = _cases_of(mine[absent], material) - _cases_of(mine[~absent], material)
    found = _cases_of(mine[reached], material) - said_absent - _cases_of(mine[beyond & enough], material)
    weaker = _cases_of(mine[enough & graded & ~reached], material) - found - said_absent
    speaking_against = absent | (enough & graded & ~reached)
    return _Told(
        codings=_about(found, mine[reached], material),
        contrary=_about(said_absent | weaker, mine[speaking_against], material),
        found=found,
        absent=said_absent,
        otherwise=weaker,
    )


def _about(cases: Collection[str], positions: Positions, material: StudyMaterial) -> Positions:
    """Those of the codings that are about one of these cases."""
    column = material.codings.case.at_each(positions)
    among: Positions = positions[column.mapped(name in cases for name in column.names) == 1]
    return among


def _of_code(code: str, cases: Sequence[str], material: StudyMaterial) -> Positions:
    """Positions of the codings left of a code or one below it, about one of these cases."""
    codings = material.codings
    wanted = set(material.codebook.subtree(code))
    of_code = codings.code.mapped(name in wanted for name in codings.code.names) == 1
    return _about(set(cases), material.left(of_code), material)


def _cases_of(positions: Positions, material: StudyMaterial) -> frozenset[str]:
    case = material.codings.case
    return frozenset(case.names[number] for number in np.unique(case.numbers[positions]).tolist())


def _valued(value: str | None, positions: Positions, material: StudyMaterial) -> BoolArray:
    """Whether the value given with each coding has the words of the value claimed, by the rule of class indicators."""
    if value is None:
        return np.ones(len(positions), bool)
    given = material.codings.value.at_each(positions)
    mask: BoolArray = given.mapped(has_words(name, value) for name in given.names) == 1
    return mask


def _graded(
    statement: Statement, positions: Positions, material: StudyMaterial, ranks: Amounts
) -> tuple[BoolArray, BoolArray]:
    """Whether each coding has the degree claimed, or a stronger one on the scale of its own code if these count.

    Then whether it has a stronger one that does not count, because exactly this degree is claimed.
    """
    nothing = np.zeros(len(positions), bool)
    if statement.degree is None:
        return ~nothing, nothing
    book, code = material.codebook, material.codings.code
    scales = [book.degrees(name) if name in book.codes else () for name in code.names]
    unreachable = 1 + max((len(scale) for scale in scales), default=0)
    least = code.mapped(scale.index(statement.degree) if statement.degree in scale else unreachable for scale in scales)
    claimed, given = least[positions], ranks[positions]
    if statement.exactly:
        return given == claimed, given > claimed
    return given >= claimed, nothing


def _classed(statement: Statement, cases: Sequence[str], material: StudyMaterial) -> _Told:
    """Cases in the class or in one that it holds; a case in a class that holds it is left open."""
    assert statement.group is not None
    typology, inside, outside = _sides(statement.group, material.codebook)
    given = _classes_by_case(typology, material)
    about = {case: given[case] for case in cases if case in given}
    found = {case for case, classes in about.items() if classes <= inside}
    otherwise = {case for case, classes in about.items() if classes <= outside | {NOT_CLASSIFIED}}
    disputed = {case for case, classes in about.items() if classes & inside and not classes <= inside}
    unsaid = set(cases) - set(given) - {u.case for u in material.unclassed if u.typology == typology.id}
    speaking = [c for c in material.classifications if c.typology == typology.id and c.case in about]
    nothing = np.zeros(0, np.int64)
    return _Told(
        codings=nothing,
        contrary=nothing,
        classes=tuple(c for c in speaking if c.class_id in inside),
        other_classes=tuple(c for c in speaking if c.class_id in outside),
        found=frozenset(found),
        otherwise=frozenset(otherwise),
        disputed=frozenset(disputed),
        inferred=frozenset(unsaid) if typology.default in inside else frozenset(),
    )


def _sides(group: str, codebook: Codebook) -> tuple[Typology, set[str], set[str]]:
    """The typology, the classes that are in the group, and those that speak against it (none for a whole typology)."""
    if group in codebook.typologies:
        whole = codebook.typologies[group]
        return whole, {one.id for one in whole.classes}, set()
    typology, chosen = codebook.typology_class(group)
    inside = {one.id for one in typology.classes if chosen.id in (one.id, *typology.above(one.id))}
    outside = {one.id for one in typology.classes} - inside - set(typology.above(chosen.id))
    return typology, inside, outside


def _classes_by_case(typology: Typology, material: StudyMaterial) -> dict[str, set[str]]:
    """The classes that counted coders gave each case, "not classified" among them."""
    given: dict[str, set[str]] = defaultdict(set)
    for classification in material.classifications:
        if classification.typology == typology.id:
            given[classification.case].add(classification.class_id)
    for unclassed in material.unclassed:
        if unclassed.typology == typology.id and unclassed.said == NOT_CLASSIFIED:
            given[unclassed.case].add(NOT_CLASSIFIED)
    return given
