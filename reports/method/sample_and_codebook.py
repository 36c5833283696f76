"""The method in prose, first half: the texts, the coders, the codebook and its history, whose words are quoted."""

from dataclasses import asdict
from statistics import median

from coding.codebook.model import label_of
from coding.quality.account import Account, Revision
from reports.phrases import Phrases
from reports.section import Section, paragraphs, prose

NAMED = 4
"""Codes named in a cell of the table of revisions; the others are counted."""
UNNAMED = "glose"
"""Who the ledger says recorded what nobody put a name to."""


def corpus(account: Account, phrases: Phrases) -> Section:
    """The texts: kinds, words, passages, languages, cases."""
    facts, count = account.corpus, phrases.count
    if not facts.texts:
        return Section(phrases.say("corpus"), (phrases.say("corpus_none"),), todos=(phrases.say("todo_sample"),))
    kinds = [count(f"n_{kind}", n) for kind, n in _kinds(account) if n]
    lead = phrases.say(
        "corpus_lead",
        texts=count("n_texts", facts.texts),
        kinds=phrases.listed(kinds),
        words=count("n_words", facts.words),
        passages=count("n_passages", facts.passages),
        cases=count("n_cases", facts.with_texts),
    )
    declared = account.declared_cases
    more = [
        count("corpus_language", len(facts.languages), languages=phrases.languages(facts.languages)),
        count("corpus_respondents", facts.respondents) if facts.interviews else "",
        phrases.count("corpus_declared", declared) if declared else "",
        count("corpus_caseless", facts.without_case) if facts.without_case else "",
    ]
    return Section(
        phrases.say("corpus"),
        (lead, prose(*more)),
        todos=(phrases.say("todo_sample"),),
        numbers={**asdict(facts), "languages": list(facts.languages), "N": declared},
    )


def _kinds(account: Account) -> tuple[tuple[str, int], ...]:
    return ("interviews", account.corpus.interviews), ("documents", account.corpus.documents)


def handling(account: Account, phrases: Phrases) -> Section:
    """What was done to the texts before and during coding: reading in, corrections, pseudonyms."""
    facts = account.corpus
    corrected = (
        phrases.count(
            "corrected",
            facts.corrected,
            lost=phrases.count("corrected_lost", facts.lost) if facts.lost else phrases.say("corrected_kept"),
        )
        if facts.corrected
        else phrases.say("corrected_none")
    )
    masked = (
        phrases.count("pseudonyms", facts.pseudonyms) if facts.pseudonyms else phrases.say("pseudonyms_none")
    )  # no key and a key that replaces nothing come to the same
    return Section(
        phrases.say("handling"),
        (corrected, phrases.say("handling_kept"), masked),
        todos=(phrases.say("todo_transcription"), phrases.say("todo_anonymity")),
        numbers={
            "versions": facts.versions,
            "corrected": facts.corrected,
            "lost": facts.lost,
            "pseudonyms": facts.pseudonyms,
        },
    )


def coders(account: Account, phrases: Phrases) -> Section:
    """Who coded, when, what each did, and whose codings count."""
    works, todo = account.coders, phrases.say("todo_coders")
    names = [work.coder for work in works if work.coded]
    if not names:
        return Section(phrases.say("coders"), (phrases.say("coders_none"),), todos=(todo,), numbers={"coders": 0})
    readers = [work.coder for work in works if not work.coded]
    lead = phrases.count("coders_lead", len(names), names=phrases.listed(names))
    everybody = set(names) <= set(account.counted)
    counted = phrases.listed(account.counted) if account.counted else phrases.say("nobody")
    period = phrases.period(min(work.first for work in works), max(work.last for work in works))
    more = [
        phrases.count("coders_readers", len(readers), names=phrases.listed(readers)) if readers else "",
        phrases.say("coders_period", period=period),
        phrases.count("coders_total", account.codings, classes=phrases.count("n_classes", account.classifications)),
        ""
        if len(names) == 1 and everybody
        else phrases.say("coders_all")
        if everybody
        else phrases.say("coders_some", names=counted),
    ]
    head = phrases.head("coder", "by_hand", "accepted", "rejected", "classes", "passages_read", "recorded")
    rows = [
        (
            work.coder,
            *map(phrases.number, (work.by_hand, work.accepted, work.rejected, work.classified, work.passages)),
            phrases.period(work.first, work.last),
        )
        for work in works
    ]
    return Section(
        phrases.say("coders"),
        (lead, prose(*more)),
        (head, *rows),
        (todo,),
        numbers={"coders": len(names), "counted": list(account.counted), "work": [asdict(work) for work in works]},
    )


def codebook(account: Account, phrases: Phrases) -> Section:
    """The coding tree: branches, levels, definitions, examples, typologies."""
    tree = account.tree
    codes, typologies = tree.codebook.codes.values(), tree.codebook.typologies
    defined = sum(bool(code.definition) for code in codes)
    shown = sum(bool(code.examples) for code in codes)
    lead = phrases.say(
        "codebook_lead",
        codes=phrases.count("n_codes", len(codes)),
        branches=phrases.count("n_branches", len(tree.branches)),
        levels=phrases.count("n_levels", tree.levels),
    )
    more = [
        phrases.count("codebook_defined", defined),
        phrases.count("codebook_examples", shown) if shown else "",
        phrases.count("codebook_used", tree.used),
        phrases.count("codebook_typologies", len(typologies)) if typologies else "",
    ]
    head = phrases.head("branch", "codes", "codings", "cases")
    rows = [
        (
            label_of(tree.codebook, branch.code, phrases.language),
            *map(phrases.number, (branch.codes, branch.codings, branch.cases)),
        )
        for branch in tree.branches
    ]
    numbers = {
        "codes": len(codes),
        "levels": tree.levels,
        "defined": defined,
        "with_examples": shown,
        "used": tree.used,
        "typologies": len(typologies),
        "branches": [asdict(branch) for branch in tree.branches],
    }
    return Section(phrases.say("codebook"), (lead, prose(*more)), (head, *rows), numbers=numbers)


