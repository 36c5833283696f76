"""What in a study waits for a person: each matter with its places, so that a page can lead to where it is settled."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from coding.suggesting.cues.codebook_lint import lost_examples
from corpus.problem import GloseError
from workbench.adjudicating import disputes
from workbench.assigning import handed_out
from workbench.consensus import comparison
from workbench.lost_codings import lost_codings
from workbench.proposing import proposals_of
from workbench.study import Study
from workbench.summarising import summaries_of

Matter = Literal["mine", "no_case", "unlisted", "lost", "examples", "stale", "proposals", "waiting", "disagreements"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One place of a matter: what it is about, as far as it is about it, and words that say which one it is."""

    text: str | None = None
    passage: int | None = None
    code: str | None = None
    case: str | None = None
    coder: str | None = None
    words: str = ""


def matters(study: Study) -> dict[Matter, list[Waiting]]:
    """Every matter that has places, the most urgent first. One that cannot be looked into now is left out.

    `mine` are texts handed out to who looks and not finished, `waiting` those of others; `unlisted` are cases that
    texts name and cases.csv does not. Disagreements take seconds in a large study: `disagreements` looks for them.
    """
    ways: dict[Matter, Callable[[Study], Iterator[Waiting]]] = {
        "mine": _mine,
        "proposals": _proposals,
        "no_case": _without_case,
        "unlisted": _unlisted,
        "lost": _lost,
        "examples": _examples,
        "stale": _stale,
        "waiting": _others,
    }
    found: dict[Matter, list[Waiting]] = {}
    for matter, places in ways.items():
        with suppress(GloseError):  # what is wrong with the study is told by whatever reads it
            if here := list(places(study)):
                found[matter] = here
    return found


def disagreements(study: Study) -> list[Waiting]:
    """The passages in which coders differ and nobody has settled it; none where too few code the same texts."""
    with suppress(GloseError):
        study.must_not_be_blind()
        return [
            Waiting(text=one.text.id, passage=one.first, code=difference.code, words=", ".join(one.coders))
            for one in disputes(study, comparison(study))
            for difference in one.differences[:1]
        ]
    return []


def _mine(study: Study) -> Iterator[Waiting]:
    for one in handed_out(study):
        if one.coder == study.viewer and not one.finished:
            yield Waiting(text=one.text)


def _others(study: Study) -> Iterator[Waiting]:
    for one in handed_out(study):
        if one.coder != study.viewer and not one.finished:
            yield Waiting(text=one.text, coder=one.coder)


def _without_case(study: Study) -> Iterator[Waiting]:
    return (Waiting(text=text.id) for text in study.texts.values() if not text.cases)


def _unlisted(study: Study) -> Iterator[Waiting]:
    return (Waiting(case=case) for case in study.cases if case not in study.listed_cases)


def _lost(study: Study) -> Iterator[Waiting]:
    return (Waiting(text=one.text, code=one.code, coder=one.coder, words=one.quote) for one in lost_codings(study))


def _examples(study: Study) -> Iterator[Waiting]:
    for owner, example, problem in lost_examples(study.codebook, study.texts):
        yield Waiting(text=example.text, code=owner, words=problem.message)


def _stale(study: Study) -> Iterator[Waiting]:
    for (code, case), state in summaries_of(study).items():
        if state.state in ("stale", "conflict"):
            yield Waiting(code=code, case=case)


def _proposals(study: Study) -> Iterator[Waiting]:
    for one in proposals_of(study):
        if one.is_open:
            yield Waiting(code=one.codes[0] if one.codes else None, coder=one.entry.coder, words=one.says.wording)
