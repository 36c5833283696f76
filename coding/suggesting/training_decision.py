"""What the study's decisions teach: which passages were given a code, and in which a code was rejected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coding.records.replay import Coding, Rejection
from corpus.text import Text


@dataclass(frozen=True, slots=True)
class TrainingDecision:
    """One decision as learning sees it: a code was given to a passage, or rejected there.

    `passage` is the passage's number in its text; `entry` is the id of the decision, `coder` the person who decided.
    """

    code: str
    text: str
    passage: int
    given: bool
    entry: str
    coder: str


def training_decisions(texts: Mapping[str, Text], records: Iterable[Coding | Rejection]) -> list[TrainingDecision]:
    """What these records teach, one decision per passage that a record touches, in the order of the records."""
    return [
        TrainingDecision(
            record.code, record.place.text, passage.number, isinstance(record, Coding), record.id, record.coder
        )
        for record in records
        if record.place.text in texts
        for passage in texts[record.place.text].passages_in(record.place.start, record.place.end)
    ]
