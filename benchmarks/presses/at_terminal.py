"""The forty codings in `glose confirm`, in a pseudo-terminal: keys alone."""

import os
import re
from collections import deque
from collections.abc import Callable
from pathlib import Path

from benchmarks.presses.forty import Task, Wanted, typings
from benchmarks.presses.hands import Count
from coding.suggesting.suggestion import Suggestion
from commands.screens.picker import matching
from tests.terminal import Terminal
from workbench.agenda import AgendaItem, AgendaOptions, agenda
from workbench.looked_for import unsought_of
from workbench.marking import sentences_of, words_of
from workbench.segment import Span
from workbench.study import Study
from workbench.suggesting import suggester_of

Bounds = list[tuple[int, int]]
SIZE = (45, 160)


class _Keys:
    """The keys that a person presses at the terminal, and what the screen says."""

    def __init__(self, study: Path, text: str, count: Count) -> None:
        os.environ["GLOSE_LANG"] = "en"
        self.terminal = Terminal(study, "confirm", "--text", text, "--coder", "anna", size=SIZE)
        self.count = count
        self.terminal.sees("passage ")

    def press(self, *keys: str) -> None:
        self.count.done["keys"] += len(keys)
        self.terminal.press(*keys)

    def screen(self) -> str:
        """What the screen of a passage shows, once it is drawn to its end."""
        for _ in range(2000):
            before = self.terminal.shown
            if not self.terminal._read():
                break
            if self.terminal.shown == before and "q quit" in before:
                return before
        raise TimeoutError(self.terminal.shown)

    def at(self) -> int:
        """The number of the passage on the screen."""
        found = re.search(r"passage (\d+)/", self.screen())
        assert found is not None
        return int(found.group(1))

    def proposed(self) -> tuple[str, bool]:
        """The code of the suggestion on the screen, empty where there is none, and whether others follow here."""
        lines = self.screen().split("\n")
        rule = next(number for number, line in enumerate(lines[2:], 2) if line.startswith("───"))
        if lines[rule + 1].startswith("Nothing"):
            return "", False
        counted = re.search(r" (\d+)/(\d+)$", lines[rule + 1])
        return lines[rule + 1].split()[0], counted is not None and counted[1] != counted[2]


def at_terminal(study: Path, task: Task) -> Count:
    """Make the codings, text by text, and see that the ledger holds them and nothing else."""
    count = Count()
    with Study.open(study) as opened:
        suggester = suggester_of(opened, coder="anna")
        sentences = suggester.sentences()
        unsought = unsought_of(opened)
        every = {
            text: agenda(opened, suggester, AgendaOptions(texts=frozenset([text])), coder="anna", unsought=unsought)
            for text in task.texts
        }
        places = {(s.place.text, s.place.start, s.code): s for s in suggester.suggest(min_score=0)}
        book = list(task.names.items())
    for text in task.texts:
        keys = _Keys(study, text, count)
        for one in task.of(text):
            with count.coding():
                _make(keys, one, every[text], list(places.values()), sentences, book)
        keys.terminal.press("q")
        keys.terminal.ends()
    with Study.open(study) as opened:
        made = {(c.place.text, c.place.start, c.place.end, c.code) for c in opened.ledger.codings(coder="anna")}
    wanted = {(one.text, one.start, one.end, one.code) for one in task.wanted}
    assert made == wanted, (sorted(made - wanted), sorted(wanted - made))
    return count


