"""What `glose confirm` shows: one passage, what is suggested there and why, on 80 by 24 and more."""

from typing import TYPE_CHECKING

from rich.text import Text as Words

from coding.codebook.model import word
from wording.messages import counted, decimal, quoted, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commands.screens.screen import Screen
    from corpus.text import Passage
    from workbench.confirming import Session

AGAINST = frozenset({"negated", "affirmed", "near_miss", "homonym"})


def passage_screen(session: "Session", screen: "Screen") -> list[Words]:
    """The lines for the passage at hand, exactly as many as the terminal has."""
    keys = tr("a accept  r reject  s skip  o other  c code  b borders  ␣ next  ? help  q quit")
    top = [*_head(session, screen), Words()]
    below = [*_proposal(session, screen), *_message(session, screen), *screen.legend(keys)]
    room = max(screen.height - len(top) - len(below), 2)
    middle = _passage(session, screen, room)
    filler = [Words()] * max(room - len(middle), 0)
    return [*top, *middle, *filler, *below][: screen.height]


def _head(session: "Session", screen: "Screen") -> list[Words]:
    item = session.item
    assert item is not None
    turn = next((t for t in item.text.turns if t.number == item.passage.turn), None)
    at = tr("passage {number}/{count}", number=item.passage.number, count=len(item.text.passages))
    where = [item.text.id, item.text.case, at]
    if turn:
        where.append(f"{turn.speaker or tr('(not named)')}{' ' + turn.timestamp if turn.timestamp else ''}")
    elif item.passage.page:
        where.append(tr("p. {page}", page=item.passage.page))
    to_read = tr("{n} to read", n=counted(len(session.items) - session.position))
    left = f"{tr_n('{n} open', '{n} open', session.left)} · {to_read}"
    if session.seconds_left:
        left += f" · {max(1, round(session.seconds_left / 60))} min"
    head = Words(" · ".join(part for part in where if part), style="bold")
    head.truncate(max(screen.width - len(left) - 2, 10), overflow="ellipsis", pad=True)
    share = session.position / max(len(session.items), 1)
    full = round(share * screen.width)
    return [
        head + Words("  ") + Words(left, style="cyan"),
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
    before = _aside(session.context(), session, screen)
    context = before[-(room - len(own)) :] if room > len(own) else []
    after = _aside(session.context(after=True), session, screen)[: room - len(own) - len(context)]
    return [*context, *own, *after]


def _aside(passages: "Iterable[Passage]", session: "Session", screen: "Screen") -> list[Words]:
    """What is said before or after, each passage with an empty line on the side of the one at hand."""
    item = session.item
    assert item is not None
    lines: list[Words] = []
    for passage in passages:
        quote = Words(" ".join(item.text.quote(passage).split()), style="dim italic")
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
    text.stylize("bold underline", session.span.start - start, session.span.end - start)
    for evidence in suggestion.evidence if suggestion else ():
        if start <= evidence.start and evidence.end <= end:
            colour = "reverse yellow" if evidence.kind in AGAINST else "reverse cyan"
            strong = evidence.kind not in ("definition", "question")
            text.stylize(colour if strong else "cyan", evidence.start - start, evidence.end - start)
    return text


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
        return [rule, Words(why, style="dim"), *_choices(session)]
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
    return [rule, title, *reasons, *_choices(session)]


def _choices(session: "Session") -> list[Words]:
    item = session.item
    assert item is not None
    parts = []
    if session.span.case != item.text.case:
        case = session.span.case
        parts.append(tr("about {case}", case=case) if case else tr("about no case"))
    if session.span.degree:
        parts.append(tr("degree {degree}", degree=session.span.degree))
    if session.span.memo:
        parts.append(tr("memo {memo}", memo=quoted(session.span.memo)))
    if here := session.codings_here():
        parts.append(tr("coded: {codes}", codes=", ".join(dict.fromkeys(c.code for c in here))))
    return [Words(" · ".join(parts), style="magenta")] if parts else []


def _message(session: "Session", screen: "Screen") -> list[Words]:
    return screen.wrapped(Words(session.message, style="italic")) if session.message else []


def help_screen() -> list[Words]:
    """The keys."""
    keys = {
        "a": tr("accept the suggestion"),
        "r": tr("reject it (R: with a reason)"),
        "s": tr("skip it: leave it open for another time"),
        "o": tr("other code instead of it"),
        "c": tr("code by hand, with one code or several, in addition to it"),
        "b": tr("borders, by sentence: ← → move the start, ↑ ↓ the end"),
        "g": tr("grade: the degree of the coding"),
        "e": tr("the case that the coding is about"),
        "m": tr("memo: a note that the coding carries"),
        "d": tr("definition of the code, when to use it, examples"),
        "u": tr("undo the last decision"),
        tr("space"): tr("next passage; this one is read"),
        "p": tr("previous passage"),
        "q": tr("quit; everything is recorded already"),
    }
    lines = [Words(tr("Keys"), style="bold"), Words()]
    lines += [Words.assemble((f"  {key:>6}  ", "bold cyan"), what) for key, what in keys.items()]
    return [*lines, Words(), Words(tr("Any key goes back."), style="dim")]


def end_screen(session: "Session", screen: "Screen") -> list[Words]:
    """What is shown after the last passage: a decision can still be taken back."""
    lines = [Words(tr("That was the last passage."), style="bold"), Words()]
    if session.message:
        lines += [*screen.wrapped(Words(session.message, style="italic")), Words()]
    return [*lines, *screen.legend(tr("u undo the last decision  p previous passage  any other key ends"))]
