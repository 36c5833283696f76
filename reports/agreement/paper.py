"""The report on agreement as sections: codes, pairs of coders, codes confused, suggestions seen, each disagreement."""

from collections.abc import Iterator, Sequence

from coding.codebook.model import word
from coding.quality.agreement.by_code import CodeAgreement
from coding.quality.agreement.measured import Undefined
from coding.records.replay import Coding
from reports.agreement.report import AgreementReport, ShownDisagreement
from reports.agreement.sentences import (
    ALPHA,
    interval_words,
    reason_words,
    share_words,
    value_words,
    why_words,
    words_of,
)
from reports.phrases import Phrases
from reports.section import Section, paragraphs
from wording.degree_word import degree_word

_MOST_CONFUSED = 30
_ALPHAS = ("u_alpha_1995", "u_alpha_2016")


def lead(report: AgreementReport, language: str) -> tuple[str, ...]:
    """What was compared: coders, unit, texts, level, moment; and what agreement on all codes comes to."""
    phrases = words_of(language)
    compared = phrases.say(
        "lead",
        coders=phrases.listed(report.coders),
        unit=phrases.say(f"unit_{report.unit}"),
        texts=phrases.count("texts", report.texts),
    )
    said = [compared, phrases.say("level_rolled" if report.level == "rolled" else "level_own")]
    if not report.interviewers:
        said.append(phrases.say("without_interviewers"))
    if report.until:
        said.append(phrases.say("until", day=phrases.day(report.until)))
    whole = report.together
    total = ""
    if report.unit == "span":
        total = _gamma_words(whole, phrases, language)
    elif whole.n:
        interval = interval_words(whole, phrases)
        total = phrases.say(
            "together",
            agreed=share_words(whole.value("po"), phrases),
            positive=value_words(whole, "positive_agreement", phrases),
            alpha=value_words(whole, ALPHA, phrases),
            interval=phrases.say("together_interval", interval=interval) if interval != "–" else "",
        )
    return paragraphs(
        " ".join(said), total, phrases.say("how_to_read_spans" if report.unit == "span" else "how_to_read")
    )


def _gamma_words(whole: CodeAgreement, phrases: Phrases, language: str) -> str:
    """Gamma of all codes and how exact it is, or why it has no value."""
    found = whole.measures["gamma"]
    if isinstance(found.value, Undefined):
        return phrases.say("gamma_undefined", reason=reason_words(found.value.reason, language))
    exact = phrases.number(found.precision or 0.0, 3)
    return phrases.say("gamma_together", gamma=value_words(whole, "gamma", phrases), exact=exact)


def sections(report: AgreementReport, language: str) -> tuple[Section, ...]:
    """Everything, in the order in which it is read; what there is nothing of is left out."""
    phrases = words_of(language)
    found = [_codes(report, phrases)]
    why = _why(report, phrases, language)
    found += [why] if why else []
    return (*found, *comparisons(report, language), *_disagreements(report, phrases, language))


def comparisons(report: AgreementReport, language: str) -> tuple[Section, ...]:
    """Before and after, pairs of coders, codes confused, and with suggestions against without; those there are."""
    phrases = words_of(language)
    found = [_before(report, phrases)] if report.before else []
    found += [_pairs(report, phrases)] if len(report.pairs) > 1 else []
    found += [_confused(report, phrases)] if report.confused else []
    found += [_seen(report, phrases)] if report.seen else []
    return tuple(found)


