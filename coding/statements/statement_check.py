"""The verdict on a statement from what the codings hold: borne out, not borne out, no evidence, contradicted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coding.codebook.meaning import ReadBefore
from coding.codebook.quantifiers import Thresholds
from coding.records.replay import Classification
from coding.statements.statement import Statement

if TYPE_CHECKING:
    from coding.records.columns import Positions

StatementVerdict = Literal["borne_out", "not_borne_out", "no_evidence", "contradicted"]


@dataclass(frozen=True, slots=True)
class CaseFindings:
    """What the codings hold on a statement.

    `cases` are all that the statement is about and `total` their declared number, N. Each is in one of these at
    most: `found` have what is claimed; `absent` are said not to have it; `otherwise` are graded weaker or are in
    another class; `disputed` are classed differently by coders. Of the rest, `inferred` are in the class by default
    only, and `unread` are not read to the end; `read_before` counts the texts of these that were read too early.
    """

    cases: tuple[str, ...]
    total: int
    found: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    read_before: ReadBefore | None = None

    @property
    def against(self) -> frozenset[str]:
        """The cases with evidence that they do not have what is claimed."""
        return frozenset(self.absent) | frozenset(self.otherwise)

    @property
    def unlisted(self) -> int:
        """How many cases are declared and not known by name."""
        return max(self.total - len(self.cases), 0)


@dataclass(frozen=True, slots=True)
class BoundCheck:
    """A verdict with its numbers: `n` of `total` cases have it, of which `at_least` were needed.

    `missing` are cases the statement names without support, `others` cases that have it and are not named.
    """

    verdict: StatementVerdict
    n: int
    total: int
    at_least: int | None = None
    missing: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class StatementCheck:
    """A statement with what the codings hold on it, the verdict, and the evidence.

    `codings` are positions, in the material's codings, of those that show it of the cases found, `contrary` of those
    that speak against it; `classes` and `other_classes` are the classifications that do.
    """

    statement: Statement
    findings: CaseFindings
    judgement: BoundCheck
    codings: "Positions"
    contrary: "Positions"
    classes: tuple[Classification, ...] = ()
    other_classes: tuple[Classification, ...] = ()

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id


def judge(statement: Statement, findings: CaseFindings, thresholds: Thresholds) -> BoundCheck:
    """The verdict on a statement.

    Contradicted: it stays false even if every case without evidence against it turned out to have it, or one of its
    named cases or exceptions is found to be otherwise. No evidence: no coding bears on it. Borne out: the quantifier
    holds, every named case is found, a number is met exactly, `only` names all that are found, and `none` has every
    case read. Not borne out: anything else.
    """
    left_out = set(statement.exceptions) if statement.quantifier == "all" else set()
    n = sum(case not in left_out for case in findings.found)
    total = max(findings.total - len(left_out), 0)
    quantifier = statement.quantifier
    return BoundCheck(
        verdict=_verdict(statement, findings, thresholds, n=n, total=total),
        n=n,
        total=total,
        at_least=thresholds.at_least(quantifier, total) if quantifier else None,
        missing=tuple(case for case in statement.cases if case not in findings.found),
        others=tuple(case for case in findings.found if case not in statement.cases),
    )


def _verdict(
    statement: Statement, findings: CaseFindings, thresholds: Thresholds, *, n: int, total: int
) -> StatementVerdict:
    if _is_contradicted(statement, findings, thresholds, n=n, total=total):
        return "contradicted"
    if statement.quantifier == "none":
        return _verdict_on_none(findings)
    if not (findings.found or findings.against or findings.disputed):
        return "no_evidence"
    holds = statement.quantifier is None or thresholds.holds(statement.quantifier, n, total)
    complete = set(statement.cases) <= set(findings.found) and statement.number in (None, n)
    return "borne_out" if n and holds and complete else "not_borne_out"


def _verdict_on_none(findings: CaseFindings) -> StatementVerdict:
    """On "none", where nothing is found: it rests on having read, not on having coded."""
    if findings.cases and not (findings.unread or findings.unlisted or findings.disputed):
        return "borne_out"
    read = len(findings.unread) < len(findings.cases)
    return "not_borne_out" if read else "no_evidence"


def _is_contradicted(
    statement: Statement, findings: CaseFindings, thresholds: Thresholds, *, n: int, total: int
) -> bool:
    found, named, excepted = set(findings.found), set(statement.cases), set(statement.exceptions)
    quantifier = statement.quantifier
    if named & findings.against or excepted & found:
        return True
    if quantifier == "all" and findings.against - excepted:
        return True
    if quantifier == "only" and named and found - named:
        return True
    # More cases may be listed than are declared (14 or 15?); whoever is listed can still be found.
    possible = max(findings.total, len(findings.cases)) - len(findings.against | excepted)
    if statement.number is not None and not n <= statement.number <= possible:
        return True
    return quantifier is not None and not thresholds.reachable(quantifier, n, possible=possible, total=total)
