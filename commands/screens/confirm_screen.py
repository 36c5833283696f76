"""What `glose confirm` shows: one passage, what is suggested there and why, on 80 by 24 and more."""

from typing import TYPE_CHECKING

from rich.text import Text as Words

from coding.codebook.model import word
from commands.screens.about_code import about_code
from commands.screens.terms import degree_said
from wording.messages import counted, decimal, quoted, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commands.screens.screen import Screen
    from corpus.text import Passage
    from workbench.confirming import Session

_CONTEXT, _TOLD = 4, 6
"""The lines kept for what is said around the passage, and at most given to the definition and earlier quotes."""
AGAINST = frozenset({"negated", "affirmed", "near_miss", "homonym"})


def passage_screen(session: "Session", screen: "Screen") -> list[Words]:
    """The lines for the passage at hand, exactly as many as the terminal has."""
    coded = tr("l coded") + "  " if session.codings_here() else ""
    keys = tr("a accept  r reject  x other  c code  n new  b borders  {coded}␣ next  ? help  q quit", coded=coded)
    top = [*_head(session, screen), Words()]
    proposal, choices = _proposal(session, screen), [*_choices(session, screen), *_message(session, screen)]
    below = [*choices, *screen.legend(keys)]
    room = max(screen.height - len(top) - len(proposal) - len(below), 2)
    # What is said before and after keeps a few lines; the rest of the room tells of the code.
    spare = room - len(screen.wrapped(_lit(session)))
    told = about_code(session, screen, min(spare - _CONTEXT, _TOLD))
    room -= len(told)
    middle = _passage(session, screen, room)
    filler = [Words()] * max(room - len(middle), 0)
    return [*top, *middle, *filler, *proposal, *told, *below][: screen.height]


def _head(session: "Session", screen: "Screen") -> list[Words]:
    """Where one is and what is left; the window's width decides what is left out first: the minutes, then the case."""
    item = session.item
    assert item is not None
    turn = next((t for t in item.text.turns if t.number == item.passage.turn), None)
    at = tr("passage {number}/{count}", number=item.passage.number, count=len(item.text.passages))
    who = (turn.speaker or tr("(not named)")) if turn else None
    when = turn.timestamp if turn else tr("p. {page}", page=item.passage.page) if item.passage.page else None
    to_read = tr("{n} to read", n=counted(len(session.items) - session.position))
    is_open = tr_n("{n} open", "{n} open", session.left)
    minutes = f"{max(1, round(session.seconds_left / 60))} min" if session.seconds_left else None
    shorter: list[tuple[list[str | None], list[str | None]]] = [
        ([item.text.id, item.text.case, at, who, when], [is_open, to_read, minutes]),
        ([item.text.id, item.text.case, at, who, when], [is_open, to_read]),
        ([item.text.id, at, who, when], [is_open, to_read]),
        ([item.text.id, at, when, who], [is_open, to_read]),
    ]
    for where, left in shorter:
        head, counts = (" · ".join(part for part in parts if part) for parts in (where, left))
        if len(head) + 2 + len(counts) <= screen.width:
            break
    else:  # too narrow for it all: the speaker's name is cut last of all parts, so it stands at the end
        ends = " · ".join(part for part in (at, when) if part)
        room = max(screen.width - len(counts) - len(ends) - 5, 6)
        name = item.text.id if len(item.text.id) <= room else item.text.id[: room - 1] + "…"
        head = " · ".join(part for part in (name, ends, who) if part)
    line = Words(head, style="bold")
    line.truncate(max(screen.width - len(counts) - 2, 10), overflow="ellipsis", pad=True)
    full = round(session.position / max(len(session.items), 1) * screen.width)
    return [
        line + Words("  ") + Words(counts, style="cyan"),
        Words("━" * full, "cyan") + Words("─" * (screen.width - full), "dim"),
    ]


def _passage(session: "Session", screen: "Screen", room: int) -> list[Words]:
    item = session.item
    assert item is not None
    own = screen.wrapped(_lit(session))
    if len(own) > room:
        # The place must be in sight: the passage is cut around its underlined lines.
        marked = [i for i, line in enumerate(own) if any("underline" in str(span.style) for span in line.spans)]
        first = max(0, min((marked[0] if marked else 0) - 1, len(own) - room))
        return own[first : first + room]
    before = _aside(item.before(), session, screen)
    context = before[-(room - len(own)) :] if room > len(own) else []
    after = _aside(item.after(), session, screen)[: room - len(own) - len(context)]
    return [*context, *own, *after]


