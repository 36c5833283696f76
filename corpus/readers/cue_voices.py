"""Who speaks in the cues of subtitles: voice tags, names before a colon or in brackets, changes without a name."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.label_words import (
    COLON,
    ODD_COLON,
    is_role_word,
    may_be_a_name,
    may_be_an_odd_name,
    tidied,
    visible,
    without_pronouns,
)
from corpus.readers.cue_lines import CueLines, has_words, plain
from corpus.readers.utterances import SENTENCE_ENDS

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s+(?P<name>[^<>]*))?>|</v>", re.IGNORECASE)
_OPENING = re.compile(r"\s*(?P<sign>>>+|[-–—](?=\s?\S))\s*")
_BRACKET = re.compile(r"(?:\[(?P<square>[^\[\]]{1,60})\]|\((?P<round>[^()]{1,60})\))\s*(?P<colon>[:：])?\s*")
_NUMBERED_VOICE = re.compile(
    r"(?:speaker|spk|locut(?:eur|rice)|voice|voix|intervenante?|participante?|s)[ _-]?\d+", re.IGNORECASE
)
_SOUNDS = re.compile(
    r"(?:musi[ck]|musique|applau|rire|rit\b|laugh|silence|inaudible|incompr|bruit|noise|pause|toux|tousse|cough|soupir|sigh|jingle"
    r"|sonnerie|chant|sing|cris?\b|pleur|crying|cheer|blank|foreign|crosstalk|gé?nérique|phone|beep|bip|♪|…|\d)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?P<name>[A-ZÀ-Þ][\w .'’-]{0,40}?)\s*(?:[|/►→»~=–—>]|-(?=\s))\s+(?=\S)")
_ANOTHER = re.compile(
    r"(?<=\S)\s+(?=>>+\s?[^\s<>])|(?<=[.!?…»”\"])\s+(?=[\[(](?:speaker|spk|s)[ _-]?\d+[\])]\s?:?\s)", re.IGNORECASE
)
"""Where another voice begins within a line: chevrons, or a number that speech recognition gave, after a sentence."""
_DASH = re.compile(r"\s*[-–—]\s?\S")
_NEXT_DASH = re.compile(r"(?<=[.?!…])\s+(?=[-–—]\s)")


@dataclass(frozen=True, slots=True)
class CuePiece:
    """What one voice says in a cue: `voice` is None where the cue names none; `apart` means that the voice changes."""

    start: float
    voice: str | None
    text: str
    apart: bool = False
    tagged: bool = False


@dataclass(frozen=True, slots=True)
class CueVoices:
    """The pieces of all cues, the names that occur once, and the labels that were left in the text."""

    pieces: tuple[CuePiece, ...]
    once: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    form: str
    name: str
    rest: str


def voices_in(cues: Sequence[CueLines]) -> CueVoices:
    """The cues cut where the voice changes, with the names of the voices as far as the file has them."""
    cues = [_apart(cue) for cue in cues]
    labels = [label for cue in cues for line in cue.lines if (label := _label(plain(_VOICE.sub("", line))))]
    known = _Known(cues, labels)
    pieces = [piece for cue in cues for piece in _pieces(cue, known)]
    counts = Counter(piece.voice for piece in pieces if piece.voice and not piece.tagged)
    once = tuple(name for name, number in counts.items() if number == 1 and not is_role_word(name))
    pieces = list(_with_names_above(pieces))
    return CueVoices(tuple(piece for piece in pieces if piece.text), once, tuple(dict.fromkeys(known.left)))


def _with_names_above(pieces: Sequence[CuePiece]) -> Iterator[CuePiece]:
    """The pieces, those behind a cue of nothing but a name with that name."""
    above: str | None = None
    for piece in pieces:
        yield replace(piece, voice=above) if above and piece.voice is None and not piece.apart else piece
        above = None if piece.text else piece.voice


def _apart(cue: CueLines) -> CueLines:
    """The cue with a line of its own for each voice that chevrons or a number announce within a line."""
    if not any(sign in line for line in cue.lines for sign in ">&[("):
        return cue
    lines = (line if "<v" in line or not _ANOTHER.search(plain(line)) else plain(line) for line in cue.lines)
    return replace(cue, lines=tuple(part for line in lines for part in (_ANOTHER.split(line) if line else [line])))


class _Known:
    """Which labels of a file are voices: those that recur, and others of their form if nearly every cue has one."""

    def __init__(self, cues: Sequence[CueLines], labels: Sequence[_Label]) -> None:
        self.left: list[str] = []
        self.alone = _names_alone(cues)
        counts = Counter((label.form, label.name) for label in labels)
        openers = [label for cue in cues if (label := _label(plain(_VOICE.sub("", cue.lines[0]))))]
        self.forms = {form for form, n in Counter(label.form for label in openers).items() if n >= 0.8 * len(cues)}
        self.sure = {
            (form, name)
            for (form, name), number in counts.items()
            if form in ("bracket:", "called") or (form == "colon" and (number >= 2 or is_role_word(name)))
        }
        for form in ("square", "round"):
            names = {name for f, name in counts if f == form and not _SOUNDS.match(name)}
            ids = {name for name in names if _NUMBERED_VOICE.fullmatch(name)}
            again = {name for name in names if counts[form, name] > 1 and (name[:1].isupper() or is_role_word(name))}
            often = sum(counts[form, name] for name in again) >= 0.3 * len(cues) and len(again) > 1
            self.sure |= {(form, name) for name in ids | (again if often else set())}
        signed = [name for form, name in counts if form == "sign" and counts[form, name] > 1]
        if len(signed) > 1 and sum(counts["sign", name] for name in signed) >= 0.6 * len(cues):
            self.sure |= {("sign", name) for name in signed}
        self.lower = any(name[:1].islower() for _, name in self.sure)
        named = [name for form, name in self.sure if form in ("colon", "called") and counts[form, name] > 1]
        self.middle = (
            re.compile(rf"(?<=[.!?…»”\"])\s+(?=(?:{'|'.join(map(re.escape, named))})\s?:\s)") if named else None
        )

    def is_voice(self, label: _Label, *, after_sentence: bool) -> bool:
        """Whether a label is a voice; one that is not, although it may be, is remembered."""
        if (label.form, label.name) in self.sure:
            return True
        if label.form in self.forms and len(self.forms) == 1 and not _SOUNDS.match(label.name):
            return label.form != "sign" and (self.lower or not label.name[:1].islower())
        alike = any(form == label.form and _shape(name) == _shape(label.name) for form, name in self.sure)
        if alike and after_sentence and _shape(label.name) != "other":
            return True
        if label.form in ("colon", "called") and label.name[:1].isupper() and len(label.name.split()) <= 3:
            self.left.append(label.name)
        return False


def _names_alone(cues: Sequence[CueLines]) -> frozenset[str]:
    """The names that stand alone on the first line of four cues in ten or more, if at least two of them recur."""
    counts = Counter(_alone(plain(_VOICE.sub("", cue.lines[0]))) for cue in cues if len(cue.lines[0]) < _LONGEST_NAME)
    again = {name for name, number in counts.items() if name and number > 1}
    often = sum(counts[name] for name in again) >= 0.4 * len(cues)
    return frozenset(again) if often and 2 <= len(again) <= 12 else frozenset()


_LONGEST_NAME = 120


def _alone(line: str) -> str:
    """The name that a whole line may be, without a colon behind it; empty where it is none."""
    seen = visible(line)[0].strip().rstrip(": ")
    name = tidied(seen) if seen[:1].isalpha() else ""
    words = name.split()
    capitals = all(word[0].isupper() or word in ("de", "du", "des", "la", "le", "van", "von") for word in words)
    short = 0 < len(words) <= 4 and capitals and not name.endswith((".", "?", "!", "…", ",", ";"))
    return name if short and not _SOUNDS.match(name) and may_be_a_name(name, "own line") else ""


def _shape(name: str) -> str:
    """How a name is written, which names of one file share: in capitals, as a name and surname, with a number."""
    words = re.sub(r"\(.*?\)", "", name).split()
    if _NUMBERED_VOICE.fullmatch(name):
        return "number"
    if name.isupper() and len(name) > 1:
        return "capitals"
    return "names" if len(words) > 1 and all(word[0].isupper() for word in words if len(word) > 3) else "other"


def _label(line: str) -> _Label | None:
    """The label that a line may begin with, after a dash or chevrons; what is heard (`Name (laughs):`) is no name."""
    seen, places = visible(line)
    label = _visible_label(seen)
    if label is None:
        return None
    rest = line[places[len(seen) - len(label.rest)] :] if places else label.rest
    heard = re.fullmatch(r"(?P<name>.*\S)\s*(?P<sound>\([^()]*\))", label.name)
    if heard and _SOUNDS.match(heard.group("sound")[1:]):
        return _Label(label.form, heard.group("name"), f"{heard.group('sound')} {rest}")
    return _Label(label.form, label.name, rest)


def _visible_label(line: str) -> _Label | None:
    opening = _OPENING.match(line)
    line = line[opening.end() :] if opening else line
    bracket = _BRACKET.match(line)
    if bracket:
        form = "bracket:" if bracket.group("colon") else "square" if bracket.group("square") else "round"
        name = tidied(bracket.group("square") or bracket.group("round"))
        good = re.search(r"[^\W_]", name) and not (form == "bracket:" and _SOUNDS.match(name))
        return _Label(form, name, line[bracket.end() :]) if good else None
    for pattern, fits in ((COLON, lambda name: may_be_a_name(name, "colon")), (ODD_COLON, may_be_an_odd_name)):
        found = pattern.match(line)
        name = tidied(found.group("name")) if found else ""
        if found and name and fits(name):
            called = opening is not None and opening.group("sign").startswith(">")
            return _Label("called" if called else "colon", name, line[found.end() :])
    sign = _SIGN.match(line)
    if sign and may_be_a_name(tidied(sign.group("name")), "dash"):
        return _Label("sign", tidied(sign.group("name")), line[sign.end() :])
    return None


def _pieces(cue: CueLines, known: _Known) -> Iterator[CuePiece]:
    """The pieces of a cue; a line without a label belongs to what stands above it in the cue."""
    dashes = sum(bool(_DASH.match(part)) for line in cue.lines for part in _NEXT_DASH.split(plain(line))) > 1
    for voice, lines in _tagged(cue.lines):
        opened = CuePiece(cue.start, voice, "", tagged=True) if voice is not None else None
        said: list[str] = []
        for line in _cut(lines, known):
            another = None if voice is not None else _opened(line, cue.start, said, known, dashes=dashes)
            if another is None:
                said.append(line)
                continue
            if opened is not None or said:
                yield _piece(opened, said, cue.start)
            opened, said = another, [another.text]
        if opened is not None or said:
            yield _piece(opened, said, cue.start)


def _piece(opened: CuePiece | None, said: Sequence[str], start: float) -> CuePiece:
    """What was said since a piece was opened; no voice opened it where a cue begins without one."""
    text = " ".join(filter(None, said))
    return replace(opened, text=text) if opened is not None else CuePiece(start, None, text)


def _opened(line: str, start: float, said: Sequence[str], known: _Known, *, dashes: bool) -> CuePiece | None:
    """The piece that begins with this line: it has a label that is a voice, or a sign that the voice changes."""
    if known.alone and not said and (name := _alone(line)) in known.alone:
        return CuePiece(start, name, "")
    label = _label(line)
    ended = not said or not said[-1] or said[-1].endswith(SENTENCE_ENDS)
    if label is not None and known.is_voice(label, after_sentence=ended):
        return CuePiece(start, label.name, label.rest.strip())
    opening = _OPENING.match(line)
    if opening and (opening.group("sign").startswith(">") or dashes):
        return CuePiece(start, None, line[opening.end() :], apart=True)
    return None


def _cut(lines: Sequence[str], known: _Known) -> Iterator[str]:
    """The words of each line, cut before a known voice that begins after the end of a sentence."""
    for line in lines:
        words = plain(line)
        for part in _NEXT_DASH.split(words) if _DASH.match(words) else [words]:
            yield from known.middle.split(part) if known.middle else [part]


def _tagged(lines: Sequence[str]) -> Iterator[tuple[str | None, list[str]]]:
    """The lines under each voice tag, whether it is closed or not; None for words outside all tags."""
    text, voice, done = "\n".join(lines), None, 0
    for found in [*_VOICE.finditer(text), None]:
        piece = text[done : found.start() if found else len(text)]
        if spoken := [line for line in piece.split("\n") if has_words(line)]:
            yield voice, spoken
        if found:
            name = found.group("name")
            closes = found.group().startswith("</")
            voice = None if closes else without_pronouns(" ".join(html.unescape(name or "").split()))
            done = found.end()
