"""What an audit found, in sentences for a methods section."""

from collections.abc import Sequence

from coding.quality.error_rate import ErrorRates
from coding.quality.sampling import Sample
from wording.catalogues import say, say_number
from wording.numbers import number, percent


def rate_sentences(sample: Sample, rates: ErrorRates, reviewers: Sequence[str], language: str) -> list[str]:
    """How the sample was drawn, who judged it, the error rate with its interval, and how they were computed."""
    by = ", ".join(say(f"audit_by_{criterion}", language) for criterion in sample.by)
    drawn = say_number(
        "audit_drawn", len(sample.drawn), language, population=number(sample.population, language), seed=sample.seed
    )
    strata = say("audit_strata", language, by=by) if by else say("audit_no_strata", language)
    sentences = [f"{drawn} {strata}"]
    whole = rates.whole
    if whole.rate is None or whole.low is None or whole.high is None:
        return [*sentences, say("audit_nothing_judged", language)]
    sentences.append(say_number("audit_judged", whole.judged, language, reviewers=", ".join(reviewers)))
    sentences.append(
        say_number(
            "audit_rate",
            whole.wrong,
            language,
            rate=percent(whole.rate, language, 1),
            low=percent(whole.low, language, 1),
            high=percent(whole.high, language, 1),
            level=percent(rates.level, language),
        )
    )
    if rates.covered < 1:
        sentences.append(say("audit_covered", language, share=percent(rates.covered, language, 1)))
    return [*sentences, say("audit_method" if sample.by else "audit_method_simple", language)]
