"""Agreement in words, in the language of the reader: why coders differ on a code, and why a measure has no value."""

from coding.quality.agreement.by_code import CodeAgreement
from coding.quality.agreement.explaining import Explanation
from coding.quality.agreement.measured import Reason, Undefined
from reports.phrases import Phrases

ALPHA = "krippendorff_alpha_nominal"
_DOMAIN = "agreement"


def words_of(language: str) -> Phrases:
    """The words of agreement in a language."""
    return Phrases(_DOMAIN, language)


def reason_words(reason: Reason, language: str) -> str:
    """Why a measure is undefined, in a sentence's worth of words."""
    return words_of(language).say(f"reason_{reason}")


def share_words(value: float | None, phrases: Phrases) -> str:
    """A share with a digit; one that is not whole and would round to it is said to be more than the largest below."""
    if value is None:
        return "–"
    return phrases.say("nearly_all") if 0.9995 <= value < 1 else phrases.share(value, 1, 1)


def value_words(one: CodeAgreement, measure: str, phrases: Phrases) -> str:
    """A measure with two digits; a dash where it has no value."""
    value = one.value(measure)
    return "–" if value is None else phrases.number(value, 2)


def interval_words(one: CodeAgreement, phrases: Phrases, measure: str = ALPHA) -> str:
    """The interval of a measure; a dash where there is none."""
    found = one.measures[measure].interval if measure in one.measures else None
    if found is None:
        return "–"
    return phrases.say("interval", low=phrases.number(found[0], 2), high=phrases.number(found[1], 2))


def why_words(one: CodeAgreement, why: Explanation | None, language: str) -> str:
    """Why coders differ on a code, or why alpha is undefined; empty where they agree on all."""
    phrases, parts = words_of(language), []
    found = one.measures[ALPHA].value if ALPHA in one.measures else None
    if isinstance(found, Undefined):
        parts.append(phrases.say("undefined", reason=reason_words(found.reason, language)))
    if why is None or not why.differing:
        return " ".join(parts)
    if why.uneven:
        parts.append(_uneven(why, phrases))
    parts.append(phrases.count("differing", why.differing))
    if why.instead:
        code, n = why.instead
        parts.append(phrases.say("border_cases", code=code, n=n))
    if why.neighbour:
        parts.append(phrases.say("borders", n=why.neighbour))
    if why.paradox:
        parts.append(_paradox(one, phrases))
    return " ".join(parts)


def _uneven(why: Explanation, phrases: Phrases) -> str:
    (most, many), (least, few) = why.most, why.least
    twice = few and abs(many / few - 2) < 0.25
    return phrases.say("twice_as_often" if twice else "more_often", most=most, least=least, many=many, few=few)


def _paradox(one: CodeAgreement, phrases: Phrases) -> str:
    return phrases.say(
        "paradox",
        agreed=share_words(one.value("po"), phrases),
        alpha=value_words(one, ALPHA, phrases),
        positive=value_words(one, "positive_agreement", phrases),
        ac1=value_words(one, "gwet_ac1", phrases),
    )
