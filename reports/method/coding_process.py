"""The method in prose, second half: suggestions, what was read twice, agreement, second thoughts, software."""

from collections.abc import Sequence
from dataclasses import asdict
from statistics import median

from coding.codebook.model import label_of
from coding.quality.account import Account, CodersAgreement, Corrections, HandedOutTexts
from coding.quality.agreement.by_code import CodeAgreement
from coding.quality.score_card import FAST, DecisionTally
from reports.method.settled_words import settled_words, settlement_numbers
from reports.phrases import Phrases
from reports.section import Section, paragraphs, prose

FEW = 5
"""With fewer judgements than this that a code is there, its alpha tells little: one more or less moves it far."""


def suggestions(account: Account, phrases: Phrases) -> Section:
    """How suggestions were used, how often they were taken, how fast, and how much they may have steered."""
    use, title = account.suggesting, phrases.say("suggestions")
    if not use.card.whole.shown:
        return Section(title, (phrases.say("suggestions_none"),), numbers={"decided": 0, "runs": use.runs})
    whole = use.card.whole
    lead = phrases.say("suggestions_lead")
    taken = [
        phrases.count(
            "suggestions_taken",
            use.decided,
            accepted=phrases.count(
                "suggestions_accepted", whole.accepted, share=phrases.share(whole.accepted, use.decided)
            ),
            rejected=phrases.count("suggestions_rejected", whole.rejected),
        )
        if use.decided
        else "",
        phrases.count("suggestions_corrected", whole.corrected) if whole.corrected else "",
        phrases.count("suggestions_open", use.left_open) if use.left_open else "",
        phrases.say("suggestions_origin", share=phrases.share(_accepted(account), account.codings)),
    ]
    setting = [
        phrases.say("suggestions_threshold", threshold=phrases.number(account.tree.codebook.threshold, 2)),
        phrases.say(f"learn_{use.learn}"),
    ]
    blind = use.card.blind
    return Section(
        title,
        paragraphs(lead, prose(*taken), prose(_speed(whole, phrases), *setting), _steering(account, phrases)),
        (_suggester_head(phrases), *(_suggester(name, tally, phrases) for name, tally in use.card.suggesters.items())),
        (phrases.say("todo_steering"),),
        numbers={
            "decided": use.decided,
            "shown": whole.shown,
            "accepted": whole.accepted,
            "rejected": whole.rejected,
            "corrected": whole.corrected,
            "precision": whole.precision,
            "median_seconds": whole.median_seconds,
            "learn": use.learn,
            "runs": use.runs,
            "blind_passages": blind.passages_blind,
            "given_shown": blind.given_shown,
            "given_hidden": blind.given_hidden,
        },
    )


def _accepted(account: Account) -> int:
    return sum(work.accepted for work in account.coders)


def _speed(whole: DecisionTally, phrases: Phrases) -> str:
    if whole.median_seconds is None:
        return phrases.say("suggestions_untimed")
    return phrases.count(
        "suggestions_speed",
        len(whole.seconds),
        median=phrases.number(whole.median_seconds, 1),
        fast=phrases.share(whole.fast, len(whole.seconds)),
        limit=phrases.number(FAST),
    )


def _steering(account: Account, phrases: Phrases) -> str:
    blind = account.suggesting.card.blind
    if not blind.passages_blind:
        return phrases.say("steering_unknown")
    return phrases.count(
        "steering",
        blind.passages_blind,
        passages=blind.passages_blind + blind.passages_shown,
        hidden=_coded(blind.hidden_coded, blind.hidden, phrases),
        shown=_coded(blind.shown_coded, blind.shown, phrases),
    )


def _coded(coded: int, suggested: int, phrases: Phrases) -> str:
    return phrases.say("steering_coded", coded=coded, of=suggested, share=phrases.share(coded, suggested))


def _suggester_head(phrases: Phrases) -> tuple[str, ...]:
    return phrases.head("suggester", "decided", "accepted", "rejected", "share_accepted", "seconds")


