"""Tiers of annotation tools: which of them hold speech and which annotate or repeat it, and whose each is."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.block import Block
from corpus.problem import Problem
from corpus.readers.utterances import Utterance, blocks_of, in_time, unknown_voices
from corpus.text import Role
from wording.messages import tr

_ANNOTATES = re.compile(
    r"(?<![^\W_])(?:phon\w*|phone|syll\w*|pos|pos-?tag\w*|tags?|gloss\w*|glose\w*|lemm\w*|morph\w*|transl\w*|traduc\w*|trad"
    r"|kan-mau|ort-mau|mau|ipa|sampa|gest\w*|comment\w*|notes?|regard|gaze|breaks?|tobi|tones?|intonation|pitch|erreurs?"
    r"|codes?|codage|nvb|act(?:e|ion)s?)(?![^\W_])",
    re.IGNORECASE,
)
_GENERIC = (
    r"words?|mots?|tokens?|utterances?|énoncés?|enonces?|transcri\w+|trans|speech|parole|texte?|phrases?|sentences?|ort"
    r"|ortho\w*|ipus?|default|défaut|tier ?\d*|tire ?\d*|segments?|dialog\w*|interview|entretien|tx|txt"
)
_WHOSE = (
    re.compile(rf"(?P<who>.+?)\s*[-–_/@:. ]\s*\[?(?:{_GENERIC})\]?(?:[-_]\w+)*", re.IGNORECASE),
    re.compile(rf"(?:{_GENERIC})\s*[-–_/@: ]\s*(?P<who>.+)", re.IGNORECASE),
)
_SILENCE = re.compile(r"|#|_+|<?(?:sil|sp|p:|silence)>?|\[(?:sil|silence)\]", re.IGNORECASE)
"""What annotation tools write where nobody speaks."""

_SPEECH_NAME = re.compile(r"tx|txt|text\w*|transcri\w+|utter\w*|ortho\w*|phrases?|speech|parole", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stretch of a tier, in seconds, and what is written there."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Tier:
    """A row of annotations: `speaker` is None where only the tier's name can tell; `parent` names the tier above it."""

    name: str
    annotations: tuple[Annotation, ...]
    speaker: str | None = None
    role: Role | None = None
    parent: str | None = None

    @property
    def words(self) -> int:
        """The number of words in the tier."""
        return sum(len(annotation.text.split()) for annotation in self.annotations)


def blocks_of_tiers(
    tiers: Sequence[Tier], name: str, *, beside: Sequence[Tier] = ()
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """The speech of all voices by its time, each word once, and a warning that names the tiers left out.

    The tiers `beside` are known to hold no speech.
    """
    tiers = [tier for tier in tiers if tier.words]
    spoken = _without_repeats(_spoken(tiers))
    left_out = [*(tier for tier in tiers if tier not in spoken), *(tier for tier in beside if tier.words)]
    said = [
        Utterance(annotation.text, voice_of(tier), annotation.start, tier.role)
        for tier in spoken
        for annotation in tier.annotations
        if not _SILENCE.fullmatch(annotation.text.strip())
    ]
    problems: tuple[Problem, ...] = ()
    if left_out:
        written = ", ".join(tr("{tier} ({words} words)", tier=tier.name, words=tier.words) for tier in left_out)
        message = tr("these tiers annotate or repeat what is said and were left out: {tiers}.", tiers=written)
        problems = (Problem(name, message, "warning"),)
    blocks = blocks_of(in_time(said))
    return blocks, (*problems, *unknown_voices(blocks, name))


def voice_of(tier: Tier) -> str:
    """The voice of a tier: its speaker, or the name of the tier where that is more than `words` or `transcription`."""
    if tier.speaker is not None:
        return tier.speaker
    plain = tier.name.strip()
    if re.fullmatch(_GENERIC, plain, re.IGNORECASE):
        return ""
    found = next((match for pattern in _WHOSE if (match := pattern.fullmatch(plain))), None)
    return found["who"].strip() if found else plain


def _spoken(tiers: Sequence[Tier]) -> list[Tier]:
    """The tiers that hold speech: of each family its root, or where that only numbers, the one below it with speech."""
    names = {tier.name for tier in tiers}
    roots = [tier for tier in tiers if tier.parent not in names]
    chosen: list[Tier] = []
    for root in roots:
        family = [tier for tier in tiers if _root(tier, tiers).name == root.name and tier is not root]
        spoken = [tier for tier in family if not _ANNOTATES.search(tier.name)] if _only_numbers(root) else []
        chosen.append(max(spoken, key=lambda t: (bool(_SPEECH_NAME.search(t.name)), t.words)) if spoken else root)
    plain = [tier for tier in chosen if not _ANNOTATES.search(tier.name)]
    return plain or chosen


def _root(tier: Tier, tiers: Sequence[Tier]) -> Tier:
    by_name = {one.name: one for one in tiers}
    passed = {tier.name}
    while tier.parent in by_name and tier.parent not in passed:
        tier = by_name[tier.parent]
        passed.add(tier.name)
    return tier


def _only_numbers(tier: Tier) -> bool:
    numbers = sum(bool(re.fullmatch(r"[\w.:/-]*\d+[\w.]*", one.text.strip())) for one in tier.annotations)
    return numbers >= 0.8 * len(tier.annotations)


def _without_repeats(tiers: Sequence[Tier]) -> list[Tier]:
    """The tiers without those that have, word by word, what another says at the same time."""
    kept: list[Tier] = []
    for tier in sorted(tiers, key=lambda one: len(one.annotations)):
        if not any(_repeats(tier, other) for other in kept):
            kept.append(tier)
    return [tier for tier in tiers if tier in kept]


def _repeats(tier: Tier, other: Tier) -> bool:
    """Whether nine in ten annotations of a tier are within one of the other's that says the same words."""
    spans = sorted(other.annotations, key=lambda one: one.start)
    starts = [one.start for one in spans]
    texts = [one for one in tier.annotations if one.text.strip()]
    same = 0
    for one in texts:
        at = bisect_right(starts, (one.start + one.end) / 2) - 1
        if at >= 0 and spans[at].end >= (one.start + one.end) / 2:
            same += f" {_plain(one.text)} " in f" {_plain(spans[at].text)} "
    return len(texts) > 1 and same >= 0.9 * len(texts)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
