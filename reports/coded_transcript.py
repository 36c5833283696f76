"""A text as a transcript with its codings in the margin: who says what, and what was coded where."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from coding.codebook.model import PATH, Codebook, label_of, word
from corpus.characters import COMMANDS, WORD
from corpus.spans import joined
from corpus.text import Passage, Text, Turn
from reports.citations import Citation, Citations
from reports.study_material import StudyMaterial
from reports.transcript_line import Bar, CodedTranscript, MarginCoding, Piece, TranscriptLine, Voice
from wording.catalogues import say, say_number
from wording.degree_word import degree_word
from wording.numbers import day

LANES = 24
"""How many codings are drawn side by side at most; those that no lane is left for share one."""
_SHORTEST = 60
"""A coding takes a lane for at least so many characters: its letter stands there."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


_BETWEEN_CELLS = "\u2003"
"""What stands for the tab between the cells of a table: print shows a tab as a blank or not at all."""


def anchor_of(entry: str) -> str:
    """How links name a coding in its transcript."""
    return f"c{entry[:12]}"


def passage_anchor(number: int) -> str:
    """How links name a passage in its transcript."""
    return f"p{number}"


def coded_transcript(text: Text, material: StudyMaterial, citations: Citations, *, memos: bool) -> CodedTranscript:
    """The transcript of a text with the codings and classes that count; memos only where they are asked for."""
    margin = _margin(text, material, citations, memos=memos)
    lines = tuple(_lines(text, margin, material.language))
    families = {coding.colour: _family(citation, material) for coding, citation in margin}
    by_label: dict[str, list[MarginCoding]] = defaultdict(list)
    for coding, _ in margin:
        by_label[coding.label].append(coding)
    return CodedTranscript(
        visible(text.id),
        material.language,
        text.language,
        _facts(text, material, [citation.decision for _, citation in margin]),
        lines,
        1 + max((coding.lane for coding, _ in margin), default=-1),
        tuple(sorted(families.items())),
        tuple((label, tuple(found)) for label, found in sorted(by_label.items())),
    )


def visible(words: str) -> str:
    """The words with a sign for each character that would turn the writing's direction or command a program."""
    return words.translate(COMMANDS)


def _facts(text: Text, material: StudyMaterial, decisions: Sequence[str]) -> tuple[str, ...]:
    """What it is, how long it is, how many codings and classes are beside it, and whose they are."""
    language, classes = material.language, decisions.count("classify")
    date = text.metadata.get("date", "")
    about = [say(f"a_{text.kind}", language), ", ".join(text.cases), day(date, language) if date else ""]
    sizes = [
        say_number("transcript_words", len(WORD.findall(text.content)), language),
        say_number("transcript_turns", len(text.turns), language) if text.turns else "",
        say_number("transcript_codings", len(decisions) - classes, language),
        say_number("transcript_classes", classes, language) if classes else "",
    ]
    coders = say("counted", language, coders=", ".join(material.coders) or say("nobody", language))
    return tuple(visible(" · ".join(filter(None, line))) for line in (about, sizes, [coders]))


def _margin(
    text: Text, material: StudyMaterial, citations: Citations, *, memos: bool
) -> list[tuple[MarginCoding, Citation]]:
    """The codings and classes of the text in order of place, the longer ones first, with what they cite."""
    codings = material.codings
    mine = codings.text.numbers == codings.text.number(text.id)
    cited = citations.at(material.left(mine))
    cited += [citations.of_class(found) for found in material.classifications if found.place.text == text.id]
    cited.sort(key=lambda one: (one.start, -one.end, one.code, one.coder))
    colours = {family: at for at, family in enumerate(_families(material.codebook))}
    lanes = _lanes(cited)
    return [
        (
            MarginCoding(
                letter=letter_of(at),
                anchor=anchor_of(one.entry),
                start=one.start,
                end=one.end,
                lane=lanes[at],
                colour=colours.get(one.code.partition(".")[0], len(colours)),
                label=visible(_label(one, material)),
                degree=degree_word(one.value, material.language) if one.value and one.decision != "classify" else "",
                given=visible(one.given or ""),
                about=visible(one.case or "") if one.case != text.case_at(one.start) else "",
                coder=visible(one.coder),
                day=day(one.time[:10], material.language),
                entry=one.entry[:12],
                memo=visible(one.memo or "") if memos else "",
            ),
            one,
        )
        for at, one in enumerate(cited)
    ]


def letter_of(number: int) -> str:
    """a, b … z, aa, ab … for 0, 1 … 25, 26, 27 …: the letters of codings, so that none is taken for a turn's number."""
    letters = ""
    number += 1
    while number:
        number, at = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[at] + letters
    return letters


