"""What `glose confirm` shows: one passage, what is suggested there and why, on 80 by 24 and more."""

from typing import TYPE_CHECKING

from rich.text import Text as Words

from coding.codebook.model import word
from commands.options import console

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.text import Passage
    from workbench.confirming import Session

AGAINST = frozenset({"negated", "near_miss", "homonym"})

HELP = (
    ("a", "accept the suggestion"),
    ("r", "reject it (R: with a reason)"),
    ("s", "skip it: leave it open for another time"),
    ("o", "other code instead of it"),
    ("c", "code by hand, one code or several, besides it"),
    ("b", "borders: ← → move the beginning, ↑ ↓ the end, by sentence"),
    ("g", "degree (grade) of the coding"),
    ("e", "the case that it is about"),
    ("m", "memo: a note that the coding carries"),
    ("d", "the code's definition, when to use it, examples"),
    ("u", "undo the last decision"),
    ("space", "next passage; this one is read"),
    ("p", "previous passage"),
    ("q", "quit; everything is recorded already"),
)


class Screen:
    """Draws lines on the terminal's other screen, cut to its size."""

    def __init__(self) -> None:
        self.console = console()

    @property
    def width(self) -> int:
        """Columns to write in."""
        return self.console.width

    @property
    def height(self) -> int:
        """Lines to write on."""
        return self.console.height

    def draw(self, lines: "Sequence[Words]") -> None:
        """Replace what is shown by these lines."""
        from rich.console import Group

        shown = [self._cut(line) for line in lines[: self.height]]
        with self.console.capture() as capture:
            self.console.print(Group(*shown), end="", soft_wrap=False)
        written = capture.get().rstrip("\n").split("\n")
        self.console.file.write("\x1b[H" + "\x1b[K\r\n".join(written) + "\x1b[K\x1b[J")
        self.console.file.flush()

    def _cut(self, line: Words) -> Words:
        line = line.copy()
        line.truncate(self.width, overflow="ellipsis")
        line.no_wrap = True
        return line

    def wrapped(self, text: Words, indent: int = 0) -> list[Words]:
        """The text in lines that fit, indented."""
        lines = text.wrap(self.console, max(self.width - indent, 20), tab_size=4)
        return [Words(" " * indent) + line for line in lines]


def passage_screen(session: "Session", screen: Screen, *, keys: str) -> list[Words]:
    """The lines for the passage at hand, exactly as many as the terminal has."""
    top = [*_head(session, screen), Words()]
    below = [*_proposal(session, screen), *_said(session, screen), Words(keys, style="dim")]
    room = max(screen.height - len(top) - len(below), 4)
    middle = _passage(session, screen, room)
    filler = [Words()] * max(room - len(middle), 0)
    return [*top, *middle, *filler, *below][: screen.height]


def _head(session: "Session", screen: Screen) -> list[Words]:
    item = session.item
    assert item is not None
    turn = next((t for t in item.text.turns if t.number == item.passage.turn), None)
    where = [item.text.id, item.text.case, f"passage {item.passage.number}/{len(item.text.passages)}"]
    if turn:
        where.append(f"{turn.speaker or '(not named)'}{' ' + turn.timestamp if turn.timestamp else ''}")
    elif item.passage.page:
        where.append(f"p. {item.passage.page}")
    left = f"{session.left} open · {len(session.items) - session.position} to read"
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


def _passage(session: "Session", screen: Screen, room: int) -> list[Words]:
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


def _aside(passages: "Iterable[Passage]", session: "Session", screen: Screen) -> list[Words]:
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


def _proposal(session: "Session", screen: Screen) -> list[Words]:
    suggestion, codebook = session.suggestion, session.study.codebook
    rule = Words("─" * screen.width, style="dim")
    if suggestion is None:
        blind = session.item is not None and session.item.blind
        said = "Shown without suggestions (--blind): c codes by hand." if blind else "Nothing (more) is suggested here."
        return [rule, Words(said, style="dim"), *_choices(session)]
    label = word(codebook.codes[suggestion.code].label, session.study.settings.language)
    item = session.item
    assert item is not None
    count = f" {session.chosen + 1}/{len(item.suggestions)}" if len(item.suggestions) > 1 else ""
    title = Words.assemble(
        (suggestion.code, "bold green"), ("  " + label, "green"), (f"  {suggestion.score:.2f}", "cyan"), (count, "dim")
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
        parts.append(f"about {session.span.case or 'no case'}")
    if session.span.degree:
        parts.append(f"degree {session.span.degree}")
    if session.span.memo:
        parts.append(f"memo “{session.span.memo}”")
    here = session.codings_here()
    coded = [f"coded: {', '.join(dict.fromkeys(c.code for c in here))}"] if here else []
    return [Words(" · ".join([*parts, *coded]), style="magenta")] if parts or coded else []


def _said(session: "Session", screen: Screen) -> list[Words]:
    return screen.wrapped(Words(session.message, style="italic")) if session.message else []


def help_screen() -> list[Words]:
    """The keys."""
    lines = [Words("Keys", style="bold"), Words()]
    lines += [Words.assemble((f"  {key:>6}  ", "bold cyan"), what) for key, what in HELP]
    return [*lines, Words(), Words("Any key goes back.", style="dim")]


def end_screen(session: "Session") -> list[Words]:
    """What is shown after the last passage: a decision can still be taken back."""
    lines = [Words("That was the last passage.", style="bold"), Words()]
    if session.message:
        lines += [Words(session.message, style="italic"), Words()]
    return [*lines, Words("u takes the last decision back · p previous passage · any other key ends", style="dim")]


def definition_screen(session: "Session", screen: Screen, code_id: str) -> list[Words]:
    """The code as the codebook has it."""
    code, language = session.study.codebook.codes[code_id], session.study.settings.language
    lines = [Words.assemble((code.id, "bold green"), ("  " + word(code.label, language), "green")), Words()]
    lines += screen.wrapped(Words(word(code.definition, language) or "(no definition)"))
    sections: Iterable[tuple[str, Sequence[str]]] = (
        ("Use when", code.use_when),
        ("Not when", code.avoid_when),
        ("Examples", [f"“{e.quote}”" for e in code.examples]),
        ("Near-misses", [f"“{m.quote}” {m.because}" for m in code.near_misses]),
        ("Cues", [", ".join(c.phrase for c in code.cues if c.phrase)]),
    )
    for title, sentences in sections:
        if any(sentences):
            lines += [Words(), Words(title, style="bold")]
            for sentence in sentences:
                lines += screen.wrapped(Words(sentence), 2)
    return [*lines[: screen.height - 2], Words(), Words("Any key goes back.", style="dim")]


def picker_screen(
    title: str, typed: str, found: "Sequence[tuple[str, str]]", *, at: int, taken: "Sequence[str]", height: int
) -> list[Words]:
    """A list to choose from by typing: `found` are ids and labels, `at` the one the cursor is on."""
    lines = [Words(title, style="bold"), Words.assemble("> ", (typed, "bold"), ("▏", "blink")), Words()]
    room = max(height - 6, 3)
    first = max(0, at - room + 1)
    for number, (value, label) in list(enumerate(found))[first : first + room]:
        mark = "●" if value in taken else " "
        style = "reverse" if number == at else ""
        lines.append(Words.assemble(f" {mark} ", (value, style), ("  " + label, "dim")))
    if not found:
        lines.append(Words("   nothing fits; backspace takes a letter back", style="yellow"))
    return [*lines, Words(), Words("↑ ↓ move · tab take several · enter done · esc back", style="dim")]
