"""What a report on agreement tells, as values: counted by the workbench, written by the formats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coding.codebook.model import Codebook
from coding.quality.agreement.by_code import CodeAgreement
from coding.quality.agreement.confusion import Confused
from coding.quality.agreement.explaining import Explanation
from coding.records.replay import Coding


@dataclass(frozen=True, slots=True)
class PairOfCoders:
    """Two coders, how many units both went through, and how far they agree on all codes together."""

    first: str
    second: str
    n: int
    together: CodeAgreement


@dataclass(frozen=True, slots=True)
class SeenOrBlind:
    """Units by what those who read them saw of suggestions: `how` is seen, blind (somebody saw none) or unknown."""

    how: str
    together: CodeAgreement


@dataclass(frozen=True, slots=True)
class ShownDisagreement:
    """A unit on which coders differ about a code: its words, who gave the code, and what each coded there.

    It lies from `start` to `end` in its text. `link` leads to the place in a coded transcript, empty where none was
    written; `settled` says that it was adjudicated.
    """

    code: str
    text: str
    unit_number: int
    quote: str
    coders: Mapping[str, bool]
    codings: Mapping[str, Sequence[Coding]]
    settled: bool
    start: int = 0
    end: int = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Everything that is told of agreement. `codes` are worst first, `explained` says why by code.

    `before` holds the agreement by code at an earlier moment, called `before_words`; it is empty where none was asked
    for.
    """

    study: str
    unit: str
    level: str
    interviewers: bool
    texts: int
    coders: tuple[str, ...]
    codes: Sequence[CodeAgreement]
    together: CodeAgreement
    explained: Mapping[str, Explanation]
    pairs: Sequence[PairOfCoders] = ()
    confused: Sequence[Confused] = ()
    seen: Sequence[SeenOrBlind] = ()
    before: Mapping[str, CodeAgreement] = field(default_factory=dict)
    before_words: str = ""
    until: str = ""
    disagreements: Sequence[ShownDisagreement] = ()
    book: Codebook = field(default_factory=lambda: Codebook({}))
