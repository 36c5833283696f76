"""Tables: a conversation becomes speech, a table that only arranges paragraphs those paragraphs, any other rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.block import Block
from corpus.clock import clock
from corpus.label_words import COLON, is_interviewer_word, is_respondent_word, is_role_word, may_be_a_name, tidied
from corpus.problem import shortened
from corpus.readers.cue_lines import CueLines
from corpus.readers.subtitles import extract_of
from corpus.readers.table_cells import Cell, paragraphs_of, text_of
from corpus.readers.table_columns import TalkColumns, talk_columns
from corpus.readers.table_titles import titles_of
from corpus.readers.utterances import Utterance, blocks_of
from wording.messages import quoted, tr, tr_n


def blocks_of_table(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """The blocks of a table given as rows of cells, each cell in its column.

    The rows of a conversation become the speech of a voice, with its time. What stands in other columns is kept in
    blocks of form "row", which nobody speaks. A doubt of the first block says what was decided.
    """
    rows = [row for row in rows if any(map(text_of, row))]
    texts = [[text_of(cell) for cell in row] for row in rows]
    if _is_layout(rows, texts):
        return [block for row in rows for cell in row for block in paragraphs_of(cell)]
    if _is_a_column_per_voice(texts):
        return [
            replace(block, speaker=who.strip(" :"))
            for row in rows[1:]
            for who, cell in zip(texts[0], row, strict=False)
            for block in paragraphs_of(cell)
        ]
    talk = talk_columns(texts)
    if talk is not None:
        return _speech(rows, texts, talk)
    blocks = [Block("\t".join(row).strip(), form="row") for row in texts]
    titles = titles_of(texts)
    if _is_questions_and_answers(texts):
        message = tr(
            "a table of questions and answers was read as rows, each a passage. If it is an interview, put `Q:` and "
            "`R:` before what is said, or name the columns for those who speak."
        )
        return [replace(blocks[0], doubt=message), *blocks[1:]]
    if titles is None or titles.speaker is None:
        return blocks
    message = tr(
        "a table with the columns {speaker} and {speech} was read as rows, since its names do not recur. If it is a "
        "conversation, add the file with --speakers '^([^\\t]+)\\t'.",
        speaker=texts[titles.row][titles.speaker],
        speech=texts[titles.row][titles.speech],
    )
    return [replace(blocks[0], doubt=message), *blocks[1:]]


def going_on(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the rows of a table as speech where their first cells are the voices of a table above.

    A conversation that goes on in another table may have too few rows there to show what its columns hold.
    """
    voices: dict[str, str] = {}
    found: list[Block] = []
    for is_row, group in groupby(blocks, key=lambda block: block.form == "row"):
        rows = list(group)
        cells = [block.text.split("\t") for block in rows]
        whose = [voices.get(row[0].strip(" :").casefold()) for row in cells]
        if is_row and all(whose) and all(len(row) == 2 for row in cells):
            rows = [Block(row[1], speaker=who) for row, who in zip(cells, whose, strict=True)]
        voices.update((block.speaker.casefold(), block.speaker) for block in rows if block.speaker)
        found.extend(rows)
    return found