def _codes(report: AgreementReport, phrases: Phrases) -> Section:
    if report.unit == "span":
        return _spans(report, phrases)
    two = len(report.coders) == 2
    intervals = any(ALPHA in one.measures and one.measures[ALPHA].interval for one in report.codes)
    kappa = "cohen_kappa" if two else "fleiss_kappa"
    keys = ["code", "n", "coded", "prevalence", "agreed", "positive", "alpha"]
    keys += ["interval"] if intervals else []
    head = phrases.head(*keys, kappa, "ac1")
    rows = []
    for one in (*report.codes, report.together):
        cells = [one.code or phrases.say("all"), phrases.number(one.n), phrases.number(one.units)]
        cells += [phrases.share(one.units, one.n, 1), share_words(one.value("po"), phrases)]
        cells += [value_words(one, "positive_agreement", phrases), value_words(one, ALPHA, phrases)]
        cells += [interval_words(one, phrases)] if intervals else []
        cells += [value_words(one, kappa, phrases), value_words(one, "gwet_ac1", phrases)]
        rows.append(tuple(cells))
    return Section(phrases.say("codes"), (), (head, *rows))


def _spans(report: AgreementReport, phrases: Phrases) -> Section:
    """The unitizing alphas of each code, and gamma of all together."""
    rows = (*report.codes, report.together)
    intervals = any(one.measures[name].interval for one in report.codes for name in _ALPHAS if name in one.measures)
    keys = ["characters", "spans"]
    for name in _ALPHAS:
        keys += [name, "interval"] if intervals else [name]
    head = phrases.head("code", *keys, "gamma")
    lines = []
    for one in rows:
        cells = [one.code or phrases.say("all"), phrases.number(one.n), phrases.number(one.units)]
        for name in _ALPHAS:
            cells.append(value_words(one, name, phrases))
            cells += [interval_words(one, phrases, name)] if intervals else []
        lines.append((*cells, value_words(one, "gamma", phrases)))
    return Section(phrases.say("codes"), (), (head, *lines))


def _why(report: AgreementReport, phrases: Phrases, language: str) -> Section | None:
    """A sentence for each code on which coders differ, or whose alpha has no value; None where there is none."""
    said = [(one.code or "", why_words(one, report.explained.get(one.code or ""), language)) for one in report.codes]
    rows = [(code, words) for code, words in said if words]
    return Section(phrases.say("head_why"), (), (phrases.head("code", "why"), *rows)) if rows else None


def _before(report: AgreementReport, phrases: Phrases) -> Section:
    """Alpha and percent then and now, for every code that somebody gave at either moment."""
    head = (
        *phrases.head("code"),
        *(phrases.say(f"head_{key}", when=report.before_words) for key in ("n_then", "agreed_then", "alpha_then")),
        *phrases.head("n_now", "agreed_now", "alpha_now"),
    )
    rows = []
    for one in report.codes:
        then = report.before.get(one.code or "")
        earlier = (
            (phrases.number(then.n), share_words(then.value("po"), phrases), value_words(then, ALPHA, phrases))
            if then is not None
            else ("–", "–", "–")
        )
        now = (phrases.number(one.n), share_words(one.value("po"), phrases), value_words(one, ALPHA, phrases))
        rows.append((one.code or "", *earlier, *now))
    return Section(phrases.say("before"), (phrases.say("before_lead", when=report.before_words),), (head, *rows))


def _pairs(report: AgreementReport, phrases: Phrases) -> Section:
    head = phrases.head("pair", "n", "differing", "agreed", "positive", "alpha", "cohen_kappa")
    rows = [
        (
            f"{pair.first} – {pair.second}",
            phrases.number(pair.n),
            phrases.number(pair.together.differing),
            share_words(pair.together.value("po"), phrases),
            value_words(pair.together, "positive_agreement", phrases),
            value_words(pair.together, ALPHA, phrases),
            value_words(pair.together, "cohen_kappa", phrases),
        )
        for pair in report.pairs
    ]
    return Section(phrases.say("pairs"), (phrases.say("pairs_lead"),), (head, *rows))


