"""What is shown of a written summary beside its text: who signed it, why it is stale, what came since."""

from coding.summaries.summary import Stale, SummaryState
from wording.catalogues import say, say_number
from wording.degree_word import degree_word
from wording.numbers import day


def reasons_in_words(state: SummaryState, language: str) -> list[str]:
    """Why a summary is stale, a sentence each."""
    return [say(one.key, language, **one.values, **_graded(one, language)) for one in state.stale]


def _graded(reason: Stale, language: str) -> dict[str, str]:
    """What is to be said of degrees and values, the degree in words."""
    parts = {
        name: (degree_word(degree, language) if degree else "", value)
        for name, (degree, value) in reason.graded.items()
    }
    return {name: " · ".join(part for part in both if part) or "–" for name, both in parts.items()}


def _opening(state: SummaryState, language: str) -> str:
    """That it is stale, and since when, where the ledger knows."""
    if state.since:
        return say("summary_stale_since", language, day=day(state.since, language))
    return say("summary_stale_why", language)


def remarks(state: SummaryState, language: str) -> list[str]:
    """Everything that a reader of the summary must know: signatures, staleness, rivals, new codings."""
    signed = [say("signed_by", language, name=name, day=day(time, language)) for name, time in state.signed]
    stale = [_opening(state, language), *reasons_in_words(state, language)] if state.stale else []
    rivals = [say("summary_rivals", language)] if state.rivals else []
    fresh = [say_number("summary_fresh", state.fresh, language)] if state.fresh else []
    return [*signed, " ".join(stale), *rivals, *fresh] if stale else [*signed, *rivals, *fresh]