def is_conversation(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows of a spreadsheet are speech, and not answers: one of each person, beside facts about them."""
    talk = talk_columns(rows)
    return talk is not None and not (talk.once and talk.time is None and bool(talk.others or talk.left_out))


def _is_a_column_per_voice(texts: Sequence[Sequence[str]]) -> bool:
    """Whether the titles are an interviewer and respondents, with what each says below."""
    titles = texts[0] if texts else []
    roles = all(is_role_word(title) and len(title) > 4 and not _ASKED.match(title) for title in titles)
    roles = roles and any(map(is_interviewer_word, titles)) and any(map(is_respondent_word, titles))
    width = max(map(len, texts), default=0) <= len(titles)
    return len(texts) > 1 and width and (roles or _asks_a_person(texts))


def _asks_a_person(texts: Sequence[Sequence[str]]) -> bool:
    """Whether there are two columns, an interviewer's with nothing but questions, and another under a name."""
    if len(texts) < 3 or any(len(row) != 2 for row in texts):
        return False
    asks, name = texts[0]
    asked, answered = zip(*texts[1:], strict=True)
    questions = sum(cell.endswith("?") for cell in asked) >= 0.8 * len(asked)
    titled = is_interviewer_word(asks) and len(asks) > 4 and not _ASKED.match(asks) and not _ASKED.match(name)
    person = name[:1].isupper() and len(name.split()) <= 3 and may_be_a_name(name, "colon")
    return titled and person and questions and sum(cell.endswith("?") for cell in answered) <= 0.25 * len(answered)


def _is_questions_and_answers(texts: Sequence[Sequence[str]]) -> bool:
    return len(texts) > 2 and len(texts[0]) == 2 and all(map(_ASKED.fullmatch, texts[0]))


_ASKED = re.compile(r"questions?|réponses?|answers?", re.IGNORECASE)
"""Titles of a questionnaire or of frequent questions, which are no voices."""


def _is_layout(rows: Sequence[Sequence[Cell]], texts: Sequence[Sequence[str]]) -> bool:
    """Whether the table only arranges paragraphs: one column, tables in its cells, or cells of labelled speech."""
    if len({number for row in texts for number, text in enumerate(row) if text}) <= 1:
        return True
    cells = [list(paragraphs_of(cell)) for row in rows for cell in row if not isinstance(cell, str)]
    nested = sum(any(block.form == "row" or block.speaker is not None for block in cell) for cell in cells)
    if nested and (2 * nested >= len(rows) or talk_columns(texts) is None):
        return True
    if len(rows) == 1 and any(len(cell) > 1 for cell in cells):
        return True
    return any(sum(_is_labelled(block) for block in cell) > 1 for cell in cells)


def _is_labelled(block: Block) -> bool:
    found = COLON.match(block.text)
    return found is not None and may_be_a_name(tidied(found.group("name")), "colon") and len(found.group("name")) <= 30


def _speech(rows: Sequence[Sequence[Cell]], texts: Sequence[Sequence[str]], talk: TalkColumns) -> list[Block]:
    above = [Block("\t".join(row).strip(), form="row") for row in texts[: talk.first - talk.named]]
    told = [_Row(row, text, talk) for row, text in zip(rows[talk.first :], texts[talk.first :], strict=True)]
    voices, blanks = _voices(told, talk)
    doubts: list[str] = []
    if talk.speaker is None:
        blocks, doubts = _without_speakers(told)
    elif talk.segments:
        blocks = list(
            blocks_of(Utterance(row.speech, voice or "", row.seconds) for row, voice in zip(told, voices, strict=True))
        )
    else:
        blocks = [block for row, voice in zip(told, voices, strict=True) for block in row.blocks(voice)]
    blocks = [*above, *blocks]
    doubt = " ".join([*_doubts(talk, blanks), *doubts])
    return [replace(blocks[0], doubt=doubt), *blocks[1:]] if blocks and doubt else blocks


def _without_speakers(rows: "Sequence[_Row]") -> tuple[list[Block], list[str]]:
    """Speech in a table without a column of speakers, read as cues, which may begin with names; and its doubts."""
    timed = any(row.seconds is not None for row in rows)
    cues = [CueLines(row.seconds or 0.0, row.seconds or 0.0, (row.speech,)) for row in rows if row.speech]
    extract = extract_of(cues, "", may_roll=False)
    blocks = list(extract.blocks) if timed else [replace(block, timestamp=None) for block in extract.blocks]
    others = [Block(text, form="row") for row in rows for text in row.others]
    if not any(block.speaker for block in blocks):
        return [*blocks, *others], [tr("it does not name the speakers, who remain unknown.")]
    return [*blocks, *others], [problem.message for problem in extract.problems]


class _Row:
    """One row of a conversation: who speaks, what is said and when, and the words of other columns."""

    def __init__(self, cells: Sequence[Cell], texts: Sequence[str], talk: TalkColumns) -> None:
        self.cells = cells
        self.talk = talk
        self.speech = _at(texts, talk.speech)
        self.speaker = _at(texts, talk.speaker).strip(" :：–—-")
        self.seconds = talk.seconds(_at(texts, talk.time))
        used = {talk.speech, talk.speaker, talk.time, *talk.ends}
        self.others = [
            text
            for number, text in enumerate(texts)
            if text and number not in used and (number in talk.others or not talk.is_number(text))
        ]
        self.all = "\t".join(filter(None, texts))

    def blocks(self, voice: str | None) -> Iterator[Block]:
        """The paragraphs of the speech, then the words of each other column, which nobody speaks."""
        if self.speech:
            time = None if self.seconds is None else clock(self.seconds)
            for block in paragraphs_of(self.cells[self.talk.speech]):
                yield replace(block, speaker=voice, timestamp=time, form="paragraph")
                time = None
        elif voice is None:
            yield Block(self.all, form="row")
            return
        yield from (Block(text, form="row") for text in self.others)


def _at(row: Sequence[str], number: int | None) -> str:
    return row[number] if number is not None and number < len(row) else ""


def _voices(rows: Sequence[_Row], talk: TalkColumns) -> tuple[list[str | None], int]:
    """The voice of each row, and how many rows have it from the row above; None where the row is no speech."""
    voices: list[str | None] = []
    last, blanks = "", 0
    for row in rows:
        if talk.speaker is None:
            voices.append(None)
        elif row.speech:
            blanks += not row.speaker and bool(last)
            last = row.speaker or last
            voices.append(last)
        elif row.speaker in talk.names:
            last = row.speaker
            voices.append(last)
        else:
            voices.append(None)
    return voices, blanks


def _doubts(talk: TalkColumns, blanks: int) -> Iterator[str]:
    if not talk.named and talk.speaker is not None and not all(map(is_role_word, talk.names)):
        names = ", ".join(list(talk.names)[:6])
        yield tr(
            "a table without known column names was read as a conversation, by what its columns hold; its speakers are "
            "{names}.",
            names=names,
        )
    if not talk.named and talk.header:
        yield tr(
            "its row {cells} was taken for titles.", cells=quoted(shortened(" | ".join(filter(None, talk.header))))
        )
    if blanks:
        yield tr_n(
            "in {n} row of the table the speaker is blank; it was given to the speaker above.",
            "in {n} rows of the table the speaker is blank; they were given to the speaker above.",
            blanks,
        )
    kept = [talk.title(number) for number in talk.others]
    if kept:
        yield tr("the words in these columns are kept, although nobody says them: {columns}.", columns=", ".join(kept))
    left = [talk.title(number) for number in talk.left_out]
    if left:
        yield tr("these columns hold only numbers and were left out: {columns}.", columns=", ".join(left))
