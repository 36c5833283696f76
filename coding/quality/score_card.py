"""The score card of suggestions: how often taken, refused, corrected or missing, how fast, and how they steer.

Read from the ledger alone. "Shown" is what a person decided on or left open in `glose confirm`, or decided from a
file; a coding by hand of a code in a passage where that code was not shown is "missed". Passages shown blind (no
suggestions) are counted apart: what was hidden there is compared with what was coded there all the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from coding.quality.deciding_time import deciding_seconds
from coding.records.decisions import KeptSuggestion, Rejected, WentThrough
from coding.records.entry import Entry
from coding.records.record_history import suggestion_of
from coding.records.undoing import undone_by
from corpus.text import Text

FAST = 2.0
"""Seconds below which an acceptance was hardly read."""
BINS = (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0001)


@dataclass(slots=True)
class DecisionTally:
    """What became of the suggestions of one code, or of one suggester."""

    shown: int = 0
    accepted: int = 0
    rejected: int = 0
    corrected: int = 0
    missed: int = 0
    seconds: list[float] = field(default_factory=list)
    fast: int = 0

    @property
    def precision(self) -> float | None:
        """Accepted of all decided; None where nothing was."""
        decided = self.accepted + self.rejected
        return self.accepted / decided if decided else None

    @property
    def recall(self) -> float | None:
        """Accepted of all that was coded, by hand included; None where nothing was."""
        coded = self.accepted + self.missed
        return self.accepted / coded if coded else None

    @property
    def median_seconds(self) -> float | None:
        """The median time from showing to deciding; None where no time is known."""
        return median(self.seconds) if self.seconds else None

    @property
    def fast_share(self) -> float | None:
        """The share of timed acceptances made in under two seconds; None where none is timed."""
        return self.fast / len(self.seconds) if self.seconds else None


@dataclass(frozen=True, slots=True)
class ScoreBin:
    """Suggestions shown with a score from `least` to `most`: their mean score and the share accepted."""

    least: float
    most: float
    number: int
    score: float
    accepted: float


@dataclass(slots=True)
class BlindShare:
    """Passages read with suggestions and without: how often what was (or would have been) suggested was coded.

    `given_shown` and `given_hidden` are shares of such suggestions that were coded; `coded_shown` and
    `coded_blind` are codings a passage. A great difference says how much the suggestions steer.
    """

    passages_shown: int = 0
    passages_blind: int = 0
    shown: int = 0
    hidden: int = 0
    shown_coded: int = 0
    hidden_coded: int = 0
    codings_shown: int = 0
    codings_blind: int = 0

    @property
    def given_shown(self) -> float | None:
        """The share of shown suggestions that were coded."""
        return self.shown_coded / self.shown if self.shown else None

    @property
    def given_hidden(self) -> float | None:
        """The share of hidden suggestions that were coded all the same."""
        return self.hidden_coded / self.hidden if self.hidden else None

    @property
    def coded_shown(self) -> float | None:
        """Codings a passage, where suggestions were shown."""
        return self.codings_shown / self.passages_shown if self.passages_shown else None

    @property
    def coded_blind(self) -> float | None:
        """Codings a passage, where none were shown."""
        return self.codings_blind / self.passages_blind if self.passages_blind else None


@dataclass(slots=True)
class ScoreCard:
    """All of it: by code, by suggester, the calibration curve, and blind against shown."""

    whole: DecisionTally
    codes: Mapping[str, DecisionTally]
    suggesters: Mapping[str, DecisionTally]
    curve: Sequence[ScoreBin]
    blind: BlindShare


DecidedPair = tuple[str, int, str]
"""A text, the number of a passage, a code."""


def score_card(entries: Iterable[Entry], texts: Mapping[str, Text]) -> ScoreCard:
    """The score card of these entries of one or more coders, those undone or retracted left out."""
    standing = _standing(list(entries))
    whole, codes, suggesters = (
        DecisionTally(),
        defaultdict[str, DecisionTally](DecisionTally),
        defaultdict[str, DecisionTally](DecisionTally),
    )
    decided = [(e, kept) for e in standing if (kept := suggestion_of(e))]
    readings = [(e, read) for e in standing if isinstance(read := e.payload, WentThrough) and read.text in texts]
    shown = {(entry.coder, pair) for entry, _ in decided for pair in _pairs(entry, texts)}
    for entry, kept in decided:
        for tally in (whole, codes[entry.code or ""], suggesters[kept.suggester]):
            _count(tally, entry, kept)
    for entry, read in readings:
        for code, suggester in (read.shown or {}).items():
            shown.add((entry.coder, (read.text, read.passage or 0, code)))
            for tally in (whole, codes[code], suggesters[suggester]):
                tally.shown += 1
    hidden = {(entry.coder, read.text, number) for entry, read in readings for number in read.blind or ()}
    for entry in standing:
        if entry.kind == "code" and _is_missed(entry, texts, shown, hidden):
            for tally in (whole, codes[entry.code or ""]):
                tally.missed += 1
    scores = [(kept.score, entry.kind == "accept") for entry, kept in decided]
    return ScoreCard(whole, dict(codes), dict(suggesters), _curve(scores), _blind(standing, texts))


def _is_missed(
    entry: Entry, texts: Mapping[str, Text], shown: set[tuple[str, DecidedPair]], hidden: set[tuple[str, str, int]]
) -> bool:
    """Whether a coding by hand is where suggestions were shown, but not one of its code."""
    pairs = [pair for pair in _pairs(entry, texts) if (entry.coder, pair[0], pair[1]) not in hidden]
    return bool(pairs) and not any((entry.coder, pair) in shown for pair in pairs)


def _standing(entries: list[Entry]) -> list[Entry]:
    undone = undone_by(entries)
    retracted = {entry.target for entry in entries if entry.kind == "retract" and entry.id not in undone}
    return [entry for entry in entries if entry.id not in undone | retracted]


def _pairs(entry: Entry, texts: Mapping[str, Text]) -> list[DecidedPair]:
    place, code = entry.place, entry.code
    text = texts.get(place.text) if place else None
    if text is None or place is None or code is None:
        return []
    return [(text.id, passage.number, code) for passage in text.passages_in(place.start, place.end)]


def _count(tally: DecisionTally, entry: Entry, kept: KeptSuggestion) -> None:
    tally.shown += 1
    seconds = deciding_seconds(entry)
    if isinstance(entry.payload, Rejected):
        tally.rejected += 1
        tally.corrected += (entry.payload.reason or "").startswith("coded as ")
        return
    tally.accepted += 1
    tally.corrected += entry.place is not None and (entry.place.start, entry.place.end) != (kept.start, kept.end)
    if seconds is not None:
        tally.seconds.append(seconds)
        tally.fast += seconds < FAST


def _curve(scores: Sequence[tuple[float, bool]]) -> list[ScoreBin]:
    curve = []
    for least, most in pairwise(BINS):
        inside = [(score, accepted) for score, accepted in scores if least <= score < most]
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            share = sum(accepted for _, accepted in inside) / len(inside)
            curve.append(ScoreBin(least, min(most, 1.0), len(inside), mean, share))
    return curve


def _blind(standing: Sequence[Entry], texts: Mapping[str, Text]) -> BlindShare:
    """Only readings that say what was shown or hidden count; readings from a file say neither."""
    coded = {(e.coder, pair) for e in standing if e.kind in ("accept", "code") for pair in _pairs(e, texts)}
    codings = Counter((who, *pair[:2]) for who, pair in coded)
    decided = defaultdict[tuple[str, str, int], set[str]](set)
    for entry in standing:
        if suggestion_of(entry):
            for text, number, code in _pairs(entry, texts):
                decided[entry.coder, text, number].add(code)
    found = BlindShare()
    for entry in standing:
        read = entry.payload
        if not isinstance(read, WentThrough) or read.passage is None:
            continue
        key = (entry.coder, read.text, read.passage)
        number = codings[key]
        if read.blind:
            codes = set(read.hidden or {})
            found.passages_blind, found.codings_blind = found.passages_blind + 1, found.codings_blind + number
            found.hidden += len(codes)
            found.hidden_coded += sum((key[0], (*key[1:], code)) in coded for code in codes)
        else:
            codes = set(read.shown or {}) | decided[key]
            found.passages_shown, found.codings_shown = found.passages_shown + 1, found.codings_shown + number
            found.shown += len(codes)
            found.shown_coded += sum((key[0], (*key[1:], code)) in coded for code in codes)
    return found
