"""What `glose classify` prints: each case with its class, or with the proposals and the quotes they rest on."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text as Words

from coding.classing.choice import agreed_class
from coding.classing.proposing import TELLING, outcome
from coding.codebook.model import word
from coding.records.replay import UNCLASSED
from commands.screens.terms import degree_said
from wording.messages import counted, decimal, quoted, tr, tr_n

if TYPE_CHECKING:
    from coding.classing.choice import Decided
    from coding.classing.proposing import Proposal
    from coding.codebook.model import Indicator, Typology
    from workbench.class_proposals import CaseCoverage, CaseProposals, NumberedQuote


def reading_words(reading: "CaseCoverage") -> str:
    """How far the texts of a case are read, as the end of a sentence about it."""
    words = {
        "no text": tr("it has no text"),
        "unread": tr("not all of its texts are read"),
        "read": tr("its texts are read"),
    }
    return words[reading]


def listing(
    typology: "Typology", files: "Sequence[CaseProposals]", *, language: str, whole: bool, width: int
) -> Iterator[Words]:
    """The lines for one typology; `whole` shows every proposal, its quotes in full, and those of decided cases."""
    decided = sum(bool(file.decided) for file in files)
    cases = tr_n(
        "{decided} of {n} case decided", "{decided} of {n} cases decided", len(files), decided=counted(decided)
    )
    yield Words.assemble((word(typology.label, language), "bold"), (f"  {typology.id} · {cases}", "dim"))
    room = max((len(file.case) for file in files), default=0) + 2
    for file in files:
        yield from _head(file, room, width)
        yield from _body(file, whole=whole, width=width)
    yield from _foot(typology, files, width)


def _body(file: "CaseProposals", *, whole: bool, width: int) -> Iterator[Words]:
    yield from _decided_quotes(file, width) if whole else _dissent(file)
    shown = file.proposed.proposals if whole or not file.decided else ()
    alike = [proposal for proposal in shown if not proposal.verdict]
    for proposal in shown:
        # The overview has only the first class that similar cases propose; naming a case shows all of them.
        if whole or proposal not in alike[1:]:
            yield from proposal_lines(file, proposal, whole=whole, width=width)
    for name, example in file.examples:
        line = tr("example of {name}, not a member: {quote}", name=name, quote=quoted(example.quote))
        yield from hung(Words("    "), Words(f"{line}  {example.text}", style="dim italic"), width)


def _dissent(file: "CaseProposals") -> Iterator[Words]:
    """That the rules put another class first than the one decided: worth a second look at the case, or at the rules."""
    decided = agreed_class(file.decided)
    if decided and outcome(file.proposed.proposals, decided, by="rules") == "other":
        first = file.proposed.proposals[0]
        proposed = f"{first.class_id} {score_of(first)}"
        yield Words("    " + tr("the rules put {proposed} first", proposed=proposed), style="yellow")


def _head(file: "CaseProposals", room: int, width: int) -> Iterator[Words]:
    name = Words.assemble("  ", (f"{file.case:<{room}}", "bold"))
    blank = Words(" " * (room + 2))
    if not file.decided:
        yield from hung(name, _open(file), width)
    for number, one in enumerate(file.decided):
        yield from hung(blank if number else name, _decision(one, counts=one.coder in file.counted), width)
    if file.state == "disputed":
        yield blank + Words(tr("the coders differ"), style="yellow")


def _decision(one: "Decided", *, counts: bool) -> Words:
    quotes = f", {tr_n('{n} quote', '{n} quotes', len(one.quotes))}" if one.quotes else ""
    aside = "" if counts else f" {tr('(does not count)')}"
    memo = f" · {' · '.join(one.memos)}" if one.memos else ""
    style = "magenta" if one.class_id in UNCLASSED else "green"
    return Words.assemble((one.class_id, style), (f"  {one.coder}{quotes}{aside}{memo}", "dim"))


def _open(file: "CaseProposals") -> Words:
    reasons = {
        "uncoded": tr("no evidence: nothing is coded, {reading}", reading=reading_words(file.reading)),
        "silent": tr("nothing is proposed: no indicator of a class holds"),
        "proposed": tr("proposed"),
    }
    by_default = tr("{name} by default until somebody decides", name=file.inferred) if file.inferred else ""
    inferred = f" · {by_default}" if by_default else ""
    return Words.assemble((reasons[file.state], "cyan" if file.state == "proposed" else "dim"), (inferred, "dim"))


def _decided_quotes(file: "CaseProposals", width: int) -> Iterator[Words]:
    for one in file.decided:
        for place in one.quotes:
            aside = Words(f"  {place.text} · {one.coder}", style="dim")
            yield from hung(Words("      "), _quoted(place.quote) + aside, width)


def proposal_lines(file: "CaseProposals", proposal: "Proposal", *, whole: bool, width: int) -> Iterator[Words]:
    """The class with its score, why, and its numbered quotes (those of similar cases alone only where `whole`)."""
    head = Words.assemble("    ", (proposal.class_id, "bold cyan"), (f" {score_of(proposal)}".rstrip(), "cyan"))
    yield head
    for reason in reasons_of(proposal):
        yield from hung(Words("      "), Words(reason, style="dim"), width)
    if not whole and not proposal.verdict:
        return
    shown = [file.quotes[number] for number in proposal.numbers if number in file.quotes]
    for quote in shown:
        if not whole:
            yield quote_line(quote, width=width)
            continue
        aside = Words(f"  {quote.place.text} · {codes_at(quote)}", style="dim")
        yield from hung(_number(quote), _quoted(quote.place.quote) + aside, width)
    if len(shown) < len(proposal.numbers):
        more = len(proposal.numbers) - len(shown)
        yield Words("         " + tr_n("… {n} more with --all", "… {n} more with --all", more), style="dim")


def score_of(proposal: "Proposal") -> str:
    """The score of the rules, where they propose it."""
    return decimal(proposal.verdict.score) if proposal.verdict else ""


def reasons_of(proposal: "Proposal") -> list[str]:
    """Why it is proposed, one line per reason."""
    reasons = []
    if verdict := proposal.verdict:
        reasons.append(" + ".join(indicator_words(held.indicator) for held in verdict.held))
        if verdict.missing:
            reasons.append(tr("lacks {codes}", codes=", ".join(indicator_words(sign) for sign in verdict.missing)))
        if verdict.against:
            against = ", ".join(indicator_words(held.indicator) for held in verdict.against)
            reasons.append(tr("against it: {codes}", codes=against))
    if likeness := proposal.likeness:
        names = [case for case, _ in likeness.cases]
        together = tr(" and ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
        like = tr("like {cases} ({similarity})", cases=together, similarity=decimal(likeness.mean))
        shared = ", ".join(likeness.codes[:TELLING])
        reasons.append(tr("{what}: {detail}", what=like, detail=shared) if shared else like)
    return reasons


def indicator_words(indicator: "Indicator") -> str:
    """An indicator as the codebook has it: the code, the minimum degree, the values."""
    degree = f" ≥ {degree_said(indicator.degree)}" if indicator.degree else ""
    return f"{indicator.code}{degree}{' = ' + ' / '.join(indicator.values) if indicator.values else ''}"


def quote_line(quote: "NumberedQuote", *, width: int, mark: str = " ") -> Words:
    """A quote with its number, cut to the width."""
    return cut(_number(quote, mark) + _quoted(quote.place.quote), width)


def _number(quote: "NumberedQuote", mark: str = " ") -> Words:
    return Words.assemble(f"    {mark}", (f"{quote.number:>3} ", "bold"))


def _quoted(quote: str) -> Words:
    return Words(quoted(" ".join(quote.split())))


def hung(head: Words, text: Words, width: int) -> Iterator[Words]:
    """The text in lines of that many columns, the first behind `head`, the others below its end."""
    from rich.console import Console

    lines = text.wrap(Console(width=width), max(width - head.cell_len, 24))
    for number, line in enumerate(lines):
        yield (head if number == 0 else Words(" " * head.cell_len)) + line


def codes_at(quote: "NumberedQuote") -> str:
    """What is coded there: each code with the degree or value given."""
    codes = (
        f"{c.code}{f' = {c.value}' if c.value else f' ({degree_said(c.degree)})' if c.degree else ''}"
        for c in quote.codings
    )
    return ", ".join(dict.fromkeys(codes))


def cut(line: Words, width: int) -> Words:
    """The line in that many columns, with an ellipsis where it was longer."""
    line.truncate(width, overflow="ellipsis")
    return line


def _foot(typology: "Typology", files: "Sequence[CaseProposals]", width: int) -> Iterator[Words]:
    from workbench.class_proposals import tally

    for by in ("rules", "likeness"):
        found = tally(files, by=by)
        if found.decided > 1 and found.same + found.other:
            counts = {"decided": found.decided, "same": found.same, "other": found.other, "none": found.none}
            line = (
                tr(
                    "Of {decided} decided cases, the rules put the class decided first for {same}, another first for "
                    "{other}, and no class alone first for {none}.",
                    **counts,
                )
                if by == "rules"
                else tr(
                    "Of {decided} decided cases, similar cases put the class decided first for {same}, another first "
                    "for {other}, and no class alone first for {none}.",
                    **counts,
                )
            )
            yield from hung(Words("  "), Words(line, style="dim"), width)
    if any(file.state == "proposed" for file in files):
        line = tr(
            "To decide: glose classify {typology} CASE CLASS --on N[,N], or case by case with --step.",
            typology=typology.id,
        )
        yield from hung(Words("  "), Words(line, style="dim"), width)
    yield Words()
