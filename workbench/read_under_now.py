"""Under which codebook each reading was made, kept between questions: followed only where something was recorded."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from coding.records.coverage import ReadUnder
from ledger.following import Follower
from ledger.past import PastLedger
from ledger.reading import LedgerReader
from workbench.study import Study


@dataclass(slots=True)
class _Kept:
    follower: Follower
    under: ReadUnder


_KEPT: "WeakKeyDictionary[LedgerReader, _Kept]" = WeakKeyDictionary()


def read_under_now(study: Study) -> dict[str, str]:
    """For each entry on what was read, the hash of the codebook whose codes were looked for; not to be changed."""
    ledger = study.ledger
    if isinstance(ledger, PastLedger):
        return ledger.read_under()  # nothing arrives there any more
    kept = _KEPT.get(ledger)
    if kept is None:
        follower = Follower(ledger.whole)  # begun before the reading, so that nothing falls between the two
        kept = _KEPT[ledger] = _Kept(follower, ledger.readings_followed())
    kept.under.take_in(one for one in kept.follower.new(ledger.whole) if one.kind in ("codebook", "read"))
    return kept.under.found
