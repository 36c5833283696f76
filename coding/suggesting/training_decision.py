"""What the study's decisions teach: which passages are coded with a code, which were refused it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coding.records.replay import Coding, Rejection
from corpus.text import Text


@dataclass(frozen=True, slots=True)
class TrainingDecision:
    """One decision as learning sees it: a code was given to a passage, or refused there.

    `passage` is the passage's number in its text; `entry` the id of the decision, `coder` who made it.
    """

    code: str
    text: str
    passage: int
    given: bool
    entry: str
    coder: str


def lessons_of(texts: Mapping[str, Text], records: Iterable[Coding | Rejection]) -> list[TrainingDecision]:
    """The lessons of these decisions, one for each passage a decision touches, in the order of the records."""
    return [
        TrainingDecision(
            record.code, record.place.text, passage.number, isinstance(record, Coding), record.id, record.coder
        )
        for record in records
        if record.place.text in texts
        for passage in texts[record.place.text].passages_in(record.place.start, record.place.end)
    ]
