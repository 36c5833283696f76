"""The method in prose, first half: the texts, the coders, the codebook and its history, whose words are quoted."""

from dataclasses import asdict
from statistics import median

from coding.codebook.model import label_of
from coding.quality.account import Account, Revision
from reports.method.phrases import Phrases
from reports.section import Section, paragraphs, prose

NAMED = 4
"""Codes named in a cell of the table of revisions; the others are counted."""
UNNAMED = "glose"
"""Who the ledger says recorded what nobody put a name to."""


def corpus(account: Account, voice: Phrases) -> Section:
    """The texts: kinds, words, passages, languages, cases."""
    facts, count = account.corpus, voice.count
    if not facts.texts:
        return Section(voice.say("corpus"), (voice.say("corpus_none"),), todos=(voice.say("todo_sample"),))
    kinds = [count(f"n_{kind}", n) for kind, n in _kinds(account) if n]
    lead = voice.say(
        "corpus_lead",
        texts=count("n_texts", facts.texts),
        kinds=voice.listed(kinds),
        words=count("n_words", facts.words),
        passages=count("n_passages", facts.passages),
        cases=count("n_cases", facts.with_texts),
    )
    declared = account.tree.codebook.cases
    more = [
        count("corpus_language", len(facts.languages), languages=voice.languages(facts.languages)),
        count("corpus_respondents", facts.respondents) if facts.interviews else "",
        voice.say("corpus_declared", N=declared) if declared else "",
        count("corpus_caseless", facts.without_case) if facts.without_case else "",
    ]
    return Section(
        voice.say("corpus"),
        (lead, prose(*more)),
        todos=(voice.say("todo_sample"),),
        numbers={**asdict(facts), "languages": list(facts.languages), "N": declared},
    )


def _kinds(account: Account) -> tuple[tuple[str, int], ...]:
    return ("interviews", account.corpus.interviews), ("documents", account.corpus.documents)


def handling(account: Account, voice: Phrases) -> Section:
    """What was done to the texts before and during coding: reading in, corrections, pseudonyms."""
    facts = account.corpus
    corrected = (
        voice.count(
            "corrected",
            facts.corrected,
            lost=voice.count("corrected_lost", facts.lost) if facts.lost else voice.say("corrected_kept"),
        )
        if facts.corrected
        else voice.say("corrected_none")
    )
    masked = (
        voice.count("pseudonyms", facts.pseudonyms) if facts.pseudonyms else voice.say("pseudonyms_none")
    )  # no key and a key that replaces nothing come to the same
    return Section(
        voice.say("handling"),
        (corrected, voice.say("handling_kept"), masked),
        todos=(voice.say("todo_transcription"), voice.say("todo_anonymity")),
        numbers={
            "versions": facts.versions,
            "corrected": facts.corrected,
            "lost": facts.lost,
            "pseudonyms": facts.pseudonyms,
        },
    )


def coders(account: Account, voice: Phrases) -> Section:
    """Who coded, when, what each did, and whose codings count."""
    works, todo = account.coders, voice.say("todo_coders")
    names = [work.coder for work in works if work.coded]
    if not names:
        return Section(voice.say("coders"), (voice.say("coders_none"),), todos=(todo,), numbers={"coders": 0})
    readers = [work.coder for work in works if not work.coded]
    lead = voice.count("coders_lead", len(names), names=voice.listed(names))
    everybody = set(names) <= set(account.counted)
    counted = voice.listed(account.counted) if account.counted else voice.say("nobody")
    period = voice.period(min(work.first for work in works), max(work.last for work in works))
    more = [
        voice.count("coders_readers", len(readers), names=voice.listed(readers)) if readers else "",
        voice.say("coders_period", period=period),
        voice.count("coders_total", account.codings, classes=voice.count("n_classes", account.classifications)),
        ""
        if len(names) == 1 and everybody
        else voice.say("coders_all")
        if everybody
        else voice.say("coders_some", names=counted),
    ]
    head = voice.head("coder", "by_hand", "accepted", "rejected", "classes", "passages_read", "recorded")
    rows = [
        (
            work.coder,
            *map(voice.number, (work.by_hand, work.accepted, work.rejected, work.classified, work.passages)),
            voice.period(work.first, work.last),
        )
        for work in works
    ]
    return Section(
        voice.say("coders"),
        (lead, prose(*more)),
        (head, *rows),
        (todo,),
        numbers={"coders": len(names), "counted": list(account.counted), "work": [asdict(work) for work in works]},
    )


