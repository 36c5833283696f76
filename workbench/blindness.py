"""Who may see what while texts are coded blind: computed once for an open study, and enforced by its ledger."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from coding.records.assignments import Assignments
from coding.records.coverage import read_to_the_end
from coding.records.hidden import Hidden
from coding.records.replay import Reading
from corpus.text import Text
from ledger.reading import LedgerReader


def assignments_in(ledger: LedgerReader) -> Assignments:
    """What is handed out now."""
    acts = list(ledger.entries(kind="assign"))
    if not acts:
        return Assignments()
    return Assignments.of([*acts, *ledger.entries(kind="open"), *ledger.entries(kind="undo")])


def finished_by(ledger: LedgerReader, texts: Iterable[Text]) -> dict[str, set[str]]:
    """By text, who has read it to the end: went through each of its passages, whatever codebook there was then."""
    found: dict[str, set[str]] = {}
    for text in texts:
        by_coder: dict[str, list[Reading]] = defaultdict(list)
        for reading in ledger.readings(text=text.id):
            by_coder[reading.coder].append(reading)
        found[text.id] = {coder for coder, mine in by_coder.items() if read_to_the_end(text, mine)}
    return found


def closed_texts(ledger: LedgerReader, assigned: Assignments, texts: Mapping[str, Text]) -> frozenset[str]:
    """The texts that are coded blind and not opened up; `ledger` hides nothing."""
    blind = [texts[name] for name in assigned.by_text if name in texts and assigned.blind(name)]
    return assigned.closed(finished_by(ledger, blind)) & set(texts) if blind else frozenset()


def hidden_from(
    viewer: str | None,
    ledger: LedgerReader,
    texts: Callable[[], Mapping[str, Text]],
    *,
    leads: Collection[str],
    former_names: Mapping[str, str],
) -> Hidden | None:
    """What is hidden from somebody (None: nobody said who looks); None where nothing is. `ledger` hides nothing.

    A text that several coders code blind is hidden from all but the lead, until it is opened up; so is it from a lead
    who is one of its coders.
    """
    assigned = assignments_in(ledger)
    if not assigned.by_text:
        return None
    leading = leads or ({assigned.first_by} if assigned.first_by else ())
    closed = closed_texts(ledger, assigned, texts())
    hidden = {name for name in closed if viewer in assigned.coders_of(name) or viewer not in leading}
    if not hidden:
        return None
    cases = {case for name in hidden for case in texts()[name].cases}
    cases |= {former for former, today in former_names.items() if today in cases}
    return Hidden(viewer, frozenset(hidden), frozenset(cases), ledger.entries)
