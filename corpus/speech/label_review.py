"""Looser labels, tried only where no usual one names a voice; they are accepted only if they fit the whole text."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from corpus.characters import EMOJI, plain
from corpus.label_words import DASHES, is_role_word, may_be_a_name, tidied
from corpus.speech.layout import TextLayout
from corpus.speech.line_heads import LineHead, heads_of_lines
from corpus.speech.opening_names import behind, opening_names
from corpus.speech.speaker_label import SpeakerLabel

_WORD = rf"(?:[A-ZÀ-Þ][\w'’.-]*|[{EMOJI}]+)"
_TOOL = r"(?:speaker|locuteur|locutrice|intervenant|voix|voice|spk)[ _-]?(?:\d{1,2}|[A-Z])"
"""A voice that a transcription tool numbered."""
_NAME = rf"(?P<name>(?i:{_TOOL})|{_WORD}(?:\s+(?:d[eu]s?|l[ae]|{_WORD}|\d{{1,2}})){{0,3}})"
_NUMBER = r"(?:\d{1,4}[.)]?\s+)?"

_ARROW = r"(?:[=–—:-]{1,2}>|[>=:]{1,3}(?=\s|[^\W\d_]))"
"""What people write for a colon: `->`, `=>`, `>>`, `::`."""

_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("angle", re.compile(rf"^<\s?[@+%]?{_NAME}>\s*[:：]?\s*(?=[^\s:])")),
    ("brackets", re.compile(rf"^[({{\[]{_NAME}[)}}\]]\s*[:：]?\s*(?=[^\s:])")),
    ("hash", re.compile(rf"^#{{1,2}}\s?{_NAME}\s?#{{1,2}}\s*[:：]?\s*(?=[^\s:#])")),
    ("sign", re.compile(rf"^{_NUMBER}{_NAME}\s?(?:{_ARROW}|[/|»)►▶→⇒~•·*+](?=\s)|[;|])\s*(?=\S)")),
    ("spaced dash", re.compile(rf"^{_NUMBER}{_NAME}\s?[.:]?\s?(?:[{DASHES[:-1]}]|-(?=\s))\s*(?=\S)")),
    ("capitals", re.compile(rf"^{_NUMBER}(?P<name>(?=[A-Z0-9À-Þ_]*[A-ZÀ-Þ])[A-Z0-9À-Þ_]{{1,10}})\s+(?:-\s?)?(?=\S)")),
)
_DIALOGUE = re.compile(r"^\s*[-–—]\s*(?=[\w«\"“(¿])")

_NO_HEAD = LineHead(0)
_LONGEST = 200
_SHARE = 0.6
"""The minimum share of paragraphs that open with such a label."""


def labels_at_second_look(layout: TextLayout) -> Mapping[int, SpeakerLabel]:
    """The labels (by number of line) of the first looser form that fits the text; none where no form does.

    A form with names fits when six paragraphs in ten open with it, at least two and at most twelve voices recur, and
    these make up nearly all labels. Names as headings of one level, and names as paragraphs of their own, fit when they
    recur like this and words follow each of them. Dialogue dashes fit when nearly every paragraph opens with one and
    between a fifth and two thirds of them are questions.
    """
    heads = heads_of_lines(layout)
    openings = _openings(layout, heads)
    ways: list[Callable[[TextLayout], dict[int, SpeakerLabel]]] = [
        _headings,
        *(lambda layout, f=form, p=pattern: _named(layout, f, p, openings) for form, pattern in _NAMED),
        lambda layout: _after_heads(layout, heads),
        _after_at,
        _paragraphs,
        _dialogue,
    ]
    return next((labels for way in ways if (labels := way(layout))), {})


def _openings(layout: TextLayout, heads: Mapping[int, LineHead]) -> list[tuple[int, LineHead, str]]:
    """The lines that may begin with a name, by number: the head of each, and the words that open it behind that."""
    return [
        (number, head, plain(layout.text(line)[head.end :][:_LONGEST]))
        for number, line in enumerate(layout.lines)
        if line.block.form in ("paragraph", "item")
        for head in [heads.get(number, _NO_HEAD)]
    ]


def _named(
    layout: TextLayout, form: str, pattern: re.Pattern[str], openings: Sequence[tuple[int, LineHead, str]]
) -> dict[int, SpeakerLabel]:
    labels = {}
    for number, head, text in openings:
        if (found := pattern.match(text)) and may_be_a_name(found.group("name"), form):
            labels[number] = SpeakerLabel(form, found.group("name"), head.end + found.end(), head.timestamp)
    again = _again(labels)
    if len(again) < 2 or len(again) > 12 or sum(again.values()) < 0.9 * len(labels):
        return {}
    if form == "capitals" and min(len(labels), len(layout.lines)) < 4:
        return {}
    return labels if _fits(layout, labels) else {}


def _after_heads(layout: TextLayout, heads: Mapping[int, LineHead]) -> dict[int, SpeakerLabel]:
    """Names without a sign behind times (`[00:01:02] Claire Oui.`), where nearly every line with a time has one.

    A name is as long as all lines that open with its first word agree on words with capitals.
    """
    timed = {number: head for number, head in heads.items() if head.timestamp}
    if len(timed) < 4:
        return {}
    lines = {n: layout.text(layout.lines[n])[head.end :][:_LONGEST] for n, head in timed.items()}
    labels = {
        n: SpeakerLabel("word", name, timed[n].end + behind(name, lines[n]), timed[n].timestamp)
        for n, name in opening_names(lines).items()
    }
    again = _again(labels)
    fits = 2 <= len(again) <= 12 and sum(again.values()) >= 0.9 * len(timed)
    return labels if fits else {}


def _after_at(layout: TextLayout) -> dict[int, SpeakerLabel]:
    """Names behind `@` (`@Claire Oui.`), where nearly every paragraph opens with one and each of them recurs."""
    lines = {n: layout.text(line)[1:_LONGEST] for n, line in enumerate(layout.lines) if layout.text(line)[:1] == "@"}
    handles = {n: match.group() for n, line in lines.items() if (match := _HANDLE.match(line))}
    names = handles | opening_names({n: line for n, line in lines.items() if n not in handles})
    labels = {n: SpeakerLabel("at", name, 1 + behind(name, lines[n])) for n, name in names.items()}
    again = _again(labels)
    fits = 2 <= len(again) <= 12 and sum(again.values()) >= 0.9 * len(lines) and _fits(layout, labels)
    return labels if fits and len(labels) > 3 else {}


_HANDLE = re.compile(r"[a-z0-9à-ÿ][\w.-]*\b(?=\s)")


def _again(labels: Mapping[int, SpeakerLabel]) -> dict[str, int]:
    """The names that recur among these labels, in lower case, each with its number."""
    counts = Counter(label.name.casefold() for label in labels.values())
    return {name: number for name, number in counts.items() if number > 1}


def _headings(layout: TextLayout) -> dict[int, SpeakerLabel]:
    """Names as headings of one level, as NVivo wants them for its automatic coding by speaker."""
    levels = {line.block.level for line in layout.lines if line.block.form == "heading"}
    for level in sorted(levels):
        lines = [n for n, line in enumerate(layout.lines) if line.block.form == "heading" and line.block.level == level]
        labels = _alone(layout, lines, "heading")
        if labels and len(labels) >= 0.9 * len(lines) - 1:
            first = min(labels)
            return labels | {n: label for n in lines if n > first and (label := name_alone(layout, n, "heading"))}
    return {}


def _paragraphs(layout: TextLayout) -> dict[int, SpeakerLabel]:
    """Names as paragraphs of their own, each followed by what its speaker says."""
    body = [n for n, line in enumerate(layout.lines) if line.block.form in ("paragraph", "item")]
    opening = [n for n in body if layout.lines[n].opens]
    lines = opening if len(opening) > 3 else body
    labels = _alone(layout, lines, "own line")
    if not labels or len(labels) < 0.25 * len(lines):
        return {}
    first, shapes = min(labels), {_shape(layout, number) for number in labels}
    others = (n for n in lines if n > first and n not in labels and n + 1 not in labels and n - 1 not in labels)
    alike = {n: label for n in others if (label := name_alone(layout, n, "own line")) and _shape(layout, n) in shapes}
    return labels | {n: label for n, label in alike.items() if n + 1 < len(layout.lines)}


def _shape(layout: TextLayout, number: int) -> str:
    """How a line is set and written, as far as it tells a name from other words."""
    line, text = layout.lines[number], layout.text(layout.lines[number]).rstrip(" :")
    if line.bold >= len(text):
        return "bold"
    if text.isupper():
        return "capitals"
    words = text.split()
    return f"{len(words)} names" if len(words) > 1 and all(word[0].isupper() for word in words) else f"only {number}"


def _alone(layout: TextLayout, lines: Sequence[int], form: str) -> dict[int, SpeakerLabel]:
    """Those of these lines that have nothing but a name which recurs, with words below it; none unless two do."""
    labels = {number: label for number in lines if (label := name_alone(layout, number, form))}
    again = _again(labels)
    labels = {number: label for number, label in labels.items() if label.name.casefold() in again}
    followed = sum(number + 1 < len(layout.lines) and number + 1 not in labels for number in labels)
    return labels if 2 <= len(again) <= 12 and len(labels) >= 6 and followed >= 0.9 * len(labels) else {}


def name_alone(layout: TextLayout, number: int, form: str) -> SpeakerLabel | None:
    """The label that a whole line may be: a name or a role and nothing else."""
    text = layout.text(layout.lines[number])
    if len(text) > _LONGEST:
        return None
    name = tidied(text.rstrip(" :"))
    short = len(name.split()) <= 4 and len(name) <= 40 and not text.rstrip().endswith((".", "?", "!", ",", ";", "…"))
    if short and name and (name[0].isupper() or is_role_word(name)) and may_be_a_name(name, form):
        return SpeakerLabel(form, name, len(text))
    return None


def names_set_apart(layout: TextLayout) -> dict[int, SpeakerLabel]:
    """A name at the head of a paragraph that is set apart (bold, italic, in a colour) from the speech after it, without
    any sign; none where such names do not fit the whole text.
    """
    labels = {}
    for number, line in enumerate(layout.lines):
        text = layout.text(line)
        end = line.lead or line.bold
        beside_speech = line.block.form in ("paragraph", "item") and 0 < end < min(len(text), _LONGEST)
        name = tidied(text[:end].rstrip(" :.,-–—|")) if beside_speech else ""
        if name and len(name.split()) <= 4 and may_be_a_name(name, "set apart"):
            labels[number] = SpeakerLabel("set apart", name, end)
    again = _again(labels)
    fits = 2 <= len(again) <= 12 and sum(again.values()) >= 0.9 * len(labels) - 1 and _fits(layout, labels)
    return labels if fits else {}


def _fits(layout: TextLayout, labels: Mapping[int, SpeakerLabel]) -> bool:
    paragraphs = [n for n, line in enumerate(layout.lines) if line.opens and n >= min(labels)]
    return len(labels) >= _SHARE * len(paragraphs)


def _dialogue(layout: TextLayout) -> dict[int, SpeakerLabel]:
    labels: dict[int, SpeakerLabel] = {}
    asking = 0
    for number, line in enumerate(layout.lines):
        found = _DIALOGUE.match(layout.text(line))
        if found:
            labels[number] = SpeakerLabel("dialogue", "", found.end())
            asking += layout.text(line).rstrip(' »"”)').endswith("?")
    lines = sum(line.block.form != "heading" for line in layout.lines)
    enough = len(labels) >= 4 and len(labels) >= 0.8 * (lines - 3)
    return labels if enough and 0.2 * len(labels) <= asking <= 0.67 * len(labels) else {}
