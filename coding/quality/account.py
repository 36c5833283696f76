"""The account of a study: the counted facts that its methods section is written from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coding.codebook.changes import CodebookChange
from coding.codebook.model import Codebook
from coding.quality.agreement.by_code import CodeAgreement
from coding.quality.reading_counts import ReadingCounts
from coding.quality.score_card import ScoreCard


@dataclass(frozen=True, slots=True)
class TextCounts:
    """The texts. `languages` are codes, most frequent first; `cases` those of the study, `with_texts` those with one.

    `corrected` texts have more than one version; `lost` counts the records that found no place in a corrected text;
    `pseudonyms` the names that the key replaces, None where the study has no key.
    """

    interviews: int
    documents: int
    words: int
    passages: int
    languages: tuple[str, ...]
    cases: int
    with_texts: int
    without_case: int
    respondents: int
    versions: int
    corrected: int
    lost: int
    pseudonyms: int | None

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return self.interviews + self.documents


@dataclass(frozen=True, slots=True)
class CoderWork:
    """One coder's decisions that hold; `first` and `last` say when they were recorded (UTC)."""

    coder: str
    by_hand: int
    accepted: int
    rejected: int
    classified: int
    passages: int
    first: str
    last: str

    @property
    def codings(self) -> int:
        """The codings, by hand and accepted."""
        return self.by_hand + self.accepted

    @property
    def coded(self) -> bool:
        """Whether the coder decided anything: to read is not to code."""
        return bool(self.codings or self.rejected or self.classified)


@dataclass(frozen=True, slots=True)
class Revision:
    """One recorded version of the codebook and what it changed; `change` is None for the first.

    `codes` is how many it has; None where it cannot be read any more, and then what changed is not reported. `reasons`
    were given with the changes of codes that led to it.
    """

    time: str
    coder: str
    codes: int | None
    change: CodebookChange | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodebookBranch:
    """A top-level code of the codebook: codes in it (itself included), counted codings, and cases they are about."""

    code: str
    codes: int
    codings: int
    cases: int


@dataclass(frozen=True, slots=True)
class CodebookSummary:
    """The codebook as it is now. `overall` is what changed from its first recorded version to the last one recorded.

    `unrecorded` says that the file was edited since the last version was recorded.
    """

    codebook: Codebook
    branches: tuple[CodebookBranch, ...]
    used: int
    revisions: tuple[Revision, ...]
    overall: CodebookChange | None
    unrecorded: bool

    @property
    def levels(self) -> int:
        """How many levels the tree has."""
        return max((code.depth + 1 for code in self.codebook.codes.values()), default=0)


@dataclass(frozen=True, slots=True)
class SuggestionCounts:
    """How suggestions were used: the score card, the runs listed, whose decisions teach, and what made them.

    `made_with` are names and versions of pipelines and plug-ins, as the decisions and runs keep them.
    """

    card: ScoreCard
    runs: int
    learn: str
    made_with: tuple[tuple[str, str], ...]

    @property
    def decided(self) -> int:
        """The suggestions that a person accepted or rejected."""
        return self.card.whole.accepted + self.card.whole.rejected

    @property
    def left_open(self) -> int:
        """The suggestions shown that nobody decided on."""
        return self.card.whole.shown - self.decided


@dataclass(frozen=True, slots=True)
class Corrections:
    """What was taken back, and what was looked at again.

    `retracted` were taken back by a retraction, `reasoned` of them with a reason; `undone` by an undo. `drawn` are the
    codings in the samples of `audits`, `reviewed` those somebody judged, `objected` those somebody objects to.
    """

    retracted: int
    reasoned: int
    undone: int
    audits: int
    drawn: int
    reviewed: int
    objected: int


@dataclass(frozen=True, slots=True)
class Settlements:
    """How disagreements were settled: how many were, how many are open, and how many agreements were taken over.

    `acts` are the decisions in force, `by` their number by who decided, `outcomes` and `reasons` by what came of it and
    why.
    """

    acts: int = 0
    settled: int = 0
    open: int = 0
    agreed: int = 0
    by: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProposalCounts:
    """How many changes of the codebook were proposed, by how many people, and what became of them."""

    made: int = 0
    coders: int = 0
    accepted: int = 0
    refused: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class NoteCounts:
    """What coders wrote: memos on codings and classifications, summaries of cells, and how many of these are signed."""

    memos: int
    summaries: int
    signed: int


@dataclass(frozen=True, slots=True)
class Participant:
    """A respondent of an interview: the counted codings in his or her words, and how many codes these are."""

    text: str
    case: str | None
    speaker: str | None
    codings: int
    codes: int


@dataclass(frozen=True, slots=True)
class QuotedParticipants:
    """Whose words the counted codings are: those of participants, of documents, and of others in interviews."""

    participants: tuple[Participant, ...]
    documents: int
    interviews: int

    @property
    def by_participants(self) -> int:
        """The codings in the words of a respondent."""
        return sum(participant.codings for participant in self.participants)

    @property
    def other(self) -> int:
        """Codings in interviews, not in a respondent's words: the interviewer's, or an unknown speaker's."""
        return self.interviews - self.by_participants


@dataclass(frozen=True, slots=True)
class CodersAgreement:
    """How far coders agree on the passages that two of them or more went through.

    `passages` counts these, `pairs` those that each two coders went through both. `codes` are the codes that somebody
    gave there, in the codebook's order, and `overall` takes them together: every passage with every code as one unit.
    """

    passages: int = 0
    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)
    codes: tuple[CodeAgreement, ...] = ()
    overall: CodeAgreement | None = None

    @property
    def coders(self) -> tuple[str, ...]:
        """Those who are compared, in alphabetical order."""
        return tuple(sorted({coder for pair in self.pairs for coder in pair}))


@dataclass(frozen=True, slots=True)
class HandedOutTexts:
    """Texts that were handed out to coders: how many, to how many, how many to several coders, and of these blind.

    `closed` are still blind; `opened` gives the lead's reason for each that was opened up before all had finished.
    `seeds` are those of the draws.
    """

    texts: int = 0
    coders: int = 0
    shared: int = 0
    blind: int = 0
    closed: int = 0
    opened: tuple[str, ...] = ()
    seeds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """All of it. `counted` are the coders whose codings the tables count, `until` the time of the last decision.

    `declared_cases` is N as the codebook gives it; None where it does not, or where conditions leave some of the cases.

    `head` is the ledger's, as it is printed. `hidden_texts` lack what is hidden from who looks, who codes them blind.

    `software` holds names and versions of what runs now; what made the suggestions is in `suggesting`.
    """

    title: str
    corpus: TextCounts
    coders: tuple[CoderWork, ...]
    counted: tuple[str, ...]
    codings: int
    classifications: int
    unclassed: int
    rejections: int
    tree: CodebookSummary
    suggesting: SuggestionCounts
    reading: ReadingCounts
    agreement: CodersAgreement
    second_thoughts: Corrections
    written: NoteCounts
    quoted: QuotedParticipants
    software: Mapping[str, str]
    until: str | None
    head: str
    settlements: Settlements = field(default_factory=Settlements)
    proposals: ProposalCounts = field(default_factory=ProposalCounts)
    handed_out: HandedOutTexts = field(default_factory=HandedOutTexts)
    hidden_texts: tuple[str, ...] = ()
    declared_cases: int | None = None
