"""Proposing the class of each case in a typology, from the rules of the codebook and from cases coded alike."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from coding.classing.neighbours import CaseProfiles, CaseResemblance, nearest_classes
from coding.classing.rules import RuleMatch, by_case, has_rules, verdicts
from coding.codebook.model import Codebook, Typology
from coding.records.columns import CodedColumns
from corpus.arrays import Int32Array

TELLING = 3
"""How many of the codes shared with like cases are shown as evidence: the rarest."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A class proposed for a case, with what the rules say of it and which classified cases are coded alike.

    At least one of the two is there. `numbers` are those of the places it rests on (see `Proposed`).
    """

    class_id: str
    verdict: RuleMatch | None = None
    likeness: CaseResemblance | None = None
    numbers: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The proposal as JSON lines and the ledger write it."""
        verdict, likeness = self.verdict, self.likeness
        return {
            "class": self.class_id,
            "score": round(verdict.score, 4) if verdict else None,
            "when": [held.indicator.as_json() for held in verdict.held] if verdict else [],
            "missing": [indicator.as_json() for indicator in verdict.missing] if verdict else [],
            "unless": [held.indicator.as_json() for held in verdict.against] if verdict else [],
            "likeness": round(likeness.mean, 4) if likeness else None,
            "like": [{"case": case, "likeness": round(alike, 4)} for case, alike in likeness.cases] if likeness else [],
        }


@dataclass(frozen=True, slots=True, eq=False)
class Proposed:
    """What is proposed for one case, best first. `places` are numbered from 1: positions of the codings at each."""

    proposals: tuple[Proposal, ...] = ()
    places: tuple[Int32Array, ...] = ()
    coded: bool = False


def propose(
    typology: Typology, codebook: Codebook, codings: CodedColumns, classes: Mapping[str, str]
) -> dict[str, Proposed]:
    """What is proposed for each case that codings are about; `classes` gives the class of the cases that have one.

    The rules of the codebook come first. The nearest classified cases are a second opinion on the class they most
    speak for; where the typology has no rules, they are all there is, and every class they speak for is given. They
    are not asked where the typology has a default: the cases classified are then those that differ from the rest.
    """
    judged = verdicts(typology, codebook, codings)
    profiles = CaseProfiles(codings)
    ruled = has_rules(typology)
    found = {}
    for case, positions in by_case(codings.case, np.arange(len(codings), dtype=np.int32)).items():
        alike = [] if typology.default else nearest_classes(case, profiles, classes)
        proposals = _joined(judged.get(case, ()), alike[:1] if ruled else alike)
        found[case] = _numbered(proposals, positions, codings)
    return found


def _joined(judged: Sequence[RuleMatch], alike: Sequence[CaseResemblance]) -> list[Proposal]:
    """One proposal a class, those of the rules first."""
    by_class = {likeness.class_id: likeness for likeness in alike}
    ruled = [Proposal(verdict.class_id, verdict, by_class.pop(verdict.class_id, None)) for verdict in judged]
    return [*ruled, *(Proposal(class_id, None, likeness) for class_id, likeness in by_class.items())]


def _numbered(proposals: Sequence[Proposal], positions: Int32Array, codings: CodedColumns) -> Proposed:
    """The proposals with their evidence numbered by place, in the order in which it is first shown."""
    numbers: dict[tuple[int, int, int], int] = {}
    at: dict[int, list[int]] = defaultdict(list)
    given = []
    for proposal in proposals:
        mine: dict[int, None] = {}
        for position in _evidence(proposal, positions, codings):
            place = (int(codings.text.numbers[position]), int(codings.start[position]), int(codings.end[position]))
            number = numbers.setdefault(place, len(numbers) + 1)
            mine[number] = None
            if position not in at[number]:
                at[number].append(position)
        given.append(replace(proposal, numbers=tuple(mine)))
    return Proposed(tuple(given), tuple(np.array(at[n], np.int32) for n in numbers.values()), coded=True)


def _evidence(proposal: Proposal, positions: Int32Array, codings: CodedColumns) -> list[int]:
    """The codings that bear the indicators out; for likeness alone, those with the most telling shared codes."""
    if proposal.verdict:
        return [int(position) for held in proposal.verdict.held for position in held.evidence]
    telling = [codings.code.number(code) for code in proposal.likeness.codes[:TELLING]] if proposal.likeness else []
    codes = codings.code.numbers[positions]
    return [int(position) for code in telling for position in positions[codes == code]]


ProposalOutcome = Literal["same", "other", "none"]


def outcome(proposals: Sequence[Proposal], class_id: str, *, by: Literal["rules", "likeness"]) -> ProposalOutcome:
    """How the rules, or the like cases, compare with the class decided; two classes equally good count as none."""
    if by == "rules":
        scores = [(p.verdict.score, p.class_id) for p in proposals if p.verdict]
    else:
        scores = [(sum(alike for _, alike in p.likeness.cases), p.class_id) for p in proposals if p.likeness]
    best = [name for score, name in scores if score == max(scores)[0]]
    if len(best) != 1:
        return "none"
    return "same" if best == [class_id] else "other"
