"""Suggesters from elsewhere: what a plug-in is, what it returns, and going on without one that fails.

A plug-in is an entry point of the group `glose.suggesters`: called with its options (a mapping from study.yaml)
it returns something with a `name`, a `version` and a method `hints(passages, codebook)`.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from coding.codebook.model import Codebook
from corpus.problem import Problem
from wording.messages import tr

GROUP = "glose.suggesters"
SECONDS_AT_MOST = 600.0
WEIGHT = 0.5
"""What a hint of score 1 counts, in units of a similarity, unless study.yaml sets another weight."""


@dataclass(frozen=True, slots=True)
class PassageQuery:
    """A passage as a plug-in is asked about it: its text, where it is, and the question before it, if any."""

    words: str
    text: str
    passage: int
    language: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A code that a plug-in suggests: `number` is the position of the passage in the list it was asked about, from 0.

    `score` lies in 0..1; `start` and `end` are code points in the passage's words; `why` is for a person.
    """

    number: int
    code: str
    score: float
    start: int
    end: int
    why: str
    suggester: str = ""


class Plugin(Protocol):
    """A suggester from elsewhere."""

    name: str
    version: str

    def hints(self, passages: Sequence[PassageQuery], codebook: Codebook) -> Iterable[Hint]:
        """The codes it suggests, passage by passage."""
        ...


@dataclass(frozen=True, slots=True)
class PluginUse:
    """One line of `suggesters:` in study.yaml: a plug-in, its weight, its time limit and its options."""

    plugin: str
    weight: float = WEIGHT
    seconds: float = SECONDS_AT_MOST
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class PluginHints:
    """The hints of the plug-ins with their weights, their `name/version` in order, and what went wrong."""

    hints: list[tuple[Hint, float]] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def ask(
    uses: Sequence[PluginUse], passages: Sequence[PassageQuery], codebook: Codebook, *, cache: Path | None = None
) -> PluginHints:
    """Ask every plug-in; one that is missing, raises, hangs or returns invalid hints is left out and named.

    `cache` is a folder where a plug-in may keep what is slow to compute; it is passed as the option `cache`.
    """
    answered = PluginHints()
    for use in uses:
        try:
            plugin = load(use, cache=cache)
            found = _in_time(plugin, use, passages, codebook)
        except Exception as error:  # noqa: BLE001 - whatever a plug-in does, suggestions go on without it
            what = str(error) or type(error).__name__
            message = tr("the suggester {plugin!r} was left out: {reason}", plugin=use.plugin, reason=what)
            answered.problems.append(Problem(tr("suggesters"), message, "warning"))
            continue
        answered.versions.append(f"{plugin.name}/{plugin.version}")
        for hint in found:
            answered.hints.append((_named(hint, plugin.name), use.weight))
    return answered


def load(use: PluginUse, *, cache: Path | None = None) -> Plugin:
    """The plug-in, made with its options; raises LookupError naming those that are installed."""
    from importlib.metadata import entry_points

    if use.plugin == "semantic":
        raise LookupError(tr("meaning is part of every suggestion now: take this line out of study.yaml."))
    found = {point.name: point for point in entry_points(group=GROUP)}
    if use.plugin not in found:
        known = ", ".join(sorted(found))
        raise LookupError(
            tr("it is not installed.") + (" " + tr("Choose one of: {known}.", known=known) if known else "")
        )
    plugin: Plugin = found[use.plugin].load()({"cache": cache, **use.options})
    return plugin


class TookTooLong(Exception):
    """A plug-in that did not come back in time."""


def _in_time(plugin: Plugin, use: PluginUse, passages: Sequence[PassageQuery], codebook: Codebook) -> list[Hint]:
    """Its hints, checked; raises TookTooLong, ValueError, and whatever the plug-in raises."""
    answer: list[list[Hint]] = []
    fault: list[Exception] = []

    def work() -> None:
        try:
            answer.append(list(plugin.hints(passages, codebook)))
        except Exception as error:  # noqa: BLE001 - carried over to the thread that waits
            fault.append(error)

    # A thread that hangs is left behind: it is a daemon and dies with the program.
    thread = threading.Thread(target=work, daemon=True, name=f"suggester {use.plugin}")
    thread.start()
    thread.join(use.seconds)
    if thread.is_alive():
        limit = f"{use.seconds:g}"
        raise TookTooLong(tr("it did not answer within {seconds} seconds (`seconds` in study.yaml).", seconds=limit))
    if fault:
        raise fault[0]
    for hint in answer[0]:
        _check(hint, passages, codebook)
    return answer[0]


def _check(hint: Hint, passages: Sequence[PassageQuery], codebook: Codebook) -> None:
    if not 0 <= hint.number < len(passages):
        raise ValueError(tr("it names passage {number} of {count}.", number=hint.number, count=len(passages)))
    if hint.code not in codebook.codes:
        raise ValueError(tr("it suggests {code!r}, which is not a code of the codebook.", code=hint.code))
    if not 0 <= hint.score <= 1:
        raise ValueError(tr("its score {score!r} is not between 0 and 1.", score=hint.score))
    if not 0 <= hint.start < hint.end <= len(passages[hint.number].words):
        where = {"start": hint.start, "end": hint.end, "number": hint.number}
        raise ValueError(tr("its place {start}–{end} is not in passage {number}.", **where))


def _named(hint: Hint, name: str) -> Hint:
    return Hint(hint.number, hint.code, hint.score, hint.start, hint.end, hint.why, name)
