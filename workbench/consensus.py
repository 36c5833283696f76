"""What the coders of an open study agree on, where they differ, and which codings stand where a consensus counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from coding.quality.agreement.judgements import Said
from coding.quality.consensus.differences import Agreed, Compared, compared
from coding.quality.consensus.standing import Consensus, consensus_of
from coding.records.replay import Coding
from coding.records.settled import Adjudication, in_force
from corpus.problem import Problem
from ledger.ledger import Ledger
from wording.messages import tr, tr_n
from workbench.looked_for import sought_since, unsought_of
from workbench.study import Study


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What all coders say side by side, what was settled, and what stands after it."""

    found: Compared
    settled: Sequence[Adjudication]
    stands: Consensus

    def agreed_to_take(self) -> list[Agreed]:
        """What two coders or more agree on, and nobody has taken over."""
        considered = {coding for one in self.settled for coding in one.says.considered}
        ids = self.found.columns.id
        return [
            one
            for one in self.found.agreed
            if len(one.coders) > 1 and not any(ids(position) in considered for position in one.positions)
        ]


def consensus(study: Study) -> Consensus:
    """What stands now: of all who coded, whoever counts in study.yaml."""
    return comparison(study).stands


_KEPT: WeakKeyDictionary[Ledger, tuple[object, Comparison]] = WeakKeyDictionary()
"""The last comparison of each open ledger, with what it was made of."""


def comparison(study: Study) -> Comparison:
    """What all coders say of everything that they coded; kept until something is recorded or the codebook changes."""
    made_of = (study.ledger.chains(), study.revision)
    kept = _KEPT.get(study.ledger)
    if kept is None or kept[0] != made_of:
        kept = made_of, _comparison(study)
        _KEPT[study.ledger] = kept
    return kept[1]


def _comparison(study: Study) -> Comparison:
    ledger = study.ledger
    columns = ledger.coding_columns()
    said = Said(
        codings=columns,
        readings=ledger.readings(),
        rejections=ledger.rejections(),
        unsought={reading: one.codes for reading, one in unsought_of(study).items()},
        since=sought_since(study),
    )
    found = compared(study.texts, columns.coder.names, said)
    names = ledger.code_names()
    settled = [
        replace(one, says=replace(one.says, code=names.today(one.says.code, one.time))) if one.says.code else one
        for one in in_force(ledger.current("adjudicate"))
    ]
    return Comparison(found, settled, consensus_of(found, settled, study.texts))


def by_id(study: Study, stands: Consensus) -> Callable[[Sequence[str]], Mapping[str, Coding]]:
    """Gives codings with these ids as they stand."""
    return lambda ids: stands.as_they_stand(study.ledger.codings_by_id(ids), ids, study.texts)


def doubts(stands: Consensus) -> tuple[Problem, ...]:
    """That differences are open, told to whoever makes tables; nothing where all are settled."""
    if not stands.open:
        return ()
    message = tr_n(
        "{n} disagreement is not adjudicated: what rests on it is left out or marked with ≠. `glose adjudicate` goes "
        "through them.",
        "{n} disagreements are not adjudicated: what rests on them is left out or marked with ≠. `glose adjudicate` "
        "goes through them.",
        len(stands.open),
    )
    return (Problem(tr("consensus"), message, "warning"),)


def standing_codings(study: Study, *, case: str | None = None, code: str | None = None) -> list[Coding]:
    """The codings that stand as objects, by text and place; all of them or those about a case, with a code."""
    stands = consensus(study)
    ids = [stands.columns.id(at) for at in range(len(stands.columns))]
    found = by_id(study, stands)(ids)
    return [
        found[one]
        for one in ids
        if one in found and case in (None, found[one].case) and code in (None, found[one].code)
    ]


def adjudications_of(study: Study) -> dict[str, list[Adjudication]]:
    """By coding, the adjudications in force that looked at it."""
    found: dict[str, list[Adjudication]] = {}
    for one in in_force(study.ledger.current("adjudicate")):
        for coding in one.says.considered:
            found.setdefault(coding, []).append(one)
    return found