def _suggester(name: str, tally: DecisionTally, phrases: Phrases) -> tuple[str, ...]:
    decided = tally.accepted + tally.rejected
    seconds = "–" if tally.median_seconds is None else phrases.number(tally.median_seconds, 1)
    counts = map(phrases.number, (decided, tally.accepted, tally.rejected))
    return name, *counts, phrases.share(tally.accepted, decided), seconds


def reading(account: Account, phrases: Phrases) -> Section:
    """How much was read, by one and by several."""
    facts = account.reading
    lead = phrases.say(
        "reading_lead",
        passages=facts.passages,
        read=facts.read,
        share=phrases.share(facts.read, facts.passages),
        shared=facts.shared,
        shared_share=phrases.share(facts.shared, facts.passages),
    )
    more = phrases.count("reading_texts", facts.texts_shared, texts=account.corpus.texts) if facts.shared else ""
    numbers = {
        "passages": facts.passages,
        "read": facts.read,
        "read_by_two": facts.shared,
        "texts_read_by_two": facts.texts_shared,
    }
    out = account.handed_out
    known = out.blind and out.blind == out.shared  # that they coded independently is then on record
    todos = (phrases.say("todo_independence"),) if len(account.coders) > 1 and not known else ()
    told = {"handed_out": asdict(out)} if out.texts else {}
    return Section(
        phrases.say("reading"),
        paragraphs(lead, more, handed_out_words(out, phrases)),
        todos=todos,
        numbers={**numbers, **told},
    )


def handed_out_words(facts: HandedOutTexts, phrases: Phrases) -> str:
    """How texts were handed out, how many blind, and which were opened up early; nothing where none was."""
    if not facts.texts:
        return ""
    seeds = phrases.listed([str(seed) for seed in facts.seeds])
    return prose(
        phrases.count("handed_out", facts.texts, coders=facts.coders, shared=facts.shared),
        phrases.say("handed_out_drawn", seeds=seeds) if seeds else "",
        phrases.count("handed_out_blind", facts.blind) if facts.blind else "",
        phrases.count("handed_out_closed", facts.closed) if facts.closed else "",
        phrases.count("handed_out_opened", len(facts.opened), reasons="; ".join(facts.opened)) if facts.opened else "",
    )


def agreement(account: Account, phrases: Phrases) -> Section:
    """How far the codes agree on the passages that two or more went through; where that is undefined, why."""
    facts, title = account.agreement, phrases.say("agreement")
    numbers: dict[str, object] = {
        "passages": facts.passages,
        "coders": list(facts.coders),
        "pairs": [{"coders": list(pair), "passages": n} for pair, n in facts.pairs.items()],
        **_measures(facts.overall),
    }
    if facts.overall is None:
        why = "no_variation" if facts.passages else "no_pair"
        return Section(title, (phrases.say(f"agreement_{why}"),), numbers={**numbers, "undefined": why})
    head = phrases.head("code", "read_by_two", "given", "agreed", "positive", "alpha")
    rows = [_code_row(account, one, phrases) for one in facts.codes]
    return Section(
        title,
        paragraphs(_together(facts, phrases), _by_code(facts.codes, phrases), phrases.say("agreement_how")),
        (head, *rows),
        (phrases.say("todo_agreement"),),
        numbers={**numbers, "codes": {one.code: _measures(one) for one in facts.codes}},
    )


_SHOWN = {"agreed": "po", "positive": "positive_agreement", "alpha": "krippendorff_alpha_nominal"}
"""The measures of `glose agree` that a method reports."""


def _measures(one: CodeAgreement | None) -> dict[str, float | int | None]:
    """The numbers of a code, or of all together; `units` are those compared, `given` how often a coder gave it."""
    if one is None:
        return {"units": 0, "given": 0, **dict.fromkeys(_SHOWN)}
    return {
        "units": one.n,
        "given": sum(one.given.values()),
        **{name: one.value(measure) for name, measure in _SHOWN.items()},
    }


