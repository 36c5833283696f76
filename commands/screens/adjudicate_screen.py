"""What `glose adjudicate` shows: a passage, and below it what each coder coded there."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text as Words

from commands.screens.terms import degree_said, difference_word
from wording.messages import quoted, tr

if TYPE_CHECKING:
    from coding.records.replay import Coding
    from commands.screens.screen import Screen
    from workbench.adjudicating import Adjudicating, Dispute


def dispute_screen(session: "Adjudicating", screen: "Screen", *, hidden: bool) -> list[Words]:
    """The dispute at hand above, the keys and what was told last below."""
    item = session.item
    if item is None:
        return end_screen(session, screen)
    head = Words(f"{session.position + 1}/{len(session.items)}  ", style="dim")
    head.append(where(item), style="bold")
    if item.put_off:
        head.append("  " + tr("postponed before"), style="yellow")
    lines = [head, Words()]
    words = " ".join(item.place.quote.split())
    lines += [*screen.wrapped(Words(words), 2), Words()]
    for number, coder in enumerate(coders_of(item, hidden=hidden), 1):
        name = tr("coder {n}", n=number) if hidden else coder
        lines.append(Words.assemble((f" {number} ", "reverse"), (f" {name}", "bold cyan")))
        codings = session.codings(coder)
        for coding in codings:
            lines += _coding(coding, screen)
        if not codings:
            lines.append(Words("    " + tr("read it, and coded nothing of this"), style="dim"))
    told = [Words(tr("note: {note}", note=session.note), style="green")] if session.note else []
    told += screen.wrapped(Words(session.message, style="italic")) if session.message else []
    keys = tr(
        "1–9 take  b all  f first to last  c in common  n none is right  o other code  p postpone  s code by code  "
        "m note  w codebook must change  j k on, back  u undo  q quit"
    )
    return fitted(lines, [*told, *screen.legend(keys)], screen)


def end_screen(session: "Adjudicating", screen: "Screen") -> list[Words]:
    """After the last dispute."""
    lines = [Words(tr("That was the last one."), style="bold"), Words(session.message, style="italic")]
    return fitted(lines, screen.legend(tr("u undo  k back  any other key ends")), screen)


def agreed_screen(words: str, screen: "Screen") -> list[Words]:
    """The first question: whether what coders agree on is taken over."""
    return fitted([Words(words, style="bold")], screen.legend(tr("Enter takes them over  j not now  q quit")), screen)


def reasons_line(reasons: Sequence[str]) -> str:
    """The question for a reason."""
    offered = "  ".join(f"{number}={reason_word(reason)}" for number, reason in enumerate(reasons[:9], 1))
    return tr("Why? {offered}  Enter=no reason  Esc=back", offered=offered)


def reason_word(reason: str) -> str:
    """A reason in the terminal's language; those of the study as it writes them."""
    known = {
        "border": tr("border"),
        "definition unclear": tr("definition unclear"),
        "missed": tr("missed it"),
        "wrong case": tr("wrong case"),
        "double meaning": tr("double meaning"),
    }
    return known.get(reason, reason)


def coders_of(item: "Dispute", *, hidden: bool) -> tuple[str, ...]:
    """The coders in the order of their keys."""
    return item.in_some_order() if hidden else item.coders


def where(item: "Dispute") -> str:
    """`nice-entretien, passage 4`."""
    if item.first == item.last:
        return tr("{text}, passage {number}", text=item.text.id, number=item.first)
    return tr("{text}, passages {first}–{last}", text=item.text.id, first=item.first, last=item.last)


def _coding(coding: "Coding", screen: "Screen") -> list[Words]:
    said = " · ".join(part for part in (degree_said(coding.degree), coding.value, coding.case) if part)
    title = Words.assemble("    ", (coding.code, "green"), ("  " + said, "magenta"))
    quote = screen.wrapped(Words(quoted(" ".join(coding.place.quote.split())), style="dim"), 6)
    memo = screen.wrapped(Words(tr("memo {memo}", memo=quoted(coding.memo)), style="dim"), 6) if coding.memo else []
    return [title, *quote, *memo]


def fitted(lines: list[Words], below: list[Words], screen: "Screen") -> list[Words]:
    """The lines, as many as there is room for, with these at the bottom."""
    room = max(screen.height - len(below), 1)
    return [*lines[:room], *[Words()] * (room - len(lines)), *below]


def listed_lines(open_ones: "Sequence[Dispute]", *, hidden: bool) -> Iterator[Words]:
    """A line for each place and, below it, one for each code: who coded it, who did not, what differs."""
    for item in open_ones:
        title = Words(where(item), style="bold")
        if item.put_off:
            title.append("  " + tr("postponed before"), style="yellow")
        yield title
        order = coders_of(item, hidden=hidden)
        for one in item.differences:
            names = {coder: str(order.index(coder) + 1) if hidden else coder for coder in order}
            with_it = ", ".join(names[coder] for coder in order if one.said.get(coder))
            without = ", ".join(names[coder] for coder in order if coder in one.said and not one.said[coder])
            differ = tr("{what}: {detail}", what=difference_word(one.kind), detail=with_it)
            line = Words.assemble("  ", (one.code, "green"), f"  {differ}")
            if without:
                line.append(f" | {without}", style="dim")
            yield line