def _lanes(cited: Sequence[Citation]) -> list[int]:
    """For each coding, in order of place, the first lane in which none before it is still running."""
    taken: list[int] = []
    found = []
    for one in cited:
        free = next((lane for lane, until in enumerate(taken) if until <= one.start), len(taken))
        lane = min(free, LANES - 1)
        if lane == len(taken):
            taken.append(0)
        taken[lane] = max(taken[lane], one.end, one.start + _SHORTEST)
        found.append(lane)
    return found


def _families(codebook: Codebook) -> list[str]:
    return [*(code.id for code in codebook.codes.values() if code.parent is None), *codebook.typologies]


def _family(citation: Citation, material: StudyMaterial) -> str:
    book, language = material.codebook, material.language
    name = citation.code.partition(".")[0]
    if citation.decision == "classify" and name in book.typologies:
        return word(book.typologies[name].label, language) or name
    return label_of(book, name, language) if name in book.codes else visible(name)


def _label(citation: Citation, material: StudyMaterial) -> str:
    """A code by its label and that of the code above it, a class by its typology's and its own."""
    book, language = material.codebook, material.language
    name, _, rest = citation.code.partition(".")
    if citation.decision == "classify" and name in book.typologies:
        classes = {one.id: one for one in book.typologies[name].classes}
        label = word(classes[rest].label, language) if rest in classes else ""
        return f"{_family(citation, material)}{PATH}{label or rest}"
    if citation.code not in book.codes:
        return citation.code
    above = book.codes[citation.code].parent
    own = label_of(book, citation.code, language)
    return f"{label_of(book, above, language)}{PATH}{own}" if above else own


def _lines(text: Text, margin: Sequence[tuple[MarginCoding, Citation]], language: str) -> Iterator[TranscriptLine]:
    """The passages, and before them the words that lie in none and were coded."""
    codings = [coding for coding, _ in margin]
    parts = _parts(text, codings)
    starts, ends = [part.start for part in parts], [part.end for part in parts]
    inside: dict[int, list[MarginCoding]] = defaultdict(list)
    opened: dict[int, list[MarginCoding]] = defaultdict(list)
    closed: dict[int, list[MarginCoding]] = defaultdict(list)
    for coding in codings:
        first, after = bisect_right(ends, coding.start), bisect_left(starts, coding.end)
        for at in range(first, after):
            inside[at].append(coding)
        opened[first].append(coding)
        closed[after - 1].append(coding)
    turns = {turn.number: turn for turn in text.turns}
    said: int | None = None
    page: int | None = None
    for at, part in enumerate(parts):
        turn = turns.get(part.turn) if part.turn is not None else None
        voice = _voice(turn, language) if turn and turn.number != said else None
        said = turn.number if turn else None
        yield TranscriptLine(
            anchor=passage_anchor(part.number) if part.number else f"o{part.start}",
            pieces=tuple(_pieces(text, part, inside[at], opened[at], closed[at])),
            bars=tuple(_bar(coding, part) for coding in inside[at]),
            beginning=tuple(opened[at]),
            voice=voice,
            page=part.page if part.page != page else None,
            level=part.level,
            asks=turn is not None and turn.role == "interviewer",
        )
        page = part.page


def _voice(turn: Turn, language: str) -> Voice:
    role = say(f"role_{turn.role}", language)
    speaker = visible(turn.speaker or "")
    return Voice(turn.number, speaker or role, role if speaker else "", turn.timestamp or "")


def _parts(text: Text, codings: Iterable[MarginCoding]) -> list[Passage]:
    """The passages, and what was coded outside all of them, numbered 0."""
    known = sorted(text.passages, key=lambda passage: passage.start)
    starts, ends = [part.start for part in known], [part.end for part in known]
    outside = {
        (coding.start, coding.end)
        for coding in codings
        if bisect_right(ends, coding.start) >= bisect_left(starts, coding.end)
    }
    return sorted([*known, *(Passage(0, *span) for span in joined(outside))], key=lambda part: part.start)


def _bar(coding: MarginCoding, part: Passage) -> Bar:
    length = max(part.end - part.start, 1)
    top = max(coding.start - part.start, 0) / length
    return Bar(coding, top, min(coding.end - part.start, length) / length - top)


def _pieces(
    text: Text,
    part: Passage,
    found: Sequence[MarginCoding],
    opened: Sequence[MarginCoding],
    closed: Sequence[MarginCoding],
) -> Iterator[Piece]:
    """The words of a passage, cut where codings begin and end; `opened` and `closed` do so in it."""
    cuts = {part.start, part.end}
    cuts.update(at for coding in found for at in (coding.start, coding.end) if part.start < at < part.end)
    for start, end in pairwise(sorted(cuts)):
        here = tuple(coding for coding in found if coding.start < end and start < coding.end)
        begins = tuple(coding for coding in opened if max(coding.start, part.start) == start)
        ends = tuple(coding for coding in closed if min(coding.end, part.end) == end)
        yield Piece(visible(text.content[start:end]).replace("\t", _BETWEEN_CELLS), here, begins, ends)