def codebook(account: Account, voice: Phrases) -> Section:
    """The coding tree: branches, levels, definitions, examples, typologies."""
    tree = account.tree
    codes, typologies = tree.codebook.codes.values(), tree.codebook.typologies
    defined = sum(bool(code.definition) for code in codes)
    shown = sum(bool(code.examples) for code in codes)
    lead = voice.say(
        "codebook_lead",
        codes=voice.count("n_codes", len(codes)),
        branches=voice.count("n_branches", len(tree.branches)),
        levels=voice.count("n_levels", tree.levels),
    )
    more = [
        voice.count("codebook_defined", defined),
        voice.count("codebook_examples", shown) if shown else "",
        voice.count("codebook_used", tree.used),
        voice.count("codebook_typologies", len(typologies)) if typologies else "",
    ]
    head = voice.head("branch", "codes", "codings", "cases")
    rows = [
        (
            label_of(tree.codebook, branch.code, voice.language),
            *map(voice.number, (branch.codes, branch.codings, branch.cases)),
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
    return Section(voice.say("codebook"), (lead, prose(*more)), (head, *rows), numbers=numbers)


def revisions(account: Account, voice: Phrases) -> Section:
    """How the codebook changed since it was first recorded: when, by whom, which codes."""
    tree, title, origin = account.tree, voice.say("revisions"), voice.say("todo_origin")
    known, change = tree.revisions, tree.overall
    if not known:
        return Section(title, (voice.say("revisions_none"),), todos=(origin,), numbers={"versions": 0})
    unrecorded = voice.say("revisions_unrecorded") if tree.unrecorded else ""
    if len(known) == 1:
        lead = voice.say("revisions_single" if tree.unrecorded else "revisions_one", day=voice.day(known[0].time))
        return Section(title, paragraphs(lead, unrecorded), todos=(origin,), numbers={"versions": 1})
    lead = voice.count("revisions_lead", len(known), period=voice.period(known[0].time, known[-1].time))
    overall = (
        voice.say(
            "revisions_overall",
            first=voice.count("n_codes", known[0].codes or 0),
            added=voice.count("revisions_added", len(change.added)),
            removed=voice.count("revisions_removed", len(change.removed)),
            redefined=voice.count("revisions_redefined", len(change.redefined)),
        )
        if change and known[0].codes is not None
        else ""
    )
    head = voice.head("day", "by", "codes", "added", "removed", "redefined", "shown_anew", "why")
    days = voice.listed(list(dict.fromkeys(voice.day(revision.time) for revision in known[1:])))
    return Section(
        title,
        paragraphs(lead, overall, unrecorded),
        (head, *(_revision(revision, account, voice) for revision in known)),
        (origin, voice.say("todo_why", days=days)),
        numbers={
            "versions": len(known),
            "added": list(change.added) if change else None,
            "removed": list(change.removed) if change else None,
            "redefined": list(change.redefined) if change else None,
        },
    )


def _revision(revision: Revision, account: Account, voice: Phrases) -> tuple[str, ...]:
    book, change = account.tree.codebook, revision.change
    parts = (change.added, change.removed, change.redefined, change.shown_anew) if change else ()

    def cell(codes: tuple[str, ...]) -> str:
        if not codes:
            return "0"
        labels = [label_of(book, code, voice.language) if code in book.codes else code for code in codes[:NAMED]]
        more = ["…"] if len(codes) > NAMED else []
        return f"{voice.number(len(codes))} ({', '.join(labels + more)})"

    who = "–" if revision.coder == UNNAMED else revision.coder
    size = "?" if revision.codes is None else voice.number(revision.codes)
    why = voice.say("to_complete") if change else "–"
    return voice.day(revision.time), who, size, *(map(cell, parts) if parts else ("–",) * 4), why


def quotes(account: Account, voice: Phrases) -> Section:
    """Whose words the counted codings are, participant by participant."""
    facts, title, todo = account.quoted, voice.say("quotes"), voice.say("todo_quotes")
    people = facts.participants
    if not people:
        return Section(title, (voice.say("quotes_none"),), todos=(todo,), numbers={"participants": 0})
    cited = [person for person in people if person.codings]
    lead = voice.count("quotes_lead", facts.by_participants, cited=len(cited), participants=len(people))
    spread = sorted(person.codings for person in people)
    more = [
        voice.say("quotes_spread", least=spread[0], most=spread[-1], median=voice.number(median(spread)))
        if len(people) > 1
        else "",
        voice.count("quotes_documents", facts.documents) if facts.documents else "",
        voice.count("quotes_other", facts.other) if facts.other else "",
    ]
    head = voice.head("participant", "case", "codings", "codes")
    rows = [
        (
            _name(person.text, person.speaker),
            person.case or "–",
            voice.number(person.codings),
            voice.number(person.codes),
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
