"""What `glose classify` prints: each case with its class, or with the proposals and the quotes they rest on."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text as Words

from coding.classing.choice import agreed_class
from coding.classing.proposing import TELLING, outcome
from coding.codebook.model import word
from coding.records.replay import UNCLASSED

if TYPE_CHECKING:
    from coding.classing.choice import Decided
    from coding.classing.proposing import Proposal
    from coding.codebook.model import Indicator, Typology
    from workbench.class_proposals import CaseProposals, NumberedQuote

READING = {"no text": "it has no text", "unread": "not all of its texts are read", "read": "its texts are read"}


def listing(
    typology: "Typology", files: "Sequence[CaseProposals]", *, language: str, whole: bool, width: int
) -> Iterator[Words]:
    """The lines for one typology; `whole` shows every proposal, its quotes in full, and those of decided cases."""
    decided = sum(bool(file.decided) for file in files)
    cases = f"{decided} of {len(files)} case{'s' if len(files) != 1 else ''} decided"
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
        # The overview has the first word of likeness only; naming a case shows all it says.
        if whole or proposal not in alike[1:]:
            yield from proposal_lines(file, proposal, whole=whole, width=width)
    for name, example in file.examples:
        said = f"example of {name}, not a member: “{example.quote}”  {example.text}"
        yield from hung(Words("    "), Words(said, style="dim italic"), width)


def _dissent(file: "CaseProposals") -> Iterator[Words]:
    """That the rules put another class first than the one decided: worth a second look at the case, or at the rules."""
    said = agreed_class(file.decided)
    if said and outcome(file.proposed.proposals, said, by="rules") == "other":
        first = file.proposed.proposals[0]
        yield Words(f"    the rules propose {first.class_id} {score_of(first)} first", style="yellow")


def _head(file: "CaseProposals", room: int, width: int) -> Iterator[Words]:
    name = Words.assemble("  ", (f"{file.case:<{room}}", "bold"))
    blank = Words(" " * (room + 2))
    if not file.decided:
        yield from hung(name, _open(file), width)
    for number, one in enumerate(file.decided):
        yield from hung(blank if number else name, _said(one, counts=one.coder in file.counted), width)
    if file.state == "disputed":
        yield blank + Words("the coders differ", style="yellow")


def _said(one: "Decided", *, counts: bool) -> Words:
    quotes = f", {len(one.quotes)} quote{'s' if len(one.quotes) != 1 else ''}" if one.quotes else ""
    aside = "" if counts else " (does not count)"
    memo = f" · {' · '.join(one.memos)}" if one.memos else ""
    style = "magenta" if one.class_id in UNCLASSED else "green"
    return Words.assemble((one.class_id, style), (f"  {one.coder}{quotes}{aside}{memo}", "dim"))


def _open(file: "CaseProposals") -> Words:
    reasons = {
        "no_evidence": f"no evidence: nothing is coded, {READING[file.reading]}",
        "silent": "nothing is proposed: no sign of a class holds",
        "proposed": "proposed",
    }
    inferred = f" · {file.inferred} by default until somebody decides" if file.inferred else ""
    return Words.assemble((reasons[file.state], "cyan" if file.state == "proposed" else "dim"), (inferred, "dim"))


def _decided_quotes(file: "CaseProposals", width: int) -> Iterator[Words]:
    for one in file.decided:
        for place in one.quotes:
            aside = Words(f"  {place.text} · {one.coder}", style="dim")
            yield from hung(Words("      "), _quoted(place.quote) + aside, width)


def proposal_lines(file: "CaseProposals", proposal: "Proposal", *, whole: bool, width: int) -> Iterator[Words]:
    """The class with its score, why, and its numbered quotes (those of likeness alone only where `whole`)."""
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
        yield Words(f"         … {len(proposal.numbers) - len(shown)} more with --all", style="dim")


def score_of(proposal: "Proposal") -> str:
    """The score of the rules, where they propose it."""
    return f"{proposal.verdict.score:.2f}" if proposal.verdict else ""


def reasons_of(proposal: "Proposal") -> list[str]:
    """Why it is proposed, in a line a reason."""
    reasons = []
    if verdict := proposal.verdict:
        reasons.append(" + ".join(sign_words(held.sign) for held in verdict.held))
        if verdict.missing:
            reasons.append("lacks " + ", ".join(sign_words(sign) for sign in verdict.missing))
        if verdict.against:
            reasons.append("against it: " + ", ".join(sign_words(held.sign) for held in verdict.against))
    if likeness := proposal.likeness:
        names = [case for case, _ in likeness.cases]
        together = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
        shared = ", ".join(likeness.codes[:TELLING])
        reasons.append(f"like {together} ({likeness.mean:.2f})" + (f": {shared}" if shared else ""))
    return reasons


def sign_words(sign: "Indicator") -> str:
    """A sign as the codebook has it: the code, the least degree, the values."""
    degree = f" ≥ {sign.degree}" if sign.degree else ""
    return f"{sign.code}{degree}{' = ' + ' / '.join(sign.values) if sign.values else ''}"


def quote_line(quote: "NumberedQuote", *, width: int, mark: str = " ") -> Words:
    """A quote with its number, cut to the width."""
    return cut(_number(quote, mark) + _quoted(quote.place.quote), width)


def _number(quote: "NumberedQuote", mark: str = " ") -> Words:
    return Words.assemble(f"    {mark}", (f"{quote.number:>3} ", "bold"))


def _quoted(quote: str) -> Words:
    return Words(f"“{' '.join(quote.split())}”")


def hung(head: Words, text: Words, width: int) -> Iterator[Words]:
    """The text in lines of that many columns, the first behind `head`, the others below its end."""
    from rich.console import Console

    lines = text.wrap(Console(width=width), max(width - head.cell_len, 24))
    for number, line in enumerate(lines):
        yield (head if number == 0 else Words(" " * head.cell_len)) + line


def codes_at(quote: "NumberedQuote") -> str:
    """What is coded there: each code with the degree or value given."""
    said = (f"{c.code}{f' = {c.value}' if c.value else f' ({c.degree})' if c.degree else ''}" for c in quote.codings)
    return ", ".join(dict.fromkeys(said))


def cut(line: Words, width: int) -> Words:
    """The line in that many columns, with an ellipsis where it was longer."""
    line.truncate(width, overflow="ellipsis")
    return line


def _foot(typology: "Typology", files: "Sequence[CaseProposals]", width: int) -> Iterator[Words]:
    from workbench.class_proposals import tally

    for by, name in (("rules", "the rules"), ("likeness", "the like cases")):
        found = tally(files, by=by)  # type: ignore[arg-type]  # the two words are the literals
        if found.decided > 1 and found.same + found.other:
            said = f"the class decided first for {found.same}, another for {found.other}, none alone for {found.none}"
            line = f"Of {found.decided} decided cases, {name} put {said}."
            yield from hung(Words("  "), Words(line, style="dim"), width)
    if any(file.state == "proposed" for file in files):
        line = f"Decide: glose classify {typology.id} CASE CLASS --on N[,N], or one by one with --step."
        yield from hung(Words("  "), Words(line, style="dim"), width)
    yield Words()
