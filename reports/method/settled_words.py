"""The method in prose: how disagreements between coders were settled, by whom and why."""

from dataclasses import asdict

from coding.quality.account import Settlements
from coding.records.adjudications import REASONS
from reports.phrases import Phrases
from reports.section import prose


def settlement_numbers(facts: Settlements) -> dict[str, object]:
    """What is told of settlements beside their number; nothing where there are none."""
    whole = asdict(facts)
    del whole["acts"]
    return {"adjudication": whole} if any(whole.values()) else {}


def settled_words(facts: Settlements, phrases: Phrases) -> str:
    """How many disagreements were settled, by whom, how and why, and how many are open."""
    if not facts.acts and not facts.agreed:
        open_ones = phrases.count("adjudicated_open", facts.open) if facts.open else ""
        return prose(phrases.say("adjudicated_none"), open_ones)
    of = facts.settled + facts.open
    outcomes = phrases.listed([f"{phrases.say(f'outcome_{name}')} ({n})" for name, n in facts.outcomes.items()])
    reasons = phrases.listed([f"{_reason(name, phrases)} ({n})" for name, n in facts.reasons.items()])
    by = phrases.listed([f"{name} ({n})" for name, n in facts.by.items()])
    return prose(
        phrases.count("adjudicated", facts.settled, of=phrases.number(of), share=phrases.share(facts.settled, of))
        if of
        else "",
        phrases.say("adjudicated_by", by=by, outcomes=outcomes) if facts.acts else "",
        phrases.say("adjudicated_why", reasons=reasons) if facts.reasons else "",
        phrases.count("adjudicated_agreed", facts.agreed) if facts.agreed else "",
        phrases.count("adjudicated_open", facts.open) if facts.open else "",
    )


def _reason(name: str, phrases: Phrases) -> str:
    """A reason of every study in the language of the report; one of this study as it writes it."""
    return phrases.say(f"reason_{name.replace(' ', '_')}") if name in REASONS else name
