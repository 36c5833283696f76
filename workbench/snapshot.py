"""The study as decisions are checked against it, and recording them once they are sound."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from coding.deciding.study_snapshot import CheckedDecisions, StudySnapshot
from coding.records.entry import Entry
from coding.suggesting.suggestion import Suggestion
from corpus.place import Place
from workbench.looked_for import unsought_of
from workbench.study import Study
from workbench.suggesting import provenance, suggester_of

if TYPE_CHECKING:
    from coding.suggesting.suggester import Suggester


def snapshot_of(
    study: Study, coder: str | None = None, *, texts: Collection[str] = (), suggester: "Suggester | None" = None
) -> StudySnapshot:
    """The study as it is now, for one coder or (None) for all; suggestions are made when first asked for.

    `texts` narrows the codings, rejections, classes and readings to those in some texts.
    """
    prepared = [suggester] if suggester else []
    ledger = study.ledger
    only: list[str | None] = [*texts] or [None]

    def suggestions(place: Place, code: str) -> Sequence[Suggestion]:
        if not prepared:
            prepared.append(suggester_of(study, coder=coder))
        return prepared[0].at(place, code)

    with ledger.together():
        return StudySnapshot(
            texts=study.texts,
            codebook=study.codebook,
            cases=frozenset(study.cases),
            case_names=study.former_names,
            codings=[one for text in only for one in ledger.codings(coder=coder, text=text)],
            rejections=[one for text in only for one in ledger.rejections(coder=coder, text=text)],
            classifications=[one for text in only for one in ledger.classifications(coder=coder, text=text)],
            unclassed=ledger.unclassed(coder=coder),
            readings=[one for text in only for one in ledger.readings(coder=coder, text=text)],
            suggestions=suggestions,
            revision=study.revision,
            reopened=lambda: unsought_of(study),
            provenance=lambda: {"made_with": provenance(study), "codebook": study.revision},
        )


def record(study: Study, outcome: CheckedDecisions, *, fallback: str | None) -> list[Entry]:
    """Record the decisions of every coder in one transaction; the caller has checked that there are no problems.

    What another process recorded since the check is left out and counted among `outcome.repeated_since`.
    """
    batches = list(outcome.pending.items())
    if not batches:
        return []
    study.note_revisions(fallback or batches[0][0])
    entries = study.ledger.append_all(batches, once=True)
    outcome.repeated_since = outcome.count - len(entries)
    return entries


def texts_to_show(study: Study, wanted: Sequence[str]) -> list[str]:
    """The ids asked for, checked, or all."""
    return [study.text(text).id for text in wanted] if wanted else list(study.texts)