def _confused(report: AgreementReport, phrases: Phrases) -> Section:
    head = phrases.head("one_code", "other_code", "units", "who")
    rows = [
        (
            one.first,
            one.second,
            phrases.number(one.n),
            "; ".join(phrases.say("way", first=a, second=b, n=n) for a, b, n in one.ways),
        )
        for one in report.confused[:_MOST_CONFUSED]
    ]
    left = len(report.confused) - len(rows)
    more = phrases.count("confused_more", left) if left > 0 else ""
    return Section(phrases.say("confused"), paragraphs(phrases.say("confused_lead"), more), (head, *rows))


def _seen(report: AgreementReport, phrases: Phrases) -> Section:
    head = phrases.head("suggestions", "judgements", "agreed", "positive", "alpha")
    rows = [
        (
            phrases.say(f"seen_{one.how}"),
            phrases.number(one.together.n),
            share_words(one.together.value("po"), phrases),
            value_words(one.together, "positive_agreement", phrases),
            value_words(one.together, ALPHA, phrases),
        )
        for one in report.seen
    ]
    blind = any(one.how == "blind" for one in report.seen)
    told = phrases.say("seen_lead" if blind else "seen_none")
    return Section(phrases.say("seen"), (told,), (head, *rows))


def _disagreements(report: AgreementReport, phrases: Phrases, language: str) -> Iterator[Section]:
    """A section for each code on which coders differ: its definition, and a row for each unit."""
    by_code: dict[str, list[ShownDisagreement]] = {}
    for one in report.disagreements:
        by_code.setdefault(one.code, []).append(one)
    if not by_code:
        return
    settled = sum(one.settled for one in report.disagreements)
    told = phrases.count("disagreements_lead", len(report.disagreements), settled=settled)
    yield Section(phrases.say("disagreements"), (told,))
    for code in (one.code or "" for one in report.codes):
        if code in by_code:
            yield _of_code(code, by_code[code], report, phrases, language)


def _of_code(
    code: str, some: Sequence[ShownDisagreement], report: AgreementReport, phrases: Phrases, language: str
) -> Section:
    known = report.book.codes.get(code)
    label = word(known.label, language) if known else code
    rules = [word(known.definition, language)] if known else []
    if known and known.use_when:
        rules.append(phrases.say("use_when", rules="; ".join(known.use_when)))
    if known and known.avoid_when:
        rules.append(phrases.say("avoid_when", rules="; ".join(known.avoid_when)))
    coders = [coder for coder in report.coders if any(coder in one.coders for one in some)]
    head = (*phrases.head("where", "words"), *coders)
    rows = [
        (
            phrases.say("where_settled" if one.settled else "where", text=one.text, number=one.unit_number),
            " ".join(one.quote.split()),
            *(_said(one, coder, phrases) for coder in coders),
        )
        for one in some
    ]
    links = tuple(one.link for one in some)
    return Section(f"{label} ({code})", paragraphs(*rules), (head, *rows), level=2, links=links)


def _said(one: ShownDisagreement, coder: str, phrases: Phrases) -> str:
    """What a coder said of the unit: the quote with its degree and memo, what they gave instead, or nothing."""
    if coder not in one.coders:
        return phrases.say("unread")
    mine = one.codings.get(coder, ())
    same = [_coded(coding, phrases) for coding in mine if coding.code == one.code]
    others = list(dict.fromkeys(coding.code for coding in mine if coding.code != one.code))
    also = phrases.say("also" if same else "instead", codes=", ".join(others)) if others else ""
    if same or one.coders[coder]:
        return " ".join(part for part in ("; ".join(same) or phrases.say("yes"), also) if part)
    return " ".join(part for part in (phrases.say("no"), also) if part)


def _coded(coding: Coding, phrases: Phrases) -> str:
    words = phrases.say("quote", words=" ".join(coding.place.quote.split()))
    degree = f" [{degree_word(coding.degree, phrases.language)}]" if coding.degree else ""
    memo = " " + phrases.say("memo", memo=" ".join(coding.memo.split())) if coding.memo else ""
    return f"{words}{degree}{memo}"