def _aside(passages: "Iterable[Passage]", session: "Session", screen: "Screen") -> list[Words]:
    """What is said before or after, each passage with an empty line on the side of the one at hand."""
    item = session.item
    assert item is not None
    lines: list[Words] = []
    for passage in passages:
        quote = Words(item.text.quote(passage).replace("\n", " ").replace("\t", " "), style="dim italic")
        quote.stylize("bold underline", *_within(passage, session.span.start, session.span.end))
        block = screen.wrapped(quote, 2)
        lines += [Words(), *block] if passage.start > item.passage.start else [*block, Words()]
    return lines


def _lit(session: "Session") -> Words:
    """The passage with the place underlined, what is coded already in green, the evidence lit."""
    item, suggestion = session.item, session.suggestion
    assert item is not None
    start, end = item.passage.start, item.passage.end
    # One character for one: line ends become blanks so that places stay right.
    text = Words(item.text.content[start:end].replace("\n", " ").replace("\t", " "))
    for coding in session.codings_here():
        text.stylize("green", max(coding.place.start - start, 0), coding.place.end - start)
    text.stylize("bold underline", *_within(item.passage, session.span.start, session.span.end))
    for evidence in suggestion.evidence if suggestion else ():
        if start <= evidence.start and evidence.end <= end:
            colour = "reverse yellow" if evidence.kind in AGAINST else "reverse cyan"
            strong = evidence.kind not in ("definition", "question")
            text.stylize(colour if strong else "cyan", evidence.start - start, evidence.end - start)
    return text


def _within(passage: "Passage", start: int, end: int) -> tuple[int, int]:
    """The part of a stretch that lies in the passage, counted from its beginning; empty where none does."""
    length = passage.end - passage.start
    return min(max(start - passage.start, 0), length), min(max(end - passage.start, 0), length)


def _proposal(session: "Session", screen: "Screen") -> list[Words]:
    suggestion, codebook = session.suggestion, session.study.codebook
    rule = Words("─" * screen.width, style="dim")
    if suggestion is None:
        blind = session.item is not None and session.item.blind
        why = (
            tr("Shown without suggestions (--blind): c codes by hand.")
            if blind
            else tr("Nothing (more) is suggested here.")
        )
        return [rule, Words(why, style="dim")]
    label = word(codebook.codes[suggestion.code].label, session.study.settings.language)
    item = session.item
    assert item is not None
    count = f" {session.chosen + 1}/{len(item.suggestions)}" if len(item.suggestions) > 1 else ""
    title = Words.assemble(
        (suggestion.code, "bold green"),
        ("  " + label, "green"),
        (f"  {decimal(suggestion.score)}", "cyan"),
        (count, "dim"),
    )
    reasons = [
        Words(f"· {evidence.why}", style="yellow" if evidence.kind in AGAINST else "dim")
        for evidence in sorted(suggestion.evidence, key=lambda e: e.kind in ("definition", "question"))[:3]
    ]
    return [rule, title, *reasons]


def _choices(session: "Session", screen: "Screen") -> list[Words]:
    item = session.item
    assert item is not None
    parts = []
    if session.span.case != item.text.case:
        case = session.span.case
        parts.append(tr("about {case}", case=case) if case else tr("about no case"))
    if session.span.degree:
        parts.append(tr("degree {degree}", degree=degree_said(session.span.degree)))
    if session.span.memo:
        parts.append(tr("memo {memo}", memo=quoted(session.span.memo)))
    if here := session.codings_here():
        codes = dict.fromkeys(f"{c.code} ({degree_said(c.degree)})" if c.degree else c.code for c in here)
        parts.append(tr("coded: {codes}", codes=", ".join(codes)))
    said = screen.wrapped(Words(" · ".join(parts), style="magenta"))[:3] if parts else []
    if older := dict.fromkeys(coding.code for coding in session.reopened_here()):
        words = tr("coded under an earlier definition: {codes}. ␣ lets it stand, l changes it.", codes=", ".join(older))
        said += screen.wrapped(Words(words, style="yellow"))[:2]
    return said


def _message(session: "Session", screen: "Screen") -> list[Words]:
    return [
        line for part in session.message.split("\n") if part for line in screen.wrapped(Words(part, style="italic"))
    ]


def end_screen(session: "Session", screen: "Screen") -> list[Words]:
    """What is shown after the last passage: a decision can still be taken back."""
    lines = [Words(tr("That was the last passage."), style="bold"), Words()]
    if session.left_before:
        left = tr_n("{n} left open before; : lists them.", "{n} left open before; : lists them.", session.left_before)
        lines += [Words(left), Words()]
    if session.message:
        lines += [*screen.wrapped(Words(session.message, style="italic")), Words()]
    return [*lines, *screen.legend(tr("u undo the last decision  k previous passage  any other key ends"))]