def revisions(account: Account, phrases: Phrases) -> Section:
    """How the codebook changed since it was first recorded: when, by whom, which codes."""
    tree, title, origin = account.tree, phrases.say("revisions"), phrases.say("todo_origin")
    known, change = tree.revisions, tree.overall
    if not known:
        return Section(title, (phrases.say("revisions_none"),), todos=(origin,), numbers={"versions": 0})
    proposed, counted = _proposed(account, phrases), {"proposals": asdict(account.proposals)}
    unrecorded = phrases.say("revisions_unrecorded") if tree.unrecorded else ""
    if len(known) == 1:
        lead = phrases.say("revisions_single" if tree.unrecorded else "revisions_one", day=phrases.day(known[0].time))
        return Section(
            title, paragraphs(lead, unrecorded, proposed), todos=(origin,), numbers={"versions": 1, **counted}
        )
    lead = phrases.count("revisions_lead", len(known), period=phrases.period(known[0].time, known[-1].time))
    overall = (
        phrases.say(
            "revisions_overall",
            first=phrases.count("n_codes", known[0].codes or 0),
            added=phrases.count("revisions_added", len(change.added)),
            removed=phrases.count("revisions_removed", len(change.removed)),
            redefined=phrases.count("revisions_redefined", len(change.redefined)),
        )
        if change and known[0].codes is not None
        else ""
    )
    head = phrases.head("day", "by", "codes", "added", "removed", "redefined", "shown_anew", "why")
    unexplained = [revision for revision in known[1:] if not revision.reasons]
    days = phrases.listed(list(dict.fromkeys(phrases.day(revision.time) for revision in unexplained)))
    return Section(
        title,
        paragraphs(lead, overall, unrecorded, proposed),
        (head, *(_revision(revision, account, phrases) for revision in known)),
        (origin, *([phrases.say("todo_why", days=days)] if unexplained else [])),
        numbers={
            "versions": len(known),
            "added": list(change.added) if change else None,
            "removed": list(change.removed) if change else None,
            "redefined": list(change.redefined) if change else None,
            **counted,
        },
    )


def _proposed(account: Account, phrases: Phrases) -> str:
    """What coders proposed, and what became of it; nothing where nobody did."""
    facts = account.proposals
    if not facts.made:
        return ""
    return prose(
        phrases.count("proposed", facts.made, coders=phrases.count("n_coders", facts.coders)),
        phrases.count("proposed_accepted", facts.accepted) if facts.accepted else "",
        phrases.count("proposed_refused", facts.refused) if facts.refused else "",
        phrases.count("proposed_open", facts.open) if facts.open else "",
    )


def _revision(revision: Revision, account: Account, phrases: Phrases) -> tuple[str, ...]:
    book, change = account.tree.codebook, revision.change
    parts = (change.added, change.removed, change.redefined, change.shown_anew) if change else ()

    def cell(codes: tuple[str, ...]) -> str:
        if not codes:
            return "0"
        labels = [label_of(book, code, phrases.language) if code in book.codes else code for code in codes[:NAMED]]
        more = ["…"] if len(codes) > NAMED else []
        return f"{phrases.number(len(codes))} ({', '.join(labels + more)})"

    who = "–" if revision.coder == UNNAMED else revision.coder
    size = "?" if revision.codes is None else phrases.number(revision.codes)
    why = "; ".join(revision.reasons) or (phrases.say("to_complete") if change else "–")
    return phrases.day(revision.time), who, size, *(map(cell, parts) if parts else ("–",) * 4), why


def quotes(account: Account, phrases: Phrases) -> Section:
    """Whose words the counted codings are, participant by participant."""
    facts, title, todo = account.quoted, phrases.say("quotes"), phrases.say("todo_quotes")
    people = facts.participants
    if not people:
        return Section(title, (phrases.say("quotes_none"),), todos=(todo,), numbers={"participants": 0})
    cited = [person for person in people if person.codings]
    lead = phrases.count("quotes_lead", facts.by_participants, cited=len(cited), participants=len(people))
    spread = sorted(person.codings for person in people)
    more = [
        phrases.say("quotes_spread", least=spread[0], most=spread[-1], median=phrases.number(median(spread)))
        if len(people) > 1
        else "",
        phrases.count("quotes_documents", facts.documents) if facts.documents else "",
        phrases.count("quotes_other", facts.other) if facts.other else "",
    ]
    head = phrases.head("participant", "case", "codings", "codes")
    rows = [
        (
            _name(person.text, person.speaker),
            person.case or "–",
            phrases.number(person.codings),
            phrases.number(person.codes),
        )
        for person in people
    ]
    return Section(
        title,
        paragraphs(lead, prose(*more)),
        (head, *rows),
        (todo,),
        numbers={
            "participants": len(people),
            "cited": len(cited),
            "codings": facts.by_participants,
            "documents": facts.documents,
            "other": facts.other,
            "by_participant": [asdict(person) for person in people],
        },
    )


def _name(text: str, speaker: str | None) -> str:
    return f"{text} · {speaker}" if speaker else text
