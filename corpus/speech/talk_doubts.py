"""Doubts about a document that may be a conversation: what recurs at the head of its lines, and what alternates."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from corpus.characters import plain
from corpus.label_words import may_be_a_name
from corpus.problem import Problem, shortened
from corpus.speech.label_review import name_alone
from corpus.speech.layout import TextLayout, TextLine
from corpus.speech.line_heads import heads_of_lines
from corpus.speech.line_labels import TIME_ALONE
from corpus.speech.opening_names import opening_names
from wording.messages import tr

_SIGNED = re.compile(
    r"\W{0,3}(?P<name>[^\W\d_][\w .'’-]{0,24}?|\d{1,2}[A-Z])\s?"
    r"(?:[^\w\s'’(«“\",.-]{1,3}\s*|[.-]\s+|,(?=\S)|\t+)(?=\W{0,3}[^\W_])"
)
_LONGEST = 80
_SHOWN = 8
_VOICES_AT_MOST = 12
_PARAGRAPHS = 6
"""The least number of paragraphs of which it can be said that they alternate."""


def talk_doubts(layout: TextLayout, name: str, *, unnamed: bool = False) -> Iterator[Problem]:
    """A doubt where a document looks like a conversation that was not recognised; at most one.

    Most paragraphs open with the same few words; names stand alone above words; two ways of setting a paragraph
    alternate; or questions and answers do. With `unnamed`, the text was read as turns of unknown voices, and only the
    words at the head of its lines are looked at.
    """
    body = [line for line in layout.lines if line.block.form != "heading" and not line.part]
    body = [line for line in body if line.block.speaker is None and not TIME_ALONE.fullmatch(layout.text(line))]
    if found := _openings(layout, body):
        listed, example = _listed(found), _pattern(found, after_heads=bool(heads_of_lines(layout)))
        if unnamed:
            message = tr(
                "no voice has a name, but the lines open with the same few words, as labels of speakers do: "
                "{openings}. If they are, add the file with --speakers and a regular expression, e.g. {example}.",
                openings=listed,
                example=example,
            )
        else:
            message = tr(
                "was read as a document, but its paragraphs open with the same few words, as labels of speakers do: "
                "{openings}. If they are, add the file with --speakers and a regular expression, e.g. {example}.",
                openings=listed,
                example=example,
            )
        yield Problem(name, message, "warning")
    elif unnamed:
        return
    elif names := _names_alone(layout):
        message = tr(
            "was read as a document, but names stand alone above its paragraphs, as those of speakers do: {names}. If "
            "they are, put a colon behind each of them and add the file again; if not, add it with --kind document.",
            names=names,
        )
        yield Problem(name, message, "warning")
    elif _two_looks(layout, body) or _questions_and_answers(layout, body):
        message = tr(
            "was read as a document, but its paragraphs alternate as questions and answers do, and nothing names who "
            "speaks. If it is an interview, put `Name:` before each turn and add it again; if not, add it with --kind "
            "document."
        )
        yield Problem(name, message, "warning")


def _pattern(names: Iterable[str], *, after_heads: bool) -> str:
    """A regular expression for --speakers that takes these names, quoted for a shell."""
    known = "|".join(re.escape(name).replace("\\ ", " ") for name in list(names)[:_SHOWN])
    return f"'^{'.{0,40}?' if after_heads else _SIGNS}({known}){_SIGNS}'"


_SIGNS = r"\W*"


def _openings(layout: TextLayout, body: Sequence[TextLine]) -> Counter[str]:
    """The names, with their numbers, that most of these lines may open with; empty where there are none."""
    numbers = {line.start: number for number, line in enumerate(layout.lines)}
    heads = heads_of_lines(layout)
    opening = [line for line in body if line.opens or _below_a_time(layout, numbers[line.start])]
    lines = opening if len(opening) > 3 else list(body)
    rests = []
    for line in lines:
        head = heads.get(numbers[line.start])
        rests.append(plain(layout.text(line)[head.end if head else 0 :][:_LONGEST]))
    signed = [match for rest in rests if (match := _SIGNED.match(rest)) and len(match["name"].split()) <= 3]
    if found := _recurring(Counter(match["name"].strip() for match in signed), len(lines), 0.4):
        return found
    if found := _recurring(Counter(opening_names(dict(enumerate(rests))).values()), len(lines), 0.8):
        return found
    talk = len(lines) == 2 and any(layout.text(line).endswith("?") for line in lines)
    alike = all(word[0].isupper() for match in signed for word in match["name"].split())
    if talk and len(signed) == 2 and alike and all(may_be_a_name(match["name"], "colon") for match in signed):
        return Counter(match["name"] for match in signed)
    return Counter()


def _below_a_time(layout: TextLayout, number: int) -> bool:
    return number > 0 and TIME_ALONE.fullmatch(layout.text(layout.lines[number - 1])) is not None


def _recurring(counts: Mapping[str, int], lines: int, share: float) -> Counter[str]:
    """The openings that recur, where they are few and this share of the lines has one."""
    again = Counter({opening: number for opening, number in counts.items() if number > 1})
    fits = 2 <= len(again) <= _VOICES_AT_MOST and sum(again.values()) >= max(share * lines, 4)
    return again if fits else Counter()


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{shortened(words)} ({number})" for words, number in Counter(counts).most_common(_SHOWN))


def _names_alone(layout: TextLayout) -> str:
    """The names, with their numbers, that stand alone above other lines, where two recur or the text has no more."""
    names: dict[int, str] = {}
    for number, line in enumerate(layout.lines[:-1]):
        label = name_alone(layout, number, "own line") if line.block.form != "row" else None
        if label and not name_alone(layout, number + 1, "own line"):
            names[number] = label.name
    counts = Counter(names.values())
    again = {name: number for name, number in counts.items() if number > 1}
    if 2 <= len(again) <= _VOICES_AT_MOST and sum(again.values()) >= 0.25 * len(layout.lines):
        return _listed(again)
    asked = any(layout.text(line).endswith("?") for line in layout.lines)
    by_turns = len(names) > 1 and list(names) == list(range(len(layout.lines) % 2, len(layout.lines), 2))
    return _listed(counts) if by_turns and asked and len(counts) > 1 and len(layout.lines) <= _PARAGRAPHS else ""


def _two_looks(layout: TextLayout, body: Sequence[TextLine]) -> bool:
    """Whether nearly all paragraphs are set in one of two ways, and these alternate."""
    looks = [_look(layout, line) for line in body if line.opens and line.block.form != "row"]
    if len(looks) < _PARAGRAPHS:
        return False
    common = [number for _, number in Counter(looks).most_common(2)]
    changes = sum(a != b for a, b in pairwise(looks))
    return len(common) == 2 and sum(common) >= 0.9 * len(looks) and changes >= 0.7 * (len(looks) - 1)


def _look(layout: TextLayout, line: TextLine) -> object:
    """How a paragraph is set: its style, letters and colour, or how far it is indented in a plain text."""
    before = layout.content[layout.content.rfind("\n", 0, line.start) + 1 : line.start]
    bold = line.bold >= line.end - line.start
    return line.block.form, line.block.looks, bold, line.colour, len(before.expandtabs())


def _questions_and_answers(layout: TextLayout, body: Sequence[TextLine]) -> bool:
    """Whether questions make up a good part of a text, and nearly each is followed by words that ask nothing."""
    lines = [line for line in body if line.block.form != "row"]
    asks = [layout.text(line).rstrip(' *_»"”)').endswith("?") for line in lines]
    questions = sum(asks)
    answered = sum(a and not b for a, b in pairwise(asks))
    return questions >= 3 and 0.3 * len(lines) <= questions <= 0.6 * len(lines) and answered >= 0.8 * questions
