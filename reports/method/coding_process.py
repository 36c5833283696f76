"""The method in prose, second half: suggestions, what was read twice, agreement, second thoughts, software."""

from collections.abc import Mapping
from dataclasses import asdict
from statistics import median

from coding.codebook.model import label_of
from coding.quality.account import Account, Corrections
from coding.quality.agreement import Agreement
from coding.quality.score_card import FAST, DecisionTally
from reports.method.phrases import Phrases
from reports.section import Section, paragraphs, prose

FEW = 5
"""With fewer judgements than this that a code is there, its alpha tells little: one more or less moves it far."""


def suggestions(account: Account, voice: Phrases) -> Section:
    """How suggestions were used, how often they were taken, how fast, and how much they may have steered."""
    use, title = account.suggesting, voice.say("suggestions")
    if not use.card.whole.shown:
        return Section(title, (voice.say("suggestions_none"),), numbers={"decided": 0, "runs": use.runs})
    whole = use.card.whole
    lead = voice.say("suggestions_lead")
    taken = [
        voice.count(
            "suggestions_taken",
            use.decided,
            accepted=voice.count(
                "suggestions_accepted", whole.accepted, share=voice.share(whole.accepted, use.decided)
            ),
            rejected=voice.count("suggestions_rejected", whole.rejected),
        )
        if use.decided
        else "",
        voice.count("suggestions_corrected", whole.corrected) if whole.corrected else "",
        voice.count("suggestions_open", use.left_open) if use.left_open else "",
        voice.say("suggestions_origin", share=voice.share(_accepted(account), account.codings)),
    ]
    setting = [
        voice.say("suggestions_threshold", threshold=voice.number(account.tree.codebook.threshold, 2)),
        voice.say(f"learn_{use.learn}"),
    ]
    blind = use.card.blind
    return Section(
        title,
        paragraphs(lead, prose(*taken), prose(_speed(whole, voice), *setting), _steering(account, voice)),
        (_suggester_head(voice), *(_suggester(name, tally, voice) for name, tally in use.card.suggesters.items())),
        (voice.say("todo_steering"),),
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


def _speed(whole: DecisionTally, voice: Phrases) -> str:
    if whole.median_seconds is None:
        return voice.say("suggestions_untimed")
    return voice.count(
        "suggestions_speed",
        len(whole.seconds),
        median=voice.number(whole.median_seconds, 1),
        fast=voice.share(whole.fast, len(whole.seconds)),
        limit=voice.number(FAST),
    )


def _steering(account: Account, voice: Phrases) -> str:
    blind = account.suggesting.card.blind
    if not blind.passages_blind:
        return voice.say("steering_unknown")
    return voice.count(
        "steering",
        blind.passages_blind,
        passages=blind.passages_blind + blind.passages_shown,
        hidden=_coded(blind.hidden_coded, blind.hidden, voice),
        shown=_coded(blind.shown_coded, blind.shown, voice),
    )


def _coded(coded: int, suggested: int, voice: Phrases) -> str:
    return voice.say("steering_coded", coded=coded, of=suggested, share=voice.share(coded, suggested))


def _suggester_head(voice: Phrases) -> tuple[str, ...]:
    return voice.head("suggester", "decided", "accepted", "rejected", "share_accepted", "seconds")


def _suggester(name: str, tally: DecisionTally, voice: Phrases) -> tuple[str, ...]:
    decided = tally.accepted + tally.rejected
    seconds = "–" if tally.median_seconds is None else voice.number(tally.median_seconds, 1)
    counts = map(voice.number, (decided, tally.accepted, tally.rejected))
    return name, *counts, voice.share(tally.accepted, decided), seconds


def reading(account: Account, voice: Phrases) -> Section:
    """How much was read, by one and by several."""
    facts = account.reading
    lead = voice.say(
        "reading_lead",
        passages=facts.passages,
        read=facts.read,
        share=voice.share(facts.read, facts.passages),
        shared=facts.shared,
        shared_share=voice.share(facts.shared, facts.passages),
    )
    more = voice.count("reading_texts", facts.texts_shared, texts=account.corpus.texts) if facts.shared else ""
    numbers = {
        "passages": facts.passages,
        "read": facts.read,
        "read_by_two": facts.shared,
        "texts_read_by_two": facts.texts_shared,
    }
    todos = (voice.say("todo_independence"),) if len(account.coders) > 1 else ()
    return Section(voice.say("reading"), paragraphs(lead, more), todos=todos, numbers=numbers)


def agreement(account: Account, voice: Phrases) -> Section:
    """How far the codes agree on the passages that two or more read; where that is undefined, why."""
    facts, title = account.reading, voice.say("agreement")
    numbers = {"passages": facts.compared, "coders": list(facts.coders), **asdict(facts.overall)}
    if not facts.codes:
        why = "no_variation" if facts.compared else "no_pair"
        return Section(title, (voice.say(f"agreement_{why}"),), numbers={**numbers, "undefined": why})
    head = voice.head("code", "passages", "given", "agreed", "positive", "alpha")
    rows = [_code_row(account, code, voice) for code in facts.codes]
    by_code = {code: asdict(one) for code, one in facts.codes.items()}
    return Section(
        title,
        paragraphs(_together(account, voice), _by_code(facts.codes, voice), voice.say("agreement_how")),
        (head, *rows),
        (voice.say("todo_agreement"),),
        numbers={**numbers, "codes": by_code},
    )


def _together(account: Account, voice: Phrases) -> str:
    facts, overall = account.reading, account.reading.overall
    defined = overall.alpha is not None
    return voice.count(
        "agreement_lead",
        facts.compared,
        names=voice.listed(facts.coders),
        codes=voice.count("n_codes", len(facts.codes)),
        pairs=voice.count("n_pairs", overall.units),
        alpha=voice.say("alpha_is", alpha=_alpha(overall, voice)) if defined else voice.say("alpha_undefined"),
        agreed=_share(overall.agreed, voice),
        positive=_share(overall.positive, voice),
    )


def _code_row(account: Account, code: str, voice: Phrases) -> tuple[str, ...]:
    one = account.reading.codes[code]
    return (
        label_of(account.tree.codebook, code, voice.language),
        voice.number(one.units),
        voice.number(one.given),
        _share(one.agreed, voice),
        _share(one.positive, voice),
        _alpha(one, voice),
    )


def _by_code(codes: Mapping[str, Agreement], voice: Phrases) -> str:
    """How alpha spreads over the codes that were given often enough, and how many were not, or have no alpha."""
    enough = [one.alpha for one in codes.values() if one.alpha is not None and one.given >= FEW]
    few = sum(one.given < FEW for one in codes.values())
    unvaried = sum(one.alpha is None for one in codes.values())
    said = []
    if enough:
        least, middle, most = (voice.number(value, 2) for value in (min(enough), median(enough), max(enough)))
        said.append(voice.count("agreement_range", len(enough), limit=FEW, least=least, median=middle, most=most))
    said.append(voice.count("agreement_few", few, limit=FEW) if few else "")
    said.append(voice.count("agreement_unvaried", unvaried) if unvaried else "")
    return prose(*said)


def _share(value: float | None, voice: Phrases) -> str:
    return voice.say("undefined") if value is None else voice.share(value, 1, 1)


def _alpha(one: Agreement, voice: Phrases) -> str:
    return voice.say("undefined") if one.alpha is None else voice.number(one.alpha, 2)


def second_thoughts(account: Account, voice: Phrases) -> Section:
    """What was taken back, how disagreements were settled, and what was audited."""
    facts, several = account.second_thoughts, len(account.coders) > 1
    retracted = (
        voice.count("retracted", facts.retracted, reasoned=voice.count("retracted_reasoned", facts.reasoned))
        if facts.retracted
        else voice.say("retracted_none")
    )
    undone = voice.count("undone", facts.undone) if facts.undone else ""
    settled = voice.say("adjudicated_none") if several else ""
    return Section(
        voice.say("second_thoughts"),
        paragraphs(prose(retracted, undone), settled, _audited(facts, voice)),
        todos=(voice.say("todo_disagreements"),) if several else (),
        numbers={**asdict(facts), "adjudicated": 0},
    )


def _audited(facts: Corrections, voice: Phrases) -> str:
    if not facts.audits:
        return voice.say("audited_none")
    return voice.count(
        "audited",
        facts.audits,
        drawn=voice.count("n_codings", facts.drawn),
        reviewed=voice.count("reviewed", facts.reviewed),
        objected=voice.count("objected", facts.objected),
    )


def software(account: Account, voice: Phrases) -> Section:
    """Programs and models with their versions: those that decisions keep, and those that ran when this was written."""
    use, running = account.suggesting, account.software
    suggesters = list(use.card.suggesters)
    models = [f"{name} {version}".strip() for name, version in use.made_with]
    told = prose(
        voice.say("software_lead", glose=running["Glose"], python=running["Python"]),
        voice.say("software_suggesters", names=voice.listed(suggesters)) if suggesters else "",
        voice.say("software_made_with", names=voice.listed(models)) if models else "",
        voice.say("software_alpha") if account.reading.codes else "",
    )
    numbers = {"running": dict(running), "suggesters": suggesters, "made_with": [list(pair) for pair in use.made_with]}
    return Section(voice.say("software"), (told,), numbers=numbers)
