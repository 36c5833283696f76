"""srt, vtt and sbv: cues joined into what each voice says."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.block import Block, Extract
from corpus.problem import Problem, shortened
from corpus.readers.cue_lines import CueLines, cues_in
from corpus.readers.cue_voices import CuePiece, CueVoices, voices_in
from corpus.readers.encoding import UnreadableFile, decode
from corpus.readers.rolling_captions import unrolled
from corpus.readers.utterances import SENTENCE_ENDS, Utterance, blocks_of, unknown_voices
from wording.messages import tr, tr_n


def read(data: bytes, name: str) -> Extract:
    """One block for each stretch of speech by one voice, cut at sentence ends into passages of about 90 words.

    A cue that names no voice among cues that do is said by an unknown voice, unless names are written only where the
    voice changes or the cue goes on with a sentence. Lines `Key : value` in a NOTE are metadata.
    """
    text, problems = decode(data, name)
    file = cues_in(text)
    if not file.cues and text.strip():
        raise UnreadableFile(
            tr(
                "{name} has no cues (lines like 00:00:01,000 --> 00:00:04,000). Check that it is a subtitle file.",
                name=name,
            )
        )
    extract = extract_of(file.cues, name, timed_words="<0" in text)
    above = tuple(Block(line) for line in file.above)
    return Extract((*above, *extract.blocks), file.metadata, (*problems, *extract.problems))


def extract_of(cues: Sequence[CueLines], name: str, *, timed_words: bool = False, may_roll: bool = True) -> Extract:
    """The blocks of cues, and everything uncertain about their voices.

    `timed_words` means that words have times of their own, a sure sign of captions that roll.
    """
    doubts: list[Problem] = []
    once = unrolled(cues) if may_roll else None
    if once is not None and not timed_words:
        message = tr("its captions roll: lines that are shown again in the next cue were read once.")
        doubts.append(Problem(name, message, "warning"))
    cues = cues if once is None else once
    found = voices_in(cues)
    voices, going_on, changes = _voices(found.pieces, rolling=once is not None)
    said = [
        Utterance(piece.text, voice, piece.start, continues=not piece.apart)
        for piece, voice in zip(found.pieces, voices, strict=True)
    ]
    blocks = blocks_of(said)
    doubts.extend(_doubts(found, blocks, name, going_on if changes else 0))
    return Extract(blocks, problems=tuple(doubts))


def _voices(pieces: Sequence[CuePiece], *, rolling: bool) -> tuple[list[str], int, bool]:
    """The voice of each piece ("" where it is unknown), how many go on with the voice before, and whether names are
    written only where the voice changes, as in captions that roll.
    """
    changes = _only_changes(pieces) or (rolling and not any(piece.tagged for piece in pieces))
    named = [piece for piece in pieces if piece.voice]
    punctuated = sum(piece.text.endswith(SENTENCE_ENDS) for piece in named) >= 0.5 * len(named)
    voices: list[str] = []
    going_on = 0
    for number, piece in enumerate(pieces):
        voice = "" if (piece.voice or "").startswith("//") else piece.voice
        if voice is None and voices and voices[-1] and not piece.apart:
            half = not pieces[number - 1].text.endswith(SENTENCE_ENDS) and piece.text[:1].islower() and punctuated
            voice = voices[-1] if changes or half else ""
            going_on += bool(voice)
        voices.append(voice or "")
    return voices, going_on, changes


def _only_changes(pieces: Sequence[CuePiece]) -> bool:
    """Whether names are written only where the voice changes: many cues have none, and no name follows itself."""
    names = [piece.voice for piece in pieces if piece.voice]
    if any(piece.tagged for piece in pieces) or len(names) < 3:
        return False
    without = sum(piece.voice is None for piece in pieces)
    again = sum(one == other for one, other in pairwise(names))
    return without >= 3 and without >= 0.3 * len(pieces) and again <= 0.05 * len(names)


def _doubts(found: CueVoices, blocks: Sequence[Block], name: str, going_on: int) -> Iterator[Problem]:
    if not any(block.speaker for block in blocks):
        if blocks:
            yield Problem(name, tr("its cues do not name the speakers, who remain unknown."), "warning")
        return
    if any((piece.voice or "").startswith("//") for piece in found.pieces):
        message = tr("some cues name only the voice that interrupts; who spoke before it remains unknown.")
        yield Problem(name, message, "warning")
    else:
        yield from unknown_voices(blocks, name)
    if going_on:
        message = tr_n(
            "its names are written only where the voice changes; {n} cue without a name was given to the voice before.",
            "its names are written only where the voice changes; {n} cues without a name were given to the voice "
            "before them.",
            going_on,
        )
        yield Problem(name, message, "warning")
    if found.once:
        message = tr(
            "these names occur once and were taken for speakers: {names}.",
            names=", ".join(map(shortened, found.once[:8])),
        )
        yield Problem(name, message, "warning")
    for label in found.left[:5]:
        message = tr(
            "“{label}” opens a line of a cue and was not taken for a speaker. If it is one, write [{label}]: in a copy "
            "of the file.",
            label=shortened(label),
        )
        yield Problem(name, message, "warning")