def _together(facts: CodersAgreement, phrases: Phrases) -> str:
    overall = facts.overall
    assert overall is not None
    alpha = overall.value(_SHOWN["alpha"])
    pairs = [f"{one}–{two} ({phrases.number(n)})" for (one, two), n in facts.pairs.items()]
    return phrases.count(
        "agreement_lead",
        facts.passages,
        pairs=phrases.listed(pairs),
        codes=phrases.count("n_codes", len(facts.codes)),
        units=phrases.count("n_pairs", overall.n),
        alpha=phrases.say("alpha_undefined" if alpha is None else "alpha_is", alpha=_number(alpha, phrases)),
        agreed=_share(overall.value(_SHOWN["agreed"]), phrases),
        positive=_share(overall.value(_SHOWN["positive"]), phrases),
    )


def _code_row(account: Account, one: CodeAgreement, phrases: Phrases) -> tuple[str, ...]:
    return (
        label_of(account.tree.codebook, one.code or "", phrases.language),
        phrases.number(one.n),
        phrases.number(sum(one.given.values())),
        _share(one.value(_SHOWN["agreed"]), phrases),
        _share(one.value(_SHOWN["positive"]), phrases),
        _number(one.value(_SHOWN["alpha"]), phrases),
    )


def _by_code(codes: Sequence[CodeAgreement], phrases: Phrases) -> str:
    """How alpha spreads over the codes that were given often enough, and how many were not, or have no alpha."""
    alphas = [(one.value(_SHOWN["alpha"]), sum(one.given.values())) for one in codes]
    enough = [alpha for alpha, given in alphas if alpha is not None and given >= FEW]
    few = sum(given < FEW for _, given in alphas)
    unvaried = sum(alpha is None for alpha, _ in alphas)
    sentences = []
    if enough:
        least, middle, most = (phrases.number(value, 2) for value in (min(enough), median(enough), max(enough)))
        sentences.append(
            phrases.count("agreement_range", len(enough), limit=FEW, least=least, median=middle, most=most)
        )
    sentences.append(phrases.count("agreement_few", few, limit=FEW) if few else "")
    sentences.append(phrases.count("agreement_unvaried", unvaried) if unvaried else "")
    return prose(*sentences)


def _share(value: float | None, phrases: Phrases) -> str:
    return phrases.say("undefined") if value is None else phrases.share(value, 1, 1)


def _number(value: float | None, phrases: Phrases) -> str:
    return phrases.say("undefined") if value is None else phrases.number(value, 2)


def second_thoughts(account: Account, phrases: Phrases) -> Section:
    """What was taken back, how disagreements were settled, and what was audited."""
    facts, several = account.second_thoughts, len(account.coders) > 1
    retracted = (
        phrases.count("retracted", facts.retracted, reasoned=phrases.count("retracted_reasoned", facts.reasoned))
        if facts.retracted
        else phrases.say("retracted_none")
    )
    undone = phrases.count("undone", facts.undone) if facts.undone else ""
    settled = settled_words(account.settlements, phrases) if several else ""
    return Section(
        phrases.say("second_thoughts"),
        paragraphs(prose(retracted, undone), settled, _audited(facts, phrases)),
        todos=(phrases.say("todo_disagreements"),) if several else (),
        numbers={**asdict(facts), "adjudicated": account.settlements.acts, **settlement_numbers(account.settlements)},
    )


def _audited(facts: Corrections, phrases: Phrases) -> str:
    if not facts.audits:
        return phrases.say("audited_none")
    return phrases.count(
        "audited",
        facts.audits,
        drawn=phrases.count("n_codings", facts.drawn),
        reviewed=phrases.count("reviewed", facts.reviewed),
        objected=phrases.count("objected", facts.objected),
    )


def software(account: Account, phrases: Phrases) -> Section:
    """Programs and models with their versions: those that decisions keep, and those that ran when this was written."""
    use, running = account.suggesting, account.software
    suggesters = list(use.card.suggesters)
    models = [f"{name} {version}".strip() for name, version in use.made_with]
    text = prose(
        phrases.say("software_lead", glose=running["Glose"], python=running["Python"]),
        phrases.say("software_suggesters", names=phrases.listed(suggesters)) if suggesters else "",
        phrases.say("software_made_with", names=phrases.listed(models)) if models else "",
        phrases.say("software_alpha") if account.agreement.codes else "",
    )
    numbers = {"running": dict(running), "suggesters": suggesters, "made_with": [list(pair) for pair in use.made_with]}
    return Section(phrases.say("software"), (text,), numbers=numbers)
