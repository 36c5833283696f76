"""Under which codebook each reading was made, kept between questions: followed only where something was recorded."""

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from coding.records.coverage import ReadUnder
from ledger.past import PastLedger
from ledger.reading import LedgerReader
from workbench.study import Study

_BACK = 200
"""Entries that are asked for again at a server, where one that was begun early may arrive late."""


@dataclass(slots=True)
class _Kept:
    position: int = 0
    under: ReadUnder = field(default_factory=ReadUnder)


_KEPT: "WeakKeyDictionary[LedgerReader, _Kept]" = WeakKeyDictionary()


def read_under_now(study: Study) -> dict[str, str]:
    """For each entry on what was read, the hash of the codebook whose codes were looked for; not to be changed."""
    ledger = study.ledger
    if isinstance(ledger, PastLedger):
        return ledger.read_under()  # nothing arrives there any more
    kept, last = _KEPT.setdefault(ledger, _Kept()), ledger.last_position()
    if last < kept.position:
        kept = _KEPT[ledger] = _Kept()  # another ledger was put in its place
    in_order = ledger.arrives_in_order
    if in_order and last == kept.position:
        return kept.under.found
    after = kept.position if in_order else max(kept.position - _BACK, 0)
    new = ledger.whole.arrived_after(after)
    kept.under.take_in(entry for _, entry in new if entry.kind in ("codebook", "read"))
    kept.position = new[-1][0] if new else kept.position
    return kept.under.found
