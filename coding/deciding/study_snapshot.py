"""What decisions are checked against, and what comes out of the check."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coding.codebook.model import Codebook
from coding.deciding.decision import Decision
from coding.records.payload import Payload
from coding.records.replay import Classification, Coding, Reading, Rejection, Unclassed
from coding.suggesting.suggestion import Suggestion
from corpus.place import Place
from corpus.problem import Problem
from corpus.text import Text


@dataclass(slots=True)
class StudySnapshot:
    """What a coder's decisions are checked against: the study as it is now.

    `suggestions` gives the suggestions of a code at a place, threshold aside; `revision` is the codebook's hash and
    `provenance` what every decision on a suggestion keeps of how it was made (pipeline, version). `reopened` gives the
    ids of readings in which today's codes were not all looked for: the same stretch may be read again. `case_names` has
    today's name for each former name of a case.
    """

    texts: Mapping[str, Text]
    codebook: Codebook
    cases: frozenset[str]
    codings: list[Coding] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    classifications: list[Classification] = field(default_factory=list)
    unclassed: list[Unclassed] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    suggestions: Callable[[Place, str], Sequence[Suggestion]] = lambda _place, _code: ()
    revision: str = ""
    provenance: Callable[[], Mapping[str, Any]] = dict
    case_names: Mapping[str, str] = field(default_factory=dict)
    reopened: Callable[[], Container[str]] = frozenset


@dataclass(slots=True)
class CheckedDecisions:
    """What is to be recorded, by coder in the order given; what is wrong; what was recorded already.

    `repeated_since` counts what another process recorded between this check and the recording.
    """

    pending: dict[str, list[Payload]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    repeated: list[Decision] = field(default_factory=list)
    repeated_since: int = 0

    @property
    def count(self) -> int:
        """How many decisions are to be recorded."""
        return sum(len(payloads) for payloads in self.pending.values())
