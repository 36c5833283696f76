"""What the coders of an open study agree on, where they differ, and which codings stand where a consensus counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from weakref import WeakKeyDictionary

from coding.quality.agreement.judgements import Said
from coding.quality.consensus.compared_again import compared_again
from coding.quality.consensus.differences import Agreed, Compared, compared
from coding.quality.consensus.standing import Consensus, consensus_of
from coding.records.replay import Coding
from coding.records.settled import Adjudication, in_force, postponed
from corpus.problem import Problem
from ledger.reading import LedgerReader
from wording.messages import tr, tr_n
from workbench.columns_now import columns_now
from workbench.looked_for import sought_since, unsought_of
from workbench.study import Study


@dataclass(frozen=True, eq=False)
class Comparison:
    """What all coders say side by side, what was settled, and what stands after it.

    `put_off` has, by coding, the last postponement of what it is part of.
    """

    found: Compared
    settled: Sequence[Adjudication]
    stands: Consensus
    put_off: Mapping[str, Adjudication]

    def agreed_to_take(self) -> list[Agreed]:
        """What two coders or more agree on, and nobody has taken over."""
        return self._to_take

    def postpones(self, positions: Sequence[int]) -> bool:
        """Whether all codings at these positions are part of what was postponed."""
        return bool(self.put_off) and all(self.found.columns.id(position) in self.put_off for position in positions)

    @cached_property
    def _to_take(self) -> list[Agreed]:
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


_KEPT: WeakKeyDictionary[LedgerReader, tuple[object, Comparison]] = WeakKeyDictionary()
"""The last comparison of each open ledger, with what it was made of."""


def comparison(study: Study) -> Comparison:
    """What all coders say of everything that they coded; kept until something is recorded or the codebook changes.

    Then only the texts are compared again in which somebody says otherwise.
    """
    made_of = (study.ledger.mark(), study.revision, study.hidden, dict(study.former_names))
    made_before, before = _KEPT.get(study.ledger, (None, None))
    if before is None or made_before != made_of:
        before = _comparison(study, before)
        _KEPT[study.ledger] = made_of, before
    return before


def _comparison(study: Study, before: Comparison | None) -> Comparison:
    ledger = study.ledger
    columns = columns_now(study)
    said = Said(
        codings=columns,
        readings=ledger.readings(),
        rejections=ledger.rejections(),
        unsought={reading: one.codes for reading, one in unsought_of(study).items()},
        since=sought_since(study),
    )
    coders = [name for name, codings in columns.coder.counts().items() if codings]
    again = compared if before is None else partial(compared_again, before.found)
    found = again(study.texts, coders, said)
    names, entries = ledger.code_names(), ledger.current("adjudicate")
    settled = [
        replace(one, says=replace(one.says, code=names.today(one.says.code, one.time))) if one.says.code else one
        for one in in_force(entries)
    ]
    return Comparison(found, settled, consensus_of(found, settled, study.texts), postponed(entries))


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
