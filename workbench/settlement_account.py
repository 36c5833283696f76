"""How the disagreements of a study were settled, counted for its methods section: how many, by whom, why."""

from collections import Counter

from coding.quality.account import Settlements
from workbench.consensus import comparison
from workbench.study import Study


def settlements_of(study: Study) -> Settlements:
    """Count it; nothing is compared in a study in which nobody adjudicated and no consensus counts."""
    if not study.settings.consensus and not study.ledger.current("adjudicate"):
        return Settlements()
    compared = comparison(study)
    acts = [one for one in compared.settled if one.says.outcome != "agreed"]
    taken_over = [one for one in compared.settled if one.says.outcome == "agreed"]
    return Settlements(
        acts=len(acts),
        settled=len(compared.found.differences) - len(compared.stands.open),
        open=len(compared.stands.open),
        agreed=sum(len(one.says.kept) for one in taken_over),
        by=dict(Counter(one.coder for one in acts).most_common()),
        outcomes=dict(Counter(one.says.outcome for one in acts).most_common()),
        reasons=dict(Counter(one.says.reason for one in acts if one.says.reason).most_common()),
    )