def _make(
    keys: _Keys,
    one: Wanted,
    items: list[AgendaItem],
    suggestions: list[Suggestion],
    sentences: dict[tuple[str, int], Bounds],
    book: list[tuple[str, str]],
) -> None:
    """Go to the passage; accept what is suggested, or mark the words and code them."""
    _go(keys, one, items)
    item = next(item for item in items if item.passage.number == one.passage)
    inside = {s.code: s for s in suggestions if s.place.text == one.text and _within(s, item)}
    code, others = keys.proposed()
    while one.suggested and others and code != one.code:
        keys.press("s")
        _wait(keys, lambda code=code: keys.proposed()[0] != code)  # type: ignore[misc]
        code, others = keys.proposed()
    if one.suggested and code == one.code:
        keys.press("a")
        _answer(keys, f"accepted {one.code}")
        return
    at = (inside[code].place.start, inside[code].place.end) if code else (item.passage.start, item.passage.end)
    whole = (item.passage.start, item.passage.end)
    path = _shortest(at, (one.start, one.end), whole, words_of(item), sentences_of(item, sentences))
    keys.press(*path)
    keys.press("c")
    keys.terminal.sees("Code by hand")
    typed = next(
        words
        for words in typings(dict(book)[one.code], one.code)
        if matching(book, words)[:1] == [(one.code, dict(book)[one.code])]
    )
    keys.press(*typed)
    keys.terminal.sees(f"> {typed}")
    keys.press("enter")
    _answer(keys, f"coded as {one.code}")


def _within(suggestion: Suggestion, item: AgendaItem) -> bool:
    return item.passage.start <= suggestion.place.start < item.passage.end


def _go(keys: _Keys, one: Wanted, items: list[AgendaItem]) -> None:
    """Go to a passage: by `j` and `k` where it is near, else by its number."""
    numbers = [item.passage.number for item in items]
    while (here := keys.at()) != one.passage:
        steps = numbers.index(one.passage) - numbers.index(here) if here in numbers and one.passage in numbers else 99
        if abs(steps) <= 2 + len(str(one.passage)):
            keys.press("j" if steps > 0 else "k")
        else:
            keys.press(":")
            keys.terminal.sees("Go to which passage?")
            keys.press(*str(one.passage))
            keys.terminal.sees(f"> {one.passage}")
            keys.press("enter")
        _wait(keys, lambda here=here: keys.at() != here)  # type: ignore[misc]


def _answer(keys: _Keys, told: str) -> None:
    """Answer what is asked about the coding with Enter, until it is recorded."""
    while True:
        _wait(keys, lambda: any(words in keys.terminal.shown for words in (told, "Degree?", "Value for")))
        if told in keys.terminal.shown:
            return
        asked = keys.terminal.shown
        keys.press("enter")
        _wait(keys, lambda asked=asked: keys.terminal.shown != asked)  # type: ignore[misc]


def _wait(keys: _Keys, true: Callable[[], bool]) -> None:
    """Wait until the screen says what is waited for."""
    for _ in range(600):
        if true():
            return
        keys.terminal._read()
    raise TimeoutError(keys.terminal.shown)


def _shortest(
    at: tuple[int, int], to: tuple[int, int], whole: tuple[int, int], words: Bounds, sentences: Bounds
) -> list[str]:
    """The fewest keys that move the borders from one place to another, by words, by sentences (`b`) or to the whole."""
    arrows = {"left": ("start", -1), "right": ("start", 1), "up": ("end", -1), "down": ("end", 1)}
    brackets = {"[": ("start", -1), "]": ("start", 1), "{": ("end", -1), "}": ("end", 1)}

    def moved(place: tuple[int, int], move: tuple[str, int], bounds: Bounds) -> tuple[int, int]:
        span = Span(*place)
        (span.move_start if move[0] == "start" else span.move_end)(move[1], bounds)
        return span.start, span.end

    seen = {(at, "")}
    queue: deque[tuple[tuple[int, int], str, list[str]]] = deque([(at, "", [])])
    while queue:
        place, mode, path = queue.popleft()
        if place == to and not mode:
            return path
        steps = [
            (moved(place, move, words if mode != "sentence" else sentences), mode, key)
            for key, move in (arrows if mode else brackets).items()
        ]
        steps += [(place, {"": "sentence", "sentence": "word", "word": "sentence"}[mode], "tab" if mode else "b")]
        steps += [(place, "", "enter")] if mode else []
        steps += [(whole, mode, "w")] if place != whole else []
        for there, then, key in steps:
            if (there, then) not in seen:
                seen.add((there, then))
                queue.append((there, then, [*path, key]))
    raise ValueError(f"no keys lead from {at} to {to}")
